/* The words of one block: what stands in them that Markdown does not know. */
#include "read/markdown/scan.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "read/markdown/clusters.h"
#include "read/markdown/flanking.h"
#include "read/markdown/shortcodes.h"

#include <string.h>

enum { LONGEST_BYTES = 1000, DEEPEST_BRACKETS = 100, LONGEST_BACKTICKS = 80, LONGEST_WORD = 60 };

/* The words that are being read. */
struct words {
    struct scan *scan;
    struct text body; /* up to the end of the block */
    size_t start, end;
    size_t marked;                          /* where == opened; SIZE_MAX: it has not */
    size_t tag_closer;                      /* the next '>', found last time; 0 before */
    size_t last_run[LONGEST_BACKTICKS + 1]; /* of backticks, by length */
    bool runs_known;
};

/* How another tool's tag begins and ends. */
struct form {
    const char *opener, *closer;
    enum token_kind kind;
    bool one_line;
};

/* The longer openers first. */
static const struct form forms[] = {
    {"[[", "]]", TOKEN_REFERENCE, false}, {"{{<", ">}}", TOKEN_FOREIGN, false}, {"{{%", "%}}", TOKEN_FOREIGN, false},
    {"{{{", "}}}", TOKEN_FOREIGN, false}, {"{{", "}}", TOKEN_FOREIGN, false},   {"{%", "%}", TOKEN_FOREIGN, false},
    {"{# ", "#}", TOKEN_NOTHING, true},   {"{:", "}", TOKEN_FOREIGN, true},
};

enum { FORM_COUNT = sizeof forms / sizeof *forms };

static bool sees(const struct words *words, size_t at, const char *part) {
    return scan_sees(words->scan, at, words->end, part);
}

static char byte_at(const struct words *words, size_t at) {
    return at >= words->start && at < words->end ? words->body.bytes[at] : '\0';
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\0';
}

static bool ends_line(char c) {
    return c == '\n' || c == '\r';
}

static void hide(struct words *words, size_t start, size_t end, enum token_kind kind) {
    tokens_hide(words->scan->tokens, start, end, kind, words->scan->depth, words->scan->arena);
}

static bool can_hide(const struct words *words, size_t start, size_t end) {
    return tokens_can_hide(words->scan->tokens, start, end);
}

static void put(struct words *words, size_t at, char c) {
    tokens_put(words->scan->tokens, at, c, words->scan->arena);
}

/* Code, raw HTML and addresses are passed over ----------------------------------------------------------------------------- */

static size_t run_end(const struct words *words, size_t at, char c) {
    size_t end = at;
    while (byte_at(words, end) == c && end < words->end)
        end++;
    return end;
}

static void find_runs(struct words *words) {
    words->runs_known = true;
    for (size_t at = text_find_char(words->body, '`', words->start); at < words->end;
         at = text_find_char(words->body, '`', at)) {
        size_t end = run_end(words, at, '`');
        if (end - at <= LONGEST_BACKTICKS)
            words->last_run[end - at] = at;
        at = end;
    }
}

/* Behind the code that begins at `at`, or behind its backticks when it never ends. */
static size_t behind_code(struct words *words, size_t at) {
    size_t begun = run_end(words, at, '`'), length = begun - at;
    if (!words->runs_known)
        find_runs(words);
    if (length > LONGEST_BACKTICKS || words->last_run[length] < begun)
        return begun;
    for (size_t run = text_find_char(words->body, '`', begun); run < words->end; run = text_find_char(words->body, '`', run)) {
        size_t end = run_end(words, run, '`');
        if (end - run == length)
            return end;
        run = end;
    }
    return begun;
}

/* Behind a tag, comment or <address>; `at` + 1 when none begins there. */
static size_t behind_tag(struct words *words, size_t at) {
    char next = byte_at(words, at + 1);
    if (!char_is_alphanumeric(next) && next != '/' && next != '!' && next != '?')
        return at + 1;
    if (sees(words, at, "<!--")) {
        size_t end = scan_next(words->scan, &words->scan->next.html_comment, "-->", at + 4);
        return end < words->end ? end + 3 : at + 1;
    }
    if (words->tag_closer <= at)
        words->tag_closer = text_find_char(words->body, '>', at);
    if (words->tag_closer >= words->end || words->tag_closer - at > LONGEST_BYTES)
        return at + 1;
    struct text inside = text_slice(words->body, at + 1, words->tag_closer);
    return text_find_char(inside, '<', 0) < inside.size ? at + 1 : words->tag_closer + 1;
}

static bool is_address_byte(char c) {
    return (unsigned char)c > ' ' && c != '<';
}

/* Behind the bare address that begins at `at`. What ends it that the parser would take for a part is hidden. */
static size_t behind_address(struct words *words, size_t at) {
    while (at < words->end && is_address_byte(words->body.bytes[at])) {
        if ((unsigned char)words->body.bytes[at] >= 0x80 && tokens_address_end(words->body, at)) {
            tokens_end_address(words->scan->tokens, at, words->scan->arena);
            return at + tokens_address_end(words->body, at);
        }
        at++;
    }
    return at;
}

static bool begins_address(const struct words *words, size_t at) {
    if (byte_at(words, at) == ':')
        return sees(words, at, "://") && at > words->start && char_is_alphanumeric(words->body.bytes[at - 1]);
    return sees(words, at, "www.") && !char_is_alphanumeric(byte_at(words, at - 1));
}

static size_t read_tag(struct words *words, size_t at, size_t start);

