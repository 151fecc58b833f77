#include "import/hearing.h"

#include "base/utf8.h"
#include "import/hints.h"
#include "import/phrases.h"

#include <string.h>

/* What single lines say, above the text and below it: bylines, sources, dates, rights, topics, bios. */

static bool say(struct hearing *hearing, enum said_field said, struct text value, const char *source, uint16_t weight,
                uint32_t block) {
    return hear_say(hearing, &(struct word_of){.said = said,
                                               .value = value,
                                               .source = source,
                                               .weight = weight,
                                               .from = hearing->intake->blocks.items[block].from,
                                               .block = block});
}

static const struct intake_block *block_at(const struct hearing *hearing, uint32_t i) {
    return &hearing->intake->blocks.items[i];
}

static struct text behind(struct text text, size_t size) {
    text = text_trim(text_after(text, size));
    while (text_starts(text, TEXT(":")) || text_starts(text, TEXT("：")))
        text = text_trim(text_after(text, text.bytes[0] == ':' ? 1 : 3));
    return text;
}

/* What one part of a line says; false when it says nothing that is known. */
static bool hear_part(struct hearing *hearing, struct text part, uint32_t block, bool is_behind_author) {
    size_t size;
    struct text iso;
    bool is_doubtful;
    size_t by = text_find(part, TEXT(" by "), 0);
    if (phrase_begins(part, "published|posted", NULL) && by < part.size)
        say(hearing, SAID_AUTHORS, text_after(part, by + 4), "a line", 62, block);
    if (phrase_begins(part, "updated|last updated|last modified|更新时间|更新", &size))
        return say(hearing, SAID_UPDATED, behind(part, size), "a line", 60, block);
    if (phrase_begins(part, "published|posted on|posted|发布时间|发表时间|日期|时间|publié le|veröffentlicht", &size))
        return say(hearing, SAID_DATE, behind(part, size), "a line", 70, block);
    if (phrase_begins(part, "source|来源|quelle|文章来源", &size) && part.size < 120)
        return say(hearing, SAID_PUBLICATION, behind(part, size), "a line", 70, block);
    if (phrase_begins(part, "by|written by|作者|撰文|文/|posted by|von|par", &size) && part.size < 100 && part.size > size + 1)
        return say(hearing, SAID_AUTHORS, behind(part, size), "a line", 66, block);
    if (part.size < 40 && hear_date(&iso, &is_doubtful, part, hearing->arena))
        return say(hearing, SAID_DATE, part, "a line", 55, block);
    if (is_behind_author && part.size < 60 && block_at(hearing, block)->stops == 0)
        return say(hearing, SAID_PUBLICATION, part, "a line", 40, block);
    return false;
}

static bool is_head_line(const struct intake_block *block) {
    return block->words <= 24 && block->kind != INTAKE_HEADING;
}

/* "(Source: China Daily, 2024-03-19)": what stands in brackets is read without them, and a date behind a comma by itself. */
static bool hear_bracketed(struct hearing *hearing, struct text line, uint32_t block) {
    size_t size;
    if (!text_starts(line, TEXT("(")) || !text_ends(line, TEXT(")")))
        return false;
    line = text_slice(line, 1, line.size - 1);
    if (!phrase_begins(line, "source|来源", &size))
        return false;
    line = behind(line, size);
    size_t comma = text_find_char(line, ',', 0);
    bool is_heard = say(hearing, SAID_PUBLICATION, text_slice(line, 0, comma), "a line", 75, block);
    if (say(hearing, SAID_DATE, text_after(line, comma + 1), "a line", 70, block))
        hear_take(hearing, block, SAID_DATE);
    if (is_heard)
        hear_take(hearing, block, SAID_PUBLICATION);
    return is_heard;
}

static void hear_head_line(struct hearing *hearing, uint32_t block) {
    struct text parts[8], line = block_at(hearing, block)->text;
    if (!is_head_line(block_at(hearing, block)) || hear_bracketed(hearing, line, block))
        return;
    size_t count = hear_parts(parts, line), before = hearing->testimony->count;
    bool has_author = false, is_all = count > 0;
    for (size_t i = 0; i < count; i++) {
        bool is_heard = hear_part(hearing, parts[i], block, has_author);
        is_all &= is_heard;
        has_author |= is_heard && hearing->testimony->items[hearing->testimony->count - 1].said == SAID_AUTHORS;
    }
    for (size_t i = before; is_all && i < hearing->testimony->count; i++)
        hear_take(hearing, block, hearing->testimony->items[i].said);
}

/* Whether a text tells a day: not a year alone. */
static bool has_day(const struct hearing *hearing, struct text text) {
    struct text iso;
    bool is_doubtful;
    return hear_date(&iso, &is_doubtful, text, hearing->arena) && iso.size > 4;
}

/*
 * When nothing else tells a date: the first short line of the page, from its head on, that has one. A day of change says more
 * than a year alone.
 */
