#include "compose/body.h"
#include "compose/bound.h"

#include "fixture.h"
#include "pages/shared.h"
#include "read/markdown/html_pieces.h"

static const struct tree_text texts[] = {
    {TEXT_INIT("content/site.yaml"), TEXT_INIT("title: Reader\nhan: zh-Hans\n")},
    {TEXT_INIT("content/essays/a.md"),
     TEXT_INIT("---\ntitle: First\ndate: 2020\n---\nSee [[b]] and [[b#part|a part]] and [[#here|this place]].\n\n"
               "A [[term:line]] is drawn; [the list](/topics/) and [outside](https://x.org/).\n\n## Here\n\nEnd.\n")},
    {TEXT_INIT("content/essays/b.md"), TEXT_INIT("---\ntitle: Second 体 & more\ndate: 2021\n---\n## Part\n\nBack to [the "
                                                 "first](a.md#here).\n\n![A dot](../media/dot.gif)\n")},
    {TEXT_INIT("content/glossary/line.md"),
     TEXT_INIT("---\nterm: the line\n---\nA mark that is long and has no breadth. It ends in points, see [[term:line]].\n")},
    {TEXT_INIT("content/media/dot.gif"), TEXT_INIT("GIF89a\x03\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")},
};

static bool has(struct text text, const char *part) {
    if (text_contains(text, text_of(part)))
        return true;
    print_error("in       \"%.*s\"\n", TEXT_ARGS(text));
    return false;
}

static void fills_references(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    struct text body = fixture_at(&fixture, "/essays/a/", "essay.body");
    assert_true(has(body, "See “<a class=\"reference\" href=\"../../essays/b/\"><cite class=\"quoted\">Second "
                          "<span lang=\"zh-Hans\">体</span> &amp; more</cite></a>”"));
    assert_true(has(body, "<a class=\"reference\" href=\"../../essays/b/#part\">a part</a>"));
    assert_true(has(body, "href=\"#here\""));
    assert_true(has(body, "<a class=\"reference term\" href=\"../../glossary/#line\">the line</a>"));
    assert_true(has(body, "<a href=\"../../topics/\">the list</a>"));
    assert_true(has(body, "https://x.org/"));
    fixture_free(&fixture);
}

static void fills_links_and_images(void **state) {
    (void)state;
    struct fixture fixture;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    struct text body = fixture_at(&fixture, "/essays/b/", "essay.body");
    assert_true(has(body, "<a href=\"../../essays/a/#here\">the first</a>"));
    assert_true(has(body, " src=\"../../media/dot.gif\" width=\"3\" height=\"2\""));
    struct text definition = fixture_at(&fixture, "/glossary/", "terms.0.body");
    assert_true(has(definition, "<a class=\"reference term\" href=\"#line\""));
    fixture_free(&fixture);
}

/* A text with all that may be offered, and what may not. */
static const struct tree_text of_many_kinds[] = {
    {TEXT_INIT("content/essays/a.md"),
     TEXT_INIT("---\ntitle: A\n---\n## Heading\n\nWords[^n].\n\n- An item\n  - One in it\n- [[a]]\n  - Another\n- - Only "
               "others\n\n---\n\n> "
               "Quoted.\n>\n> Twice."
               "\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n\n![](../media/dot.gif)\n\nTerm\n: Definition\n\n[^n]: "
               "A note.\n\n    "
               "And more of it.\n")},
    {TEXT_INIT("content/media/dot.gif"), TEXT_INIT("GIF89a\x03\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")},
};

static struct bound_link nowhere(struct text href, bool is_picture, void *context, struct arena *arena) {
    (void)href, (void)is_picture, (void)context, (void)arena;
    return (struct bound_link){0};
}

/* "href="#p-x" data-n="NUMBER"" behind `at`; 0 at the end. */
static uint32_t next_number(struct text *id, size_t *at, struct text html) {
    struct text number = TEXT("\" data-n=\""), link = TEXT("<a class=\"number\" href=\"#");
    size_t end = text_find(html, number, *at), start = end;
    if (end >= html.size)
        return 0;
    while (!text_starts(text_after(html, start), link))
        start--;
    *id = text_slice(html, start + link.size, end);
    *at = end + number.size;
    return (uint32_t)strtoul(html.bytes + *at, NULL, 10);
}

