#include "compose/why.h"

#include "compose/links.h"
#include "compose/values.h"

/* Where phrases are said. */
struct saying {
    const struct language *language;
    const struct gather_place *place;
    struct arena *arena;
};

static struct text marked(const struct language *language, struct text text, struct text han, struct arena *arena) {
    struct buffer out = {0};
    markup_words(&out, text, han, language->is_rtl);
    return buffer_take(&out, arena);
}

static struct text link_to_named(const struct saying *saying, const struct why_phrase *phrase, size_t index) {
    struct buffer out = {0};
    buffer_add(&out, TEXT("<a href=\""));
    buffer_add_html(&out, saying->place->root);
    buffer_add_html(&out, link_to(phrase->names[index].address, saying->place->for_disk, saying->arena));
    buffer_add(&out, TEXT("\">"));
    markup_words(&out, phrase->names[index].title, phrase->names[index].han, saying->language->is_rtl);
    buffer_add(&out, TEXT("</a>"));
    return buffer_take(&out, saying->arena);
}

static struct text names(const struct saying *saying, const struct why_phrase *phrase) {
    struct text links[WHY_NAMED];
    size_t shown = phrase->count < WHY_NAMED ? phrase->count : WHY_NAMED;
    for (size_t i = 0; i < shown; i++)
        links[i] = link_to_named(saying, phrase, i);
    if (phrase->count == shown)
        return language_list(saying->language, links, shown, saying->arena);
    struct text list = language_list_begun(saying->language, links, shown, saying->arena);
    struct text more = text_format(saying->arena, "%zu", phrase->count - shown);
    return MARKUP(saying->language, saying->arena, "and-n-more", {"list", list}, {"number", more});
}

static const char *word_of_reference(const struct why_phrase *phrase) {
    return phrase->there && phrase->back ? "why-each-other" : phrase->there ? "why-refers-there" : "why-refers-here";
}

static struct text say(const struct saying *saying, const struct why_phrase *phrase) {
    const struct language *language = saying->language;
    struct arena *arena = saying->arena;
    switch ((enum why_kind)phrase->kind) {
    case WHY_VARIANT: return language_markup(language, phrase->word, NULL, arena);
    case WHY_TOPICS: return MARKUP(language, arena, "why-topics", {"topics", names(saying, phrase)});
    case WHY_AUTHORS: return MARKUP(language, arena, "why-author", {"authors", names(saying, phrase)});
    case WHY_ORIGIN: return MARKUP(language, arena, "why-origin", {"authors", names(saying, phrase)});
    case WHY_REFERENCE: return language_markup(language, word_of_reference(phrase), NULL, arena);
    case WHY_COMMON_REFERENCES: return MARKUP(language, arena, "why-common", {"essays", names(saying, phrase)});
    case WHY_WORDS: return MARKUP(language, arena, "why-words", {"words", marked(language, phrase->words, phrase->han, arena)});
    }
    return (struct text){0};
}

struct text why_html(const struct why *why, const struct language *language, const struct gather_place *place,
                     struct arena *arena) {
    struct saying saying = {language, place, arena};
    struct text html = {0};
    for (size_t i = 0; i < why->count; i++) {
        struct text mark = i ? language_markup(language, "semicolon", NULL, arena) : html;
        html = text_join(arena, html, text_join(arena, mark, say(&saying, &why->phrases[i])));
    }
    return html;
}
