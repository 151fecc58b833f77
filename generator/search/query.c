#include "search/query.h"

#include "base/array.h"
#include "search/format.h"

#include <stdlib.h>
#include <string.h>

enum { HITS_OF_ESSAY = 8, SHOWN_OF_ESSAY = 3, THINGS_MOST = 3, MORE_FOR_PHRASES = 20, MORE_BY_ORDER = 10, UNIT_BITS = 20 };

static const uint32_t impact_worth[SEARCH_IMPACTS] = {8, 10, 12, 15};
static const uint32_t name_worth[SEARCH_IMPACTS] = {10, 18, 20, 24}; /* in unit 0 */

/* A unit that may be an answer. */
struct found_unit {
    uint64_t key; /* its essay and its number, in the order of both */
    uint64_t sum, weight, value;
    uint32_t quoted; /* of how many words in quotation marks */
    /* Once its text is read: */
    const struct index_value *essay; /* the piece that shows it */
    uint64_t score;
    struct text text;
    bool is_title;
};

struct found_units {
    struct found_unit *items;
    size_t count, capacity;
};

/* An essay and its hits. */
struct found_essay {
    uint32_t number;
    struct found_units hits;
};

struct found_essays {
    struct found_essay *items;
    size_t count, capacity;
};

struct search_asking {
    struct search_query *query;
    struct search_dictionary *dictionary;
    struct search_files *files;
    struct arena *arena;
    size_t limit, texts; /* how many hits are wanted, and how many essays may be read for them */
    bool are_long_read;  /* of words with long postings, these, if there are any; otherwise texts tell */
};

static uint32_t essay_of(const struct found_unit *unit) {
    return (uint32_t)(unit->key >> UNIT_BITS);
}

static uint32_t number_of(const struct found_unit *unit) {
    return (uint32_t)(unit->key & ((1u << UNIT_BITS) - 1));
}

/* Postings */

/* What a term gives to a unit or a thing. */
struct gain {
    uint64_t key, value;
};

struct gains {
    struct gain *items;
    size_t count, capacity;
};

static int compare_gains(const void *a, const void *b) {
    const struct gain *left = a, *right = b;
    if (left->key != right->key)
        return left->key < right->key ? -1 : 1;
    return left->value > right->value ? -1 : left->value < right->value;
}

/* By key, with the largest value of each alone. */
static void keep_largest(struct gains *gains) {
    size_t kept = 0;
    if (gains->count)
        qsort(gains->items, gains->count, sizeof *gains->items, compare_gains);
    for (size_t i = 0; i < gains->count; i++)
        if (kept == 0 || gains->items[kept - 1].key != gains->items[i].key)
            gains->items[kept++] = gains->items[i];
    gains->count = kept;
}

static void add_postings(struct gains *gains, const struct search_meant *meant, const struct search_asking *asking) {
    struct search_postings postings = {.bytes = search_group_postings(asking->dictionary, meant->group)};
    struct search_posting posting;
    while (postings.at < postings.bytes.size) {
        if (!search_next_posting(&postings, &posting)) {
            search_dictionary_fail(asking->dictionary, meant->group);
            return;
        }
        uint64_t key = (uint64_t)posting.essay << UNIT_BITS | posting.unit;
        uint32_t worth = (posting.unit ? impact_worth : name_worth)[posting.impact];
        *array_add(gains, asking->arena) = (struct gain){key, (uint64_t)meant->nearness * meant->rarity * worth};
    }
}

static struct gains gains_of(const struct search_term *term, const struct search_asking *asking) {
    struct gains gains = {0};
    for (size_t i = 0; i < term->meant.count; i++)
        if (term->meant.items[i].rarity > 0)
            add_postings(&gains, &term->meant.items[i], asking);
    keep_largest(&gains);
    return gains;
}

static struct found_unit with_gain(struct found_unit unit, const struct gain *gain, const struct search_term *term) {
    unit.key = gain->key;
    unit.sum += gain->value;
    unit.weight += term->rarity;
    unit.quoted += term->is_quoted;
    return unit;
}

