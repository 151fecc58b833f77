#include "compose/language.h"

#include "base/array.h"
#include "read/codes.h"
#include "read/yaml/yaml.h"

static const unsigned char english[] = {
#include "compose/en.yaml.inc"
};

/* What is needed only while words are loaded. */
struct learning {
    struct language *language;
    struct diag *problems, unheard;
    struct arena *arena;
    struct text path;
    struct yaml yaml; /* of the file at `path` */
    bool is_built_in, is_english;
};

static struct phrase *phrase_named(struct learning *learning, struct text name) {
    struct language *language = learning->language;
    uint32_t index = table_get(&language->names, name);
    if (index != NONE)
        return &language->items[index];
    table_put(&language->names, name, (uint32_t)language->count, learning->arena);
    struct phrase *phrase = array_add(language, learning->arena);
    phrase->name = name;
    return phrase;
}

static void refuse(struct learning *learning, const struct yaml_node *node, const char *what) {
    diag_add(learning->problems, DIAG_ERROR, E_WRONG_TYPE, yaml_place(learning->path, node), text_of(what),
             TEXT("a word is a text, or a map of texts by plural form (zero, one, two, few, many, other), or a list of texts"));
}

/* A text of the file, which may be empty, but never without bytes. */
static struct text text_at(struct learning *learning, const struct yaml_node *node) {
    struct text text = yaml_text(&learning->yaml, node);
    return text.size ? text : TEXT("");
}

static int plural_named(struct text name) {
    for (int i = 0; i < PLURAL_COUNT; i++)
        if (text_equal(name, text_of(plural_names[i])))
            return i;
    return -1;
}

static void take_forms(struct learning *learning, struct phrase *phrase, const struct yaml_node *node) {
    const struct yaml *yaml = &learning->yaml;
    for (const struct yaml_node *form = yaml_first(yaml, node); form; form = yaml_next(yaml, node, form)) {
        int plural = plural_named(yaml_key(yaml, form));
        if (plural < 0)
            refuse(learning, form, "this is no plural form");
        else if (form->kind == YAML_LIST || form->kind == YAML_MAP)
            refuse(learning, form, "a plural form must be a text");
        else
            phrase->forms[plural] = text_at(learning, form);
    }
    if (!phrase->forms[PLURAL_OTHER].bytes)
        refuse(learning, node, "the form `other` is missing");
}

static void take_word(struct learning *learning, struct text name, const struct yaml_node *node) {
    struct phrase *phrase = phrase_named(learning, name);
    struct text english_form = phrase->english;
    *phrase = (struct phrase){.name = name, .english = english_form, .place = yaml_place(learning->path, node)};
    phrase->is_foreign = learning->is_english;
    if (node->kind == YAML_MAP)
        take_forms(learning, phrase, node);
    else
        phrase->forms[PLURAL_OTHER] = text_at(learning, node);
    if (learning->is_built_in)
        phrase->english = phrase->forms[PLURAL_OTHER];
}

static void take_list(struct learning *learning, struct text name, const struct yaml_node *list) {
    const struct yaml *yaml = &learning->yaml;
    unsigned number = 0;
    for (const struct yaml_node *item = yaml_first(yaml, list); item; item = yaml_next(yaml, list, item)) {
        if (item->kind == YAML_LIST)
            refuse(learning, item, "a word cannot be a list of lists");
        else
            take_word(learning, text_format(learning->arena, "%.*s-%u", TEXT_ARGS(name), ++number), item);
    }
}

static void take_all(struct learning *learning) {
    const struct yaml *yaml = &learning->yaml;
    const struct yaml_node *root = yaml_root(yaml);
    if (!root || root->kind == YAML_NULL)
        return;
    if (root->kind != YAML_MAP) {
        refuse(learning, root, "a file of words is a map");
        return;
    }
    for (const struct yaml_node *node = yaml_first(yaml, root); node; node = yaml_next(yaml, root, node)) {
        if (node->kind == YAML_LIST)
            take_list(learning, yaml_key(yaml, node), node);
        else
            take_word(learning, yaml_key(yaml, node), node);
    }
}

