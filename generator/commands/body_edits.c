#include "commands/body_edits.h"

#include "base/array.h"
#include "base/files.h"
#include "base/none.h"
#include "base/remembered.h"
#include "commands/search_edits.h"
#include "connect/book_index.h"
#include "connect/quotations.h"
#include "pages/book.h"
#include "pages/new_body.h"
#include "pages/search_index.h"
#include "publish/standing.h"
#include "read/codes.h"

/* With more of them the long way is as quick. */
enum { MOST_EDITS = 16 };

/* What is remembered */

static struct digest named_key(struct text name, struct digest of) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, name);
    hasher_add_digest(&hasher, of);
    return hasher_end(&hasher);
}

static struct digest files_key(struct digest input) {
    return named_key(TEXT("published files"), input);
}

static struct digest seams_key(struct digest page_key) {
    return named_key(TEXT("seams"), page_key);
}

/* Of a page that had `old` and now shows another text. */
static struct digest edited_key(struct digest old, const struct parsed_file *text) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("new body"));
    hasher_add_digest(&hasher, old);
    hasher_add_digest(&hasher, text->key);
    return hasher_end(&hasher);
}

void body_edits_keep_seams(struct remembered *remembered, struct digest key, struct text seams) {
    remembered_add(remembered_aside(remembered), seams_key(key), seams);
}

static void keep_files(const struct published_file *files, const struct reader *reader, struct digest input) {
    struct text bytes = {(const char *)files, reader->tree->count * sizeof *files};
    remembered_add(reader->remembered, files_key(input), bytes);
}

/* The files */

/* Some files of a tree. */
struct selected {
    const struct tree *tree;
    const size_t *indexes;
};

static bool read_selected(const struct tree *tree, size_t index, struct text *bytes, struct tree_trouble *trouble,
                          struct arena *arena) {
    const struct selected *selected = tree->state;
    return selected->tree->read(selected->tree, selected->indexes[index], bytes, trouble, arena);
}

/* What a file was like is remembered, or it is not known any more. */
static bool read_nothing(const struct tree *tree, size_t index, struct text *bytes, struct tree_trouble *trouble,
                         struct arena *arena) {
    (void)tree, (void)index, (void)bytes, (void)arena;
    *trouble = (struct tree_trouble){E_FILE_UNREADABLE, TEXT("it has changed"), {0}};
    return false;
}

/* What is known of a build that may go the short way. */
struct short_way {
    struct reader *reader;
    const struct publish_options *options;
    const struct published_file *old; /* one for each file of the tree */
    size_t indexes[MOST_EDITS];       /* of the files that were edited */
    size_t count;
    const struct language *language;
    struct parsed_files before, after;
    struct search_edits search;
    struct arena *arena;
};

static bool find_old(struct short_way *way) {
    const struct reader *reader = way->reader;
    struct text bytes;
    if (!remembered_find(reader->remembered, &bytes, files_key(way->options->standing->ledger.input)) ||
        bytes.size != reader->tree->count * sizeof *way->old)
        return false;
    way->old = (const struct published_file *)(const void *)bytes.bytes;
    return true;
}

static bool find_edited(struct short_way *way) {
    const struct tree *tree = way->reader->tree;
    for (size_t i = 0; i < tree->count; i++) {
        if (digest_equal(tree->files[i].id, way->old[i].id))
            continue;
        if (way->count == MOST_EDITS || way->old[i].page >= way->options->standing->ledger.count)
            return false;
        way->indexes[way->count++] = i;
    }
    return way->count > 0;
}

/* Nothing else can have changed, and no day has passed, when the old ids give the old digest. */
static bool nothing_else_changed(const struct short_way *way) {
    size_t count = way->reader->tree->count;
    struct digest *ids = arena_array(way->arena, struct digest, count);
    for (size_t i = 0; i < count; i++)
        ids[i] = way->old[i].id;
    return reader_recall(way->reader, ids) &&
           digest_equal(reader_input(way->reader, ids), way->options->standing->ledger.input);
}

static bool parse(struct parsed_files *files, const struct short_way *way, bool as_they_were,
                  const struct parse_options *options) {
    const struct reader *reader = way->reader;
    struct selected *selected = arena_new(way->arena, struct selected);
    struct tree *tree = arena_new(way->arena, struct tree);
    struct diag problems = {0};
    *selected = (struct selected){reader->tree, way->indexes};
    *tree = (struct tree){.root = reader->tree->root, .read = as_they_were ? read_nothing : read_selected, .state = selected};
    tree->files = arena_array(way->arena, struct tree_file, way->count);
    for (; tree->count < way->count; tree->count++) {
        tree->files[tree->count] = reader->tree->files[way->indexes[tree->count]];
        if (as_they_were)
            tree->files[tree->count].id = way->old[way->indexes[tree->count]].id;
    }
    bool good = documents_load(files, tree, options, reader->remembered, &reader->workers, &problems, way->arena) &&
                problems.errors == 0 && problems.warnings == 0 && files->count == way->count;
    diag_free(&problems);
    return good;
}

