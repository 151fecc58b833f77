#include "mustache/internal.h"

#include "base/array.h"
#include "base/utf8.h"
#include "read/codes.h"

#define DELIMITERS_LIMIT_BYTES 200

/* The delimiters in force. */
struct delimiters {
    struct text open, close;
};

struct scanner {
    struct text source;
    struct delimiters delimiters;
    struct tags *tags;
    struct source_cursor *cursor;
    struct diag *problems;
    struct arena *arena;
    bool failed;
};

struct diag_place source_place(struct source_cursor *cursor, size_t offset, size_t size_bytes) {
    if (offset < cursor->offset || cursor->line == 0) {
        cursor->offset = 0;
        cursor->line = cursor->column = 1;
    }
    while (cursor->offset < offset) {
        bool ends_line = cursor->source.bytes[cursor->offset] == '\n';
        utf8_next(cursor->source, &cursor->offset);
        cursor->line += ends_line;
        cursor->column = ends_line ? 1 : cursor->column + 1;
    }
    struct text line = text_slice(cursor->source, offset, offset + size_bytes);
    size_t width = utf8_count(text_slice(line, 0, text_find_char(line, '\n', 0)));
    return (struct diag_place){
        .path = cursor->path, .line = cursor->line, .column = cursor->column, .width = width > 0 ? (uint32_t)width : 1};
}