/* What the text says of itself, what a book finds in its HTML, and the links have one number for each passage. */
static void counts_passages_as_one(void **state) {
    (void)state;
    struct fixture fixture;
    struct buffer html = {0}, out = {0};
    struct marks marks;
    fixture_plan(&fixture, of_many_kinds, COUNT_OF(of_many_kinds));
    const struct essay *essay = &fixture.site->essays[0];
    const struct body *body = document_body(essay->thing.source.file);
    versions_marks(&marks, fixture.site, essay, essay->versions->count - 1, &fixture.arena);
    const uint32_t *numbers = passage_numbers(body, &marks, &fixture.arena);
    struct filling filling = {.document = essay->thing.source.document, .has_notes_at_end = true};
    struct link *links = arena_array(&fixture.arena, struct link, filling.document->references.count);
    filling.links = links;
    filling_write(&html, &filling, body, &marks);
    struct bound bound = {.lead = nowhere, .arena = &fixture.arena};
    bound_write(&out, &bound, buffer_text(&html));
    struct text id;
    uint32_t count = 0;
    size_t at = 0;
    for (size_t i = 0; i < marks.count; i++) {
        uint32_t number = numbers[marks.items[i].block];
        if (!number || (i > 0 && marks.items[i - 1].block == marks.items[i].block))
            continue;
        assert_int_equal(number, ++count);
        assert_int_equal(next_number(&id, &at, buffer_text(&html)), count);
        assert_text(id, marks.items[i].id);
    }
    assert_int_equal(next_number(&id, &at, buffer_text(&html)), 0);
    assert_int_equal(bound.pages.count, count);
    assert_int_equal(bound.pages.items[count - 1].number, count);
    /* Words, two items with one in each, one in an item that holds only it, two quoted, table, code, picture, term, definition;
     * none of the note.
     */
    assert_int_equal(count, 13);
    buffer_free(&html);
    buffer_free(&out);
    fixture_free(&fixture);
}

/* The digest of one thing that is gathered for a page. */
static struct digest item_at(struct fixture *fixture, const char *address, const char *path) {
    const struct gather_items *items = plan_items(fixture->plan, plan_find(fixture->plan, text_of(address)), &fixture->arena);
    for (size_t i = 0; i < items->count; i++)
        if (text_equal(items->items[i].path, text_of(path)))
            return items->items[i].digest;
    fail_msg("%s has no %s", address, path);
    return (struct digest){0};
}

/* The digest of an essay's body, with another title for the essay that it refers to, or for one that it does not. */
static struct digest body_digest(const char *title_of_b, const char *title_of_c) {
    struct arena arena = {0};
    struct tree_text changed[] = {
        {TEXT_INIT("content/essays/a.md"), TEXT_INIT("---\ntitle: A\n---\nSee [[b]].\n")},
        {TEXT_INIT("content/essays/b.md"), text_format(&arena, "---\ntitle: %s\n---\nText.\n", title_of_b)},
        {TEXT_INIT("content/essays/c.md"), text_format(&arena, "---\ntitle: %s\n---\nText.\n", title_of_c)},
    };
    struct fixture fixture;
    fixture_plan(&fixture, changed, COUNT_OF(changed));
    struct digest digest = item_at(&fixture, "/essays/a/", "essay.body");
    fixture_free(&fixture);
    arena_free(&arena);
    return digest;
}

static void has_a_digest_of_what_it_shows(void **state) {
    (void)state;
    struct digest digest = body_digest("B", "C");
    assert_true(digest_equal(digest, body_digest("B", "C")));
    assert_true(digest_equal(digest, body_digest("B", "Other")));
    assert_false(digest_equal(digest, body_digest("Other", "C")));
}

static void is_absent_without_words(void **state) {
    (void)state;
    static const struct tree_text bare[] = {{TEXT_INIT("content/essays/a.md"), TEXT_INIT("---\ntitle: A\n---\n")}};
    struct fixture fixture;
    fixture_plan(&fixture, bare, COUNT_OF(bare));
    assert_text(fixture_at(&fixture, "/essays/a/", "essay.body"), "null");
    assert_text(fixture_at(&fixture, "/essays/a/", "essay.has_body"), "false");
    assert_text(fixture_at(&fixture, "/", "has_body"), "false");
    fixture_free(&fixture);
}

