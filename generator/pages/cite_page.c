/* How an essay is cited; and its passages, each with its address and that of its wording: for who cites a place. */
#include "base/buffer.h"
#include "pages/cite_files.h"
#include "pages/plan_pages.h"
#include "pages/search_text.h"
#include "pages/shared.h"
#include "read/document/prose.h"

enum { WORDS_SHOWN = 72 }; /* characters of a passage's beginning */

/* With a past, since without one an address does not stay; and never of what is restricted. */
static bool has_passages(const struct site *site, const struct essay *essay) {
    return essay_is_open(essay) && essay->thing.source.document->has_body && revisions_has_history(site, essay);
}

struct text cite_page_address(const struct essay *essay, struct arena *arena) {
    return text_join(arena, revisions_folder(essay->thing.address, arena), TEXT("cite/"));
}

void cite_plan(struct planning *planning, enum page_kind kind) {
    const struct site *site = planning->site;
    for (size_t i = 0; i < site->essays_by_date.count; i++) {
        uint32_t number = site->essays_by_date.items[i];
        plan_add(planning, kind, cite_page_address(&site->essays[number], planning->arena), number);
    }
}

void cite_heading(struct heading *heading, const struct from *from, struct arena *arena) {
    const struct essay *essay = page_essay(from);
    *heading = (struct heading){.title = SAY(from->site->language, arena, "to-cite", {"title", essay->thing.title}),
                                .shows = language_word(from->site->language, "citing-what", arena),
                                .han = essay->han};
}

static struct text with_id(struct text address, const char *id, struct arena *arena) {
    return address.size ? text_format(arena, "%.*s#%s", TEXT_ARGS(address), id) : address;
}

static void gather_passage(struct gathering *g, const struct from *from, const struct mark *mark, uint32_t number,
                           struct text words, struct text permanent) {
    struct arena *arena = gathering_arena(g);
    struct text address = with_id(page_essay(from)->thing.address, mark->id, arena);
    gather_open(g, NULL);
    if (number)
        gather_number(g, "number", number);
    else
        gather_none(g, "number");
    gather_text(g, "id", text_of(mark->id));
    gather_text(g, "words", prose_opening(words, WORDS_SHOWN, arena));
    gather_path(g, "path", address);
    gather_url(g, "url", address);
    gather_path(g, "version_path", with_id(permanent, mark->id, arena));
    gather_url(g, "version_url", with_id(permanent, mark->id, arena));
    gather_close(g);
}

/* What of the block is read; "" for a picture without words. */
static struct text words_of(const struct search_essay *text, size_t *at, uint32_t block) {
    while (*at < text->passages.count && text->passages.items[*at].block < block)
        ++*at;
    bool has_words = *at < text->passages.count && text->passages.items[*at].block == block;
    return has_words ? text->passages.items[*at].text : (struct text){0};
}

/* With their numbers those that the page offers; headings and notes between them. */
static void gather_passages(struct gathering *g, const struct from *from, const struct search_frame *frame,
                            struct text permanent) {
    const struct essay *essay = page_essay(from);
    const struct body *body = document_body(essay->thing.source.file);
    struct arena *arena = gathering_arena(g);
    struct search_essay text;
    struct marks marks;
    size_t at = 0;
    search_essay_read(&text, frame, essay->thing.source.document, body, arena);
    versions_marks(&marks, from->site, essay, essay->versions->count - 1, arena);
    const uint32_t *numbers = body ? passage_numbers(body, &marks, arena) : NULL;
    gather_open_list(g, "passages");
    for (size_t i = 0; numbers && i < marks.count; i++) {
        const struct mark *mark = &marks.items[i];
        bool is_first = i == 0 || marks.items[i - 1].block != mark->block;
        struct text words = words_of(&text, &at, mark->block);
        if (is_first && mark->block < body->blocks.count && (words.size || numbers[mark->block]))
            gather_passage(g, from, mark, numbers[mark->block], words, permanent);
    }
    gather_close(g);
}

static struct digest digest_of_passages(const struct essay *essay, const struct search_frame *frame, struct text permanent) {
    struct buffer bytes = {0};
    struct hasher hasher;
    search_frame_write(&bytes, frame);
    hasher_start(&hasher);
    hasher_add_text(&hasher, buffer_text(&bytes));
    hasher_add_digest(&hasher, essay->thing.source.file->key);
    hasher_add_digest(&hasher, essay->versions->digest);
    hasher_add_text(&hasher, essay->thing.address);
    hasher_add_text(&hasher, permanent);
    buffer_free(&bytes);
    return hasher_end(&hasher);
}

static void gather_all_passages(struct gathering *g, const struct from *from, const struct essay *essay) {
    struct text name, permanent = revisions_permanent(&name, from->shared->revisions, essay, gathering_arena(g));
    struct search_frame frame;
    search_frame_of(&frame, from->site, essay, gathering_arena(g));
    frame.is_open = true;
    if (gather_stands(g, "passages", digest_of_passages(essay, &frame, permanent)))
        gather_passages(g, from, &frame, permanent);
}

void cite_gather(struct gathering *g, const struct from *from) {
    const struct essay *essay = page_essay(from);
    gather_thing(g, "essay", from->shared, CARD_ESSAY_NAME, from->page->number);
    gather_citation_whole(g, from, essay);
    gather_cite_files(g, from->site, THING_ESSAY, from->page->number);
    if (has_passages(from->site, essay))
        gather_all_passages(g, from, essay);
    else
        gather_none(g, "passages");
    gather_has(g, "has_passages", "passages", NULL);
}