/* Adds what a term gives: both lists are by key. */
static void count_term(struct found_units *units, const struct search_term *term, const struct search_asking *asking) {
    struct gains gains = gains_of(term, asking);
    struct found_units both = {0};
    size_t at = 0;
    array_reserve(&both, units->count + gains.count, asking->arena);
    for (size_t i = 0; i < gains.count; i++) {
        const struct gain *gain = &gains.items[i];
        while (at < units->count && units->items[at].key < gain->key)
            both.items[both.count++] = units->items[at++];
        bool is_known = at < units->count && units->items[at].key == gain->key;
        struct found_unit before = is_known ? units->items[at++] : (struct found_unit){0};
        both.items[both.count++] = with_gain(before, gain, term);
    }
    while (at < units->count)
        both.items[both.count++] = units->items[at++];
    *units = both;
}

static void remove_term(struct found_units *units, const struct search_term *term, const struct search_asking *asking) {
    struct gains gains = gains_of(term, asking);
    size_t at = 0, kept = 0;
    for (size_t i = 0; i < units->count; i++) {
        while (at < gains.count && gains.items[at].key < units->items[i].key)
            at++;
        if (at == gains.count || gains.items[at].key != units->items[i].key)
            units->items[kept++] = units->items[i];
    }
    units->count = kept;
}

/* Which units may be answers */

/* In how many essays units have such a weight. */
static size_t essays_of_weight(const struct found_units *units, uint64_t weight) {
    size_t count = 0;
    uint32_t last = NONE;
    for (size_t i = 0; i < units->count; i++) {
        if (units->items[i].weight != weight || essay_of(&units->items[i]) == last)
            continue;
        last = essay_of(&units->items[i]);
        count++;
    }
    return count;
}

static bool is_impossible(const struct search_query *query) {
    for (size_t i = 0; i < query->terms.count; i++)
        if (query->terms.items[i].is_quoted && !query->terms.items[i].is_found)
            return true;
    return false;
}

/* Counts those terms whose postings are long, or those whose are not, and gives their rarity. */
static uint64_t count_terms(struct found_units *units, bool are_long, const struct search_asking *asking) {
    uint64_t weight = 0;
    for (size_t i = 0; i < asking->query->terms.count; i++) {
        const struct search_term *term = &asking->query->terms.items[i];
        if (term->rarity == 0 || term->is_long != are_long)
            continue;
        count_term(units, term, asking);
        weight += term->rarity;
    }
    return weight;
}

/* How many words in quotation marks were counted. */
static uint32_t count_quoted(const struct search_asking *asking) {
    uint32_t count = 0;
    for (size_t i = 0; i < asking->query->terms.count; i++) {
        const struct search_term *term = &asking->query->terms.items[i];
        count += term->is_quoted && term->rarity > 0 && (asking->are_long_read || !term->is_long);
    }
    return count;
}

static int compare_values(const void *a, const void *b) {
    const struct found_unit *left = a, *right = b;
    if (left->value != right->value)
        return left->value > right->value ? -1 : 1;
    return left->key < right->key ? -1 : left->key > right->key;
}

/* Leaves those that have all quoted words, and half of the weight. */
static void sift(struct found_units *units, uint32_t quoted) {
    uint64_t most = 0;
    size_t kept = 0;
    for (size_t i = 0; i < units->count; i++)
        if (units->items[i].quoted == quoted && units->items[i].weight > most)
            most = units->items[i].weight;
    for (size_t i = 0; i < units->count; i++) {
        struct found_unit unit = units->items[i];
        unit.value = unit.sum * unit.weight * unit.weight;
        if (unit.quoted == quoted && unit.weight * 2 >= most)
            units->items[kept++] = unit;
    }
    units->count = kept;
}

static bool has_long_term(const struct search_query *query) {
    for (size_t i = 0; i < query->terms.count; i++)
        if (query->terms.items[i].is_long && query->terms.items[i].rarity > 0)
            return true;
    return false;
}

static struct found_units find_units(struct search_asking *asking) {
    struct found_units units = {0};
    if (is_impossible(asking->query))
        return units;
    uint64_t weight = count_terms(&units, false, asking);
    size_t essays = essays_of_weight(&units, weight);
    asking->are_long_read = essays == 0 || essays > asking->texts || !has_long_term(asking->query);
    if (asking->are_long_read)
        count_terms(&units, true, asking);
    for (size_t i = 0; i < asking->query->without.count; i++)
        remove_term(&units, &asking->query->without.items[i], asking);
    sift(&units, count_quoted(asking));
    if (units.count)
        qsort(units.items, units.count, sizeof *units.items, compare_values);
    return units;
}

