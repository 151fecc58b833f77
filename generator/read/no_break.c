#include "read/no_break.h"

#include "base/array.h"
#include "base/utf8.h"

#include <string.h>

#define W(word) TEXT_INIT(word)

/* In en, de, fr, es, it, pt, nl and ar. */
static const struct text months[] = {
    W("January"),   W("February"),  W("March"),     W("April"),    W("May"),      W("June"),       W("July"),
    W("August"),    W("September"), W("October"),   W("November"), W("December"), W("Jan"),        W("Feb"),
    W("Mar"),       W("Apr"),       W("Jun"),       W("Jul"),      W("Aug"),      W("Sep"),        W("Sept"),
    W("Oct"),       W("Nov"),       W("Dec"),       W("Januar"),   W("Jänner"),   W("Februar"),    W("Feber"),
    W("März"),      W("Mai"),       W("Juni"),      W("Juli"),     W("Oktober"),  W("Dezember"),   W("janvier"),
    W("février"),   W("mars"),      W("avril"),     W("mai"),      W("juin"),     W("juillet"),    W("août"),
    W("septembre"), W("octobre"),   W("novembre"),  W("décembre"), W("enero"),    W("febrero"),    W("marzo"),
    W("abril"),     W("mayo"),      W("junio"),     W("julio"),    W("agosto"),   W("septiembre"), W("setiembre"),
    W("octubre"),   W("noviembre"), W("diciembre"), W("gennaio"),  W("febbraio"), W("aprile"),     W("maggio"),
    W("giugno"),    W("luglio"),    W("settembre"), W("ottobre"),  W("dicembre"), W("janeiro"),    W("fevereiro"),
    W("março"),     W("maio"),      W("junho"),     W("julho"),    W("setembro"), W("outubro"),    W("novembro"),
    W("dezembro"),  W("januari"),   W("februari"),  W("maart"),    W("april"),    W("mei"),        W("juni"),
    W("juli"),      W("augustus"),  W("september"), W("oktober"),  W("november"), W("december"),   W("يناير"),
    W("فبراير"),    W("مارس"),      W("أبريل"),     W("مايو"),     W("يونيو"),    W("يوليو"),      W("أغسطس"),
    W("سبتمبر"),    W("أكتوبر"),    W("نوفمبر"),    W("ديسمبر")};

static const struct text units[] = {
    W("%"),        W("‰"),         W("°"),         W("°C"),         W("°F"),        W("€"),        W("$"),
    W("£"),        W("¥"),         W("km"),        W("m"),          W("cm"),        W("dm"),       W("mm"),
    W("µm"),       W("μm"),        W("nm"),        W("ha"),         W("kg"),        W("g"),        W("mg"),
    W("µg"),       W("t"),         W("l"),         W("L"),          W("ml"),        W("hl"),       W("W"),
    W("kW"),       W("MW"),        W("GW"),        W("TW"),         W("Wh"),        W("kWh"),      W("MWh"),
    W("GWh"),      W("TWh"),       W("V"),         W("kV"),         W("mA"),        W("Hz"),       W("kHz"),
    W("MHz"),      W("GHz"),       W("THz"),       W("bit"),        W("B"),         W("kB"),       W("KB"),
    W("MB"),       W("GB"),        W("TB"),        W("PB"),         W("KiB"),       W("MiB"),      W("GiB"),
    W("TiB"),      W("s"),         W("ms"),        W("µs"),         W("ns"),        W("min"),      W("h"),
    W("K"),        W("Pa"),        W("hPa"),       W("kPa"),        W("MPa"),       W("bar"),      W("J"),
    W("kJ"),       W("MJ"),        W("GJ"),        W("N"),          W("kN"),        W("px"),       W("pt"),
    W("em"),       W("rem"),       W("ch"),        W("dpi"),        W("ppi"),       W("ppm"),      W("ppb"),
    W("kcal"),     W("dB"),        W("lx"),        W("mol"),        W("percent"),   W("Prozent"),  W("procent"),
    W("per cent"), W("per cento"), W("pour cent"), W("por ciento"), W("por cento"), W("million"),  W("millions"),
    W("billion"),  W("billions"),  W("trillion"),  W("trillions"),  W("thousand"),  W("Mio."),     W("Mrd."),
    W("Million"),  W("Millionen"), W("Milliarde"), W("Milliarden"), W("Billionen"), W("milliard"), W("milliards"),
    W("millón"),   W("millones"),  W("mil"),       W("milione"),    W("milioni"),   W("miliardo"), W("miliardi"),
    W("bn"),       W("euro"),      W("euros"),     W("Euro"),       W("dollars"),   W("Dollar"),   W("yuan"),
    W("yen"),      W("USD"),       W("EUR"),       W("GBP"),        W("CNY"),       W("RMB"),      W("JPY"),
    W("CHF"),      W("a.m."),      W("p.m."),      W("am"),         W("pm"),        W("Uhr"),      W("BC"),
    W("BCE"),      W("CE"),        W("AD"),        W("v. Chr."),    W("n. Chr.")};

