/*
 * persons: what stands for a person, or a body, in a text: a name, or the slug of one, or a map of what is known.
 *
 *     struct person person = person_read(&fields, node);
 *     struct work_name name = person_cited(&person);
 */
#ifndef KINDS_PERSONS_H
#define KINDS_PERSONS_H

#include "kinds/cited_names.h"
#include "kinds/fields.h"

struct person {
    struct text name, slug;
    struct text family, given; /* as a map says them */
    bool is_body;              /* CSL's `literal` */
};

/* Empty after an error. */
struct person person_read(const struct fields *fields, const struct yaml_node *node);

struct work_name person_cited(const struct person *person);

#endif