static bool parse_both(struct short_way *way) {
    struct settings settings;
    struct diag unheard = {0};
    const struct tree *tree = way->reader->tree;
    bool good = settings_read(&settings, tree, &unheard, way->arena);
    way->language = language_load(NULL, tree, settings.language, way->arena);
    struct parse_options options = settings_parse_options(&settings, way->language, way->arena);
    diag_free(&unheard);
    return good && parse(&way->before, way, true, &options) && parse(&way->after, way, false, &options);
}

/* The pages */

static bool text_of_file(struct version_text *text, const struct parsed_file *file) {
    *text = (struct version_text){file->document, document_body(file)};
    return text->document && text->body;
}

static bool read_page(struct new_body *change, const struct short_way *way, const struct ledger_entry *entry) {
    const char *path = path_join(way->arena, way->options->standing->stage.output, entry->path);
    struct remembered *aside = remembered_aside(way->reader->remembered);
    return remembered_find(aside, &change->seams, seams_key(entry->key)) &&
           file_read(&change->page, path, (size_t)entry->size_bytes, way->arena) &&
           digest_equal(digest_of(change->page), entry->content);
}

static bool read_change(struct new_body *change, const struct short_way *way, size_t edit) {
    const struct published_file *file = &way->old[way->indexes[edit]];
    *change = (struct new_body){.keep_places = file->is_led_into, .language = way->language};
    return text_of_file(&change->old, &way->before.items[edit]) && text_of_file(&change->new, &way->after.items[edit]) &&
           digest_equal(document_outline(change->old.document), document_outline(change->new.document)) &&
           digest_equal(document_passages_of(change->old.document, file->words),
                        document_passages_of(change->new.document, file->words)) &&
           read_page(change, way, &way->options->standing->ledger.items[file->page]);
}

static bool replace(struct publish_replacement *replacement, struct text *kept_seams, struct short_way *way, size_t edit) {
    size_t index = way->old[way->indexes[edit]].page;
    struct digest old_key = way->options->standing->ledger.items[index].key;
    struct new_body change;
    struct buffer page = {0};
    struct seams seams = {0};
    bool good = read_change(&change, way, edit) && new_body_write(&page, &seams, &change, way->arena) &&
                search_edits_add(&way->search, way->old[way->indexes[edit]].entry, &change.old, &change.new,
                                 way->after.items[edit].key);
    *kept_seams = text_copy(buffer_text(&seams.bytes), way->arena);
    *replacement = (struct publish_replacement){index, edited_key(old_key, &way->after.items[edit]),
                                                buffer_take(&page, way->arena)};
    buffer_free(&seams.bytes);
    return good;
}

/* Few: insertion keeps them in the order of the ledger. */
static void add_sorted(struct body_edits *edits, struct publish_replacement replacement, struct text seams) {
    size_t at = edits->count++;
    for (; at > 0 && edits->items[at - 1].index > replacement.index; at--) {
        edits->items[at] = edits->items[at - 1];
        edits->seams[at] = edits->seams[at - 1];
    }
    edits->items[at] = replacement;
    edits->seams[at] = seams;
}

static bool replace_all(struct body_edits *edits, struct short_way *way) {
    struct publish_replacement replacements[MOST_EDITS];
    struct text seams[MOST_EDITS];
    if (!search_edits_begin(&way->search, way->reader->remembered, way->options, way->arena))
        return false;
    for (size_t i = 0; i < way->count; i++)
        if (!replace(&replacements[i], &seams[i], way, i))
            return false;
    if (!search_edits_finish(&way->search))
        return false;
    size_t count = way->count + way->search.items.count;
    edits->items = arena_array(way->arena, struct publish_replacement, count);
    edits->seams = arena_array(way->arena, struct text, count);
    for (size_t i = 0; i < way->count; i++)
        add_sorted(edits, replacements[i], seams[i]);
    for (size_t i = 0; i < way->search.items.count; i++)
        add_sorted(edits, way->search.items.items[i], TEXT(""));
    return true;
}

static bool may_be_short(const struct reader *reader, const struct publish_options *options) {
    const struct standing *standing = options->standing;
    bool is_known = standing && !standing->error && (standing->ledger.input.low || standing->ledger.input.high);
    return is_known && reader->remembered && !reader->repository && !options->dry_run;
}

bool body_edits_find(struct body_edits *edits, struct reader *reader, const struct publish_options *options,
                     struct arena *arena) {
    struct short_way way = {.reader = reader, .options = options, .arena = arena};
    *edits = (struct body_edits){0};
    if (!may_be_short(reader, options) || !find_old(&way) || !find_edited(&way) || !nothing_else_changed(&way) ||
        !parse_both(&way) || !replace_all(edits, &way) || !publish_untouched(options, arena))
        return false;
    edits->files = arena_array(arena, struct published_file, reader->tree->count);
    for (size_t i = 0; i < reader->tree->count; i++) {
        edits->files[i] = way.old[i];
        edits->files[i].id = reader->tree->files[i].id;
    }
    return true;
}

