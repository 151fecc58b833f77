#include "compose/values.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "read/han.h"
#include "read/no_break.h"

static void put_text(struct view_map *map, const char *key, struct text text, struct arena *arena) {
    view_put(map, key, text.size ? view_text(text, arena) : view_null(), arena);
}

/* A date or number, and the language that it is said in. */
struct said_date {
    struct date date;
    const struct language *language;
};

static const struct view *make_date(const void *context, struct arena *arena) {
    const struct said_date *said = context;
    struct text whole = date_rfc3339(said->date, arena);
    struct view_map map = {0};
    put_text(&map, "iso", date_iso(said->date, arena), arena);
    put_text(&map, "words", no_break_shown(language_date(said->language, said->date, arena), arena), arena);
    put_text(&map, "year", text_slice(whole, 0, 4), arena);
    put_text(&map, "rfc3339", whole, arena);
    return view_of_map(&map, arena);
}

const struct view *values_date(struct date date, const struct language *language, struct arena *arena) {
    if (date.precision == DATE_NONE)
        return view_null();
    struct said_date *kept = arena_new(arena, struct said_date);
    *kept = (struct said_date){date, language};
    return view_late_map(make_date, kept, arena);
}

struct said_count {
    size_t number;
    const struct language *language;
};

static void put_flag(struct view_map *map, const char *key, bool flag, struct arena *arena) {
    view_put(map, key, view_boolean(flag), arena);
}

/*
 * A language without a singular has one for 1 here, for layouts that say "essay{{^one}}s{{/one}}" whatever the language. Where
 * a word has no form for 0 it takes the one that `other` says.
 */
static const struct view *make_count(const void *context, struct arena *arena) {
    const struct said_count *said = context;
    struct text tag = said->language->tag;
    enum plural plural = plural_of(tag, said->number);
    bool has_singular = plural_forms(tag) >> PLURAL_ONE & 1;
    bool is_one = has_singular ? plural == PLURAL_ONE : said->number == 1;
    struct view_map map = {0};
    view_put(&map, "number", view_number((int64_t)said->number, arena), arena);
    put_flag(&map, "zero", plural == PLURAL_ZERO || said->number == 0, arena);
    put_flag(&map, "one", is_one, arena);
    put_flag(&map, "two", plural == PLURAL_TWO, arena);
    put_flag(&map, "few", plural == PLURAL_FEW, arena);
    put_flag(&map, "many", plural == PLURAL_MANY, arena);
    put_flag(&map, "other", !is_one && (plural == PLURAL_ZERO || plural == PLURAL_OTHER), arena);
    return view_of_map(&map, arena);
}

const struct view *values_count(size_t number, const struct language *language, struct arena *arena) {
    struct said_count *kept = arena_new(arena, struct said_count);
    *kept = (struct said_count){number, language};
    return view_late_map(make_count, kept, arena);
}

/* Neither to be escaped nor to be marked: most titles and names. */
static bool is_plain_ascii(struct text text) {
    for (size_t i = 0; i < text.size; i++)
        if ((unsigned char)text.bytes[i] >= 0x80 || text.bytes[i] == '&' || text.bytes[i] == '<' || text.bytes[i] == '>' ||
            text.bytes[i] == '"')
            return false;
    return true;
}

void markup_words(struct buffer *out, struct text text, struct text han, bool page_is_rtl) {
    bool isolated = text_runs_against(text, page_is_rtl);
    struct arena scratch = {0};
    buffer_add(out, isolated ? TEXT("<bdi>") : TEXT(""));
    markup_han(out, no_break_shown(text, &scratch), han);
    buffer_add(out, isolated ? TEXT("</bdi>") : TEXT(""));
    arena_free(&scratch);
}

/* A text, the language of its Han runs, and the direction of its page. */
struct marked {
    struct text text, han;
    bool page_is_rtl;
};

static void write_marked(struct buffer *out, const void *context) {
    const struct marked *marked = context;
    markup_words(out, marked->text, marked->han, marked->page_is_rtl);
}

const struct view *values_marked(struct text text, struct text han, const struct language *language, struct arena *arena) {
    if (text.size == 0)
        return view_null();
    if (is_plain_ascii(text) && !language->is_rtl)
        return view_text(no_break_shown(text, arena), arena);
    struct marked *marked = arena_new(arena, struct marked);
    *marked = (struct marked){text, han, language->is_rtl};
    return view_late(write_marked, marked, true, arena);
}

