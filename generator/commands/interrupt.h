/*
 * interrupt: Ctrl-C and SIGTERM, checked by a command between its phases.
 */
#ifndef COMMANDS_INTERRUPT_H
#define COMMANDS_INTERRUPT_H

#include <stdbool.h>

/* From now on the first SIGINT, SIGTERM or SIGHUP is only noted; a second one ends the program at once. */
void interrupt_watch(void);

bool interrupted(void);

#endif
