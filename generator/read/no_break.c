#include "read/no_break.h"

#include "base/array.h"
#include "base/utf8.h"

#include <string.h>

/* In en, de, fr, es, it, pt, nl and ar. */
static const char *const months[] = {
    "January",    "February",  "March",     "April",     "May",       "June",     "July",      "August",    "September",
    "October",    "November",  "December",  "Jan",       "Feb",       "Mar",      "Apr",       "Jun",       "Jul",
    "Aug",        "Sep",       "Sept",      "Oct",       "Nov",       "Dec",      "Januar",    "Jänner",    "Februar",
    "Feber",      "März",      "Mai",       "Juni",      "Juli",      "Oktober",  "Dezember",  "janvier",   "février",
    "mars",       "avril",     "mai",       "juin",      "juillet",   "août",     "septembre", "octobre",   "novembre",
    "décembre",   "enero",     "febrero",   "marzo",     "abril",     "mayo",     "junio",     "julio",     "agosto",
    "septiembre", "setiembre", "octubre",   "noviembre", "diciembre", "gennaio",  "febbraio",  "aprile",    "maggio",
    "giugno",     "luglio",    "settembre", "ottobre",   "novembre",  "dicembre", "janeiro",   "fevereiro", "março",
    "maio",       "junho",     "julho",     "setembro",  "outubro",   "novembro", "dezembro",  "januari",   "februari",
    "maart",      "april",     "mei",       "juni",      "juli",      "augustus", "september", "oktober",   "november",
    "december",   "يناير",     "فبراير",    "مارس",      "أبريل",     "مايو",     "يونيو",     "يوليو",     "أغسطس",
    "سبتمبر",     "أكتوبر",    "نوفمبر",    "ديسمبر"};

static const char *const units[] = {
    "%",          "‰",         "°",         "°C",        "°F",         "€",         "$",       "£",         "¥",
    "km",         "m",         "cm",        "dm",        "mm",         "µm",        "μm",      "nm",        "ha",
    "kg",         "g",         "mg",        "µg",        "t",          "l",         "L",       "ml",        "hl",
    "W",          "kW",        "MW",        "GW",        "TW",         "Wh",        "kWh",     "MWh",       "GWh",
    "TWh",        "V",         "kV",        "mA",        "Hz",         "kHz",       "MHz",     "GHz",       "THz",
    "bit",        "B",         "kB",        "KB",        "MB",         "GB",        "TB",      "PB",        "KiB",
    "MiB",        "GiB",       "TiB",       "s",         "ms",         "µs",        "ns",      "min",       "h",
    "K",          "Pa",        "hPa",       "kPa",       "MPa",        "bar",       "J",       "kJ",        "MJ",
    "GJ",         "N",         "kN",        "px",        "pt",         "em",        "rem",     "ch",        "dpi",
    "ppi",        "ppm",       "ppb",       "kcal",      "dB",         "lx",        "mol",     "percent",   "Prozent",
    "procent",    "per cent",  "per cento", "pour cent", "por ciento", "por cento", "million", "millions",  "billion",
    "billions",   "trillion",  "trillions", "thousand",  "Mio.",       "Mrd.",      "Million", "Millionen", "Milliarde",
    "Milliarden", "Billionen", "milliard",  "milliards", "millón",     "millones",  "mil",     "milione",   "milioni",
    "miliardo",   "miliardi",  "bn",        "euro",      "euros",      "Euro",      "dollars", "Dollar",    "yuan",
    "yen",        "USD",       "EUR",       "GBP",       "CNY",        "RMB",       "JPY",     "CHF",       "a.m.",
    "p.m.",       "am",        "pm",        "Uhr",       "BC",         "BCE",       "CE",      "AD",        "v. Chr.",
    "n. Chr."};

