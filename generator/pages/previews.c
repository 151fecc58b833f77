#include "pages/previews.h"

#include "base/array.h"
#include "base/table.h"
#include "compose/values.h"
#include "pages/cited_place.h"

/* What is said of one thing, but for the words of a passage, which are read when they are asked for. */
struct preview {
    uint32_t reference;              /* the first to it */
    struct target target;            /* with the passage */
    struct text title, language;     /* "": the reader's */
    struct text han;                 /* language of Han runs in all of this */
    struct text about;               /* HTML */
    struct text text, text_language; /* not yet cut */
    const struct source *begins;     /* or how its text begins, if it is an essay's at the passage; NULL */
    uint32_t work;                   /* whose entry is the text; NONE */
};

/* What things say of themselves */

static struct text html_of(struct text text, struct text han, bool is_rtl, struct arena *arena) {
    struct buffer html = {0};
    markup_words(&html, text, han, is_rtl);
    return buffer_take(&html, arena);
}

/* "The editors, after Shi Xianjin, 7 August 2025" */
static struct text byline_and_date(const struct site *site, const struct essay *essay, struct arena *arena) {
    struct text line = author_line_html_of(site, essay, arena);
    if (essay->date.precision == DATE_NONE)
        return line;
    struct text date = language_date(site->language, essay->date, arena);
    struct text comma = line.size ? language_word(site->language, "comma", arena) : line;
    return text_format(arena, "%.*s%.*s%.*s", TEXT_ARGS(line), TEXT_ARGS(comma), TEXT_ARGS(date));
}

static bool is_passage(const struct site *site, const struct target *target) {
    return target->kind == THING_ESSAY && target->anchor.size && essay_is_open(&site->essays[target->number]);
}

static void of_essay(struct preview *preview, const struct site *site, struct arena *arena) {
    const struct essay *essay = &site->essays[preview->target.number];
    bool is_whole = !is_passage(site, &preview->target);
    preview->language = title_language_of(site, essay);
    preview->about = byline_and_date(site, essay, arena);
    preview->text = is_whole ? open_summary(essay) : (struct text){0};
    preview->text_language = is_whole ? summary_language_of(site, essay) : preview->language;
    preview->begins = is_whole ? NULL : &essay->thing.source;
}

static struct text date_of_event(const struct site *site, const struct event *event, struct arena *arena) {
    struct text from = language_date(site->language, event->from, arena);
    if (event->until.precision == DATE_NONE)
        return from;
    return SAY(site->language, arena, "range", {"first", from}, {"last", language_date(site->language, event->until, arena)});
}

/* The term as it was first written, and how that is read. */
static struct text original_of(const struct term *term, struct arena *arena) {
    struct buffer html = {0};
    if (term->original.size) {
        buffer_add(&html, TEXT("<span lang=\""));
        buffer_add_html(&html, term->language);
        buffer_add_format(&html, "\" dir=\"%.*s\">", TEXT_ARGS(language_direction(term->language)));
        buffer_add_html(&html, term->original);
        buffer_add(&html, TEXT("</span>"));
    }
    if (term->original.size && term->reading.size)
        buffer_add_char(&html, ' ');
    buffer_add_html(&html, term->reading);
    return buffer_take(&html, arena);
}

static void of_thing(struct preview *preview, const struct site *site, struct arena *arena) {
    struct target target = preview->target;
    const struct thing *thing = site_thing(site, target.kind, target.number);
    preview->text = thing->summary;
    if (!thing->summary.size && thing->source.document && thing->source.document->has_body)
        preview->begins = &thing->source;
    if (target.kind == THING_TERM)
        preview->about = original_of(&site->terms[target.number], arena);
    else if (target.kind == THING_EVENT)
        preview->about = date_of_event(site, &site->events[target.number], arena);
    else if (target.kind == THING_WORK)
        preview->work = target.number;
}

static struct preview preview_of(const struct site *site, const struct target *target, uint32_t reference,
                                 struct arena *arena) {
    struct preview preview = {.reference = reference,
                              .target = *target,
                              .title = site_title(site, target->kind, target->number),
                              .han = han_of(site, target->kind, target->number),
                              .work = NONE};
    if (target->kind == THING_ESSAY)
        of_essay(&preview, site, arena);
    else
        of_thing(&preview, site, arena);
    return preview;
}

static bool says_anything(const struct preview *preview) {
    return preview->about.size || preview->text.size || preview->begins || preview->work != NONE;
}

/* Which of a text's references have one */

/* What a page says of what its own text is on is read there. */
static bool is_own(const struct previews *previews, const struct target *target) {
    return thing_source(previews->from.site, target->kind, target->number) == previews->source;
}

static bool may_have_one(const struct target *target, const struct doc_reference *reference) {
    return target->kind < THING_KINDS && target->kind != THING_NONE && target->kind != THING_HOME &&
           reference->form != FORM_CITATION;
}

/* The number of its preview; NONE where there is nothing to say. */
static uint32_t add_preview(struct previews *previews, const struct target *target, uint32_t reference, struct arena *arena) {
    struct preview preview = preview_of(previews->from.site, target, reference, arena);
    if (!says_anything(&preview))
        return NONE;
    *array_add(&previews->of, arena) = preview;
    return (uint32_t)previews->of.count - 1;
}