/* Names, and how they are said. */
struct marked_names {
    const struct text *names, *hans;
    size_t count;
    const struct language *language;
};

static void write_names(struct buffer *out, const void *context) {
    const struct marked_names *marked = context;
    for (size_t i = 0; i < marked->count; i++) {
        buffer_add_html(out, language_join(marked->language, i, marked->count));
        markup_words(out, marked->names[i], marked->hans[i], marked->language->is_rtl);
    }
}

const struct view *values_names(const struct text *names, const struct text *hans, size_t count,
                                const struct language *language, struct arena *arena) {
    if (count == 0)
        return view_null();
    struct marked_names *marked = arena_new(arena, struct marked_names);
    *marked = (struct marked_names){names, hans, count, language};
    return view_late(write_names, marked, true, arena);
}

struct text values_byline(const struct byline *byline, const struct language *language, struct arena *arena) {
    struct text names = language_list(language, byline->names, byline->count, arena);
    if (!byline->writers.size || !names.size)
        return names.size ? names : byline->writers;
    return SAY(language, arena, "after-names", {"writers", byline->writers}, {"names", names});
}

struct text values_byline_html(const struct byline *byline, const struct language *language, struct arena *arena) {
    const struct marked_names marked = {byline->names, byline->hans, byline->count, language};
    struct buffer out = {0};
    write_names(&out, &marked);
    struct text names = text_copy(buffer_text(&out), arena);
    buffer_clear(&out);
    markup_words(&out, byline->writers, byline->writers_han, language->is_rtl);
    struct text writers = buffer_take(&out, arena);
    if (!writers.size || !names.size)
        return names.size ? names : writers;
    return MARKUP(language, arena, "after-names", {"writers", writers}, {"names", names});
}

/* Shorter ones are abbreviations more often than sentences. */
enum { SENTENCE_LEAST_BYTES = 30 };

static bool ends_sentence(uint32_t character, struct text text, size_t after) {
    if (character == 0x3002 || character == 0xff01 || character == 0xff1f)
        return true;
    if (character != '.' && character != '!' && character != '?')
        return false;
    if (after < SENTENCE_LEAST_BYTES || after + 1 >= text.size || text.bytes[after] != ' ')
        return false;
    char next = text.bytes[after + 1], before = text.bytes[after - 2];
    bool is_initial = character == '.' && before >= 'A' && before <= 'Z';
    return !is_initial && !(next >= 'a' && next <= 'z');
}

struct text values_first_sentence(struct text text) {
    for (size_t offset = 0; offset < text.size;) {
        uint32_t character = utf8_next(text, &offset);
        if (ends_sentence(character, text, offset))
            return text_slice(text, 0, offset);
    }
    return text;
}

struct text values_web_url(struct text url) {
    bool is_web = text_starts(url, TEXT("https://")) || text_starts(url, TEXT("http://")) || text_starts(url, TEXT("mailto:"));
    return is_web ? url : (struct text){0};
}

static const struct view *of_children(const struct yaml *yaml, const struct yaml_node *node, struct arena *arena) {
    struct view_items list = {0};
    struct view_map map = {0};
    for (const struct yaml_node *child = yaml_first(yaml, node); child; child = yaml_next(yaml, node, child)) {
        const struct view *value = values_fields(yaml, child, arena);
        if (node->kind == YAML_LIST)
            *array_add(&list, arena) = value;
        else
            *array_add(&map, arena) = (struct view_member){yaml_key(yaml, child), value};
    }
    return node->kind == YAML_LIST ? view_list(list.items, list.count, arena) : view_of_map(&map, arena);
}

const struct view *values_fields(const struct yaml *yaml, const struct yaml_node *node, struct arena *arena) {
    bool truth;
    if (node->kind == YAML_LIST || node->kind == YAML_MAP)
        return of_children(yaml, node, arena);
    if (node->kind == YAML_NULL)
        return view_null();
    if (!node->quoted && yaml_boolean(&truth, yaml, node))
        return view_boolean(truth);
    return view_text(yaml_text(yaml, node), arena);
}