/* What a number stands behind. */
static const char *const labels[] = {
    "p.",      "pp.",       "no.",     "nos.",    "No.",       "Nos.",     "Nr.",     "nr.",      "n°",       "N°",
    "nº",      "№",         "§",       "§§",      "¶",         "¶¶",       "art.",    "arts.",    "Art.",     "Arts.",
    "Abs.",    "Abb.",      "fig.",    "figs.",   "Fig.",      "Figs.",    "Tab.",    "tab.",     "vol.",     "vols.",
    "Vol.",    "Vols.",     "Bd.",     "ch.",     "chs.",      "Ch.",      "chap.",   "chaps.",   "Chap.",    "cap.",
    "Kap.",    "sec.",      "secs.",   "Sec.",    "S.",        "Rn.",      "Rz.",     "fn.",      "Fn.",      "n.",
    "nn.",     "Anm.",      "Eq.",     "eq.",     "c.",        "ca.",      "pág.",    "págs.",    "pag.",     "núm.",
    "fol.",    "fols.",     "col.",    "cols.",   "l.",        "ll.",      "para.",   "paras.",   "t.",       "Chapter",
    "chapter", "Section",   "section", "Article", "article",   "Table",    "table",   "Figure",   "figure",   "Part",
    "Kapitel", "Abschnitt", "Artikel", "Tabelle", "Abbildung", "chapitre", "tableau", "capítulo", "artículo", "capitolo",
    "US$",     "$",         "€",       "£",       "¥",         "~",        "≈",       "±"};

/* Two parts of one abbreviation. */
static const char *const pairs[][2] = {
    {"z.", "B."}, {"z.", "T."}, {"z.", "Z."}, {"d.", "h."}, {"d.", "i."},  {"u.", "a."},   {"u.", "U."},   {"u.", "ä."},
    {"o.", "ä."}, {"o.", "g."}, {"s.", "o."}, {"s.", "u."}, {"v.", "a."},  {"m.", "E."},   {"i.", "d."},   {"d.", "R."},
    {"i.", "e."}, {"e.", "g."}, {"a.", "m."}, {"p.", "m."}, {"p.", "ex."}, {"v.", "Chr."}, {"n.", "Chr."}, {"EE.", "UU."}};

#define NO_BREAK TEXT("\u00a0")
#define NARROW TEXT("\u202f")

static bool is_letter_at(struct text text, size_t at) {
    return at < text.size && utf8_is_letter(utf8_next(text, &at));
}

/* Whether it ends with the word, and that is a whole one. */
static bool ends_with(struct text before, const char *word) {
    if (!text_ends(before, text_of(word)))
        return false;
    size_t at = before.size - text_of(word).size, start = at;
    while (start > 0 && ((unsigned char)before.bytes[--start] & 0xc0) == 0x80)
        continue;
    return at == 0 || (!is_letter_at(before, start) && before.bytes[at - 1] != '.');
}

static bool begins_with(struct text behind, const char *word) {
    struct text known = text_of(word);
    bool may_go_on = known.size && !char_is_letter(known.bytes[known.size - 1]);
    return text_starts(behind, known) && (may_go_on || !is_letter_at(behind, known.size));
}

static bool ends_with_one(struct text before, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (ends_with(before, words[i]))
            return true;
    return false;
}

static bool begins_with_one(struct text behind, const char *const *words, size_t count) {
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
        if (ends_with(before, pairs[i][0]) && begins_with(behind, pairs[i][1]))
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

bool no_break_is_near(struct text text, size_t at) {
    char before = at > 0 ? text.bytes[at - 1] : ' ', behind = at + 1 < text.size ? text.bytes[at + 1] : ' ';
    bool is_beyond_ascii = (unsigned char)before >= 0x80 || (unsigned char)behind >= 0x80;
    bool has_ending = at > 2 && char_is_digit(text.bytes[at - 3]); /* 1er, 22nd */
    return char_is_digit(before) || char_is_digit(behind) || before == '.' || before == '>' || is_beyond_ascii || has_ending ||
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