/* For the next build */

void body_edits_keep(const struct body_edits *edits, const struct reader *reader, const struct publish_options *options) {
    for (size_t i = 0; i < edits->count; i++)
        if (edits->seams[i].size)
            body_edits_keep_seams(reader->remembered, edits->items[i].key, edits->seams[i]);
    keep_files(edits->files, reader, options->input);
}

static size_t file_of(const struct reader *reader, const struct site *site, uint32_t essay) {
    return tree_find(reader->tree, site->essays[essay].thing.source.path);
}

static void note_targets(struct published_file *files, const struct reader *reader, const struct site *site,
                         const struct source *source) {
    for (size_t i = 0; source && i < source->targets.count; i++) {
        const struct target *target = &source->targets.items[i];
        if (target->kind == THING_ESSAY && target->anchor.size)
            files[file_of(reader, site, target->number)].is_led_into = true;
    }
    /* What a page says of a quotation depends on the text that is quoted. */
    for (uint32_t i = 0; source && source->quotations && i < source->document->quotations.count; i++)
        if (source->quotations[i].place.kind == THING_ESSAY)
            files[file_of(reader, site, source->quotations[i].place.number)].page = NONE;
}

static void note_all_targets(struct published_file *files, const struct reader *reader, const struct site *site) {
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        for (uint32_t i = 0; i < site_count(site, kind); i++)
            note_targets(files, reader, site, thing_source(site, kind, i));
    note_targets(files, reader, site, &site->home.source);
}

static void note_pages(struct published_file *files, const struct reader *reader, const struct plan *plan,
                       const struct ledger *ledger) {
    struct remembered *aside = remembered_aside(reader->remembered);
    for (size_t i = 0; i < plan->count; i++)
        if (plan->pages[i].kind == PAGE_ESSAY && remembered_has(aside, seams_key(ledger->items[i].key)))
            files[file_of(reader, plan->site, plan->pages[i].number)].page = (uint32_t)i;
}

static void note_words(struct published_file *files, const struct reader *reader, const struct site *site) {
    for (uint32_t i = 0; site->book_index && i < site->essay_count; i++)
        files[file_of(reader, site, i)].words = site->book_index->words[i];
}

static void forget(struct published_file *files, const struct reader *reader, const struct plan *plan, uint32_t essay) {
    files[file_of(reader, plan->site, essay)].page = NONE;
}

static void note_entries(struct published_file *files, const struct reader *reader, const struct plan *plan) {
    for (uint32_t i = 0; plan->search && i < plan->search->essay_count; i++)
        files[file_of(reader, plan->site, plan->search->essays[i])].entry = i;
}

static void forget_chapters(struct published_file *files, const struct reader *reader, const struct plan *plan,
                            const struct page *page) {
    struct arena arena = {0};
    struct book book;
    book_of(&book, plan->shared, page_kind(page->kind)->about, page->number, &arena);
    for (size_t i = 0; i < book.chapters.count; i++)
        forget(files, reader, plan, book.chapters.items[i].essay);
    arena_free(&arena);
}

/* Only one page is written anew: an essay that stands at old addresses, too, beside another or in a book goes the long way. */
static void forget_shown_again(struct published_file *files, const struct reader *reader, const struct plan *plan) {
    for (size_t i = 0; i < plan->count; i++) {
        const struct page *shown = plan_shown(plan, i);
        if (plan->pages[i].kind == PAGE_ALIAS && shown->kind == PAGE_ESSAY)
            forget(files, reader, plan, shown->number);
        if (book_is_epub(shown))
            forget_chapters(files, reader, plan, shown);
        if (shown->kind == PAGE_BESIDE) {
            forget(files, reader, plan, shown->number);
            forget(files, reader, plan, plan->site->essays[shown->number].variant_of);
        }
    }
}

/* Nearly each text stands in the feed of its author. */
static bool has_texts_in_feeds(const struct plan *plan) {
    return plan->site->settings.feed_is_whole && plan->shared->has_feed;
}

void body_edits_allow(const struct reader *reader, const struct plan *plan, const struct publish_options *options,
                      const struct published *published, struct arena *arena) {
    const struct ledger *ledger = published->files;
    if (!ledger || reader->repository || plan->site->lock || plan->site->gone_places.count || has_texts_in_feeds(plan) ||
        !digest_equal(ledger->input, options->input))
        return;
    struct published_file *files = arena_array(arena, struct published_file, reader->tree->count);
    for (size_t i = 0; i < reader->tree->count; i++)
        files[i] = (struct published_file){.id = reader->tree->files[i].id, .page = NONE, .entry = NONE};
    note_entries(files, reader, plan);
    note_words(files, reader, plan->site);
    note_pages(files, reader, plan, ledger);
    forget_shown_again(files, reader, plan);
    note_all_targets(files, reader, plan->site);
    keep_files(files, reader, options->input);
}
