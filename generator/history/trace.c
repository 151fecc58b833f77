/* An essay's text followed from version to version. */
#include "history/internal.h"

#include "base/array.h"
#include "base/build.h"
#include "base/remembered.h"
#include "base/table.h"
#include "compare/compare.h"
#include "compare/fields_diff.h"
#include "kinds/fields.h"
#include "kinds/formerly.h"

#include <string.h>

#define FACTS_FORMAT UINT32_C(0x46435437) /* "FCT7" */

/* The most memory for old texts that are kept to be used again. */
enum { KEPT_BYTES = 64 << 20 };

/* One version's text, in its parts. */
struct traced {
    struct version_text text;
    struct passages passages;
    struct arena arena;
    bool is_here;
};

struct trace {
    const struct site *site;
    const struct essay *essay;
    const struct version *versions;
    size_t count;
    uint32_t *first;      /* of each version: the first with its bytes */
    struct traced *texts; /* one for each version; of those with the same bytes only the first is used */
    size_t kept_bytes;
    struct lineage lineage;
    struct {
        struct version_fact *items;
        size_t count, capacity;
    } facts;
    struct {
        struct place_fact *items;
        size_t count, capacity;
    } places;
    struct buffer words, passages; /* words: titles, ids, and what fields say */
    size_t known;                  /* versions known from a record */
    struct arena arena;
};

/* Keys. */

struct digest versions_parsing(const struct site *site) {
    const struct settings *settings = &site->settings;
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("versions"));
    hasher_add_text(&hasher, build_name());
    hasher_add_number(&hasher, (uint64_t)settings->keep_html << 1 | settings->smart);
    hasher_add_number(&hasher, (uint64_t)settings->math << 1 | settings->tilde);
    hasher_add_number(&hasher, (uint64_t)settings->cites << 1 | settings_cite_in_notes(settings));
    hasher_add_text(&hasher, settings->language);
    hasher_add_text(&hasher, settings->han);
    return hasher_end(&hasher);
}

/* Where a file stood counts as far as it says whether visitors saw it. */
static struct digest next_key(struct digest key, const struct version *version) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, key);
    hasher_add_text(&hasher, text_of(version->blob.hex));
    hasher_add_number(&hasher, path_is_set_aside(version->path));
    for (uint32_t i = 0; i < version->before_count; i++)
        hasher_add_number(&hasher, version->befores[i]);
    return hasher_end(&hasher);
}

void versions_digest(const struct site *site, struct version *items, size_t count) {
    struct digest key = versions_parsing(site);
    for (size_t i = 0; i < count; i++)
        items[i].past = key = next_key(key, &items[i]);
}

struct version_keys versions_keys(const struct version *last) {
    struct digest past = last->past;
    return (struct version_keys){past, {~past.low, past.high}};
}

/* Facts. */

/* Takes an array of `count` from the front of `rest`; NULL when that is too short. */
static const void *take_array(struct text *rest, uint64_t count, size_t size) {
    const char *array = rest->bytes;
    if (rest->size / size < count)
        return NULL;
    *rest = text_after(*rest, (size_t)count * size);
    return array;
}

static bool are_sound(const struct facts *facts) {
    for (uint32_t i = 0; i < facts->head.count; i++) {
        struct span passages = facts->items[i].passages;
        if (facts->items[i].kind >= VERSION_KINDS || facts->items[i].brought_by > i ||
            (uint64_t)passages.offset + passages.size > facts->head.passages)
            return false;
    }
    for (uint64_t i = 0; i < facts->head.places; i++)
        if ((uint64_t)facts->places[i].id.offset + facts->places[i].id.size > facts->bytes.size ||
            facts->places[i].last >= facts->head.count || facts->places[i].first > facts->places[i].last)
            return false;
    return true;
}

bool facts_view(struct facts *facts, struct text record) {
    if (record.size < sizeof facts->head || (uintptr_t)record.bytes % 8)
        return false;
    memcpy(&facts->head, record.bytes, sizeof facts->head);
    facts->bytes = text_after(record, sizeof facts->head);
    if (facts->head.format != FACTS_FORMAT)
        return false;
    facts->items = take_array(&facts->bytes, facts->head.count, sizeof *facts->items);
    facts->places = facts->items ? take_array(&facts->bytes, facts->head.places, sizeof *facts->places) : NULL;
    facts->passages = facts->places ? take_array(&facts->bytes, facts->head.passages, sizeof *facts->passages) : NULL;
    return facts->passages && are_sound(facts);
}

