#include "pages/cited_place.h"

#include "base/array.h"
#include "connect/anchors.h"
#include "read/smart.h"
#include "read/document/prose.h"

static struct cited_text *read_once(struct cited_texts *texts, const struct site *site, const struct source *source,
                                    struct text language, struct arena *arena) {
    for (size_t i = 0; i < texts->count; i++)
        if (texts->items[i].source == source)
            return &texts->items[i];
    struct cited_text *text = array_add(texts, arena);
    *text = (struct cited_text){.source = source, .body = document_body(source->file)};
    search_frame_of_source(&text->frame, site, source, language, arena);
    return text;
}

/* The innermost block there, or the first one behind; NONE. */
static uint32_t block_at(const struct body *body, size_t offset) {
    const struct doc_block *blocks = DOC_ITEMS(body, blocks, struct doc_block);
    uint32_t found = NONE;
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        if (blocks[i].start > offset)
            return found == NONE ? i : found;
        if (blocks[i].end > offset)
            found = i;
    }
    return found;
}

static uint32_t block_of_passage(struct cited_text *text, const struct site *site, const struct essay *essay, struct text id,
                                 struct arena *arena) {
    if (!text->has_marks)
        versions_marks(&text->marks, site, essay, essay->versions->count - 1, arena);
    text->has_marks = true;
    for (size_t i = 0; i < text->marks.count; i++)
        if (text_equal(text_of(text->marks.items[i].id), id))
            return text->marks.items[i].block;
    for (size_t i = 0; i < text->marks.former_count; i++)
        if (text_equal(text->marks.former[i].id, id))
            return text->marks.former[i].block;
    return NONE;
}

/* Of a heading, or whatever else stands in the HTML. */
static uint32_t block_of_id(const struct cited_text *text, struct text id, struct arena *arena) {
    const struct document *document = text->source->document;
    const struct doc_anchor *anchors = DOC_ITEMS(document, anchors, struct doc_anchor);
    struct buffer written = {0};
    for (uint32_t i = 0; i < document->anchors.count; i++)
        if (text_equal(document_text(document, anchors[i].id), id))
            return block_at(text->body, anchors[i].offset);
    buffer_add(&written, TEXT(" id=\""));
    buffer_add_html(&written, id);
    buffer_add_char(&written, '"');
    struct text attribute = buffer_take(&written, arena), html = body_html(text->body);
    size_t at = text_find(html, attribute, 0);
    return at < html.size ? block_at(text->body, at) : NONE;
}

static const struct doc_block *blocks_of(const struct cited_text *text) {
    return DOC_ITEMS(text->body, blocks, struct doc_block);
}

static bool stands_in_quotation(const struct cited_text *text, uint32_t block) {
    const struct doc_block *blocks = blocks_of(text);
    for (uint32_t i = 0; i <= block; i++)
        if (blocks[i].kind == BLOCK_QUOTE && blocks[i].end >= blocks[block].end)
            return true;
    return false;
}

static struct text words_at(const struct cited_text *text, uint32_t block, struct arena *arena) {
    return search_block_words(&text->frame, text->source->document, text->body, block, arena);
}

/* How the first words begin that stand in a block from `from` on, before `end` and before a heading of `level` or above. */
static struct text first_words(const struct cited_text *text, uint32_t from, size_t end, uint8_t level, struct arena *arena) {
    const struct doc_block *blocks = blocks_of(text);
    for (uint32_t i = from; i < text->body->blocks.count && blocks[i].start < end; i++) {
        bool is_heading = blocks[i].kind == BLOCK_HEADING;
        if (is_heading && blocks[i].shown_level <= level)
            break;
        struct text words = is_heading ? (struct text){0} : words_at(text, i, arena);
        if (!words.size)
            continue;
        words = prose_opening(words, CITED_CHARACTERS, arena);
        struct text language = text->frame.language;
        return stands_in_quotation(text, i) ? text_format(arena, "%s%.*s%s", smart_mark(language, QUOTE_OPENS),
                                                          TEXT_ARGS(words), smart_mark(language, QUOTE_CLOSES))
                                            : words;
    }
    return (struct text){0};
}

static struct cited_place place_at(const struct cited_text *text, uint32_t block, struct arena *arena) {
    const struct doc_block *blocks = blocks_of(text);
    struct cited_place place = {0};
    uint32_t heading = block;
    while (heading > 0 && blocks[heading].kind != BLOCK_HEADING)
        heading--;
    if (blocks[heading].kind == BLOCK_HEADING)
        place.heading = words_at(text, heading, arena);
    place.words = heading == block && place.heading.size
                      ? first_words(text, block + 1, SIZE_MAX, blocks[heading].shown_level, arena)
                      : first_words(text, block, blocks[block].end, 0, arena);
    return place;
}

struct cited_place cited_place(struct cited_texts *texts, const struct site *site, const struct target *target,
                               struct arena *arena) {
    const struct essay *essay = &site->essays[target->number];
    struct cited_text *text = read_once(texts, site, &essay->thing.source, essay->language, arena);
    if (!text->body)
        return (struct cited_place){0};
    uint32_t block = anchor_is_passage(target->anchor) ? block_of_passage(text, site, essay, target->anchor, arena)
                                                       : block_of_id(text, target->anchor, arena);
    if (block == NONE && !anchor_is_passage(target->anchor))
        block = block_of_passage(text, site, essay, target->anchor, arena);
    return block < text->body->blocks.count ? place_at(text, block, arena) : (struct cited_place){0};
}

struct text cited_beginning(struct cited_texts *texts, const struct site *site, const struct source *source,
                            struct arena *arena) {
    const struct cited_text *text = read_once(texts, site, source, site->settings.language, arena);
    return text->body ? first_words(text, 0, SIZE_MAX, 0, arena) : (struct text){0};
}

/* What a reference shows that has no words of its own. */
static void hash_titles(struct hasher *hasher, const struct site *site, const struct targets *targets) {
    for (size_t i = 0; i < targets->count; i++) {
        const struct target *target = &targets->items[i];
        if (target->kind == THING_WORK)
            hasher_add_digest(hasher, site->works[target->number].apart);
        else if (target->kind < THING_KINDS && target->kind != THING_NONE)
            hasher_add_text(hasher, site_title(site, target->kind, target->number));
    }
}

struct digest cited_digest(const struct site *site, const struct source *source, const struct essay *essay) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, source->file->key);
    if (essay)
        hasher_add_digest(&hasher, essay->versions->digest);
    hasher_add_number(&hasher, site->settings.citation_style);
    hash_titles(&hasher, site, &source->targets);
    return hasher_end(&hasher);
}