/* Behind a link's target in round brackets, and its title; when it never ends, behind the last tag in it, or `at`. */
static size_t behind_target(struct words *words, size_t at) {
    size_t depth = 0, tag = at, end;
    char quote = 0;
    for (size_t i = at; i < words->end && i - at < LONGEST_BYTES; i++) {
        char c = words->body.bytes[i];
        if (c == '\\')
            i++;
        else if (c == '{' && (end = read_tag(words, i, i)) > i)
            tag = end, i = end - 1;
        else if (quote ? c == quote : (c == '"' || c == '\'') && is_space(words->body.bytes[i - 1]))
            quote = quote ? 0 : c;
        else if (!quote && c == '(')
            depth++;
        else if (!quote && c == ')' && --depth == 0)
            return i + 1;
    }
    return tag;
}

/* Formulas ------------------------------------------------------------------------------------------------------------------
 */

bool scan_shows_formula(struct text inside, bool one_letter) {
    for (size_t i = 0; i < inside.size && i < LONGEST_BYTES; i++)
        if (strchr("\\^_=+<>|{}", inside.bytes[i]))
            return true;
    inside = text_trim(inside);
    return one_letter && inside.size == 1 && !char_is_digit(inside.bytes[0]);
}

bool scan_is_escaped(struct text text, size_t start, size_t at) {
    size_t before = at;
    while (before > start && text.bytes[before - 1] == '\\')
        before--;
    return (at - before) % 2 == 1;
}

/* $HOME/$USER, $a,$b: names of a shell's values, with a sign between. */
static bool is_path(char before, char behind) {
    return strchr("/,:;-=(", before) && (char_is_alphanumeric(behind) || behind == '_');
}

/* The next dollar, when it can end a formula: no space before it, no digit behind. */
static size_t dollar_closer(struct words *words, size_t at) {
    size_t found = text_find_char(words->body, '$', at);
    while (found < words->end && scan_is_escaped(words->body, words->start, found))
        found = text_find_char(words->body, '$', found + 1);
    bool ends = found < words->end && !is_space(byte_at(words, found - 1)) && !char_is_digit(byte_at(words, found + 1)) &&
                !is_path(byte_at(words, found - 1), byte_at(words, found + 1));
    return ends ? found : words->end;
}

static size_t formula(struct words *words, size_t at, size_t opener, size_t closer, size_t closer_size) {
    size_t end = closer + closer_size;
    bool is_one = closer < words->end && closer > at + opener && end <= words->end && can_hide(words, at, end) &&
                  end - at < 16 * LONGEST_BYTES && text_find_char(text_slice(words->body, at, end), '`', 0) == end - at;
    if (!is_one)
        return at + opener;
    hide(words, at, end, TOKEN_FORMULA);
    return end;
}

/* Where attributes end that stand behind what ends at `at`, which are hidden; or `at`. */
static size_t behind_attributes(struct words *words, size_t at) {
    size_t end = byte_at(words, at) == '{' ? scan_attributes(words->scan, at, words->end) : 0;
    if (!end || !can_hide(words, at, end))
        return at;
    hide(words, at, end, TOKEN_ATTRIBUTES);
    return end;
}

/* {check=no} behind a reference or a citation, which is what a quotation is of: hidden; where it ends, or `at`. */
static size_t behind_waiver(struct words *words, size_t at) {
    size_t end = at + strlen("{check=no}");
    if (!sees(words, at, "{check=no}") || !can_hide(words, at, end))
        return at;
    hide(words, at, end, TOKEN_ATTRIBUTES);
    return end;
}

/* "2,000, or 20" between two dollars: several words, the first of them a number, and no sign of mathematics. */
static bool is_price(struct text inside) {
    return inside.size && char_is_digit(inside.bytes[0]) && text_find_char(inside, ' ', 0) < inside.size &&
           inside.size < LONGEST_BYTES && !scan_shows_formula(inside, false);
}

/*
 * Pandoc's rule: what opens stands before something, what closes behind something and before no digit. And what opens stands
 * behind no letter or digit: A$AP, US$, 20$.
 */
static size_t read_dollar(struct words *words, size_t at) {
    if (!(words->scan->syntax & SYNTAX_MATH))
        return at + 1;
    if (sees(words, at, "$$")) {
        size_t closer = scan_next(words->scan, &words->scan->next.dollars, "$$", at + 2);
        size_t end = formula(words, at, 2, closer, 2);
        return end > at + 2 ? behind_attributes(words, end) : end;
    }
    if (is_space(byte_at(words, at + 1)) || char_is_alphanumeric(byte_at(words, at - 1)))
        return at + 1;
    size_t closer = dollar_closer(words, at + 1);
    return is_price(text_slice(words->body, at + 1, closer)) ? at + 1 : formula(words, at, 1, closer, 1);
}

/* \(x\) and \[x = y\]: but Markdown's own way to write a bracket is the same, \[sic\], and has words in it. */
static size_t escaped_formula(struct words *words, size_t at, size_t closer) {
    bool shows = closer < words->end && closer - at < 16 * LONGEST_BYTES &&
                 scan_shows_formula(text_slice(words->body, at + 2, closer), words->body.bytes[at + 1] == '(');
    return shows ? formula(words, at, 2, closer, 2) : at + 2;
}

static size_t read_backslash(struct words *words, size_t at) {
    char next = byte_at(words, at + 1);
    struct next_places *known = &words->scan->next;
    size_t behind = at + 2 < words->end ? at + 2 : words->end;
    if (next == '(' && words->scan->syntax & SYNTAX_MATH)
        return escaped_formula(words, at, scan_next(words->scan, &known->paren, "\\)", behind));
    if (next == '[' && words->scan->syntax & SYNTAX_MATH)
        return escaped_formula(words, at, scan_next(words->scan, &known->bracket, "\\]", behind));
    if (words->scan->syntax & SYNTAX_SMART && next && strchr("\"'-.", next))
        put(words, at, SIGN_LITERAL);
    return behind;
}

/* Comments ------------------------------------------------------------------------------------------------------------------
 */

