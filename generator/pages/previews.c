#include "pages/previews.h"

#include "base/array.h"
#include "base/table.h"
#include "compose/values.h"
#include "pages/cited_place.h"
#include "read/no_break.h"
#include "read/document/prose.h"

/* Which of a text's references have one */

static bool is_passage(const struct site *site, const struct target *target) {
    return target->kind == THING_ESSAY && target->anchor.size && essay_is_open(&site->essays[target->number]);
}

/* The file of a thing whose text is how its preview begins: of an essay only at a passage; NULL. */
static const struct source *begins_with(const struct site *site, const struct target *target) {
    if (target->kind == THING_ESSAY)
        return is_passage(site, target) ? &site->essays[target->number].thing.source : NULL;
    const struct thing *thing = site_thing(site, target->kind, target->number);
    const struct document *document = thing->source.document;
    return !thing->summary.size && document && document->has_body ? &thing->source : NULL;
}

static bool says_anything(const struct site *site, const struct target *target) {
    if (target->kind == THING_ESSAY || target->kind == THING_WORK || target->kind == THING_EVENT)
        return true;
    const struct thing *thing = site_thing(site, target->kind, target->number);
    bool has_original = target->kind == THING_TERM && site->terms[target->number].original.size;
    return has_original || thing->summary.size || begins_with(site, target);
}

/* What a page says of what its own text is on is read there. */
static bool is_own(const struct previews *previews, const struct target *target) {
    return thing_source(previews->from.site, target->kind, target->number) == previews->source;
}

/* Works stand at the end of the text that cites them. A link with a query (x.md?v=1) has an href of its own. */
static bool may_have_one(const struct previews *previews, uint32_t index) {
    const struct target *target = &previews->source->targets.items[index];
    const struct document *document = previews->source->document;
    const struct doc_reference *reference = &DOC_ITEMS(document, references, struct doc_reference)[index];
    return target->kind < THING_KINDS && target->kind != THING_NONE && target->kind != THING_HOME &&
           reference->form != FORM_CITATION && !text_contains(document_text(document, reference->target), TEXT("?"));
}

/* What two references have in common that lead to one place. */
struct preview_key {
    uint32_t kind, number;
    uint64_t anchor;
};

static bool is_first(struct table *seen, const struct target *target, uint32_t index, struct arena *arena) {
    struct preview_key *key = arena_new(arena, struct preview_key);
    *key = (struct preview_key){target->kind, target->number, text_hash(target->anchor)};
    struct text bytes = {(const char *)key, sizeof *key};
    bool is_new = table_get(seen, bytes) == NONE;
    if (is_new)
        table_put(seen, bytes, index, arena);
    return is_new;
}

struct previews *previews_of(const struct from *from, const struct source *source, const struct filling *filling,
                             struct arena *arena) {
    struct previews *previews = arena_new(arena, struct previews);
    size_t count = source->targets.count;
    bool *shown = arena_array(arena, bool, count + 1);
    struct table seen = {0};
    *previews = (struct previews){.from = *from, .source = source, .filling = *filling, .shown = shown};
    previews->has_own = source->document->citations.count > 0;
    for (uint32_t i = 0; i < count; i++) {
        const struct target *target = &source->targets.items[i];
        if (!may_have_one(previews, i))
            continue;
        bool own = is_own(previews, target);
        shown[i] = own || says_anything(from->site, target);
        previews->has_own |= own;
        if (shown[i] && !own && is_first(&seen, target, i, arena))
            *array_add(&previews->references, arena) = i;
    }
    return previews;
}

/* What their things say */

/* Being written. */
struct preview_writing {
    struct buffer *out, html;
    const struct previews *previews;
    const struct site *site;
    struct cited_texts texts;
    struct arena *arena;
};

static void add_member(struct preview_writing *writing, const char *name, struct text value) {
    if (value.size)
        buffer_add_json_member(writing->out, name, value);
}