static void read_bytes(struct learning *learning, struct text path, struct text bytes) {
    learning->path = path;
    if (yaml_parse(&learning->yaml, bytes, 1, path, learning->problems, learning->arena))
        take_all(learning);
}

static struct text path_of(struct text tag, struct arena *arena) {
    return text_format(arena, "layouts/words/%.*s.yaml", TEXT_ARGS(tag));
}

/* Index of the file of words for `tag`, whose letters may be of any case; SIZE_MAX when there is none. */
static size_t find_file(const struct tree *tree, struct text tag, struct arena *arena) {
    struct text path = path_of(tag, arena), folder = TEXT("layouts/words/");
    for (size_t i = tree_lower_bound(tree, folder); i < tree->count && text_starts(tree->files[i].path, folder); i++)
        if (text_equal_ignoring_case(tree->files[i].path, path))
            return i;
    return SIZE_MAX;
}

/* The file of `tag` in what lies lowest first. What is the same file in two layers is read once. */
static void read_layers(struct learning *learning, const struct tree *tree, struct text tag) {
    size_t index = find_file(tree, tag, learning->arena), under = SIZE_MAX;
    if (tree->under) {
        read_layers(learning, tree->under, tag);
        under = find_file(tree->under, tag, learning->arena);
    }
    bool is_new =
        index != SIZE_MAX && (under == SIZE_MAX || !digest_equal(tree->files[index].id, tree->under->files[under].id));
    struct text bytes, built_in = {(const char *)english, sizeof english};
    if (!is_new || !tree_read(tree, index, &bytes, learning->problems, learning->arena))
        return;
    learning->language->files++;
    learning->language->path = tree->files[index].path;
    if (!text_equal(bytes, built_in))
        read_bytes(learning, tree->files[index].path, bytes);
}

static bool is_in_subtags(struct text tag, struct text subtag) {
    struct text part;
    while (text_cut(&part, &tag, '-'))
        if (text_equal_ignoring_case(part, subtag))
            return true;
    return false;
}

/* Chinese is written in two ways, which the region tells where the script is not given. */
static struct text script_of_chinese(struct text tag) {
    static const struct text traditional[] = {TEXT_INIT("Hant"), TEXT_INIT("TW"), TEXT_INIT("HK"), TEXT_INIT("MO")};
    if (is_in_subtags(tag, TEXT("Hans")))
        return TEXT("zh-Hans");
    for (size_t i = 0; i < sizeof traditional / sizeof *traditional; i++)
        if (is_in_subtags(tag, traditional[i]))
            return TEXT("zh-Hant");
    return TEXT("zh-Hans");
}

/* From the general to the particular: "zh-TW": zh, zh-Hant, zh-TW. */
static void read_language(struct learning *learning, const struct tree *tree) {
    struct text tag = learning->language->tag, base = text_primary_subtag(tag);
    bool is_chinese = text_equal_ignoring_case(base, TEXT("zh"));
    struct text script = is_chinese ? script_of_chinese(tag) : base;
    read_layers(learning, tree, base);
    if (is_chinese)
        read_layers(learning, tree, script);
    for (size_t end = base.size; end < tag.size;) {
        end = text_find_char(tag, '-', end + 1);
        struct text part = text_slice(tag, 0, end);
        if (!text_equal_ignoring_case(part, script))
            read_layers(learning, tree, part);
    }
}

/* What a language does not say. */

struct checking {
    const struct language *language;
    struct diag *problems;
    struct arena *arena;
};

static void warn(struct checking *checking, const char *code, struct diag_place place, struct text message, struct text help) {
    diag_add(checking->problems, DIAG_WARNING, code, place, message, help);
}

static void add_missing(struct buffer *missing, struct text name, const char *form) {
    buffer_add_format(missing, "%s%.*s%s%s", missing->size ? ", " : "", TEXT_ARGS(name), *form ? "." : "", form);
}

static bool has_plurals(const struct phrase *phrase) {
    for (int i = 0; i < PLURAL_OTHER; i++)
        if (phrase->forms[i].bytes)
            return true;
    return false;
}

