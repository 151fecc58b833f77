#include "pages/citation.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "pages/links.h"
#include "pages/parts.h"
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

static void add_authors(struct writing *writing, const struct site *site, const struct essay *essay, struct arena *arena) {
    struct text *names = arena_array(arena, struct text, essay->authors.count);
    for (size_t i = 0; i < essay->authors.count; i++)
        names[i] = site->authors[essay->authors.items[i]].thing.title;
    struct text line = parts_names(names, essay->authors.count, arena);
    if (line.size == 0)
        return;
    add(writing, line);
    add(writing, ends_with_stop(line) ? TEXT(" ") : TEXT(". "));
}

static void add_title(struct writing *writing, const struct essay *essay) {
    add(writing, TEXT("“"));
    add(writing, essay->thing.title);
    add(writing, ends_with_stop(essay->thing.title) ? TEXT("”") : TEXT(".”"));
}

/* What this page is of the work, when it is not the work as it first appeared. */
static struct text what_it_is(const struct essay *essay, struct arena *arena) {
    static const struct text variants[] = {
        [VARIANT_TRANSLATION] = TEXT_INIT("Translation"), [VARIANT_MACHINE_TRANSLATION] = TEXT_INIT("Machine translation"),
        [VARIANT_REPRINT] = TEXT_INIT("Reprint"),         [VARIANT_ABRIDGEMENT] = TEXT_INIT("Abridgement"),
        [VARIANT_EDITED] = TEXT_INIT("Edited version"),   [VARIANT_OTHER] = TEXT_INIT("Variant"),
    };
    struct text variant = essay->variant < COUNT_OF(variants) ? variants[essay->variant] : (struct text){0};
    struct text form = essay->text == TEXT_PRECIS ? TEXT("Précis") : essay->text == TEXT_EXCERPT ? TEXT("Excerpt") : variant;
    if (!essay_is_open(essay))
        form = TEXT("Summary");
    else if (variant.size && essay->text != TEXT_FULL)
        form = text_format(arena, "%.*s of a %.*s", TEXT_ARGS(form), TEXT_ARGS(text_lower_ascii(variant, arena)));
    return form;
}

static void add_where(struct writing *writing, const struct site *site, const struct essay *essay, struct arena *arena) {
    uint32_t publication = essay->provenance.publication;
    struct text form = what_it_is(essay, arena);
    bool is_ours = publication == UINT32_MAX && form.size == 0;
    struct text work = publication != UINT32_MAX ? site->publications[publication].thing.title
                       : is_ours                 ? site->settings.title
                                                 : (struct text){0};
    if (work.size) {
        add(writing, TEXT(" "));
        add_work(writing, work);
    }
    if (essay->date.precision != DATE_NONE) {
        add(writing, work.size ? TEXT(", ") : TEXT(" "));
        add(writing, date_words(essay->date, arena));
    }
    if (work.size || essay->date.precision != DATE_NONE)
        add(writing, TEXT("."));
    if (is_ours)
        return;
    add(writing, TEXT(" "));
    add(writing, form.size ? form : TEXT("Reproduced"));
    add(writing, TEXT(" in "));
    add_work(writing, site->settings.title);
    add(writing, TEXT("."));
}

static void add_url(struct writing *writing, const struct site *site, const struct essay *essay, struct arena *arena) {
    struct text url = link_url(site->settings.base_url, essay->thing.address, arena);
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

static struct text key_of(const struct site *site, const struct essay *essay, struct arena *arena) {
    struct buffer key = {0};
    struct text first_word = text_slice(essay->thing.slug, 0, text_find_char(essay->thing.slug, '-', 0));
    if (essay->authors.count)
        add_key_part(&key, utf8_fold_plain(site->authors[essay->authors.items[0]].family, arena));
    if (essay->date.precision != DATE_NONE)
        buffer_add_format(&key, "%d", essay->date.year);
    add_key_part(&key, key.size ? first_word : essay->thing.slug);
    struct text copy = text_copy(buffer_text(&key), arena);
    buffer_free(&key);
    return copy;
}

struct citation citation_of(const struct site *site, const struct essay *essay, struct arena *arena) {
    struct writing writing = {.han = essay->han};
    add_authors(&writing, site, essay, arena);
    add_title(&writing, essay);
    add_where(&writing, site, essay, arena);
    add_url(&writing, site, essay, arena);
    struct citation citation = {text_copy(buffer_text(&writing.plain), arena), text_copy(buffer_text(&writing.html), arena),
                                key_of(site, essay, arena)};
    buffer_free(&writing.plain);
    buffer_free(&writing.html);
    return citation;
}
