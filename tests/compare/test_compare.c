/*
 * Differences: cases that are read, in compare_cases.txt (UPDATE=1 writes their results anew: read what changed), and made-up
 * texts whose differences must hold all words of both and be sound HTML.
 */
#include "compare/compare.h"
#include "difference_html.h"

static void write_counts(struct buffer *out, struct two_texts *texts) {
    struct compare_counts counts;
    compare_count(&counts, &texts->old, &texts->new, &texts->alignment, &texts->arena);
    buffer_add_format(out, "words +%u -%u, passages +%u -%u, reworded %u, moved %u%s\n", (unsigned)counts.words_added,
                      (unsigned)counts.words_removed, (unsigned)counts.passages_added, (unsigned)counts.passages_removed,
                      (unsigned)counts.passages_reworded, (unsigned)counts.passages_moved, counts.form ? ", form" : "");
}

/* Cases ---------------------------------------------------------------------------------------------------------------------
 */

/* "=== NAME", the old text, "--- new", the new one, "--- result" and what they give. */
struct example {
    struct text name, old, new, result;
};

static const char cases_path[] = "tests/compare/compare_cases.txt";

static struct text up_to(struct text *rest, const char *mark) {
    size_t at = text_find(*rest, text_of(mark), 0);
    struct text part = text_slice(*rest, 0, at);
    *rest = text_after(*rest, at + strlen(mark));
    return part;
}

static bool next_example(struct example *example, struct text *rest) {
    if (!rest->size)
        return false;
    assert_true(text_starts(*rest, TEXT("=== ")));
    *rest = text_after(*rest, 4);
    example->name = up_to(rest, "\n");
    example->old = up_to(rest, "--- new\n");
    example->new = up_to(rest, "--- result\n");
    size_t end = text_starts(*rest, TEXT("=== ")) ? 0 : text_find(*rest, TEXT("\n=== "), 0) + 1;
    end = end < rest->size ? end : rest->size;
    example->result = text_slice(*rest, 0, end);
    *rest = text_after(*rest, end);
    return true;
}

static void write_result(struct buffer *out, const struct example *example) {
    struct two_texts texts;
    struct parse_options options = usual_options();
    options.keep_html = true;
    two_texts_start_with(&texts, example->old, example->new, &options);
    write_counts(out, &texts);
    compare_terminal(out, &texts.old, &texts.new, &texts.alignment, &(struct compare_terminal_options){.width = 100},
                     &texts.arena);
    difference_html(out, &texts, false);
    two_texts_free(&texts);
}

static struct text read_cases(struct arena *arena) {
    FILE *file = fopen(cases_path, "r");
    assert_non_null(file);
    struct buffer bytes = {0};
    char piece[4096];
    for (size_t size; (size = fread(piece, 1, sizeof piece, file)) > 0;)
        buffer_add_bytes(&bytes, piece, size);
    fclose(file);
    return buffer_take(&bytes, arena);
}

static void cases(void **state) {
    (void)state;
    struct arena arena = {0};
    struct buffer all = {0};
    struct text rest = read_cases(&arena);
    bool update = getenv("UPDATE") != NULL;
    for (struct example example; next_example(&example, &rest);) {
        struct buffer result = {0};
        write_result(&result, &example);
        if (!update && !text_equal(buffer_text(&result), example.result)) {
            print_error("%.*s\ngot\n%.*s\nexpected\n%.*s\n", TEXT_ARGS(example.name), TEXT_ARGS(buffer_text(&result)),
                        TEXT_ARGS(example.result));
            fail();
        }
        buffer_add_format(&all, "=== %.*s\n%.*s--- new\n%.*s--- result\n%.*s", TEXT_ARGS(example.name), TEXT_ARGS(example.old),
                          TEXT_ARGS(example.new), TEXT_ARGS(buffer_text(&result)));
        buffer_free(&result);
    }
    if (update) {
        FILE *file = fopen(cases_path, "w");
        assert_non_null(file);
        fwrite(all.bytes, 1, all.size, file);
        fclose(file);
    }
    buffer_free(&all);
    arena_free(&arena);
}

/* Sound HTML, with all words ------------------------------------------------------------------------------------------------
 */

struct reading_html {
    struct text stack[256];
    unsigned depth;
    unsigned hidden[3]; /* depth at which <ins>, <del>, or what is said about the text began; 0: none is open */
    struct buffer old, new;
};

