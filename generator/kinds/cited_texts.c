/* Works whose text is in this reader: by a DOI or an address that both have. */
#include "kinds/loading.h"

#include "base/array.h"
#include "base/buffer.h"
#include "compose/links.h"
#include "kinds/shapes.h"

/* Behind "https://" and "www."; "" of what is no address of the web. */
static struct text without_scheme(struct text url) {
    static const struct text schemes[] = {TEXT_INIT("https://www."), TEXT_INIT("http://www."), TEXT_INIT("https://"),
                                          TEXT_INIT("http://")};
    for (size_t i = 0; i < COUNT_OF(schemes); i++)
        if (text_equal_ignoring_case(text_slice(url, 0, schemes[i].size), schemes[i]))
            return text_after(url, schemes[i].size);
    return (struct text){0};
}

/* "utm_source=x" says whence somebody came. */
static struct text without_campaign(struct text url, struct arena *arena) {
    size_t query = text_find_char(url, '?', 0);
    struct text part, rest = text_after(url, query + 1);
    struct buffer out = {0};
    buffer_add(&out, text_slice(url, 0, query));
    while (text_cut(&part, &rest, '&'))
        if (part.size && !text_starts(part, TEXT("utm_"))) {
            buffer_add_char(&out, out.size == query ? '?' : '&');
            buffer_add(&out, part);
        }
    return buffer_take(&out, arena);
}

static struct text identity_of_doi(struct text doi, struct arena *arena) {
    return doi.size ? text_format(arena, "doi:%.*s", TEXT_ARGS(text_lower_ascii(doi, arena))) : doi;
}

/* By what two addresses of one text are alike: a DOI, or an address without what says nothing of the text. "" for none. */
static struct text identity_of(struct text written, struct arena *arena) {
    struct text doi = work_doi(written, arena), url = without_scheme(text_trim(written));
    if (!is_url(doi))
        return url.size ? identity_of_doi(doi, arena) : url;
    url = without_campaign(text_slice(url, 0, text_find_char(url, '#', 0)), arena);
    while (text_ends(url, TEXT("/")))
        url.size--;
    size_t host = text_find_char(url, '/', 0);
    return text_join(arena, text_lower_ascii(text_slice(url, 0, host), arena), text_after(url, host));
}

static void note_identity(struct table *texts, const struct site *site, struct text identity, uint32_t essay,
                          struct arena *arena) {
    uint32_t other = identity.size ? table_get(texts, identity) : essay;
    bool is_better = other == NONE || (site->essays[other].variant_of != NONE && site->essays[essay].variant_of == NONE);
    if (is_better)
        table_put(texts, identity, essay, arena);
}

/* Of the essays that are listed: by their sources, and by their own addresses. Of variants the one that is none. */
static void note_texts(struct table *texts, const struct site *site, struct arena *arena) {
    for (size_t i = 0; i < site->essays_by_date.count; i++) {
        uint32_t number = site->essays_by_date.items[i];
        const struct essay *essay = &site->essays[number];
        note_identity(texts, site, identity_of_doi(essay->provenance.doi, arena), number, arena);
        note_identity(texts, site, identity_of(essay->provenance.url, arena), number, arena);
        note_identity(texts, site, identity_of(link_url(site->settings.base_url, essay->thing.address, arena), arena), number,
                      arena);
    }
}

void works_find_texts(struct loading *loading) {
    struct site *site = loading->site;
    struct arena scratch = {0};
    struct table texts = {0};
    if (site->work_count)
        note_texts(&texts, site, &scratch);
    for (uint32_t i = 0; i < site->work_count; i++) {
        const struct cited_work *cited = site->works[i].cited;
        struct text doi = identity_of_doi(cited->texts[WORK_DOI], &scratch);
        struct text url = identity_of(cited->texts[WORK_URL], &scratch);
        site->works[i].essay = doi.size ? table_get(&texts, doi) : NONE;
        if (site->works[i].essay == NONE && url.size)
            site->works[i].essay = table_get(&texts, url);
    }
    arena_free(&scratch);
}
