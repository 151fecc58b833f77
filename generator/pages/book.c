/* Which books there are, and what stands in one. */
#include "pages/book.h"

#include "base/array.h"
#include "base/files.h"
#include "compose/links.h"
#include "pages/plan_pages.h"

/* Which there are */

static enum book_of book_of_what(uint8_t about) {
    return about == THING_LIST ? BOOKS_LISTS : about == THING_TOPIC ? BOOKS_TOPICS : BOOKS_READER;
}

static size_t essay_count(const struct site *site, uint8_t about, uint32_t number) {
    if (about == THING_NONE)
        return site->essays_by_date.count;
    return about == THING_LIST ? site->lists[number].items.count : site_thing(site, about, number)->essays.count;
}

static bool is_for_books(uint8_t about) {
    return about == THING_NONE || about == THING_LIST || about == THING_TOPIC;
}

bool book_may_be(const struct site *site, uint8_t about, uint32_t number) {
    return is_for_books(about) && essay_count(site, about, number) > 0;
}

struct text book_name(const struct site *site, uint8_t about, uint32_t number, struct arena *arena) {
    if (about == THING_NONE)
        return TEXT("reader");
    return text_format(arena, "%s:%.*s", thing_words[about].word, TEXT_ARGS(site_thing(site, about, number)->slug));
}

static bool is_only_book(const struct site *site, uint8_t about, uint32_t number) {
    struct arena arena = {0};
    bool is_it = text_equal(book_name(site, about, number, &arena), site->only_book);
    arena_free(&arena);
    return is_it;
}

bool book_is_made_of(const struct site *site, uint8_t about) {
    return is_for_books(about) && site->settings.books[book_of_what(about)];
}

bool book_stands(const struct site *site, uint8_t about, uint32_t number) {
    return site->only_book.size ? book_may_be(site, about, number) && is_only_book(site, about, number)
                                : book_is_made_of(site, about);
}

struct text book_below(struct text address, enum book_form form, struct arena *arena) {
    struct text folder = revisions_folder(address, arena), name = text_slice(folder, 1, folder.size - 1);
    if (form == BOOK_PRINT)
        return text_join(arena, folder, TEXT("print/"));
    name = path_name(name);
    return text_format(arena, "%.*s%.*s.epub", TEXT_ARGS(folder), TEXT_ARGS(name.size ? name : TEXT("reader")));
}

struct text book_address(const struct site *site, uint8_t about, uint32_t number, enum book_form form, struct arena *arena) {
    struct text path;
    if (!book_stands(site, about, number))
        return TEXT("");
    struct text address = about == THING_NONE ? TEXT("/") : site_thing(site, about, number)->address;
    address = book_below(address, form, arena);
    /* None of a slug that is as long as a file's name may be. */
    return link_output(&path, address, arena) ? address : TEXT("");
}

bool book_is_book(const struct page *page) {
    return page_kind(page->kind)->flags & (PAGE_EPUB | PAGE_PRINT);
}

bool book_is_epub(const struct page *page) {
    return page_kind(page->kind)->flags & PAGE_EPUB;
}

void book_plan(struct planning *planning, enum page_kind kind) {
    const struct site *site = planning->site;
    uint8_t about = page_kind((uint8_t)kind)->about;
    uint32_t count = about == THING_NONE ? 1 : site_count(site, about);
    enum book_form form = page_kind((uint8_t)kind)->flags & PAGE_EPUB ? BOOK_EPUB : BOOK_PRINT;
    for (uint32_t i = 0; i < count; i++) {
        struct text address = book_address(site, about, i, form, planning->arena);
        if (address.size)
            plan_add(planning, kind, address, i);
    }
}

void gather_books(struct gathering *g, const struct site *site, uint8_t about, uint32_t number) {
    struct arena *arena = gathering_arena(g);
    struct text epub = book_address(site, about, number, BOOK_EPUB, arena);
    struct text print = book_address(site, about, number, BOOK_PRINT, arena);
    if (!epub.size || !print.size || !book_may_be(site, about, number)) {
        gather_none(g, "books");
        return;
    }
    gather_open(g, "books");
    gather_path(g, "epub_path", epub);
    gather_path(g, "print_path", print);
    gather_close(g);
}

void book_gather(struct gathering *g, const struct from *from) {
    struct book book;
    book_of(&book, from->shared, page_kind(from->page->kind)->about, from->page->number, gathering_arena(g));
    gather_book(g, from, &book, book_is_epub(from->page) ? BOOK_EPUB : BOOK_PRINT);
}

/* What stands in one */

/* A book on its way: what has been met of what its texts name. */
struct book_meeting {
    struct book *book;
    const struct site *site;
    bool *has_work, *has_term, *has_media;
    struct numbers waiting; /* terms whose own texts have not been looked at */
    struct arena *arena;
};

static void meet(struct book_meeting *meeting, const struct target *target, bool is_picture) {
    if (target->kind == THING_WORK)
        meeting->has_work[target->number] = true;
    if (target->kind == THING_TERM && !meeting->has_term[target->number]) {
        meeting->has_term[target->number] = true;
        *array_add(&meeting->waiting, meeting->arena) = target->number;
    }
    if (target->kind == THING_MEDIA && is_picture && !meeting->has_media[target->number]) {
        meeting->has_media[target->number] = true;
        *array_add(&meeting->book->media, meeting->arena) = target->number;
    }
}

