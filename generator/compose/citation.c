#include "compose/citation.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "compose/links.h"
#include "compose/values.h"
#include "read/han.h"

/* The same words plainly and as HTML, so that the two cannot differ. */
struct both {
    struct text plain, html;
};

/* What it is made from, in which language, and where the site stands. */
struct citing {
    struct citation citation;
    const struct language *language;
    struct text base_url;
    struct arena *arena;
};

static struct both both_of(const struct citing *citing, struct text words) {
    struct buffer html = {0};
    markup_han(&html, words, citing->citation.han);
    struct both both = {words, text_copy(buffer_text(&html), citing->arena)};
    buffer_free(&html);
    return both;
}

static struct both work_of(const struct citing *citing, struct text name) {
    struct both both = both_of(citing, name);
    both.html = text_format(citing->arena, "<cite>%.*s</cite>", TEXT_ARGS(both.html));
    return both;
}

/* A word with two values, of which the second may be none. */
static struct both say(const struct citing *citing, const char *word, const char *first, struct both a, const char *second,
                       struct both b) {
    const struct language *language = citing->language;
    return (struct both){SAY(language, citing->arena, word, {first, a.plain}, {second, b.plain}),
                         MARKUP(language, citing->arena, word, {first, a.html}, {second, b.html})};
}

static bool ends_with_stop(struct text words) {
    static const struct text stops[] = {TEXT_INIT("."), TEXT_INIT("?"),  TEXT_INIT("!"),  TEXT_INIT("。"),
                                        TEXT_INIT("؟"), TEXT_INIT("？"), TEXT_INIT("！"), TEXT_INIT("…")};
    for (size_t i = 0; i < COUNT_OF(stops); i++)
        if (text_ends(words, stops[i]))
            return true;
    return false;
}

/* Quoted as the essay's own language quotes. */
static struct both title_of(const struct citing *citing) {
    struct both title = both_of(citing, citing->citation.title);
    const struct language *own = citing->citation.language;
    const char *word = ends_with_stop(title.plain) ? "citation-title-stopped" : "citation-title";
    return (struct both){SAY(own, citing->arena, word, {"title", title.plain}),
                         MARKUP(own, citing->arena, word, {"title", title.html})};
}

static struct both with_authors(const struct citing *citing, struct both rest) {
    const struct citation *citation = &citing->citation;
    struct text line = language_list(citing->language, citation->authors, citation->author_count, citing->arena);
    if (line.size == 0)
        return rest;
    const char *word = ends_with_stop(line) ? "citation-authors-stopped" : "citation-authors";
    return say(citing, word, "authors", both_of(citing, line), "rest", rest);
}

/* What this page is of the work, when it is not the work as it first appeared: words, or none. */
static struct text form_of(const struct citing *citing) {
    const struct citation *citation = &citing->citation;
    struct arena *arena = citing->arena;
    const char *text = citation->text, *variant = citation->variant;
    if (!citation->is_open)
        return language_word(citing->language, "form-summary", arena);
    if (text && variant)
        return SAY(citing->language, arena, text_format(arena, "form-%s-of", text).bytes,
                   {"variant", language_word(citing->language, text_format(arena, "variant-%s", variant).bytes, arena)});
    if (!text && !variant)
        return (struct text){0};
    return language_word(citing->language, text_format(arena, "form-%s", text ? text : variant).bytes, arena);
}

/* Where the work first appeared, and when. */
static struct both with_work(const struct citing *citing, struct both title, struct text work) {
    const struct language *language = citing->language;
    struct text date = language_date(language, citing->citation.date, citing->arena);
    if (work.size == 0)
        return date.size ? say(citing, "citation-date", "title", title, "date", both_of(citing, date)) : title;
    struct both name = work_of(citing, work), when = both_of(citing, date);
    if (date.size == 0)
        return say(citing, "citation-work", "title", title, "work", name);
    return (struct both){
        SAY(language, citing->arena, "citation-work-date", {"title", title.plain}, {"work", name.plain}, {"date", when.plain}),
        MARKUP(language, citing->arena, "citation-work-date", {"title", title.html}, {"work", name.html}, {"date", when.html})};
}