static struct digest facts_digest(const struct trace *trace) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, lineage_digest(&trace->lineage));
    for (size_t i = 0; i < trace->places.count; i++) {
        struct span id = trace->places.items[i].id;
        hasher_add_text(&hasher, text_slice(buffer_text(&trace->words), id.offset, (size_t)id.offset + id.size));
        hasher_add_number(&hasher, trace->places.items[i].name);
    }
    return hasher_end(&hasher);
}

static bool has_reworded(const struct lineage *lineage) {
    for (size_t i = 0; i < lineage->wordings.count; i++)
        if (lineage->wordings.items[i].before != NONE)
            return true;
    return false;
}

static void write_facts(struct buffer *record, const struct trace *trace) {
    struct facts_head head = {FACTS_FORMAT,        (uint32_t)trace->facts.count, trace->passages.size / sizeof(uint32_t),
                              trace->places.count, facts_digest(trace),          has_reworded(&trace->lineage)};
    buffer_add_bytes(record, &head, sizeof head);
    buffer_add_bytes(record, trace->facts.items, trace->facts.count * sizeof *trace->facts.items);
    buffer_add_bytes(record, trace->places.items, trace->places.count * sizeof *trace->places.items);
    buffer_add(record, buffer_text(&trace->passages));
    buffer_add(record, buffer_text(&trace->words));
}

struct version_change version_change_of(const struct compare_counts *counts) {
    return (struct version_change){
        .words_added = counts->words_added,
        .words_removed = counts->words_removed,
        .passages_added = counts->passages_added,
        .passages_removed = counts->passages_removed,
        .passages_reworded = counts->passages_reworded,
        .passages_moved = counts->passages_moved,
    };
}

static bool is_nothing(const struct version_change *change) {
    static const struct version_change nothing;
    return memcmp(change, &nothing, sizeof nothing) == 0;
}

static struct span add_text(struct trace *trace, struct text text) {
    struct span span = {(uint32_t)trace->words.size, (uint32_t)text.size};
    buffer_add(&trace->words, text);
    return span;
}

uint32_t passage_digest(const struct doc_block *block) {
    return (uint32_t)(block->letters ^ block->letters >> 32);
}

void passage_digests(struct buffer *digests, const struct body *body) {
    const struct doc_block *blocks = DOC_ITEMS(body, blocks, struct doc_block);
    for (uint32_t i = 0; i < body->blocks.count; i++) {
        uint32_t digest = passage_digest(&blocks[i]);
        buffer_add_bytes(digests, &digest, sizeof digest);
    }
}

static struct span add_passages(struct trace *trace, const struct body *body) {
    struct span span = {(uint32_t)(trace->passages.size / sizeof(uint32_t)), body->blocks.count};
    passage_digests(&trace->passages, body);
    return span;
}

/* Places. */

/* The passage that a block of the newest version is; NONE for a rule. */
static uint32_t name_of_block(const struct lineage *lineage, uint32_t block) {
    struct lineage_version part = lineage->versions.items[lineage->versions.count - 1];
    for (uint32_t i = 0; i < part.count; i++)
        if (lineage->marks.items[part.first + i].block == block)
            return lineage->marks.items[part.first + i].name;
    return NONE;
}

static struct text id_of_place(const struct trace *trace, const struct place_fact *place) {
    return text_slice(buffer_text(&trace->words), place->id.offset, (size_t)place->id.offset + place->id.size);
}

/*
 * `before`: the text before this one in the list, whose places go on when the same passage has the same id; NONE when this one
 * does not continue it, so that a place is always one of versions in a row.
 */
static void note_place(struct trace *trace, struct text id, uint32_t name, uint32_t before, uint32_t index) {
    for (size_t i = trace->places.count; i-- > 0;) {
        struct place_fact *place = &trace->places.items[i];
        if (place->last == before && place->name == name && text_equal(id_of_place(trace, place), id)) {
            place->last = index;
            return;
        }
    }
    struct span words = add_text(trace, id);
    *array_add(&trace->places, &trace->arena) = (struct place_fact){words, name, index, index, 0};
}

