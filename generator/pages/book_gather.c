/* What a book shows. */
#include "pages/book.h"

#include "compose/bound.h"
#include "compose/links.h"
#include "epub/epub.h"
#include "kinds/voices.h"
#include "pages/book_links.h"

/* What is at hand while one is gathered. */
struct gathering_book {
    struct gathering *g;
    const struct from *from;
    const struct book *book;
    struct book_links *links;
    enum book_form form;
};

/* Its day */

/* The newest commit that changed one of its texts; NULL: git knows none. */
static const struct commit *newer_commit(const struct commit *newest, const struct site *site, struct text path) {
    const struct file_history *file = history_of(site->history, path);
    const struct commit *commit = file ? &site->history->commits[site->history->revisions[file->last].commit] : NULL;
    /* They are in the order of commits, the newest first. */
    return commit && (!newest || commit < newest) ? commit : newest;
}

static const struct commit *newest_of_things(const struct commit *newest, const struct site *site, uint8_t kind,
                                             const struct numbers *numbers) {
    for (size_t i = 0; i < numbers->count; i++)
        newest = newer_commit(newest, site, site_thing(site, kind, numbers->items[i])->source.path);
    return newest;
}

static const struct commit *newest_commit(const struct book *book, const struct site *site) {
    const struct commit *newest = newer_commit(NULL, site, book->thing->source.path);
    for (size_t i = 0; i < book->chapters.count; i++) {
        const struct essay *essay = &site->essays[book->chapters.items[i].essay];
        newest = newer_commit(newest, site, essay->thing.source.path);
        newest = newest_of_things(newest, site, THING_AUTHOR, &essay->authors);
    }
    newest = newest_of_things(newest, site, THING_TERM, &book->terms);
    for (size_t i = 0; i < book->media.count; i++)
        newest = newer_commit(newest, site, site->tree->files[book->media.items[i]].path);
    return book->cover == NONE ? newest : newer_commit(newest, site, site->tree->files[book->cover].path);
}

/* Where git knows nothing, what the texts say of themselves. */
static struct date newest_date(const struct book *book, const struct site *site) {
    struct date newest = {0};
    for (size_t i = 0; i < book->chapters.count; i++) {
        const struct essay *essay = &site->essays[book->chapters.items[i].essay];
        newest = newer_date(newest, newer_date(essay->date, essay->updated));
    }
    return newest;
}

/* "2024-05-01T10:00:00Z"; of what has no day at all, the day on which all files of an EPUB are. */
static struct text moment_of(struct date date, struct arena *arena) {
    if (date.precision == DATE_NONE)
        return TEXT("1980-01-01T00:00:00Z");
    return date_rfc3339(date_from_seconds(date_seconds(date), 0), arena);
}

/* What is known of the edition */

/* Of a reader without base_url by its title, so that it changes when that does. */
static struct text identifier_of(const struct gathering_book *of) {
    struct arena *arena = gathering_arena(of->g);
    const struct settings *settings = &of->from->site->settings;
    struct text base = settings->base_url.size ? settings->base_url : text_join(arena, settings->title, TEXT("/"));
    return epub_identifier(text_join(arena, base, text_after(of->book->address, 1)), arena);
}

static void editors(struct gathering *g, const struct settings *settings) {
    size_t count = settings->editors.count;
    struct text *names = arena_array(gathering_arena(g), struct text, count);
    for (size_t i = 0; i < count; i++)
        names[i] = settings->editors.items[i].title;
    gather_texts(g, "editors", names, count);
    gather_has(g, "has_editors", "editors", NULL);
    gather_names(g, "editor_line", NULL, names, count, NULL);
}

/* Whose own words stand in the book: of what the editors wrote on a text its author is none. */
static bool is_written_by_its_authors(const struct essay *essay) {
    return essay_is_open(essay) && essay_voice(essay) == VOICE_AUTHORS;
}

static void author(struct gathering *g, const struct author *author, struct text han) {
    const struct work_name *cited = &author->cited;
    gather_open(g, NULL);
    gather_marked(g, "name", "name_html", author->thing.title, han);
    gather_text(g, "sort_name",
                cited->family.size && cited->given.size
                    ? text_format(gathering_arena(g), "%.*s, %.*s", TEXT_ARGS(cited->family), TEXT_ARGS(cited->given))
                    : TEXT(""));
    gather_close(g);
}

