#include "import/account.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "import/decisions.h"
#include "import/markup.h"

#include <inttypes.h>

struct tally account_tally(const struct intake *intake, const struct ruling *rulings) {
    struct tally tally = {0};
    size_t sum = 0;
    for (size_t i = 0; i < intake->blocks.count; i++) {
        const struct intake_block *block = &intake->blocks.items[i];
        size_t visible = intake_visible(block->text) + intake_visible(block->mark);
        tally.blocks[rulings[i].verdict]++;
        tally.visible[rulings[i].verdict] += visible;
        sum += visible;
    }
    tally.lost = (long long)intake->visible - (long long)sum;
    return tally;
}

/* "title+authors": what a block that was taken says. */
static struct text taken_words(uint16_t taken, struct arena *arena) {
    struct text words = {0};
    for (size_t said = 0; said < SAID_COUNT; said++)
        if (taken & (1u << said))
            words = text_format(arena, "%.*s%s%.*s", TEXT_ARGS(words), words.size ? "+" : "", TEXT_ARGS(said_names[said]));
    return words;
}

static const struct {
    uint16_t change;
    const char *name;
} changes[] = {
    {CHANGED_SPACES, "spaces"},   {CHANGED_HYPHENS, "hyphens"},       {CHANGED_INDENT, "indent"},   {CHANGED_WRAPS, "wraps"},
    {CHANGED_MARK, "mark"},       {CHANGED_HEADING, "line"},          {CHANGED_FLAT, "flat-table"}, {CHANGED_NOTES, "notes"},
    {CHANGED_STRUCK, "struck"},   {CHANGED_FLAT_STYLE, "flat-style"}, {CHANGED_SIGNS, "signs"},     {CHANGED_ORDER, "order"},
    {CHANGED_FORMULA, "formula"}, {CHANGED_CAPTION, "caption"},
};

static bool is_in_draft(const struct account *account, uint32_t i) {
    return account->draft->lines[i] > 0;
}

/* A field that words were taken into shows nothing of how they stood. */
static struct text with_changes(const struct account *account, uint32_t i, struct text words, struct arena *arena) {
    uint16_t all = is_in_draft(account, i)                        ? account->draft->changes[i]
                   : account->rulings[i].verdict == VERDICT_TAKEN ? account->draft->changes[i] & CHANGED_STRUCK
                                                                  : 0;
    for (size_t c = 0; c < sizeof changes / sizeof *changes; c++)
        if (all & changes[c].change)
            words = text_format(arena, "%.*s %s", TEXT_ARGS(words), changes[c].name);
    return words;
}

/* The rule by its name, and what was changed: "paragraph indent". */
static struct text rule_words(const struct account *account, uint32_t i, struct arena *arena) {
    struct ruling ruling = account->rulings[i];
    struct text words = text_of(import_rules[ruling.rule].name);
    if (ruling.verdict == VERDICT_TAKEN)
        words = text_format(arena, "field %.*s", TEXT_ARGS(taken_words(account->metadata->taken[i], arena)));
    else if (text_equal(words, TEXT("shared")))
        words = text_format(arena, "shared %u", account->intake->blocks.items[i].shared);
    return with_changes(account, i, words, arena);
}

static struct text place_at(const struct account *account, struct intake_spot *spot, uint32_t offset, struct arena *arena) {
    intake_spot_move(account->intake, spot, offset);
    return place_words((struct line_place){spot->line, account->intake->is_html ? spot->column : 0}, arena);
}

/* For people. */

static struct text digest_words(struct digest digest, struct arena *arena) {
    return text_format(arena, "%016" PRIx64 "%016" PRIx64, digest.high, digest.low);
}

struct text account_digest(struct text bytes, struct arena *arena) {
    return digest_words(digest_of(bytes), arena);
}

struct text account_seal(struct text before, struct text behind, struct arena *arena) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, before);
    hasher_add_text(&hasher, behind);
    return digest_words(hasher_end(&hasher), arena);
}

static void write_asked(struct buffer *out, const char *flag, struct text value) {
    if (value.size > 0)
        buffer_add_format(out, "asked    --%s %.*s\n", flag, TEXT_ARGS(value));
}

static void write_head(struct buffer *out, const struct account *account, struct arena *arena) {
    const struct decoded *decoded = account->decoded;
    buffer_add(out, TEXT("account of "));
    buffer_add_visible(out, account->name);
    buffer_add_char(out, '\n');
    buffer_add_format(out, "digest   %.*s, %zu bytes\n", TEXT_ARGS(account_digest(account->bytes, arena)), account->bytes.size);
    buffer_add_format(out, "draft    %.*s\n", TEXT_ARGS(account_digest(account->draft->text, arena)));
    write_asked(out, "charset", account->charset);
    write_asked(out, "url", account->url);
    buffer_add_format(out, "charset  %.*s: %s\n", TEXT_ARGS(decoded->charset), decoded->why);
    if (decoded->replaced > 0)
        buffer_add_format(out, "         %zu bytes stand for no character: U+FFFD is in their place\n", decoded->replaced);
    if (decoded->mended > 0)
        buffer_add_format(out, "         %zu characters had been decoded wrongly before, and were mended\n", decoded->mended);
    buffer_add_format(out, "read as  %s\n", account->intake->is_html ? "HTML" : "plain text");
}

