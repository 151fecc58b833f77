/*
 * front_matter: where a file's front matter ends and its body begins, and front matter of forms that are not read here.
 *
 *     struct file_parts parts = front_matter_split(bytes);
 *     struct other_form form;
 *     if (front_matter_of_other_form(&form, bytes))
 *         refuse(form.line, form.called);
 *
 * Other programs have title, date and state of a text stand elsewhere: as JSON, as lines without a fence (MultiMarkdown,
 * Pelican), in a comment (Nikola), in a block further below (Pandoc). Here all that would be body: a draft would be published,
 * with its `draft: true` above it.
 */
#ifndef READ_DOCUMENT_FRONT_MATTER_H
#define READ_DOCUMENT_FRONT_MATTER_H

#include "base/text.h"

/* A file cut in two. */
struct file_parts {
    struct text yaml, body;
    uint32_t yaml_line, body_line;
    bool has_front_matter, closed, is_toml;
};

struct file_parts front_matter_split(struct text bytes);

struct other_form {
    uint32_t line, width; /* of the line it begins with, in characters */
    const char *called;   /* "JSON" */
};

/* Only what names one of the fields that front matter mostly has is taken for it. */
bool front_matter_of_other_form(struct other_form *form, struct text bytes);

/* Whether a line stands in fenced code, or begins it. `open` is the fence that is open, "" before the first line. */
bool front_matter_is_code(struct text *open, struct text line);

/* Cuts off a line, and its CR. False when nothing is left. */
bool front_matter_line(struct text *line, struct text *rest);

#endif
