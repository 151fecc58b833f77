#include "kinds/withheld.h"

#include "base/written_date.h"
#include "kinds/shapes.h"

/* What a name says, remembered for all files. */
enum name_class {
    NAME_PLAIN = 1, /* nothing */
    NAME_ROW,       /* a row of the table ends in it */
    NAME_PART,      /* a part of a page */
    NAME_HIDES,     /* hide: what is hidden is in the value, or the page */
    NAME_HOLDS,
    NAME_OPENS,
    NAME_DAY,
    NAME_UNINDEXED,
};

enum { NAME_MOST = 64, DEPTH_MOST = 16 };

/* A name or a word in small letters, without what divides its parts. */
struct squeezed {
    char bytes[NAME_MOST];
    size_t size;
};

struct withheld_search {
    const struct fields *fields;
    struct keys_seen *seen;
    uint8_t of;
    int64_t now;
    const struct yaml_node *path[DEPTH_MOST]; /* the keys that lead here */
    size_t depth;
    bool in_part;    /* of a page: its name is among the keys */
    bool in_cascade; /* the first key is cascade: it is said of the pages below */
    bool tells;
    struct withheld found;
};

/* Names. */

static struct squeezed squeeze(struct text name) {
    struct squeezed squeezed = {.size = 0};
    for (size_t i = 0; i < name.size && squeezed.size < NAME_MOST; i++) {
        char c = name.bytes[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + ('a' - 'A'));
        if (c != '-' && c != '_' && c != ' ' && c != '.' && c != ':')
            squeezed.bytes[squeezed.size++] = c;
    }
    return squeezed;
}

static struct text text_of_squeezed(const struct squeezed *squeezed) {
    return (struct text){squeezed->bytes, squeezed->size};
}

static bool is_word_of(struct text word, const char *words) {
    struct text one, rest = text_of(words);
    while (text_cut(&one, &rest, ' '))
        if (text_equal(word, one))
            return true;
    return false;
}

static bool has_part_of(struct text name, const char *words) {
    struct text one, rest = text_of(words);
    while (text_cut(&one, &rest, ' '))
        if (text_contains(name, one))
            return true;
    return false;
}

static bool begins_with_one_of(struct text name, const char *words) {
    struct text one, rest = text_of(words);
    while (text_cut(&one, &rest, ' '))
        if (text_starts(name, one))
            return true;
    return false;
}

/* Takes one word that says nothing off an end of the name; false when there is none, or nothing else. */
static bool strip_one(struct text *name) {
    struct text word, rest = text_of(WITHHOLDING_NOISE);
    while (text_cut(&word, &rest, ' ')) {
        if (name->size > word.size + 2 && text_starts(*name, word)) {
            *name = text_after(*name, word.size);
            return true;
        }
        if (name->size > word.size + 2 && text_ends(*name, word)) {
            *name = text_slice(*name, 0, name->size - word.size);
            return true;
        }
    }
    return false;
}

/* Whether a list of names has `name`, or what is left of it without the words that say nothing. */
static bool is_name_of(struct text name, const char *names) {
    do
        if (is_word_of(name, names))
            return true;
    while (strip_one(&name));
    return false;
}

/* hideTitle, hidden_toc: only parts of the page. */
static bool hides_part(struct text name) {
    struct text rest = text_starts(name, TEXT("hidden")) ? text_after(name, 6) : text_after(name, 4);
    return rest.size && (is_word_of(rest, WITHHOLDING_PARTS) || text_starts(rest, TEXT("date")) ||
                         text_ends(rest, TEXT("title")) || text_ends(rest, TEXT("toc")));
}

static bool ends_row(struct text name) {
#define ENDS_ROW(path, ...)                                                                                                    \
    {                                                                                                                          \
        struct text row = text_of(path), last = text_after(row, text_find_char(row, '.', 0) + 1);                              \
        if (same_word(name, last.size ? last : row))                                                                           \
            return true;                                                                                                       \
    }
    WITHHOLDING(ENDS_ROW)
#undef ENDS_ROW
    return false;
}