/* What their texts say */

static struct text padded(struct text a, struct text b, bool is_open, struct arena *arena) {
    return text_format(arena, " %.*s %.*s%s", TEXT_ARGS(a), TEXT_ARGS(b), is_open ? "" : " ");
}

/* How many words of the query follow each other in a text as they do there. */
static uint64_t count_pairs(struct text words, const struct search_query *query, struct arena *arena) {
    uint64_t pairs = 0;
    for (size_t i = 0; i + 1 < query->reading.count; i++) {
        bool is_open = query->is_open && i + 2 == query->reading.count;
        pairs += text_contains(words, padded(query->reading.items[i], query->reading.items[i + 1], is_open, arena));
    }
    return pairs;
}

static bool has_term(struct text words, const struct search_term *term, struct arena *arena) {
    for (size_t i = 0; i < term->meant.count; i++)
        for (size_t k = 0; k < term->meant.items[i].group->form_count; k++)
            if (text_contains(words, text_format(arena, " %.*s ", TEXT_ARGS(term->meant.items[i].group->forms[k]))))
                return true;
    return false;
}

static void add_part(struct buffer *out, struct text part) {
    buffer_add(out, out->size && part.size ? TEXT(" ") : TEXT(""));
    buffer_add(out, part);
}

/* The text of unit 0: what stands above an essay; with its summary, which often is its first passage once more. */
static struct text head_of(const struct index_value *essay, bool with_summary, struct arena *arena) {
    const struct index_value *authors = index_member(essay, "authors");
    struct buffer out = {0};
    add_part(&out, index_member(essay, "title")->text);
    add_part(&out, index_member(essay, "subtitle")->text);
    for (size_t i = 0; i < authors->count; i++)
        add_part(&out, authors->items[i].text);
    if (with_summary)
        add_part(&out, index_member(essay, "summary")->text);
    return buffer_take(&out, arena);
}

/* The passage of a unit; NULL for unit 0, and where there is none. */
static const struct index_value *passage_of(const struct found_unit *unit) {
    uint32_t number = number_of(unit);
    const struct index_value *passages = index_member(unit->essay, "passages");
    uint32_t place = (number - 1) % SEARCH_UNITS_A_PIECE;
    return number && place < passages->count ? index_item(passages, place) : NULL;
}

/* Whether a text has what must be there, and not what must not. */
static bool is_answer(struct text words, const struct search_asking *asking) {
    const struct search_query *query = asking->query;
    for (size_t i = 0; i < query->phrases.count; i++)
        if (text_contains(words, query->phrases.items[i].words) == query->phrases.items[i].is_out)
            return false;
    for (size_t i = 0; i < query->without.count; i++)
        if (has_term(words, &query->without.items[i], asking->arena))
            return false;
    return true;
}

static struct text flat_reading(const struct search_query *query, struct arena *arena) {
    struct buffer out = {0};
    for (size_t i = 0; i < query->reading.count; i++) {
        buffer_add_char(&out, ' ');
        buffer_add(&out, query->reading.items[i]);
    }
    buffer_add(&out, out.size ? TEXT(" ") : TEXT("  "));
    return buffer_take(&out, arena);
}

/* Adds the words whose long postings were not read. */
static void add_unread(uint64_t *sum, uint64_t *weight, struct text words, const struct search_asking *asking) {
    for (size_t i = 0; i < asking->query->terms.count; i++) {
        const struct search_term *term = &asking->query->terms.items[i];
        if (asking->are_long_read || !term->is_long || term->rarity == 0 || !has_term(words, term, asking->arena))
            continue;
        *sum += (uint64_t)SEARCH_EXACT * term->rarity * impact_worth[1];
        *weight += term->rarity;
    }
}

static uint64_t whole_weight(const struct search_query *query) {
    uint64_t weight = 0;
    for (size_t i = 0; i < query->terms.count; i++)
        weight += query->terms.items[i].rarity;
    return weight;
}

