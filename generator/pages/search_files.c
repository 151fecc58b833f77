#include "pages/search_files.h"

#include "base/array.h"
#include "compose/links.h"
#include "kinds/voices.h"
#include "pages/cards.h"
#include "pages/plan_pages.h"
#include "pages/shared.h"

bool search_is_file(const struct page *page) {
    return page_kind(page->kind)->flags & PAGE_SCRIPT;
}

/* Which there are */

static void add_file(struct planning *planning, enum page_kind kind, const char *prefix, struct text name, uint32_t number) {
    struct buffer path = {0};
    buffer_add_format(&path, "/search/%s", prefix);
    search_file_name(&path, name);
    buffer_add(&path, TEXT(".js"));
    plan_add(planning, kind, buffer_take(&path, planning->arena), number);
}

static void add_numbered(struct planning *planning, enum page_kind kind, const char *prefix, size_t things, size_t a_file) {
    for (uint32_t i = 0; i * a_file < things; i++)
        add_file(planning, kind, prefix, text_format(planning->arena, "%u", i), i);
}

static struct text slug_of(const struct search_index *index, uint32_t number) {
    return index->site->essays[index->essays[number]].thing.slug;
}

static void add_pieces(struct planning *planning, const struct search_index *index, uint32_t number) {
    for (uint32_t piece = 0; piece < search_pieces(index->catalog.entries.items[number].units); piece++) {
        struct buffer path = {0};
        buffer_add(&path, TEXT("/search/"));
        search_piece_name(&path, slug_of(index, number), piece);
        buffer_add(&path, TEXT(".js"));
        plan_add(planning, PAGE_SEARCH_TEXT, buffer_take(&path, planning->arena), number)->part = piece;
    }
}

void search_plan(struct planning *planning, enum page_kind kind) {
    const struct search_index *index = planning->search;
    if (!index || index->is_missing)
        return;
    add_file(planning, kind, "", TEXT("index"), 0);
    add_file(planning, PAGE_SEARCH_FACETS, "", TEXT("facets"), 0);
    for (uint32_t i = 0; i < index->catalog.shards.count; i++)
        add_file(planning, PAGE_SEARCH_SHARD, "w-", index->catalog.shards.items[i].name, i);
    for (uint32_t i = 0; i < index->catalog.longs.count; i++)
        add_file(planning, PAGE_SEARCH_LONG, "p-", index->catalog.longs.items[i].stem, i);
    add_numbered(planning, PAGE_SEARCH_ESSAYS, "e-", index->essay_count, SEARCH_ESSAYS_A_FILE);
    add_numbered(planning, PAGE_SEARCH_THINGS, "n-", index->things.count, SEARCH_THINGS_A_FILE);
    for (uint32_t i = 0; i < index->essay_count; i++)
        add_pieces(planning, index, i);
}

/* What they say */

static struct text address_of(const struct search_index *index, struct text address, struct arena *arena) {
    return link_to(address, index->site->settings.for_disk, arena);
}

static void write_slugs(struct buffer *out, const struct search_index *index, uint32_t file, struct arena *arena) {
    uint32_t first = file * SEARCH_ESSAYS_A_FILE;
    search_script_begin(out, "e-", text_format(arena, "%u", file));
    buffer_add_char(out, '"');
    for (uint32_t i = first; i < index->essay_count && i < first + SEARCH_ESSAYS_A_FILE; i++) {
        buffer_add(out, i > first ? TEXT("\\t") : TEXT(""));
        buffer_add_json(out, slug_of(index, i));
    }
    buffer_add_char(out, '"');
    search_script_end(out);
}