static void write_fields(struct buffer *out, const struct account *account, struct arena *arena) {
    const struct metadata *metadata = account->metadata;
    struct intake_spot spot = {0};
    buffer_add(out, TEXT("\nfields (* is believed)\n"));
    for (size_t said = 0; said < SAID_COUNT; said++)
        for (size_t i = 0; i < metadata->count; i++) {
            const struct witness *witness = &metadata->items[i];
            if (witness->said != said)
                continue;
            bool is_believed = witness->is_believed || metadata->chosen[said] == i;
            struct text place = place_at(account, &spot, witness->from, arena);
            buffer_add_format(out, "%c %-11.*s %-9.*s %3u  %-26s ", is_believed ? '*' : ' ', TEXT_ARGS(said_names[said]),
                              TEXT_ARGS(place), witness->score, witness->source);
            buffer_add_visible(out, text_slice(witness->value, 0, 300));
            buffer_add_char(out, '\n');
        }
}

void account_write_words(struct buffer *out, const struct intake_block *block) {
    struct text line, text = block->text;
    bool is_first = true;
    if (block->mark.size > 0)
        buffer_add_format(out, "%.*s ", TEXT_ARGS(block->mark));
    while (text_cut(&line, &text, '\n')) {
        if (!is_first)
            buffer_add(out, TEXT("⏎"));
        is_first = false;
        buffer_add(out, line);
    }
}

static void write_blocks(struct buffer *out, const struct account *account, struct arena *arena) {
    struct intake_spot spot = {0};
    for (uint32_t i = 0; i < account->intake->blocks.count; i++) {
        const struct intake_block *block = &account->intake->blocks.items[i];
        struct text place = place_at(account, &spot, block->from, arena), rule = rule_words(account, i, arena);
        buffer_add_format(out, "%-8.*s %-8s %-24.*s ", TEXT_ARGS(place), verdict_words[account->rulings[i].verdict],
                          TEXT_ARGS(rule));
        if (is_in_draft(account, i))
            buffer_add_format(out, "> %-5u ", account->draft->lines[i]);
        else
            buffer_add(out, TEXT("        "));
        account_write_words(out, block);
        buffer_add_char(out, '\n');
    }
}

/* The others are ornaments of the site. */
static bool is_of_text(const struct account *account, const struct intake_picture *picture) {
    const struct article *article = account->article;
    return picture->block >= article->first && picture->block < article->end &&
           picture->from > account->intake->elements.items[article->element].from;
}

/* As Markdown has it, for an editor who may show it. */
static struct text picture_words(const struct account *account, const struct intake_picture *picture, struct arena *arena) {
    struct text full = markup_address(picture->address, account->base, arena);
    return text_format(arena, "![%.*s](%.*s)", TEXT_ARGS(picture->words), TEXT_ARGS(full.size > 0 ? full : picture->address));
}

/* The line of the draft before which it stood; 0: it stood behind all. `block` goes on with the pictures. */
static uint32_t picture_line(const struct account *account, const struct intake_picture *picture, uint32_t *block) {
    const struct intake *intake = account->intake;
    if (*block < picture->block)
        *block = picture->block;
    while (*block < intake->blocks.count && (!is_in_draft(account, *block) || intake->blocks.items[*block].note > 0))
        ++*block;
    return *block < intake->blocks.count ? account->draft->lines[*block] : 0;
}

static void write_pictures(struct buffer *out, const struct account *account, struct arena *arena) {
    struct intake_spot spot = {0};
    uint32_t block = 0;
    bool has_any = false;
    for (size_t i = 0; i < account->intake->pictures.count; i++) {
        const struct intake_picture *picture = &account->intake->pictures.items[i];
        if (!is_of_text(account, picture))
            continue;
        if (!has_any)
            buffer_add(out, TEXT("\npictures of the text, left out (> the line of the draft that each stood before)\n"));
        has_any = true;
        struct text place = place_at(account, &spot, picture->from, arena);
        buffer_add_format(out, "%-8.*s %-33s > %-5u ", TEXT_ARGS(place), "left out", picture_line(account, picture, &block));
        buffer_add_visible(out, picture_words(account, picture, arena));
        buffer_add_char(out, '\n');
    }
}