static void meet_all_of(struct book_meeting *meeting, const struct source *source) {
    const struct document *document = source->document;
    if (!document)
        return;
    const struct doc_reference *references = DOC_ITEMS(document, references, struct doc_reference);
    for (size_t i = 0; i < source->targets.count && i < document->references.count; i++)
        meet(meeting, &source->targets.items[i], references[i].form == FORM_IMAGE);
    for (size_t i = 0; i < source->named_works.count; i++)
        meeting->has_work[source->named_works.items[i]] = true;
}

static struct numbers chosen_of(const struct numbers *order, const bool *is_chosen, struct arena *arena) {
    struct numbers chosen = {0};
    for (size_t i = 0; i < order->count; i++)
        if (is_chosen[order->items[i]])
            *array_add(&chosen, arena) = order->items[i];
    return chosen;
}

static void meet_all(struct book_meeting *meeting) {
    struct book *book = meeting->book;
    const struct site *site = meeting->site;
    meeting->has_work = arena_array(meeting->arena, bool, site->work_count);
    meeting->has_term = arena_array(meeting->arena, bool, site->term_count);
    meeting->has_media = arena_array(meeting->arena, bool, site->tree->count);
    meet_all_of(meeting, &book->thing->source);
    for (size_t i = 0; i < book->chapters.count; i++) {
        const struct essay *essay = &site->essays[book->chapters.items[i].essay];
        if (essay_is_open(essay))
            meet_all_of(meeting, &essay->thing.source);
    }
    for (size_t i = 0; i < meeting->waiting.count; i++)
        meet_all_of(meeting, &site->terms[meeting->waiting.items[i]].thing.source);
    book->works = chosen_of(&site->works_by_name, meeting->has_work, meeting->arena);
    book->terms = chosen_of(&site->terms_by_name, meeting->has_term, meeting->arena);
}

static void add_chapter(struct book *book, const struct shared *shared, uint32_t essay, struct text note, struct arena *arena) {
    if (!essay_is_listed(shared, essay))
        return;
    struct text address = shared->site->essays[essay].thing.address;
    table_put(&book->by_address, address, (uint32_t)book->chapters.count, arena);
    *array_add(&book->chapters, arena) = (struct book_chapter){.essay = essay, .note = note};
}

/* The oldest first, and what has no date behind. `essays` are newest first, and what has no date is behind. */
static void add_by_date(struct book *book, const struct shared *shared, const struct numbers *essays, struct arena *arena) {
    const struct essay *all = shared->site->essays;
    size_t dated = 0;
    while (dated < essays->count && all[essays->items[dated]].date.precision != DATE_NONE)
        dated++;
    for (size_t i = dated; i-- > 0;)
        add_chapter(book, shared, essays->items[i], TEXT(""), arena);
    for (size_t i = dated; i < essays->count; i++)
        add_chapter(book, shared, essays->items[i], TEXT(""), arena);
}

/* As many digits for each as the last one has, two at least. */
static void name_chapters(struct book *book, struct arena *arena) {
    int digits = 2;
    for (size_t limit = 100; book->chapters.count >= limit; limit *= 10)
        digits++;
    for (size_t i = 0; i < book->chapters.count; i++)
        book->chapters.items[i].name = text_format(arena, "c%0*zu", digits, i + 1);
}

static void add_list(struct book *book, const struct shared *shared, struct arena *arena) {
    const struct list *list = &shared->site->lists[book->number];
    book->cover = list->cover;
    for (size_t i = 0; i < list->items.count; i++)
        add_chapter(book, shared, list->items.items[i].essay, list->items.items[i].note, arena);
}

void book_of(struct book *book, const struct shared *shared, uint8_t about, uint32_t number, struct arena *arena) {
    const struct site *site = shared->site;
    *book = (struct book){.about = about, .number = number, .thing = &site->home, .address = TEXT("/"), .cover = NONE};
    if (about == THING_NONE) {
        book->title = site->settings.title;
        book->subtitle = site->settings.subtitle;
        book->description = site->settings.description;
        add_by_date(book, shared, &site->essays_by_date, arena);
    } else {
        book->thing = site_thing(site, about, number);
        book->title = book->thing->title;
        book->address = book->thing->address;
        book->description = about == THING_LIST ? book->thing->summary : beginning_of(&book->thing->source);
        if (about == THING_LIST)
            add_list(book, shared, arena);
        else
            add_by_date(book, shared, &book->thing->essays, arena);
    }
    name_chapters(book, arena);
    meet_all(&(struct book_meeting){.book = book, .site = site, .arena = arena});
}

const struct book_chapter *book_chapter_of(const struct book *book, const struct site *site, uint32_t essay) {
    uint32_t chapter = table_get(&book->by_address, site->essays[essay].thing.address);
    return chapter == NONE ? NULL : &book->chapters.items[chapter];
}

bool book_takes_picture(enum image_type type) {
    return type == IMAGE_PNG || type == IMAGE_JPEG || type == IMAGE_GIF || type == IMAGE_SVG || type == IMAGE_WEBP;
}