enum { IN_INS, IN_DEL, IN_ASIDE };

static bool is_void(struct text name) {
    return text_equal(name, TEXT("img")) || text_equal(name, TEXT("br")) || text_equal(name, TEXT("hr")) ||
           text_equal(name, TEXT("input"));
}

static void read_tag(struct reading_html *reading, struct text tag) {
    bool closes = text_starts(tag, TEXT("</"));
    size_t from = closes ? 2 : 1, to = from;
    while (to < tag.size && tag.bytes[to] != ' ' && tag.bytes[to] != '>')
        to++;
    struct text name = text_slice(tag, from, to);
    if (is_void(name))
        return;
    if (closes) {
        assert_true(reading->depth > 0);
        if (!text_equal(reading->stack[reading->depth - 1], name))
            fail_msg("</%.*s> closes <%.*s>", TEXT_ARGS(name), TEXT_ARGS(reading->stack[reading->depth - 1]));
        for (int i = 0; i < 3; i++)
            reading->hidden[i] = reading->hidden[i] == reading->depth ? 0 : reading->hidden[i];
        reading->depth--;
        return;
    }
    assert_true(reading->depth < 256);
    reading->stack[reading->depth++] = name;
    bool mark = text_equal(name, TEXT("ins")) || text_equal(name, TEXT("del"));
    bool aside = text_contains(tag, TEXT("visually-hidden")) || text_contains(tag, TEXT("change-note")) ||
                 text_equal(name, TEXT("summary"));
    assert_false(mark && (reading->hidden[IN_INS] || reading->hidden[IN_DEL]));
    int which = mark ? (text_equal(name, TEXT("ins")) ? IN_INS : IN_DEL) : IN_ASIDE;
    if ((mark || aside) && !reading->hidden[which])
        reading->hidden[which] = reading->depth;
}

/* What is left of a text without white space, once without what was added and once without what was removed. */
static void read_difference(struct reading_html *reading, struct text html) {
    *reading = (struct reading_html){0};
    for (size_t at = 0; at < html.size;) {
        if (html.bytes[at] == '<') {
            size_t end = text_find_char(html, '>', at) + 1;
            read_tag(reading, text_slice(html, at, end));
            at = end;
            continue;
        }
        char c = html.bytes[at++];
        if (c == ' ' || c == '\n' || reading->hidden[IN_ASIDE])
            continue;
        if (!reading->hidden[IN_INS])
            buffer_add_char(&reading->old, c);
        if (!reading->hidden[IN_DEL])
            buffer_add_char(&reading->new, c);
    }
    assert_int_equal(reading->depth, 0);
}

static void free_reading(struct reading_html *reading) {
    buffer_free(&reading->old);
    buffer_free(&reading->new);
}

/* The letters of a text as a page shows them. */
static struct text letters_of(const struct passages *passages, struct arena *arena) {
    struct buffer out = {0};
    for (size_t i = 0; i < passages->word_count; i++) {
        const struct passage_word *word = &passages->words[i];
        if (word->kind == WORD_LETTERS || word->kind == WORD_MARK)
            buffer_add_html(&out, text_slice(passages->text, word->start, word->end));
    }
    return buffer_take(&out, arena);
}

static int compare_chars(const void *a, const void *b) {
    return *(const char *)a - *(const char *)b;
}

static struct text sorted(struct text text, struct arena *arena) {
    struct text copy = text_copy(text, arena);
    if (copy.size)
        qsort((char *)(uintptr_t)copy.bytes, copy.size, 1, compare_chars);
    return copy;
}

/* The difference without what was removed is the new text, without what was added the old one (but for what moved). */
static void check_words(struct text old, struct text new) {
    struct two_texts texts;
    struct parse_options options = usual_options();
    struct buffer html = {0};
    struct reading_html reading;
    two_texts_start_with(&texts, old, new, &options);
    difference_html(&html, &texts, false);
    read_difference(&reading, buffer_text(&html));
    if (reading.new.size || reading.old.size) {
        struct text before = letters_of(&texts.old, &texts.arena), after = letters_of(&texts.new, &texts.arena);
        assert_text_at(buffer_text(&reading.new), after, __FILE__, __LINE__);
        assert_text_at(sorted(buffer_text(&reading.old), &texts.arena), sorted(before, &texts.arena), __FILE__, __LINE__);
    }
    free_reading(&reading);
    buffer_free(&html);
    two_texts_free(&texts);
}

