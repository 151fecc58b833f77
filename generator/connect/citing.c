#include "connect/citing.h"

#include "base/buffer.h"
#include "base/build.h"
#include "base/remembered.h"

#include <string.h>

static struct cites_work work_of(const struct site *site, uint32_t number) {
    const struct site_work *work = &site->works[number];
    const struct thing *here = work->essay == NONE ? NULL : &site->essays[work->essay].thing;
    return (struct cites_work){
        .cited = work->cited,
        .digest = work->digest,
        .slug = work->thing.slug,
        .address = work->thing.address,
        .here = here ? here->address : (struct text){0},
        .here_title = here ? here->title : (struct text){0},
    };
}

struct cites *citing(const struct site *site, const struct document *document, const struct targets *targets,
                     const struct numbers *named, struct arena *arena) {
    size_t count = document->references.count, more = named ? named->count : 0;
    if (!document->citations.count && !more)
        return NULL;
    struct cites_work *works = arena_array(arena, struct cites_work, count + more);
    for (size_t i = 0; i < count && i < targets->count; i++)
        if (targets->items[i].kind == THING_WORK)
            works[i] = work_of(site, targets->items[i].number);
    for (size_t i = 0; i < more; i++)
        works[count + i] = work_of(site, named->items[i]);
    struct cites_text text = {.document = document,
                              .works = works,
                              .more = works + count,
                              .more_count = more,
                              .style = site->settings.citation_style,
                              .terms = site->cite_terms};
    return cites_make(&text, arena);
}

static struct digest key_of(const struct site *site, const struct source *source, const struct cites *cites) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("citations"));
    hasher_add_text(&hasher, build_name());
    hasher_add_digest(&hasher, source->file->key);
    hasher_add_digest(&hasher, cites_digest(cites));
    hasher_add_digest(&hasher, site->language->digest);
    return hasher_end(&hasher);
}

/* One after the other, each with its size in front of it. */
static struct text make_words(const struct document *document, struct cites *cites, struct arena *arena) {
    const struct doc_citation *citations = DOC_ITEMS(document, citations, struct doc_citation);
    struct buffer all = {0};
    for (uint32_t i = 0; i < document->citations.count; i += citations[i].more + 1u) {
        struct text words = cites_words(cites, citations[i].reference, CITES_WHOLE).words;
        uint32_t size = (uint32_t)words.size;
        buffer_add_bytes(&all, &size, sizeof size);
        buffer_add(&all, words);
    }
    return buffer_take(&all, arena);
}

const struct text *citing_words(const struct site *site, const struct source *source, struct arena *arena) {
    const struct document *document = source->document;
    const struct doc_citation *citations = DOC_ITEMS(document, citations, struct doc_citation);
    if (!document->citations.count || !source->file)
        return NULL;
    struct cites *cites = citing(site, document, &source->targets, NULL, arena);
    struct digest key = key_of(site, source, cites);
    struct text rest, *words = arena_array(arena, struct text, document->references.count);
    if (!remembered_find(site->remembered, &rest, key)) {
        rest = make_words(document, cites, arena);
        remembered_add(site->remembered, key, rest);
    }
    for (uint32_t i = 0, size; i < document->citations.count && rest.size >= sizeof size; i += citations[i].more + 1u) {
        memcpy(&size, rest.bytes, sizeof size);
        text_take(&rest, sizeof size);
        words[citations[i].reference] = text_take(&rest, size < rest.size ? size : rest.size);
    }
    return words;
}
