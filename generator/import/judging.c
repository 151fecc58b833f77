#include "import/rules.h"

#include "base/arena.h"
#include "base/table.h"
#include "import/data_tables.h"
#include "import/phrases.h"

/* Each block by itself, by the table of rules.c; then what only the blocks around it can tell. */

/*
 * What is only white space otherwise is told, but kept, and so are words that are struck out here and there; a line that
 * becomes a list or a heading is changed.
 */
static uint8_t verdict_of(uint8_t rule, const struct intake_block *block) {
    uint8_t verdict = import_rules[rule].verdict;
    bool is_changed = block->changes & ~(CHANGED_INDENT | CHANGED_STRUCK);
    return verdict == VERDICT_KEPT && is_changed ? VERDICT_CHANGED : verdict;
}

/* Removed by one of these rules. */
static bool is_rule(struct ruling ruling, const char *names) {
    return ruling.verdict == VERDICT_REMOVED && phrase_is(text_of(import_rules[ruling.rule].name), names);
}

/*
 * A heading at the end heads nothing, nor does one of which all was removed up to the next of its level. From the end, so that
 * of several in a row all go.
 */
static void remove_empty_headings(struct ruling *rulings, const struct intake *intake, const struct article *article) {
    const struct intake_block *next = NULL;
    bool has_gap = false;
    for (uint32_t i = article->end; i-- > article->first;) {
        const struct intake_block *block = &intake->blocks.items[i];
        if (!verdict_is_in_draft(rulings[i].verdict) || block->note > 0) {
            has_gap |= rulings[i].verdict == VERDICT_REMOVED || block->note > 0;
            continue;
        }
        bool is_next_heading = next && next->kind == INTAKE_HEADING && next->level <= block->level;
        bool is_empty = block->kind == INTAKE_HEADING && !block->decided && (!next || (has_gap && is_next_heading));
        if (is_empty) {
            rulings[i] = (struct ruling){.verdict = VERDICT_REMOVED, .rule = RULE_HEADING_EMPTY};
            continue;
        }
        next = block;
        has_gap = false;
    }
}

/* A note is kept when a mark of it is, in the text or in a note that is kept itself. Marks stand before their notes. */
static void remove_unmarked_notes(struct ruling *rulings, const struct intake *intake, struct arena *arena) {
    bool *is_marked = arena_array(arena, bool, intake->notes + 1);
    for (uint32_t i = 0; intake->notes > 0 && i < intake->blocks.count; i++) {
        const struct intake_block *block = &intake->blocks.items[i];
        if (block->note > 0 && !is_marked[block->note] && block->decided == DECIDED_KEPT)
            rulings[i].is_text = true;
        else if (block->note > 0 && !is_marked[block->note] && !block->decided)
            rulings[i] = (struct ruling){.verdict = VERDICT_REMOVED, .rule = RULE_NOTE_UNMARKED};
        for (uint32_t run = block->first; run < block->end && verdict_is_in_draft(rulings[i].verdict); run++)
            is_marked[intake->runs.items[run].note] = true;
    }
}

/* The blocks of a table behind a block that is in it, up to the first that is in no table or in another. */
static uint32_t table_end(const struct intake *intake, uint32_t first) {
    uint32_t end = first;
    while (end < intake->blocks.count && intake->blocks.items[end].table == intake->blocks.items[first].table)
        end++;
    return end;
}

static bool is_ruled_links(struct ruling ruling) {
    return is_rule(ruling, "navigation.links");
}

static void rule_links(struct ruling *rulings, uint32_t first, uint32_t end, struct ruling from, struct ruling to) {
    for (uint32_t i = first; i < end; i++)
        if (rulings[i].verdict == from.verdict && rulings[i].rule == from.rule)
            rulings[i] = to;
}

/* Links are no navigation where they stand between the words of a table of data: there they are cells as others are. */
static void keep_cells(struct ruling *rulings, const struct intake *intake, uint32_t first, uint32_t end, struct arena *arena) {
    struct data_table table;
    struct ruling removed = {0}, kept = {.verdict = VERDICT_KEPT, .rule = RULE_CELL};
    uint32_t words = 0, links = 0;
    for (uint32_t i = first; i < end; i++) {
        removed = is_ruled_links(rulings[i]) ? rulings[i] : removed;
        links += is_ruled_links(rulings[i]);
        words += verdict_is_in_draft(rulings[i].verdict);
    }
    if (links == 0 || words <= links)
        return;
    rule_links(rulings, first, end, removed, kept);
    if (!data_table_at(&table, intake, rulings, first, arena) && !table.is_flat)
        rule_links(rulings, first, end, kept, removed);
}

static void keep_cells_of_tables(struct ruling *rulings, const struct intake *intake, struct arena *arena) {
    for (uint32_t i = 0, end; i < intake->blocks.count; i = end) {
        end = table_end(intake, i);
        if (intake->blocks.items[i].table != NONE)
            keep_cells(rulings, intake, i, end, arena);
    }
}

/* A table of data that Markdown cannot write is written cell by cell, which changes it. */
static void change_flat_tables(struct ruling *rulings, const struct intake *intake, struct arena *arena) {
    for (uint32_t i = 0; i < intake->blocks.count; i++) {
        struct data_table table = {0};
        if (!verdict_is_in_draft(rulings[i].verdict) || data_table_at(&table, intake, rulings, i, arena) ||
            !(table.is_flat || table.has_gaps))
            continue;
        for (uint32_t cell = i; cell < table.end; cell++)
            rulings[cell].verdict = verdict_is_in_draft(rulings[cell].verdict) ? VERDICT_CHANGED : rulings[cell].verdict;
    }
}

