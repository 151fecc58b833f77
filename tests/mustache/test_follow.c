#include "base/buffer.h"
#include "mustache/follow.h"
#include "support.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* {title, card: {slug}, cards: [{slug}], tree: {branches: [tree]}, free: anything} */
static const struct shape text = {.kind = SHAPE_VALUE}, any = {.kind = SHAPE_ANY};
static const struct shape_member card_members[] = {{TEXT_INIT("slug"), &text, false}};
static const struct shape card = {SHAPE_MAP, card_members, COUNT_OF(card_members)};
static const struct shape tree;
static const struct shape_member tree_members[] = {{TEXT_INIT("branches"), &tree, true}};
static const struct shape tree = {SHAPE_MAP, tree_members, COUNT_OF(tree_members)};
static const struct shape_member root_members[] = {
    {TEXT_INIT("title"), &text, false}, {TEXT_INIT("card"), &card, false}, {TEXT_INIT("cards"), &card, true},
    {TEXT_INIT("tree"), &tree, false},  {TEXT_INIT("free"), &any, false},
};
static const struct shape root = {SHAPE_MAP, root_members, COUNT_OF(root_members)};

/* What the templates of the tests include. */
static const char *const partials[][2] = {
    {"slug", "{{slug}}"},
    {"branch", "{{#branches}}{{>branch}}{{leaf}}{{/branches}}"},
    {"base", "{{$head}}{{shown}}{{/head}}{{$foot}}{{title}}{{/foot}}"},
    {"endless", "{{<endless}}{{$a}}{{title}}{{/a}}{{/endless}}{{wrong}}"},
};

struct included {
    const struct template *templates[COUNT_OF(partials)];
};

static const struct template *find(struct text name, void *context) {
    const struct included *included = context;
    for (size_t i = 0; i < COUNT_OF(partials); i++)
        if (text_equal(name, text_of(partials[i][0])))
            return included->templates[i];
    return NULL;
}

/* "2:5 card.slog, ..": the names that are not found. */
static struct text missing(struct mustache_names *names, const char *source, struct arena *arena) {
    struct diag problems = {0};
    struct included included;
    struct mustache_set set = {.find = find, .context = &included};
    for (size_t i = 0; i < COUNT_OF(partials); i++)
        included.templates[i] = mustache_compile(text_of(partials[i][0]), text_of(partials[i][1]), &problems, arena);
    *names = (struct mustache_names){0};
    mustache_follow(names, mustache_compile(TEXT("main"), text_of(source), &problems, arena), &root, &set, arena);
    assert_int_equal(problems.count, 0);
    struct text list = {0};
    for (size_t i = 0; i < names->count; i++) {
        const struct mustache_name *name = &names->items[i];
        if (name->is_found)
            continue;
        struct diag_place place = mustache_name_place(name);
        list = text_format(arena, "%.*s%s%.*s:%u:%u %.*s", TEXT_ARGS(list), list.size ? ", " : "", TEXT_ARGS(place.path),
                           place.line, place.column, TEXT_ARGS(name->name));
    }
    return list;
}

static void finds_the_names_that_no_view_has(void **state) {
    static const char *const cases[][2] = {
        {"{{title}} {{{title}}} {{#title}}{{title}}{{/title}}", ""},
        {"a\n é {{titel}}", "main:2:6 titel"},
        {"{{card.slug}} {{card.slog}}", "main:1:22 card.slog"},
        {"{{cards.slug}}", "main:1:9 cards.slug"},
        {"{{title.length.x}}", "main:1:9 title.length"},
        {"{{slug}}", "main:1:3 slug"},
        {"{{#cards}}{{slug}}{{title}}{{card.slug}}{{.}}{{/cards}}", ""},
        {"{{#card}}{{#cards}}{{wrong}}{{/cards}}{{/card}}", "main:1:22 wrong"},
        {"{{^title}}{{wrong}}{{/title}}{{^wring}}{{/wring}}", "main:1:13 wrong, main:1:33 wring"},
        {"{{#none}}{{whatever}}{{/none}}", "main:1:4 none"},
        {"{{#none}}{{>slug}}{{/none}}{{>slug}}", "main:1:4 none, slug:1:3 slug"},
        {"{{<joined:slug}}{{#cards}}{{$a}}{{slug}}{{wrong}}{{/a}}{{/cards}}{{/joined:slug}}", "slug:1:3 slug, main:1:43 wrong"},
        {"{{free}}{{free.a.b}}{{#free}}{{c}}{{#d}}{{e}}{{/d}}{{/free}}", ""},
        {"{{>slug}}", "slug:1:3 slug"},
        {"{{#card}}{{>slug}}{{/card}}", ""},
        {"{{>slug}}{{#card}}{{>slug}}{{/card}}", ""},
        {"{{#card}}{{>slug}}{{/card}}{{>slug}}", ""},
        {"{{#tree}}{{>branch}}{{/tree}}", "branch:1:27 leaf"},
        {"{{>base}}", "base:1:12 shown"},
        {"{{<base}}{{$head}}{{title}}{{/head}}{{/base}}", ""},
        {"{{<base}}{{$head}}{{titel}}{{/head}}{{$foot}}{{tilte}}{{/foot}}{{/base}}", "main:1:21 titel, main:1:48 tilte"},
        {"{{<endless}}{{/endless}}", "endless:1:48 wrong"},
        {"{{>nowhere}}", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct arena arena = {0};
        struct mustache_names names;
        struct text found = missing(&names, cases[i][0], &arena);
        if (!text_equal(found, text_of(cases[i][1])))
            fail_msg("%s: \"%.*s\" and not \"%s\"", cases[i][0], TEXT_ARGS(found), cases[i][1]);
        assert_false(names.dynamic);
        arena_free(&arena);
    }
}

static void says_that_some_inclusion_is_only_known_to_a_view(void **state) {
    struct arena arena = {0};
    struct mustache_names names;
    (void)state;
    assert_text(missing(&names, "{{>*title}}{{>*titel}}", &arena), "main:1:16 titel");
    assert_true(names.dynamic);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_names_that_no_view_has),
        cmocka_unit_test(says_that_some_inclusion_is_only_known_to_a_view),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