/* A word that has plural forms at all must have each that its language asks for. */
static void list_missing(struct buffer *missing, const struct phrase *phrase, unsigned forms) {
    if (phrase->is_foreign)
        add_missing(missing, phrase->name, "");
    for (int i = 0; !phrase->is_foreign && has_plurals(phrase) && i < PLURAL_COUNT; i++)
        if ((forms >> i & 1) && !phrase->forms[i].bytes)
            add_missing(missing, phrase->name, plural_names[i]);
}

static void check_missing(struct checking *checking) {
    const struct language *language = checking->language;
    struct buffer missing = {0};
    unsigned forms = plural_forms(language->tag);
    for (size_t i = 0; i < language->count; i++)
        list_missing(&missing, &language->items[i], forms);
    if (missing.size)
        warn(checking, W_MISSING_WORDS, (struct diag_place){.path = checking->language->path},
             text_format(checking->arena, "words that \"%.*s\" lacks, and that are said in English: %.*s",
                         TEXT_ARGS(language->tag), TEXT_ARGS(buffer_text(&missing))),
             TEXT("write them as `colophon explain W216` says"));
    buffer_free(&missing);
}

static bool uses_value(struct text form, struct text name, struct arena *arena) {
    return text_contains(form, text_format(arena, "{%.*s}", TEXT_ARGS(name)));
}

/* A value that the English word does not have is one that nobody gives. */
static void check_values(struct checking *checking, const struct phrase *phrase, struct text form) {
    for (size_t at = text_find_char(form, '{', 0), end; at < form.size; at = text_find_char(form, '{', end)) {
        end = text_find_char(form, '}', at);
        struct text name = text_slice(form, at + 1, end);
        if (end < form.size && !uses_value(phrase->english, name, checking->arena) && !text_equal(name, TEXT("number")))
            warn(checking, W_UNKNOWN_VALUE, phrase->place,
                 text_format(checking->arena, "the word \"%.*s\" is given no {%.*s}", TEXT_ARGS(phrase->name), TEXT_ARGS(name)),
                 text_format(checking->arena, "in English it is \"%.*s\"", TEXT_ARGS(phrase->english)));
    }
}

static void check_all_values(struct checking *checking) {
    const struct language *language = checking->language;
    for (size_t i = 0; i < language->count; i++)
        for (int form = 0; language->items[i].english.bytes && form < PLURAL_COUNT; form++)
            check_values(checking, &language->items[i], language->items[i].forms[form]);
}

static bool speaks_english(const struct language *language) {
    return text_has_primary_subtag(language->tag, "en");
}

void language_check(struct diag *problems, const struct language *language, struct arena *arena) {
    struct checking checking = {language, problems, arena};
    if (!speaks_english(language) && language->files == 0)
        warn(&checking, W_NO_WORDS, (struct diag_place){0},
             text_format(arena, "there are no words for the language \"%.*s\": the pages' own words are English",
                         TEXT_ARGS(language->tag)),
             text_format(arena, "write them in %.*s", TEXT_ARGS(path_of(language->tag, arena))));
    else if (!speaks_english(language))
        check_missing(&checking);
    check_all_values(&checking);
}

static struct digest digest_all(const struct language *language) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, language->tag);
    for (size_t i = 0; i < language->count; i++) {
        hasher_add_text(&hasher, language->items[i].name);
        for (int form = 0; form < PLURAL_COUNT; form++)
            hasher_add_text(&hasher, language->items[i].forms[form]);
    }
    return hasher_end(&hasher);
}

const struct language *language_load(struct diag *problems, const struct tree *tree, struct text tag, struct arena *arena) {
    struct language *language = arena_new(arena, struct language);
    *language = (struct language){.tag = tag, .is_rtl = language_is_rtl(tag)};
    struct learning learning = {.language = language, .arena = arena, .is_built_in = true, .is_english = true};
    learning.problems = problems ? problems : &learning.unheard;
    read_bytes(&learning, TEXT("layouts/words/en.yaml"), (struct text){(const char *)english, sizeof english});
    learning.is_built_in = false;
    read_layers(&learning, tree, TEXT("en"));
    learning.is_english = speaks_english(language);
    language->files = 0;
    if (!text_equal_ignoring_case(tag, TEXT("en")))
        read_language(&learning, tree);
    language->digest = digest_all(language);
    diag_free(&learning.unheard);
    return language;
}