/* Whether nothing but this stands on its line or lines, with nothing above and below. */
static bool is_alone(const struct words *words, size_t start, size_t end) {
    const size_t first = start > LONGEST_BYTES ? start - LONGEST_BYTES : 0, last = end + LONGEST_BYTES;
    while (start > words->start && start > first && strchr(" \t", words->body.bytes[start - 1]))
        start--;
    while (end < words->end && end < last && strchr(" \t\r\n", words->body.bytes[end]))
        end++;
    return start == words->start && end == words->end;
}

/* Nobody may see it, and nothing puts it back. One in the midst of a line leaves a mark that writes nothing. */
static size_t leave_out(struct words *words, size_t start, size_t end) {
    bool several = false;
    for (size_t at = start; at < end && !several; at++)
        several = ends_line(words->scan->tokens->body.bytes[at]);
    if (!several && !is_alone(words, start, end) && can_hide(words, start, end)) {
        hide(words, start, end, TOKEN_NOTHING);
        return end;
    }
    tokens_erase(words->scan->tokens, start, end, words->scan->arena);
    words->body = text_slice(words->scan->tokens->body, 0, words->end);
    if (end > words->end)
        words->scan->resume = end;
    return end;
}

/* "%d%%", "%5.1f%%": a sign in another program's pattern. */
static bool is_in_pattern(const struct words *words, size_t at) {
    size_t start = at;
    while (at - start < 8 && (char_is_alphanumeric(byte_at(words, start - 1)) || byte_at(words, start - 1) == '.'))
        start--;
    return start < at && byte_at(words, start - 1) == '%' && byte_at(words, start - 2) != '%';
}

/*
 * A percent sign written twice is one behind a number and before no word: 100%%, not 2020%%private%%. Unless the next two on
 * the line can only end what these begin: better a text too few than one that was private.
 */
static bool is_percent(const struct words *words, size_t at) {
    if (is_in_pattern(words, at))
        return true;
    if (!char_is_digit(byte_at(words, at - 1)) || char_is_alphanumeric(byte_at(words, at + 2)) ||
        (byte_at(words, at + 2) & 0x80))
        return false;
    size_t line_end = at;
    while (line_end < words->end && line_end - at < LONGEST_BYTES && !ends_line(words->body.bytes[line_end]))
        line_end++;
    size_t next = text_find(text_slice(words->body, 0, line_end), TEXT("%%"), at + 2);
    while (next < line_end && is_in_pattern(words, next))
        next = text_find(text_slice(words->body, 0, line_end), TEXT("%%"), next + 2);
    return next >= line_end || char_is_digit(byte_at(words, next - 1)) || !is_space(byte_at(words, next + 2));
}

static size_t read_percent(struct words *words, size_t at) {
    if (!sees(words, at, "%%"))
        return at + 1;
    if (is_percent(words, at))
        return at + 2;
    size_t closer = scan_next(words->scan, &words->scan->next.comment, "%%", at + 2);
    while (closer < words->scan->tokens->body.size && words->scan->tokens->body.bytes[closer - 1] == '\\')
        closer = text_find(words->scan->tokens->body, TEXT("%%"), closer + 1);
    if (closer < words->scan->tokens->body.size)
        return leave_out(words, at, closer + 2);
    if (words->scan->unclosed_comment == SIZE_MAX)
        words->scan->unclosed_comment = at;
    return at + 2;
}

/* Other tools' tags -----------------------------------------------------------------------------------------------------------
 */

static size_t next_line(const struct words *words, size_t at, size_t limit) {
    at += sees(words, at, "\r\n") ? 2 : 1;
    while (at < limit && strchr(" \t>", words->body.bytes[at]))
        at++;
    return at >= limit || strchr("\r\n-+*#|`~=<", words->body.bytes[at]) ? limit : at;
}

/* Where the words of a reference are read, behind its bar. */
struct label {
    bool is_open;
    size_t depth;        /* of brackets in them */
    size_t first_closer; /* what ends them where these brackets are not in pairs; SIZE_MAX: nothing yet */
};

/* Behind the code that begins at `at`, or behind its first marks when it has no end on this line. */
static size_t code_end(const struct words *words, size_t at, size_t limit) {
    size_t begun = at;
    while (at < limit && words->body.bytes[at] == '`')
        at++;
    struct text marks = text_slice(words->body, begun, at);
    struct text line = text_slice(words->body, at, text_find_char(text_slice(words->body, 0, limit), '\n', at));
    size_t end = text_find(line, marks, 0);
    return end < line.size ? at + end + marks.size : at;
}

/* The next place to look at behind `at`, in the words of a reference; 0 when this is none. */
static size_t read_label(struct label *label, const struct words *words, size_t at, size_t limit) {
    char c = words->body.bytes[at];
    if (c == '`')
        return label->is_open ? code_end(words, at, limit) : 0;
    if (c != '[' && c != ']') {
        label->is_open |= c == '|';
        return label->is_open && c == '\\' && at + 1 < limit && !ends_line(words->body.bytes[at + 1]) ? at + 2 : at + 1;
    }
    if (!label->is_open || (c == ']' && !label->depth))
        return 0;
    if (c == ']' && label->first_closer == SIZE_MAX && sees(words, at, "]]"))
        label->first_closer = at;
    label->depth += c == '[' ? 1 : -(size_t)1;
    return at + 1;
}

