#include "pages/cited_place.h"

#include "base/array.h"
#include "compose/values.h"
#include "read/smart.h"

/* `essay`: whose text it is; NULL. */
static const struct cited_text *read_once(struct cited_texts *texts, const struct site *site, const struct source *source,
                                          const struct essay *essay, struct arena *arena) {
    for (size_t i = 0; i < texts->count; i++)
        if (texts->items[i].source == source)
            return &texts->items[i];
    struct cited_text *text = array_add(texts, arena);
    struct search_frame frame;
    *text = (struct cited_text){.source = source};
    if (essay)
        search_frame_of(&frame, site, essay, arena);
    else
        search_frame_of_source(&frame, site, source, arena);
    frame.is_open = !essay || essay_is_open(essay);
    text->body = document_body(source->file);
    search_essay_read(&text->words, &frame, source->document, text->body, arena);
    if (essay)
        versions_marks(&text->marks, site, essay, essay->versions->count - 1, arena);
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

/* The block that an id leads to; NONE: it is gone. */
static uint32_t block_of_id(const struct cited_text *text, struct text id, struct arena *arena) {
    const struct document *document = text->source->document;
    const struct doc_anchor *anchors = DOC_ITEMS(document, anchors, struct doc_anchor);
    struct buffer written = {0};
    for (size_t i = 0; i < text->marks.count; i++)
        if (text_equal(text_of(text->marks.items[i].id), id))
            return text->marks.items[i].block;
    for (size_t i = 0; i < text->marks.former_count; i++)
        if (text_equal(text->marks.former[i].id, id))
            return text->marks.former[i].block;
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

static bool stands_in_quotation(const struct body *body, uint32_t block) {
    const struct doc_block *blocks = DOC_ITEMS(body, blocks, struct doc_block);
    for (uint32_t i = 0; i <= block; i++)
        if (blocks[i].kind == BLOCK_QUOTE && blocks[i].end >= blocks[block].end)
            return true;
    return false;
}

static struct text beginning_of_passage(const struct cited_text *text, const struct search_passage *passage,
                                        struct text language, struct arena *arena) {
    struct text words = values_beginning(passage->text, CITED_CHARACTERS, arena);
    if (!stands_in_quotation(text->body, passage->block))
        return words;
    return text_format(arena, "%s%.*s%s", smart_mark(language, QUOTE_OPENS), TEXT_ARGS(words),
                       smart_mark(language, QUOTE_CLOSES));
}

/* A heading stands for what begins below it, perhaps under a lower one; a block without words of its own for what is in it. */
static struct cited_place place_at(const struct cited_text *text, uint32_t block, struct text language, struct arena *arena) {
    const struct search_essay *words = &text->words;
    const struct doc_block *blocks = DOC_ITEMS(text->body, blocks, struct doc_block);
    size_t at = 0;
    while (at < words->passages.count && words->passages.items[at].block < block)
        at++;
    if (at == words->passages.count || blocks[words->passages.items[at].block].start >= blocks[block].end)
        return (struct cited_place){0};
    const struct search_passage *passage = &words->passages.items[at];
    struct cited_place place = {.heading =
                                    passage->heading == NONE ? (struct text){0} : words->headings.items[passage->heading].text};
    uint8_t level = passage->is_heading ? words->headings.items[passage->heading].level : UINT8_MAX;
    for (; passage->is_heading; passage = &words->passages.items[at])
        if (++at == words->passages.count ||
            (words->passages.items[at].is_heading && words->headings.items[words->passages.items[at].heading].level <= level))
            return place;
    place.words = beginning_of_passage(text, passage, language, arena);
    return place;
}

struct cited_place cited_place(struct cited_texts *texts, const struct site *site, const struct target *target,
                               struct arena *arena) {
    const struct essay *essay = &site->essays[target->number];
    const struct cited_text *text = read_once(texts, site, &essay->thing.source, essay, arena);
    uint32_t block = text->body ? block_of_id(text, target->anchor, arena) : NONE;
    return block == NONE ? (struct cited_place){0} : place_at(text, block, essay->language, arena);
}

struct text cited_beginning(struct cited_texts *texts, const struct site *site, const struct source *source,
                            struct arena *arena) {
    const struct cited_text *text = read_once(texts, site, source, NULL, arena);
    for (size_t i = 0; i < text->words.passages.count; i++)
        if (!text->words.passages.items[i].is_heading)
            return beginning_of_passage(text, &text->words.passages.items[i], site->settings.language, arena);
    return (struct text){0};
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
