/*
 * Edits whose truth is known, made to random texts: of how many passages does the id go where the passage went? The words are
 * made up, and drawn so that a few are common and most are rare, as in a language. Each kind of edit prints its rate:
 *
 *     right  the id stands where the passage went, or on nothing when it was removed
 *     lost   the passage is there, but its id has only a grave: a pity
 *     wrong  the id stands on another passage: never, but where a passage was reworded by half
 */
#include "compare/lineage/lineage.h"
#include "../read/parsed.h"

enum { MOST_PASSAGES = 64, ROUNDS = 150, VOCABULARY = 3000, GONE = -1, PART = 1000 };

#define NO_PARAGRAPH SIZE_MAX

/* A text as it is edited: each passage, and which passages of the first text it should have the ids of; with PART added: may
 * have. */
struct draft {
    struct text words[MOST_PASSAGES];
    int from[MOST_PASSAGES][2]; /* GONE for none */
    size_t count;
};

struct tally {
    unsigned right, lost, wrong;
};

struct tallies {
    struct tally edited, others;
};

struct trial {
    uint64_t random;
    struct draft first, now;
    bool is_edited[MOST_PASSAGES], is_split[MOST_PASSAGES]; /* of the first text */
    struct arena arena;
};

static uint64_t next_random(struct trial *trial) {
    trial->random ^= trial->random << 13;
    trial->random ^= trial->random >> 7;
    trial->random ^= trial->random << 17;
    return trial->random * UINT64_C(0x2545f4914f6cdd1d) >> 16;
}

static size_t below(struct trial *trial, size_t limit) {
    return (size_t)(next_random(trial) % limit);
}

/* Rank r about as often as 1/r. */
static struct text word(struct trial *trial) {
    static const char *const parts[] = {"ba", "ken", "tir", "so", "lum", "fra", "dol", "pesh", "ni", "gor", "wa", "ster"};
    double position = (double)below(trial, 1 << 20) / (1 << 20);
    unsigned rank = 1, steps = (unsigned)(position * 11.6); /* log2 of the vocabulary */
    rank = (1u << steps) + (unsigned)below(trial, (size_t)1 << steps);
    struct text made = {0};
    for (rank = rank % VOCABULARY + 12; rank; rank /= 12)
        made = text_join(&trial->arena, made, text_of(parts[rank % 12]));
    return made;
}

static struct text words(struct trial *trial, size_t count) {
    struct text made = word(trial);
    for (size_t i = 1; i < count; i++)
        made = text_format(&trial->arena, "%.*s %.*s", TEXT_ARGS(made), TEXT_ARGS(word(trial)));
    return made;
}

/* The heading of every second section is that of the one before with another last word. */
static struct text heading(struct trial *trial, size_t at) {
    if (at % 10 == 0)
        return words(trial, 6 + below(trial, 4));
    struct text before = text_after(trial->first.words[at - 5], 3);
    size_t cut = before.size;
    while (before.bytes[cut - 1] != ' ')
        cut--;
    struct text last = word(trial);
    while (text_equal(last, text_after(before, cut)))
        last = word(trial);
    return text_format(&trial->arena, "%.*s%.*s", (int)cut, before.bytes, TEXT_ARGS(last));
}

/* Sections of a heading and four paragraphs each. */
static void begin(struct trial *trial, uint64_t seed) {
    *trial = (struct trial){.random = seed * UINT64_C(0x9e3779b97f4a7c15) + 1};
    struct draft *first = &trial->first;
    first->count = 20 + 5 * below(trial, 3);
    for (size_t i = 0; i < first->count; i++) {
        struct text made = i % 5 ? words(trial, 15 + below(trial, 70)) : heading(trial, i);
        first->words[i] = i % 5 ? made : text_join(&trial->arena, TEXT("## "), made);
        first->from[i][0] = (int)i;
        first->from[i][1] = GONE;
    }
    trial->now = *first;
}

