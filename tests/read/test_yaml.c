#include "read/yaml/yaml.h"

#include "base/buffer.h"
#include "read/codes.h"
#include "support.h"

/* What one parse gave. */
struct parsed {
    struct yaml yaml;
    struct diag problems;
    struct arena arena;
    bool read;
};

static struct parsed parse(const char *source) {
    struct parsed parsed = {0};
    parsed.read = yaml_parse(&parsed.yaml, text_of(source), 2, TEXT("a.md"), &parsed.problems, &parsed.arena);
    return parsed;
}

static void drop(struct parsed *parsed) {
    diag_free(&parsed->problems);
    arena_free(&parsed->arena);
}

static const struct yaml_node *get(const struct parsed *parsed, const char *key) {
    return yaml_get(&parsed->yaml, yaml_root(&parsed->yaml), text_of(key));
}

static void assert_place(const struct yaml_node *node, uint32_t line, uint32_t column, uint32_t width) {
    assert_non_null(node);
    assert_int_equal(node->line, line);
    assert_int_equal(node->column, column);
    assert_int_equal(node->width, width);
}

/* The whole tree on one line, as flow YAML with strings quoted. */
static void show(struct buffer *out, const struct yaml *yaml, const struct yaml_node *node) {
    if (node->key.size > 0)
        buffer_add_format(out, "%.*s:", TEXT_ARGS(yaml_key(yaml, node)));
    if (node->kind == YAML_NULL)
        buffer_add(out, TEXT("~"));
    if (node->kind == YAML_SCALAR)
        buffer_add_format(out, node->quoted ? "'%.*s'" : "%.*s", TEXT_ARGS(yaml_text(yaml, node)));
    if (node->kind < YAML_LIST)
        return;
    buffer_add_char(out, node->kind == YAML_LIST ? '[' : '{');
    for (const struct yaml_node *child = yaml_first(yaml, node); child; child = yaml_next(yaml, node, child)) {
        show(out, yaml, child);
        buffer_add_char(out, ',');
    }
    buffer_add_char(out, node->kind == YAML_LIST ? ']' : '}');
}

static void assert_tree(const char *source, const char *expected) {
    struct parsed parsed = parse(source);
    struct buffer out = {0};
    assert_true(parsed.read);
    show(&out, &parsed.yaml, yaml_root(&parsed.yaml));
    buffer_add_char(&out, '\0');
    assert_string_equal(out.bytes, expected);
    buffer_free(&out);
    drop(&parsed);
}

static void keeps_the_order_and_shape_of_values(void **state) {
    (void)state;
    assert_tree("title: A b\nauthors:\n  - name: X\n    url: y\n  - Z\ndraft: true\n",
                "{title:A b,authors:[{name:X,url:y,},Z,],draft:true,}");
    assert_tree("a: [1, [2, 3], {b: c}]\nd: {}\ne: []\n", "{a:[1,[2,3,],{b:c,},],d:{},e:[],}");
    assert_tree("", "~");
    assert_tree("# nothing\n", "~");
    assert_tree("just text", "just text");
}

static void tells_nulls_quotes_and_blocks_apart(void **state) {
    (void)state;
    assert_tree("a:\nb: ~\nc: null\nd: ''\ne: 'null'\nf: \"2015\"\ng: 2015\nh: nullify\n",
                "{a:~,b:~,c:~,d:'',e:'null',f:'2015',g:2015,h:nullify,}");
    assert_tree("a: |\n  one\n  two\nb: >-\n  one\n  two\nc: one\n  two\n", "{a:'one\ntwo\n',b:'one two',c:one two,}");
    assert_tree("a: !!str 12\nb: !!str\nc: !!int 3\nd: ! 'y'\n", "{a:'12',b:'',c:3,d:'y',}");
}

static void knows_where_values_and_keys_stand(void **state) {
    (void)state;
    struct parsed parsed = parse("title: \"Über 電 x\"\nlist: [a, bc]\nlong: |\n  text\nempty:\nitems:\n"
                                 "  - one # why\n  - two words\n");
    assert_place(get(&parsed, "title"), 2, 8, 10);
    assert_int_equal(get(&parsed, "title")->key_line, 2);
    assert_int_equal(get(&parsed, "title")->key_column, 1);
    assert_int_equal(get(&parsed, "title")->key_width, 5);
    assert_place(get(&parsed, "list"), 3, 7, 7);
    assert_place(yaml_first(&parsed.yaml, get(&parsed, "list")), 3, 8, 1);
    assert_place(get(&parsed, "long"), 4, 7, 1);
    assert_place(get(&parsed, "empty"), 6, 7, 1);
    const struct yaml_node *items = get(&parsed, "items"), *one = yaml_first(&parsed.yaml, items);
    assert_place(one, 8, 5, 3);
    assert_place(yaml_next(&parsed.yaml, items, one), 9, 5, 9);
    struct diag_place place = yaml_key_place(TEXT("a.md"), get(&parsed, "list"));
    assert_int_equal(place.column, 1);
    assert_int_equal(yaml_key_place(TEXT("a.md"), one).column, 5);
    drop(&parsed);
}

