/*
 * make_books: books that are hard to make, for the judges of tests/epub/.
 *
 *     build/tests/epub/make_books FOLDER      # FOLDER/plain.epub, han.epub, ...
 *
 * Each goes the way of every book: pages of HTML through compose/xhtml.h, then epub/epub.h.
 */
#include "base/arena.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/files.h"
#include "compose/xhtml.h"
#include "epub/cover.h"
#include "epub/epub.h"

#include <stdio.h>
#include <stdlib.h>

struct items {
    struct epub_item *items;
    size_t count, capacity;
};

static struct arena arena;

static void add_file(struct items *items, const char *path, const char *type, struct text bytes, uint8_t properties) {
    *array_add(items, &arena) =
        (struct epub_item){.path = text_of(path), .media_type = text_of(type), .bytes = bytes, .properties = properties};
}

static struct text page_of(const char *language, const char *title, const char *body) {
    struct buffer out = {0};
    struct text html = text_format(&arena,
                                   "<!DOCTYPE html><html lang=%s dir=%s><head><meta charset=utf-8><title>%s</title>"
                                   "<link rel=stylesheet href=style.css></head><body>%s</body></html>",
                                   language, text_equal(text_of(language), TEXT("ar")) ? "rtl" : "ltr", title, body);
    xhtml_write(&out, html);
    return buffer_take(&out, &arena);
}

static struct epub_item *add_page(struct items *items, const char *path, const char *language, const char *title,
                                  const char *body, const char *landmark) {
    add_file(items, path, "application/xhtml+xml", page_of(language, title, body), 0);
    struct epub_item *item = &items->items[items->count - 1];
    item->is_in_spine = true;
    item->title = text_of(title);
    item->landmark = text_of(landmark);
    return item;
}

static void add_place(struct epub_places *places, const char *id, const char *title, uint8_t level) {
    *array_add(places, &arena) = (struct epub_place){.id = text_of(id), .title = text_of(title), .level = level};
}

static struct items started(void) {
    struct items items = {0};
    add_file(&items, "style.css", "text/css", TEXT("body { line-height: 1.4 }\n"), 0);
    return items;
}

static void add_cover(struct items *items, const struct cover *cover) {
    struct buffer out = {0};
    cover_write(&out, cover);
    add_file(items, "cover.svg", "image/svg+xml", text_copy(buffer_text(&out), &arena), EPUB_COVER_IMAGE);
    add_page(items, "cover.xhtml", "en", "Cover", "<img src=cover.svg alt='The cover: title and reader'>", "cover")->title =
        TEXT("");
    items->items[items->count - 1].landmark_title = TEXT("Cover");
    buffer_free(&out);
}

static struct epub_book book_of(const struct items *items, const char *language, const char *title) {
    return (struct epub_book){
        .identifier = epub_identifier(text_format(&arena, "https://example.org/lists/%s/", title), &arena),
        .title = text_of(title),
        .language = text_of(language),
        .modified = TEXT("2024-05-01T10:00:00Z"),
        .labels = {TEXT("Contents"), TEXT("Landmarks"), TEXT("Passages")},
        .access = {.summary = TEXT("All of it is text.")},
        .items = items->items,
        .count = items->count,
    };
}

static void write_book(const char *folder, const char *name, const struct epub_book *book) {
    struct buffer out = {0};
    struct text why = {0};
    const char *path = text_format(&arena, "%s/%s.epub", folder, name).bytes;
    FILE *file = fopen(path, "wb");
    if (!file || !epub_write(&out, book, &why, &arena) || fwrite(out.bytes, 1, out.size, file) != out.size || fclose(file)) {
        fprintf(stderr, "%s: %.*s\n", path, TEXT_ARGS(why));
        exit(1);
    }
    buffer_free(&out);
}

/* One page, no more than must be. */
static void make_plain(const char *folder) {
    struct items items = started();
    add_page(&items, "c01.xhtml", "en", "Impedance reducer", "<h1>Impedance reducer</h1><p>A title from circuits.", "");
    struct epub_book book = book_of(&items, "en", "A plain book & <no more>");
    write_book(folder, "plain", &book);
}

/* Nothing has a title for the contents. */
static void make_nameless(const char *folder) {
    struct items items = started();
    add_page(&items, "c01.xhtml", "en", "x", "<h1>x</h1>", "")->title = TEXT(" ");
    struct epub_book book = book_of(&items, "en", "Nameless");
    book.labels.pages = TEXT("");
    write_book(folder, "nameless", &book);
}