struct random {
    uint64_t state;
};

static uint32_t draw(struct random *random, uint32_t below) {
    random->state = random->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((random->state >> 33) % below);
}

static void add_words(struct buffer *out, struct random *random) {
    static const char *const words[] = {"alpha",   "*beta*", "**gamma", "delta**", "`eps`", "阻抗",
                                        "zeta.",   "the",    "of",      "a",       "[link", "text](https://example.com/)",
                                        "~~eta~~", "theta,", "“iota”",  "&amp;",   "don't", "kap*pa*",
                                        "<b>",     "</i>",   "lambda"};
    for (uint32_t i = 1 + draw(random, 24); i > 0; i--)
        buffer_add_format(out, "%s%s", words[draw(random, sizeof words / sizeof *words)], i > 1 ? " " : "");
}

static void add_block(struct buffer *out, struct random *random) {
    static const char *const begins[] = {
        "", "", "", "", "## ", "- ", "1. ", "> ", "> - ", "- - ", "  ", "| a | b |\n|---|---|\n| ", "```\n"};
    uint32_t kind = draw(random, sizeof begins / sizeof *begins);
    buffer_add(out, text_of(begins[kind]));
    add_words(out, random);
    buffer_add(out, kind == 11        ? TEXT(" | x |\n\n")
                    : kind == 12      ? TEXT("\n```\n\n")
                    : draw(random, 4) ? TEXT("\n\n")
                                      : TEXT("\n"));
}

enum { MOST_BLOCKS = 24 };

struct blocks {
    struct buffer items[MOST_BLOCKS];
    unsigned count;
};

static void make_text(struct blocks *blocks, struct random *random) {
    *blocks = (struct blocks){.count = 1 + draw(random, 12)};
    for (unsigned i = 0; i < blocks->count; i++)
        add_block(&blocks->items[i], random);
}

static void swap_blocks(struct blocks *blocks, struct random *random) {
    unsigned a = draw(random, blocks->count), b = draw(random, blocks->count);
    struct buffer block = blocks->items[a];
    blocks->items[a] = blocks->items[b];
    blocks->items[b] = block;
}

static void edit_words(struct buffer *block, struct random *random) {
    struct buffer words = {0}, all = {0};
    size_t at = text_find_char(buffer_text(block), ' ', draw(random, (uint32_t)block->size));
    add_words(&words, random);
    buffer_add(&all, text_slice(buffer_text(block), 0, at));
    buffer_add_char(&all, ' ');
    buffer_add(&all, buffer_text(&words));
    buffer_add(&all, text_after(buffer_text(block), draw(random, 2) ? at : at + words.size));
    buffer_free(&words);
    buffer_free(block);
    *block = all;
}

static void edit_blocks(struct blocks *blocks, struct random *random) {
    for (uint32_t i = draw(random, 6); i > 0; i--) {
        uint32_t kind = draw(random, 4);
        if (kind == 0 && blocks->count < MOST_BLOCKS)
            add_block(&blocks->items[blocks->count++], random);
        if (kind <= 1)
            swap_blocks(blocks, random);
        if (kind == 2)
            buffer_clear(&blocks->items[draw(random, blocks->count)]);
        struct buffer *block = &blocks->items[draw(random, blocks->count)];
        if (kind == 3 && block->size)
            edit_words(block, random);
    }
}

static struct text joined(const struct blocks *blocks, struct arena *arena) {
    struct buffer all = {0};
    for (unsigned i = 0; i < blocks->count; i++)
        buffer_add(&all, buffer_text(&blocks->items[i]));
    return buffer_take(&all, arena);
}

static void random_edits(void **state) {
    (void)state;
    for (unsigned seed = 0; seed < 2000; seed++) {
        struct arena arena = {0};
        struct random random = {seed};
        struct blocks blocks;
        make_text(&blocks, &random);
        struct text old = joined(&blocks, &arena);
        edit_blocks(&blocks, &random);
        struct text new = joined(&blocks, &arena);
        if (getenv("SHOW"))
            print_message("seed %u\n<<<\n%.*s\n>>>\n%.*s\n", seed, TEXT_ARGS(old), TEXT_ARGS(new));
        check_words(old, new);
        for (unsigned i = 0; i < blocks.count; i++)
            buffer_free(&blocks.items[i]);
        arena_free(&arena);
    }
}