static void hear_any_date(struct hearing *hearing) {
    bool has_update = false;
    for (size_t i = 0; i < hearing->testimony->count; i++) {
        has_update |= hearing->testimony->items[i].said == SAID_UPDATED;
        if (hearing->testimony->items[i].said == SAID_DATE)
            return;
    }
    for (uint32_t i = hearing->head; i < hearing->intake->blocks.count && i < hearing->core->end + 10; i++) {
        const struct intake_block *block = block_at(hearing, i);
        if (block->words <= 14 && block->stops < 2 && block->text.size < 120 &&
            !(hearing->hints[block->element] & (HINT_COMMENTS | HINT_RELATED | HINT_SIDEBAR | HINT_FOOTER)) &&
            (!has_update || has_day(hearing, block->text)) && say(hearing, SAID_DATE, block->text, "a short line", 30, i))
            return;
    }
}

/* "Written by Ada Editor", wherever it stands. */
static void hear_written_by(struct hearing *hearing) {
    size_t size;
    for (uint32_t i = 0; i < hearing->intake->blocks.count; i++) {
        const struct intake_block *block = block_at(hearing, i);
        bool is_line =
            block->words <= 9 &&
            phrase_begins(block->text, "written by|author:|article by|story by|words by|作者：|作者:|autor:|geschrieben von",
                          &size);
        if (is_line && !(hearing->hints[block->element] & (HINT_COMMENTS | HINT_RELATED)))
            say(hearing, SAID_AUTHORS, behind(block->text, size), "a line that says so", 52, i);
    }
}

static void hear_head(struct hearing *hearing) {
    for (uint32_t i = hearing->head; i < hearing->head_end; i++)
        if (!hearing->core->is_sure[i] &&
            !(hearing->hints[block_at(hearing, i)->element] & (HINT_NAVIGATION | HINT_RELATED | HINT_COMMENTS | HINT_HIDDEN)))
            hear_head_line(hearing, i);
}

/* Of a plain text: titles and names that stand alone. */

/* Two to four words that all begin with a capital letter, or two to four Han characters. */
static bool is_like_name(struct text text) {
    size_t words = 0, han = 0, characters = 0;
    bool at_start = true;
    for (size_t at = 0; at < text.size;) {
        uint32_t character = utf8_next(text, &at);
        characters++;
        han += utf8_is_han(character);
        if (at_start && character != utf8_lower(character))
            words++;
        else if (at_start && !utf8_is_space(character))
            return han == characters && text.size <= 12;
        if (character != ' ' && character != '-' && character != '.' && character != '\'' && !utf8_is_letter(character))
            return false;
        at_start = character == ' ';
    }
    return (words >= 2 && words <= 4 && text.size < 40) || (han == characters && han >= 2 && han <= 4);
}

/* "Cai Cuihong,“Countering tech fragmenting”" and "Chen Shumei: Technology Revolution Calls for Techno-globalism". */
static bool hear_name_and_title(struct hearing *hearing, uint32_t block) {
    static const char *const marks[] = {",“", ", “", ": ", "：", ",\"", ", \""};
    struct text line = block_at(hearing, block)->text;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = text_find(line, text_of(marks[i]), 0);
        if (at == line.size || !is_like_name(text_slice(line, 0, at)))
            continue;
        struct text title = text_trim(text_after(line, at + strlen(marks[i])));
        if (text_ends(title, TEXT("”")))
            title = text_slice(title, 0, title.size - 3);
        if (text_ends(title, TEXT("\"")))
            title = text_slice(title, 0, title.size - 1);
        say(hearing, SAID_AUTHORS, text_slice(line, 0, at), "the first line", 60, block);
        say(hearing, SAID_TITLE, title, "the first line", 80, block);
        hear_take(hearing, block, SAID_AUTHORS);
        hear_take(hearing, block, SAID_TITLE);
        return true;
    }
    return false;
}

static bool has_title(const struct hearing *hearing) {
    for (size_t i = 0; i < hearing->testimony->count; i++)
        if (hearing->testimony->items[i].said == SAID_TITLE)
            return true;
    return false;
}

static bool is_path(struct text text) {
    return text_contains(text, TEXT(" / ")) || text_contains(text, TEXT(" > ")) || text_contains(text, TEXT(" | "));
}

/* A line with a blank one above and below it, of some words and without what ends a sentence. */
static bool is_like_title(const struct intake_block *block) {
    return block->words >= 2 && block->words <= 25 && block->stops == 0 && !block->follows && block->mark.size == 0 &&
           !is_path(block->text);
}

static void hear_plain_title(struct hearing *hearing) {
    for (uint32_t i = 0; i < hearing->core->first && !has_title(hearing); i++) {
        const struct intake_block *block = block_at(hearing, i);
        if (hearing->testimony->taken[i] || hear_name_and_title(hearing, i))
            continue;
        bool is_alone = i + 1 >= hearing->intake->blocks.count || !block[1].follows;
        if (!is_like_title(block) || !is_alone || is_like_name(block->text) ||
            phrase_within(block->text, "logo|edition|institute|ministry|university"))
            continue;
        say(hearing, SAID_TITLE, block->text, "the first line that could be one", 60, i);
        hear_take(hearing, i, SAID_TITLE);
    }
    for (uint32_t i = 0; i < hearing->core->first; i++)
        if (!hearing->testimony->taken[i] && is_like_name(block_at(hearing, i)->text) && block_at(hearing, i)->words > 1) {
            say(hearing, SAID_AUTHORS, block_at(hearing, i)->text, "a line with a name alone", 50, i);
            hear_take(hearing, i, SAID_AUTHORS);
        }
}