static bool is_editor(const struct settings *settings, struct text name) {
    for (size_t i = 0; i < settings->editors.count; i++)
        if (text_equal_ignoring_case(settings->editors.items[i].title, name))
            return true;
    return false;
}

/* Each once, in the order of the texts; who has made the reader is named as its editor. */
static void authors(const struct gathering_book *of) {
    const struct site *site = of->from->site;
    bool *is_known = arena_array(gathering_arena(of->g), bool, site->author_count);
    gather_open_list(of->g, "authors");
    for (size_t i = 0; i < of->book->chapters.count; i++) {
        const struct essay *essay = &site->essays[of->book->chapters.items[i].essay];
        for (size_t j = 0; is_written_by_its_authors(essay) && j < essay->authors.count; j++) {
            uint32_t number = essay->authors.items[j];
            if (!is_known[number] && !is_editor(&site->settings, site->authors[number].thing.title))
                author(of->g, &site->authors[number], han_of(site, THING_AUTHOR, number));
            is_known[number] = true;
        }
    }
    gather_close(of->g);
    gather_has(of->g, "has_authors", "authors", NULL);
}

static void imprint(const struct gathering_book *of) {
    struct gathering *g = of->g;
    const struct site *site = of->from->site;
    const struct settings *settings = &site->settings;
    const struct commit *commit = newest_commit(of->book, site);
    struct date date = commit ? commit->when : newest_date(of->book, site);
    gather_open(g, "imprint");
    gather_marked(g, "reader", "reader_html", settings->title, settings->han);
    gather_marked(g, "edition", "edition_html", site->edition_title, settings->han);
    editors(g, settings);
    authors(of);
    gather_text(g, "rights", settings->rights);
    gather_text(g, "license", settings->license);
    gather_text(g, "certified_by", settings->certified_by);
    gather_text(g, "commit", commit ? text_of(commit->id.hex) : TEXT(""));
    gather_date(g, "date", date);
    gather_text(g, "modified", moment_of(date, gathering_arena(g)));
    gather_text(g, "identifier", identifier_of(of));
    gather_text(g, "generator", generator_name());
    gather_close(g);
}

/* Texts */

/* A text of a printed page, which stands between others. */
struct bound_body {
    struct own_body own;
    struct book_links *links;
    struct text file;
};

static void write_bound(struct buffer *out, const void *context) {
    const struct bound_body *body = context;
    struct arena arena = {0};
    struct buffer html = {0};
    struct bound bound = {.id_prefix = text_join(&arena, body->file, TEXT(".")),
                          .addresses = BOUND_NOTED,
                          .lead = book_lead,
                          .context = body->links,
                          .arena = &arena};
    body_write(&html, &body->own);
    bound_write(out, &bound, buffer_text(&html));
    buffer_free(&html);
    arena_free(&arena);
}

static void write_whole(struct buffer *out, const void *context) {
    body_write(out, context);
}

static struct digest digest_of_bound(const struct gathering_book *of, const struct own_body *own, struct text file) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, own_body_digest(own));
    hasher_add_digest(&hasher, of->links->digest);
    hasher_add_number(&hasher, own->filling.cites_labels.has_entries);
    hasher_add_text(&hasher, file);
    return hasher_end(&hasher);
}

/* Of an EPUB, each file of which is bound as a whole, only what it is made of: pages/book_epub.c. */
static const struct view *view_of_body(const struct gathering_book *of, const struct own_body *own, struct text file) {
    struct bound_body *body = arena_new(gathering_arena(of->g), struct bound_body);
    *body = (struct bound_body){*own, of->links, file};
    body->own.filling.root = TEXT("/");
    body->own.filling.for_disk = of->links->for_disk;
    return of->form == BOOK_PRINT ? view_late(write_bound, body, true, gathering_arena(of->g))
                                  : view_late(write_whole, &body->own, true, gathering_arena(of->g));
}