/* Where the closer of a tag that begins at `at` begins; SIZE_MAX when it has none. */
static size_t tag_closer(const struct words *words, size_t at, const struct form *form) {
    size_t begun = at + strlen(form->opener), limit = at + LONGEST_BYTES < words->end ? at + LONGEST_BYTES : words->end;
    if (scan_next(words->scan, &words->scan->next.form[form - forms], form->closer, begun) >= limit)
        return SIZE_MAX;
    struct label label = {.first_closer = SIZE_MAX};
    bool is_reference = form->kind == TOKEN_REFERENCE;
    for (at = begun; at < limit;) {
        char c = words->body.bytes[at];
        if (!label.depth && sees(words, at, form->closer))
            return at;
        if (ends_line(c) ? form->one_line : c == '`' && !is_reference)
            return SIZE_MAX;
        at = ends_line(c) ? next_line(words, at, limit) : is_reference ? read_label(&label, words, at, limit) : at + 1;
        if (at == 0)
            return SIZE_MAX;
    }
    return label.first_closer;
}

/* (url), (<url>) or (url "title") behind what stands between brackets; (p. 3) and (see there) are words. */
static bool is_destination(const struct words *words, size_t at) {
    struct text line = text_slice(words->body, at + 1, words->end);
    size_t end = 0;
    while (end < line.size && !strchr(" \t\r\n)", line.bytes[end]))
        end++;
    struct text behind = text_trim(text_slice(line, end, text_find_char(line, ')', end) + 1));
    return text_starts(line, TEXT("<")) || (behind.size > 0 && strchr(")\"'(", behind.bytes[0]) != NULL);
}

/* Labels that the parser takes for one are one; some that it tells apart are, too. */
static struct text folded_label(struct text label, struct arena *arena) {
    struct buffer folded = {0};
    struct text word, rest = utf8_fold(label, arena);
    while (text_cut(&word, &rest, ' '))
        buffer_add(&folded, text_trim(word));
    return buffer_take(&folded, arena);
}

/* All labels in the body that a colon follows: [label]: https://example.org. */
static void find_link_labels(struct scan *scan) {
    struct text body = scan->tokens->body;
    size_t open = SIZE_MAX;
    scan->link_labels_known = true;
    for (size_t at = 0; at < body.size; at++) {
        if (body.bytes[at] == '[')
            open = at + 1;
        if (body.bytes[at] == ']' && open < at && at + 1 < body.size && body.bytes[at + 1] == ':')
            table_put(&scan->link_labels, folded_label(text_slice(body, open, at), scan->arena), 1, scan->arena);
        if (body.bytes[at] == ']')
            open = SIZE_MAX;
    }
}

/*
 * [label] behind what stands between brackets, where something says where it leads; in [[x]][sic] nothing does. [[x]], [^note],
 * [@work] and [-@work] are something of their own.
 */
static bool is_link_label(const struct words *words, size_t at) {
    struct scan *scan = words->scan;
    size_t limit = at + LONGEST_BYTES < words->end ? at + LONGEST_BYTES : words->end;
    size_t end = text_find_char(text_slice(words->body, 0, limit), ']', at);
    struct text label = text_slice(words->body, at + 1, end);
    if (sees(words, at, "[[") || sees(words, at, "[^") || sees(words, at, "[@") || sees(words, at, "[-@"))
        return false;
    if (!scan->link_labels_known)
        find_link_labels(scan);
    bool is_simple = text_find_char(label, '\n', 0) == label.size && text_find_char(label, '\\', 0) == label.size;
    return end == limit || !label.size || !is_simple || table_get(&scan->link_labels, folded_label(label, scan->arena)) != NONE;
}

/* What looks like a reference, but is Markdown: [[1]](url), [[1]][ref] where [ref]: url is, [[^note]]. */
static bool is_markdown(const struct words *words, size_t start, size_t end) {
    char next = byte_at(words, end);
    return byte_at(words, start + 2) == '^' || (next == '(' && is_destination(words, end)) ||
           (next == '[' && is_link_label(words, end));
}

/* "endraw" in {% endraw %}, {%- endraw -%}; the name of {{< /x >}} begins with its stroke. */
static struct text tag_name(const struct words *words, size_t start, size_t end) {
    while (start < end && strchr("{}<%- \t\r\n", words->body.bytes[start]))
        start++;
    size_t stop = start;
    while (stop < end && !strchr("{}>%- \t\r\n", words->body.bytes[stop]))
        stop++;
    return text_slice(words->body, start, stop);
}

/* {% comment %} hides all up to {% endcomment %}. */
static size_t read_liquid_comment(struct words *words, size_t start) {
    struct text body = words->scan->tokens->body;
    size_t closer = scan_next(words->scan, &words->scan->next.tag, "endcomment", start);
    size_t end = text_find(body, TEXT("%}"), closer);
    if (end < body.size)
        return leave_out(words, start, end + 2);
    if (words->scan->unclosed_comment == SIZE_MAX)
        words->scan->unclosed_comment = start;
    return start + 2;
}

static void note_untaken(struct words *words, size_t at, size_t size) {
    *array_add(&words->scan->untaken, words->scan->arena) = (struct untaken_part){at, size};
}

/* A tag for a picture that Markdown has room for in its place is written over by it. */
static bool put_picture(struct words *words, size_t at, size_t end) {
    struct text tag = text_slice(words->body, at, end), made = shortcodes_picture(tag, words->scan->arena), argument;
    for (size_t from = 0; made.size && shortcodes_untaken(&argument, tag, &from);)
        note_untaken(words, at + (size_t)(argument.bytes - tag.bytes), argument.size);
    for (size_t i = 0; made.size && i < end - at; i++)
        put(words, at + i, made.bytes[i]);
    return made.size > 0;
}

static bool raw_ends(const struct words *words, size_t at) {
    return scan_next(words->scan, &words->scan->next.raw, "endraw", at) < words->scan->tokens->body.size;
}

