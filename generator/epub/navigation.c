/* The navigation: contents, landmarks, pages. It is read as a page of the book, too, where only the contents are shown. */
#include "epub/internal.h"

bool navigation_has_pages(const struct epub_book *book) {
    for (size_t i = 0; i < book->count; i++)
        if (book->items[i].pages.count)
            return true;
    return false;
}

/* A link to a place in a file, or with "" to its beginning. */
static void add_link(struct buffer *out, const struct epub_item *item, struct text id, struct text landmark,
                     struct text title) {
    buffer_add(out, TEXT("<a"));
    xml_add_attribute(out, "epub:type", landmark);
    buffer_add(out, TEXT(" href=\""));
    buffer_add_url(out, item->path);
    if (id.size) {
        buffer_add_char(out, '#');
        buffer_add_url(out, id);
    }
    buffer_add(out, TEXT("\">"));
    xml_add(out, title);
    buffer_add(out, TEXT("</a>"));
}

/* Each level is a list in an item of the one above: a level that none stands above hangs on the nearest. */
static void add_sections(struct buffer *out, const struct epub_item *item) {
    size_t depth = 0;
    for (size_t i = 0; i < item->sections.count; i++) {
        const struct epub_place *place = &item->sections.items[i];
        if (!text_trim(place->title).size)
            continue;
        size_t wanted = place->level > depth ? depth + 1 : place->level ? place->level : 1;
        if (wanted > depth)
            buffer_add(out, TEXT("\n<ol>\n"));
        else
            buffer_add(out, TEXT("</li>\n"));
        for (; depth > wanted; depth--)
            buffer_add(out, TEXT("</ol>\n</li>\n"));
        depth = wanted;
        buffer_add(out, TEXT("<li>"));
        add_link(out, item, place->id, TEXT(""), place->title);
    }
    for (; depth > 0; depth--)
        buffer_add(out, TEXT("</li>\n</ol>\n"));
}

static void add_entry(struct buffer *out, const struct epub_item *item, struct text title) {
    buffer_add(out, TEXT("<li"));
    xml_add_attribute(out, "lang", item->language);
    xml_add_attribute(out, "xml:lang", item->language);
    buffer_add_char(out, '>');
    add_link(out, item, TEXT(""), TEXT(""), title);
    add_sections(out, item);
    buffer_add(out, TEXT("</li>\n"));
}

static void begin_part(struct buffer *out, const char *attributes, const char *heading, struct text label) {
    buffer_add_format(out, "<nav %s>\n<%s>", attributes, heading);
    xml_add(out, label);
    buffer_add_format(out, "</%s>\n<ol>\n", heading);
}

static void end_part(struct buffer *out) {
    buffer_add(out, TEXT("</ol>\n</nav>\n"));
}

/* A book in which nothing has a title has itself in its contents: there may not be none. */
static void add_contents(struct buffer *out, const struct epub_book *book) {
    const struct epub_item *first = NULL;
    size_t count = 0;
    begin_part(out, "epub:type=\"toc\" role=\"doc-toc\" id=\"toc\"", "h1", book->labels.contents);
    for (size_t i = 0; i < book->count; i++) {
        const struct epub_item *item = &book->items[i];
        first = first || !item->is_in_spine ? first : item;
        if (!item->is_in_spine || !text_trim(item->title).size)
            continue;
        add_entry(out, item, item->title);
        count++;
    }
    if (!count && first)
        add_entry(out, first, book->title);
    end_part(out);
}

static void add_landmarks(struct buffer *out, const struct epub_book *book) {
    begin_part(out, "epub:type=\"landmarks\" hidden=\"hidden\"", "h2", book->labels.landmarks);
    buffer_add(out, TEXT("<li><a epub:type=\"toc\" href=\"#toc\">"));
    xml_add(out, book->labels.contents);
    buffer_add(out, TEXT("</a></li>\n"));
    for (size_t i = 0; i < book->count; i++) {
        const struct epub_item *item = &book->items[i];
        struct text title = item->landmark_title.size ? item->landmark_title : item->title;
        if (!item->landmark.size || !title.size)
            continue;
        buffer_add(out, TEXT("<li>"));
        add_link(out, item, TEXT(""), item->landmark, title);
        buffer_add(out, TEXT("</li>\n"));
    }
    end_part(out);
}

static void add_pages(struct buffer *out, const struct epub_book *book) {
    if (!navigation_has_pages(book))
        return;
    begin_part(out, "epub:type=\"page-list\" role=\"doc-pagelist\" hidden=\"hidden\"", "h2", book->labels.pages);
    for (size_t i = 0; i < book->count; i++) {
        const struct epub_item *item = &book->items[i];
        for (size_t j = 0; j < item->pages.count; j++) {
            buffer_add(out, TEXT("<li>"));
            add_link(out, item, item->pages.items[j].id, TEXT(""), item->pages.items[j].title);
            buffer_add(out, TEXT("</li>\n"));
        }
    }
    end_part(out);
}

/* The first style sheet of the book is that of this page, too. */
static void add_style(struct buffer *out, const struct epub_book *book) {
    for (size_t i = 0; i < book->count; i++)
        if (text_equal(book->items[i].media_type, TEXT("text/css"))) {
            buffer_add(out, TEXT("<link rel=\"stylesheet\" type=\"text/css\""));
            xml_add_attribute(out, "href", book->items[i].path);
            buffer_add(out, TEXT("/>\n"));
            return;
        }
}

void navigation_write(struct buffer *out, const struct epub_book *book) {
    buffer_add(out, TEXT("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html>\n"
                         "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\""));
    xml_add_attribute(out, "lang", book->language);
    xml_add_attribute(out, "xml:lang", book->language);
    xml_add_attribute(out, "dir", book->is_rtl ? TEXT("rtl") : TEXT("ltr"));
    buffer_add(out, TEXT(">\n<head>\n<meta charset=\"utf-8\"/>\n<title>"));
    xml_add(out, book->labels.contents);
    buffer_add(out, TEXT("</title>\n"));
    add_style(out, book);
    buffer_add(out, TEXT("</head>\n<body class=\"contents\">\n"));
    add_contents(out, book);
    add_landmarks(out, book);
    add_pages(out, book);
    buffer_add(out, TEXT("</body>\n</html>\n"));
}
