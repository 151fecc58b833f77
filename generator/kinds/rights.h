/*
 * rights: what a license or rights statement is called, and where it stands.
 */
#ifndef KINDS_RIGHTS_H
#define KINDS_RIGHTS_H

#include "kinds/fields.h"
#include "kinds/site.h"

/* Reads `rights` (a text, or a map of holder and statement), `license` and `copyright`. */
struct rights rights_read(const struct fields *fields);

#endif