struct previews *previews_of(const struct from *from, const struct source *source, const struct filling *filling,
                             struct arena *arena) {
    struct previews *previews = arena_new(arena, struct previews);
    *previews = (struct previews){.from = *from, .source = source, .filling = *filling};
    const struct doc_reference *references = DOC_ITEMS(source->document, references, struct doc_reference);
    bool *shown = arena_array(arena, bool, source->document->references.count + 1);
    struct table seen = {0};
    enum { NOTHING = UINT32_MAX - 1 };
    for (uint32_t i = 0; i < source->document->references.count && i < source->targets.count; i++) {
        const struct target *target = &source->targets.items[i];
        struct filling_link link;
        if (!may_have_one(target, &references[i])) {
            previews->has_own |= references[i].form == FORM_CITATION;
            continue;
        }
        if (is_own(previews, target)) {
            previews->has_own = shown[i] = true;
            continue;
        }
        filling_link(&link, i, filling, arena);
        uint32_t found = table_get(&seen, link.href);
        if (found == NONE) {
            found = add_preview(previews, target, i, arena);
            table_put(&seen, link.href, found = found == NONE ? NOTHING : found, arena);
        }
        shown[i] = found != NOTHING;
    }
    previews->shown = shown;
    return previews;
}

/* JSON */

/* A preview being written. */
struct preview_writing {
    struct buffer *out;
    const struct site *site;
    const struct shared *shared;
    struct cited_texts texts;
    struct arena *arena;
};

static bool runs_right_to_left(const struct preview_writing *writing, struct text language) {
    return language_is_rtl(language.size ? language : writing->site->settings.language);
}

static void add_member(const struct preview_writing *writing, const char *name, struct text value) {
    if (value.size)
        buffer_add_json_member(writing->out, name, value);
}

static void add_words(const struct preview_writing *writing, const char *name, const struct preview *preview, struct text words,
                      struct text language) {
    add_member(writing, name, html_of(words, preview->han, runs_right_to_left(writing, language), writing->arena));
}

static void add_language(const struct preview_writing *writing, const char *name, const char *direction_name,
                         struct text language) {
    add_member(writing, name, language);
    if (language.size)
        add_member(writing, direction_name, language_direction(language));
}

static void add_text(const struct preview_writing *writing, const struct preview *preview, struct text words) {
    if (preview->work != NONE)
        add_member(writing, "text", work_entry_html(writing->shared, preview->work, writing->arena));
    else
        add_words(writing, "text", preview, words, preview->text_language);
}

static struct cited_place words_of(struct preview_writing *writing, const struct preview *preview) {
    if (preview->target.kind == THING_ESSAY && preview->begins)
        return cited_place(&writing->texts, writing->site, &preview->target, writing->arena);
    if (preview->begins)
        return (struct cited_place){.words = cited_beginning(&writing->texts, writing->site, preview->begins, writing->arena)};
    return (struct cited_place){.words = values_beginning(preview->text, CITED_CHARACTERS, writing->arena)};
}

static void write_preview(struct preview_writing *writing, const struct preview *preview) {
    struct cited_place place = words_of(writing, preview);
    buffer_add_char(writing->out, '{');
    add_words(writing, "title", preview, preview->title, preview->language);
    add_language(writing, "lang", "dir", preview->language);
    add_member(writing, "about", preview->about);
    add_words(writing, "heading", preview, place.heading, preview->language);
    add_text(writing, preview, place.words);
    add_language(writing, "textLang", "textDir", place.words.size ? preview->text_language : place.words);
    buffer_add_char(writing->out, '}');
}

static void write_all(struct buffer *out, const void *context) {
    const struct previews *previews = context;
    struct arena arena = {0};
    struct preview_writing writing = {
        .out = out, .site = previews->from.site, .shared = previews->from.shared, .arena = &arena};
    buffer_add_char(out, '{');
    for (size_t i = 0; i < previews->of.count; i++) {
        struct filling_link link;
        filling_link(&link, previews->of.items[i].reference, &previews->filling, &arena);
        buffer_add(out, i ? TEXT(",\n") : TEXT("\n"));
        buffer_add_json_string(out, link.href);
        buffer_add_char(out, ':');
        write_preview(&writing, &previews->of.items[i]);
    }
    buffer_add(out, TEXT("\n}"));
    arena_free(&arena);
}

static void hash_preview(struct hasher *hasher, const struct previews *previews, const struct preview *preview) {
    const struct site *site = previews->from.site;
    struct text texts[] = {preview->title, preview->language, preview->han,
                           preview->about, preview->text,     preview->text_language};
    hasher_add_number(hasher, preview->reference);
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        hasher_add_text(hasher, texts[i]);
    if (preview->begins)
        hasher_add_digest(hasher,
                          cited_digest(site, preview->begins,
                                       preview->target.kind == THING_ESSAY ? &site->essays[preview->target.number] : NULL));
    if (preview->work != NONE)
        hasher_add_digest(hasher, work_entry_digest(site, preview->work));
}

/* Where the links lead is in the digest of the text. */
static struct digest digest_of_previews(const struct previews *previews) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_number(&hasher, previews->has_own);
    for (size_t i = 0; i < previews->of.count; i++)
        hash_preview(&hasher, previews, &previews->of.items[i]);
    return hasher_end(&hasher);
}

void gather_previews(struct gathering *g, struct previews *previews) {
    const struct gather_place *place = gathering_place(g);
    if (!previews || (!previews->of.count && !previews->has_own)) {
        gather_none(g, "previews");
        return;
    }
    if (!gather_stands(g, "previews", digest_of_previews(previews)))
        return;
    previews->filling.root = place->root;
    previews->filling.for_disk = place->for_disk;
    previews->filling.address = place->address;
    gather_put(g, "previews", view_late(write_all, previews, true, gathering_arena(g)));
}
