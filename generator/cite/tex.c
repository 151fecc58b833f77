#include "cite/tex.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/none.h"
#include "base/utf8.h"
#include "cite/title_marks.h"

/* Accents by their command, and the mark that stands behind a letter for each. */
static const struct {
    struct text name, mark;
} accents[] = {
#define ACCENT(name, mark)                                                                                                     \
    { TEXT_INIT(name), TEXT_INIT(mark) }
    ACCENT("`", "\xCC\x80"), ACCENT("'", "\xCC\x81"), ACCENT("^", "\xCC\x82"), ACCENT("~", "\xCC\x83"),
    ACCENT("=", "\xCC\x84"), ACCENT("u", "\xCC\x86"), ACCENT(".", "\xCC\x87"), ACCENT("\"", "\xCC\x88"),
    ACCENT("r", "\xCC\x8A"), ACCENT("H", "\xCC\x8B"), ACCENT("v", "\xCC\x8C"), ACCENT("d", "\xCC\xA3"),
    ACCENT("c", "\xCC\xA7"), ACCENT("k", "\xCC\xA8"), ACCENT("b", "\xCC\xB1"), ACCENT("t", "\xCD\xA1"),
};

/* Commands that stand for characters. Those of letters take the white space behind them. */
static const struct {
    struct text name, words;
} symbols[] = {
#define SYMBOL(name, words)                                                                                                    \
    { TEXT_INIT(name), TEXT_INIT(words) }
    SYMBOL("&", "&"),
    SYMBOL("%", "%"),
    SYMBOL("#", "#"),
    SYMBOL("$", "$"),
    SYMBOL("_", "_"),
    SYMBOL("{", "{"),
    SYMBOL("}", "}"),
    SYMBOL(" ", " "),
    SYMBOL(",", "\xE2\x80\x89"),
    SYMBOL(";", " "),
    SYMBOL(":", " "),
    SYMBOL("!", ""),
    SYMBOL("/", ""),
    SYMBOL("-", ""),
    SYMBOL("@", ""),
    SYMBOL("\\", " "),
    SYMBOL("*", ""),
    SYMBOL("|", "|"),
    SYMBOL("(", "("),
    SYMBOL(")", ")"),
    SYMBOL("[", "["),
    SYMBOL("]", "]"),
    SYMBOL("<", "<"),
    SYMBOL(">", ">"),
    SYMBOL("ss", "ß"),
    SYMBOL("SS", "SS"),
    SYMBOL("ae", "æ"),
    SYMBOL("AE", "Æ"),
    SYMBOL("oe", "œ"),
    SYMBOL("OE", "Œ"),
    SYMBOL("aa", "å"),
    SYMBOL("AA", "Å"),
    SYMBOL("o", "ø"),
    SYMBOL("O", "Ø"),
    SYMBOL("l", "ł"),
    SYMBOL("L", "Ł"),
    SYMBOL("i", "ı"),
    SYMBOL("j", "ȷ"),
    SYMBOL("dh", "ð"),
    SYMBOL("DH", "Ð"),
    SYMBOL("th", "þ"),
    SYMBOL("TH", "Þ"),
    SYMBOL("dj", "đ"),
    SYMBOL("DJ", "Đ"),
    SYMBOL("ng", "ŋ"),
    SYMBOL("NG", "Ŋ"),
    SYMBOL("S", "§"),
    SYMBOL("P", "¶"),
    SYMBOL("textsection", "§"),
    SYMBOL("dag", "†"),
    SYMBOL("ddag", "‡"),
    SYMBOL("textdagger", "†"),
    SYMBOL("copyright", "©"),
    SYMBOL("textcopyright", "©"),
    SYMBOL("textregistered", "®"),
    SYMBOL("texttrademark", "™"),
    SYMBOL("pounds", "£"),
    SYMBOL("textsterling", "£"),
    SYMBOL("euro", "€"),
    SYMBOL("texteuro", "€"),
    SYMBOL("EUR", "€"),
    SYMBOL("textyen", "¥"),
    SYMBOL("textcent", "¢"),
    SYMBOL("textdollar", "$"),
    SYMBOL("textendash", "–"),
    SYMBOL("textemdash", "—"),
    SYMBOL("textellipsis", "…"),
    SYMBOL("ldots", "…"),
    SYMBOL("dots", "…"),
    SYMBOL("textquoteleft", "‘"),
    SYMBOL("textquoteright", "’"),
    SYMBOL("textquotedblleft", "“"),
    SYMBOL("textquotedblright", "”"),
    SYMBOL("textquotedbl", "\""),
    SYMBOL("textquotesingle", "'"),
    SYMBOL("lq", "‘"),
    SYMBOL("rq", "’"),
    SYMBOL("glqq", "„"),
    SYMBOL("grqq", "“"),
    SYMBOL("glq", "‚"),
    SYMBOL("grq", "‘"),
    SYMBOL("quotedblbase", "„"),
    SYMBOL("quotesinglbase", "‚"),
    SYMBOL("guillemotleft", "«"),
    SYMBOL("guillemotright", "»"),
    SYMBOL("flqq", "«"),
    SYMBOL("frqq", "»"),
    SYMBOL("textasciigrave", "`"),
    SYMBOL("textasciitilde", "~"),
    SYMBOL("textasciicircum", "^"),
    SYMBOL("textbackslash", "\\"),
    SYMBOL("textbar", "|"),
    SYMBOL("textless", "<"),
    SYMBOL("textgreater", ">"),
    SYMBOL("textunderscore", "_"),
    SYMBOL("textbraceleft", "{"),
    SYMBOL("textbraceright", "}"),
    SYMBOL("lbrace", "{"),
    SYMBOL("rbrace", "}"),
    SYMBOL("textdegree", "°"),
    SYMBOL("textmu", "µ"),
    SYMBOL("textbullet", "•"),
    SYMBOL("textperiodcentered", "·"),
    SYMBOL("textordfeminine", "ª"),
    SYMBOL("textordmasculine", "º"),
    SYMBOL("textexclamdown", "¡"),
    SYMBOL("textquestiondown", "¿"),
    SYMBOL("textonehalf", "½"),
    SYMBOL("texttimes", "×"),
    SYMBOL("textpm", "±"),
    SYMBOL("textalpha", "α"),
    SYMBOL("textbeta", "β"),
    SYMBOL("TeX", "TeX"),
    SYMBOL("LaTeX", "LaTeX"),
    SYMBOL("LaTeXe", "LaTeX2e"),
    SYMBOL("BibTeX", "BibTeX"),
    SYMBOL("XeTeX", "XeTeX"),
    SYMBOL("slash", "/"),
    SYMBOL("newline", "\n"),
    SYMBOL("par", " "),
    SYMBOL("space", " "),
    SYMBOL("quad", " "),
    SYMBOL("qquad", " "),
    SYMBOL("hspace", " "),
    SYMBOL("thinspace", "\xE2\x80\x89"),
    SYMBOL("nobreakspace", "\xC2\xA0"),
    SYMBOL("newblock", ""),
    SYMBOL("relax", ""),
    SYMBOL("protect", ""),
    SYMBOL("noindent", ""),
    SYMBOL("nobreak", ""),
    SYMBOL("allowbreak", ""),
    SYMBOL("upshape", ""),
    SYMBOL("rm", ""),
    SYMBOL("normalfont", ""),
    SYMBOL("sf", ""),
    SYMBOL("tt", ""),
    SYMBOL("small", ""),
    SYMBOL("autocap", ""),
    SYMBOL("bibinitperiod", "."),
    SYMBOL("bibrangedash", "–"),
    SYMBOL("hyphen", "-"),
    SYMBOL("adddot", "."),
    SYMBOL("addcomma", ","),
    SYMBOL("addspace", " "),
    SYMBOL("addcolon", ":"),
    SYMBOL("isdot", ""),
};