static void note_edit(struct trial *trial, size_t at) {
    for (size_t i = 0; i < 2; i++)
        if (trial->now.from[at][i] != GONE)
            trial->is_edited[trial->now.from[at][i] % PART] = true;
}

/* Some paragraph: no heading, not merged from two, of at least so many bytes. NO_PARAGRAPH when none is found soon. */
static size_t some_paragraph(struct trial *trial, size_t fewest_bytes) {
    const struct draft *now = &trial->now;
    for (int tries = 0; tries < 1000; tries++) {
        size_t at = below(trial, now->count);
        if (!text_starts(now->words[at], TEXT("##")) && now->words[at].size >= fewest_bytes && now->from[at][1] == GONE)
            return at;
    }
    return NO_PARAGRAPH;
}

static void take_out(struct draft *draft, size_t at) {
    draft->count--;
    for (size_t i = at; i < draft->count; i++) {
        draft->words[i] = draft->words[i + 1];
        memcpy(draft->from[i], draft->from[i + 1], sizeof draft->from[i]);
    }
}

static void put_in(struct draft *draft, size_t at, struct text made, int from, int also) {
    assert_true(draft->count < MOST_PASSAGES);
    for (size_t i = draft->count++; i > at; i--) {
        draft->words[i] = draft->words[i - 1];
        memcpy(draft->from[i], draft->from[i - 1], sizeof draft->from[i]);
    }
    draft->words[at] = made;
    draft->from[at][0] = from;
    draft->from[at][1] = also;
}

/* The edits. */

static void move_one(struct trial *trial) {
    size_t at = some_paragraph(trial, 0);
    if (at == NO_PARAGRAPH)
        return;
    note_edit(trial, at);
    struct text moved = trial->now.words[at];
    int from = trial->now.from[at][0], also = trial->now.from[at][1];
    take_out(&trial->now, at);
    put_in(&trial->now, below(trial, trial->now.count + 1), moved, from, also);
}

/* The larger part keeps the id. Each is split once: of three parts it is not known which is the largest. */
static void split_one(struct trial *trial) {
    struct draft *now = &trial->now;
    size_t at = some_paragraph(trial, 150);
    if (at == NO_PARAGRAPH || (now->from[at][0] != GONE && trial->is_split[now->from[at][0] % PART]))
        return;
    note_edit(trial, at);
    if (now->from[at][0] != GONE)
        trial->is_split[now->from[at][0] % PART] = true;
    struct text whole = now->words[at];
    size_t cut = text_find_char(whole, ' ', whole.size * (25 + below(trial, 15)) / 100);
    bool is_first_small = below(trial, 2);
    if (!is_first_small)
        cut = text_find_char(whole, ' ', whole.size * (60 + below(trial, 15)) / 100);
    int from = now->from[at][0], part = from == GONE ? GONE : from % PART + PART;
    now->words[at] = text_slice(whole, 0, cut);
    put_in(now, at + 1, text_after(whole, cut + 1), is_first_small ? from : part, GONE);
    if (is_first_small)
        now->from[at][0] = part;
}

static void merge_two(struct trial *trial) {
    struct draft *now = &trial->now;
    size_t at = some_paragraph(trial, 0);
    if (at == NO_PARAGRAPH || at + 1 == now->count || text_starts(now->words[at + 1], TEXT("##")) ||
        now->from[at + 1][1] != GONE)
        return;
    note_edit(trial, at);
    note_edit(trial, at + 1);
    now->words[at] = text_format(&trial->arena, "%.*s %.*s", TEXT_ARGS(now->words[at]), TEXT_ARGS(now->words[at + 1]));
    now->from[at][1] = now->from[at + 1][0];
    take_out(now, at + 1);
}

static void reword(struct trial *trial, unsigned percent) {
    size_t at = some_paragraph(trial, 0);
    if (at == NO_PARAGRAPH)
        return;
    note_edit(trial, at);
    struct text rest = trial->now.words[at], old, made = {0};
    while (text_cut(&old, &rest, ' '))
        made = text_format(&trial->arena, "%.*s%s%.*s", TEXT_ARGS(made), made.size ? " " : "",
                           TEXT_ARGS(below(trial, 100) < percent ? word(trial) : old));
    trial->now.words[at] = made;
}