static void counts_lines_as_editors_do(void **state) {
    (void)state;
    struct parsed parsed = parse("\xef\xbb\xbf"
                                 "a: b\r\nc: x\xe2\x80\xa8 y\r\nd: 'e f'\r\n");
    assert_place(get(&parsed, "a"), 2, 4, 1);
    assert_place(get(&parsed, "d"), 4, 4, 5);
    drop(&parsed);
    parsed = parse("a: \"one\n  two\"\nb: c\n");
    assert_place(get(&parsed, "a"), 2, 4, 4);
    assert_place(get(&parsed, "b"), 4, 4, 1);
    drop(&parsed);
}

static void finds_by_key_only_in_maps(void **state) {
    (void)state;
    struct parsed parsed = parse("a: {b: c}\nd: e\n");
    assert_text(yaml_text(&parsed.yaml, yaml_get(&parsed.yaml, get(&parsed, "a"), TEXT("b"))), "c");
    assert_null(get(&parsed, "b"));
    assert_null(yaml_get(&parsed.yaml, get(&parsed, "d"), TEXT("b")));
    assert_null(yaml_get(&parsed.yaml, NULL, TEXT("b")));
    assert_text(yaml_text(&parsed.yaml, get(&parsed, "a")), "");
    drop(&parsed);
}

static void reads_booleans_without_quotes(void **state) {
    (void)state;
    struct parsed parsed = parse("a: true\nb: Off\nc: 'true'\nd: maybe\ne: YES\nf:\n");
    bool value = false;
    assert_true(yaml_boolean(&value, &parsed.yaml, get(&parsed, "a")));
    assert_true(value);
    assert_true(yaml_boolean(&value, &parsed.yaml, get(&parsed, "b")));
    assert_false(value);
    assert_true(yaml_boolean(&value, &parsed.yaml, get(&parsed, "e")));
    assert_true(value);
    assert_false(yaml_boolean(&value, &parsed.yaml, get(&parsed, "c")));
    assert_false(yaml_boolean(&value, &parsed.yaml, get(&parsed, "d")));
    assert_false(yaml_boolean(&value, &parsed.yaml, get(&parsed, "f")));
    assert_false(yaml_boolean(&value, &parsed.yaml, NULL));
    drop(&parsed);
}

static void expands_aliases(void **state) {
    (void)state;
    assert_tree("a: &x {b: [1, 2]}\nc: *x\nd: [*x, &y z, *y]\n", "{a:{b:[1,2,],},c:{b:[1,2,],},d:[{b:[1,2,],},z,z,],}");
    assert_tree("a: &x 1\nb: &x 2\nc: *x\n", "{a:1,b:2,c:2,}");
    assert_tree("a: &x\nb: *x\n", "{a:~,b:~,}");
    struct parsed parsed = parse("a: &x {b: c}\nd: *x\n");
    assert_place(get(&parsed, "d"), 3, 4, 2);
    assert_int_equal(get(&parsed, "d")->key_line, 3);
    drop(&parsed);
}

static void merges_maps(void **state) {
    (void)state;
    assert_tree("x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3\n", "{x:{a:1,b:2,},y:{b:3,a:1,},}");
    assert_tree("x: &x {a: 1, b: [5]}\ny: &y {a: 4, c: 2}\nz: {<<: [*x, *y], d: 0}\n",
                "{x:{a:1,b:[5,],},y:{a:4,c:2,},z:{d:0,a:1,b:[5,],c:2,},}");
    assert_tree("{<<: {a: {b: c}}, '<<': d}\n", "{<<:d,a:{b:c,},}");
    assert_tree("x: &x {a: 1}\ny: &y {<<: *x, b: 2}\nz: {<<: *y}\n", "{x:{a:1,},y:{b:2,a:1,},z:{b:2,a:1,},}");
}

