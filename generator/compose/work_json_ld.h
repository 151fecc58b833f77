/*
 * work_json_ld: a page and the works that it stands for, as schema.org says them in JSON-LD.
 *
 *     work_json_ld(&out, &(struct work_page){.page = &works[0], .original = &works[1], ...});
 *
 * One graph: the article, with what it is based on, and the way that leads to it. `<` is escaped, so that it can stand in a
 * script element, which is data there and is never run.
 */
#ifndef COMPOSE_WORK_JSON_LD_H
#define COMPOSE_WORK_JSON_LD_H

#include "base/buffer.h"
#include "cite/work.h"

struct work_page {
    const struct cited_work *page, *original; /* NULL: there is no other */
    struct text reader, reader_url;           /* its title; "" without base_url */
    struct text section, section_url;         /* what the page stands in, and where that is */
    struct date updated;
    struct text image; /* a URL; "" */
    bool is_closed;    /* its text is not there for everybody */
};

void work_json_ld(struct buffer *out, const struct work_page *page);

#endif