/* The passage that a place in the HTML is in or before; of one behind the last, the last. Marks are by block. */
static uint32_t name_at(const struct lineage *lineage, const struct body *body, uint32_t offset) {
    const struct doc_block *blocks = DOC_ITEMS(body, blocks, struct doc_block);
    struct lineage_version part = lineage->versions.items[lineage->versions.count - 1];
    uint32_t name = NONE;
    for (uint32_t i = 0; i < part.count; i++) {
        const struct lineage_mark *mark = &lineage->marks.items[part.first + i];
        name = mark->name;
        if (blocks[mark->block].end > offset)
            break;
    }
    return name;
}

static void note_anchors(struct trace *trace, const struct version_text *text, uint32_t before, uint32_t index) {
    const struct doc_anchor *anchors = DOC_ITEMS(text->document, anchors, struct doc_anchor);
    for (uint32_t i = 0; i < text->document->anchors.count; i++) {
        uint32_t name = name_at(&trace->lineage, text->body, anchors[i].offset);
        if (name != NONE)
            note_place(trace, document_text(text->document, anchors[i].id), name, before, index);
    }
}

/* The headings and other places of the version that the lineage has just been given. */
static void note_places(struct trace *trace, const struct version_text *text, uint32_t before, uint32_t index) {
    const struct doc_block *blocks = DOC_ITEMS(text->body, blocks, struct doc_block);
    const struct doc_heading *headings = DOC_ITEMS(text->document, headings, struct doc_heading);
    for (uint32_t block = 0, heading = 0; block < text->body->blocks.count && heading < text->document->headings.count;
         block++) {
        if (blocks[block].kind != BLOCK_HEADING)
            continue;
        uint32_t name = name_of_block(&trace->lineage, block);
        if (name != NONE)
            note_place(trace, document_text(text->document, headings[heading].id), name, before, index);
        heading++;
    }
    note_anchors(trace, text, before, index);
}

/* The same text again: where it stands behind another branch's, its places begin anew. */
static void repeat_places(struct trace *trace, uint32_t before, uint32_t index) {
    for (size_t i = 0, count = trace->places.count; i < count; i++) {
        struct place_fact place = trace->places.items[i];
        if (before == trace->lineage.last_text && place.last == before) {
            trace->places.items[i].last = index;
        } else if (place.first <= before && before <= place.last) {
            place.first = place.last = index;
            *array_add(&trace->places, &trace->arena) = place;
        }
    }
}

/* TOML is not in the document. Where the file stood then does not count: equal bytes have one record. */
static struct hold hold_of_version(const struct trace *trace, size_t index, const struct document *document,
                                   struct arena *scratch) {
    const struct version *version = &trace->versions[index];
    struct text bytes, title;
    if (document->is_toml && trace->site->repository &&
        repository_read(&bytes, trace->site->repository, &version->blob, scratch))
        return hold_of_bytes(&title, bytes, TEXT("content/essays/text.md"), scratch);
    return hold_of_document(document, scratch);
}

static void add_formerly(struct trace *trace, struct version_fact *fact, const struct fields *fields, struct arena *scratch) {
    struct formerly formerly = formerly_read(trace->site, fields, THING_ESSAY, scratch);
    fact->slug = add_text(trace, formerly.slug);
    fact->address = add_text(trace, formerly.address);
    fact->aliases = add_text(trace, formerly.aliases);
    fact->names = add_text(trace, formerly.names);
    fact->variant_of = add_text(trace, formerly.variant_of);
}

/* What the version's own text says. */
static void describe(struct trace *trace, struct version_fact *fact, size_t index, const struct traced *traced) {
    struct diag unheard = {0};
    struct arena scratch = {0};
    const struct document *document = traced->text.document;
    struct fields fields = fields_of_document(document, TEXT(""), &unheard, &scratch);
    struct text title = field_text(&fields, FIELD_TITLE);
    if (!title.size)
        title = text_cleaned(document_text(document, document->first_heading), &scratch);
    fact->title = add_text(trace, title);
    add_formerly(trace, fact, &fields, &scratch);
    fact->words = document->word_count;
    fact->passages = add_passages(trace, traced->text.body);
    fact->hold = hold_of_version(trace, index, document, &scratch);
    diag_free(&unheard);
    arena_free(&scratch);
}

/* Texts. */

static void find_equal_bytes(struct trace *trace) {
    struct table blobs = {0};
    trace->first = arena_array(&trace->arena, uint32_t, trace->count);
    for (uint32_t i = 0; i < trace->count; i++) {
        struct text blob = text_of(trace->versions[i].blob.hex);
        trace->first[i] = table_get(&blobs, blob);
        if (trace->first[i] == NONE)
            table_put(&blobs, blob, trace->first[i] = i, &trace->arena);
    }
}