/* A line between the byline and the text, of one sentence: what newspapers set below the title. */
static void hear_standfirst(struct hearing *hearing) {
    uint32_t first = hearing->core->first;
    if (first == 0 || hearing->intake->is_html)
        return;
    const struct intake_block *block = block_at(hearing, first - 1);
    if (hearing->testimony->taken[first - 1] || block->words < 8 || block->words > 45 || block->stops > 1 ||
        block->mark.size > 0 || block->follows)
        return;
    say(hearing, SAID_SUBTITLE, block->text, "the line above the text", 60, first - 1);
    hear_take(hearing, first - 1, SAID_SUBTITLE);
}

enum { BESIDE = 2 };

/* A name alone in a line of a page's head: that of the author where a date stands right above or below. */
static void hear_lone_names(struct hearing *hearing) {
    uint32_t against = HINTS_AGAINST & ~(uint32_t)(HINT_BIO | HINT_TAGS);
    for (uint32_t i = hearing->head; i < hearing->head_end; i++) {
        const struct intake_block *block = block_at(hearing, i);
        if (block->kind == INTAKE_HEADING || block->words < 2 || (hearing->hints[block->element] & against) ||
            !is_like_name(block->text))
            continue;
        for (uint32_t j = i > BESIDE ? i - BESIDE : 0; j <= i + BESIDE && j < hearing->head_end; j++)
            if (block_at(hearing, j)->words <= 12 && has_day(hearing, block_at(hearing, j)->text)) {
                say(hearing, SAID_AUTHORS, block->text, "a line with a name alone", 54, i);
                break;
            }
    }
}

/* Below the text. */

/* "Ada Editor is a professor at ...": a name, is or was, and no more than three sentences. */
static bool is_bio(const struct intake_block *block) {
    if (block->words > 90 || block->stops == 0 || block->words < 8)
        return false;
    struct text head = text_slice(block->text, 0, 80);
    if (phrase_begins(head, "the author is|the authors are|the writer is|about the author|作者为|作者系|作者是", NULL))
        return true;
    size_t is = text_find(head, TEXT(" is "), 0);
    return is < head.size && is_like_name(text_slice(head, 0, is)) &&
           phrase_within(
               block->text,
               "professor|student|researcher|fellow|writer|author|editor|journalist|director|lecturer|scholar|reporter|"
               "correspondent|columnist|analyst|founder|doctoral|postdoctoral|expert");
}

static void hear_bio(struct hearing *hearing, uint32_t i) {
    const struct intake_block *block = block_at(hearing, i);
    if (!is_bio(block))
        return;
    say(hearing, SAID_BIO, block->text, "the lines below the text", 60, i);
    hear_take(hearing, i, SAID_BIO);
    struct text rest = block->text;
    for (size_t is; (is = text_find(rest, TEXT(" is "), 0)) < rest.size;
         rest = text_after(rest, text_find(rest, TEXT(". "), is) + 2)) {
        struct text name = text_slice(rest, 0, is);
        if (is_like_name(name))
            say(hearing, SAID_AUTHORS, name, "what is said of the authors", 45, i);
    }
}

static void hear_tail(struct hearing *hearing) {
    size_t size;
    uint32_t from = hearing->core->end > 3 ? hearing->core->end - 3 : 0;
    for (uint32_t i = from; i < hearing->intake->blocks.count; i++) {
        const struct intake_block *block = block_at(hearing, i);
        if (i < hearing->core->end + 20)
            hear_bio(hearing, i);
        if (!hearing->intake->is_html && phrase_begins(block->text, "copyright|©", NULL) && i >= hearing->core->end) {
            say(hearing, SAID_RIGHTS, block->text, "a line", 50, i);
            hear_take(hearing, i, SAID_RIGHTS);
        }
        if (!hearing->intake->is_html && i >= hearing->core->end &&
            phrase_begins(block->text, "posted in|filed under|tags|topics", &size) && block->words < 20) {
            say(hearing, SAID_TOPICS, behind(block->text, size), "a line", 60, i);
            hear_take(hearing, i, SAID_TOPICS);
        }
    }
}

void hear_lines(struct hearing *hearing) {
    hear_head(hearing);
    hear_written_by(hearing);
    if (!hearing->intake->is_html)
        hear_plain_title(hearing);
    else
        hear_lone_names(hearing);
    hear_standfirst(hearing);
    if (hearing->intake->is_html)
        hear_any_date(hearing);
    hear_tail(hearing);
}
