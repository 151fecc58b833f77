#include "cite/bibtex_file.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/utf8.h"
#include "read/codes.h"

enum { MOST_FIELDS = 200, LONG_LINE = 4096 };

/* A place in the file where something is read; `end` is where the entry, or the file, ends. */
struct bibtex_cursor {
    size_t at, end;
};

struct diag_place bibtex_place(const struct bibtex_file *file, size_t at, size_t width) {
    size_t low = 0, high = file->lines.count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (file->lines.items[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    struct text before = text_slice(file->bytes, file->lines.items[low], at);
    uint32_t column = before.size < LONG_LINE ? (uint32_t)utf8_count(before) + 1 : 1;
    return (struct diag_place){file->path, (uint32_t)low + 1, column, (uint32_t)(width > 0 ? width : 1)};
}

static void tell(struct bibtex_file *file, size_t at, size_t width, struct text message, const char *help) {
    diag_add(file->problems, DIAG_ERROR, E_WORKS_SYNTAX, bibtex_place(file, at, width), message, text_of(help));
}

bool bibtex_file_may_add(struct bibtex_file *file, size_t more, size_t at) {
    bool was_told = file->added_bytes > BIBTEX_MOST_ADDED;
    if (!was_told && more <= BIBTEX_MOST_ADDED - file->added_bytes) {
        file->added_bytes += more;
        return true;
    }
    file->added_bytes = (size_t)BIBTEX_MOST_ADDED + 1;
    if (!was_told)
        tell(file, at, 1, TEXT("@string and crossref make more of this file than 32 MB; from here on they are left out"),
             "write the values out, or cut the file into several");
    return false;
}

static void find_lines(struct bibtex_file *file) {
    *array_add(&file->lines, file->arena) = 0;
    for (size_t at = 0; (at = text_find_char(file->bytes, '\n', at)) < file->bytes.size;)
        *array_add(&file->lines, file->arena) = ++at;
}

/* Which brace closes which. Those behind a backslash count, as for BibTeX. */
static void match_braces(struct bibtex_file *file) {
    struct {
        size_t *items;
        size_t count, capacity;
    } open = {0};
    for (size_t i = 0; i < file->bytes.size; i++) {
        char c = file->bytes.bytes[i];
        if (c == '{') {
            *array_add(&open, file->arena) = file->braces.count;
            *array_add(&file->braces, file->arena) = (struct bibtex_brace){i, SIZE_MAX};
        } else if (c == '}' && open.count > 0) {
            file->braces.items[open.items[--open.count]].closes = i;
        }
    }
}

/* Where the brace that opens there closes; SIZE_MAX when it never does. */
static size_t closing(const struct bibtex_file *file, size_t opens) {
    size_t low = 0, high = file->braces.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (file->braces.items[middle].opens < opens)
            low = middle + 1;
        else
            high = middle;
    }
    return low < file->braces.count && file->braces.items[low].opens == opens ? file->braces.items[low].closes : SIZE_MAX;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

/* The next byte, or NUL at the end. */
static char peek(const struct bibtex_file *file, const struct bibtex_cursor *cursor) {
    return cursor->at < cursor->end ? file->bytes.bytes[cursor->at] : '\0';
}

/* White space, and what biber takes for a remark: from % to the end of the line. */
static void skip_blank(const struct bibtex_file *file, struct bibtex_cursor *cursor) {
    for (char c; (c = peek(file, cursor)) != '\0' && (is_blank(c) || c == '%');)
        if (c == '%')
            while (peek(file, cursor) != '\n' && cursor->at < cursor->end)
                cursor->at++;
        else
            cursor->at++;
}

static bool take(const struct bibtex_file *file, struct bibtex_cursor *cursor, char c) {
    if (peek(file, cursor) != c)
        return false;
    cursor->at++;
    return true;
}

static bool is_of_name(char c) {
    return (unsigned char)c > ' ' && c != 0x7F && !text_contains(TEXT("\"#%'(),={}@"), (struct text){&c, 1});
}

static struct text take_name(const struct bibtex_file *file, struct bibtex_cursor *cursor) {
    size_t from = cursor->at;
    while (cursor->at < cursor->end && is_of_name(file->bytes.bytes[cursor->at]))
        cursor->at++;
    return text_slice(file->bytes, from, cursor->at);
}

/* The end of "...": a quotation mark inside of braces is none. */
static bool take_quoted(struct text *value, struct bibtex_file *file, struct bibtex_cursor *cursor) {
    size_t from = cursor->at;
    for (; cursor->at < cursor->end; cursor->at++) {
        char c = file->bytes.bytes[cursor->at];
        if (c == '"') {
            *value = text_slice(file->bytes, from, cursor->at++);
            return true;
        }
        size_t closes = c == '{' ? closing(file, cursor->at) : cursor->at;
        if (closes >= cursor->end)
            break;
        cursor->at = closes;
    }
    tell(file, from - 1, 1, TEXT("this quotation mark is never closed"), "close it with \", or write the value in braces");
    return false;
}

static bool take_braced(struct text *value, struct bibtex_file *file, struct bibtex_cursor *cursor) {
    size_t from = cursor->at, closes = closing(file, from - 1);
    if (closes >= cursor->end) {
        tell(file, from - 1, 1, TEXT("this brace is never closed"), "each { needs its }, also behind a backslash");
        return false;
    }
    *value = text_slice(file->bytes, from, closes);
    cursor->at = closes + 1;
    return true;
}

static const struct {
    struct text name, value;
} months[] = {
    {TEXT_INIT("jan"), TEXT_INIT("January")},   {TEXT_INIT("feb"), TEXT_INIT("February")},
    {TEXT_INIT("mar"), TEXT_INIT("March")},     {TEXT_INIT("apr"), TEXT_INIT("April")},
    {TEXT_INIT("may"), TEXT_INIT("May")},       {TEXT_INIT("jun"), TEXT_INIT("June")},
    {TEXT_INIT("jul"), TEXT_INIT("July")},      {TEXT_INIT("aug"), TEXT_INIT("August")},
    {TEXT_INIT("sep"), TEXT_INIT("September")}, {TEXT_INIT("sept"), TEXT_INIT("September")},
    {TEXT_INIT("oct"), TEXT_INIT("October")},   {TEXT_INIT("nov"), TEXT_INIT("November")},
    {TEXT_INIT("dec"), TEXT_INIT("December")},
};

/* A string's value, or its name where there is none: nothing that was written is left out. */
static struct text string_named(struct bibtex_file *file, struct text name, size_t at) {
    struct text small = text_lower_ascii(name, file->arena);
    uint32_t found = table_get(&file->strings_by_name, small);
    if (found != TABLE_NONE) {
        struct text value = file->strings.items[found].value;
        return bibtex_file_may_add(file, value.size, at) ? value : (struct text){0};
    }
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (text_equal(months[i].name, small))
            return months[i].value;
    diag_add(file->problems, DIAG_WARNING, W_WORKS_NAME, bibtex_place(file, at, name.size),
             text_format(file->arena, "no @string is called \"%.*s\"; the word itself is taken", TEXT_ARGS(name)),
             TEXT("write the value in braces, or define it: @string{name = {value}}"));
    return name;
}

static bool is_number(struct text word) {
    for (size_t i = 0; i < word.size; i++)
        if (word.bytes[i] < '0' || word.bytes[i] > '9')
            return false;
    return true;
}

/* One piece of a value: "...", {...}, a number, or the name of a string. */
static bool take_piece(struct text *value, struct bibtex_file *file, struct bibtex_cursor *cursor) {
    skip_blank(file, cursor);
    if (take(file, cursor, '"'))
        return take_quoted(value, file, cursor);
    if (take(file, cursor, '{'))
        return take_braced(value, file, cursor);
    size_t at = cursor->at;
    struct text word = take_name(file, cursor);
    if (word.size == 0) {
        tell(file, at, 1, TEXT("a value was expected here"), "write it in braces: title = {...}");
        return false;
    }
    *value = is_number(word) ? word : string_named(file, word, at);
    return true;
}

/* Pieces with # between them. */
static bool take_value(struct text *value, struct bibtex_file *file, struct bibtex_cursor *cursor) {
    if (!take_piece(value, file, cursor))
        return false;
    struct buffer joined = {0};
    bool is_read = true;
    for (skip_blank(file, cursor); is_read && take(file, cursor, '#'); skip_blank(file, cursor)) {
        if (joined.size == 0)
            buffer_add(&joined, *value);
        struct text more;
        is_read = take_piece(&more, file, cursor);
        if (is_read)
            buffer_add(&joined, more);
    }
    if (joined.size > 0)
        *value = buffer_take(&joined, file->arena);
    return is_read;
}

const struct bibtex_pair *bibtex_pair_named(const struct bibtex_pairs *pairs, struct text name) {
    for (size_t i = 0; i < pairs->count; i++)
        if (text_equal(pairs->items[i].name, name))
            return &pairs->items[i];
    return NULL;
}

static void add_field(struct bibtex_file *file, struct bibtex_pairs *fields, struct bibtex_pair field) {
    if (!bibtex_pair_named(fields, field.name) && fields->count < MOST_FIELDS) {
        *array_add(fields, file->arena) = field;
        return;
    }
    const char *message = fields->count < MOST_FIELDS ? "the field \"%.*s\" stands twice in this entry; the first counts"
                                                      : "the field \"%.*s\" is left out: an entry has 200 at most";
    diag_add(file->problems, DIAG_WARNING, W_WORKS_LEFT_OUT, bibtex_place(file, field.at, field.name.size),
             text_format(file->arena, message, TEXT_ARGS(field.name)), TEXT("remove one of them"));
}

/* "name = value". False when it cannot be read on. */
static bool take_field(struct bibtex_pair *field, struct bibtex_file *file, struct bibtex_cursor *cursor) {
    *field = (struct bibtex_pair){.at = cursor->at};
    field->name = text_lower_ascii(take_name(file, cursor), file->arena);
    if (peek(file, cursor) == '@') {
        tell(file, cursor->at, 1, TEXT("an entry begins here before the one in front of it is closed"),
             "each { needs its }, also behind a backslash");
        return false;
    }
    if (field->name.size == 0) {
        tell(file, cursor->at, 1, TEXT("the name of a field was expected here"),
             "an entry is @kind{key, name = {value}, name = {value}}; text in a value needs braces around it");
        return false;
    }
    skip_blank(file, cursor);
    if (!take(file, cursor, '=')) {
        tell(file, field->at, field->name.size, text_format(file->arena, "\"%.*s\" has no value", TEXT_ARGS(field->name)),
             "write = and the value in braces behind it");
        return false;
    }
    return take_value(&field->value, file, cursor);
}

/* Behind a field: a comma, or the end. A comma that was forgotten is told, and reading goes on. */
static bool take_comma(struct bibtex_file *file, struct bibtex_cursor *cursor) {
    skip_blank(file, cursor);
    bool any = false;
    while (take(file, cursor, ',')) {
        any = true;
        skip_blank(file, cursor);
    }
    if (!any && cursor->at < cursor->end && is_of_name(file->bytes.bytes[cursor->at]))
        tell(file, cursor->at, 1, TEXT("a comma is missing in front of this field"), "end each field with a comma");
    return cursor->at < cursor->end;
}

/* From the comma behind the key on. What could be read of an entry before something that could not is kept. */
static void read_fields(struct bibtex_record *record, struct bibtex_file *file, struct bibtex_cursor *cursor) {
    struct bibtex_pair field;
    while (take_comma(file, cursor) && take_field(&field, file, cursor))
        add_field(file, &record->fields, field);
}

static void read_string(struct bibtex_file *file, struct bibtex_cursor *cursor) {
    struct bibtex_pair string;
    skip_blank(file, cursor);
    if (!take_field(&string, file, cursor))
        return;
    table_put(&file->strings_by_name, string.name, (uint32_t)file->strings.count, file->arena);
    *array_add(&file->strings, file->arena) = string;
}

static void read_record(struct bibtex_file *file, struct text kind, struct bibtex_cursor *cursor) {
    skip_blank(file, cursor);
    size_t at = cursor->at;
    while (cursor->at < cursor->end && file->bytes.bytes[cursor->at] != ',')
        cursor->at++;
    struct text key = text_trim(text_slice(file->bytes, at, cursor->at));
    if (key.size == 0 || text_find_char(key, '=', 0) < key.size || text_find_char(key, '\n', 0) < key.size) {
        tell(file, at, 1, TEXT("this entry has no key, and cannot be cited"),
             "write a key behind the brace: @book{smith2020, ...}");
        return;
    }
    struct bibtex_record record = {.kind = kind, .key = text_copy(key, file->arena), .key_at = at};
    read_fields(&record, file, cursor);
    *array_add(file, file->arena) = record;
}

/* The ')' that closes an entry in parentheses: the first outside of braces and quotation marks. */
static size_t closing_parenthesis(const struct bibtex_file *file, size_t from) {
    bool in_quotes = false;
    for (size_t i = from; i < file->bytes.size; i++) {
        char c = file->bytes.bytes[i];
        if (c == '{') {
            size_t closes = closing(file, i);
            i = closes == SIZE_MAX ? file->bytes.size - 1 : closes;
        } else if (c == '"') {
            in_quotes = !in_quotes;
        } else if (c == ')' && !in_quotes) {
            return i;
        } else if (c == '}' || (c == '@' && i > 0 && file->bytes.bytes[i - 1] == '\n')) {
            break;
        }
    }
    return SIZE_MAX;
}

/* The next '@' that begins a line; one that is written behind other words is theirs, as in an address. */
static size_t next_line_at(const struct bibtex_file *file, size_t from) {
    for (size_t at = text_find_char(file->bytes, '@', from); at < file->bytes.size;
         at = text_find_char(file->bytes, '@', at + 1)) {
        size_t before = at;
        while (before > from && (file->bytes.bytes[before - 1] == ' ' || file->bytes.bytes[before - 1] == '\t'))
            before--;
        if (before == 0 || file->bytes.bytes[before - 1] == '\n' || file->bytes.bytes[before - 1] == '}' || before == from)
            return at;
    }
    return file->bytes.size;
}

/* What stands between entries is nobody's, but fields there are what an entry lost that was closed too early. */
static void tell_stray(struct bibtex_file *file, size_t from, size_t to) {
    struct bibtex_cursor cursor = {from, to};
    skip_blank(file, &cursor);
    if (peek(file, &cursor) == ',' || peek(file, &cursor) == '}') {
        size_t at = cursor.at++;
        skip_blank(file, &cursor);
        if (cursor.at < to || file->bytes.bytes[at] == '}')
            tell(file, at, 1, TEXT("this stands outside of any entry: the one before was closed earlier"),
                 "look for a } too many in front of it");
    }
}

static void read_body(struct bibtex_file *file, struct text kind, struct bibtex_cursor *body) {
    if (text_equal(kind, TEXT("string")))
        read_string(file, body);
    else if (text_equal(kind, TEXT("comment")) || text_equal(kind, TEXT("preamble")))
        body->at = body->end;
    else
        read_record(file, kind, body);
}

/* BibTeX's @comment needs no braces; an '@' behind something else on its line is part of somebody's words. */
static void tell_no_entry(struct bibtex_file *file, struct text kind, size_t at) {
    bool begins_line = at == 0 || file->bytes.bytes[at - 1] == '\n';
    if (begins_line && kind.size > 0 && !text_equal(kind, TEXT("comment")))
        diag_add(file->problems, DIAG_WARNING, W_WORKS_LEFT_OUT, bibtex_place(file, at, kind.size + 1),
                 text_format(file->arena, "@%.*s is passed over: no brace follows it", TEXT_ARGS(kind)),
                 TEXT("an entry is @kind{key, name = {value}}"));
}

/* From an '@' on; where reading goes on behind it. */
static size_t read_entry(struct bibtex_file *file, size_t at) {
    struct bibtex_cursor cursor = {at + 1, file->bytes.size};
    skip_blank(file, &cursor);
    struct text kind = text_lower_ascii(take_name(file, &cursor), file->arena);
    skip_blank(file, &cursor);
    char opening = peek(file, &cursor);
    if (kind.size == 0 || (opening != '{' && opening != '(')) {
        tell_no_entry(file, kind, at);
        return at + 1;
    }
    size_t closes = opening == '{' ? closing(file, cursor.at) : closing_parenthesis(file, cursor.at + 1);
    if (closes == SIZE_MAX) {
        tell(file, at, kind.size + 1, text_format(file->arena, "this @%.*s is never closed, and left out", TEXT_ARGS(kind)),
             "each { needs its }, also behind a backslash");
        return at + 1;
    }
    struct bibtex_cursor body = {cursor.at + 1, closes};
    read_body(file, kind, &body);
    return peek(file, &body) == '@' ? body.at : closes + 1;
}

void bibtex_file_read(struct bibtex_file *file, struct text bytes, struct text path, struct diag *problems,
                      struct arena *arena) {
    *file = (struct bibtex_file){.bytes = bytes, .path = path, .problems = problems, .arena = arena};
    find_lines(file);
    match_braces(file);
    for (size_t at = 0, next; at < bytes.size; at = read_entry(file, next)) {
        next = next_line_at(file, at);
        if (at > 0)
            tell_stray(file, at, next);
        if (next == bytes.size)
            break;
    }
}
