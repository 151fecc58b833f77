#include "import/decode.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#define REPLACEMENT TEXT("\xef\xbf\xbd")

/* What is refused. */

static const struct {
    struct text mark; /* the file begins with it */
    struct refusal refusal;
} signatures[] = {
    {TEXT_INIT("%PDF-"), {"this is a PDF, which has no text in order", "run pdftotext -layout FILE FILE.txt, and import that"}},
    {TEXT_INIT("PK\x03\x04"),
     {"this is an archive, or a document of an office program", "save it as HTML or as plain text, and import that"}},
    {TEXT_INIT("\xd0\xcf\x11\xe0"),
     {"this is a document of an office program", "save it as HTML or as plain text, and import that"}},
    {TEXT_INIT("{\\rtf"), {"this is RTF", "save it as HTML or as plain text, and import that"}},
    {TEXT_INIT("\x1f\x8b"), {"this is compressed", "run gunzip on it first"}},
    {TEXT_INIT("\x28\xb5\x2f\xfd"), {"this is compressed", "run unzstd on it first"}},
};

static const struct refusal empty = {"there is nothing in it", "save the page again, with what it shows"};
static const struct refusal binary = {"this is no text", "import a saved page, or plain text"};

static bool is_utf16(struct text bytes) {
    return text_starts(bytes, TEXT("\xff\xfe")) || text_starts(bytes, TEXT("\xfe\xff")) || utf8_is_utf16(bytes);
}

/* More than one byte of a hundred is a control that no text has; a stray NUL or escape may be in any. */
static bool is_binary(struct text bytes) {
    size_t controls = 0;
    for (size_t i = 0; i < bytes.size; i++) {
        unsigned char byte = (unsigned char)bytes.bytes[i];
        controls += byte < 32 && byte != '\n' && byte != '\r' && byte != '\t' && byte != '\f' && byte != 27;
    }
    return controls * 100 > bytes.size;
}

const struct refusal *decode_refusal(struct text bytes) {
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
        if (text_starts(bytes, signatures[i].mark))
            return &signatures[i].refusal;
    if (text_trim(utf8_without_mark(bytes)).size == 0)
        return &empty;
    return !is_utf16(bytes) && is_binary(bytes) ? &binary : NULL;
}

/* Which charset. */

static struct text upper(struct text lower, struct arena *arena) {
    char *out = arena_alloc(arena, lower.size + 1);
    for (size_t i = 0; i < lower.size; i++)
        out[i] = (char)(lower.bytes[i] >= 'a' && lower.bytes[i] <= 'z' ? lower.bytes[i] - 32 : lower.bytes[i]);
    return (struct text){out, lower.size};
}

/* What a name means to browsers: they read the larger charset that holds it. */
static struct text charset_meant(struct text name, struct arena *arena) {
    static const struct {
        const char *names, *meant;
    } rows[] = {
        {"gb2312 gbk x-gbk gb_2312-80 gb18030 hz-gb-2312", "GB18030"},
        {"iso-8859-1 iso8859-1 latin1 latin-1 us-ascii ascii windows-1252 cp1252", "WINDOWS-1252"},
        {"utf8 utf-8 unicode", "UTF-8"},
        {"shift_jis shift-jis sjis x-sjis windows-31j", "CP932"},
        {"big5 big5-hkscs x-x-big5", "BIG5-HKSCS"},
        {"euc-kr ks_c_5601-1987 uhc", "CP949"},
        {"iso-8859-9", "WINDOWS-1254"},
        {"tis-620", "WINDOWS-874"},
    };
    struct text lower = text_lower_ascii(text_trim(name), arena);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct text each, rest = text_of(rows[i].names);
        while (text_cut(&each, &rest, ' '))
            if (text_equal(each, lower))
                return text_of(rows[i].meant);
    }
    return upper(lower, arena);
}