static void add_thing(struct buffer *out, const struct search_index *index, const struct search_thing *of,
                      struct arena *arena) {
    const struct thing *thing = site_thing(index->site, of->kind, of->number);
    buffer_add_char(out, '[');
    buffer_add_json_string(out, text_of(thing_words[of->kind].word));
    buffer_add_char(out, ',');
    buffer_add_json_string(out, address_of(index, thing->address, arena));
    buffer_add_char(out, ',');
    buffer_add_json_string(out, thing->title);
    buffer_add_char(out, ',');
    buffer_add_json_string(out, search_thing_about(index->site, of->kind, of->number));
    buffer_add_char(out, ']');
}

static void write_things(struct buffer *out, const struct search_index *index, uint32_t file, struct arena *arena) {
    size_t first = (size_t)file * SEARCH_THINGS_A_FILE;
    search_script_begin(out, "n-", text_format(arena, "%u", file));
    buffer_add_char(out, '[');
    for (size_t i = first; i < index->things.count && i < first + SEARCH_THINGS_A_FILE; i++) {
        buffer_add(out, i > first ? TEXT(",") : TEXT(""));
        add_thing(out, index, &index->things.items[i], arena);
    }
    buffer_add_char(out, ']');
    search_script_end(out);
}

/* Facets: what essays have in common, with their numbers */

struct facet {
    struct text name, address;
    struct numbers essays; /* by the index's numbers */
};

struct facets {
    struct facet *items;
    size_t count, capacity;
};

static void note_essay(struct facet *facet, uint32_t number, struct arena *arena) {
    *array_add(&facet->essays, arena) = number;
}

static void add_facet(struct buffer *out, const struct facet *facet) {
    uint32_t next = 0;
    buffer_add_char(out, '[');
    buffer_add_json_string(out, facet->name);
    buffer_add_char(out, ',');
    buffer_add_json_string(out, facet->address);
    buffer_add(out, TEXT(",\""));
    for (size_t i = 0; i < facet->essays.count; i++) {
        search_add_number(out, facet->essays.items[i] - next);
        next = facet->essays.items[i] + 1;
    }
    buffer_add(out, TEXT("\"]"));
}

static void add_facets(struct buffer *out, const char *name, const struct facets *facets) {
    bool is_first = true;
    buffer_add_format(out, "%s\"%s\":[", out->bytes[out->size - 1] == '{' ? "" : ",", name);
    for (size_t i = 0; i < facets->count; i++) {
        if (!facets->items[i].essays.count)
            continue;
        buffer_add(out, is_first ? TEXT("") : TEXT(","));
        add_facet(out, &facets->items[i]);
        is_first = false;
    }
    buffer_add_char(out, ']');
}

/* In the order in which readers see them. */
static void add_things_of(struct buffer *out, const char *name, const struct search_index *index, uint8_t kind,
                          struct arena *arena) {
    const struct site *site = index->site;
    const struct numbers *order = site_order(site, kind);
    struct facets facets = {0}, shown = {0};
    for (uint32_t i = 0; i < site_count(site, kind); i++) {
        const struct thing *thing = site_thing(site, kind, i);
        *array_add(&facets, arena) = (struct facet){.name = thing->title, .address = address_of(index, thing->address, arena)};
    }
    for (uint32_t i = 0; i < index->essay_count; i++) {
        const struct essay *essay = &site->essays[index->essays[i]];
        const struct numbers publication = {(uint32_t[]){essay->provenance.publication}, 1, 1};
        const struct numbers *named = kind == THING_TOPIC    ? &essay->topics
                                      : kind == THING_AUTHOR ? &essay->authors
                                                             : &publication;
        bool is_no_authors = kind == THING_AUTHOR && essay_is_by_machine(essay);
        for (size_t j = 0; j < named->count && !is_no_authors; j++)
            if (named->items[j] != NONE)
                note_essay(&facets.items[named->items[j]], i, arena);
    }
    for (size_t i = 0; i < order->count; i++)
        *array_add(&shown, arena) = facets.items[order->items[i]];
    add_facets(out, name, &shown);
}

static struct facet *facet_called(struct facets *facets, struct text name, struct arena *arena) {
    for (size_t i = facets->count; i-- > 0;)
        if (text_equal(facets->items[i].name, name))
            return &facets->items[i];
    struct facet *facet = array_add(facets, arena);
    facet->name = name;
    return facet;
}