/* Raw HTML that is kept may be anything: the difference is balanced all the same. */
static void hostile_html(void **state) {
    (void)state;
    static const char *const texts[] = {
        "a <b>c <i>d</b> e</i> </p></div> <a href=x>y <a href=z>w</a>\n",
        "a <b>c <i>d</b> f</i> </ins></del> <a href=x>y <ins>q <a href=z>w</a>\n",
        "x <b id=\"one\" title=\">\">y <!-- <del> --> z <em\nclass='a'>w\n",
        "x <b id=\"two\" title=\"<\">y <script>alert(1)</script> z <em>v <img src=x id=y> <br/>\n",
        "<div>\n\npara <kbd>k\n\n</div>\n",
        "",
    };
    enum { COUNT = sizeof texts / sizeof *texts };
    for (unsigned i = 0; i < COUNT * COUNT; i++) {
        struct parse_options options = usual_options();
        options.keep_html = true;
        struct two_texts pair;
        struct buffer html = {0};
        struct reading_html reading;
        two_texts_start_with(&pair, text_of(texts[i / COUNT]), text_of(texts[i % COUNT]), &options);
        difference_html(&html, &pair, false);
        read_difference(&reading, buffer_text(&html));
        assert_false(text_contains(buffer_text(&html), TEXT(" id=\"one\"")));
        free_reading(&reading);
        buffer_free(&html);
        two_texts_free(&pair);
    }
}

static void no_escapes_for_the_terminal(void **state) {
    (void)state;
    struct two_texts texts;
    struct buffer out = {0};
    two_texts_start(&texts, "a\n",
                    "a `x\x1b[31mred\xc2\x9b` \xe2\x80\xae"
                    "b\n");
    compare_terminal(&out, &texts.old, &texts.new, &texts.alignment, &(struct compare_terminal_options){0}, &texts.arena);
    assert_true(out.size > 0);
    assert_false(text_contains(buffer_text(&out), TEXT("\x1b")));
    assert_false(text_contains(buffer_text(&out), TEXT("\xe2\x80\xae")));
    buffer_clear(&out);
    compare_terminal(&out, &texts.old, &texts.new, &texts.alignment, &(struct compare_terminal_options){.color = true},
                     &texts.arena);
    assert_true(text_contains(buffer_text(&out), TEXT("\x1b[1;32m")));
    buffer_free(&out);
    two_texts_free(&texts);
}

/* 10 to the sixth is not 106. */
static void raises_for_the_terminal(void **state) {
    (void)state;
    struct two_texts texts;
    struct buffer out = {0};
    two_texts_start(
        &texts, "A ship of ten tons.\n",
        "A ship of 10<sup>6</sup> tons, 10^-3^ H~2~O, x<sup>2k</sup> the 1<sup>st</sup> <del>e<sup>2</sup></del>.\n");
    compare_terminal(&out, &texts.old, &texts.new, &texts.alignment, &(struct compare_terminal_options){0}, &texts.arena);
    assert_text(buffer_text(&out), "~ A ship of [-ten tons-] {+10⁶ tons, 10⁻³ H₂O, x^(2k) the 1st ~~e~~~~²~~+}.\n");
    buffer_free(&out);
    two_texts_free(&texts);
}

static void no_difference(void **state) {
    (void)state;
    struct two_texts texts;
    struct buffer out = {0};
    two_texts_start(&texts, "One two\nthree.\n\n* a\n* b\n", "One\ntwo three.\n\n- a\n- b\n");
    compare_terminal(&out, &texts.old, &texts.new, &texts.alignment, &(struct compare_terminal_options){0}, &texts.arena);
    assert_int_equal(out.size, 0);
    difference_html(&out, &texts, false);
    assert_text(buffer_text(&out), "<p class=\"change-note\">A reader sees no difference in the text.</p>\n");
    buffer_free(&out);
    two_texts_free(&texts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases),
        cmocka_unit_test(random_edits),
        cmocka_unit_test(hostile_html),
        cmocka_unit_test(no_escapes_for_the_terminal),
        cmocka_unit_test(raises_for_the_terminal),
        cmocka_unit_test(no_difference),
    };
    return cmocka_run_group_tests_name("compare", tests, NULL, NULL);
}