static void reports_a_key_that_stands_twice(void **state) {
    (void)state;
    struct parsed parsed = parse("a: 1\nb:\n  c: 1\n  c: [2, &y z]\na: 2\ne: *y\n");
    assert_true(parsed.read);
    assert_int_equal(parsed.problems.errors, 2);
    assert_string_equal(parsed.problems.items[0].code, E_DUPLICATE_KEY);
    assert_int_equal(parsed.problems.items[0].place.line, 5);
    assert_int_equal(parsed.problems.items[0].place.column, 3);
    assert_text(parsed.problems.items[1].message, "the key \"a\" is used twice in this map");
    assert_text(parsed.problems.items[1].help, "it stands first on line 2; keep one of the two");
    assert_int_equal(parsed.problems.items[1].place.line, 6);
    assert_text(yaml_text(&parsed.yaml, get(&parsed, "a")), "1");
    assert_text(yaml_text(&parsed.yaml, get(&parsed, "e")), "z");
    assert_int_equal(yaml_root(&parsed.yaml)->end, parsed.yaml.count);
    drop(&parsed);
}

struct wrong {
    const char *source;
    uint32_t line, column;
    const char *message, *help; /* parts of them */
};

static const struct wrong wrongs[] = {
    {"title: Foo: bar\n", 2, 11, "text without quotes contains a colon followed by a space", "between quotes"},
    {"title: «[x]: y»\n", 2, 12, "a colon", "between quotes"},
    {"title: foo\n  subtitle: bar\n", 3, 11, "no value can begin here", "same column"},
    {"a:\n\tb: 1\n", 3, 1, "a tab cannot indent", "use spaces"},
    {"title: x\nsub: \"abc\ndate: 2\n", 3, 6, "never closed", "same mark"},
    {"title: 'It's here'\n", 2, 12, "continues after its closing quotation mark", "written twice"},
    {"title: [Draft] Foo\n", 2, 16, "continues after a closing bracket", "between quotes"},
    {"title: @foo\n", 2, 8, "cannot begin with \"@\"", "between quotes"},
    {"title: `foo`\n", 2, 8, "cannot begin with \"`\"", "between quotes"},
    {"title: *Big* news\n", 2, 8, "cannot begin with \"*\"", "between quotes"},
    {"title: *Big\n", 2, 8, "\"*Big\" refers to nothing before it", "between quotes"},
    {"a: &a [*a]\n", 2, 8, "\"*a\" refers to nothing before it", ""},
    {"title: ! Beware\n", 2, 8, "\"!\" is read as a tag here", "between quotes"},
    {"title: !Kung\n", 2, 8, "\"!Kung\" is read as a tag here", "between quotes"},
    {"title: !!Kung 'x'\n", 2, 8, "\"!!Kung\" is read as a tag here", "between quotes"},
    {"title: &Sons and others\n", 2, 8, "\"&Sons\" is read as an anchor here", "between quotes"},
    {"title: &Sons\n", 2, 8, "\"&Sons\" is read as an anchor here", "between quotes"},
    {"title: ! \"x\" y!z\n", 2, 14, "continues after", ""},
    {"tags: [a, b\ndate: 2\n", 2, 7, "the \"[\" that opens here is never closed", "close it"},
    {"tags: [a, b c: d: e]\n", 2, 17, "a comma or a closing bracket is missing", "commas"},
    {"title: x\nsome words\ndate: 2\n", 3, 1, "neither \"key: value\" nor", "colon"},
    {"title: x\n  \n - a: b\n\n c: 1\n", 4, 5, "no value can begin here", ""},
    {" title: a\nb: c\n", 3, 1, "there is something after the end", "same column"},
    {"tags: - a\n", 2, 7, "a list item cannot be on the line of its key", "line of its own"},
    {"authors:\n  - name: X\n   url: Y\n", 4, 4, "does not begin with \"- \"", "column of its first word"},
    {"title: \"a\\qb\"\n", 2, 10, "a backslash", "single quotes"},
    {"x: |foo\n  a\n", 2, 5, "text cannot be on the line of", "next line"},
    {"title: {{ page.title }}\n", 2, 9, "a key must be a word", "between quotes"},
    {": b\n", 2, 1, "", ""},
    {"'': b\n", 2, 1, "a key is missing", ""},
    {"a: ]\n", 2, 4, "this cannot be read as YAML: did not find expected node content", ""},
    {"a: b\n---\nc: d\n", 3, 1, "a second YAML document begins here", "keep one"},
    {"a: \x01 b\n", 2, 4, "a control character that YAML cannot contain: 0x01", ""},
    {"a: ü\nb: \xff\n", 3, 4, "a byte that is not UTF-8: 0xff", "UTF-8"},
    {"a: \"\\0\"\n", 2, 4, "contains a control character", "escape"},
    {"a:\n  <<: 3\n", 3, 7, "\"<<\" takes in a map", "alias"},
    {"<<: [{a: b}, c]\n", 2, 15, "\"<<\" takes in a map", "alias"},
};

