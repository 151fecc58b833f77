/* The package: what the book is, which files it has, and in which order they are read. */
#include "epub/internal.h"

#include "base/arena.h"

static void add_element(struct buffer *out, const char *name, struct text words) {
    if (!words.size)
        return;
    buffer_add_format(out, "<%s>", name);
    xml_add(out, words);
    buffer_add_format(out, "</%s>\n", name);
}

static void add_meta(struct buffer *out, const char *property, struct text words) {
    if (!words.size)
        return;
    buffer_add_format(out, "<meta property=\"%s\">", property);
    xml_add(out, words);
    buffer_add(out, TEXT("</meta>\n"));
}

/* What is said of the element whose id is `id`. */
static void add_refinement(struct buffer *out, const char *id, const char *property, struct text words) {
    if (!words.size)
        return;
    buffer_add_format(out, "<meta refines=\"#%s\" property=\"%s\">", id, property);
    xml_add(out, words);
    buffer_add(out, TEXT("</meta>\n"));
}

static void add_with_id(struct buffer *out, const char *name, const char *id, struct text words) {
    buffer_add_format(out, "<%s id=\"%s\">", name, id);
    xml_add(out, words);
    buffer_add_format(out, "</%s>\n", name);
}

static void add_titles(struct buffer *out, const struct epub_book *book) {
    if (!book->subtitle.size) {
        add_element(out, "dc:title", book->title);
        return;
    }
    add_with_id(out, "dc:title", "title", book->title);
    add_refinement(out, "title", "title-type", TEXT("main"));
    add_with_id(out, "dc:title", "subtitle", book->subtitle);
    add_refinement(out, "subtitle", "title-type", TEXT("subtitle"));
}

/* The first is the one that the book is in, to those who choose a voice or fonts by it. */
static void add_languages(struct buffer *out, const struct epub_book *book) {
    add_element(out, "dc:language", book->main_language);
    add_element(out, "dc:language", book->language);
    for (size_t i = 0; i < book->language_count; i++)
        if (!text_equal(book->languages[i], book->main_language))
            add_element(out, "dc:language", book->languages[i]);
}

static void add_people(struct buffer *out, const char *kind, const struct epub_creator *people, size_t count) {
    struct arena arena = {0};
    const char *name = text_format(&arena, "dc:%s", kind).bytes;
    for (size_t i = 0; i < count; i++) {
        const char *id = text_format(&arena, "%s%zu", kind, i + 1).bytes;
        add_with_id(out, name, id, people[i].name);
        if (people[i].role.size) {
            buffer_add_format(out, "<meta refines=\"#%s\" property=\"role\" scheme=\"marc:relators\">", id);
            xml_add(out, people[i].role);
            buffer_add(out, TEXT("</meta>\n"));
        }
        add_refinement(out, id, "file-as", people[i].sort_name);
    }
    arena_free(&arena);
}

/* What it is like for those who cannot see it, or must not see it flash */

static bool has_property(const struct epub_book *book, enum epub_property property) {
    for (size_t i = 0; i < book->count; i++)
        if (book->items[i].properties & property)
            return true;
    return false;
}

/* A picture that could move, by what makes pictures move: GIF and WebP have frames, PNG by its chunk acTL, SVG by elements. */
static bool may_move(const struct epub_item *item) {
    if (text_equal(item->media_type, TEXT("image/png")))
        return text_contains(item->bytes, TEXT("acTL"));
    if (text_equal(item->media_type, TEXT("image/svg+xml")))
        return text_contains(item->bytes, TEXT("<animate")) || text_contains(item->bytes, TEXT("<set")) ||
               text_contains(item->bytes, TEXT("animation")) || text_contains(item->bytes, TEXT("<script"));
    return text_starts(item->media_type, TEXT("image/")) ? !text_equal(item->media_type, TEXT("image/jpeg"))
                                                         : text_starts(item->media_type, TEXT("video/"));
}

static bool is_still(const struct epub_book *book) {
    for (size_t i = 0; i < book->count; i++)
        if (may_move(&book->items[i]))
            return false;
    return true;
}

static void add_modes(struct buffer *out, const struct epub_book *book) {
    add_meta(out, "schema:accessMode", TEXT("textual"));
    if (!book->access.has_pictures || book->access.all_have_text)
        add_meta(out, "schema:accessModeSufficient", TEXT("textual"));
    if (book->access.has_pictures) {
        add_meta(out, "schema:accessMode", TEXT("visual"));
        add_meta(out, "schema:accessModeSufficient", TEXT("textual,visual"));
    }
}

static void add_features(struct buffer *out, const struct epub_book *book) {
    bool has_pages = navigation_has_pages(book);
    const struct {
        bool is_there;
        struct text name;
    } features[] = {
        {true, TEXT("tableOfContents")},
        {true, TEXT("readingOrder")},
        {true, TEXT("structuralNavigation")},
        {true, TEXT("displayTransformability")},
        {has_pages, TEXT("pageNavigation")},
        {has_pages, TEXT("pageBreakMarkers")},
        {book->access.has_pictures && book->access.all_have_text, TEXT("alternativeText")},
        {has_property(book, EPUB_MATHML), TEXT("MathML")},
    };
    for (size_t i = 0; i < sizeof features / sizeof *features; i++)
        if (features[i].is_there)
            add_meta(out, "schema:accessibilityFeature", features[i].name);
    if (has_pages)
        add_meta(out, "pageBreakSource", book->source.size ? book->source : TEXT("none"));
}

