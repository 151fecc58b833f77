/* The ids by which other generators would lead to the headings of a text: further places, where nothing else has the id. */
#include "read/markdown/reading.h"

#include "base/array.h"
#include "base/utf8.h"
#include "read/document/marks.h"
#include "read/heading_spellings.h"

struct spelt_ids {
    struct spelt_id {
        struct text id;
        uint32_t heading; /* NONE: two generators would lead to different ones */
    } * items;
    size_t count, capacity;
    struct table by_id;                   /* index into items */
    struct table times[HEADING_SPELLERS]; /* how often each spelling has come */
};

static struct text told_apart(struct spelt_ids *spelt, enum heading_speller speller, struct text spelling,
                              struct arena *arena) {
    uint32_t earlier = table_get(&spelt->times[speller], spelling);
    table_put(&spelt->times[speller], spelling, earlier == NONE ? 1 : earlier + 1, arena);
    if (earlier == NONE)
        return spelling;
    return speller == SPELT_BY_DOCUTILS ? TEXT("") : text_format(arena, "%.*s-%u", TEXT_ARGS(spelling), (unsigned)earlier);
}

static void add_spelling(struct spelt_ids *spelt, struct text id, uint32_t heading, struct arena *arena) {
    uint32_t index = table_get(&spelt->by_id, id);
    if (index == NONE) {
        table_put(&spelt->by_id, id, (uint32_t)spelt->count, arena);
        *array_add(spelt, arena) = (struct spelt_id){id, heading};
    } else if (spelt->items[index].heading != heading) {
        spelt->items[index].heading = NONE;
    }
}

static void spell_heading(struct spelt_ids *spelt, uint32_t heading, struct text words, struct arena *arena) {
    for (int speller = 0; speller < HEADING_SPELLERS; speller++) {
        struct text spelling = heading_spelling((enum heading_speller)speller, words, arena);
        if (spelling.size)
            add_spelling(spelt, told_apart(spelt, (enum heading_speller)speller, spelling, arena), heading, arena);
    }
}

static void spell_headings(struct spelt_ids *spelt, const struct markdown_reader *reader) {
    for (uint32_t i = 0; i < reader->out->headings.count; i++) {
        struct text words = pool_text(reader, reader->out->headings.items[i].text);
        spell_heading(spelt, i, utf8_compose(words, reader->arena), reader->arena);
    }
}

/* By others, or by what only the page has: passages and notes. */
static bool is_taken(const struct markdown_reader *reader, const struct table *noted, struct text id) {
    bool is_passage = text_starts(id, TEXT("p-")) && id.size == MARK_SIZE - 1;
    return !id.size || is_passage || text_starts(id, TEXT("note-")) || table_get(&reader->ids, id) != NONE ||
           table_get(noted, id) != NONE;
}

void headings_note_spellings(struct markdown_reader *reader) {
    struct spelt_ids spelt = {0};
    struct table noted = {0};
    for (size_t i = 0; i < reader->out->anchors.count; i++)
        table_put(&noted, text_copy(pool_text(reader, reader->out->anchors.items[i].id), reader->arena), 1, reader->arena);
    spell_headings(&spelt, reader);
    for (size_t i = 0; i < spelt.count; i++)
        if (spelt.items[i].heading != NONE && !is_taken(reader, &noted, spelt.items[i].id))
            *array_add(&reader->out->anchors, reader->arena) = (struct doc_anchor){
                .id = pool_add(reader, spelt.items[i].id),
                .offset = reader->heading_words.items[spelt.items[i].heading],
                .is_spelling = true,
            };
}