static enum name_class class_by_words(struct text name) {
    if (has_part_of(name, "noindex"))
        return NAME_UNINDEXED;
    if (text_starts(name, TEXT("hide")) || text_starts(name, TEXT("hidden")))
        return hides_part(name) ? NAME_PLAIN : NAME_HIDES;
    if (has_part_of(name, WITHHOLDING_WITHIN) || is_name_of(name, WITHHOLDING_NAMES))
        return NAME_HOLDS;
    if (is_word_of(name, WITHHOLDING_PARTS))
        return NAME_PART;
    if (is_name_of(name, WITHHOLDING_OPENINGS))
        return NAME_OPENS;
    return begins_with_one_of(name, WITHHOLDING_DAYS) ? NAME_DAY : NAME_PLAIN;
}

static enum name_class class_of(struct withheld_search *search, struct text key) {
    struct table *names = &search->seen->names;
    uint32_t known = table_get(names, key);
    if (known != NONE)
        return (enum name_class)known;
    struct squeezed squeezed = squeeze(key);
    enum name_class class = ends_row(key) ? NAME_ROW : class_by_words(text_of_squeezed(&squeezed));
    table_put(names, key, class, search->fields->arena);
    return class;
}

/* Values. */

enum value_says { SAYS_OPEN, SAYS_OFF, SAYS_HELD, SAYS_TO_COME, SAYS_GONE_BY, SAYS_OTHER };

static bool is_letter(char c) {
    return char_is_alphanumeric(c) || c < 0;
}

/* The next word of a value; false at its end. */
static bool next_word(struct squeezed *word, struct text *rest) {
    size_t from = 0, to;
    while (from < rest->size && !is_letter(rest->bytes[from]))
        from++;
    for (to = from; to < rest->size && (is_letter(rest->bytes[to]) || rest->bytes[to] == '-');)
        to++;
    *word = squeeze(text_slice(*rest, from, to));
    *rest = text_after(*rest, to);
    return word->size > 0;
}

static bool has_word_of(struct text value, const char *words) {
    struct squeezed word;
    while (next_word(&word, &value))
        if (is_word_of(text_of_squeezed(&word), words))
            return true;
    return false;
}

/* "public", "open access". */
static bool is_open(struct text value) {
    struct squeezed word;
    return next_word(&word, &value) && is_word_of(text_of_squeezed(&word), WITHHOLDING_OPEN);
}

/* A day is noted as one until which the file is held back. */
static enum value_says saying_of_day(struct withheld_search *search, struct date day) {
    int64_t moment = date_seconds(day);
    if (moment > search->found.opens)
        search->found.opens = moment;
    return moment > search->now ? SAYS_TO_COME : SAYS_GONE_BY;
}

static enum value_says saying_of_text(struct withheld_search *search, struct text value) {
    struct date date = {0};
    const char *why = "";
    struct squeezed word = squeeze(value);
    if (is_word_of(text_of_squeezed(&word), WITHHOLDING_OFF))
        return SAYS_OFF;
    if (has_word_of(value, WITHHOLDING_VALUES))
        return SAYS_HELD;
    if (is_open(value))
        return SAYS_OPEN;
    if (date_written(&date, &why, value, search->fields->arena) && date.year > 999)
        return saying_of_day(search, date);
    return SAYS_OTHER;
}

static bool key_has(const struct withheld_search *search, const char *words) {
    struct squeezed key = squeeze(yaml_key(&search->fields->yaml, search->path[search->depth - 1]));
    return has_part_of(text_of_squeezed(&key), words);
}

/* Of a name that holds back: whether its value does not take that back. */
static bool text_holds(struct withheld_search *search, struct text value) {
    enum value_says saying = saying_of_text(search, value);
    if (!value.size)
        return key_has(search, "embargo");
    if (key_has(search, "passw passphrase"))
        return saying != SAYS_OFF;
    if (key_has(search, "expir sunset valid"))
        return saying != SAYS_OFF && saying != SAYS_OPEN;
    return saying != SAYS_OPEN && saying != SAYS_OFF && saying != SAYS_GONE_BY;
}

