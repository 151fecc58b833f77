/*
 * csl_reading: what the files that read CSL-JSON and CSL-YAML share (csl_read.c, csl_dates.c): values, and telling what is
 * none.
 */
#ifndef CITE_CSL_READING_H
#define CITE_CSL_READING_H

#include "cite/work.h"
#include "read/yaml/yaml.h"

struct csl_reading {
    const struct yaml *yaml;
    struct cited_work *work;
    struct text path;
    struct diag *problems;
    struct arena *arena;
    bool is_markdown; /* as words are in YAML to Pandoc; in JSON they are not */
};

/* A scalar's words. JSON may have what no page can as an escape. */
struct text csl_value(const struct csl_reading *reading, const struct yaml_node *node);

/* true, "true", 1 */
bool csl_is_true(const struct csl_reading *reading, const struct yaml_node *node);

void csl_tell(const struct csl_reading *reading, const char *code, struct diag_place place, struct text message,
              const char *help);

/* W462, of a member whose value has no meaning. */
void csl_tell_value(const struct csl_reading *reading, const struct yaml_node *node);

/* A date in any of its forms: a map, a text, a list of maps. */
void csl_read_date(const struct csl_reading *reading, struct work_date *date, const struct yaml_node *node);

#endif