/* Drops all texts but that of version `index` and the newest. */
static void drop_others(struct trace *trace, size_t index) {
    for (size_t i = 0; i < trace->count; i++) {
        if (i == index || i == trace->first[trace->count - 1])
            continue;
        arena_free(&trace->texts[i].arena);
        trace->texts[i].is_here = false;
    }
    trace->kept_bytes = 0;
}

/* The text of a version that is not withdrawn; NULL when it cannot be read. Valid until the next but one is asked for. */
static const struct traced *text_at(struct trace *trace, size_t index) {
    struct traced *traced = &trace->texts[trace->first[index]];
    if (traced->is_here)
        return traced;
    if (!version_read(&traced->text, trace->site, trace->essay, index, &traced->arena))
        return NULL;
    passages_of(&traced->passages, traced->text.document, traced->text.body, &traced->arena);
    traced->is_here = true;
    trace->kept_bytes += traced->text.body->size_bytes + traced->passages.word_count * sizeof(struct passage_word);
    return traced;
}

/* Tracing. */

static bool is_withdrawn(const struct version *version) {
    return !version->blob.hex[0];
}

/* How a text differs from the one before. Other line ends in the source are a change of form as well. */
static enum version_kind kind_of(const struct compare_counts *counts, const struct traced *old, const struct traced *new,
                                 struct arena *scratch) {
    struct version_change change = version_change_of(counts);
    struct fields_changes fields;
    if (!is_nothing(&change))
        return VERSION_TEXT;
    fields_diff(&fields, old->text.document, new->text.document, scratch);
    return counts->form || !fields.count ? VERSION_FORM : VERSION_FIELDS;
}

/* The texts that a version continues, each once: those before a withdrawal for what came back. */
struct trace_befores {
    uint32_t *items;
    size_t count, capacity;
};

static struct trace_befores befores_of(const struct trace *trace, size_t index, struct arena *arena) {
    const struct version *version = &trace->versions[index];
    struct trace_befores befores = {0};
    for (uint32_t i = 0; i < version->before_count; i++) {
        uint32_t before = version->befores[i];
        size_t known = 0;
        if (is_withdrawn(&trace->versions[before]))
            before = version_text_before(trace->essay->versions, before);
        while (known < befores.count && befores.items[known] != before)
            known++;
        if (before != NONE && known == befores.count)
            *array_add(&befores, arena) = before;
    }
    return befores;
}

/* Whether visitors see the first of two texts whenever they see the second, whatever the day is. */
static bool is_seen_with(const struct trace *trace, size_t first, size_t second) {
    const struct version_fact *facts = trace->facts.items;
    return !path_is_set_aside(trace->versions[first].path) && hold_is_laxer(&facts[first].hold, &facts[second].hold);
}

static struct text title_of(const struct trace *trace, size_t index) {
    struct span title = trace->facts.items[index].title;
    return text_slice(buffer_text(&trace->words), title.offset, (size_t)title.offset + title.size);
}

/* Where the words of a version come from that changed none of those before it. What came back begins anew. */
static void note_words(struct trace *trace, size_t index, uint32_t before) {
    uint32_t first = trace->facts.items[before].brought_by;
    bool is_same = trace->versions[index].kind != VERSION_RESTORED &&
                   text_equal(title_of(trace, first), title_of(trace, index)) && is_seen_with(trace, first, index);
    trace->facts.items[index].brought_by = is_same ? first : (uint32_t)index;
}

/* Where an essay begins, or another branch of it. */
static bool add_first(struct trace *trace, size_t index) {
    const struct traced *new = text_at(trace, index);
    if (!new)
        return false;
    struct version_fact *fact = array_add(&trace->facts, &trace->arena);
    fact->kind = VERSION_FIRST;
    fact->brought_by = (uint32_t)index;
    describe(trace, fact, index, new);
    if (index == 0)
        lineage_begin(&trace->lineage, new->text.body, &trace->arena);
    else
        lineage_add(&trace->lineage, NULL, 0, &new->passages, &trace->arena);
    note_places(trace, &new->text, NONE, (uint32_t)index);
    return true;
}