static void make_han(const char *folder) {
    static const struct text further[] = {TEXT_INIT("en"), TEXT_INIT("ja")};
    static const struct epub_creator creators[] = {{TEXT_INIT("石先進"), TEXT_INIT("Shi, Xianjin"), TEXT_INIT("aut")},
                                                   {TEXT_INIT("Chen \"Shumei\" & others"), TEXT_INIT(""), TEXT_INIT("edt")}};
    struct items items = started();
    add_cover(&items, &(struct cover){.title = TEXT("举国体制：一个读本，兼论技术扩散、阻抗与国际分工"),
                                      .subtitle = TEXT("六步之论证（附《译注》）"),
                                      .line = TEXT("分裂的工坊"),
                                      .language = TEXT("zh-Hans")});
    struct epub_item *page = add_page(&items, "c01.xhtml", "zh-Hans", "举国体制与技术：论 <阻抗>",
                                      "<h1>举国体制</h1><h2 id=第一节>第一节 \"引\"</h2><p>词<span lang=ja>日本</span>"
                                      "<h2 id='第二节'>第二节</h2><p>完",
                                      "bodymatter");
    page->title = TEXT("举国体制与技术：论 <阻抗>");
    add_place(&page->sections, "第一节", "第一节 \"引\"", 1);
    add_page(&items, "c02.xhtml", "en", "Two schools", "<h1>Two schools</h1><p>Words.", "")->language = TEXT("en");
    struct epub_book book = book_of(&items, "zh-Hans", "举国体制：一个读本");
    book.subtitle = TEXT("六步之论证");
    book.languages = further;
    book.language_count = COUNT_OF(further);
    book.creators = creators;
    book.creator_count = COUNT_OF(creators);
    book.labels.contents = TEXT("目录");
    book.labels.landmarks = TEXT("路标");
    book.access.has_pictures = book.access.all_have_text = true;
    write_book(folder, "han", &book);
}

static void make_rtl(const char *folder) {
    struct items items = started();
    add_cover(&items, &(struct cover){.title = TEXT("مقاومة التيار في زمن الانقسام التقني"),
                                      .subtitle = TEXT("ست خطوات"),
                                      .line = TEXT("The Divided Workshop"),
                                      .language = TEXT("ar"),
                                      .is_rtl = true});
    add_page(&items, "c01.xhtml", "ar", "مقاومة التيار", "<h1>مقاومة التيار</h1><p>كلمات <bdi lang=en>LATIN</bdi> 12.",
             "bodymatter");
    struct epub_book book = book_of(&items, "ar", "كتاب");
    book.is_rtl = book.turns_from_left = true;
    book.labels.contents = TEXT("المحتويات");
    book.access.has_pictures = book.access.all_have_text = true;
    write_book(folder, "rtl", &book);
}