/* What a page names in its first kilobytes: charset=gbk, charset="gbk", encoding="gbk" of XML. "" for nothing. */
static struct text charset_declared(struct text bytes, struct arena *arena) {
    static const struct text marks[] = {TEXT_INIT("charset="), TEXT_INIT("encoding=")};
    struct text head = text_lower_ascii(text_slice(bytes, 0, 4096), arena);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = text_find(head, marks[i], 0);
        if (at == head.size)
            continue;
        struct text rest = text_after(head, at + marks[i].size);
        while (rest.size && strchr("\"' ", rest.bytes[0]))
            rest = text_after(rest, 1);
        size_t end = 0;
        while (end < rest.size && !strchr("\"' ;/>", rest.bytes[end]))
            end++;
        if (end > 0)
            return text_slice(rest, 0, end);
    }
    return (struct text){0};
}

/* From bytes to characters. */

static bool open_charset(iconv_t *converter, struct text charset, struct arena *arena) {
    *converter = iconv_open("UTF-8", text_terminated(charset, arena));
    return *converter != (iconv_t)-1;
}

static bool is_charset(struct text charset, struct arena *arena) {
    iconv_t converter;
    if (charset.size == 0 || !open_charset(&converter, charset, arena))
        return false;
    iconv_close(converter);
    return true;
}

/* One byte that stands for nothing becomes U+FFFD, and the rest goes on behind it. */
static void convert(struct decoded *decoded, struct text bytes, struct arena *arena) {
    iconv_t converter;
    if (!open_charset(&converter, decoded->charset, arena))
        return;
    struct buffer out = {0};
    char *from = (char *)bytes.bytes;
    size_t left = bytes.size;
    while (left > 0) {
        char piece[8192], *to = piece;
        size_t room = sizeof piece;
        size_t done = iconv(converter, &from, &left, &to, &room);
        buffer_add_bytes(&out, piece, (size_t)(to - piece));
        if (done != (size_t)-1 || errno == E2BIG)
            continue;
        buffer_add(&out, REPLACEMENT);
        decoded->replaced++;
        from++;
        left--;
    }
    iconv_close(converter);
    decoded->text = buffer_take(&out, arena);
}

/* Malformed bytes and NUL become U+FFFD. */
static void convert_utf8(struct decoded *decoded, struct text bytes, struct arena *arena) {
    if (utf8_first_invalid(bytes) == bytes.size) {
        decoded->text = bytes;
        return;
    }
    struct buffer out = {0};
    for (struct text rest = bytes; rest.size > 0;) {
        size_t end = utf8_first_invalid(rest);
        buffer_add(&out, text_slice(rest, 0, end));
        if (end < rest.size) {
            buffer_add(&out, REPLACEMENT);
            decoded->replaced++;
        }
        rest = text_after(rest, end < rest.size ? end + 1 : end);
    }
    decoded->text = buffer_take(&out, arena);
}

static bool take_charset(struct decoded *decoded, struct text charset, const char *why) {
    decoded->charset = charset;
    decoded->why = why;
    return true;
}

/* Some saved pages have a few broken bytes in what is UTF-8 beyond doubt: a name of another charset would spoil all the rest.
 */
static bool is_nearly_utf8(struct text bytes) {
    size_t broken = 0, whole = 0;
    for (struct text rest = bytes; rest.size > 0;) {
        size_t end = utf8_first_invalid(rest);
        for (size_t i = 0; i < end; i++)
            whole += (unsigned char)rest.bytes[i] >= 0xc0;
        broken += end < rest.size;
        rest = text_after(rest, end + 1);
    }
    return whole > 8 && broken * 10 < whole;
}

