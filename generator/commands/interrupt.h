/*
 * interrupt: Ctrl-C and SIGTERM.
 *
 *     interrupt_watch("interrupted; the old site was kept");
 *     ...                                  // reading: a signal says so and ends the program at once, whatever it is doing
 *     interrupt_hold();
 *     ...                                  // publishing: it is only noted, and interrupted() is true
 *     interrupt_release();                 // ends the program if one came
 *
 * A second signal ends the program at once, everywhere.
 */
#ifndef COMMANDS_INTERRUPT_H
#define COMMANDS_INTERRUPT_H

#include <stdbool.h>

/* From now on SIGINT, SIGTERM and SIGHUP end the program with that line (NULL: none) and the status of an interrupt. */
void interrupt_watch(const char *words);

void interrupt_hold(void);
void interrupt_release(void);

bool interrupted(void);

#endif
