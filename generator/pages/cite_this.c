/* What an essay's page says of itself to whoever cites it, and to the programs that read its head. */
#include "base/array.h"
#include "compose/cited.h"
#include "compose/links.h"
#include "compose/work_json_ld.h"
#include "compose/work_metas.h"
#include "pages/cite_files.h"
#include "pages/shared.h"
#include "pages/works.h"

static void gather_metas(struct gathering *g, const char *name, const struct work_metas *metas) {
    gather_open_list(g, name);
    for (size_t i = 0; i < metas->count; i++) {
        gather_open(g, NULL);
        gather_text(g, "name", metas->items[i].name);
        gather_text(g, "content", metas->items[i].content);
        gather_close(g);
    }
    gather_close(g);
}

/* The first picture of a text that everybody may see. */
static struct text image_of(const struct site *site, const struct essay *essay, struct arena *arena) {
    const struct document *document = essay->thing.source.document;
    const struct targets *targets = &essay->thing.source.targets;
    const struct doc_reference *references = DOC_ITEMS(document, references, struct doc_reference);
    for (size_t i = 0; essay_is_open(essay) && i < targets->count; i++)
        if (references[i].form == FORM_IMAGE && targets->items[i].kind == THING_MEDIA)
            return link_url(site->settings.base_url, site_address(site, targets->items[i], arena), arena);
    return (struct text){0};
}

static struct text json_ld_of(const struct from *from, const struct essay *essay, const struct essay_works *works,
                              struct arena *arena) {
    const struct site *site = from->site;
    struct work_page page = {
        .page = &works->items[0],
        .original = works->count > 1 ? &works->items[1] : NULL,
        .reader = site->settings.title,
        .reader_url = site->settings.base_url,
        .section = title_of_kind(site, PAGE_ESSAYS, arena),
        .section_url = link_url(site->settings.base_url, TEXT("/essays/"), arena),
        .updated = essay->updated,
        .image = image_of(site, essay, arena),
        .is_closed = !essay_is_open(essay),
    };
    struct buffer out = {0};
    work_json_ld(&out, &page);
    return buffer_take(&out, arena);
}

/* Beside the works: what the page alone says. */
static struct digest digest_of_head(const struct from *from, const struct essay *essay, struct arena *arena) {
    struct date updated = essay->updated;
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, essay_works_digest(from->shared->works, from->page->number));
    hasher_add_text(&hasher, (struct text){(const char *)&updated, sizeof updated});
    hasher_add_text(&hasher, image_of(from->site, essay, arena));
    hasher_add_text(&hasher, from->site->settings.title);
    hasher_add_text(&hasher, from->site->settings.base_url);
    return hasher_end(&hasher);
}

static void gather_head(struct gathering *g, const struct from *from, const struct essay *essay) {
    struct arena *arena = gathering_arena(g);
    struct work_metas metas = {0}, properties = {0};
    struct essay_works works;
    essay_works_of(&works, from->shared->works, from->page->number, arena);
    work_metas(&metas, &works.items[0], arena);
    work_properties(&properties, &works.items[0], arena);
    for (size_t i = 0; i < essay->topics.count; i++)
        *array_add(&properties, arena) =
            (struct work_meta){TEXT("article:tag"), from->site->topics[essay->topics.items[i]].thing.title};
    gather_metas(g, "metas", &metas);
    gather_metas(g, "properties", &properties);
    gather_text(g, "image_url", image_of(from->site, essay, arena));
    gather_text(g, "json_ld", json_ld_of(from, essay, &works, arena));
}

/* Citing */

/* Where the words that the page has today can be read for ever, and their day; nothing of either where they cannot. */
struct permanent {
    struct text url;
    struct work_date day;
};

static void find_permanent(struct permanent *permanent, const struct from *from, const struct essay *essay,
                           struct arena *arena) {
    const struct history *history = from->site->history;
    uint32_t revision = essay->versions->count ? essay->versions->items[essay->versions->count - 1].revision : NONE;
    struct text name, address = TEXT("");
    *permanent = (struct permanent){0};
    if (revisions_has_history(from->site, essay))
        address = revisions_permanent(&name, from->shared->revisions, essay, arena);
    if (!address.size)
        return;
    permanent->url = link_url(from->site->settings.base_url, address, arena);
    if (revision != NONE)
        permanent->day = work_date_of(history->commits[history->revisions[revision].commit].when);
}

/* What all of the citations on a page are said with. */
struct citing_page {
    const struct essay *essay;
    const struct cite_terms *terms;
};

/* APA turns every name round, also one that begins with the family name. */
static void turn_round(struct cited_work *work, struct arena *arena) {
    for (size_t role = 0; role < WORK_ROLE_COUNT; role++) {
        struct work_names *names = &work->names[role];
        struct work_name *items = arena_array(arena, struct work_name, names->count);
        for (size_t i = 0; i < names->count; i++) {
            items[i] = names->items[i];
            items[i].static_ordering = false;
        }
        names->items = items;
    }
}

/* Of a work on another a style says the genre and the other's title, so that a title which is no more than these would say it
 * twice. */
static void drop_repeated_title(struct cited_work *work) {
    struct text reviewed = work->texts[WORK_REVIEWED_TITLE];
    if (reviewed.size && text_starts(work->texts[WORK_TITLE], work->texts[WORK_GENRE]) &&
        text_ends(work->texts[WORK_TITLE], reviewed))
        work->texts[WORK_TITLE] = TEXT("");
}