static size_t take_tag(struct words *words, size_t at, size_t end, enum token_kind kind) {
    struct text name = kind == TOKEN_FOREIGN ? tag_name(words, at, end) : (struct text){0};
    bool is_liquid = sees(words, at, "{%"), ends_raw = is_liquid && text_equal(name, TEXT("endraw"));
    if (is_liquid && !words->scan->is_raw && text_equal(name, TEXT("comment")))
        return read_liquid_comment(words, at);
    if (kind == TOKEN_NOTHING && !words->scan->is_raw)
        return leave_out(words, at, end);
    if (is_liquid && !words->scan->is_raw && text_equal(name, TEXT("raw")) && raw_ends(words, end)) {
        words->scan->is_raw = true;
        kind = TOKEN_NOTHING;
    } else if (words->scan->is_raw && kind != TOKEN_REFERENCE) {
        words->scan->is_raw = !ends_raw;
        kind = ends_raw ? TOKEN_NOTHING : TOKEN_RAW;
    } else if (ends_raw) {
        kind = TOKEN_NOTHING;
    }
    if (kind == TOKEN_FOREIGN && put_picture(words, at, end))
        return end;
    hide(words, at, end, kind);
    return kind == TOKEN_REFERENCE ? behind_waiver(words, end) : end;
}

/* Hides the tag or reference that begins at `at`. Returns `at` when none does. */
static size_t read_tag(struct words *words, size_t at, size_t start) {
    for (size_t i = 0; i < FORM_COUNT; i++) {
        const struct form *form = &forms[i];
        if (!sees(words, at, form->opener))
            continue;
        size_t closer = tag_closer(words, at, form), end = closer + strlen(form->closer);
        if (closer == SIZE_MAX || (form->kind == TOKEN_REFERENCE && is_markdown(words, at, end)) ||
            !can_hide(words, start, end) || end - start < 4)
            return at;
        return take_tag(words, start, end, start < at ? TOKEN_EMBED : form->kind);
    }
    return at;
}

/* Attributes ------------------------------------------------------------------------------------------------------------------
 */

static bool is_attribute_byte(char c) {
    return (unsigned char)c >= 0x80 || char_is_alphanumeric(c) || (c && strchr("-_:.", c));
}

static size_t word_end(struct text line, size_t at) {
    while (at < line.size && is_attribute_byte(line.bytes[at]))
        at++;
    return at;
}

/* Behind a value, which may be in quotation marks; 0 when there is none. */
static size_t value_end(struct text line, size_t at) {
    if (at < line.size && (line.bytes[at] == '"' || line.bytes[at] == '\'')) {
        size_t end = text_find_char(line, line.bytes[at], at + 1);
        return end < line.size ? end + 1 : 0;
    }
    size_t end = at;
    while (end < line.size && !strchr(" \t}\"'{=", line.bytes[end]))
        end++;
    return end > at ? end : 0;
}

/* Behind one of #id, .class, key=value and a hyphen; 0 when none stands there. */
static size_t attribute_end(struct text line, size_t at) {
    char c = line.bytes[at];
    if (c == '-' && at + 1 < line.size && strchr(" }", line.bytes[at + 1]))
        return at + 1;
    if (c == '#' || c == '.') {
        size_t end = c == '#' ? value_end(line, at + 1) : word_end(line, at + 1);
        return end > at + 1 ? end : 0;
    }
    size_t equals = word_end(line, at);
    return equals > at && equals < line.size && line.bytes[equals] == '=' ? value_end(line, equals + 1) : 0;
}

size_t scan_attributes(const struct scan *scan, size_t at, size_t end) {
    struct text line = text_slice(scan->tokens->body, 0, at + LONGEST_BYTES < end ? at + LONGEST_BYTES : end);
    bool any = false;
    if (at >= line.size || line.bytes[at] != '{')
        return 0;
    for (at += at + 1 < line.size && line.bytes[at + 1] == ':' ? 2 : 1; at < line.size;) {
        if (line.bytes[at] == '}')
            return any ? at + 1 : 0;
        if (line.bytes[at] == ' ') {
            at++;
            continue;
        }
        at = attribute_end(line, at);
        any = true;
        if (!at)
            return 0;
    }
    return 0;
}

static bool only_space_to_end(const struct words *words, size_t at) {
    while (at < words->end && strchr(" \t#\r\n", words->body.bytes[at]))
        at++;
    return at == words->end;
}

/* Alone on its line, behind the marks of quotations. */
static bool has_line(const struct words *words, size_t start, size_t end) {
    while (start > words->start && strchr(" \t>", words->body.bytes[start - 1]))
        start--;
    while (end < words->end && strchr(" \t", words->body.bytes[end]))
        end++;
    return (start == words->start || ends_line(words->body.bytes[start - 1])) &&
           (end == words->end || ends_line(words->body.bytes[end]));
}

/* {: .name} and {:toc} of kramdown: for the block above, which takes nothing and is told so, or for what stands right before.
 */
static size_t read_kramdown(struct words *words, size_t at) {
    size_t end = sees(words, at, "{:") ? scan_attributes(words->scan, at, words->end) : 0;
    if (!end && sees(words, at, "{:toc}"))
        end = at + strlen("{:toc}");
    if (!end || !can_hide(words, at, end))
        return at;
    if (!has_line(words, at, end)) {
        hide(words, at, end, TOKEN_ATTRIBUTES);
        return end;
    }
    note_untaken(words, at, end - at);
    tokens_erase(words->scan->tokens, at, end, words->scan->arena);
    words->body = text_slice(words->scan->tokens->body, 0, words->end);
    return end;
}

static size_t read_brace(struct words *words, size_t at) {
    size_t end = read_kramdown(words, at);
    if (end == at)
        end = read_tag(words, at, at);
    if (end > at)
        return end;
    end = scan_attributes(words->scan, at, words->end);
    if (!end || !only_space_to_end(words, end) || !can_hide(words, at, end))
        return at + 1;
    hide(words, at, end, TOKEN_ATTRIBUTES);
    return end;
}

