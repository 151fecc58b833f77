#include "compose/citation.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "compose/links.h"
#include "compose/values.h"
#include "read/han.h"

/* Both forms are written side by side, so that they cannot differ in their words. */
struct writing {
    struct buffer plain, html;
    struct text han;
};

static void add(struct writing *writing, struct text words) {
    buffer_add(&writing->plain, words);
    markup_han(&writing->html, words, writing->han);
}

static void add_work(struct writing *writing, struct text name) {
    buffer_add(&writing->html, TEXT("<cite>"));
    add(writing, name);
    buffer_add(&writing->html, TEXT("</cite>"));
}

static bool ends_with_stop(struct text words) {
    static const struct text stops[] = {TEXT_INIT("."),  TEXT_INIT("?"),  TEXT_INIT("!"), TEXT_INIT("。"),
                                        TEXT_INIT("？"), TEXT_INIT("！"), TEXT_INIT("…")};
    for (size_t i = 0; i < COUNT_OF(stops); i++)
        if (text_ends(words, stops[i]))
            return true;
    return false;
}

static void add_authors(struct writing *writing, const struct citation *citation, struct arena *arena) {
    struct text line = values_names(citation->authors, citation->author_count, arena);
    if (line.size == 0)
        return;
    add(writing, line);
    add(writing, ends_with_stop(line) ? TEXT(" ") : TEXT(". "));
}

static void add_title(struct writing *writing, struct text title) {
    add(writing, TEXT("“"));
    add(writing, title);
    add(writing, ends_with_stop(title) ? TEXT("”") : TEXT(".”"));
}

static struct text capitalised(struct text words, struct arena *arena) {
    if (words.size == 0 || words.bytes[0] < 'a' || words.bytes[0] > 'z')
        return words;
    return text_format(arena, "%c%.*s", words.bytes[0] - 'a' + 'A', TEXT_ARGS(text_after(words, 1)));
}

/* What this page is of the work, when it is not the work as it first appeared. */
static struct text what_it_is(const struct citation *citation, struct arena *arena) {
    if (!citation->is_open)
        return TEXT("Summary");
    if (citation->text_label.size && citation->variant_label.size)
        return text_format(arena, "%.*s of a %.*s", TEXT_ARGS(citation->text_label), TEXT_ARGS(citation->variant_label));
    return citation->text_label.size ? citation->text_label : capitalised(citation->variant_label, arena);
}

static void add_where(struct writing *writing, const struct citation *citation, struct arena *arena) {
    struct text form = what_it_is(citation, arena);
    bool is_ours = citation->publication.size == 0 && form.size == 0, has_date = citation->date.precision != DATE_NONE;
    struct text work = is_ours ? citation->reader : citation->publication;
    if (work.size) {
        add(writing, TEXT(" "));
        add_work(writing, work);
    }
    if (has_date) {
        add(writing, work.size ? TEXT(", ") : TEXT(" "));
        add(writing, date_words(citation->date, arena));
    }
    if (work.size || has_date)
        add(writing, TEXT("."));
    if (is_ours)
        return;
    add(writing, TEXT(" "));
    add(writing, form.size ? form : TEXT("Reproduced"));
    add(writing, TEXT(" in "));
    add_work(writing, citation->reader);
    add(writing, TEXT("."));
}

static void add_url(struct writing *writing, struct text url) {
    if (url.size == 0)
        return;
    add(writing, TEXT(" "));
    add(writing, url);
    add(writing, TEXT("."));
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

/* What it is made from, and where the site stands. */
struct making_citation {
    struct citation citation;
    struct text base_url;
};

static const struct view *make_citation(const void *context, struct arena *arena) {
    const struct making_citation *making = context;
    const struct citation *citation = &making->citation;
    struct writing writing = {.han = citation->han};
    struct text key = key_of(citation, arena);
    struct view_map map = {0};
    add_authors(&writing, citation, arena);
    add_title(&writing, citation->title);
    add_where(&writing, citation, arena);
    add_url(&writing, link_url(making->base_url, citation->address, arena));
    view_put(&map, "plain", view_text(text_copy(buffer_text(&writing.plain), arena), arena), arena);
    view_put(&map, "html", view_text(text_copy(buffer_text(&writing.html), arena), arena), arena);
    view_put(&map, "bibtex_key", key.size ? view_text(key, arena) : view_null(), arena);
    buffer_free(&writing.plain);
    buffer_free(&writing.html);
    return view_of_map(&map, arena);
}

static struct digest digest_of_citation(const struct citation *citation) {
    const struct text texts[] = {citation->family,     citation->title,         citation->slug,
                                 citation->address,    citation->han,           citation->publication,
                                 citation->text_label, citation->variant_label, citation->reader};
    struct hasher hasher;
    hasher_start(&hasher);
    for (size_t i = 0; i < citation->author_count; i++)
        hasher_add_text(&hasher, citation->authors[i]);
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        hasher_add_text(&hasher, texts[i]);
    hasher_add_number(&hasher, citation->is_open);
    hasher_add_text(&hasher, (struct text){(const char *)&citation->date, sizeof citation->date});
    return hasher_end(&hasher);
}

void gather_citation(struct gathering *g, const struct citation *citation) {
    if (!gather_stands(g, "citation", digest_of_citation(citation)))
        return;
    struct making_citation *making = arena_new(gathering_arena(g), struct making_citation);
    *making = (struct making_citation){*citation, gathering_place(g)->base_url};
    gather_put(g, "citation", view_late_map(make_citation, making, gathering_arena(g)));
}