static void leaves_the_words_of_what_leads_nowhere(void **state) {
    (void)state;
    static const struct tree_text broken[] = {
        {TEXT_INIT("content/site.yaml"), TEXT_INIT("title: R\nlinks: warn\n")},
        {TEXT_INIT("content/essays/a.md"),
         TEXT_INIT(
             "---\ntitle: A\n---\n[Gone](/gone/) and [lost](lost.md) and the [feed](/feed.xml).\n\n![Picture](gone.png)\n")},
    };
    struct fixture fixture;
    fixture_plan(&fixture, broken, COUNT_OF(broken));
    struct text body = fixture_at(&fixture, "/essays/a/", "essay.body");
    assert_true(has(body, "<a>Gone</a> and <a>lost</a> and the <a>feed</a>."));
    assert_true(has(body, "src=\"data:,\""));
    assert_true(has(body, "alt=\"Picture\""));
    fixture_free(&fixture);
}

static const struct tree_text noted[] = {
    {TEXT_INIT("content/essays/a.md"), TEXT_INIT("---\ntitle: A\n---\nOne[^2] and[^1].\n\n> Two[^3] [[a]].\n\nThree [[b]].\n\n"
                                                 "[^2]: See [[b]].\n[^1]: Of note[^4].\n[^3]: ## In it\n"
                                                 "[^4]: Last [[a]].\n")},
    {TEXT_INIT("content/essays/b.md"), TEXT_INIT("---\ntitle: B\n---\nB\n")},
};

/* The words in their order, passages with their numbers: "(1)One1 and2." with two notes, "[1 See B. ↩]" for a note. */
static struct text outline(struct text html, struct arena *arena) {
    struct text all = {0}, number;
    struct html_piece piece;
    for (size_t at = 0; html_next(&piece, html, &at);) {
        if (piece.kind == HTML_WORDS)
            all = text_join(arena, all, text_slice(html, piece.start, piece.end));
        else if (text_equal(piece.name, TEXT("aside")))
            all = text_join(arena, all, piece.kind == HTML_OPENS ? TEXT("[") : TEXT("]"));
        else if (piece.kind == HTML_OPENS && html_attribute(&number, piece.attributes, TEXT("data-n"), arena))
            all = text_format(arena, "%.*s(%.*s)", TEXT_ARGS(all), TEXT_ARGS(number));
    }
    return all;
}

static void puts_notes_behind_what_refers_to_them(void **state) {
    (void)state;
    struct fixture fixture;
    struct buffer html = {0};
    struct seams seams = {0};
    struct marks marks;
    fixture_plan(&fixture, noted, COUNT_OF(noted));
    const struct essay *essay = &fixture.site->essays[0];
    const struct source *source = &essay->thing.source;
    const struct body *body = document_body(source->file);
    versions_marks(&marks, fixture.site, essay, essay->versions->count - 1, &fixture.arena);
    struct filling filling = {.document = source->document, .seams = &seams};
    filling.links = links_of(fixture.site, fixture.plan, source->document, &source->targets, &fixture.arena);
    filling_write(&html, &filling, body, &marks);
    assert_text(outline(buffer_text(&html), &fixture.arena),
                "(1)One1 and2.\n\n[\n1 See “B”. ↩\n]\n[\n2 Of note4. ↩\n]\n[\n4 Last “A”. ↩\n]\n\n"
                "\n(2)Two3 A.\n\n\n[\n3\nIn it\n ↩\n]\n\n(3)Three “B”.\n");
    /* What fills a hole is noted in the order of the record, whose notes are all at its end. */
    static const char *const fills[] = {">A</", ">B</", ">B</", ">A</"};
    assert_int_equal(seams.bytes.size / sizeof(struct seam), COUNT_OF(fills));
    for (size_t i = 0; i < COUNT_OF(fills); i++) {
        const struct seam *seam = (const struct seam *)(const void *)seams.bytes.bytes + i;
        assert_true(text_contains(text_slice(buffer_text(&html), seam->start, seam->end), text_of(fills[i])));
    }
    buffer_free(&html);
    buffer_free(&seams.bytes);
    fixture_free(&fixture);
}