static bool holds(struct withheld_search *search, const struct yaml_node *node) {
    const struct yaml *yaml = &search->fields->yaml;
    if (node->kind == YAML_SCALAR || node->kind == YAML_NULL)
        return text_holds(search, text_trim(yaml_text(yaml, node)));
    for (const struct yaml_node *item = yaml_first(yaml, node); item; item = yaml_next(yaml, node, item))
        if (holds(search, item))
            return true;
    return false;
}

/* Of `hide` and its like: a list of parts of a page hides these alone. */
static bool hides(struct withheld_search *search, const struct yaml_node *node) {
    const struct yaml *yaml = &search->fields->yaml;
    if (node->kind == YAML_SCALAR) {
        struct squeezed squeezed = squeeze(yaml_text(yaml, node));
        return !is_word_of(text_of_squeezed(&squeezed), WITHHOLDING_PARTS) && holds(search, node);
    }
    for (const struct yaml_node *item = yaml_first(yaml, node); item; item = yaml_next(yaml, node, item))
        if (hides(search, item))
            return true;
    return false;
}

/* Of a name that says what may be seen: whether the value says that it may not. */
static bool is_kept_from(struct withheld_search *search, const struct yaml_node *node) {
    const struct yaml *yaml = &search->fields->yaml;
    if (node->kind == YAML_SCALAR) {
        struct text value = text_trim(yaml_text(yaml, node));
        enum value_says saying = saying_of_text(search, value);
        bool is_zero = text_equal(value, TEXT("0")) && key_has(search, "public visib listed enabled active show");
        return is_zero || saying == SAYS_OFF || saying == SAYS_HELD || saying == SAYS_TO_COME;
    }
    for (const struct yaml_node *item = yaml_first(yaml, node); item; item = yaml_next(yaml, node, item))
        if (node->kind == YAML_LIST && is_kept_from(search, item))
            return true;
    return false;
}

static bool is_day_to_come(struct withheld_search *search, const struct yaml_node *node) {
    return node->kind == YAML_SCALAR &&
           saying_of_text(search, text_trim(yaml_text(&search->fields->yaml, node))) == SAYS_TO_COME;
}

/* Rows. */

/* Whether the keys that lead here are those of a row; what a cascade gives the pages below has them one level deeper. */
static bool is_at(const struct withheld_search *search, struct text path) {
    struct text part;
    size_t at = search->in_cascade;
    while (text_cut(&part, &path, '.')) {
        if (at == search->depth || !same_word(yaml_key(&search->fields->yaml, search->path[at++]), part))
            return false;
    }
    return at == search->depth;
}

static bool says_value_of(struct withheld_search *search, const struct yaml_node *node, const char *values) {
    struct text value = yaml_text(&search->fields->yaml, node), one, rest = text_of(values);
    bool boolean;
    for (const struct yaml_node *item = yaml_first(&search->fields->yaml, node); node->kind == YAML_LIST && item;
         item = yaml_next(&search->fields->yaml, node, item))
        if (says_value_of(search, item, values))
            return true;
    if (text_equal(rest, TEXT("ANY")))
        return holds(search, node);
    if (node->kind != YAML_SCALAR)
        return false;
    while (text_cut(&one, &rest, ' ')) {
        bool is_boolean =
            (text_equal(one, TEXT("true")) || text_equal(one, TEXT("false"))) && value_boolean(&boolean, search->fields, node);
        if (is_boolean ? boolean == text_equal(one, TEXT("true"))
                       : has_word_of(value, text_terminated(one, search->fields->arena)))
            return true;
    }
    return false;
}

static enum withholding_effect row_effect(struct withheld_search *search, const struct yaml_node *node) {
    if (search->of == OF_SITE)
        return EFFECT_NONE;
#define TRY_ROW(path, values, effect, users)                                                                                   \
    if (EFFECT_##effect != EFFECT_APPEARS && EFFECT_##effect != EFFECT_EXPIRES && is_at(search, TEXT(path)) &&                 \
        says_value_of(search, node, values))                                                                                   \
        return EFFECT_##effect;
    WITHHOLDING(TRY_ROW)
#undef TRY_ROW
    return EFFECT_NONE;
}