static bool choose(struct decoded *decoded, struct text bytes, struct text named, struct arena *arena) {
    if (text_starts(bytes, TEXT("\xef\xbb\xbf")))
        return take_charset(decoded, TEXT("UTF-8"), "its byte order mark says so");
    if (named.size > 0)
        return take_charset(decoded, charset_meant(named, arena), "it was named on the command line") &&
               is_charset(decoded->charset, arena);
    if (is_utf16(bytes))
        return take_charset(
            decoded, text_starts(bytes, TEXT("\xfe\xff")) || bytes.bytes[0] == '\0' ? TEXT("UTF-16BE") : TEXT("UTF-16LE"),
            "of two bytes each one is NUL");
    if (utf8_first_invalid(bytes) == bytes.size)
        return take_charset(decoded, TEXT("UTF-8"), "all its bytes are valid UTF-8");
    if (is_nearly_utf8(bytes))
        return take_charset(decoded, TEXT("UTF-8"), "nearly all its bytes are valid UTF-8");
    struct text declared = charset_meant(charset_declared(bytes, arena), arena);
    if (is_charset(declared, arena) && !text_equal(declared, TEXT("UTF-8")))
        return take_charset(decoded, declared, "the page names it");
    struct text guessed = charset_meant(charset_guessed(bytes, arena), arena);
    if (is_charset(guessed, arena) && !text_equal(guessed, TEXT("UTF-8")))
        return take_charset(decoded, guessed, "its bytes look like it");
    return take_charset(decoded, TEXT("WINDOWS-1252"), "nothing says what it is");
}

/* What was decoded wrongly once before it was saved. */

/* The byte that Windows-1252 has for a character, or -1. The five that it lacks stand for themselves, as browsers have it. */
static int byte_of(uint32_t character) {
    static const uint16_t from_128[32] = {0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                          0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
                                          0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                          0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};
    if (character >= 0xa0 && character <= 0xff)
        return (int)character;
    for (int i = 0; i < 32; i++)
        if (from_128[i] == character)
            return 128 + i;
    return -1;
}

/*
 * The size of the characters at `at` that are the bytes of one character, each read as Windows-1252; 0 for none. Only the leads
 * of Latin letters (Ã, Â) and of typographic signs (â€): others, as É before », stand side by side in many texts.
 */
static size_t mojibake_at(char mended[4], size_t *size, struct text text, size_t at) {
    size_t end = at;
    int lead = byte_of(utf8_next(text, &end));
    size_t wanted = lead == 0xc2 || lead == 0xc3 ? 2 : lead == 0xe2 ? 3 : 0;
    if (wanted == 0)
        return 0;
    mended[0] = (char)lead;
    for (size_t i = 1; i < wanted; i++) {
        int next = end < text.size ? byte_of(utf8_next(text, &end)) : -1;
        if (next < 0x80 || next > 0xbf || (wanted == 3 && i == 1 && next != 0x80))
            return 0;
        mended[i] = (char)next;
    }
    *size = wanted;
    return end - at;
}

enum { MOJIBAKE_LEAST = 3 };

/* Undone only where it occurs often enough to be no accident. */
static void mend(struct decoded *decoded, struct arena *arena) {
    struct buffer out = {0};
    struct text text = decoded->text;
    size_t count = 0, copied = 0;
    for (size_t at = 0; at < text.size;) {
        char character[4];
        size_t size = 0, found = (unsigned char)text.bytes[at] >= 0xc0 ? mojibake_at(character, &size, text, at) : 0;
        if (found > 0) {
            buffer_add(&out, text_slice(text, copied, at));
            buffer_add_bytes(&out, character, size);
            copied = at + found;
            count++;
        }
        at += found > 0 ? found : 1;
    }
    buffer_add(&out, text_after(text, copied));
    if (count >= MOJIBAKE_LEAST) {
        decoded->text = text_copy(buffer_text(&out), arena);
        decoded->mended = count;
    }
    buffer_free(&out);
}

bool decode(struct decoded *decoded, struct text bytes, struct text named, struct arena *arena) {
    *decoded = (struct decoded){0};
    if (!choose(decoded, bytes, named, arena))
        return false;
    if (text_equal(decoded->charset, TEXT("UTF-8"))) {
        convert_utf8(decoded, utf8_without_mark(bytes), arena);
    } else {
        convert(decoded, bytes, arena);
        struct text raw = utf8_without_mark(decoded->text);
        size_t replaced = decoded->replaced;
        convert_utf8(decoded, raw, arena);
        decoded->replaced = replaced;
    }
    mend(decoded, arena);
    struct utf8_replaced forbidden = {0};
    decoded->text = utf8_allowed(&forbidden, decoded->text, arena);
    decoded->replaced += forbidden.count;
    return true;
}