/* Commands whose group has a mark; "it" and others have it till the end of the group that they stand in. */
static const struct {
    struct text name;
    uint8_t mark; /* enum mark_kind */
    bool is_switch;
} marked[] = {
#define MARKED(name, mark)                                                                                                     \
    { TEXT_INIT(name), MARK_##mark, false }
#define SWITCH(name, mark)                                                                                                     \
    { TEXT_INIT(name), MARK_##mark, true }
    MARKED("emph", ITALIC),
    MARKED("textit", ITALIC),
    MARKED("textsl", ITALIC),
    MARKED("mkbibemph", ITALIC),
    MARKED("mkbibitalic", ITALIC),
    MARKED("textbf", BOLD),
    MARKED("mkbibbold", BOLD),
    MARKED("textsc", SMALL_CAPITALS),
    MARKED("textsuperscript", RAISED),
    MARKED("textsubscript", LOWERED),
    MARKED("NoCaseChange", NO_CASE),
    SWITCH("em", ITALIC),
    SWITCH("it", ITALIC),
    SWITCH("itshape", ITALIC),
    SWITCH("sl", ITALIC),
    SWITCH("bf", BOLD),
    SWITCH("bfseries", BOLD),
    SWITCH("sc", SMALL_CAPITALS),
    SWITCH("scshape", SMALL_CAPITALS),
};

/* Commands of whose groups only one is words, and which says how; 0 none. */
static const struct {
    struct text name;
    uint8_t groups, words;
    bool is_quoted, is_verbatim;
} with_groups[] = {
    {TEXT_INIT("url"), 1, 1, false, true},
    {TEXT_INIT("nolinkurl"), 1, 1, false, true},
    {TEXT_INIT("path"), 1, 1, false, true},
    {TEXT_INIT("href"), 2, 2, false, false},
    {TEXT_INIT("foreignlanguage"), 2, 2, false, false},
    {TEXT_INIT("textcolor"), 2, 2, false, false},
    {TEXT_INIT("enquote"), 1, 1, true, false},
    {TEXT_INIT("mkbibquote"), 1, 1, true, false},
    {TEXT_INIT("noopsort"), 1, 0, false, false},
    {TEXT_INIT("vphantom"), 1, 0, false, false},
    {TEXT_INIT("label"), 1, 0, false, false},
    {TEXT_INIT("text"), 1, 1, false, false},
    {TEXT_INIT("textrm"), 1, 1, false, false},
    {TEXT_INIT("textsf"), 1, 1, false, false},
    {TEXT_INIT("texttt"), 1, 1, false, false},
    {TEXT_INIT("textup"), 1, 1, false, false},
    {TEXT_INIT("textmd"), 1, 1, false, false},
    {TEXT_INIT("textnormal"), 1, 1, false, false},
    {TEXT_INIT("mbox"), 1, 1, false, false},
    {TEXT_INIT("hbox"), 1, 1, false, false},
    {TEXT_INIT("bibstring"), 1, 1, false, false},
    {TEXT_INIT("ensuremath"), 1, 1, false, false},
};

#define FOUND_IN(table, wanted) found_in(&(table)[0].name, sizeof *(table), sizeof(table) / sizeof *(table), wanted)

/* The row whose name, the member at `names` of each, is this; NONE for none. */
static uint32_t found_in(const struct text *names, size_t row_bytes, size_t count, struct text wanted) {
    const char *row = (const char *)(const void *)names;
    for (uint32_t i = 0; i < count; i++, row += row_bytes)
        if (text_equal(*(const struct text *)(const void *)row, wanted))
            return i;
    return NONE;
}

enum { DEEPEST = 64, MOST_OUTER = 4 };

/* What closes a group, and where it began: a group that added nothing leaves no marks. */
struct tex_group {
    size_t from;   /* size of `out` in front of its marks */
    size_t inside; /* and behind them */
    uint8_t marks[4];
    uint8_t mark_count;
    bool is_quoted, keeps_case;
};

struct tex {
    struct text rest;
    struct buffer out;
    enum tex_kind kind;
    struct tex_group groups[DEEPEST];
    uint32_t depth; /* those beyond DEEPEST are counted and have no marks */
    uint32_t deeper;
    bool is_quoting; /* a single quotation mark is open */
    uint32_t accent; /* row of `accents` that waits for its letter, or NONE */
    struct tex_unknown *unknown;
    struct arena *arena;
};

size_t tex_group_end(struct text tex, size_t at) {
    size_t depth = 0;
    for (; at < tex.size; at++) {
        if (tex.bytes[at] == '{')
            depth++;
        else if (tex.bytes[at] == '}' && --depth == 0)
            break;
    }
    return at;
}

struct text tex_unbraced(struct text tex, bool *was_braced) {
    tex = text_trim(tex);
    bool is = tex.size >= 2 && tex.bytes[0] == '{' && tex_group_end(tex, 0) == tex.size - 1;
    if (was_braced)
        *was_braced = is;
    return is ? text_trim(text_slice(tex, 1, tex.size - 1)) : tex;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool has_blank_end(const struct tex *tex) {
    return tex->out.size == 0 || is_blank(tex->out.bytes[tex->out.size - 1]);
}

static void skip_blank(struct tex *tex) {
    while (tex->rest.size > 0 && is_blank(tex->rest.bytes[0]))
        text_take(&tex->rest, 1);
}

/* A letter, and the accent that waited for it. A dotless i is one with an accent. */
static void add_words(struct tex *tex, struct text words) {
    if (tex->accent != NONE && words.size > 0) {
        size_t first = 0;
        uint32_t letter = utf8_next(words, &first);
        buffer_add(&tex->out, letter == 0x131 ? TEXT("i") : letter == 0x237 ? TEXT("j") : text_slice(words, 0, first));
        buffer_add(&tex->out, accents[tex->accent].mark);
        tex->accent = NONE;
        words = text_after(words, first);
    }
    buffer_add(&tex->out, words);
}

/* An accent on nothing is the sign itself: \~{} in an address. */
static void add_lone_accent(struct tex *tex) {
    if (tex->accent != NONE && !char_is_letter(accents[tex->accent].name.bytes[0]))
        buffer_add(&tex->out, accents[tex->accent].name);
    tex->accent = NONE;
}

static void open_mark(struct tex *tex, struct tex_group *group, uint8_t mark) {
    if (tex->kind == TEX_PLAIN || group->mark_count == sizeof group->marks)
        return;
    buffer_add(&tex->out, title_marks_opening[mark]);
    group->marks[group->mark_count++] = mark;
    group->inside = tex->out.size;
}

/* NULL beyond DEEPEST. */
static struct tex_group *open_group(struct tex *tex) {
    if (tex->depth == DEEPEST) {
        tex->deeper++;
        return NULL;
    }
    bool keeps_case = tex->depth > 0 && tex->groups[tex->depth - 1].keeps_case;
    struct tex_group *group = &tex->groups[tex->depth++];
    *group = (struct tex_group){.from = tex->out.size, .inside = tex->out.size, .keeps_case = keeps_case};
    return group;
}

static void close_group(struct tex *tex) {
    if (tex->deeper > 0) {
        tex->deeper--;
        return;
    }
    if (tex->depth == 0)
        return;
    add_lone_accent(tex);
    struct tex_group *group = &tex->groups[--tex->depth];
    if (tex->out.size == group->inside)
        tex->out.size = group->from;
    else
        while (group->mark_count > 0)
            buffer_add(&tex->out, title_marks_closing[group->marks[--group->mark_count]]);
    if (group->is_quoted)
        buffer_add(&tex->out, TEXT("”"));
}

/* '{' that no command asked for. */
static void open_braces(struct tex *tex) {
    text_take(&tex->rest, 1);
    struct tex_group *group = open_group(tex);
    bool is_special = tex->rest.size > 0 && tex->rest.bytes[0] == '\\';
    if (group && tex->kind == TEX_TITLE && !group->keeps_case && !is_special && tex->accent == NONE) {
        open_mark(tex, group, MARK_NO_CASE);
        group->keeps_case = true;
    }
}

/* The next group, which is left out. */
static struct text take_group(struct tex *tex) {
    skip_blank(tex);
    if (tex->rest.size == 0 || tex->rest.bytes[0] != '{')
        return (struct text){0};
    size_t end = tex_group_end(tex->rest, 0);
    struct text group = text_take(&tex->rest, end < tex->rest.size ? end + 1 : end);
    return text_slice(group, 1, end);
}

/* A command's group that is words: its brace is taken, and its marks are opened. Without a brace it has the next character. */
static struct tex_group *begin_argument(struct tex *tex) {
    skip_blank(tex);
    if (tex->rest.size == 0 || tex->rest.bytes[0] != '{')
        return NULL;
    text_take(&tex->rest, 1);
    return open_group(tex);
}

static void mark_argument(struct tex *tex, uint8_t mark) {
    struct tex_group *group = begin_argument(tex);
    if (group)
        open_mark(tex, group, mark);
}

static void take_groups(struct tex *tex, uint32_t row) {
    for (uint8_t i = 1; i <= with_groups[row].groups; i++) {
        if (i != with_groups[row].words) {
            take_group(tex);
        } else if (with_groups[row].is_verbatim) {
            add_words(tex, take_group(tex));
        } else {
            size_t before = tex->out.size;
            if (with_groups[row].is_quoted)
                buffer_add(&tex->out, TEXT("“"));
            struct tex_group *group = begin_argument(tex);
            if (group)
                group->is_quoted = with_groups[row].is_quoted;
            else
                tex->out.size = before;
        }
    }
}

/* A name of letters, or one other character. */
static struct text take_command(struct tex *tex) {
    text_take(&tex->rest, 1);
    size_t size = 0;
    while (size < tex->rest.size && char_is_letter(tex->rest.bytes[size]))
        size++;
    if (size == 0 && tex->rest.size > 0)
        utf8_next(tex->rest, &size);
    return text_take(&tex->rest, size);
}

static void read_unknown(struct tex *tex, struct text name) {
    if (name.size == 0) {
        add_words(tex, TEXT("\\"));
        return;
    }
    if (tex->unknown->count++ == 0)
        tex->unknown->name = name;
    skip_blank(tex);
}

static void read_accent(struct tex *tex, struct text name, uint32_t row) {
    if (char_is_letter(name.bytes[0]))
        skip_blank(tex);
    tex->accent = row;
}

static void read_command(struct tex *tex) {
    struct text name = take_command(tex);
    uint32_t row;
    if ((row = FOUND_IN(accents, name)) != NONE) {
        read_accent(tex, name, row);
    } else if ((row = FOUND_IN(symbols, name)) != NONE) {
        add_words(tex, symbols[row].words);
        if (char_is_letter(name.bytes[0]))
            skip_blank(tex);
    } else if ((row = FOUND_IN(marked, name)) != NONE) {
        if (!marked[row].is_switch)
            mark_argument(tex, marked[row].mark);
        else if (tex->depth > 0 && tex->deeper == 0)
            open_mark(tex, &tex->groups[tex->depth - 1], marked[row].mark);
        skip_blank(tex);
    } else if ((row = FOUND_IN(with_groups, name)) != NONE) {
        take_groups(tex, row);
    } else {
        read_unknown(tex, name);
    }
}

/* A formula is kept as it is, with its signs; a '$' that nothing closes is words. */
static void read_formula(struct tex *tex) {
    size_t end = text_find_char(tex->rest, '$', 1);
    size_t size = end < tex->rest.size && end > 1 ? end + 1 : 1;
    add_words(tex, text_take(&tex->rest, size));
}

static const struct {
    struct text tex, words;
} ligatures[] = {
    {TEXT_INIT("---"), TEXT_INIT("—")},
    {TEXT_INIT("--"), TEXT_INIT("–")},
    {TEXT_INIT("``"), TEXT_INIT("“")},
    {TEXT_INIT("''"), TEXT_INIT("”")},
    {TEXT_INIT("~"), TEXT_INIT("\xC2\xA0")},
    /* What came from pages of the web: TeX has no other use for a '&' in words. */
    {TEXT_INIT("&amp;"), TEXT_INIT("&")},
    {TEXT_INIT("&#38;"), TEXT_INIT("&")},
    {TEXT_INIT("&quot;"), TEXT_INIT("\"")},
    {TEXT_INIT("&#39;"), TEXT_INIT("'")},
    {TEXT_INIT("&apos;"), TEXT_INIT("'")},
    {TEXT_INIT("&lt;"), TEXT_INIT("<")},
    {TEXT_INIT("&gt;"), TEXT_INIT(">")},
};

static bool read_ligature(struct tex *tex) {
    for (size_t i = 0; i < sizeof ligatures / sizeof *ligatures; i++)
        if (text_starts(tex->rest, ligatures[i].tex)) {
            text_take(&tex->rest, ligatures[i].tex.size);
            add_words(tex, ligatures[i].words);
            return true;
        }
    return false;
}

/* ` opens a single quotation mark, and the next ' in front of no letter closes it; all others are apostrophes. */
static bool read_quote(struct tex *tex) {
    char c = tex->rest.bytes[0];
    bool in_front_of_letter = tex->rest.size > 1 && char_is_letter(tex->rest.bytes[1]);
    if (c != '`' && !(c == '\'' && tex->is_quoting && !in_front_of_letter))
        return false;
    tex->is_quoting = c == '`';
    text_take(&tex->rest, 1);
    add_words(tex, c == '`' ? TEXT("‘") : TEXT("’"));
    return true;
}

static void read_blank(struct tex *tex) {
    skip_blank(tex);
    if (!has_blank_end(tex))
        buffer_add_char(&tex->out, ' ');
}

static void read_next(struct tex *tex) {
    char c = tex->rest.bytes[0];
    if (c == '\\')
        read_command(tex);
    else if (c == '{')
        open_braces(tex);
    else if (c == '}') {
        text_take(&tex->rest, 1);
        close_group(tex);
    } else if (c == '$')
        read_formula(tex);
    else if (is_blank(c))
        read_blank(tex);
    else if (!read_ligature(tex) && !read_quote(tex)) {
        size_t size = 0;
        utf8_next(tex->rest, &size);
        add_words(tex, text_take(&tex->rest, size));
    }
}

struct text tex_words(struct text tex, enum tex_kind kind, struct tex_unknown *unknown, struct arena *arena) {
    bool is_braced = true;
    for (int i = 0; i < MOST_OUTER && is_braced; i++)
        tex = tex_unbraced(tex, &is_braced);
    struct tex reading = {.rest = tex, .kind = kind, .accent = NONE, .unknown = unknown, .arena = arena};
    while (reading.rest.size > 0)
        read_next(&reading);
    add_lone_accent(&reading);
    while (reading.depth > 0) {
        reading.deeper = 0;
        close_group(&reading);
    }
    struct text words = text_trim(buffer_text(&reading.out));
    struct text composed = utf8_compose(words, arena);
    words = composed.bytes == words.bytes ? text_copy(words, arena) : composed;
    buffer_free(&reading.out);
    return words;
}
