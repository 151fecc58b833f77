#include "import/metadata/internal.h"

#include "base/utf8.h"
#include "import/hints.h"
#include "import/phrases.h"

#include <string.h>

/* What single lines say, above the text and below it: bylines, sources, dates, rights, topics, bios. */

static struct text behind(struct text text, size_t size) {
    text = text_trim(text_after(text, size));
    while (text_starts(text, TEXT(":")) || text_starts(text, TEXT("：")))
        text = text_trim(text_after(text, text.bytes[0] == ':' ? 1 : 3));
    return text;
}

/* How parts of a line begin, and what is said behind that. */
static const struct {
    const char *begins;
    enum said_field said;
    uint16_t weight;
    size_t bytes_under; /* longer ones are sentences */
} beginnings[] = {
    {"updated|last updated|last modified|更新时间|更新", SAID_UPDATED, 60, SIZE_MAX},
    {"published|posted on|posted|发布时间|发表时间|日期|时间|publié le|veröffentlicht", SAID_DATE, 70, SIZE_MAX},
    {"source|来源|quelle|文章来源", SAID_PUBLICATION, 70, 120},
    {"by|written by|作者|撰文|文/|posted by|von|par", SAID_AUTHORS, 66, 100},
};

/* "Published August 7, 2023 by Ada Editor". */
static void find_by(struct metadata_search *search, struct text part, uint32_t block) {
    size_t by = text_find(part, TEXT(" by "), 0);
    if (phrase_begins(part, "published|posted", NULL) && by < part.size)
        witness_add_line(search, SAID_AUTHORS, text_after(part, by + 4), "a line", 62, block);
}

/* What one part of a line says; false when it says nothing that is known. */
static bool find_part(struct metadata_search *search, struct text part, uint32_t block, bool is_behind_author) {
    size_t size;
    struct text iso;
    bool is_doubtful;
    find_by(search, part, block);
    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (part.size < beginnings[i].bytes_under && phrase_begins(part, beginnings[i].begins, &size) &&
            (beginnings[i].said != SAID_AUTHORS || part.size > size + 1))
            return witness_add_line(search, beginnings[i].said, behind(part, size), "a line", beginnings[i].weight, block);
    if (part.size < 40 && !phrase_begins(part, "copyright|©|(c)", NULL) &&
        witness_date(&iso, &is_doubtful, part, search->arena))
        return witness_add_line(search, SAID_DATE, part, "a line", 55, block);
    if (is_behind_author && part.size < 60 && block_at(search, block)->stops == 0)
        return witness_add_line(search, SAID_PUBLICATION, part, "a line", 40, block);
    return false;
}

static bool is_head_line(const struct intake_block *block) {
    return block->words <= 24 && block->kind != INTAKE_HEADING;
}

/* "(Source: The Paper, 2024-03-19)": what stands in brackets is read without them, and a date behind a comma by itself. */
static bool find_bracketed(struct metadata_search *search, struct text line, uint32_t block) {
    size_t size;
    if (!text_starts(line, TEXT("(")) || !text_ends(line, TEXT(")")))
        return false;
    line = text_slice(line, 1, line.size - 1);
    if (!phrase_begins(line, "source|来源", &size))
        return false;
    line = behind(line, size);
    size_t comma = text_find_char(line, ',', 0);
    bool is_taken = witness_add_line(search, SAID_PUBLICATION, text_slice(line, 0, comma), "a line", 75, block);
    if (witness_add_line(search, SAID_DATE, text_after(line, comma + 1), "a line", 70, block))
        witness_take_block(search, block, SAID_DATE);
    if (is_taken)
        witness_take_block(search, block, SAID_PUBLICATION);
    return is_taken;
}

static void find_head_line(struct metadata_search *search, uint32_t block) {
    struct text parts[8], line = block_at(search, block)->text;
    if (!is_head_line(block_at(search, block)) || find_bracketed(search, line, block))
        return;
    size_t count = witness_parts(parts, line), before = search->metadata->count;
    bool has_author = false, is_all = count > 0;
    for (size_t i = 0; i < count; i++) {
        bool is_taken = find_part(search, parts[i], block, has_author);
        is_all &= is_taken;
        has_author |= is_taken && search->metadata->items[search->metadata->count - 1].said == SAID_AUTHORS;
    }
    for (size_t i = before; is_all && i < search->metadata->count; i++)
        witness_take_block(search, block, search->metadata->items[i].said);
}