/* `language`: that the words are in; "": the reader's. */
static void add_words(struct preview_writing *writing, const char *name, struct text words, struct text han,
                      struct text language) {
    bool is_rtl = language_is_rtl(language.size ? language : writing->site->settings.language);
    buffer_clear(&writing->html);
    markup_words(&writing->html, words, han, is_rtl);
    add_member(writing, name, buffer_text(&writing->html));
}

static void add_language(struct preview_writing *writing, const char *name, const char *direction_name, struct text language) {
    add_member(writing, name, language);
    if (language.size)
        add_member(writing, direction_name, language_direction(language));
}

static struct text date_words(const struct site *site, struct date date, struct arena *arena) {
    return no_break_shown(language_date(site->language, date, arena), arena);
}

/* "The editors, after Shi Xianjin, 7 August 2025" */
static struct text byline_and_date(const struct site *site, const struct essay *essay, struct arena *arena) {
    struct text line = author_line_html_of(site, essay, arena);
    return language_comma(site->language, line, date_words(site, essay->date, arena), arena);
}

static void write_essay(struct preview_writing *writing, const struct target *target) {
    const struct site *site = writing->site;
    const struct essay *essay = &site->essays[target->number];
    struct text language = title_language_of(site, essay), words_language = language;
    struct cited_place place = {0};
    if (is_passage(site, target)) {
        place = cited_place(&writing->texts, site, target, writing->arena);
    } else {
        place.words = prose_opening(open_summary(essay), CITED_CHARACTERS, writing->arena);
        words_language = summary_language_of(site, essay);
    }
    add_words(writing, "title", essay->thing.title, essay->han, language);
    add_language(writing, "lang", "dir", language);
    add_words(writing, "heading", place.heading, essay->han, language);
    add_member(writing, "about", byline_and_date(site, essay, writing->arena));
    add_words(writing, "text", place.words, essay->han, words_language);
    if (place.words.size)
        add_language(writing, "textLang", "textDir", words_language);
}

static struct text date_of_event(const struct site *site, const struct event *event, struct arena *arena) {
    struct text from = date_words(site, event->from, arena);
    if (event->until.precision == DATE_NONE)
        return from;
    return SAY(site->language, arena, "range", {"first", from}, {"last", date_words(site, event->until, arena)});
}

static void add_span(struct buffer *html, struct text text, struct text language, struct text direction) {
    if (!text.size)
        return;
    buffer_add(html, html->size ? TEXT(" <span lang=\"") : TEXT("<span lang=\""));
    buffer_add_html(html, language);
    buffer_add_format(html, "\" dir=\"%.*s\">", TEXT_ARGS(direction));
    buffer_add_html(html, text);
    buffer_add(html, TEXT("</span>"));
}

/* The term as it was first written, and how that is read. */
static struct text original_of(const struct term *term, struct arena *arena) {
    struct buffer html = {0};
    add_span(&html, term->original, term->language, language_direction(term->language));
    add_span(&html, term->reading, reading_language(term, arena), TEXT("auto"));
    return buffer_take(&html, arena);
}

static struct text about(const struct site *site, const struct target *target, struct arena *arena) {
    if (target->kind == THING_TERM)
        return original_of(&site->terms[target->number], arena);
    if (target->kind == THING_EVENT)
        return date_of_event(site, &site->events[target->number], arena);
    return (struct text){0};
}

static struct text words_of(struct preview_writing *writing, const struct target *target) {
    const struct source *source = begins_with(writing->site, target);
    if (source)
        return cited_beginning(&writing->texts, writing->site, source, writing->arena);
    return prose_opening(site_thing(writing->site, target->kind, target->number)->summary, CITED_CHARACTERS, writing->arena);
}

static void write_thing(struct preview_writing *writing, const struct target *target) {
    const struct site *site = writing->site;
    struct text han = han_of(site, target->kind, target->number), none = {0};
    add_words(writing, "title", site_title(site, target->kind, target->number), han, none);
    add_member(writing, "about", about(site, target, writing->arena));
    if (target->kind == THING_WORK)
        add_member(writing, "text", work_entry_html(writing->previews->from.shared, target->number, writing->arena));
    else
        add_words(writing, "text", words_of(writing, target), site->settings.han, none);
}