/* What a number stands behind. */
static const struct text labels[] = {
    W("p."),       W("pp."),       W("no."),     W("nos."),    W("No."),       W("Nos."),     W("Nr."),     W("nr."),
    W("n°"),       W("N°"),        W("nº"),      W("№"),       W("§"),         W("§§"),       W("¶"),       W("¶¶"),
    W("art."),     W("arts."),     W("Art."),    W("Arts."),   W("Abs."),      W("Abb."),     W("fig."),    W("figs."),
    W("Fig."),     W("Figs."),     W("Tab."),    W("tab."),    W("vol."),      W("vols."),    W("Vol."),    W("Vols."),
    W("Bd."),      W("ch."),       W("chs."),    W("Ch."),     W("chap."),     W("chaps."),   W("Chap."),   W("cap."),
    W("Kap."),     W("sec."),      W("secs."),   W("Sec."),    W("S."),        W("Rn."),      W("Rz."),     W("fn."),
    W("Fn."),      W("n."),        W("nn."),     W("Anm."),    W("Eq."),       W("eq."),      W("c."),      W("ca."),
    W("pág."),     W("págs."),     W("pag."),    W("núm."),    W("fol."),      W("fols."),    W("col."),    W("cols."),
    W("l."),       W("ll."),       W("para."),   W("paras."),  W("t."),        W("Chapter"),  W("chapter"), W("Section"),
    W("section"),  W("Article"),   W("article"), W("Table"),   W("table"),     W("Figure"),   W("figure"),  W("Part"),
    W("Kapitel"),  W("Abschnitt"), W("Artikel"), W("Tabelle"), W("Abbildung"), W("chapitre"), W("tableau"), W("capítulo"),
    W("artículo"), W("capitolo"),  W("US$"),     W("$"),       W("€"),         W("£"),        W("¥"),       W("~"),
    W("≈"),        W("±")};

/* Two parts of one abbreviation. */
static const char *const pairs[][2] = {{"z.", "B."}, {"z.", "T."}, {"z.", "Z."},  {"d.", "h."},   {"d.", "i."},  {"u.", "a."},
                                       {"u.", "U."}, {"u.", "ä."}, {"o.", "ä."},  {"o.", "g."},   {"s.", "o."},  {"s.", "u."},
                                       {"v.", "a."}, {"m.", "E."}, {"i.", "d."},  {"d.", "R."},   {"i.", "e."},  {"e.", "g."},
                                       {"a.", "m."}, {"p.", "m."}, {"p.", "ex."}, {"v.", "Chr."}, {"n.", "Chr."}};

#define NO_BREAK TEXT("\u00a0")
#define NARROW TEXT("\u202f")

static bool is_letter_at(struct text text, size_t at) {
    return at < text.size && utf8_is_letter(utf8_next(text, &at));
}

/* Whether it ends with the word, and that is a whole one. */
static bool ends_with(struct text before, struct text word) {
    if (before.size < word.size || before.bytes[before.size - 1] != word.bytes[word.size - 1] || !text_ends(before, word))
        return false;
    size_t at = before.size - word.size, start = at;
    while (start > 0 && ((unsigned char)before.bytes[--start] & 0xc0) == 0x80)
        continue;
    return at == 0 || (!is_letter_at(before, start) && before.bytes[at - 1] != '.');
}

static bool begins_with(struct text behind, struct text word) {
    if (!behind.size || behind.bytes[0] != word.bytes[0])
        return false;
    bool may_go_on = !char_is_letter(word.bytes[word.size - 1]);
    return text_starts(behind, word) && (may_go_on || !is_letter_at(behind, word.size));
}

static bool ends_with_one(struct text before, const struct text *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ends_with(before, words[i]))
            return true;
    return false;
}

static bool begins_with_one(struct text behind, const struct text *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (begins_with(behind, words[i]))
            return true;
    return false;
}

static size_t digits_before(struct text text, size_t end) {
    size_t start = end;
    while (start > 0 && char_is_digit(text.bytes[start - 1]))
        start--;
    return end - start;
}

static size_t digits_behind(struct text text) {
    size_t count = 0;
    while (text_digit_at(text, count))
        count++;
    return count;
}

/* "7", "7.", "1er", "22nd", "1º": of a month. */
static bool ends_with_day(struct text before) {
    static const char *const endings[] = {".", "er", "st", "nd", "rd", "th", "º", "ª"};
    size_t end = before.size;
    for (size_t i = 0; i < COUNT_OF(endings) && end == before.size; i++)
        if (text_ends(before, text_of(endings[i])))
            end -= text_of(endings[i]).size;
    size_t digits = digits_before(before, end);
    return digits > 0 && digits <= 2 && (end == digits || !is_letter_at(before, end - digits - 1));
}

