#include "import/metadata/internal.h"

#include "import/hints.h"
#include "import/phrases.h"

/* Days that stand elsewhere than in the head of a page: below a label, at the beginning of the text, at the foot. */

/* Whether a text tells a day: not a year alone. */
bool witness_has_day(const struct metadata_search *search, struct text text) {
    struct text iso;
    bool is_doubtful;
    return witness_date(&iso, &is_doubtful, text, search->arena) && iso.size > 4;
}

/* "Published" above "Feb 2, 2023": a line that says of the next one what it is. */
static void find_labelled_date(struct metadata_search *search) {
    for (uint32_t i = 0; i + 1 < search->intake->blocks.count; i++)
        if (phrase_is(block_at(search, i)->text,
                      "published|publication date|date published|published on|first published|posted|posted on|"
                      "veröffentlicht|veröffentlicht am|erschienen am|publié le|publicado el|发布时间|发布日期") &&
            !(search->hints[block_at(search, i)->within] & (HINT_COMMENTS | HINT_RELATED)) &&
            block_at(search, i + 1)->text.size < 40 &&
            witness_add_line(search, SAID_DATE, block_at(search, i + 1)->text, "the line below \"published\"", 56, i + 1))
            return;
}

enum { DATELINE_MOST = 40 };

/* Where the date at the beginning of a paragraph ends: "29.11.2022 – Once more", "(21. November 2022) Once more". */
static size_t dateline_end(struct text text) {
    static const char *const ends[] = {" – ", " — ", " - ", ") ", ": ", " „", " “", " | "};
    size_t best = text.size;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t at = text_find(text, text_of(ends[i]), 0);
        best = at < best ? at : best;
    }
    return best;
}

enum { DATELINES_MOST = 3 };

/* The day with which one of the first paragraphs of the text begins: a lead may stand above it. */
static void find_dateline(struct metadata_search *search) {
    int seen = 0;
    for (uint32_t i = search->article->first; i < search->article->end && seen < DATELINES_MOST; i++) {
        size_t end = dateline_end(block_at(search, i)->text);
        struct text head = text_slice(block_at(search, i)->text, 0, end);
        seen += search->article->is_sure[i];
        if (search->article->is_sure[i] && end <= DATELINE_MOST && witness_has_day(search, head)) {
            witness_add_line(search, SAID_DATE, head, "the beginning of the text", 45, i);
            return;
        }
    }
}

/* "This page was last edited on 5 May 2020", at the foot of many a page. */
static void find_last_change(struct metadata_search *search) {
    for (uint32_t i = 0; i < search->intake->blocks.count; i++) {
        const struct intake_block *block = block_at(search, i);
        if (block->words <= 24 && !search->article->is_sure[i] &&
            phrase_begins(block->text,
                          "this page was last|page last|last modified|last edited|last updated|last reviewed|"
                          "diese seite wurde zuletzt|zuletzt geändert|zuletzt bearbeitet|zuletzt aktualisiert|"
                          "letzte änderung|letzte aktualisierung|stand:|la dernière modification|dernière mise à jour|"
                          "esta página se editó|última actualización|última modificación|ultimo aggiornamento|最后更新",
                          NULL) &&
            !(search->hints[block->within] & (HINT_COMMENTS | HINT_RELATED)))
            witness_add_line(search, SAID_UPDATED, block->text, "a line at the foot", 35, i);
    }
}

/*
 * When nothing else tells a date: the first short line of the page, from its head on, that has one. A day of change says more
 * than a year alone.
 */
static void find_any_date(struct metadata_search *search) {
    bool has_update = false;
    for (size_t i = 0; i < search->metadata->count; i++) {
        has_update |= search->metadata->items[i].said == SAID_UPDATED;
        if (search->metadata->items[i].said == SAID_DATE)
            return;
    }
    for (uint32_t i = search->head; i < search->intake->blocks.count && i < search->article->end + 10; i++) {
        const struct intake_block *block = block_at(search, i);
        if (block->words <= 14 && block->stops < 2 && block->text.size < 120 &&
            !phrase_begins(block->text, "copyright|©|(c)", NULL) &&
            !(search->hints[block->within] & (HINT_COMMENTS | HINT_RELATED | HINT_SIDEBAR | HINT_FOOTER)) &&
            (!has_update || witness_has_day(search, block->text)) &&
            witness_add_line(search, SAID_DATE, block->text, "a short line", 30, i))
            return;
    }
}

void metadata_from_datelines(struct metadata_search *search) {
    find_labelled_date(search);
    find_last_change(search);
    find_dateline(search);
    if (search->intake->is_html)
        find_any_date(search);
}
