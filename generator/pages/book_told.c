/* What is told of books: of links that have nowhere to lead, and of pictures that no EPUB may have. */
#include "pages/book.h"
#include "pages/book_epub.h"

#include "base/array.h"
#include "connect/pictures.h"
#include "read/codes.h"

/* What is at hand while books are looked through. */
struct book_check {
    struct diag *problems;
    const struct site *site;
    const struct book *book;
    bool *is_told;   /* of each file of the tree */
    bool leads_away; /* some text of the book has a link to a page that is not in it */
    struct arena *arena;
};

static bool leads_away(const struct book_check *check, const struct doc_reference *reference, const struct target *target) {
    switch (target->kind) {
    case THING_NONE:
    case THING_SAVED:
    case THING_TERM:
    case THING_WORK: return false;
    case THING_ESSAY: return !book_chapter_of(check->book, check->site, target->number);
    case THING_MEDIA: return reference->form != FORM_IMAGE;
    default: return target->kind != check->book->about || target->number != check->book->number;
    }
}

/* At the first text that shows it. */
static void check_picture(struct book_check *check, const struct source *source, const struct doc_reference *reference,
                          uint32_t file) {
    if (check->is_told[file] || book_takes_picture(picture_type_of(check->site, file)))
        return;
    struct text path = check->site->tree->files[file].path;
    check->is_told[file] = true;
    diag_add(check->problems, DIAG_WARNING, W_BOOK_PICTURE,
             (struct diag_place){source->path, reference->line, reference->column, reference->width},
             text_format(check->arena, "in an EPUB the words of \"%.*s\" stand in its place", TEXT_ARGS(path)),
             TEXT("make it a PNG, JPEG, GIF, WebP or SVG, which all programs for books show"));
}

static void check_source(struct book_check *check, const struct source *source) {
    const struct document *document = source->document;
    if (!document)
        return;
    const struct doc_reference *references = DOC_ITEMS(document, references, struct doc_reference);
    for (size_t i = 0; i < source->targets.count && i < document->references.count; i++) {
        const struct target *target = &source->targets.items[i];
        check->leads_away |= leads_away(check, &references[i], target);
        if (target->kind == THING_MEDIA && references[i].form == FORM_IMAGE)
            check_picture(check, source, &references[i], target->number);
    }
}

static void check_cover(struct book_check *check) {
    uint32_t file = check->book->cover;
    if (file == NONE || check->is_told[file] || book_takes_picture(picture_type_of(check->site, file)))
        return;
    struct text path = check->site->tree->files[file].path;
    diag_add(check->problems, DIAG_WARNING, W_BOOK_PICTURE, (struct diag_place){.path = check->book->thing->source.path},
             text_format(check->arena, "\"%.*s\" cannot be the cover of an EPUB, which has its title instead", TEXT_ARGS(path)),
             TEXT("make it a PNG, JPEG, GIF, WebP or SVG, which all programs for books show"));
}

static void check_texts(struct book_check *check) {
    const struct book *book = check->book;
    check_cover(check);
    check_source(check, &book->thing->source);
    for (size_t i = 0; i < book->chapters.count; i++) {
        const struct essay *essay = &check->site->essays[book->chapters.items[i].essay];
        if (essay_is_open(essay))
            check_source(check, &essay->thing.source);
        else
            check->leads_away = true;
    }
    for (size_t i = 0; i < book->terms.count; i++)
        check_source(check, &check->site->terms[book->terms.items[i]].thing.source);
}

static void check_links(const struct book_check *check) {
    struct text path = check->book->thing->source.path;
    if (!check->leads_away || check->site->settings.base_url.size)
        return;
    diag_add(check->problems, DIAG_WARNING, W_BOOK_LINKS, (struct diag_place){.path = path.size ? path : SETTINGS_PATH},
             text_format(check->arena,
                         "without base_url the EPUB of \"%.*s\" has links that lead nowhere: their words stand alone",
                         TEXT_ARGS(check->book->title)),
             TEXT("write base_url: https://... where the reader will stand, or give --base-url"));
}

void book_epubs_check(struct diag *problems, const struct plan *plan, struct arena *arena) {
    struct book_check check = {
        .problems = problems, .site = plan->site, .is_told = arena_array(arena, bool, plan->site->tree->count), .arena = arena};
    for (size_t i = 0; i < plan->count; i++) {
        const struct page *page = &plan->pages[i];
        if (!book_is_epub(page))
            continue;
        struct arena scratch = {0};
        struct book book;
        book_of(&book, plan->shared, page_kind(page->kind)->about, page->number, &scratch);
        check.book = &book;
        check.leads_away = false;
        check_texts(&check);
        check_links(&check);
        arena_free(&scratch);
    }
}