static void reword_a_tenth(struct trial *trial) {
    reword(trial, 10);
}

static void reword_a_quarter(struct trial *trial) {
    reword(trial, 25);
}

static void reword_a_half(struct trial *trial) {
    reword(trial, 50);
}

static void swap_sections(struct trial *trial) {
    struct draft before = trial->now;
    size_t sections = before.count / 5, a = below(trial, sections), b = (a + 1 + below(trial, sections - 1)) % sections;
    for (size_t i = 0; i < 5; i++) {
        trial->now.words[a * 5 + i] = before.words[b * 5 + i];
        trial->now.words[b * 5 + i] = before.words[a * 5 + i];
        trial->now.from[a * 5 + i][0] = before.from[b * 5 + i][0];
        trial->now.from[b * 5 + i][0] = before.from[a * 5 + i][0];
        note_edit(trial, a * 5 + i);
        note_edit(trial, b * 5 + i);
    }
}

/* Either may have the id. */
static void duplicate(struct trial *trial) {
    size_t at = some_paragraph(trial, 0);
    if (at == NO_PARAGRAPH)
        return;
    note_edit(trial, at);
    put_in(&trial->now, below(trial, trial->now.count + 1), trial->now.words[at], trial->now.from[at][0], GONE);
}

static void add_one(struct trial *trial) {
    size_t at = below(trial, trial->now.count);
    note_edit(trial, at);
    put_in(&trial->now, at, words(trial, 15 + below(trial, 70)), GONE, GONE);
}

static void remove_one(struct trial *trial) {
    size_t at = some_paragraph(trial, 0);
    if (at == NO_PARAGRAPH)
        return;
    note_edit(trial, at);
    take_out(&trial->now, at);
}

/* A longer one comes to the end of a paragraph. */
static void grow_one(struct trial *trial) {
    size_t at = some_paragraph(trial, 0);
    if (at == NO_PARAGRAPH)
        return;
    note_edit(trial, at);
    trial->now.words[at] =
        text_format(&trial->arena, "%.*s %.*s", TEXT_ARGS(trial->now.words[at]), TEXT_ARGS(words(trial, 90)));
}

/* What had grown stands apart again, as it was. */
static void split_grown(struct trial *trial) {
    struct draft *now = &trial->now;
    for (size_t i = 0; i < now->count; i++) {
        struct text whole = now->words[i], begin = now->from[i][0] == GONE ? whole : trial->first.words[now->from[i][0]];
        if (whole.size == begin.size || !text_starts(whole, begin))
            continue;
        now->words[i] = begin;
        put_in(now, i + 1, text_after(whole, begin.size + 1), GONE, GONE);
        return;
    }
}

/* A heading goes that another one differs from in a word. */
static void remove_look_alike(struct trial *trial) {
    size_t at = 5 * below(trial, trial->now.count / 5);
    note_edit(trial, at);
    take_out(&trial->now, at);
}

/* Judging. */

static void add_version(struct parsed *parsed, struct passages *passages, const struct draft *draft, struct arena *arena) {
    struct text all = {0};
    struct parse_options options = usual_options();
    for (size_t i = 0; i < draft->count; i++)
        all = text_format(arena, "%.*s%.*s\n\n", TEXT_ARGS(all), TEXT_ARGS(draft->words[i]));
    parse_text(parsed, all, &options);
    assert_int_equal(parsed->body->blocks.count, draft->count);
    passages_of(passages, parsed->document, parsed->body, arena);
}

/* A text that continues the newest. */
static void follow(struct lineage *lineage, const struct passages *old, const struct passages *new, struct arena *arena) {
    struct alignment alignment;
    struct predecessor before = {lineage->last_text, old, &alignment};
    align(&alignment, old, new, arena);
    lineage_add(lineage, &before, 1, new, arena);
}

