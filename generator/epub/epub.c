#include "epub/epub.h"

#include "base/arena.h"
#include "base/table.h"
#include "base/utf8.h"
#include "base/uuid.h"
#include "epub/internal.h"
#include "epub/zip.h"

#include <string.h>

void xml_add(struct buffer *out, struct text text) {
    struct arena arena = {0};
    buffer_add_html(out, utf8_allowed(NULL, utf8_repaired(text, &arena), &arena));
    arena_free(&arena);
}

void xml_add_attribute(struct buffer *out, const char *name, struct text value) {
    if (!value.size)
        return;
    buffer_add_format(out, " %s=\"", name);
    xml_add(out, value);
    buffer_add_char(out, '"');
}

/* What every file system and every reading system takes for one name, and an attribute for an address. */
static bool is_plain_path(struct text path) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    struct text part, rest = path;
    if (!path.size || text_ends(path, TEXT("/")))
        return false;
    while (text_cut(&part, &rest, '/')) {
        if (!part.size || !memchr(letters, part.bytes[0], sizeof letters - 1))
            return false;
        for (size_t i = 0; i < part.size; i++)
            if (!memchr(letters, part.bytes[i], sizeof letters - 1) && !memchr("._-", part.bytes[i], 3))
                return false;
    }
    return true;
}

/* Reading systems on some machines take capitals and small letters for the same. */
static bool has_own_paths(const struct epub_book *book, struct text *why, struct arena *arena) {
    struct table paths = {0};
    table_put(&paths, TEXT(EPUB_PACKAGE), 0, arena);
    table_put(&paths, TEXT(EPUB_NAVIGATION), 0, arena);
    for (size_t i = 0; i < book->count; i++) {
        struct text path = book->items[i].path;
        const char *complaint = !is_plain_path(path) ? "has a name that a book cannot have"
                                : table_put(&paths, text_lower_ascii(path, arena), 0, arena) != NONE ? "is there twice"
                                                                                                     : NULL;
        if (complaint) {
            *why = text_format(arena, "its file \"%.*s\" %s", TEXT_ARGS(path), complaint);
            return false;
        }
    }
    return true;
}

static bool has_spine(const struct epub_book *book) {
    size_t count = 0;
    for (size_t i = 0; i < book->count; i++)
        count += book->items[i].is_in_spine;
    return count > 0;
}

static bool is_whole(const struct epub_book *book, struct text *why, struct arena *arena) {
    if (!text_trim(book->title).size)
        *why = TEXT("it has no title");
    else if (!has_spine(book))
        *why = TEXT("nothing in it can be read");
    else
        return has_own_paths(book, why, arena);
    return false;
}

static void add_made(struct zip *zip, struct text name, void (*write)(struct buffer *, const struct epub_book *),
                     const struct epub_book *book) {
    struct buffer bytes = {0};
    write(&bytes, book);
    zip_add(zip, name, buffer_text(&bytes));
    buffer_free(&bytes);
}

static void container_write(struct buffer *out, const struct epub_book *book) {
    (void)book;
    buffer_add(out, TEXT("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                         "<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\">\n"
                         "<rootfiles>\n"
                         "<rootfile full-path=\"EPUB/" EPUB_PACKAGE "\" media-type=\"application/oebps-package+xml\"/>\n"
                         "</rootfiles>\n"
                         "</container>\n"));
}

bool epub_write(struct buffer *out, const struct epub_book *book, struct text *why, struct arena *arena) {
    struct zip zip = {.out = out, .arena = arena};
    if (!is_whole(book, why, arena))
        return false;
    zip_add(&zip, TEXT("mimetype"), TEXT("application/epub+zip"));
    add_made(&zip, TEXT("META-INF/container.xml"), container_write, book);
    add_made(&zip, TEXT("EPUB/" EPUB_PACKAGE), package_write, book);
    add_made(&zip, TEXT("EPUB/" EPUB_NAVIGATION), navigation_write, book);
    for (size_t i = 0; i < book->count; i++)
        zip_add(&zip, text_join(arena, TEXT("EPUB/"), book->items[i].path), book->items[i].bytes);
    if (zip_end(&zip))
        return true;
    *why = TEXT("it is larger than a ZIP file can be");
    return false;
}

struct text epub_identifier(struct text url, struct arena *arena) {
    return text_join(arena, TEXT("urn:uuid:"), uuid_of_name(UUID_URL, url, arena));
}