static void reports_what_cannot_be_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof wrongs / sizeof *wrongs; i++) {
        struct parsed parsed = parse(wrongs[i].source);
        assert_false(parsed.read);
        assert_int_equal(parsed.problems.count, 1);
        const struct diag_item *item = &parsed.problems.items[0];
        bool right = item->place.line == wrongs[i].line && item->place.column == wrongs[i].column &&
                     text_contains(item->message, text_of(wrongs[i].message)) &&
                     text_contains(item->help, text_of(wrongs[i].help));
        if (!right)
            print_error("%s%u:%u %.*s\n", wrongs[i].source, item->place.line, item->place.column, TEXT_ARGS(item->message));
        assert_true(right);
        assert_string_equal(item->code, E_YAML_SYNTAX);
        assert_int_equal(item->level, DIAG_ERROR);
        assert_text(item->place.path, "a.md");
        drop(&parsed);
    }
}

static void assert_too_large(const struct buffer *source, uint32_t line, const char *message) {
    struct parsed parsed = {0};
    assert_false(yaml_parse(&parsed.yaml, buffer_text(source), 1, TEXT("a.md"), &parsed.problems, &parsed.arena));
    assert_int_equal(parsed.problems.count, 1);
    assert_string_equal(parsed.problems.items[0].code, E_YAML_TOO_LARGE);
    assert_int_equal(parsed.problems.items[0].place.line, line);
    assert_text(parsed.problems.items[0].message, message);
    drop(&parsed);
}

static void bounds_what_aliases_expand_to(void **state) {
    (void)state;
    struct buffer source = {0};
    buffer_add(&source, TEXT("a: &a [x,x,x,x,x,x,x,x,x,x]\n"));
    for (int name = 'b'; name < 'k'; name++)
        buffer_add_format(&source, "%c: &%c [*%c,*%c,*%c,*%c]\n", name, name, name - 1, name - 1, name - 1, name - 1);
    assert_too_large(&source, 5, "aliases expand to more than 1,000 values");
    buffer_free(&source);
}

static void bounds_depth(void **state) {
    (void)state;
    struct buffer source = {0};
    for (int i = 0; i < 64; i++)
        buffer_add(&source, TEXT("["));
    for (int i = 0; i < 64; i++)
        buffer_add(&source, TEXT("]"));
    buffer_add_char(&source, '\0');
    struct parsed parsed = parse(source.bytes);
    assert_true(parsed.read);
    assert_int_equal(parsed.yaml.count, 64);
    drop(&parsed);
    buffer_clear(&source);
    for (int i = 0; i < 100000; i++)
        buffer_add(&source, TEXT("["));
    assert_too_large(&source, 1, "values are nested deeper than 64 levels");
    buffer_clear(&source);
    buffer_add(&source, TEXT("a: &a [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]\n"));
    buffer_add(&source, TEXT("b: &b [[[[[[[[[[[[[[[[[[[[*a]]]]]]]]]]]]]]]]]]]]\n"));
    buffer_add(&source, TEXT("c: &c [[[[[[[[[[[[[[[[[[[[[[*b]]]]]]]]]]]]]]]]]]]]]]\nd: [[*c]]\n"));
    assert_too_large(&source, 4, "values are nested deeper than 64 levels");
    buffer_free(&source);
}

static void bounds_values(void **state) {
    (void)state;
    struct buffer source = {0};
    for (int i = 0; i < 100000; i++)
        buffer_add(&source, TEXT("- a\n"));
    assert_too_large(&source, 100000, "more than 100,000 values");
    buffer_free(&source);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_the_order_and_shape_of_values),
        cmocka_unit_test(tells_nulls_quotes_and_blocks_apart),
        cmocka_unit_test(knows_where_values_and_keys_stand),
        cmocka_unit_test(counts_lines_as_editors_do),
        cmocka_unit_test(finds_by_key_only_in_maps),
        cmocka_unit_test(reads_booleans_without_quotes),
        cmocka_unit_test(expands_aliases),
        cmocka_unit_test(merges_maps),
        cmocka_unit_test(reports_a_key_that_stands_twice),
        cmocka_unit_test(reports_what_cannot_be_read),
        cmocka_unit_test(bounds_what_aliases_expand_to),
        cmocka_unit_test(bounds_depth),
        cmocka_unit_test(bounds_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