static struct both with_form(const struct citing *citing, struct both work, struct text form) {
    const struct language *language = citing->language;
    struct text shown = form.size ? form : language_word(language, "form-reproduced", citing->arena);
    struct both reader = work_of(citing, citing->citation.reader), what = both_of(citing, shown);
    return (struct both){
        SAY(language, citing->arena, "citation-form", {"work", work.plain}, {"form", what.plain}, {"reader", reader.plain}),
        MARKUP(language, citing->arena, "citation-form", {"work", work.html}, {"form", what.html}, {"reader", reader.html})};
}

static struct both where(const struct citing *citing) {
    struct text form = form_of(citing), publication = citing->citation.publication;
    bool is_ours = publication.size == 0 && form.size == 0;
    struct both both = with_work(citing, title_of(citing), is_ours ? citing->citation.reader : publication);
    return is_ours ? both : with_form(citing, both, form);
}

static void add_key_part(struct buffer *key, struct text words) {
    for (size_t i = 0; i < words.size; i++) {
        char c = words.bytes[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')
            buffer_add_char(key, c);
    }
}

static struct text key_of(const struct citation *citation, struct arena *arena) {
    struct buffer key = {0};
    struct text first_word = text_slice(citation->slug, 0, text_find_char(citation->slug, '-', 0));
    add_key_part(&key, utf8_fold_plain(citation->family, arena));
    if (citation->date.precision != DATE_NONE)
        buffer_add_format(&key, "%d", citation->date.year);
    add_key_part(&key, key.size ? first_word : citation->slug);
    struct text copy = text_copy(buffer_text(&key), arena);
    buffer_free(&key);
    return copy;
}

static const struct view *make_citation(const void *context, struct arena *arena) {
    struct citing citing = *(const struct citing *)context;
    struct text key = key_of(&citing.citation, arena), url;
    citing.arena = arena;
    struct both whole = with_authors(&citing, where(&citing));
    url = link_url(citing.base_url, citing.citation.address, arena);
    if (url.size)
        whole = say(&citing, "citation-url", "citation", whole, "url", both_of(&citing, url));
    struct view_map map = {0};
    view_put(&map, "plain", view_text(whole.plain, arena), arena);
    view_put(&map, "html", view_text(whole.html, arena), arena);
    view_put(&map, "bibtex_key", key.size ? view_text(key, arena) : view_null(), arena);
    return view_of_map(&map, arena);
}

static struct digest digest_of_citation(const struct citation *citation) {
    const struct text texts[] = {citation->family, citation->title,       citation->slug,          citation->address,
                                 citation->han,    citation->publication, text_of(citation->text), text_of(citation->variant),
                                 citation->reader};
    struct hasher hasher;
    hasher_start(&hasher);
    for (size_t i = 0; i < citation->author_count; i++)
        hasher_add_text(&hasher, citation->authors[i]);
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        hasher_add_text(&hasher, texts[i]);
    hasher_add_digest(&hasher, citation->language->digest);
    hasher_add_number(&hasher, citation->is_open);
    hasher_add_text(&hasher, (struct text){(const char *)&citation->date, sizeof citation->date});
    return hasher_end(&hasher);
}

void gather_citation(struct gathering *g, const struct citation *citation) {
    if (!gather_stands(g, "citation", digest_of_citation(citation)))
        return;
    struct citing *citing = arena_new(gathering_arena(g), struct citing);
    *citing = (struct citing){*citation, gathering_language(g), gathering_place(g)->base_url, NULL};
    gather_put(g, "citation", view_late_map(make_citation, citing, gathering_arena(g)));
}