/* "7 August", "7 de agosto", "August 7". */
static bool is_date(struct text before, struct text behind) {
    size_t day = digits_behind(behind);
    if (ends_with_day(before))
        return begins_with_one(text_after(behind, text_starts(behind, TEXT("de ")) ? 3 : 0), months, COUNT_OF(months));
    return day > 0 && day <= 2 && !is_letter_at(behind, day) && ends_with_one(before, months, COUNT_OF(months));
}

/* 1 000 000 */
static bool is_in_number(struct text before, struct text behind) {
    size_t digits = digits_before(before, before.size);
    return digits > 0 && digits <= 3 && digits_behind(behind) == 3 &&
           (digits == before.size || !char_is_letter(before.bytes[before.size - digits - 1]));
}

static bool is_pair(struct text before, struct text behind) {
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        if (ends_with(before, text_of(pairs[i][0])) && begins_with(behind, text_of(pairs[i][1])))
            return true;
    return false;
}

/*
 * Before a stop or the end of a quotation, and where one begins. In German »these« stand the other way round, without spaces.
 */
static bool is_french(struct text before, struct text behind) {
    static const char *const stops[] = {";", ":", "!", "?", "»", "›"}, *const opening[] = {"«", "‹"};
    for (size_t i = 0; i < COUNT_OF(stops); i++)
        if (text_starts(behind, text_of(stops[i])) && !is_letter_at(behind, text_of(stops[i]).size))
            return true;
    for (size_t i = 0; i < COUNT_OF(opening); i++)
        if (text_ends(before, text_of(opening[i])))
            return before.size == text_of(opening[i]).size ||
                   strchr(" (\n", before.bytes[before.size - text_of(opening[i]).size - 1]);
    return false;
}

struct text no_break_between(struct text before, struct text behind) {
    bool has_number = before.size && char_is_digit(before.bytes[before.size - 1]);
    if (!before.size || !behind.size)
        return (struct text){0};
    if (is_french(before, behind))
        return NARROW;
    bool is_bound = (has_number && (begins_with_one(behind, units, COUNT_OF(units)) || is_in_number(before, behind))) ||
                    (text_digit_at(behind, 0) && ends_with_one(before, labels, COUNT_OF(labels))) || is_date(before, behind) ||
                    is_pair(before, behind);
    return is_bound ? NO_BREAK : (struct text){0};
}

static bool is_letter_byte(struct text text, size_t at) {
    return at < text.size && (char_is_letter(text.bytes[at]) || (unsigned char)text.bytes[at] >= 0x80);
}

/* Where the byte stands that a space comes behind, in front of a tag that ends there; most tags are short. */
static size_t byte_before(struct text text, size_t at) {
    enum { TAG_BYTES = 64 };
    size_t before = at - 1, end = before;
    if (text.bytes[before] != '>')
        return before;
    while (before > 0 && end - before < TAG_BYTES && text.bytes[before] != '<')
        before--;
    return before > 0 && text.bytes[before] == '<' ? before - 1 : end;
}

bool no_break_is_near(struct text text, size_t at) {
    size_t last = at > 0 ? byte_before(text, at) : 0;
    char before = at > 0 ? text.bytes[last] : ' ', behind = at + 1 < text.size ? text.bytes[at + 1] : ' ';
    bool is_beyond_ascii = (unsigned char)before >= 0x80 || (unsigned char)behind >= 0x80;
    bool is_day =
        (last > 1 && char_is_digit(text.bytes[last - 2])) || (at > 0 && last < at - 1 && before == 'r'); /* 1er, 22nd */
    bool is_short =
        before == '.' && last > 0 && (char_is_digit(text.bytes[last - 1]) || !is_letter_byte(text, last - 2)); /* z. */
    return char_is_digit(before) || char_is_digit(behind) || is_short || is_beyond_ascii || is_day || before == '>' ||
           behind == ';' || behind == ':' || behind == '!' || behind == '?';
}

/* The words beside a space, as many as are looked at. */
static struct text words_before(struct text text, size_t at) {
    return text_slice(text, at > NO_BREAK_BYTES ? at - NO_BREAK_BYTES : 0, at);
}

struct text no_break_shown(struct text text, struct arena *arena) {
    struct buffer out = {0};
    size_t written = 0;
    for (size_t at = text_find_char(text, ' ', 1); at + 1 < text.size; at = text_find_char(text, ' ', at + 1)) {
        if (!no_break_is_near(text, at))
            continue;
        struct text sign = no_break_between(words_before(text, at), text_slice(text, at + 1, at + 1 + NO_BREAK_BYTES));
        if (!sign.size)
            continue;
        buffer_add(&out, text_slice(text, written, at));
        buffer_add(&out, sign);
        written = at + 1;
    }
    if (!written)
        return text;
    buffer_add(&out, text_after(text, written));
    return buffer_take(&out, arena);
}