/* `body` and `has_body`. */
static void gather_own(const struct gathering_book *of, struct own_body own, struct text file) {
    own.filling.has_notes_at_end = of->form == BOOK_EPUB;
    if (gather_stands(of->g, "body", digest_of_bound(of, &own, file)))
        gather_put(of->g, "body", view_of_body(of, &own, file));
    gather_has(of->g, "has_body", "body", NULL);
}

/* The ids of an essay's passages. */
struct passages_of {
    const struct site *site;
    const struct essay *essay;
};

static void mark(struct marks *marks, const void *context, struct arena *arena) {
    const struct passages_of *of = context;
    versions_marks(marks, of->site, of->essay, of->essay->versions->count - 1, arena);
}

static void body_of_essay(const struct gathering_book *of, const struct essay *essay, struct text file) {
    const struct document *document = essay->thing.source.document;
    if (!essay_is_open(essay) || !document->has_body) {
        gather_no_body(of->g);
        return;
    }
    struct arena *arena = gathering_arena(of->g);
    struct own_body own = own_body_of(of->from, &essay->thing.source, essay, essay->han, arena);
    struct passages_of *passages_of = arena_new(arena, struct passages_of);
    *passages_of = (struct passages_of){of->from->site, essay};
    own.mark = mark;
    own.context = passages_of;
    own.marks = essay->versions->digest;
    gather_own(of, own, file);
}

static void body_of_other(const struct gathering_book *of, const struct source *source, struct text file, bool has_entries,
                          struct text ids_end) {
    if (!source->document || !source->document->has_body) {
        gather_no_body(of->g);
        return;
    }
    struct own_body own = own_body_of(of->from, source, NULL, of->from->site->settings.han, gathering_arena(of->g));
    own.filling.cites_labels.has_entries = has_entries;
    own.filling.ids_end = ids_end;
    gather_own(of, own, file);
}