/* `close`: those of its words whose order counts. */
static void set_score(struct found_unit *unit, struct text words, struct text close, const struct search_asking *asking) {
    const struct search_query *query = asking->query;
    uint64_t sum = unit->sum, weight = unit->weight, whole = whole_weight(query);
    uint64_t most = query->reading.count > 1 ? query->reading.count - 1 : 1;
    add_unread(&sum, &weight, words, asking);
    unit->score = sum * weight * weight / (whole * whole) * (most + 3 * count_pairs(close, query, asking->arena));
}

static const struct index_value *piece_of(const struct found_unit *unit, struct text slug, const struct search_asking *asking) {
    struct buffer name = {0};
    search_piece_name(&name, slug, search_piece_of(number_of(unit)));
    const struct index_value *piece = search_file(asking->files, buffer_text(&name));
    buffer_free(&name);
    return piece;
}

/* False where the unit is no answer. */
static bool read_unit(struct found_unit *unit, struct text slug, const struct search_asking *asking) {
    const struct index_value *essay = unit->essay = piece_of(unit, slug, asking), *passage = passage_of(unit);
    if (number_of(unit) && !passage)
        return false;
    unit->text = passage ? index_item(passage, 2)->text : head_of(essay, true, asking->arena);
    struct text words = search_flat(unit->text, asking->arena);
    if (!is_answer(words, asking))
        return false;
    set_score(unit, words, passage ? words : search_flat(head_of(essay, false, asking->arena), asking->arena), asking);
    unit->is_title = !passage && text_equal(search_flat(index_member(essay, "title")->text, asking->arena),
                                            flat_reading(asking->query, asking->arena));
    return true;
}

/* Their order */

static int compare_hits(const void *a, const void *b) {
    const struct found_unit *left = a, *right = b;
    if (left->is_title != right->is_title)
        return left->is_title ? -1 : 1;
    if (left->score != right->score)
        return left->score > right->score ? -1 : 1;
    return left->key < right->key ? -1 : left->key > right->key;
}

static int compare_essays(const void *a, const void *b) {
    const struct found_essay *left = a, *right = b;
    return compare_hits(left->hits.items, right->hits.items);
}

static struct found_essay *essay_found(struct found_essays *essays, uint32_t number) {
    for (size_t i = 0; i < essays->count; i++)
        if (essays->items[i].number == number)
            return &essays->items[i];
    return NULL;
}

/* The units of the essays with the best of them, in their order. */
static struct found_essays group_units(const struct found_units *units, const struct search_asking *asking) {
    struct found_essays essays = {0};
    for (size_t i = 0; i < units->count; i++) {
        struct found_essay *essay = essay_found(&essays, essay_of(&units->items[i]));
        if (!essay && essays.count < asking->texts) {
            essay = array_add(&essays, asking->arena);
            essay->number = essay_of(&units->items[i]);
        }
        if (essay && (asking->query->phrases.count || !asking->are_long_read || essay->hits.count < HITS_OF_ESSAY))
            *array_add(&essay->hits, asking->arena) = units->items[i];
    }
    return essays;
}

static struct text slug_of(uint32_t essay, const struct search_asking *asking) {
    struct text name = text_format(asking->arena, "e-%u", (unsigned)(essay / SEARCH_ESSAYS_A_FILE)), slug = {0};
    struct text slugs = search_file(asking->files, name)->text;
    for (uint32_t i = 0; i <= essay % SEARCH_ESSAYS_A_FILE; i++)
        if (!text_cut(&slug, &slugs, '\t'))
            return (struct text){0};
    return slug;
}

static void read_essay(struct found_essay *essay, const struct search_asking *asking) {
    struct text slug = slug_of(essay->number, asking);
    size_t kept = 0;
    for (size_t i = 0; i < essay->hits.count; i++)
        if (read_unit(&essay->hits.items[i], slug, asking))
            essay->hits.items[kept++] = essay->hits.items[i];
    essay->hits.count = kept;
    if (kept)
        qsort(essay->hits.items, kept, sizeof *essay->hits.items, compare_hits);
}