/* Blocks of the text below, in order. */
enum { HEADING, PARAGRAPH, ITEM, INNER_ITEM, QUOTE, QUOTED, TABLE, CODE, FIGURE, NOTED, NOTE, NOTE_PARAGRAPH };

static void gives_passages_their_ids(void **state) {
    (void)state;
    static const struct tree_text essay[] = {
        {TEXT_INIT("content/essays/a.md"),
         TEXT_INIT("---\ntitle: A\n---\n## Part\n\nA [[a]] word.\n\n- item\n  - inner\n\n> quoted\n\n"
                   "| T |\n|---|\n| c |\n\n```\ncode\n```\n\n![Alt](/media/d.gif \"Title\")\n\nNoted[^1].\n\n[^1]: Note.\n")},
        {TEXT_INIT("content/media/d.gif"), TEXT_INIT("GIF89a\x03\0\x02\0")},
    };
    static const struct mark items[] = {
        {"p-head000", HEADING, true, {0}},        {"p-para000", PARAGRAPH, true, {0}},  {"p-para111", PARAGRAPH, false, {0}},
        {"p-item000", ITEM, true, {0}},           {"p-inner00", INNER_ITEM, true, {0}}, {"p-quote00", QUOTE, true, {0}},
        {"p-quoted0", QUOTED, true, {0}},         {"p-table00", TABLE, true, {0}},      {"p-code000", CODE, true, {0}},
        {"p-figure0", FIGURE, true, {0}},         {"p-noted00", NOTED, true, {0}},      {"p-note000", NOTE, true, {0}},
        {"p-notepar", NOTE_PARAGRAPH, true, {0}},
    };
    struct marks marks = {.items = items, .count = COUNT_OF(items)};
    struct fixture fixture;
    fixture_plan(&fixture, essay, COUNT_OF(essay));
    const struct source *source = &fixture.site->essays[0].thing.source;
    struct filling filling = {.document = source->document, .tree = fixture.tree, .root = TEXT("../../")};
    struct buffer out = {0};
    filling.address = TEXT("/essays/a/");
    filling.links = links_of(fixture.site, fixture.plan, source->document, &source->targets, &fixture.arena);
    filling_write(&out, &filling, document_body(source->file), &marks);
    struct text html = buffer_text(&out);
#define OFFERED(id, n) "<a class=\"number\" href=\"#" id "\" data-n=\"" n "\" aria-hidden=\"true\" tabindex=\"-1\"></a>"
    assert_true(has(html, "<h2 id=\"part\"><span class=\"place\" id=\"p-head000\"></span><a class=\"number\" href=\"#part\" "));
    assert_true(
        has(html, "<p id=\"p-para000\"><span class=\"place\" id=\"p-para111\"></span>" OFFERED("p-para000", "1") "A “<a class"));
    assert_true(has(html, "<li id=\"p-item000\">" OFFERED("p-item000", "2") "item"));
    assert_true(has(html, "<li id=\"p-inner00\">" OFFERED("p-inner00", "3") "inner"));
    assert_true(has(html, "<blockquote id=\"p-quote00\">\n<p id=\"p-quoted0\">" OFFERED("p-quoted0", "4") "quoted"));
    assert_true(has(html, "<div id=\"p-table00\" class=\"table-scroll\""));
    assert_true(has(html, "<pre id=\"p-code000\" tabindex=\"0\">" OFFERED("p-code000", "6") "<code>"));
    assert_true(has(html, "<figure id=\"p-figure0\">" OFFERED("p-figure0", "7") "<img"));
    assert_true(has(html, "<aside class=\"note\" role=\"doc-footnote\" id=\"note-1\"><span class=\"place\" "
                          "id=\"p-note000\"></span>\n<p id=\"p-notepar\">"));
    buffer_free(&out);
    fixture_free(&fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fills_references),         cmocka_unit_test(fills_links_and_images),
        cmocka_unit_test(counts_passages_as_one),   cmocka_unit_test(has_a_digest_of_what_it_shows),
        cmocka_unit_test(is_absent_without_words),  cmocka_unit_test(leaves_the_words_of_what_leads_nowhere),
        cmocka_unit_test(gives_passages_their_ids), cmocka_unit_test(puts_notes_behind_what_refers_to_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