/* The two highest levels of headings, for the contents. */
static void sections(const struct gathering_book *of, const struct essay *essay, struct text file) {
    struct gathering *g = of->g;
    const struct document *document = essay->thing.source.document;
    const struct doc_heading *headings = DOC_ITEMS(document, headings, struct doc_heading);
    uint32_t count = essay_is_open(essay) ? document->headings.count : 0;
    uint8_t highest = highest_level(headings, count);
    gather_open_list(g, "sections");
    for (uint32_t i = 0; i < count; i++) {
        if (headings[i].level > highest + 1)
            continue;
        gather_open(g, NULL);
        struct text id = book_id(file, document_text(document, headings[i].id), gathering_arena(g));
        gather_text(g, "id", id);
        gather_text(g, "anchor", link_anchor(id, gathering_arena(g)));
        gather_text(g, "title", document_text(document, headings[i].text));
        gather_text(g, "title_html", document_text(document, headings[i].html));
        gather_flag(g, "is_sub", headings[i].level > highest);
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_sections", "sections", NULL);
}

static void chapter(const struct gathering_book *of, const struct book_chapter *chapter, size_t position) {
    struct gathering *g = of->g;
    const struct site *site = of->from->site;
    const struct essay *essay = &site->essays[chapter->essay];
    size_t page = plan_find(of->from->plan, essay->thing.address);
    struct from own = *of->from;
    own.page = &of->from->plan->pages[page];
    gather_open(g, NULL);
    gather_text(g, "name", chapter->name);
    gather_number(g, "position", position);
    gather_marked(g, NULL, "note_html", chapter->note, site->settings.han);
    gather_open(g, "essay");
    gather_essay_record(g, &own);
    gather_url(g, "url", essay->thing.address);
    gather_citation_line(g, &own, essay);
    gather_close(g);
    sections(of, essay, chapter->name);
    body_of_essay(of, essay, chapter->name);
    gather_close(g);
}

static void chapters(const struct gathering_book *of) {
    gather_open_list(of->g, "chapters");
    for (size_t i = 0; i < of->book->chapters.count; i++)
        chapter(of, &of->book->chapters.items[i], i + 1);
    gather_close(of->g);
}

/* What stands at the end */

/* As a layout writes it: all ids of an EPUB's file get their prefix when that is bound. */
static void gather_id(const struct gathering_book *of, struct text file, struct text id) {
    gather_text(of->g, "id", of->form == BOOK_EPUB ? id : book_id(file, id, gathering_arena(of->g)));
}

static void terms(const struct gathering_book *of) {
    struct gathering *g = of->g;
    const struct numbers *numbers = &of->book->terms;
    gather_open_list(g, "terms");
    for (size_t i = 0; i < numbers->count; i++) {
        const struct term *term = &of->from->site->terms[numbers->items[i]];
        gather_open(g, NULL);
        gather_id(of, BOOK_GLOSSARY, term->thing.slug);
        gather_members_of(g, of->from->shared, CARD_TERM, numbers->items[i]);
        gather_also(g, "also", "also_line", "has_also", term->thing.also.items, term->thing.also.count);
        /* Two terms have an address 1 both. */
        struct text file = book_id(BOOK_GLOSSARY, term->thing.slug, gathering_arena(g));
        body_of_other(of, &term->thing.source, file, false, term->thing.slug);
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_terms", "terms", NULL);
}

static void cited_in(const struct gathering_book *of, uint32_t number) {
    struct gathering *g = of->g;
    const struct site *site = of->from->site;
    const struct numbers *essays = &site->works[number].thing.essays;
    gather_open_list(g, "chapters");
    for (size_t i = 0; i < essays->count; i++) {
        const struct book_chapter *chapter = book_chapter_of(of->book, site, essays->items[i]);
        if (!chapter)
            continue;
        gather_open(g, NULL);
        gather_text(g, "name", chapter->name);
        gather_thing(g, "essay", of->from->shared, CARD_ESSAY_NAME, chapter->essay);
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_chapters", "chapters", NULL);
}

static void works(const struct gathering_book *of) {
    struct gathering *g = of->g;
    const struct numbers *numbers = &of->book->works;
    gather_open_list(g, "works");
    for (size_t i = 0; i < numbers->count; i++) {
        const struct site_work *work = &of->from->site->works[numbers->items[i]];
        gather_open(g, NULL);
        gather_id(of, BOOK_WORKS, work->thing.slug);
        gather_work_entry(g, of->from, numbers->items[i]);
        cited_in(of, numbers->items[i]);
        gather_close(g);
    }
    gather_close(g);
    gather_has(g, "has_works", "works", NULL);
}

static void introduction(const struct gathering_book *of) {
    gather_open(of->g, "introduction");
    body_of_other(of, &of->book->thing->source, BOOK_INTRODUCTION, true, TEXT(""));
    gather_close(of->g);
}

/* Of all that other pages have: what menus and the like say is no part of a book, and an edit of them no reason to make it. */
static void gather_own_frame(struct gathering *g, const struct site *site) {
    gather_root(g, "root");
    gather_text(g, "language", site->settings.language);
    gather_flag(g, "is_rtl", site->language->is_rtl);
}

void gather_book(struct gathering *g, const struct from *from, const struct book *book, enum book_form form) {
    const struct site *site = from->site;
    const struct gathering_book of = {g, from, book, book_links_of(book, site, gathering_place(g), form, gathering_arena(g)),
                                      form};
    struct text han = book->about == THING_NONE ? site->settings.han : han_of(site, book->about, book->number);
    if (form == BOOK_EPUB)
        gather_own_frame(g, site);
    gather_open(g, "book");
    gather_flag(g, "is_list", book->about == THING_LIST);
    gather_flag(g, "is_topic", book->about == THING_TOPIC);
    gather_marked(g, "title", "title_html", book->title, han);
    gather_marked(g, "subtitle", "subtitle_html", book->subtitle, han);
    gather_marked(g, "description", "description_html", book->description, han);
    gather_text(g, "language", site->settings.language);
    gather_text(g, "direction", language_direction(site->settings.language));
    gather_path(g, "path", book->address);
    gather_url(g, "url", book->address);
    gather_path(g, "epub_path", book_address(site, book->about, book->number, BOOK_EPUB, gathering_arena(g)));
    if (form == BOOK_EPUB && book->cover != NONE)
        gather_stands(g, "cover", site->tree->files[book->cover].id);
    imprint(&of);
    introduction(&of);
    chapters(&of);
    works(&of);
    terms(&of);
    gather_close(g);
}
