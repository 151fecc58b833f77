/* Works whose text is in this reader: by a DOI or an address that both have. */
#include "kinds/loading.h"

#include "compose/links.h"

/* Behind one of these, as much as stands in front of an identifier; the whole where none does. */
static struct text without_front(struct text written, const char *const *fronts, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct text front = text_of(fronts[i]);
        if (text_equal_ignoring_case(text_slice(written, 0, front.size), front))
            return text_after(written, front.size);
    }
    return written;
}

/* "utm_source=x" says whence somebody came. */
static struct text without_campaign(struct text url, struct arena *arena) {
    size_t query = text_find_char(url, '?', 0);
    struct text kept = text_slice(url, 0, query), part, rest = text_after(url, query + 1);
    const char *joint = "?";
    while (text_cut(&part, &rest, '&'))
        if (part.size && !text_starts(part, TEXT("utm_"))) {
            kept = text_format(arena, "%.*s%s%.*s", TEXT_ARGS(kept), joint, TEXT_ARGS(part));
            joint = "&";
        }
    return kept;
}

/* By what two addresses of one text are alike: a DOI, or an address without what says nothing of the text. "" for none. */
static struct text identity_of(struct text written, bool is_doi, struct arena *arena) {
    static const char *const resolvers[] = {"https://doi.org/",   "http://doi.org/",      "https://dx.doi.org/",
                                            "http://dx.doi.org/", "https://www.doi.org/", "doi:"};
    static const char *const schemes[] = {"https://www.", "http://www.", "https://", "http://"};
    written = text_trim(written);
    struct text doi = without_front(written, resolvers, sizeof resolvers / sizeof *resolvers);
    if (is_doi || doi.bytes != written.bytes)
        return doi.size ? text_format(arena, "doi:%.*s", TEXT_ARGS(text_lower_ascii(text_trim(doi), arena))) : doi;
    struct text url = without_front(written, schemes, sizeof schemes / sizeof *schemes);
    if (url.bytes == written.bytes)
        return (struct text){0};
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
        note_identity(texts, site, identity_of(essay->provenance.doi, true, arena), number, arena);
        note_identity(texts, site, identity_of(essay->provenance.url, false, arena), number, arena);
        note_identity(texts, site, identity_of(link_url(site->settings.base_url, essay->thing.address, arena), false, arena),
                      number, arena);
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
        struct text doi = identity_of(cited->texts[WORK_DOI], true, &scratch);
        struct text url = identity_of(cited->texts[WORK_URL], false, &scratch);
        site->works[i].essay = doi.size ? table_get(&texts, doi) : NONE;
        if (site->works[i].essay == NONE && url.size)
            site->works[i].essay = table_get(&texts, url);
    }
    arena_free(&scratch);
}