static void refuse(struct scanner *scanner, const char *code, size_t offset, size_t size_bytes, struct text message,
                   struct text help) {
    diag_add(scanner->problems, DIAG_ERROR, code, source_place(scanner->cursor, offset, size_bytes), message, help);
    scanner->failed = true;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* Finds out what stands before the tag on its line; tags that end on it are something. */
static void look_left(const struct scanner *scanner, struct tag *tag) {
    size_t before = scanner->tags->count > 0 ? scanner->tags->items[scanner->tags->count - 1].end : 0;
    size_t at = tag->start;
    while (at > before && is_blank(scanner->source.bytes[at - 1]))
        at--;
    tag->clear_left = at == 0 || scanner->source.bytes[at - 1] == '\n';
    tag->line = at;
}

static void look_right(const struct scanner *scanner, struct tag *tag) {
    struct text source = scanner->source;
    size_t at = tag->end;
    while (at < source.size && is_blank(source.bytes[at]))
        at++;
    if (at + 1 < source.size && source.bytes[at] == '\r' && source.bytes[at + 1] == '\n')
        at++;
    tag->clear_right = at == source.size || source.bytes[at] == '\n';
    tag->next_line = at < source.size ? at + 1 : at;
}

static bool is_bad_in_name(char c) {
    return (unsigned char)c <= ' ' || text_find_char(TEXT("{}()<>\"'="), c, 0) < 9;
}

/* Offset of the first character that a name cannot hold; its size when there is none. */
static size_t first_bad(struct text name) {
    for (size_t i = 0; i < name.size; i++)
        if (is_bad_in_name(name.bytes[i]))
            return i;
    return name.size;
}

static bool is_dotted(const struct tag *tag) {
    return tag->kind <= TAG_INVERTED || tag->dynamic;
}

/* "a..b", ".a" and "a." have a part without a name. */
static bool has_empty_part(struct text name) {
    struct text part, rest = name;
    while (text_cut(&part, &rest, '.'))
        if (part.size == 0)
            return true;
    return text_ends(name, TEXT("."));
}

static bool check_name(struct scanner *scanner, const struct tag *tag) {
    size_t start = (size_t)(tag->name.bytes - scanner->source.bytes), bad = first_bad(tag->name);
    if (tag->name.size == 0) {
        refuse(scanner, E_TAG_WITHOUT_NAME, tag->start, tag->end - tag->start, TEXT("this tag has no name"),
               TEXT("write the name of what stands here"));
        return false;
    }
    if (bad < tag->name.size) {
        bool space = (unsigned char)tag->name.bytes[bad] <= ' ';
        struct text held = text_slice(tag->name, bad, bad + 1);
        refuse(scanner, E_BAD_TAG_NAME, start + bad, 1,
               space ? TEXT("a name cannot hold a space")
                     : text_format(scanner->arena, "a name cannot hold %.*s", TEXT_ARGS(held)),
               TEXT("a tag is one name, such as {{title}}, {{#essays}} or {{>card}}: a layout cannot compute"));
        return false;
    }
    if (is_dotted(tag) && tag->name.size > 1 && has_empty_part(tag->name)) {
        refuse(scanner, E_BAD_TAG_NAME, start, tag->name.size, TEXT("a name between dots is missing"),
               TEXT("write {{author.name}}, or {{.}} for the value itself"));
        return false;
    }
    return true;
}

static enum tag_kind kind_of(char sigil) {
    switch (sigil) {
    case '&':
    case '{': return TAG_RAW;
    case '#': return TAG_SECTION;
    case '^': return TAG_INVERTED;
    case '/': return TAG_CLOSE;
    case '>': return TAG_PARTIAL;
    case '<': return TAG_PARENT;
    case '$': return TAG_BLOCK;
    case '!':
    case '=': return TAG_SILENT;
    default: return TAG_VARIABLE;
    }
}

/* {{=<% %>=}}: `inside` is what stands between the signs. The texts of the source stay what the delimiters are. */
static void change_delimiters(struct scanner *scanner, const struct tag *tag, struct text inside) {
    inside = text_trim(inside);
    size_t space = 0;
    while (space < inside.size && (unsigned char)inside.bytes[space] > ' ')
        space++;
    struct text open = text_slice(inside, 0, space), close = text_trim(text_after(inside, space));
    bool right = open.size > 0 && close.size > 0 && !text_contains(inside, TEXT("="));
    for (size_t i = 0; i < close.size; i++)
        right = right && (unsigned char)close.bytes[i] > ' ';
    if (right)
        scanner->delimiters = (struct delimiters){open, close};
    else
        refuse(scanner, E_BAD_DELIMITERS, tag->start, tag->end - tag->start, TEXT("this does not name two delimiters"),
               TEXT("write the opening and the closing one with a space between: {{=<% %>=}}"));
}

static size_t skip_space(struct text source, size_t at) {
    while (at < source.size && (unsigned char)source.bytes[at] <= ' ')
        at++;
    return at;
}

/* A name that goes over lines or holds another tag: most likely this one was never closed. */
static bool runs_on(const struct scanner *scanner, struct text name) {
    return text_find_char(name, '\n', 0) < name.size || text_contains(name, scanner->delimiters.open);
}

static size_t refuse_unclosed(struct scanner *scanner, const struct tag *tag, struct text ending) {
    refuse(scanner, E_UNCLOSED_TAG, tag->start, scanner->delimiters.open.size, TEXT("this tag is never closed"),
           text_format(scanner->arena, "end it with %.*s", TEXT_ARGS(ending)));
    return tag->start + scanner->delimiters.open.size;
}

/* Takes the name of a partial or parent: *name is one to be looked up. */
static void take_name(struct tag *tag, struct text name) {
    bool includes = tag->kind == TAG_PARTIAL || tag->kind == TAG_PARENT || tag->kind == TAG_CLOSE;
    tag->dynamic = includes && text_starts(name, TEXT("*"));
    tag->name = tag->dynamic ? text_trim(text_after(name, 1)) : name;
}

static void add_tag(struct scanner *scanner, struct tag tag) {
    look_left(scanner, &tag);
    look_right(scanner, &tag);
    *array_add(scanner->tags, scanner->arena) = tag;
}

/*
 * Where a tag must have ended: a comment at the end of the file, new delimiters soon, any other tag before the next one opens.
 * Without this, each of many tags that are never closed would be searched for to the end of the file.
 */
static size_t limit_of(const struct scanner *scanner, size_t inside, char sigil, struct text ending) {
    size_t limit = scanner->source.size;
    if (sigil == '=')
        limit = inside + DELIMITERS_LIMIT_BYTES;
    else if (sigil != '!')
        limit = text_find(scanner->source, scanner->delimiters.open, inside) + ending.size;
    return limit < scanner->source.size ? limit : scanner->source.size;
}

/* Reads the tag that opens at `start`; returns where to look for the next. */
static size_t read_tag(struct scanner *scanner, size_t start) {
    struct text source = scanner->source;
    size_t inside = skip_space(source, start + scanner->delimiters.open.size);
    char sigil = inside < source.size ? source.bytes[inside] : '\0';
    struct tag tag = {.kind = (uint8_t)kind_of(sigil), .start = start};
    inside += tag.kind != TAG_VARIABLE;
    struct text ending = scanner->delimiters.close;
    if (sigil == '{' || sigil == '=')
        ending = text_join(scanner->arena, sigil == '{' ? TEXT("}") : TEXT("="), ending);
    size_t limit = limit_of(scanner, inside, sigil, ending), close = text_find(text_slice(source, 0, limit), ending, inside);
    struct text name = text_trim(text_slice(source, inside, close));
    if (close == limit || (tag.kind != TAG_SILENT && runs_on(scanner, name))) {
        size_t next = refuse_unclosed(scanner, &tag, ending);
        return sigil == '!' ? source.size : next;
    }
    tag.end = close + ending.size;
    take_name(&tag, name);
    add_tag(scanner, tag);
    if (sigil == '=')
        change_delimiters(scanner, &tag, name);
    else if (tag.kind != TAG_SILENT && !check_name(scanner, &tag))
        scanner->tags->items[scanner->tags->count - 1].kind = TAG_SILENT;
    return tag.end;
}

/* The sections, parents and blocks that are open, outermost first. */
struct open_tags {
    uint32_t items[MUSTACHE_NESTING_LIMIT];
    uint32_t count;
};

static const char *sigil_of(const struct tag *tag) {
    static const char *const sigils[] = {"", "&", "#", "^", ">", "<", "$", "/", "!"};
    return sigils[tag->kind];
}

/* {{#name}} for messages. */
static struct text shown(const struct tag *tag, struct arena *arena) {
    return text_format(arena, "{{%s%s%.*s}}", sigil_of(tag), tag->dynamic ? "*" : "", TEXT_ARGS(tag->name));
}

static bool closes(const struct tag *close, const struct tag *open) {
    return close->dynamic == open->dynamic && text_equal(close->name, open->name);
}

static void refuse_open(struct scanner *scanner, uint32_t index, struct text help) {
    const struct tag *tag = &scanner->tags->items[index];
    bool section = tag->kind == TAG_SECTION || tag->kind == TAG_INVERTED;
    const char *what = section ? "section" : tag->kind == TAG_BLOCK ? "block" : "parent";
    struct text message = text_format(scanner->arena, "the %s \"%.*s\" is never closed", what, TEXT_ARGS(tag->name));
    refuse(scanner, section ? E_UNCLOSED_SECTION : E_UNCLOSED_BLOCK, tag->start, tag->end - tag->start, message, help);
}

static struct text closing_help(const struct scanner *scanner, uint32_t index) {
    const struct tag *tag = &scanner->tags->items[index];
    return text_format(scanner->arena, "write {{/%s%.*s}} where it ends", tag->dynamic ? "*" : "", TEXT_ARGS(tag->name));
}

/* A closing tag whose name nothing open has. Most likely it is misspelt when the innermost name is near. */
static void refuse_close(struct scanner *scanner, struct open_tags *open, const struct tag *close) {
    size_t size = close->end - close->start;
    struct text name = shown(close, scanner->arena);
    if (open->count == 0) {
        refuse(scanner, E_STRAY_CLOSING_TAG, close->start, size,
               text_format(scanner->arena, "%.*s closes nothing: no section is open here", TEXT_ARGS(name)),
               TEXT("remove it, or write the tag that opens the section"));
        return;
    }
    const struct tag *inner = &scanner->tags->items[open->items[open->count - 1]];
    struct text opened = shown(inner, scanner->arena);
    uint32_t line = source_place(scanner->cursor, inner->start, 1).line;
    refuse(scanner, E_WRONG_CLOSING_TAG, close->start, size,
           text_format(scanner->arena, "%.*s closes nothing: %.*s is open here, since line %u", TEXT_ARGS(name),
                       TEXT_ARGS(opened), line),
           closing_help(scanner, open->items[open->count - 1]));
    open->count -= text_nearest(close->name, &inner->name, 1) == 0;
}

static void pair_close(struct scanner *scanner, struct open_tags *open, uint32_t index) {
    struct tag *items = scanner->tags->items, *close = &items[index];
    uint32_t found = open->count;
    while (found > 0 && !closes(close, &items[open->items[found - 1]]))
        found--;
    if (found == 0) {
        refuse_close(scanner, open, close);
        return;
    }
    uint32_t line = source_place(scanner->cursor, close->start, 1).line;
    for (uint32_t i = found; i < open->count; i++)
        refuse_open(scanner, open->items[i],
                    text_format(scanner->arena, "it is still open at {{/%.*s}} on line %u", TEXT_ARGS(close->name), line));
    close->match = open->items[found - 1];
    items[close->match].match = index;
    open->count = found - 1;
}

static bool pair_open(struct scanner *scanner, struct open_tags *open, uint32_t index) {
    const struct tag *tag = &scanner->tags->items[index];
    if (open->count < MUSTACHE_NESTING_LIMIT) {
        open->items[open->count++] = index;
        return true;
    }
    refuse(scanner, E_TAGS_TOO_DEEP, tag->start, tag->end - tag->start, TEXT("sections are nested deeper than 64 levels"),
           TEXT("put the inner part into a partial"));
    return false;
}

static void pair_tags(struct scanner *scanner) {
    struct open_tags open = {.count = 0};
    for (uint32_t i = 0; i < scanner->tags->count; i++) {
        enum tag_kind kind = scanner->tags->items[i].kind;
        bool opens = kind == TAG_SECTION || kind == TAG_INVERTED || kind == TAG_PARENT || kind == TAG_BLOCK;
        if (opens && !pair_open(scanner, &open, i))
            return;
        if (kind == TAG_CLOSE)
            pair_close(scanner, &open, i);
    }
    for (uint32_t i = 0; i < open.count; i++)
        refuse_open(scanner, open.items[i], closing_help(scanner, open.items[i]));
}

bool tags_find(struct tags *tags, struct source_cursor *cursor, struct diag *problems, struct arena *arena) {
    struct scanner scanner = {.source = cursor->source,
                              .delimiters = {TEXT("{{"), TEXT("}}")},
                              .tags = tags,
                              .cursor = cursor,
                              .problems = problems,
                              .arena = arena};
    struct text source = cursor->source;
    for (size_t at = 0; (at = text_find(source, scanner.delimiters.open, at)) < source.size;)
        at = read_tag(&scanner, at);
    pair_tags(&scanner);
    return !scanner.failed;
}