static void add_years_and_languages(struct buffer *out, const struct search_index *index, struct arena *arena) {
    struct facets years = {0}, languages = {0};
    for (uint32_t i = 0; i < index->essay_count; i++) {
        const struct essay *essay = &index->site->essays[index->essays[i]];
        if (essay->date.precision != DATE_NONE)
            note_essay(facet_called(&years, text_format(arena, "%04d", (int)essay->date.year), arena), i, arena);
        note_essay(facet_called(&languages, essay->language, arena), i, arena);
    }
    add_facets(out, "years", &years);
    add_facets(out, "languages", &languages);
}

static void write_facets(struct buffer *out, const struct search_index *index, struct arena *arena) {
    search_script_begin(out, "", TEXT("facets"));
    buffer_add_char(out, '{');
    add_things_of(out, "topics", index, THING_TOPIC, arena);
    add_things_of(out, "authors", index, THING_AUTHOR, arena);
    add_things_of(out, "publications", index, THING_PUBLICATION, arena);
    add_years_and_languages(out, index, arena);
    buffer_add_char(out, '}');
    search_script_end(out);
}

/* Texts */

static void add_authors(struct buffer *out, const struct search_index *index, const struct essay *essay) {
    buffer_add(out, TEXT(",\"authors\":["));
    for (size_t i = 0; i < essay->authors.count; i++) {
        buffer_add(out, i ? TEXT(",") : TEXT(""));
        buffer_add_json_string(out, index->site->authors[essay->authors.items[i]].thing.title);
    }
    buffer_add_char(out, ']');
}

/* What stands before the passages. What only unit 0 shows is in the first piece. */
static void begin_piece(struct buffer *out, const struct search_index *index, const struct essay *essay, uint32_t piece,
                        struct arena *arena) {
    buffer_add(out, TEXT("colophonSearch(\""));
    search_piece_name(out, essay->thing.slug, piece);
    buffer_add(out, TEXT("\",{"));
    buffer_add_json_member(out, "address", address_of(index, essay->thing.address, arena));
    buffer_add_json_member(out, "title", essay->thing.title);
    add_authors(out, index, essay);
    buffer_add_json_member(out, "by", search_byline(index->site, essay, arena));
    buffer_add_json_member(out, "date", date_iso(essay->date, arena));
    buffer_add_json_member(out, "voice", voice_of(index->site->language, essay, arena));
    buffer_add_json_member(out, "language", essay->language);
    if (piece)
        return;
    buffer_add_json_member(out, "subtitle", essay->subtitle);
    buffer_add_json_member(out, "summary", search_summary(essay));
}

/* An essay's text with the ids of its passages; NULL when it cannot be read any more. */
static const struct search_open_text *open_text(const struct search_index *index, uint32_t number) {
    const struct essay *essay = &index->site->essays[index->essays[number]];
    struct search_open_text *open = index->open;
    struct search_frame frame;
    if (open->number == number)
        return open;
    arena_free(&open->arena);
    *open = (struct search_open_text){.number = NONE};
    search_frame_of(&frame, index->site, essay, &open->arena);
    const struct body *body = frame.is_open ? document_body(essay->thing.source.file) : NULL;
    if (frame.is_open && !body)
        return NULL;
    search_essay_read(&open->text, &frame, essay->thing.source.document, body, &open->arena);
    if (open->text.passages.count)
        versions_marks(&open->marks, index->site, essay, essay->versions->count - 1, &open->arena);
    open->number = number;
    return open;
}

static bool write_piece(struct buffer *out, const struct search_index *index, const struct page *page, struct arena *arena) {
    const struct search_open_text *open = open_text(index, page->number);
    if (!open)
        return false;
    begin_piece(out, index, &index->site->essays[index->essays[page->number]], page->part, arena);
    search_piece_write(out, &open->text, &open->marks, page->part);
    return true;
}

