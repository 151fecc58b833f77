#include "pages/old_text.h"

#include "connect/citing.h"

const struct revision_page *revision_of(const struct from *from) {
    return &from->shared->revisions->pages.items[from->page->number];
}

const struct reading *reading_of(const struct gathering *g, const struct from *from) {
    struct reading *reading = arena_new(gathering_arena(g), struct reading);
    const struct revision_page *page = revision_of(from);
    *reading = (struct reading){from->plan, page, &from->site->essays[page->essay], gathering_place(g)};
    return reading;
}

struct digest reading_digest(const struct from *from) {
    const struct revision_page *page = revision_of(from);
    const struct essay *essay = &from->site->essays[page->essay];
    const struct version *versions = essay->versions->items;
    const struct settings *settings = &from->site->settings;
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, text_of(versions[page->version].blob.hex));
    hasher_add_text(&hasher, versions[page->version].path);
    hasher_add_text(&hasher, text_of(versions[page->before].blob.hex));
    hasher_add_text(&hasher, versions[page->before].path);
    if (page->kind == REVISION_TEXT)
        hasher_add_digest(&hasher, versions[page->version].past); /* of which its passages have their ids */
    hasher_add_text(&hasher, essay->han);
    hasher_add_text(&hasher, settings->han);
    hasher_add_text(&hasher, settings->language);
    hasher_add_number(&hasher, settings->smart * 2 + settings->keep_html);
    hasher_add_number(&hasher, settings->math * 2 + settings->tilde);
    hasher_add_number(&hasher, settings->cites * STYLE_COUNT + settings->citation_style);
    hasher_add_digest(&hasher, from->shared->references);
    return hasher_end(&hasher);
}

static bool has_heading(const struct document *document, struct text id) {
    const struct doc_heading *headings = DOC_ITEMS(document, headings, struct doc_heading);
    for (uint32_t i = 0; i < document->headings.count; i++)
        if (text_equal(document_text(document, headings[i].id), id))
            return true;
    return false;
}

/* References to places in the old text itself lead to those where it stands, for the current text may have none of the name. */
static void lead_inside(const struct document *document, struct link *links, size_t count, struct text own) {
    const struct doc_reference *references = DOC_ITEMS(document, references, struct doc_reference);
    for (size_t i = 0; i < document->references.count && i < count; i++) {
        struct text anchor = document_text(document, references[i].anchor);
        if (references[i].kind == REFERENCE_ANCHOR)
            links[i] = (struct link){.leads = has_heading(document, anchor), .address = own, .anchor = anchor};
    }
}

bool old_text_read(struct old_text *old, const struct reading *reading, uint32_t version, struct arena *arena) {
    const struct site *site = reading->plan->site;
    const struct essay *essay = reading->essay;
    struct text own = revisions_text(reading->plan->shared->revisions, essay, version, arena);
    struct text path = essay->versions->items[version].path;
    if (!versions_text(&old->text, site, essay, version, arena))
        return false;
    struct targets targets = references_of_old(site, essay, old->text.document, path, arena);
    struct link *links = links_of(site, reading->plan, old->text.document, &targets, arena);
    if (own.size)
        lead_inside(old->text.document, links, targets.count, own);
    old->filling = (struct filling){
        .document = old->text.document,
        .links = links,
        .tree = site->tree,
        .root = reading->place->root,
        .for_disk = reading->place->for_disk,
        .address = reading->place->address,
        .language = essay->language,
        .han = essay->han,
        .is_rtl = language_is_rtl(essay->language),
        .cites = citing(site, old->text.document, &targets, NULL, arena),
        .cites_labels = cites_labels_of(site, true, arena),
    };
    return true;
}

void gather_old_text(struct gathering *g, const struct from *from, uint32_t before, uint32_t after) {
    const struct revision_page *page = revision_of(from);
    const struct essay *essay = &from->site->essays[page->essay];
    gather_thing(g, "essay", from->shared, CARD_ESSAY_NAME, page->essay);
    gather_url(g, "essay_url", essay->thing.address);
    gather_path(g, "history_path", revisions_history(essay, gathering_arena(g)));
    gather_version(g, "previous", from, essay, before);
    gather_version(g, "next", from, essay, after);
}

struct text version_day(const struct site *site, const struct version *version, struct arena *arena) {
    if (version->revision == NONE)
        return language_word(site->language, "not-committed", arena);
    struct date when = site->history->commits[site->history->revisions[version->revision].commit].when;
    when.precision = DATE_DAY;
    return language_date(site->language, when, arena);
}

struct text version_when(const struct site *site, const struct version *version, struct arena *arena) {
    if (version->revision == NONE || version->moment == BY_DAY)
        return version_day(site, version, arena);
    struct date when = site->history->commits[site->history->revisions[version->revision].commit].when;
    return language_moment(site->language, when, version->moment == BY_SECOND, arena);
}

static struct text title_of(const struct site *site, const struct revision_page *page, struct arena *arena) {
    const struct essay *essay = &site->essays[page->essay];
    const struct version *version = &essay->versions->items[page->version];
    const struct version *before = &essay->versions->items[page->before];
    struct text title = essay->thing.title;
    switch ((enum revision_page_kind)page->kind) {
    case REVISION_TEXT:
        return SAY(site->language, arena, "title-version", {"title", version->title},
                   {"date", version_when(site, version, arena)});
    case REVISION_CHANGE:
        return SAY(site->language, arena, "title-changes", {"title", title}, {"date", version_when(site, version, arena)});
    case REVISION_SINCE:
        return SAY(site->language, arena, "title-changes-since", {"title", title}, {"date", version_when(site, before, arena)});
    case REVISION_CURRENT: break;
    }
    return title;
}

/* Texts of one day have one title: the names of their bytes, which their addresses have, tell them apart. */
static struct text described(const struct from *from, const struct revision_page *page, struct arena *arena) {
    static const char *const words[] = {
        [REVISION_TEXT] = "version-what", [REVISION_CHANGE] = "difference-what", [REVISION_SINCE] = "since-what"};
    const struct site *site = from->site;
    const struct revisions *revisions = from->shared->revisions;
    const struct version *versions = site->essays[page->essay].versions->items, *before = &versions[page->before];
    const struct version *version = page->kind == REVISION_SINCE ? before : &versions[page->version];
    return SAY(site->language, arena, words[page->kind], {"title", site->essays[page->essay].thing.title},
               {"version", revisions_name(revisions, version)}, {"from", revisions_name(revisions, before)},
               {"date", version_day(site, version, arena)});
}

void revision_heading(struct heading *heading, const struct from *from, struct arena *arena) {
    const struct revision_page *page = revision_of(from);
    *heading = (struct heading){.title = title_of(from->site, page, arena),
                                .description = described(from, page, arena),
                                .han = from->site->essays[page->essay].han};
}