static void add_conformance(struct buffer *out, const struct epub_book *book) {
    if (!book->access.certified_by.size)
        return;
    buffer_add(out, TEXT("<meta property=\"dcterms:conformsTo\" id=\"conformance\">"
                         "EPUB Accessibility 1.1 - WCAG 2.1 Level AA</meta>\n"));
    add_refinement(out, "conformance", "a11y:certifiedBy", book->access.certified_by);
}

static void add_access(struct buffer *out, const struct epub_book *book) {
    add_modes(out, book);
    add_features(out, book);
    add_meta(out, "schema:accessibilityHazard", is_still(book) ? TEXT("none") : TEXT("unknown"));
    add_meta(out, "schema:accessibilitySummary", book->access.summary);
    add_conformance(out, book);
}

static void add_metadata(struct buffer *out, const struct epub_book *book) {
    buffer_add(out, TEXT("<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"));
    add_with_id(out, "dc:identifier", "identifier", book->identifier);
    add_titles(out, book);
    add_languages(out, book);
    add_people(out, "creator", book->creators, book->creator_count);
    add_people(out, "contributor", book->contributors, book->contributor_count);
    add_element(out, "dc:publisher", book->publisher);
    add_element(out, "dc:date", book->date);
    add_element(out, "dc:description", book->description);
    add_element(out, "dc:rights", book->rights);
    add_element(out, "dc:source", book->source);
    add_meta(out, "dcterms:modified", book->modified);
    add_access(out, book);
    buffer_add(out, TEXT("</metadata>\n"));
}

/* An id that stays while the path does, whatever else comes into the book. '/' is no letter of an id. */
static void add_item_id(struct buffer *out, const char *attribute, struct text path) {
    buffer_add_format(out, " %s=\"i-", attribute);
    for (size_t i = 0; i < path.size; i++)
        if (path.bytes[i] == '/')
            buffer_add(out, TEXT("_-"));
        else if (path.bytes[i] == '_')
            buffer_add(out, TEXT("__"));
        else
            buffer_add_char(out, path.bytes[i]);
    buffer_add_char(out, '"');
}

static void add_properties(struct buffer *out, uint8_t properties) {
    static const struct text names[] = {TEXT_INIT("cover-image"), TEXT_INIT("svg"), TEXT_INIT("mathml")};
    if (!properties)
        return;
    buffer_add(out, TEXT(" properties=\""));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (properties & 1u << i) {
            buffer_add(out, names[i]);
            buffer_add(out, properties >> (i + 1) ? TEXT(" ") : TEXT(""));
        }
    buffer_add_char(out, '"');
}

static void add_manifest(struct buffer *out, const struct epub_book *book) {
    buffer_add(out, TEXT("<manifest>\n<item id=\"nav\" href=\"" EPUB_NAVIGATION
                         "\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n"));
    for (size_t i = 0; i < book->count; i++) {
        const struct epub_item *item = &book->items[i];
        buffer_add(out, TEXT("<item"));
        add_item_id(out, "id", item->path);
        xml_add_attribute(out, "href", item->path);
        xml_add_attribute(out, "media-type", item->media_type);
        add_properties(out, item->properties);
        buffer_add(out, TEXT("/>\n"));
    }
    buffer_add(out, TEXT("</manifest>\n"));
}

/* What stands before the contents, as in any book. */
static bool comes_before_contents(const struct epub_item *item) {
    return text_equal(item->landmark, TEXT("cover")) || text_equal(item->landmark, TEXT("titlepage"));
}

static void add_spine(struct buffer *out, const struct epub_book *book) {
    bool has_contents = false;
    buffer_add(out, book->turns_from_left ? TEXT("<spine page-progression-direction=\"rtl\">\n") : TEXT("<spine>\n"));
    for (size_t i = 0; i < book->count; i++) {
        const struct epub_item *item = &book->items[i];
        if (!item->is_in_spine)
            continue;
        if (!has_contents && !comes_before_contents(item)) {
            buffer_add(out, TEXT("<itemref idref=\"nav\"/>\n"));
            has_contents = true;
        }
        buffer_add(out, TEXT("<itemref"));
        add_item_id(out, "idref", item->path);
        buffer_add(out, TEXT("/>\n"));
    }
    buffer_add(out, has_contents ? TEXT("") : TEXT("<itemref idref=\"nav\"/>\n"));
    buffer_add(out, TEXT("</spine>\n"));
}

void package_write(struct buffer *out, const struct epub_book *book) {
    buffer_add(out, TEXT("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                         "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"identifier\""));
    xml_add_attribute(out, "xml:lang", book->language);
    xml_add_attribute(out, "dir", book->is_rtl ? TEXT("rtl") : TEXT("ltr"));
    buffer_add(out, TEXT(">\n"));
    add_metadata(out, book);
    add_manifest(out, book);
    add_spine(out, book);
    buffer_add(out, TEXT("</package>\n"));
}