static struct found_essays read_essays(const struct found_units *units, const struct search_asking *asking) {
    struct found_essays essays = group_units(units, asking);
    size_t kept = 0;
    for (size_t i = 0; i < essays.count; i++) {
        read_essay(&essays.items[i], asking);
        if (essays.items[i].hits.count)
            essays.items[kept++] = essays.items[i];
    }
    essays.count = kept;
    if (kept)
        qsort(essays.items, kept, sizeof *essays.items, compare_essays);
    return essays;
}

/* Things */

struct found_thing {
    uint64_t number, sum;
    size_t terms;
};

struct found_things {
    struct found_thing *items;
    size_t count, capacity;
};

static int compare_things(const void *a, const void *b) {
    const struct found_thing *left = a, *right = b;
    if (left->sum != right->sum)
        return left->sum > right->sum ? -1 : 1;
    return left->number < right->number ? -1 : left->number > right->number;
}

static bool is_of_things(const struct search_term *term) {
    for (size_t i = 0; i < term->meant.count; i++)
        if (term->meant.items[i].group->things.size)
            return true;
    return false;
}

static void add_things(struct gains *gains, const struct search_meant *meant, struct arena *arena) {
    struct text coded = meant->group->things;
    uint64_t thing = 0;
    uint32_t number;
    for (size_t at = 0; search_next_number(coded, &at, &number); thing++) {
        thing += number >> 3;
        *array_add(gains, arena) = (struct gain){thing, (uint64_t)meant->nearness * name_worth[number >> 1 & 3]};
    }
}

static struct found_thing *thing_found(struct found_things *things, uint64_t number, struct arena *arena) {
    for (size_t i = 0; i < things->count; i++)
        if (things->items[i].number == number)
            return &things->items[i];
    struct found_thing *thing = array_add(things, arena);
    thing->number = number;
    return thing;
}

static void count_things(struct found_things *things, const struct search_term *term, struct arena *arena) {
    struct gains gains = {0};
    for (size_t i = 0; i < term->meant.count; i++)
        add_things(&gains, &term->meant.items[i], arena);
    keep_largest(&gains);
    for (size_t i = 0; i < gains.count; i++) {
        struct found_thing *thing = thing_found(things, gains.items[i].key, arena);
        thing->sum += gains.items[i].value;
        thing->terms++;
    }
}

/* Leaves those that have so many terms: the best three. */
static void sift_things(struct found_things *things, size_t terms) {
    size_t kept = 0;
    for (size_t i = 0; i < things->count; i++)
        if (things->items[i].terms == terms)
            things->items[kept++] = things->items[i];
    if (kept)
        qsort(things->items, kept, sizeof *things->items, compare_things);
    things->count = kept > THINGS_MOST ? THINGS_MOST : kept;
}

/* The things that have all words of the query which are looked for. */
static struct found_things find_things(const struct search_asking *asking) {
    const struct search_query *query = asking->query;
    struct found_things things = {0};
    size_t looked = 0;
    for (size_t i = 0; i < query->terms.count; i++) {
        const struct search_term *term = &query->terms.items[i];
        if (query->phrases.count || !term->is_found)
            return (struct found_things){0};
        looked += (term->rarity && !term->is_common) || is_of_things(term);
        count_things(&things, term, asking->arena);
    }
    sift_things(&things, looked);
    return things;
}

/* The answer */

static void add_thing_hit(struct search_answer *answer, uint64_t number, const struct search_asking *asking) {
    struct text name = text_format(asking->arena, "n-%u", (unsigned)(number / SEARCH_THINGS_A_FILE));
    const struct index_value *thing = index_item(search_file(asking->files, name), number % SEARCH_THINGS_A_FILE);
    static const struct index_value none;
    answer->hits[answer->count++] = (struct search_hit){
        .kind = text_terminated(index_item(thing, 0)->text, asking->arena),
        .address = index_item(thing, 1)->text,
        .title = index_item(thing, 2)->text,
        .text = index_item(thing, 3)->text,
        .authors = &none,
        .headings = &none,
        .is_first = true,
    };
}

/* What is said of an essay below its title. */
static struct text about_of(const struct index_value *essay, struct arena *arena) {
    struct buffer out = {0};
    add_part(&out, index_member(essay, "subtitle")->text);
    add_part(&out, index_member(essay, "summary")->text);
    return buffer_take(&out, arena);
}