/* The search. */

static struct text help_for(const struct withheld_search *search, const struct yaml_node *node) {
    const struct yaml *yaml = &search->fields->yaml;
    struct arena *arena = search->fields->arena;
    bool is_essay = search->of == THING_ESSAY;
    struct date date = {0};
    const char *why = "";
    struct text value = text_trim(yaml_text(yaml, node));
    if (search->of == OF_SITE)
        return TEXT("nothing here holds back a whole reader: write it in the files that are meant, as \"draft: true\"");
    if (!date_written(&date, &why, value, arena) || date.year < 1000)
        return is_essay ? TEXT("write \"draft: true\" to leave the essay out, \"access: summary\" to hold back its text, or "
                               "\"access: {until: DATE}\" until a day; \"noindex: true\" hides it from search engines only")
                        : TEXT("write \"draft: true\" to leave it out; \"noindex: true\" hides it from search engines only");
    struct text day = date_iso(date, arena);
    if (key_has(search, "expir sunset valid hideafter removeafter"))
        return text_format(arena, "write \"expiryDate: %.*s\"", TEXT_ARGS(day));
    return text_format(arena, is_essay ? "write \"access: {until: %.*s}\"" : "write \"date: %.*s\"", TEXT_ARGS(day));
}

/* "seo.noindex: true". */
static struct text words_of(const struct withheld_search *search, const struct yaml_node *node) {
    const struct yaml *yaml = &search->fields->yaml;
    struct arena *arena = search->fields->arena;
    struct text words = yaml_key(yaml, search->path[0]), value = text_cleaned(yaml_text(yaml, node), arena);
    for (size_t i = 1; i < search->depth; i++)
        words = text_format(arena, "%.*s.%.*s", TEXT_ARGS(words), TEXT_ARGS(yaml_key(yaml, search->path[i])));
    bool is_secret = has_part_of(text_lower_ascii(words, arena), "pass");
    if (node->kind != YAML_SCALAR || is_secret || value.size > NAME_MOST)
        return words;
    return text_format(arena, "%.*s: %.*s", TEXT_ARGS(words), TEXT_ARGS(value));
}

static void refuse(const struct withheld_search *search, const struct yaml_node *node) {
    const struct fields *fields = search->fields;
    const struct yaml_node *key = search->path[search->depth - 1];
    if (search->depth == 1 && keys_promise(search->seen, fields, key, search->of))
        return;
    struct text words = words_of(search, node);
    diag_add(fields->problems, DIAG_ERROR, E_WITHHELD_ELSEWHERE, yaml_key_place(fields->path, key),
             text_format(fields->arena, "\"%.*s\" would hold this back elsewhere, and means nothing here", TEXT_ARGS(words)),
             help_for(search, node));
}

static void note(struct withheld_search *search, enum withholding_effect effect, const struct yaml_node *node) {
    struct withheld *found = &search->found;
    if (effect > EFFECT_NONE && (search->in_cascade || search->of == OF_SITE))
        effect = EFFECT_REFUSED;
    found->unindexed |= effect == EFFECT_UNINDEXED;
    found->draft |= effect == EFFECT_DRAFT;
    found->refused |= effect == EFFECT_REFUSED;
    if (!found->first && effect >= EFFECT_DRAFT)
        found->first = node;
    if (search->tells && effect == EFFECT_REFUSED)
        refuse(search, node);
}

static enum withholding_effect effect_by_words(struct withheld_search *search, enum name_class class,
                                               const struct yaml_node *node) {
    bool held = false;
    switch (class) {
    case NAME_UNINDEXED: return holds(search, node) ? EFFECT_UNINDEXED : EFFECT_NONE;
    case NAME_HOLDS: {
        bool is_of_part = search->in_part && key_has(search, "disab exclud ignor skip inactive");
        held = !is_of_part && holds(search, node);
        break;
    }
    case NAME_HIDES: held = !search->in_part && hides(search, node); break;
    case NAME_OPENS: held = !search->in_part && is_kept_from(search, node); break;
    case NAME_DAY: held = is_day_to_come(search, node); break;
    case NAME_PLAIN:
    case NAME_ROW:
    case NAME_PART: break;
    }
    return held ? EFFECT_REFUSED : EFFECT_NONE;
}

