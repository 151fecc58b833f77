#include "import/edited.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "import/account.h"

static void add_fault(struct import_faults *faults, uint32_t line, uint32_t column, struct text message, struct text help,
                      struct arena *arena) {
    *array_add(faults, arena) = (struct import_fault){.line = line, .column = column, .message = message, .help = help};
}

/* The whole. */

static struct text second_line(struct text bytes) {
    return text_after(bytes, text_find_char(bytes, '\n', 0) + 1);
}

bool edited_is_account(struct text bytes) {
    return text_starts(bytes, TEXT("account of ")) && text_starts(second_line(bytes), TEXT("digest   "));
}

bool edited_is_json(struct text bytes) {
    return text_starts(bytes, TEXT("{\"reason\":\"input\","));
}

/* What stands behind `name` where it begins a line of the head; "" when none does. */
static struct text head_value(struct text head, const char *name) {
    struct text line;
    while (text_cut(&line, &head, '\n'))
        if (text_starts(line, text_of(name)))
            return text_after(line, text_of(name).size);
    return (struct text){0};
}

static const struct text lines_mark = TEXT_INIT("\nlines\n"), seal_mark = TEXT_INIT("\nseal     ");

/* Where the foot begins: with an empty line, and a word that no line of the account begins with. */
static size_t foot_start(struct text bytes, size_t from) {
    size_t no_text = text_find(bytes, TEXT("\n\nno text "), from), tally = text_find(bytes, TEXT("\n\ntally "), from);
    size_t found = no_text < tally ? no_text : tally;
    return found < bytes.size ? found + 1 : found;
}

static uint32_t count_lines(struct text text) {
    uint32_t lines = 0;
    for (size_t at = 0; (at = text_find_char(text, '\n', at)) < text.size; at++)
        lines++;
    return lines;
}

void edited_read(struct edited *edited, struct text bytes, struct arena *arena) {
    size_t lines = text_find(bytes, lines_mark, 0) + lines_mark.size, end = foot_start(bytes, lines);
    size_t seal = text_find(bytes, seal_mark, end);
    struct text head = text_slice(bytes, 0, lines), foot = text_slice(bytes, end, seal + 1);
    struct text digest = head_value(head, "digest   ");
    *edited = (struct edited){.name = head_value(head, "account of "),
                              .digest = text_slice(digest, 0, text_find_char(digest, ',', 0)),
                              .draft = head_value(head, "draft    "),
                              .url = head_value(head, "asked    --url "),
                              .charset = head_value(head, "asked    --charset "),
                              .lines = text_slice(bytes, lines, end),
                              .first_line = count_lines(head) + 1};
    struct text written = text_trim(text_after(bytes, seal + seal_mark.size));
    edited->is_whole = text_equal(written, account_seal(head, foot, arena));
}

/* One line. */

struct account_line {
    struct text line;
    uint32_t number;             /* in the account */
    struct text place, verdict;  /* as written */
    struct text rule, rule_more; /* its first word, and the second */
};

static struct text take_word(struct text *rest) {
    while (text_starts(*rest, TEXT(" ")))
        *rest = text_after(*rest, 1);
    return text_take(rest, text_find_char(*rest, ' ', 0));
}

static struct account_line read_entry(struct text line, uint32_t number) {
    struct text rest = line;
    struct account_line entry = {.line = line, .number = number};
    entry.place = take_word(&rest);
    entry.verdict = take_word(&rest);
    entry.rule = take_word(&rest);
    entry.rule_more = take_word(&rest);
    return entry;
}

static void fault_at(struct import_faults *faults, const struct account_line *entry, struct text part, struct text message,
                     struct text help, struct arena *arena) {
    size_t before = (size_t)(part.bytes - entry->line.bytes);
    add_fault(faults, entry->number, (uint32_t)utf8_count(text_slice(entry->line, 0, before)) + 1, message, help, arena);
}

/* Verdicts. */

static bool read_verdict(uint8_t *verdict, struct text word) {
    for (uint8_t i = 0; i < 4; i++)
        if (text_equal(word, text_of(verdict_words[i]))) {
            *verdict = i;
            return true;
        }
    return false;
}

static bool says_other(uint8_t verdict, const struct import_rule *rule) {
    return verdict_is_in_draft(verdict) != verdict_is_in_draft(rule->verdict) ||
           (verdict == VERDICT_TAKEN) != (rule->verdict == VERDICT_TAKEN);
}

static bool is_of_editor(const struct import_rule *rule) {
    return text_starts(text_of(rule->name), TEXT("editor."));
}

/* "shared 4": the other pages are not asked again. */
static void take_shared(struct intake_block *block, const struct account_line *entry) {
    struct line_place others;
    if (text_equal(entry->rule, TEXT("shared")) && place_read(&others, entry->rule_more))
        block->shared = others.line;
}

