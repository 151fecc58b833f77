/* The index of the reader: its page, and the entries of each letter. */
#include "connect/book_index.h"

#include "base/array.h"
#include "pages/plan_pages.h"
#include "pages/shared.h"

#include <string.h>

void book_index_plan(struct planning *planning, enum page_kind kind) {
    if (planning->site->book_index)
        index_plan(planning, kind);
}

/* "/essays/a/#p-7k2m9q4"; without a place in it, where there is none. */
static struct text address_of(const struct from *from, const struct index_place *place, size_t which, struct arena *arena) {
    const struct essay *essay = &from->site->essays[place->essay];
    const struct document *document = essay->thing.source.document;
    uint16_t passage = place->passages[which];
    char id[MARK_SIZE];
    if (passage != NO_PASSAGE &&
        versions_passage(id, from->site, essay, &DOC_ITEMS(document, passages, struct doc_passage)[passage], arena))
        return text_format(arena, "%.*s#%s", TEXT_ARGS(essay->thing.address), id);
    if (place->heading.size)
        return text_format(arena, "%.*s#%.*s", TEXT_ARGS(essay->thing.address), TEXT_ARGS(place->heading));
    return essay->thing.address;
}

static void place(struct gathering *g, const struct from *from, const struct index_place *of) {
    const struct essay *essay = &from->site->essays[of->essay];
    struct arena *arena = gathering_arena(g);
    gather_open(g, NULL);
    gather_marked(g, "title", "title_html", essay->short_title, essay->han);
    gather_path(g, "path", address_of(from, of, 0, arena));
    gather_path(g, "further", of->passages[1] == NO_PASSAGE ? (struct text){0} : address_of(from, of, 1, arena));
    gather_close(g);
}

static void places(struct gathering *g, const struct from *from, const struct index_entry *entry) {
    const struct book_index *index = from->site->book_index;
    gather_open_list(g, "places");
    for (uint32_t i = entry->first; i < entry->first + entry->count; i++)
        place(g, from, &index->places[i]);
    gather_close(g);
    gather_has(g, "has_places", "places", NULL);
}

/* Of another name: what it is a name of. */
static void see(struct gathering *g, const struct from *from, const struct index_entry *entry) {
    if (entry->is_other_name)
        gather_text(g, "see", site_title(from->site, entry->kind, entry->number));
    else
        gather_none(g, "see");
}

static const char *word_of_kind(uint8_t kind, struct arena *arena) {
    return text_format(arena, "kind-%s", thing_words[kind].word).bytes;
}

static void entry(struct gathering *g, const struct from *from, const struct index_entry *of) {
    bool is_thing = of->kind != THING_NONE;
    struct arena *arena = gathering_arena(g);
    gather_open(g, NULL);
    gather_marked(g, "name", "name_html", of->name, is_thing ? han_of(from->site, of->kind, of->number) : (struct text){0});
    gather_text(g, "kind", is_thing ? text_of(thing_words[of->kind].word) : (struct text){0});
    gather_word(g, "what", is_thing && of->is_alike ? word_of_kind(of->kind, arena) : NULL);
    gather_path(g, "path", is_thing ? site_thing(from->site, of->kind, of->number)->address : (struct text){0});
    see(g, from, of);
    if (of->essays)
        gather_count(g, "essays", of->essays);
    else
        gather_none(g, "essays");
    places(g, from, of);
    gather_close(g);
}

/* Of the entries those under one letter, if there are any; 0: under none of A to Z. */
static void letter(struct gathering *g, const struct from *from, char of, const struct numbers *entries, const char *letters) {
    struct arena *arena = gathering_arena(g);
    struct text other = language_word(from->site->language, "letter-other", arena);
    if (!memchr(letters, of, entries->count))
        return;
    gather_open(g, NULL);
    gather_text(g, "id", of ? text_format(arena, "_%c", of) : TEXT("_other"));
    gather_text(g, "label", of ? text_format(arena, "%c", of - 'a' + 'A') : other);
    gather_open_list(g, "entries");
    for (size_t i = 0; i < entries->count; i++)
        if (letters[i] == of)
            entry(g, from, &from->site->book_index->entries[entries->items[i]]);
    gather_close(g);
    gather_close(g);
}

void gather_index(struct gathering *g, const struct from *from, const struct numbers *entries) {
    struct arena *arena = gathering_arena(g);
    char *letters = arena_array(arena, char, entries->count + 1);
    for (size_t i = 0; i < entries->count; i++)
        letters[i] = from->site->book_index->entries[entries->items[i]].letter;
    gather_open_list(g, "letters");
    for (char of = 'a'; of <= 'z' && entries->count; of++)
        letter(g, from, of, entries, letters);
    if (entries->count)
        letter(g, from, 0, entries, letters);
    gather_close(g);
    gather_has(g, "has_letters", "letters", NULL);
}

void book_index_gather(struct gathering *g, const struct from *from) {
    struct numbers all = {0};
    bool is_long = gather_parts(g, from, LISTING_INDEX, 0);
    for (uint32_t i = 0; !is_long && i < from->site->book_index->count; i++)
        *array_add(&all, gathering_arena(g)) = i;
    gather_index(g, from, &all);
}