static void write_foot(struct buffer *out, const struct account *account, struct arena *arena) {
    const struct intake_left_out *left_out = &account->intake->left_out;
    if (account->intake->is_html)
        buffer_add_format(
            out, "\nno text  %zu scripts, %zu styles, %zu comments, %zu pictures, %zu frames, %zu players, %zu form fields\n",
            left_out->scripts, left_out->styles, left_out->comments, left_out->pictures, left_out->frames, left_out->players,
            left_out->fields);
    write_pictures(out, account, arena);
    if (account->draft->flat_links > 0)
        buffer_add_format(out,
                          "links    %zu led nowhere that is known; their words stay (name the page's address with --url)\n",
                          account->draft->flat_links);
    buffer_add_format(out, "\ntally    %zu visible characters", account->intake->visible);
    for (size_t i = 0; i < 4; i++)
        buffer_add_format(out, "%s %zu %s in %zu lines", i ? "," : ":", account->tally.visible[i], verdict_words[i],
                          account->tally.blocks[i]);
    buffer_add_char(out, '\n');
}

void account_write(struct buffer *out, const struct account *account, struct arena *arena) {
    write_head(out, account, arena);
    write_fields(out, account, arena);
    buffer_add(out, TEXT("\nlines\n"));
    size_t first = out->size;
    write_blocks(out, account, arena);
    size_t end = out->size;
    write_foot(out, account, arena);
    struct text all = buffer_text(out), seal = account_seal(text_slice(all, 0, first), text_after(all, end), arena);
    buffer_add_format(out, "seal     %.*s\n", TEXT_ARGS(seal));
}

/* For programs: JSON Lines. */

static void json_fields(struct buffer *out, const struct account *account) {
    const struct metadata *metadata = account->metadata;
    struct intake_spot spot = {0};
    for (size_t i = 0; i < metadata->count; i++) {
        const struct witness *witness = &metadata->items[i];
        intake_spot_move(account->intake, &spot, witness->from);
        buffer_add_format(out, "{\"reason\":\"witness\",\"line\":%u,\"column\":%u,\"score\":%u,\"believed\":%s", spot.line,
                          spot.column, witness->score,
                          witness->is_believed || metadata->chosen[witness->said] == i ? "true" : "false");
        buffer_add_json_member(out, "field", said_names[witness->said]);
        buffer_add_json_member(out, "source", text_of(witness->source));
        buffer_add_json_member(out, "value", witness->value);
        buffer_add(out, TEXT("}\n"));
    }
}

static void json_blocks(struct buffer *out, const struct account *account, struct arena *arena) {
    struct intake_spot spot = {0};
    for (uint32_t i = 0; i < account->intake->blocks.count; i++) {
        const struct intake_block *block = &account->intake->blocks.items[i];
        intake_spot_move(account->intake, &spot, block->from);
        buffer_add_format(out, "{\"reason\":\"line\",\"line\":%u,\"column\":%u,\"draft\":%u", spot.line, spot.column,
                          account->draft->lines[i]);
        buffer_add_json_member(out, "verdict", text_of(verdict_words[account->rulings[i].verdict]));
        buffer_add_json_member(out, "rule", rule_words(account, i, arena));
        if (block->mark.size > 0)
            buffer_add_json_member(out, "mark", block->mark);
        buffer_add_json_member(out, "text", block->text);
        buffer_add(out, TEXT("}\n"));
    }
}

static void json_pictures(struct buffer *out, const struct account *account, struct arena *arena) {
    struct intake_spot spot = {0};
    uint32_t block = 0;
    for (size_t i = 0; i < account->intake->pictures.count; i++) {
        const struct intake_picture *picture = &account->intake->pictures.items[i];
        if (!is_of_text(account, picture))
            continue;
        intake_spot_move(account->intake, &spot, picture->from);
        buffer_add_format(out, "{\"reason\":\"picture\",\"line\":%u,\"column\":%u,\"draft\":%u", spot.line, spot.column,
                          picture_line(account, picture, &block));
        buffer_add_json_member(out, "text", picture_words(account, picture, arena));
        buffer_add(out, TEXT("}\n"));
    }
}

void account_write_json(struct buffer *out, const struct account *account, struct arena *arena) {
    buffer_add_format(out, "{\"reason\":\"input\",\"bytes\":%zu,\"replaced\":%zu,\"mended\":%zu", account->bytes.size,
                      account->decoded->replaced, account->decoded->mended);
    buffer_add_json_member(out, "digest", account_digest(account->bytes, arena));
    buffer_add_json_member(out, "draft", account_digest(account->draft->text, arena));
    buffer_add_json_member(out, "name", account->name);
    buffer_add_json_member(out, "charset", account->decoded->charset);
    buffer_add_json_member(out, "why", text_of(account->decoded->why));
    buffer_add(out, TEXT("}\n"));
    json_fields(out, account);
    json_blocks(out, account, arena);
    json_pictures(out, account, arena);
    buffer_add_format(out, "{\"reason\":\"tally\",\"visible\":%zu", account->intake->visible);
    for (size_t i = 0; i < 4; i++)
        buffer_add_format(out, ",\"%s\":%zu", verdict_words[i], account->tally.visible[i]);
    buffer_add_format(out, ",\"lost\":%lld}\n", account->tally.lost);
}