static const char picture[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 4\"><path d=\"M0 0h4v4z\"/></svg>";

static void add_matter(struct items *items) {
    add_page(items, "title.xhtml", "en", "Title page",
             "<section epub:type=titlepage><h1>Everything</h1><p>Edition of 1 May 2024</section>", "titlepage");
    items->items[items->count - 1].title = TEXT("");
    items->items[items->count - 1].landmark_title = TEXT("Title page");
}

static void add_essay(struct items *items) {
    struct epub_item *page =
        add_page(items, "c01.xhtml", "en", "First",
                 "<h1>First</h1><p id=p1><span epub:type=pagebreak role=doc-pagebreak id=n1 aria-label=1></span>One<a "
                 "epub:type=noteref role=doc-noteref id=r1 href=#f1>1</a> and <a href=c02.xhtml#p1>the other</a>."
                 "<h2 id=a>A &amp; &lt;b></h2><p><span epub:type=pagebreak role=doc-pagebreak id=n2 aria-label=2></span>Two"
                 "<h3 id=b>Too deep</h3><h3 id=c>C</h3><h2 id=d>D</h2>"
                 "<p><svg viewbox='0 0 4 4' role=img aria-label=Map><path d='M0 0h4v4z'/></svg>"
                 "<aside epub:type=footnote role=doc-footnote id=f1><p>A note. <a role=doc-backlink href=#r1>Back</a></aside>"
                 "<figure><img src=media/map.svg alt='A map'><figcaption>Map</figcaption></figure>"
                 "<table><caption>T</caption><tr><th scope=col>a<th scope=col>b<tr><td>1<td>2</table>",
                 "bodymatter");
    page->properties = EPUB_SVG;
    add_place(&page->sections, "a", "A & <b>", 1);
    add_place(&page->sections, "b", "Too deep", 3);
    add_place(&page->sections, "c", "C", 2);
    add_place(&page->sections, "d", "", 1);
    add_place(&page->sections, "d", "D", 1);
    add_place(&page->pages, "n1", "1", 0);
    add_place(&page->pages, "n2", "2", 0);
}

/* Every part, property and field that there is. */
static void make_full(const char *folder) {
    static const struct text further[] = {TEXT_INIT("fr")};
    static const struct epub_creator creators[] = {{TEXT_INIT("Ada Editor"), TEXT_INIT("Editor, Ada"), TEXT_INIT("edt")}};
    static const struct epub_creator others[] = {{TEXT_INIT("Shi Xianjin"), TEXT_INIT("Shi Xianjin"), TEXT_INIT("aut")}};
    struct items items = started();
    add_file(&items, "media/map.svg", "image/svg+xml", text_of(picture), 0);
    add_cover(&items, &(struct cover){.title = TEXT("Everything"),
                                      .subtitle = TEXT("All that a book can have"),
                                      .line = TEXT("The Divided Workshop & others, edition of 1 May 2024")});
    add_matter(&items);
    add_essay(&items);
    struct epub_item *page =
        add_page(&items, "c02.xhtml", "fr", "Deux &amp; trois",
                 "<h1>Deux</h1><p id=p1>x<math alttext=x><mi>x</mi></math>"
                 "<section epub:type=glossary role=doc-glossary><h2>Terms</h2><dl><dt><dfn>t</dfn><dd>d</dl></section>",
                 "glossary");
    page->title = TEXT("Deux & trois");
    page->language = TEXT("fr");
    page->properties = EPUB_MATHML;
    struct epub_book book = book_of(&items, "en", "Everything");
    book.subtitle = TEXT("All that a book can have");
    book.languages = further;
    book.language_count = COUNT_OF(further);
    book.creators = creators;
    book.creator_count = COUNT_OF(creators);
    book.contributors = others;
    book.contributor_count = COUNT_OF(others);
    book.date = TEXT("2024-05");
    book.publisher = TEXT("The Divided Workshop");
    book.rights = TEXT("CC BY 4.0 <for all>");
    book.source = TEXT("https://example.org/lists/everything/");
    book.description = TEXT("Two\nlines & more");
    book.access.has_pictures = book.access.all_have_text = true;
    book.access.certified_by = TEXT("Ada Editor");
    write_book(folder, "full", &book);
}

/* 400 essays with 20 passages each. */
static void make_many(const char *folder) {
    struct items items = started();
    for (int i = 1; i <= 400; i++) {
        struct buffer body = {0};
        const char *path = text_format(&arena, "c%03d.xhtml", i).bytes;
        const char *title = text_format(&arena, "Essay %d", i).bytes;
        buffer_add_format(&body, "<h1>%s</h1>", title);
        for (int j = 1; j <= 20; j++)
            buffer_add_format(&body,
                              "<p><span epub:type=pagebreak role=doc-pagebreak id=n%d aria-label='%d.%d'></span>"
                              "Words, and <a href=c%03d.xhtml#n1>others</a>.",
                              j, i, j, i % 400 + 1);
        struct text whole = buffer_take(&body, &arena);
        struct epub_item *page = add_page(&items, path, "en", title, text_terminated(whole, &arena), "");
        for (int j = 1; j <= 20; j++)
            add_place(&page->pages, text_format(&arena, "n%d", j).bytes, text_format(&arena, "%d.%d", i, j).bytes, 0);
    }
    struct epub_book book = book_of(&items, "en", "Many");
    write_book(folder, "many", &book);
}

int main(int count, char **arguments) {
    static void (*const makers[])(const char *) = {make_plain, make_nameless, make_han, make_rtl, make_full, make_many};
    if (count != 2) {
        fprintf(stderr, "usage: make_books FOLDER\n");
        return 2;
    }
    for (size_t i = 0; i < COUNT_OF(makers); i++)
        makers[i](arguments[1]);
    arena_free(&arena);
    return 0;
}