static bool is_from(const struct draft *draft, size_t at, int passage) {
    return draft->from[at][0] == passage || draft->from[at][1] == passage;
}

/* Name i is that of passage i of the first text. Of what was split more than once any part will do. */
static void judge_one(struct tally *tally, const struct lineage *lineage, const struct draft *now, int name, bool any_part) {
    struct lineage_version part = lineage->versions.items[lineage->last_text];
    bool is_there = false, is_right = false, should_be = false;
    for (uint32_t i = 0; i < part.count; i++) {
        const struct lineage_mark *mark = &lineage->marks.items[part.first + i];
        if (mark->name != (uint32_t)name)
            continue;
        is_there = true;
        is_right |= is_from(now, mark->block, name) || (any_part && is_from(now, mark->block, name + PART));
    }
    for (size_t i = 0; i < now->count; i++)
        should_be |= is_from(now, i, name);
    if (is_there ? is_right : !should_be)
        tally->right++;
    else if (is_there)
        tally->wrong++;
    else
        tally->lost++;
}

typedef void edit(struct trial *trial);

/* Makes each edit of a round `times` times; `then` comes in a further version, and the first text after that if it is wanted.
 */
static struct tallies measure(edit *change, unsigned times, bool restores, edit *afterwards) {
    struct tallies tallies = {0};
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        struct trial trial;
        struct parsed parsed[3];
        struct passages passages[3];
        struct lineage lineage = {0};
        begin(&trial, seed);
        add_version(&parsed[0], &passages[0], &trial.now, &trial.arena);
        lineage_begin(&lineage, parsed[0].body, &trial.arena);
        for (unsigned i = 0; i < times; i++)
            change(&trial);
        add_version(&parsed[1], &passages[1], &trial.now, &trial.arena);
        follow(&lineage, &passages[0], &passages[1], &trial.arena);
        if (restores)
            trial.now = trial.first;
        for (unsigned i = 0; afterwards && i < 3 * times; i++)
            afterwards(&trial);
        add_version(&parsed[2], &passages[2], &trial.now, &trial.arena);
        follow(&lineage, &passages[1], &passages[2], &trial.arena);
        for (int i = 0; i < (int)trial.first.count; i++)
            judge_one(trial.is_edited[i] ? &tallies.edited : &tallies.others, &lineage, &trial.now, i, afterwards != NULL);
        for (size_t i = 0; i < 3; i++)
            parsed_free(&parsed[i]);
        arena_free(&trial.arena);
    }
    return tallies;
}

/* A branch with three reworded passages: the first text, edited. */
static struct draft branch_of(struct trial *trial) {
    trial->now = trial->first;
    for (int i = 0; i < 3; i++)
        reword_a_tenth(trial);
    return trial->now;
}

/* What either branch changed is as it has it; of what both did, as the first has it. */
static struct draft merged_of(const struct trial *trial, const struct draft *main, const struct draft *side) {
    struct draft merged = *main;
    for (size_t i = 0; i < merged.count; i++)
        if (text_equal(main->words[i], trial->first.words[i]))
            merged.words[i] = side->words[i];
    return merged;
}

static void follow_merge(struct lineage *lineage, const struct passages passages[4], struct arena *arena) {
    struct alignment alignments[2];
    struct predecessor sides[2] = {{1, &passages[1], &alignments[0]}, {2, &passages[2], &alignments[1]}};
    struct predecessor fork = {0, &passages[0], &alignments[1]};
    align(&alignments[1], &passages[0], &passages[2], arena);
    lineage_add(lineage, &fork, 1, &passages[2], arena);
    for (size_t i = 0; i < 2; i++)
        align(&alignments[i], sides[i].passages, &passages[3], arena);
    lineage_add(lineage, sides, 2, &passages[3], arena);
}

