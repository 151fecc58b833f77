/*
 * banned: functions that do not compile here. The Makefile includes this header before every file of the generator.
 *
 * Unbounded copies, number parsing without errors, static buffers, the locale and the local time zone: base/ has a better way
 * for each. The headers that declare these functions are included first, since a poisoned name cannot be declared either.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy stpcpy strcat strncpy strncat strtok strtok_r strerror_r
#pragma GCC poison gets sprintf vsprintf scanf sscanf fscanf vscanf vsscanf vfscanf
#pragma GCC poison atoi atol atoll atof
#pragma GCC poison asctime localtime localtime_r mktime gmtime strftime
#pragma GCC poison mktemp tmpnam tempnam popen rand srand
#pragma GCC poison setlocale strcoll strxfrm

#endif