static void decide(struct intake_block *block, const struct account_line *entry, struct import_faults *faults,
                   struct arena *arena) {
    static const char only[] = "change nothing but the verdict: kept or removed";
    const struct import_rule *rule = rule_named(entry->rule);
    uint8_t verdict = VERDICT_KEPT;
    bool is_read = read_verdict(&verdict, entry->verdict);
    if (!is_read)
        fault_at(faults, entry, entry->verdict, text_format(arena, "\"%.*s\" is no verdict", TEXT_ARGS(entry->verdict)),
                 text_of(only), arena);
    if (!rule)
        fault_at(faults, entry, entry->rule, text_format(arena, "no rule is called \"%.*s\"", TEXT_ARGS(entry->rule)),
                 text_of(only), arena);
    if (!is_read || !rule)
        return;
    if (verdict == VERDICT_TAKEN && rule->verdict != VERDICT_TAKEN)
        fault_at(faults, entry, entry->verdict, TEXT("which field the line would go into, nothing says"),
                 TEXT("write the field into the draft, and here kept or removed"), arena);
    else if (!says_other(verdict, rule) && !is_of_editor(rule))
        take_shared(block, entry);
    else
        block->decided = verdict_is_in_draft(verdict) ? DECIDED_KEPT : DECIDED_REMOVED;
}

/* Lines and blocks, which stand in one order. */

struct account_match {
    struct intake *intake;
    struct line_place *places; /* of each block */
    uint32_t block;            /* that comes next */
    struct buffer words;
    struct import_faults *faults;
    struct arena *arena;
};

static struct line_place *find_places(const struct intake *intake, struct arena *arena) {
    struct line_place *places = arena_array(arena, struct line_place, intake->blocks.count + 1);
    struct intake_spot spot = {0};
    for (size_t i = 0; i < intake->blocks.count; i++) {
        intake_spot_move(intake, &spot, intake->blocks.items[i].from);
        places[i] = (struct line_place){spot.line, intake->is_html ? spot.column : 0};
    }
    return places;
}

/* The block of that place, from the next one on; NONE when there is none. */
static uint32_t block_at(const struct account_match *matching, struct text words) {
    struct line_place place;
    if (!place_read(&place, words))
        return NONE;
    for (uint32_t i = matching->block; i < matching->intake->blocks.count; i++)
        if (matching->places[i].line == place.line && matching->places[i].column == place.column)
            return i;
    return NONE;
}

/* The last character in which a line differs from one that ends with the words. */
static struct text difference(struct text line, struct text words) {
    size_t same = 0;
    while (same < line.size && same < words.size && line.bytes[line.size - same - 1] == words.bytes[words.size - same - 1])
        same++;
    size_t at = line.size - same;
    while (at > 0 && at < line.size && ((unsigned char)line.bytes[at] & 0xc0) == 0x80)
        at--;
    return text_after(line, at > 0 ? at - 1 : 0);
}

static void check_words(struct account_match *matching, const struct account_line *entry) {
    buffer_clear(&matching->words);
    account_write_words(&matching->words, &matching->intake->blocks.items[matching->block]);
    struct text words = buffer_text(&matching->words);
    if (!text_ends(entry->line, words))
        fault_at(matching->faults, entry, difference(entry->line, words),
                 TEXT("the words of this line are not those of the page"),
                 TEXT("put them back: only verdicts are read, and words are changed in the draft"), matching->arena);
}

static void tell_missing(struct account_match *matching, uint32_t end, uint32_t line) {
    if (matching->block == end)
        return;
    struct text place = place_words(matching->places[matching->block], matching->arena);
    struct text more = end - matching->block > 1 ? text_format(matching->arena, " and of %u more", end - matching->block - 1)
                                                 : (struct text){0};
    add_fault(matching->faults, line, 1,
              text_format(matching->arena, "the line of %.*s%.*s is missing here", TEXT_ARGS(place), TEXT_ARGS(more)),
              TEXT("put it back, with the verdict removed where its words are to go"), matching->arena);
}

static void match(struct account_match *matching, const struct account_line *entry) {
    uint32_t found = block_at(matching, entry->place);
    if (found == NONE) {
        fault_at(matching->faults, entry, entry->place,
                 text_format(matching->arena, "no text begins at \"%.*s\", or its line stood before", TEXT_ARGS(entry->place)),
                 TEXT("put the line back as it was, or take it out"), matching->arena);
        return;
    }
    tell_missing(matching, found, entry->number);
    matching->block = found;
    check_words(matching, entry);
    decide(&matching->intake->blocks.items[found], entry, matching->faults, matching->arena);
    matching->block++;
}

/* An account of another page has nothing else. */
enum { FAULTS_MOST = 100 };

void edited_apply(struct intake *intake, const struct edited *edited, struct import_faults *faults, struct arena *arena) {
    struct account_match matching = {.intake = intake, .places = find_places(intake, arena), .faults = faults, .arena = arena};
    if (!edited->is_whole)
        add_fault(faults, 1, 1, TEXT("what stands before or behind the lines of this account was changed, and is not read"),
                  TEXT("put it back, or import the page once more under another name; fields are changed in the draft"), arena);
    struct text line, rest = edited->lines;
    uint32_t number = edited->first_line;
    for (; faults->count < FAULTS_MOST && text_cut(&line, &rest, '\n'); number++) {
        struct account_line entry = read_entry(line, number);
        match(&matching, &entry);
    }
    if (faults->count < FAULTS_MOST)
        tell_missing(&matching, (uint32_t)intake->blocks.count, number);
    buffer_free(&matching.words);
}