static void add_same(struct trace *trace, size_t index, uint32_t before) {
    repeat_places(trace, before, (uint32_t)index);
    struct version_fact fact = trace->facts.items[before];
    fact.kind = VERSION_SAME;
    fact.change = (struct version_change){0};
    *array_add(&trace->facts, &trace->arena) = fact;
    note_words(trace, index, before);
    lineage_repeat(&trace->lineage, before, &trace->arena);
}

static void add_withdrawn(struct trace *trace, size_t index) {
    struct version_fact *fact = array_add(&trace->facts, &trace->arena);
    fact->kind = VERSION_WITHDRAWN;
    fact->brought_by = (uint32_t)index;
    lineage_withdraw(&trace->lineage, &trace->arena);
}

/* How a version differs from the text before it, and a merge from all that it joins. */
static void count_change(struct version_fact *fact, struct trace *trace, const struct predecessor *befores, size_t count,
                         const struct traced *new, struct arena *scratch) {
    struct compare_parent *parents = arena_array(scratch, struct compare_parent, count);
    struct compare_counts counts = {0};
    for (size_t i = 0; i < count; i++)
        parents[i] = (struct compare_parent){befores[i].passages, befores[i].alignment};
    if (count == 1)
        compare_count(&counts, befores[0].passages, &new->passages, befores[0].alignment, scratch);
    else
        compare_count_merge(&counts, &new->passages, parents, count, scratch);
    fact->change = version_change_of(&counts);
    fact->kind = (uint8_t)kind_of(&counts, text_at(trace, befores[0].version), new, scratch);
    if (count > 1 && is_nothing(&fact->change))
        fact->kind = VERSION_MERGE;
}

static bool align_befores(struct predecessor *predecessors, struct trace *trace, const struct trace_befores *befores,
                          const struct traced *new, struct arena *scratch) {
    struct alignment *alignments = arena_array(scratch, struct alignment, befores->count);
    for (size_t i = 0; i < befores->count; i++) {
        const struct traced *old = text_at(trace, befores->items[i]);
        if (!old)
            return false;
        align(&alignments[i], &old->passages, &new->passages, scratch);
        predecessors[i] = (struct predecessor){befores->items[i], &old->passages, &alignments[i]};
    }
    return true;
}

static bool add_next(struct trace *trace, size_t index, const struct trace_befores *befores, struct arena *scratch) {
    struct predecessor *predecessors = arena_array(scratch, struct predecessor, befores->count);
    const struct traced *new = text_at(trace, index);
    if (!new || !align_befores(predecessors, trace, befores, new, scratch))
        return false;
    struct version_fact *fact = array_add(&trace->facts, &trace->arena);
    count_change(fact, trace, predecessors, befores->count, new, scratch);
    fact->brought_by = (uint32_t)index;
    describe(trace, fact, index, new);
    if (fact->kind == VERSION_FORM || fact->kind == VERSION_FIELDS)
        note_words(trace, index, befores->items[0]);
    uint32_t last = trace->lineage.last_text;
    lineage_add(&trace->lineage, predecessors, befores->count, &new->passages, &trace->arena);
    note_places(trace, &new->text, befores->items[0] == last ? last : NONE, (uint32_t)index);
    return true;
}

static bool add_text_version(struct trace *trace, size_t index, struct arena *scratch) {
    struct trace_befores befores = befores_of(trace, index, scratch);
    if (befores.count == 0)
        return add_first(trace, index);
    for (size_t i = 0; i < befores.count; i++)
        if (git_id_equal(&trace->versions[index].blob, &trace->versions[befores.items[i]].blob))
            return add_same(trace, index, befores.items[i]), true;
    return add_next(trace, index, &befores, scratch);
}

static bool add_version(struct trace *trace, size_t index) {
    if (is_withdrawn(&trace->versions[index]))
        return add_withdrawn(trace, index), true;
    struct arena scratch = {0};
    bool added = add_text_version(trace, index, &scratch);
    if (trace->kept_bytes > KEPT_BYTES)
        drop_others(trace, index);
    arena_free(&scratch);
    return added;
}

/* What old versions are compared with has a page, and can be seen when the current text can be. */
static bool is_milestone(const struct trace *trace, size_t index) {
    return !is_withdrawn(&trace->versions[index]) && trace->facts.items[index].brought_by == index &&
           is_seen_with(trace, index, trace->count - 1);
}