static void write_preview(struct preview_writing *writing, uint32_t reference) {
    const struct target *target = &writing->previews->source->targets.items[reference];
    struct filling_link link;
    filling_link(&link, reference, &writing->previews->filling, writing->arena);
    buffer_add_json_string(writing->out, link.href);
    buffer_add(writing->out, TEXT(":{"));
    if (target->kind == THING_ESSAY)
        write_essay(writing, target);
    else
        write_thing(writing, target);
    buffer_add_char(writing->out, '}');
}

static void write_all(struct buffer *out, const void *context) {
    const struct previews *previews = context;
    struct arena arena = {0};
    struct preview_writing writing = {.out = out, .previews = previews, .site = previews->from.site, .arena = &arena};
    buffer_add_char(out, '{');
    for (size_t i = 0; i < previews->references.count; i++) {
        buffer_add(out, i ? TEXT(",\n") : TEXT("\n"));
        write_preview(&writing, previews->references.items[i]);
    }
    buffer_add(out, TEXT("\n}"));
    buffer_free(&writing.html);
    arena_free(&arena);
}

/* For the page's key: nothing is composed. */

static void hash_essay(struct hasher *hasher, const struct from *from, const struct target *target) {
    const struct essay *essay = &from->site->essays[target->number];
    hasher_add_digest(hasher, card_digest(from->shared, CARD_ESSAY, target->number));
    hasher_add_number(hasher, essay_is_open(essay));
    if (is_passage(from->site, target))
        hasher_add_digest(hasher, cited_digest(from->site, &essay->thing.source, essay));
}

static void hash_thing(struct hasher *hasher, const struct shared *shared, const struct target *target) {
    const struct site *site = shared->site;
    const struct source *source = begins_with(site, target);
    hasher_add_text(hasher, site_title(site, target->kind, target->number));
    hasher_add_text(hasher, han_of(site, target->kind, target->number));
    hasher_add_text(hasher, site_thing(site, target->kind, target->number)->summary);
    if (source)
        hasher_add_digest(hasher, cited_digest(site, source, NULL));
    if (target->kind == THING_WORK)
        hasher_add_digest(hasher, work_entry_digest(site, target->number));
    if (target->kind == THING_TERM) {
        hasher_add_text(hasher, site->terms[target->number].original);
        hasher_add_text(hasher, site->terms[target->number].reading);
        hasher_add_text(hasher, site->terms[target->number].language);
    }
    if (target->kind == THING_EVENT)
        hasher_add_digest(hasher, card_digest(shared, CARD_EVENT, target->number));
}

/* Where the links lead is in the digest of the text. */
static struct digest digest_of_previews(const struct previews *previews) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_number(&hasher, previews->has_own);
    for (size_t i = 0; i < previews->references.count; i++) {
        const struct target *target = &previews->source->targets.items[previews->references.items[i]];
        hasher_add_number(&hasher, (uint64_t)previews->references.items[i] << 8 | target->kind);
        if (target->kind == THING_ESSAY)
            hash_essay(&hasher, &previews->from, target);
        else
            hash_thing(&hasher, previews->from.shared, target);
    }
    return hasher_end(&hasher);
}

void gather_previews(struct gathering *g, struct previews *previews) {
    const struct gather_place *place = gathering_place(g);
    if (!previews || (!previews->references.count && !previews->has_own)) {
        gather_none(g, "previews");
        return;
    }
    struct digest digest = gathering_is_view(g) ? (struct digest){0} : digest_of_previews(previews);
    if (!gather_stands(g, "previews", digest))
        return;
    previews->filling.root = place->root;
    previews->filling.for_disk = place->for_disk;
    previews->filling.address = place->address;
    gather_put(g, "previews", view_late(write_all, previews, true, gathering_arena(g)));
}