/* <meta name="robots" content="noindex">, as head: and meta: have it. */
static bool is_robots_tag(const struct withheld_search *search, const struct yaml_node *map) {
    const struct yaml *yaml = &search->fields->yaml;
    const struct yaml_node *name = yaml_get(yaml, map, TEXT("name")), *content = yaml_get(yaml, map, TEXT("content"));
    return name && content && text_contains(yaml_text(yaml, name), TEXT("bot")) &&
           has_word_of(yaml_text(yaml, content), "noindex none");
}

static void search_below(struct withheld_search *search, const struct yaml_node *node);

/* What a field says by the table, or else by its words. */
static enum withholding_effect effect_of(struct withheld_search *search, enum name_class *class, const struct yaml_node *node) {
    enum withholding_effect effect = *class == NAME_ROW ? row_effect(search, node) : EFFECT_NONE;
    if (*class == NAME_ROW) {
        struct squeezed name = squeeze(yaml_key(&search->fields->yaml, node));
        *class = class_by_words(text_of_squeezed(&name));
    }
    return effect ? effect : effect_by_words(search, *class, node);
}

/* Names of essays, and the like, are keys in a list's items and in the menu. */
static bool has_no_fields(const struct withheld_search *search, const struct yaml_node *node) {
    return !key_is(search->fields, node, FIELD_SOURCE) && !key_is(search->fields, node, FIELD_RIGHTS) &&
           !key_is(search->fields, node, FIELD_VARIANT) && !key_is(search->fields, node, FIELD_AUTHORS);
}

static void search_field(struct withheld_search *search, const struct yaml_node *node) {
    /* permalink: false is no address. */
    bool is_own = search->depth == 0 && keys_know(search->seen, search->fields, node, search->of) &&
                  !key_is(search->fields, node, FIELD_ADDRESS);
    bool was_in_part = search->in_part;
    if (search->depth == DEPTH_MOST || (is_own && (node->kind == YAML_SCALAR || has_no_fields(search, node))))
        return;
    enum name_class class = class_of(search, yaml_key(&search->fields->yaml, node));
    search->path[search->depth++] = node;
    if (class != NAME_PLAIN && !is_own)
        note(search, effect_of(search, &class, node), node);
    search->in_part |= class == NAME_PART && !is_own;
    search->in_cascade |= search->depth == 1 && key_is_among(search->fields, node, "cascade");
    search_below(search, node);
    search->in_part = was_in_part;
    search->in_cascade &= --search->depth > 0;
}

static void search_below(struct withheld_search *search, const struct yaml_node *node) {
    const struct yaml *yaml = &search->fields->yaml;
    if (node->kind != YAML_MAP && node->kind != YAML_LIST)
        return;
    if (node->kind == YAML_MAP && is_robots_tag(search, node))
        note(search, EFFECT_UNINDEXED, node);
    for (const struct yaml_node *item = yaml_first(yaml, node); item; item = yaml_next(yaml, node, item)) {
        if (node->kind == YAML_MAP)
            search_field(search, item);
        else
            search_below(search, item);
    }
}

static struct withheld run(struct withheld_search search) {
    search.found.opens = MOMENT_FIRST;
    if (search.fields->map)
        search_below(&search, search.fields->map);
    return search.found;
}

struct withheld withheld_find(struct keys_seen *seen, const struct fields *fields, uint8_t of, int64_t now) {
    return run((struct withheld_search){.fields = fields, .seen = seen, .of = of, .now = now});
}

void withheld_tell(struct keys_seen *seen, const struct fields *fields, uint8_t of, int64_t now) {
    run((struct withheld_search){.fields = fields, .seen = seen, .of = of, .now = now, .tells = true});
}