/* The first milestone of a step, of the first `count` versions; the last version when there is none. */
static size_t milestone_of(const struct trace *trace, size_t step, size_t count) {
    size_t index = step * VERSIONS_STEP;
    while (index < count && !is_milestone(trace, index))
        index++;
    return index < count ? index : count - 1;
}

/* With which of the first `count` versions one is compared. The very first and the milestones lead to the last. */
static size_t ahead_of(const struct trace *trace, size_t index, size_t count) {
    size_t step = index / VERSIONS_STEP, own = step ? milestone_of(trace, step, count) : 0;
    if (index == own)
        return count - 1;
    return index < own ? own : milestone_of(trace, step + 1, count);
}

static bool compare_ahead(struct trace *trace, struct version_fact *fact, size_t index) {
    const struct traced *old = text_at(trace, index), *new = text_at(trace, fact->ahead);
    if (!old || !new)
        return false;
    struct arena scratch = {0};
    struct alignment alignment;
    struct compare_counts counts = {0};
    align(&alignment, &old->passages, &new->passages, &scratch);
    compare_count(&counts, &old->passages, &new->passages, &alignment, &scratch);
    fact->since = version_change_of(&counts);
    arena_free(&scratch);
    return true;
}

/* What has changed since a version. */
static bool look_ahead(struct trace *trace, size_t index) {
    struct version_fact *fact = &trace->facts.items[index];
    size_t first = trace->first[index], ahead = ahead_of(trace, index, trace->count);
    if (index < trace->known && ahead == fact->ahead)
        return true;
    fact->ahead = (uint32_t)ahead;
    fact->since = (struct version_change){0};
    if (is_withdrawn(&trace->versions[index]) || is_withdrawn(&trace->versions[ahead]) || trace->first[ahead] == first)
        return true;
    if (first < index && trace->facts.items[first].ahead == ahead)
        return fact->since = trace->facts.items[first].since, true;
    bool compared = compare_ahead(trace, fact, index);
    if (trace->kept_bytes > KEPT_BYTES)
        drop_others(trace, ahead);
    return compared;
}

/* Takes what is remembered of the first `count` versions. */
static bool take_remembered(struct trace *trace, size_t count) {
    struct remembered *remembered = trace->site->remembered;
    struct version_keys keys = versions_keys(&trace->versions[count - 1]);
    struct lineage lineage;
    struct text record;
    struct facts facts;
    if (!remembered_find(remembered, &record, keys.facts) || !facts_view(&facts, record) || facts.head.count != count)
        return false;
    if (!remembered_find(remembered, &record, keys.lineage) || !lineage_read(&lineage, record, &trace->arena) ||
        lineage.versions.count != count)
        return false;
    for (size_t i = 0; i < count; i++)
        *array_add(&trace->facts, &trace->arena) = facts.items[i];
    for (size_t i = 0; i < facts.head.places; i++)
        *array_add(&trace->places, &trace->arena) = facts.places[i];
    buffer_add_bytes(&trace->passages, facts.passages, (size_t)facts.head.passages * sizeof *facts.passages);
    buffer_add(&trace->words, facts.bytes);
    trace->lineage = lineage;
    trace->known = count;
    return true;
}

/* The longest part of the chain that is remembered: mostly all but the newest version, or nothing. */
static void find_known(struct trace *trace) {
    for (size_t count = trace->count; count-- > 2;)
        if (take_remembered(trace, count))
            break;
}

static bool trace_all(struct trace *trace) {
    find_equal_bytes(trace);
    find_known(trace);
    for (size_t i = trace->known; i < trace->count; i++)
        if (!add_version(trace, i))
            return false;
    for (size_t i = 0; i < trace->count; i++)
        if (!look_ahead(trace, i))
            return false;
    return true;
}

bool versions_trace(struct buffer *facts, struct buffer *lineage, const struct site *site, const struct essay *essay) {
    struct trace trace = {.site = site, .essay = essay, .versions = essay->versions->items, .count = essay->versions->count};
    trace.texts = arena_array(&trace.arena, struct traced, trace.count);
    bool traced = trace_all(&trace);
    if (traced) {
        write_facts(facts, &trace);
        lineage_write(lineage, &trace.lineage);
    }
    for (size_t i = 0; i < trace.count; i++)
        arena_free(&trace.texts[i].arena);
    buffer_free(&trace.words);
    buffer_free(&trace.passages);
    arena_free(&trace.arena);
    return traced;
}
