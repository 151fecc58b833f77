#include "connect/addresses.h"

#include "base/buffer.h"
#include "base/files.h"
#include "base/utf8.h"
#include "read/slug.h"

struct text path_folder(struct text path) {
    size_t end = path.size;
    while (end > 0 && path.bytes[end - 1] != '/')
        end--;
    return text_slice(path, 0, end);
}

struct text folder_above(struct text path) {
    return path_folder(text_slice(path, 0, path.size ? path.size - 1 : 0));
}

/* Takes the last part and its '/' off. False at the top. */
static bool leave_folder(struct buffer *path) {
    if (path->size < 2)
        return false;
    path->size = folder_above(buffer_text(path)).size;
    return true;
}

struct text path_resolved(struct text folder, struct text relative, struct arena *arena) {
    struct buffer path = {0};
    buffer_add(&path, folder);
    struct text part, rest = relative;
    bool inside = true;
    while (inside && text_cut(&part, &rest, '/')) {
        bool last = part.bytes + part.size == relative.bytes + relative.size;
        if (text_equal(part, TEXT(".."))) {
            inside = leave_folder(&path);
        } else if (part.size && !text_equal(part, TEXT("."))) {
            buffer_add(&path, part);
            if (!last)
                buffer_add_char(&path, '/');
        }
    }
    struct text resolved = inside ? text_copy(buffer_text(&path), arena) : TEXT("");
    buffer_free(&path);
    return resolved;
}

struct text address_of_file(struct text path, struct arena *arena) {
    return text_join(arena, TEXT("/"), text_starts(path, TEXT("content/")) ? text_after(path, 8) : path);
}

bool address_is_of_page(struct text address) {
    return text_ends(address, TEXT("/")) || text_ends(address, TEXT(".html")) || text_ends(address, TEXT(".htm"));
}

size_t address_hash(struct text address) {
    size_t hash = text_find_char(address, '#', 0);
    bool is_behind_page = hash == 0 || (hash < address.size && address.bytes[hash - 1] == '/');
    return is_behind_page && !text_starts(address, TEXT("/media/")) ? hash : address.size;
}

/* Replaces %XX; what that may not hide is looked for afterwards. False when a decoded byte would change the parts. */
static bool decode(struct text *decoded, struct text written, struct arena *arena) {
    if (text_find_char(written, '%', 0) == written.size) {
        *decoded = text_copy(written, arena);
        return true;
    }
    char *out = arena_alloc(arena, written.size + 1);
    size_t size = 0;
    for (size_t i = 0; i < written.size; i++) {
        char c = written.bytes[i];
        if (c == '%') {
            int byte = text_percent_byte(written, i);
            c = (char)byte;
            if (byte < 0 || c == '.' || c == '/' || c == '\\' || c == '%' || c == '?' || c == '#')
                return false;
            i += 2;
        }
        out[size++] = c;
    }
    *decoded = (struct text){out, size};
    return true;
}

/* Nearly all are letters, digits and hyphens, and need no look at what kind of character they are. */
static bool may_be_in_part(struct text part) {
    for (size_t at = 0; at < part.size;) {
        char plain = part.bytes[at];
        if ((plain >= 'a' && plain <= 'z') || (plain >= '-' && plain <= '9')) {
            at++;
            continue;
        }
        uint32_t c = utf8_next(part, &at);
        if (c < 0x20 || utf8_is_forbidden(c) || c == '\\' || c == 0xfffd)
            return false;
    }
    return true;
}

static const char *fault_of_part(struct text part, bool last) {
    if (!part.size)
        return last ? NULL : "it has \"//\"";
    if (text_equal(part, TEXT(".")) || text_equal(part, TEXT("..")))
        return "it has \".\" or \"..\"";
    if (!may_be_in_part(part))
        return "it has characters that no address can have";
    return part.size > 200 ? "it is too long" : NULL;
}

static const char *fault_of(struct text address) {
    struct text part, rest = text_after(address, 1);
    if (address.size > 1000)
        return "it is too long";
    while (text_cut(&part, &rest, '/')) {
        const char *fault = fault_of_part(part, false);
        if (fault)
            return fault;
    }
    return NULL;
}

static bool is_file(struct text address) {
    return text_ends(address, TEXT(".html")) || text_ends(address, TEXT(".htm"));
}

bool address_clean(struct text *address, const char **why, struct text written, struct text folder, struct arena *arena) {
    struct text path = text_trim(written);
    *why = "it is empty";
    if (!path.size)
        return false;
    *why = "it is not on this site";
    size_t colon = text_find_char(path, ':', 0);
    if (text_starts(path, TEXT("//")) || (colon < text_find_char(path, '/', 0)))
        return false;
    *why = "\"%\" must be followed by two hexadecimal digits, and cannot hide a dot or a slash";
    if (!decode(&path, path, arena))
        return false;
    if (path.bytes[0] != '/')
        path = text_join(arena, folder, path);
    *why = fault_of(path);
    if (*why)
        return false;
    if (text_ends(path, TEXT("/index.html")))
        path = text_slice(path, 0, path.size - 10);
    *address = is_file(path) || text_ends(path, TEXT("/")) ? path : text_join(arena, path, TEXT("/"));
    return true;
}

/* Spells the signs that tell C, C++ and C# apart. */
static struct text spelled(struct text name, struct arena *arena) {
    struct buffer out = {0};
    for (size_t i = 0; i < name.size; i++) {
        char c = name.bytes[i], before = i ? name.bytes[i - 1] : ' ', after = i + 1 < name.size ? name.bytes[i + 1] : ' ';
        if (c == '+' && (char_is_alphanumeric(before) || before == '+'))
            buffer_add(&out, TEXT(" plus "));
        else if (c == '#' && char_is_alphanumeric(before) && !char_is_alphanumeric(after))
            buffer_add(&out, TEXT(" sharp "));
        else
            buffer_add_char(&out, c);
    }
    return buffer_take(&out, arena);
}

struct text slug_of_name(struct text name, struct arena *arena) {
    bool signs = text_contains(name, TEXT("+")) || text_contains(name, TEXT("#"));
    struct text words = signs ? spelled(name, arena) : name;
    return slug_of_words(words, arena);
}

static bool starts_with_date(struct text name) {
    static const char shape[] = "dddd-dd-dd-";
    if (name.size < sizeof shape)
        return false;
    for (size_t i = 0; i + 1 < sizeof shape; i++)
        if (shape[i] == '-' ? name.bytes[i] != '-' : name.bytes[i] < '0' || name.bytes[i] > '9')
            return false;
    return true;
}

struct file_name file_name_read(struct text path, struct arena *arena) {
    struct file_name name = {0};
    struct text folder = path_folder(path);
    name.words = text_slice(path, folder.size, path.size - 3);
    if (text_equal(name.words, TEXT("index")) && folder.size) {
        struct text bundle = text_slice(folder, 0, folder.size - 1);
        name.words = path_name(bundle);
    }
    if (starts_with_date(name.words)) {
        name.dated = name.words;
        date_parse(&name.date, &name.why, text_slice(name.words, 0, 10), arena);
        name.words = text_after(name.words, 11);
    }
    return name;
}