/* A part of a page that is about other things: what stands below a heading that was removed. */

/* Up to the next heading of its level, or of a higher one. */
static uint32_t section_end(const struct intake *intake, const struct article *article, uint32_t heading) {
    uint32_t end = heading + 1;
    while (end < article->end && (intake->blocks.items[end].kind != INTAKE_HEADING ||
                                  intake->blocks.items[end].level > intake->blocks.items[heading].level))
        end++;
    return end;
}

/* Most of a text may stand below such a heading where it is in a box above all: then that says nothing of what follows. */
enum { SECTION_MOST = 33 };

static bool is_small_section(const struct intake *intake, const struct article *article, uint32_t from, uint32_t end) {
    uint64_t words = 0;
    for (uint32_t i = from; i < end; i++)
        words += article->is_sure[i] ? intake->blocks.items[i].words : 0;
    return words * 100 <= (uint64_t)article->words * SECTION_MOST;
}

/* A sentence that a host puts into its pages is one wherever it stands; a few words, as headings are, only at both ends. */
enum { SHARED_WORDS_LEAST = 8 };

static bool is_shared(const struct ruling *rulings, const struct intake *intake, uint32_t i) {
    const struct intake_block *block = &intake->blocks.items[i];
    return verdict_is_in_draft(rulings[i].verdict) && block->shared > 0 && block->note == 0 && !block->decided;
}

static bool is_shared_sentence(const struct ruling *rulings, const struct intake *intake, uint32_t i) {
    const struct intake_block *block = &intake->blocks.items[i];
    return is_shared(rulings, intake, i) && block->stops > 0 && block->words >= SHARED_WORDS_LEAST;
}

/* Pages that share a third of their words are one text several times. */
enum { SHARED_MOST = 33 };

static bool is_variant(const struct ruling *rulings, const struct intake *intake, const struct article *article) {
    uint64_t all = 0, shared = 0;
    for (uint32_t i = article->first; i < article->end; i++) {
        all += verdict_is_in_draft(rulings[i].verdict) ? intake->blocks.items[i].words : 0;
        shared += is_shared(rulings, intake, i) ? intake->blocks.items[i].words : 0;
    }
    return shared * 100 > all * SHARED_MOST;
}

static void remove_shared(struct ruling *rulings, const struct intake *intake, const struct article *article) {
    static const struct ruling removed = {.verdict = VERDICT_REMOVED, .rule = RULE_SHARED};
    if (is_variant(rulings, intake, article))
        return;
    for (uint32_t i = article->first; i < article->end; i++)
        if (is_shared_sentence(rulings, intake, i))
            rulings[i] = removed;
    for (uint32_t i = article->first;
         i < article->end && (!verdict_is_in_draft(rulings[i].verdict) || is_shared(rulings, intake, i)); i++)
        if (verdict_is_in_draft(rulings[i].verdict))
            rulings[i] = removed;
    for (uint32_t i = article->end;
         i > article->first && (!verdict_is_in_draft(rulings[i - 1].verdict) || is_shared(rulings, intake, i - 1)); i--)
        if (verdict_is_in_draft(rulings[i - 1].verdict))
            rulings[i - 1] = removed;
}

/* What readers say and who wrote it ends with its section; all else that leads on does so only at the end of the page. */
static void remove_sections(struct ruling *rulings, const struct intake *intake, const struct article *article) {
    for (uint32_t i = article->first; i < article->end; i++) {
        if (intake->blocks.items[i].kind != INTAKE_HEADING)
            continue;
        uint32_t end = section_end(intake, article, i);
        bool goes = is_rule(rulings[i], "comments|bio.heading") ||
                    (end == article->end && is_rule(rulings[i], "related|newsletter|share|login"));
        if (!goes || !is_small_section(intake, article, i, end))
            continue;
        for (uint32_t j = i + 1; j < end; j++)
            if (verdict_is_in_draft(rulings[j].verdict) && intake->blocks.items[j].note == 0 &&
                !intake->blocks.items[j].decided)
                rulings[j] = (struct ruling){.verdict = VERDICT_REMOVED, .rule = rulings[i].rule};
    }
}

const struct ruling *rules_judge(const struct intake *intake, const uint32_t *hints, const struct article *article,
                                 const struct metadata *metadata, struct arena *arena) {
    struct ruling *rulings = arena_array(arena, struct ruling, intake->blocks.count + 1);
    struct table seen = {0};
    struct rule_question question = {.intake = intake, .article = article, .metadata = metadata, .rulings = rulings};
    for (uint32_t i = 0; i < intake->blocks.count; i++) {
        question.block = &intake->blocks.items[i];
        question.index = i;
        question.hints = hints[question.block->within];
        question.before = table_get(&seen, question.block->text);
        rulings[i].rule = rule_of(&question);
        rulings[i].verdict = verdict_of(rulings[i].rule, question.block);
        if (question.before == NONE)
            table_put(&seen, question.block->text, i, arena);
    }
    keep_cells_of_tables(rulings, intake, arena);
    remove_sections(rulings, intake, article);
    remove_shared(rulings, intake, article);
    remove_empty_headings(rulings, intake, article);
    remove_unmarked_notes(rulings, intake, arena);
    change_flat_tables(rulings, intake, arena);
    return rulings;
}
