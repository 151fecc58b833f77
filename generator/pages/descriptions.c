#include "pages/descriptions.h"

#include "base/utf8.h"
#include "compose/titles.h"
#include "read/document/prose.h"

/* In columns: a Han character is two wide, and an accent by itself counts, too. */
enum { LEAST = 50, MOST = 160 };

enum { NAMES_SHOWN = 8 };

static size_t next_columns(struct text text, size_t *at) {
    unsigned width = utf8_width(utf8_next(text, at));
    return width ? width : 1;
}

static size_t columns_of(struct text text) {
    size_t columns = 0;
    for (size_t at = 0; at < text.size;)
        columns += next_columns(text, &at);
    return columns;
}

/* How many characters have room. */
static size_t characters_within(struct text text, size_t columns) {
    size_t characters = 0, used = 0;
    for (size_t at = 0; at < text.size && used <= columns; characters++)
        used += next_columns(text, &at);
    return used > columns ? characters - 1 : characters;
}

static struct text fitted(struct text text, struct arena *arena) {
    return prose_beginning(text, characters_within(text, LEAST), characters_within(text, MOST), arena);
}

struct text names_shown(const struct site *site, uint8_t kind, const struct numbers *numbers, struct arena *arena) {
    struct text names[NAMES_SHOWN];
    size_t count = numbers->count <= NAMES_SHOWN ? numbers->count : NAMES_SHOWN - 1;
    for (size_t i = 0; i < count; i++)
        names[i] = site_title(site, kind, numbers->items[i]);
    if (count == numbers->count)
        return language_list(site->language, names, count, arena);
    return SAY(site->language, arena, "and-n-more", {"list", language_list_begun(site->language, names, count, arena)},
               {"number", text_format(arena, "%zu", numbers->count - count)});
}

struct text said_in_voice(const struct language *language, struct text voice, struct text said, struct arena *arena) {
    if (!voice.size)
        return said;
    voice = title_with_capital(voice, language->tag, arena);
    if (!said.size)
        return voice;
    return SAY(language, arena, "labelled", {"label", voice}, {"text", said});
}

/* What an editor wrote, and then what the page shows. */
static struct text what_of(const struct heading *heading, const struct language *language, struct arena *arena) {
    struct text said = heading->description, shows = heading->shows;
    if (!said.size || !shows.size)
        return said.size ? said : shows;
    return text_format(arena, "%.*s%.*s%.*s", TEXT_ARGS(said), TEXT_ARGS(language_word(language, "space", arena)),
                       TEXT_ARGS(shows));
}

struct text description_of(const struct heading *heading, const struct from *from, struct arena *arena) {
    const struct site *site = from->site;
    struct heading described = *heading;
    if (page_kind(from->page->kind)->flags & PAGE_PRINT)
        described.description =
            said_in_voice(site->language, language_word(site->language, "to-print", arena), heading->description, arena);
    if (columns_of(described.description) >= LEAST)
        return fitted(described.description, arena);
    struct text what = what_of(&described, site->language, arena);
    const char *word = what.size ? "description" : "description-of-nothing";
    if (from->page->kind == PAGE_HOME)
        return what.size ? fitted(what, arena) : heading->title;
    return fitted(SAY(site->language, arena, word, {"title", heading->title}, {"site", site->settings.title}, {"what", what}),
                  arena);
}