/* "Written by Ada Editor", wherever it stands. */
static void find_written_by(struct metadata_search *search) {
    size_t size;
    for (uint32_t i = 0; i < search->intake->blocks.count; i++) {
        const struct intake_block *block = block_at(search, i);
        bool is_line =
            block->words <= 9 &&
            phrase_begins(block->text, "written by|author:|article by|story by|words by|作者：|作者:|autor:|geschrieben von",
                          &size);
        if (is_line && !(search->hints[block->within] & (HINT_COMMENTS | HINT_RELATED)))
            witness_add_line(search, SAID_AUTHORS, behind(block->text, size), "a line that says so", 52, i);
    }
}

static void find_head(struct metadata_search *search) {
    for (uint32_t i = search->head; i < search->head_end; i++)
        if (!search->article->is_sure[i] &&
            !(search->hints[block_at(search, i)->within] & (HINT_NAVIGATION | HINT_RELATED | HINT_COMMENTS | HINT_HIDDEN)))
            find_head_line(search, i);
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

/* "Ada Writer,“Machines of the north”" and "Ada Writer: Machines of the North". */
static bool find_name_and_title(struct metadata_search *search, uint32_t block) {
    static const char *const marks[] = {",“", ", “", ": ", "：", ",\"", ", \""};
    struct text line = block_at(search, block)->text;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = text_find(line, text_of(marks[i]), 0);
        if (at == line.size || !is_like_name(text_slice(line, 0, at)))
            continue;
        struct text title = text_trim(text_after(line, at + strlen(marks[i])));
        if (text_ends(title, TEXT("”")))
            title = text_slice(title, 0, title.size - 3);
        if (text_ends(title, TEXT("\"")))
            title = text_slice(title, 0, title.size - 1);
        witness_add_line(search, SAID_AUTHORS, text_slice(line, 0, at), "the first line", 60, block);
        witness_add_line(search, SAID_TITLE, title, "the first line", 80, block);
        witness_take_block(search, block, SAID_AUTHORS);
        witness_take_block(search, block, SAID_TITLE);
        return true;
    }
    return false;
}