/* A note where the style has notes, or else an entry of a bibliography. */
static struct cited cited_in(enum cite_style style, struct cited_work *work, const struct cite_terms *terms,
                             struct arena *arena) {
    struct cite_context context = {.works = work, .count = 1, .terms = terms};
    drop_repeated_title(work);
    if (style == STYLE_APA)
        turn_round(work, arena);
    struct cite_place place = {.work = 0};
    return style_is_of_notes(style) ? style_cluster(style, &context, &place, 1, arena)
                                    : style_listing(style, &context, 0, arena);
}

static void gather_cited_in(struct gathering *g, const struct citing_page *page, enum cite_style style, struct cited_work work,
                            bool is_original) {
    struct arena *arena = gathering_arena(g);
    const struct language *language = gathering_language(g);
    struct cited cited = cited_in(style, &work, page->terms, arena);
    struct cited_look look = {.language = language->tag, .han = page->essay->han, .page_is_rtl = language->is_rtl};
    struct buffer html = {0};
    cited_html(&html, &cited, &look);
    gather_open(g, NULL);
    gather_flag(g, "is_original", is_original);
    gather_text(g, "plain", cited.words);
    gather_text(g, "html", buffer_take(&html, arena));
    gather_close(g);
}

static void gather_works_in(struct gathering *g, const struct citing_page *page, enum cite_style style,
                            const struct essay_works *works) {
    gather_open_list(g, "works");
    for (size_t i = 0; i < works->count; i++)
        gather_cited_in(g, page, style, works->items[i], i > 0);
    gather_close(g);
}

static void gather_style(struct gathering *g, const struct citing_page *page, enum cite_style style, bool is_first,
                         const struct essay_works *works) {
    static const char *const words[STYLE_COUNT] = {"style-chicago-notes", "style-chicago-author-date", "style-apa",
                                                   "style-mla"};
    gather_open(g, NULL);
    gather_text(g, "name", style_names[style]);
    gather_word(g, "label", words[style]);
    gather_flag(g, "is_first", is_first);
    gather_works_in(g, page, style, works);
    gather_close(g);
}

static void gather_bibtex(struct gathering *g, const struct essay_works *works) {
    struct buffer out = {0};
    works_write(&out, WORKS_BIBTEX, works->items, works->count);
    gather_text(g, "bibtex", text_copy(text_trim(buffer_text(&out)), gathering_arena(g)));
    buffer_free(&out);
}

/* The style of the reader first. */
static void gather_styles(struct gathering *g, const struct from *from, const struct essay *essay,
                          const struct essay_works *works) {
    enum cite_style first = from->site->settings.citation_style;
    const struct citing_page page = {essay, from->shared->cite_terms};
    gather_open_list(g, "styles");
    gather_style(g, &page, first, true, works);
    for (enum cite_style style = 0; style < STYLE_COUNT; style++)
        if (style != first)
            gather_style(g, &page, style, false, works);
    gather_close(g);
}

/* With the address that stays, and its day. */
static void works_to_cite(struct essay_works *works, const struct from *from, const struct permanent *permanent,
                          struct arena *arena) {
    essay_works_of(works, from->shared->works, from->page->number, arena);
    if (permanent->url.size)
        works->items[0].texts[WORK_URL] = permanent->url;
    if (works->is_dated_by_record && work_has_date(&permanent->day))
        works->items[0].dates[WORK_ISSUED] = permanent->day;
}

static void gather_styles_and_data(struct gathering *g, const struct from *from, const struct essay *essay,
                                   const struct permanent *permanent) {
    struct essay_works works;
    works_to_cite(&works, from, permanent, gathering_arena(g));
    gather_styles(g, from, essay, &works);
    gather_bibtex(g, &works);
    gather_flag(g, "is_ours", works.is_ours);
    gather_flag(g, "has_original", works.count > 1);
    gather_flag(g, "is_permanent", permanent->url.size > 0);
}

static struct digest digest_of_citation(const struct from *from, const struct essay *essay, const struct permanent *permanent) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, essay_works_digest(from->shared->works, from->page->number));
    hasher_add_number(&hasher, from->site->settings.citation_style);
    hasher_add_text(&hasher, permanent->url);
    hasher_add_text(&hasher, (struct text){(const char *)&permanent->day.from, sizeof permanent->day.from});
    hasher_add_text(&hasher, essay->han);
    return hasher_end(&hasher);
}

void gather_citation_whole(struct gathering *g, const struct from *from, const struct essay *essay) {
    struct permanent permanent;
    find_permanent(&permanent, from, essay, gathering_arena(g));
    gather_open(g, "citation");
    if (gather_stands(g, NULL, gathering_is_view(g) ? (struct digest){0} : digest_of_citation(from, essay, &permanent)))
        gather_styles_and_data(g, from, essay, &permanent);
    gather_close(g);
}

void gather_essay_head(struct gathering *g, const struct from *from, const struct essay *essay) {
    gather_open(g, "head");
    if (gather_stands(g, NULL, gathering_is_view(g) ? (struct digest){0} : digest_of_head(from, essay, gathering_arena(g))))
        gather_head(g, from, essay);
    gather_close(g);
}

void gather_citation_line(struct gathering *g, const struct from *from, const struct essay *essay) {
    struct permanent permanent;
    find_permanent(&permanent, from, essay, gathering_arena(g));
    gather_open(g, "citation");
    if (gather_stands(g, NULL, gathering_is_view(g) ? (struct digest){0} : digest_of_citation(from, essay, &permanent))) {
        const struct citing_page page = {essay, from->shared->cite_terms};
        struct essay_works works;
        works_to_cite(&works, from, &permanent, gathering_arena(g));
        gather_works_in(g, &page, from->site->settings.citation_style, &works);
        gather_flag(g, "is_permanent", permanent.url.size > 0);
    }
    gather_close(g);
}
