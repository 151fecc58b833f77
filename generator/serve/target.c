#include "serve/target.h"

#include "base/arena.h"
#include "base/utf8.h"

/* Each %XX as its byte. False where a % has no two digits behind it. */
static bool decode(struct text *decoded, struct text path, struct arena *arena) {
    char *bytes = arena_array(arena, char, path.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < path.size; i++) {
        if (path.bytes[i] != '%') {
            bytes[size++] = path.bytes[i];
            continue;
        }
        int byte = text_percent_byte(path, i);
        if (byte < 0)
            return false;
        bytes[size++] = (char)byte;
        i += 2;
    }
    *decoded = (struct text){bytes, size};
    return utf8_first_invalid(*decoded) == size;
}

enum target_state target_address(struct text *address, struct text path, struct text prefix, struct arena *arena) {
    struct text decoded;
    if (!text_starts(path, TEXT("/")) || !decode(&decoded, path, arena))
        return TARGET_MALFORMED;
    if (text_equal(decoded, text_slice(prefix, 0, prefix.size - 1)))
        return TARGET_AT_PREFIX;
    if (!text_starts(decoded, prefix))
        return TARGET_OUTSIDE;
    *address = text_after(decoded, prefix.size - 1);
    return TARGET_FOUND;
}

const char *target_type(struct text path) {
    static const struct {
        const char *ending, *type;
    } types[] = {
        {".html", "text/html; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".json", "application/json"},
        {".xml", "application/xml"},
        {".txt", "text/plain; charset=utf-8"},
        {".md", "text/plain; charset=utf-8"},
        {".bib", "application/x-bibtex; charset=utf-8"},
        {".ris", "application/x-research-info-systems; charset=utf-8"},
        {".csv", "text/csv; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".jpg", "image/jpeg"},
        {".jpeg", "image/jpeg"},
        {".gif", "image/gif"},
        {".webp", "image/webp"},
        {".avif", "image/avif"},
        {".ico", "image/x-icon"},
        {".woff2", "font/woff2"},
        {".woff", "font/woff"},
        {".ttf", "font/ttf"},
        {".otf", "font/otf"},
        {".pdf", "application/pdf"},
        {".epub", "application/epub+zip"},
        {".zip", "application/zip"},
        {".mp3", "audio/mpeg"},
        {".ogg", "audio/ogg"},
        {".wav", "audio/wav"},
        {".mp4", "video/mp4"},
        {".webm", "video/webm"},
        {".wasm", "application/wasm"},
    };
    struct text name = path.size > 8 ? text_after(path, path.size - 8) : path;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct text ending = text_of(types[i].ending);
        if (name.size >= ending.size && text_equal_ignoring_case(text_after(name, name.size - ending.size), ending))
            return types[i].type;
    }
    return "application/octet-stream";
}