static bool has_title(const struct metadata_search *search) {
    for (size_t i = 0; i < search->metadata->count; i++)
        if (search->metadata->items[i].said == SAID_TITLE)
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

static void find_plain_title(struct metadata_search *search) {
    for (uint32_t i = 0; i < search->article->first && !has_title(search); i++) {
        const struct intake_block *block = block_at(search, i);
        if (search->metadata->taken[i] || find_name_and_title(search, i))
            continue;
        bool is_alone = i + 1 >= search->intake->blocks.count || !block[1].follows;
        if (!is_like_title(block) || !is_alone || is_like_name(block->text) ||
            phrase_within(block->text, "logo|edition|institute|ministry|university"))
            continue;
        witness_add_line(search, SAID_TITLE, block->text, "the first line that could be one", 60, i);
        witness_take_block(search, i, SAID_TITLE);
    }
    for (uint32_t i = 0; i < search->article->first; i++)
        if (!search->metadata->taken[i] && is_like_name(block_at(search, i)->text) && block_at(search, i)->words > 1) {
            witness_add_line(search, SAID_AUTHORS, block_at(search, i)->text, "a line with a name alone", 50, i);
            witness_take_block(search, i, SAID_AUTHORS);
        }
}

/* A line between the byline and the text, of one sentence: what newspapers set below the title. */
static void find_standfirst(struct metadata_search *search) {
    uint32_t first = search->article->first;
    if (first == 0 || search->intake->is_html)
        return;
    const struct intake_block *block = block_at(search, first - 1);
    if (search->metadata->taken[first - 1] || block->words < 8 || block->words > 45 || block->stops > 1 ||
        block->mark.size > 0 || block->follows)
        return;
    witness_add_line(search, SAID_SUBTITLE, block->text, "the line above the text", 60, first - 1);
    witness_take_block(search, first - 1, SAID_SUBTITLE);
}

enum { BESIDE = 2 };

/* A name alone in a line of a page's head: that of the author where a date stands right above or below. */
static void find_lone_names(struct metadata_search *search) {
    uint32_t against = HINTS_AGAINST & ~(uint32_t)(HINT_BIO | HINT_TAGS);
    for (uint32_t i = search->head; i < search->head_end; i++) {
        const struct intake_block *block = block_at(search, i);
        if (block->kind == INTAKE_HEADING || block->words < 2 || (search->hints[block->within] & against) ||
            !is_like_name(block->text))
            continue;
        for (uint32_t j = i > BESIDE ? i - BESIDE : 0; j <= i + BESIDE && j < search->head_end; j++)
            if (block_at(search, j)->words <= 12 && witness_has_day(search, block_at(search, j)->text)) {
                witness_add_line(search, SAID_AUTHORS, block->text, "a line with a name alone", 54, i);
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

static void find_bio(struct metadata_search *search, uint32_t i) {
    const struct intake_block *block = block_at(search, i);
    if (!is_bio(block))
        return;
    witness_add_line(search, SAID_BIO, block->text, "the lines below the text", 60, i);
    witness_take_block(search, i, SAID_BIO);
    struct text rest = block->text;
    for (size_t is; (is = text_find(rest, TEXT(" is "), 0)) < rest.size;
         rest = text_after(rest, text_find(rest, TEXT(". "), is) + 2)) {
        struct text name = text_slice(rest, 0, is);
        if (is_like_name(name))
            witness_add_line(search, SAID_AUTHORS, name, "what is said of the authors", 45, i);
    }
}

/* A picture's is short; that of a site may speak of its pictures, too. */
enum { RIGHTS_MOST = 120, CREDIT_MOST = 14 };

static bool is_of_picture(const struct intake_block *block) {
    return block->kind == INTAKE_CAPTION ||
           phrase_within(block->text, "photo|photos|image|images|picture|pictures|illustration|graphic|photograph|foto|bild|"
                                      "video|getty|图");
}

/* "© 2024 The Paper", "This text is licensed under CC BY 4.0": of the text, and not of a picture in it. */
static bool says_rights(const struct metadata_search *search, const struct intake_block *block) {
    uint32_t against = HINT_COMMENTS | HINT_RELATED | HINT_CAPTION;
    if (block->words > RIGHTS_MOST || block->words < 2 || (search->hints[block->within] & against))
        return false;
    bool is_notice = text_contains(block->text, TEXT("©")) || text_contains(block->text, TEXT("20")) ||
                     text_contains(block->text, TEXT("19"));
    if (phrase_begins(block->text, "copyright|©|(c)", NULL))
        return is_notice && (block->words > CREDIT_MOST || !is_of_picture(block));
    return !is_of_picture(block) &&
           phrase_within(block->text, "licensed under|creative commons|cc by|cc by-sa|cc by-nc|cc by-nd|cc0|public domain") &&
           phrase_within(block->text,
                         "this article|this text|this essay|this post|this story|this work|this page|the text|the article");
}

static void find_rights(struct metadata_search *search, uint32_t from) {
    for (uint32_t i = from; i < search->intake->blocks.count; i++)
        if (says_rights(search, block_at(search, i)) &&
            witness_add_line(search, SAID_RIGHTS, block_at(search, i)->text, "a line", 50, i)) {
            witness_take_block(search, i, SAID_RIGHTS);
            return;
        }
}

static void find_tail(struct metadata_search *search) {
    size_t size;
    uint32_t from = search->article->end > 3 ? search->article->end - 3 : 0;
    find_rights(search, from);
    for (uint32_t i = from; i < search->intake->blocks.count; i++) {
        const struct intake_block *block = block_at(search, i);
        if (i < search->article->end + 20)
            find_bio(search, i);
        if (!search->intake->is_html && i >= search->article->end &&
            phrase_begins(block->text, "posted in|filed under|tags|topics", &size) && block->words < 20) {
            witness_add_line(search, SAID_TOPICS, behind(block->text, size), "a line", 60, i);
            witness_take_block(search, i, SAID_TOPICS);
        }
    }
}

void metadata_from_lines(struct metadata_search *search) {
    find_head(search);
    find_written_by(search);
    if (!search->intake->is_html)
        find_plain_title(search);
    else
        find_lone_names(search);
    find_standfirst(search);
    metadata_from_datelines(search);
    find_tail(search);
}