static struct search_hit hit_of(const struct found_unit *unit, struct arena *arena) {
    const struct index_value *essay = unit->essay, *passage = passage_of(unit);
    struct search_hit hit = {
        .kind = "essay",
        .address = index_member(essay, "address")->text,
        .title = index_member(essay, "title")->text,
        .text = passage ? unit->text : about_of(essay, arena),
        .date = index_member(essay, "date")->text,
        .by = index_member(essay, "by")->text,
        .voice = index_member(essay, "voice")->text,
        .authors = index_member(essay, "authors"),
        .headings = index_item(index_member(essay, "headings"), SIZE_MAX),
    };
    if (passage) {
        int64_t heading = index_item(passage, 1)->number;
        hit.address = text_format(arena, "%.*s#%.*s", TEXT_ARGS(hit.address), TEXT_ARGS(index_item(passage, 0)->text));
        hit.headings = index_item(index_member(essay, "headings"), heading >= 0 ? (size_t)heading : SIZE_MAX);
    }
    return hit;
}

/* Those whose title is the query, or the others. */
static void add_essay_hits(struct search_answer *answer, const struct found_essays *essays, bool are_titles,
                           const struct search_asking *asking) {
    for (size_t i = 0; i < essays->count; i++) {
        const struct found_essay *essay = &essays->items[i];
        if (essay->hits.items[0].is_title != are_titles)
            continue;
        for (size_t k = 0; k < essay->hits.count && k < SHOWN_OF_ESSAY && answer->count < asking->limit; k++) {
            answer->hits[answer->count] = hit_of(&essay->hits.items[k], asking->arena);
            answer->hits[answer->count++].is_first = k == 0;
        }
    }
}

static size_t count_essays(const struct found_units *units, struct arena *arena) {
    struct gains essays = {0};
    for (size_t i = 0; i < units->count; i++)
        *array_add(&essays, arena) = (struct gain){essay_of(&units->items[i]), 0};
    keep_largest(&essays);
    return essays.count;
}

static size_t count_hits(const struct found_essays *essays) {
    size_t count = 0;
    for (size_t i = 0; i < essays->count; i++)
        count += essays->items[i].hits.count;
    return count;
}

static void fill(struct search_answer *answer, const struct found_units *units, const struct search_asking *asking) {
    struct found_essays essays = read_essays(units, asking);
    struct found_things things = find_things(asking);
    size_t all = count_essays(units, asking->arena), hits = count_hits(&essays);
    bool is_read = asking->query->phrases.count > 0;
    answer->hits = arena_array(asking->arena, struct search_hit, asking->limit);
    add_essay_hits(answer, &essays, true, asking);
    for (size_t i = 0; i < things.count && answer->count < asking->limit; i++)
        add_thing_hit(answer, things.items[i].number, asking);
    add_essay_hits(answer, &essays, false, asking);
    answer->passages = is_read ? hits : units->count;
    answer->essays = is_read ? essays.count : all;
    answer->is_more = all > asking->texts || hits + things.count > answer->count;
}

/* Whether most words of a query are not looked for in texts, so that their order in texts tells one passage from another. */
static bool is_by_order(const struct search_query *query) {
    size_t looked = 0;
    for (size_t i = 0; i < query->terms.count; i++)
        looked += query->terms.items[i].rarity > 0 && !query->terms.items[i].is_common;
    return query->reading.count > 3 && query->reading.count >= 2 * looked;
}

static size_t texts_to_read(const struct search_query *query, size_t limit) {
    if (query->phrases.count)
        return limit + MORE_FOR_PHRASES;
    return limit + (is_by_order(query) ? MORE_BY_ORDER : 0);
}

bool search_ask(struct search_answer *answer, struct text query, size_t limit, struct search_files *files) {
    *answer = (struct search_answer){0};
    search_query_read(&answer->query, query, files->arena);
    struct search_asking asking = {.query = &answer->query, .files = files, .arena = files->arena, .limit = limit};
    asking.dictionary = search_dictionary_open(files);
    search_terms_look(&answer->query, asking.dictionary);
    asking.texts = texts_to_read(&answer->query, limit);
    struct found_units units = find_units(&asking);
    fill(answer, &units, &asking);
    return files->failed.size == 0;
}
