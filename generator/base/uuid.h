/*
 * uuid: names made of other names, version 5 of RFC 9562: the same name gives the same UUID on any day and machine.
 *
 *     struct text id = uuid_of_name(UUID_URL, TEXT("https://example.org/lists/six-steps/"), arena);
 */
#ifndef BASE_UUID_H
#define BASE_UUID_H

#include "base/text.h"

/* What the name is a name of, as RFC 9562, 6.6 numbers it. */
enum uuid_space { UUID_DNS, UUID_URL };

/* "2ed6657d-e927-568b-95e1-2665a8aea6a2" */
struct text uuid_of_name(enum uuid_space space, struct text name, struct arena *arena);

#endif