/* The merge itself adds a passage, removes one and moves one. */
static struct tallies measure_branches(void) {
    struct tallies tallies = {0};
    for (uint64_t seed = 1; seed <= ROUNDS; seed++) {
        struct trial trial;
        struct parsed parsed[4];
        struct passages passages[4];
        struct lineage lineage = {0};
        begin(&trial, seed);
        struct draft main = branch_of(&trial), side = branch_of(&trial);
        trial.now = merged_of(&trial, &main, &side);
        add_version(&parsed[0], &passages[0], &trial.first, &trial.arena);
        lineage_begin(&lineage, parsed[0].body, &trial.arena);
        add_version(&parsed[1], &passages[1], &main, &trial.arena);
        follow(&lineage, &passages[0], &passages[1], &trial.arena);
        add_version(&parsed[2], &passages[2], &side, &trial.arena);
        add_one(&trial);
        remove_one(&trial);
        move_one(&trial);
        add_version(&parsed[3], &passages[3], &trial.now, &trial.arena);
        follow_merge(&lineage, passages, &trial.arena);
        for (int i = 0; i < (int)trial.first.count; i++)
            judge_one(trial.is_edited[i] ? &tallies.edited : &tallies.others, &lineage, &trial.now, i, false);
        for (size_t i = 0; i < 4; i++)
            parsed_free(&parsed[i]);
        arena_free(&trial.arena);
    }
    return tallies;
}

/* Of the passages that were edited `least` of ten thousand must be right, and `wrong` may be wrong. */
static void check(const char *what, struct tallies tallies, unsigned least, unsigned wrong) {
    struct tally tally = tallies.edited;
    unsigned all = tally.right + tally.lost + tally.wrong;
    print_message("%-36s %5u passages: %6.2f %% right, %5.2f %% lost, %5.2f %% wrong\n", what, all, 100.0 * tally.right / all,
                  100.0 * tally.lost / all, 100.0 * tally.wrong / all);
    assert_int_equal(tallies.others.lost, 0);
    assert_int_equal(tallies.others.wrong, 0);

    assert_true(10000ull * tally.right >= (unsigned long long)least * all);

    assert_true(10000ull * tally.wrong <= (unsigned long long)wrong * all);
}

static void mixed_edits(struct trial *trial) {
    static edit *const edits[] = {move_one, split_one, merge_two, reword_a_tenth, reword_a_quarter, add_one, remove_one};
    edits[below(trial, sizeof edits / sizeof *edits)](trial);
}

static void rates(void **state) {
    (void)state;
    check("moved", measure(move_one, 3, false, NULL), 10000, 0);
    check("split", measure(split_one, 3, false, NULL), 10000, 0);
    check("merged", measure(merge_two, 3, false, NULL), 10000, 0);
    check("reworded by a tenth", measure(reword_a_tenth, 3, false, NULL), 10000, 0);
    check("reworded by a quarter", measure(reword_a_quarter, 3, false, NULL), 9900, 0);
    check("reworded by half", measure(reword_a_half, 3, false, NULL), 8500, 0);
    check("sections swapped", measure(swap_sections, 1, false, NULL), 10000, 0);
    check("duplicated", measure(duplicate, 3, false, NULL), 10000, 0);
    check("added", measure(add_one, 3, false, NULL), 10000, 0);
    check("removed", measure(remove_one, 3, false, NULL), 10000, 0);
    check("branches", measure_branches(), 10000, 0);
    check("removed and restored", measure(remove_one, 3, true, NULL), 10000, 0);
    check("removed, restored, reworded (tenth)", measure(remove_one, 3, true, reword_a_tenth), 9500, 0);
    check("split and put together again", measure(split_one, 3, true, NULL), 10000, 0);
    check("merged and split again", measure(merge_two, 3, true, NULL), 10000, 0);
    check("grown, then split", measure(grow_one, 3, false, split_grown), 10000, 0);
    check("removed beside a look-alike", measure(remove_look_alike, 1, false, NULL), 10000, 0);
    check("removed into a look-alike, restored", measure(remove_look_alike, 1, true, NULL), 10000, 0);
    check("many edits at once", measure(mixed_edits, 6, false, mixed_edits), 9700, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(rates)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