/* Brackets --------------------------------------------------------------------------------------------------------------------
 */

static void open_bracket(struct words *words, size_t at, char kind) {
    if (words->scan->brackets.count < DEEPEST_BRACKETS)
        *array_add(&words->scan->brackets, words->scan->arena) = (struct open_bracket){at, kind};
}

/* All that is defined by [^words with spaces]: in the body. */
static void find_spaced_notes(struct scan *scan) {
    struct text body = scan->tokens->body;
    scan->spaced_notes_known = true;
    for (size_t at = text_find(body, TEXT("[^"), 0); at < body.size; at = text_find(body, TEXT("[^"), at + 2)) {
        size_t end = text_find_char(text_slice(body, 0, at + LONGEST_BYTES), ']', at);
        struct text name = text_slice(body, at, end + 1);
        bool is_definition =
            end + 1 < body.size && body.bytes[end + 1] == ':' && (at == 0 || strchr("\n\r >", body.bytes[at - 1]));
        if (is_definition && text_find_char(name, ' ', 0) < name.size)
            table_put(&scan->spaced_notes, text_lower_ascii(name, scan->arena), 1, scan->arena);
    }
}

/* The parser knows no name of a note with spaces, so these become hyphens for it. */
static void join_note(struct words *words, size_t at, size_t end) {
    struct text name = text_slice(words->body, at, end);
    if (text_find_char(name, ' ', 0) == name.size)
        return;
    if (!words->scan->spaced_notes_known)
        find_spaced_notes(words->scan);
    bool is_defined = table_get(&words->scan->spaced_notes, text_lower_ascii(name, words->scan->arena)) != NONE;
    for (size_t i = at; i < end && is_defined; i++)
        if (words->body.bytes[i] == ' ')
            put(words, i, '-');
}

static size_t read_bracket(struct words *words, size_t at) {
    size_t end = read_tag(words, at, at);
    if (end > at)
        return end;
    if (byte_at(words, at + 1) == '^') {
        end = text_find_char(text_slice(words->body, 0, at + LONGEST_BYTES), ']', at);
        if (end < words->end)
            join_note(words, at, end + 1);
        return end < words->end ? end + 1 : at + 1;
    }
    open_bracket(words, at, '[');
    return at + 1;
}

static size_t read_exclamation(struct words *words, size_t at) {
    if (!sees(words, at, "!["))
        return at + 1;
    size_t end = sees(words, at, "![[") ? read_tag(words, at + 1, at) : at + 1;
    if (end > at + 1)
        return end;
    open_bracket(words, at + 1, '!');
    return at + 2;
}

/* [@key, p. 3], [see @one; @two], [-@key] */
static bool is_citation(struct text inside) {
    for (size_t at = text_find_char(inside, '@', 0); at + 1 < inside.size; at = text_find_char(inside, '@', at + 1))
        if ((at == 0 || strchr(" -;{", inside.bytes[at - 1])) && char_is_alphanumeric(inside.bytes[at + 1]))
            return true;
    return false;
}

static void take_span(struct words *words, size_t open, size_t close, char opens, char closes) {
    put(words, open, opens);
    put(words, close, closes);
}

/* A reference definition's address and title are no words: [name]: address "title". */
static bool begins_definition(const struct words *words, size_t open, size_t close) {
    return open == words->start && byte_at(words, close + 1) == ':' && is_space(byte_at(words, close + 2));
}

/* "[@key]: words that go on" defines nothing: behind an address stands a title in quotation marks, or nothing. */
static bool goes_on_as_words(const struct words *words, size_t close) {
    struct text line = text_slice(words->body, close + 2, words->end), address;
    line = text_slice(line, 0, text_find_char(line, '\n', 0));
    line = text_trim(line);
    if (text_starts(line, TEXT("<")) || !text_cut(&address, &line, ' '))
        return false;
    line = text_trim(line);
    return line.size && !strchr("\"'(", line.bytes[0]);
}

/* "my file.pdf", "/media/my file": a path, and no words that happen to stand between brackets. */
static bool is_spaced_path(struct text target) {
    if (text_find_char(target, ' ', 0) == target.size || text_find_char(target, '<', 0) < target.size)
        return false;
    size_t dot = target.size;
    while (dot > 0 && char_is_alphanumeric(target.bytes[dot - 1]))
        dot--;
    bool has_ending = dot > 1 && target.bytes[dot - 1] == '.' && dot < target.size && target.size - dot <= 5;
    return target.bytes[0] == '/' || target.bytes[0] == '.' || has_ending;
}

/* Where the bracket closes that opens at `at`; the end of the line when it does not. */
static size_t matching_paren(struct text line, size_t at) {
    for (size_t depth = 0; at < line.size; at++) {
        depth += line.bytes[at] == '(' ? 1 : line.bytes[at] == ')' ? -(size_t)1 : 0;
        if (!depth)
            return at;
    }
    return line.size;
}

/* Markdown takes no address with a space that does not stand between < and >. Behind it; 0 when there is none. */
static size_t hide_spaced_target(struct words *words, size_t at) {
    struct text line = text_slice(words->body, 0, at + LONGEST_BYTES < words->end ? at + LONGEST_BYTES : words->end);
    line = text_slice(line, 0, text_find_char(line, '\n', at));
    size_t end = matching_paren(line, at), title = end;
    if (end < line.size && strchr("\"'", line.bytes[end - 1]))
        title = text_find(line, line.bytes[end - 1] == '"' ? TEXT(" \"") : TEXT(" '"), at);
    struct text target = text_trim(text_slice(line, at + 1, title));
    size_t start = (size_t)(target.bytes - words->body.bytes);
    if (end == line.size || title > end || !target.size || !is_spaced_path(target) ||
        !can_hide(words, start, start + target.size))
        return 0;
    hide(words, start, start + target.size, TOKEN_RAW);
    return end + 1;
}

