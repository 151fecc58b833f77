/*
 * program: another program, run to its end.
 *
 *     const char *const words[] = {"git", "init", "-q", NULL};
 *     int status = program_run(words, "/home/me/reader");
 */
#ifndef BASE_PROGRAM_H
#define BASE_PROGRAM_H

/*
 * Runs `words[0]`, found as a shell finds it, in `folder`; it prints nothing, and reads what this program would read. `words`
 * end with NULL. Returns its exit status, 128 and more when a signal ended it, or -1, with errno, when it cannot be run.
 */
int program_run(const char *const *words, const char *folder);

#endif
