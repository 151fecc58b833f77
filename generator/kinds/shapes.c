#include "kinds/shapes.h"

#include "base/arena.h"
#include "cite/work.h"

static char plain(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool divides_words(char c) {
    return c == '-' || c == '_' || c == ' ';
}

static size_t after_dividers(struct text text, size_t at) {
    while (at < text.size && divides_words(text.bytes[at]))
        at++;
    return at;
}

/* Asked for every name of every field that each file has: most differ in their first letter. */
bool same_word(struct text a, struct text b) {
    for (size_t i = 0, j = 0;; i++, j++) {
        i = after_dividers(a, i);
        j = after_dividers(b, j);
        if (i == a.size || j == b.size)
            return i == a.size && j == b.size;
        if (plain(a.bytes[i]) != plain(b.bytes[j]))
            return false;
    }
}

static bool is_letter(char c) {
    return plain(c) >= 'a' && plain(c) <= 'z';
}

bool is_url(struct text text) {
    struct text lower = text_slice(text, 0, 8), rest;
    if (text_equal_ignoring_case(text_slice(lower, 0, 7), TEXT("http://")))
        rest = text_after(text, 7);
    else if (text_equal_ignoring_case(lower, TEXT("https://")))
        rest = text_after(text, 8);
    else
        return false;
    for (size_t i = 0; i < rest.size; i++)
        if ((unsigned char)rest.bytes[i] <= ' ' || rest.bytes[i] == 0x7f)
            return false;
    return rest.size > 0 &&
           (is_letter(rest.bytes[0]) || char_is_digit(rest.bytes[0]) || rest.bytes[0] == '[' || rest.bytes[0] < 0);
}

static bool is_subtag(struct text part, bool first) {
    if (part.size < (first ? 2u : 1u) || part.size > 8)
        return false;
    for (size_t i = 0; i < part.size; i++)
        if (!is_letter(part.bytes[i]) && (first || !char_is_digit(part.bytes[i])))
            return false;
    return true;
}

bool language_tag(struct text *tag, struct text written, struct arena *arena) {
    struct text copy = text_copy(written, arena), part;
    for (char *c = (char *)copy.bytes; c < copy.bytes + copy.size; c++)
        if (*c == '_')
            *c = '-';
    struct text rest = copy;
    bool first = true;
    for (; text_cut(&part, &rest, '-'); first = false)
        if (!is_subtag(part, first) || (first && part.size > 3))
            return false;
    if (first || copy.bytes[copy.size - 1] == '-')
        return false;
    *tag = copy;
    return true;
}

static struct text without_prefixes(struct text text, const char *prefixes) {
    struct text prefix, rest = text_of(prefixes);
    while (text_cut(&prefix, &rest, ' '))
        if (text_equal_ignoring_case(text_slice(text, 0, prefix.size), prefix))
            text = text_trim(text_after(text, prefix.size));
    return text;
}

/* Each digit is added and the sum doubled; the check digit completes the sum to 1 modulo 11, with X for 10. */
static char orcid_check(const char *digits) {
    unsigned sum = 0;
    for (int i = 0; i < 15; i++)
        sum = (sum + (unsigned)(digits[i] - '0')) * 2;
    unsigned check = (12 - sum % 11) % 11;
    return check == 10 ? 'X' : (char)('0' + check);
}

static const char wrong_digit[] = "its check digit does not fit: a digit is wrong";

/* The digits of a number, without hyphens and spaces, of which the last may be X for ten; 0 where there are others, or too
 * many. */
static size_t read_digits(char *digits, size_t most, struct text written) {
    size_t count = 0;
    for (size_t i = 0; i < written.size; i++) {
        char c = written.bytes[i];
        if (c == '-' || c == ' ')
            continue;
        bool is_last = i + 1 == written.size && (c == 'X' || c == 'x');
        if (count == most || !(char_is_digit(c) || is_last))
            return 0;
        digits[count++] = is_last ? 'X' : c;
    }
    return count;
}

static unsigned value_of(char digit) {
    return digit == 'X' ? 10 : (unsigned)(digit - '0');
}

bool orcid_read(struct text *orcid, const char **why, struct text written, struct arena *arena) {
    struct text rest = without_prefixes(text_trim(written), "https:// http:// www. orcid.org/ orcid:");
    char digits[16];
    *why = "an ORCID iD is 16 digits, as in 0000-0002-1825-0097";
    if (read_digits(digits, sizeof digits, rest) != sizeof digits)
        return false;
    *why = wrong_digit;
    if (orcid_check(digits) != digits[15])
        return false;
    *orcid = text_format(arena, "%.4s-%.4s-%.4s-%.4s", digits, digits + 4, digits + 8, digits + 12);
    return true;
}

/* Weights fall to 1 for the last digit, and the sum is a multiple of 11: ISO 3297, and ISBN before 2007. */
static bool fits_eleven(const char *digits, size_t count) {
    unsigned sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += value_of(digits[i]) * (unsigned)(count - i);
    return sum % 11 == 0;
}

/* EAN-13: weights 1 and 3 in turn, and a multiple of 10. */
static bool fits_ten(const char *digits, size_t count) {
    unsigned sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += value_of(digits[i]) * (i % 2 ? 3 : 1);
    return sum % 10 == 0 && digits[count - 1] != 'X';
}

bool issn_read(struct text *issn, const char **why, struct text written, struct arena *arena) {
    char digits[8];
    *why = "an ISSN is 8 digits, as in 2049-3630";
    if (read_digits(digits, sizeof digits, without_prefixes(text_trim(written), "issn: issn")) != sizeof digits)
        return false;
    *why = wrong_digit;
    if (!fits_eleven(digits, sizeof digits))
        return false;
    *issn = text_format(arena, "%.4s-%.4s", digits, digits + 4);
    return true;
}

bool isbn_read(struct text *isbn, const char **why, struct text written, struct arena *arena) {
    struct text rest = text_trim(without_prefixes(text_trim(written), "isbn: isbn"));
    char digits[13];
    size_t count = read_digits(digits, sizeof digits, rest);
    *why = "an ISBN is 10 or 13 digits, as in 978-0-306-40615-7";
    if (count != 10 && count != 13)
        return false;
    *why = wrong_digit;
    if (count == 10 ? !fits_eleven(digits, count) : !fits_ten(digits, count))
        return false;
    *isbn = text_copy(rest, arena);
    return true;
}

bool doi_read(struct text *doi, const char **why, struct text written, struct arena *arena) {
    struct text rest = work_doi(written, arena);
    *why = "a DOI looks like 10.1000/182";
    if (!text_starts(rest, TEXT("10.")))
        return false;
    size_t slash = text_find_char(rest, '/', 0);
    if (slash < 7 || slash + 1 >= rest.size)
        return false;
    for (size_t i = 3; i < slash; i++)
        if (!char_is_digit(rest.bytes[i]) && rest.bytes[i] != '.')
            return false;
    for (size_t i = slash; i < rest.size; i++)
        if ((unsigned char)rest.bytes[i] <= ' ')
            return false;
    *doi = rest;
    return true;
}