/* Longer ones are words that happen to name somebody. */
static bool is_cluster(const struct words *words, struct text inside) {
    struct cluster cluster = {0};
    if (!(words->scan->syntax & SYNTAX_CITES))
        return is_citation(inside);
    return inside.size < 4 * LONGEST_BYTES && text_contains(inside, TEXT("@")) &&
           cluster_in_brackets(&cluster, inside, words->scan->arena);
}

/* Those from `from` on stand in something that is no words of this block. */
static void forget_bare_keys(struct scan *scan, size_t from) {
    while (scan->bare_keys.count && scan->bare_keys.items[scan->bare_keys.count - 1].at >= from)
        scan->bare_keys.count--;
}

/* No bracket is open that could take them in: what nothing else has hidden is a citation. */
static void hide_bare_keys(struct words *words) {
    struct scan *scan = words->scan;
    for (size_t i = 0; i < scan->bare_keys.count; i++) {
        struct bare_key key = scan->bare_keys.items[i];
        bool is_free = text_equal(text_slice(scan->tokens->masked, key.at, key.end), text_slice(words->body, key.at, key.end));
        if (is_free && can_hide(words, key.at, key.end))
            hide(words, key.at, key.end, TOKEN_CITATION);
    }
    scan->bare_keys.count = 0;
}

/* [docs] is a link where another line says where it leads. */
static bool is_defined(const struct words *words, size_t open, size_t close) {
    struct text body = words->scan->tokens->body, name = text_slice(words->body, open, close + 1);
    struct text definition = text_format(words->scan->arena, "\n%.*s:", TEXT_ARGS(name));
    size_t found = text_find(body, definition, 0);
    if (found + 1 == open)
        found = text_find(body, definition, open);
    return found < body.size;
}

/* Behind "[p. 33]" that follows a key; `at` where no such bracket does. */
static size_t behind_key_bracket(const struct words *words, size_t at) {
    size_t open = at;
    while (open < words->end && open - at < LONGEST_BYTES && is_space(words->body.bytes[open]))
        open++;
    if (byte_at(words, open) != '[' || strchr("^[", byte_at(words, open + 1)))
        return at;
    struct text ahead = text_slice(words->body, 0, open + LONGEST_BYTES);
    size_t close = cluster_bracket_end(ahead, open);
    char next = close < SIZE_MAX ? byte_at(words, close + 1) : '[';
    return next == '[' || next == '(' || is_defined(words, open, close) ? at : close + 1;
}

/* @key, and what stands in brackets behind it. */
static size_t read_at(struct words *words, size_t at) {
    struct cluster_item item = {0};
    struct cluster cluster;
    size_t end = words->scan->syntax & SYNTAX_CITES ? cluster_key(&item, words->body, at) : 0;
    if (!end)
        return at + 1;
    size_t behind = behind_key_bracket(words, end);
    if (behind > end && !cluster_of(&cluster, text_slice(words->body, at, behind), words->scan->arena))
        behind = end;
    *array_add(&words->scan->bare_keys, words->scan->arena) = (struct bare_key){at, behind};
    return behind;
}

static size_t close_bracket(struct words *words, struct open_bracket open, size_t at) {
    char next = byte_at(words, at + 1);
    size_t end;
    if (open.kind == '^') {
        take_span(words, open.at, at, SIGN_NOTE_OPENS, SIGN_NOTE_CLOSES);
        put(words, open.at + 1, SIGN_NOTE_BRACKET);
        words->scan->has_notes = true;
        return at + 1;
    }
    if (next == '(' && ((end = hide_spaced_target(words, at + 1)) || (end = behind_target(words, at + 1)) > at + 1))
        return behind_attributes(words, end);
    struct text inside = text_slice(words->body, open.at + 1, at);
    if (begins_definition(words, open.at, at) && !goes_on_as_words(words, at)) {
        forget_bare_keys(words->scan, open.at);
        return words->end;
    }
    bool is_waived = sees(words, at + 1, "{check=no}") && is_cluster(words, inside);
    if (open.kind == '[' && next == '{' && !is_waived && (end = behind_attributes(words, at + 1)) > at + 1) {
        take_span(words, open.at, at, SIGN_SPAN_OPENS, SIGN_SPAN_CLOSES);
        return end;
    }
    if (open.kind == '[' && is_cluster(words, inside) && can_hide(words, open.at, at + 1) &&
        text_equal(text_slice(words->scan->tokens->masked, open.at + 1, at), inside)) {
        forget_bare_keys(words->scan, open.at);
        hide(words, open.at, at + 1, TOKEN_CITATION);
        return behind_waiver(words, at + 1);
    }
    return at + 1;
}

static size_t read_closing_bracket(struct words *words, size_t at) {
    if (!words->scan->brackets.count)
        return at + 1;
    size_t behind = close_bracket(words, words->scan->brackets.items[--words->scan->brackets.count], at);
    if (!words->scan->brackets.count)
        hide_bare_keys(words);
    return behind;
}

/* What encloses words
 * ----------------------------------------------------------------------------------------------------------- */

static size_t read_equals(struct words *words, size_t at) {
    size_t end = run_end(words, at, '=');
    if (end - at != 2)
        return end;
    if (words->marked < SIZE_MAX && !is_space(byte_at(words, at - 1)) && at > words->marked + 2) {
        for (size_t i = 0; i < 2; i++)
            take_span(words, words->marked + i, at + i, SIGN_MARKED_OPENS, SIGN_MARKED_CLOSES);
        words->marked = SIZE_MAX;
    } else if (!is_space(byte_at(words, end)) && !char_is_alphanumeric(byte_at(words, at - 1))) {
        words->marked = at;
    }
    return end;
}

