/*
 * round_trip: whether a draft says what was kept, for test_draft.c and tests/fuzz/target_import.c.
 *
 *     struct round_trip trip = round_trip_of(source, &arena);      // UTF-8, HTML or plain text
 *     trip.kept and trip.read_back are equal; trip.lost is 0
 *
 * The draft is read by cmark-gfm, and what it gives by the same reader of HTML as the input. White space is left out of both,
 * and before each character that is struck out, raised or lowered stands which.
 */
#ifndef IMPORT_ROUND_TRIP_H
#define IMPORT_ROUND_TRIP_H

#include "base/buffer.h"
#include "base/utf8.h"
#include "import/account.h"
#include "import/article.h"
#include "import/hints.h"
#include "read/markdown/markdown.h"

struct round_trip {
    struct text kept, read_back, draft;
    long long lost;
};

/* What words must not lose. */
enum { ROUND_TRIP_STYLES = STYLE_DELETED | STYLE_RAISED | STYLE_LOWERED };

/* Of a style that code has, which says nothing in it, only the words. */
static inline void round_trip_add_run(struct buffer *out, const struct intake_block *block, const struct intake_run *run) {
    struct text text = text_slice(block->text, run->from, run->to);
    unsigned style = block->kind == INTAKE_CODE ? 0 : run->style & ROUND_TRIP_STYLES;
    for (size_t at = 0; at < text.size;) {
        size_t from = at;
        uint32_t character = utf8_next(text, &at);
        if (utf8_is_space(character) || intake_shows_nothing(character))
            continue;
        if (style)
            buffer_add_format(out, "%u", style);
        buffer_add(out, text_slice(text, from, at));
    }
}

static inline struct text round_trip_taken(struct buffer *out, struct arena *arena) {
    struct text text = text_copy(buffer_text(out), arena);
    buffer_free(out);
    return text;
}

static inline bool round_trip_is_numbered(const struct draft *draft, uint32_t note) {
    for (size_t i = 0; i < draft->note_count; i++)
        if (draft->notes[i] == note)
            return true;
    return false;
}

/* The words of a block without the marks of notes, which have other numbers afterwards. */
static inline void round_trip_add_block(struct buffer *out, const struct intake *intake, const struct intake_block *block,
                                        const struct draft *draft) {
    if (draft->changes[block - intake->blocks.items] & CHANGED_CAPTION)
        buffer_add(out, TEXT("Table:"));
    for (uint32_t i = block->first; i < block->end; i++)
        if (!round_trip_is_numbered(draft, intake->runs.items[i].note))
            round_trip_add_run(out, block, &intake->runs.items[i]);
}

/* HTML without what stands from `begin` to `end`, wherever it does. */
static inline struct text round_trip_without(struct text html, struct text begin, struct text end, struct arena *arena) {
    struct buffer out = {0};
    for (size_t at = 0; at < html.size;) {
        size_t from = text_find(html, begin, at);
        buffer_add(&out, text_slice(html, at, from));
        at = from < html.size ? text_find(html, end, from) + end.size : from;
    }
    return round_trip_taken(&out, arena);
}

/* cmark's own numbers of notes, and its links back, are no words of the draft. */
static inline struct text round_trip_read(struct text body, struct arena *arena) {
    struct buffer html = {0}, out = {0};
    markdown_plain(&html, body, MARKDOWN_TABLE | MARKDOWN_STRIKETHROUGH | MARKDOWN_FOOTNOTES, true);
    struct text words = round_trip_without(round_trip_taken(&html, arena), TEXT("<a href=\"#fnref-"), TEXT("</a>"), arena);
    words = round_trip_without(words, TEXT("<sup class=\"footnote-ref\">"), TEXT("</sup>"), arena);
    const struct intake *again = intake_of_html(words, arena);
    for (size_t i = 0; i < again->blocks.count; i++)
        for (uint32_t run = again->blocks.items[i].first; run < again->blocks.items[i].end; run++)
            round_trip_add_run(&out, &again->blocks.items[i], &again->runs.items[run]);
    return round_trip_taken(&out, arena);
}

/* What was kept of one note, or of the text. */
static inline void round_trip_add_note(struct buffer *out, const struct intake *intake, const struct ruling *rulings,
                                       const struct draft *draft, uint32_t note) {
    for (size_t i = 0; i < intake->blocks.count; i++) {
        const struct intake_block *block = &intake->blocks.items[i];
        bool is_kept = rulings[i].verdict == VERDICT_KEPT || rulings[i].verdict == VERDICT_CHANGED;
        if (is_kept && (rulings[i].is_text ? 0 : block->note) == note)
            round_trip_add_block(out, intake, block, draft);
    }
}

/* With what an editor decided, which the blocks say. */
static inline struct round_trip round_trip_of_intake(const struct intake *intake, struct arena *arena) {
    const uint32_t *hints = hints_of(intake, arena);
    struct article article = article_find(intake, hints, arena);
    struct metadata metadata = metadata_find(intake, hints, &article, TEXT(""), arena);
    const struct ruling *rulings = rules_judge(intake, hints, &article, &metadata, arena);
    struct draft draft = draft_write(intake, rulings, &metadata, TEXT("https://example.org/"), arena);
    struct buffer kept = {0};
    round_trip_add_note(&kept, intake, rulings, &draft, 0);
    for (size_t i = 0; i < draft.note_count; i++)
        round_trip_add_note(&kept, intake, rulings, &draft, draft.notes[i]);
    return (struct round_trip){.kept = round_trip_taken(&kept, arena),
                               .read_back = round_trip_read(draft.body, arena),
                               .draft = draft.text,
                               .lost = account_tally(intake, rulings).lost};
}

static inline struct round_trip round_trip_of(struct text source, struct arena *arena) {
    return round_trip_of_intake(intake_is_html(source) ? intake_of_html(source, arena) : intake_of_text(source, arena), arena);
}

/* The same where an editor decided on one block of three, which one the seed says. */
static inline struct round_trip round_trip_of_decided(struct text source, uint64_t seed, struct arena *arena) {
    struct intake *intake = intake_is_html(source) ? intake_of_html(source, arena) : intake_of_text(source, arena);
    for (size_t i = 0; i < intake->blocks.count; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        uint64_t die = (seed >> 33) % 6;
        intake->blocks.items[i].decided = (uint8_t)(die == 0 ? DECIDED_KEPT : die == 1 ? DECIDED_REMOVED : UNDECIDED);
    }
    return round_trip_of_intake(intake, arena);
}

#endif