static struct digest text_key(const struct search_index *index, uint32_t number, struct arena *arena) {
    const struct essay *essay = &index->site->essays[index->essays[number]];
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, index->catalog.entries.items[number].key);
    hasher_add_text(&hasher, address_of(index, essay->thing.address, arena));
    hasher_add_text(&hasher, essay->thing.slug);
    hasher_add_text(&hasher, date_iso(essay->date, arena));
    hasher_add_text(&hasher, voice_of(index->site->language, essay, arena));
    hasher_add_text(&hasher, search_byline(index->site, essay, arena));
    if (search_is_open(essay))
        hasher_add_digest(&hasher, essay->versions->digest);
    return hasher_end(&hasher);
}

/* Postings that are too long */

static bool write_long(struct buffer *out, const struct search_index *index, uint32_t number, struct arena *arena) {
    const struct search_long *of = &index->catalog.longs.items[number];
    struct text lines, text;
    struct search_line line;
    if (!search_index_lines(&lines, index, of->shard, arena))
        return false;
    lines = text_after(lines, search_lower_bound(lines, of->stem));
    if (!text_cut(&text, &lines, '\n') || !search_line_read(&line, text) || !text_equal(line.key, of->stem))
        return false;
    search_long_write(out, &line);
    return true;
}

static bool write_shard(struct buffer *out, const struct search_index *index, uint32_t number, struct arena *arena) {
    struct text lines;
    if (!search_index_lines(&lines, index, number, arena))
        return false;
    search_shard_write(out, index->catalog.shards.items[number].name, lines, index->catalog.common);
    return true;
}

static bool write_file(struct buffer *out, const struct search_index *index, const struct page *page, struct arena *arena) {
    switch ((enum page_kind)page->kind) {
    case PAGE_SEARCH_INDEX: search_catalog_write(out, &index->catalog); return true;
    case PAGE_SEARCH_FACETS: write_facets(out, index, arena); return true;
    case PAGE_SEARCH_ESSAYS: write_slugs(out, index, page->number, arena); return true;
    case PAGE_SEARCH_THINGS: write_things(out, index, page->number, arena); return true;
    case PAGE_SEARCH_SHARD: return write_shard(out, index, page->number, arena);
    case PAGE_SEARCH_LONG: return write_long(out, index, page->number, arena);
    default: return write_piece(out, index, page, arena);
    }
}

bool search_file_write(struct buffer *out, const struct search_index *index, const struct page *page, struct text *why,
                       struct arena *arena) {
    if (write_file(out, index, page, arena))
        return true;
    *why = TEXT("a text cannot be read any more: build again");
    return false;
}

/* Of what is short, the bytes themselves. */
static struct digest key_of_bytes(const struct search_index *index, const struct page *page, struct arena *arena) {
    struct buffer bytes = {0};
    struct text why;
    search_file_write(&bytes, index, page, &why, arena);
    struct digest key = digest_of(buffer_text(&bytes));
    buffer_free(&bytes);
    return key;
}

static struct digest shard_key(const struct search_index *index, uint32_t shard, struct text name) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, name);
    hasher_add_digest(&hasher, index->catalog.shards.items[shard].digest);
    hasher_add_number(&hasher, index->catalog.common);
    return hasher_end(&hasher);
}

struct digest search_file_key(const struct search_index *index, const struct page *page, struct arena *arena) {
    uint32_t number = page->number;
    switch ((enum page_kind)page->kind) {
    case PAGE_SEARCH_SHARD: return shard_key(index, number, index->catalog.shards.items[number].name);
    case PAGE_SEARCH_LONG:
        return shard_key(index, index->catalog.longs.items[number].shard, index->catalog.longs.items[number].stem);
    case PAGE_SEARCH_TEXT: return text_key(index, number, arena);
    default: return key_of_bytes(index, page, arena);
    }
}