/* The end of a word without spaces up to `c`; 0 when there is none. */
static size_t short_word(const struct words *words, size_t at, char c) {
    size_t end = at;
    while (end < words->end && end - at < LONGEST_WORD && words->body.bytes[end] != c) {
        unsigned char byte = (unsigned char)words->body.bytes[end];
        if (is_space((char)byte) || strchr("`[]<>\\", byte) || byte >= 0xe1)
            return 0;
        end++;
    }
    return end > at && byte_at(words, end) == c ? end : 0;
}

static bool has_letter(struct text text) {
    for (size_t i = 0; i < text.size; i++)
        if (char_is_alphanumeric(text.bytes[i]) || (unsigned char)text.bytes[i] >= 0x80)
            return true;
    return false;
}

/* Between two numbers, or beside a wide character, a tilde says "to". */
static bool is_range(const struct words *words, size_t at) {
    char before = byte_at(words, at - 1), behind = byte_at(words, at + 1);
    return (char_is_digit(before) && char_is_digit(behind)) || (unsigned char)before >= 0xe1 || (unsigned char)behind >= 0xe1 ||
           flanking_before(words->body, at) >= 0x1100;
}

static bool is_base(char c) {
    return char_is_alphanumeric(c) || (unsigned char)c >= 0x80 || (c && strchr(")]}*", c));
}

/* A single tilde that opens like GitHub's deletion: ~words~. */
static bool looks_like_deletion(const struct words *words, size_t at) {
    if (!is_space(byte_at(words, at - 1)) || is_space(byte_at(words, at + 1)) || byte_at(words, at + 1) == '/')
        return false;
    struct text ahead = text_slice(words->body, 0, at + LONGEST_BYTES);
    size_t closer = text_find_char(ahead, '~', at + 1);
    return closer < ahead.size && !is_space(byte_at(words, closer - 1)) && !char_is_alphanumeric(byte_at(words, closer + 1)) &&
           byte_at(words, closer + 1) != '~';
}

static size_t read_tilde(struct words *words, size_t at) {
    size_t end = run_end(words, at, '~'), closer;
    if (end - at > 1 || !(words->scan->syntax & SYNTAX_TILDE)) {
        flanking_cloak(words->scan->tokens, at, end, words->scan->arena);
        return end;
    }
    if (is_range(words, at))
        return end;
    if (is_base(byte_at(words, at - 1)) && (closer = short_word(words, end, '~')) && byte_at(words, closer + 1) != '~' &&
        !is_range(words, closer)) {
        take_span(words, at, closer, SIGN_BELOW_OPENS, SIGN_BELOW_CLOSES);
        return closer + 1;
    }
    if (looks_like_deletion(words, at)) {
        put(words, at, SIGN_TILDE);
        words->scan->first_tilde = words->scan->first_tilde == SIZE_MAX ? at : words->scan->first_tilde;
    }
    return end;
}

static size_t block_id_end(const struct words *words, size_t at) {
    size_t end = at + 1;
    while (end < words->end && (char_is_alphanumeric(words->body.bytes[end]) || words->body.bytes[end] == '-'))
        end++;
    return end > at + 1 && is_space(byte_at(words, at - 1)) && only_space_to_end(words, end) ? end : 0;
}

static size_t read_caret(struct words *words, size_t at) {
    if (sees(words, at, "^[")) {
        open_bracket(words, at, '^');
        return at + 2;
    }
    size_t closer = byte_at(words, at - 1) == '[' ? 0 : short_word(words, at + 1, '^');
    if (closer && has_letter(text_slice(words->body, at + 1, closer))) {
        take_span(words, at, closer, SIGN_ABOVE_OPENS, SIGN_ABOVE_CLOSES);
        return closer + 1;
    }
    size_t end = block_id_end(words, at);
    if (!end || !can_hide(words, at, end))
        return at + 1;
    hide(words, at, end, TOKEN_BLOCK_ID);
    return end;
}

static size_t read_asterisk(struct words *words, size_t at) {
    size_t end = run_end(words, at, '*');
    flanking_cloak(words->scan->tokens, at, end, words->scan->arena);
    return end;
}

static size_t read_backtick(struct words *words, size_t at) {
    size_t end = behind_code(words, at);
    return byte_at(words, end - 1) == '`' && end > run_end(words, at, '`') ? behind_attributes(words, end) : end;
}

static size_t read_address(struct words *words, size_t at) {
    return begins_address(words, at) ? behind_address(words, at) : at + 1;
}

typedef size_t word_reader(struct words *words, size_t at);

/* What each byte may begin. */
static word_reader *const readers[128] = {
    ['\\'] = read_backslash,      ['`'] = read_backtick,    ['<'] = behind_tag,   ['['] = read_bracket,
    [']'] = read_closing_bracket, ['!'] = read_exclamation, ['{'] = read_brace,   ['$'] = read_dollar,
    ['%'] = read_percent,         ['='] = read_equals,      ['~'] = read_tilde,   ['^'] = read_caret,
    ['*'] = read_asterisk,        [':'] = read_address,     ['w'] = read_address, ['@'] = read_at,
};

void scan_words(struct scan *scan, size_t start, size_t end) {
    struct words words = {
        .scan = scan,
        .body = text_slice(scan->tokens->body, 0, end),
        .start = start,
        .end = end,
        .marked = SIZE_MAX,
    };
    scan->brackets.count = scan->bare_keys.count = 0;
    for (size_t at = start; at < end;) {
        unsigned char byte = (unsigned char)words.body.bytes[at];
        at = byte < 128 && readers[byte] ? readers[byte](&words, at) : at + 1;
    }
    hide_bare_keys(&words);
}
