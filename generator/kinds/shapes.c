#include "kinds/shapes.h"

#include "base/arena.h"

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

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
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
    return rest.size > 0 && (is_letter(rest.bytes[0]) || is_digit(rest.bytes[0]) || rest.bytes[0] == '[' || rest.bytes[0] < 0);
}

static bool is_subtag(struct text part, bool first) {
    if (part.size < (first ? 2u : 1u) || part.size > 8)
        return false;
    for (size_t i = 0; i < part.size; i++)
        if (!is_letter(part.bytes[i]) && (first || !is_digit(part.bytes[i])))
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

bool orcid_read(struct text *orcid, const char **why, struct text written, struct arena *arena) {
    static const char form[] = "an ORCID iD is 16 digits, as in 0000-0002-1825-0097";
    struct text rest = without_prefixes(text_trim(written), "https:// http:// www. orcid.org/ orcid:");
    char digits[16];
    int count = 0;
    for (size_t i = 0; i < rest.size; i++) {
        bool last = count == 15 && (rest.bytes[i] == 'X' || rest.bytes[i] == 'x');
        if (count < 16 && (is_digit(rest.bytes[i]) || last))
            digits[count++] = last ? 'X' : rest.bytes[i];
        else if (rest.bytes[i] != '-')
            count = 17;
    }
    *why = form;
    if (count != 16)
        return false;
    *why = "its check digit does not fit: a digit is wrong";
    if (orcid_check(digits) != digits[15])
        return false;
    *orcid = text_format(arena, "%.4s-%.4s-%.4s-%.4s", digits, digits + 4, digits + 8, digits + 12);
    return true;
}

bool doi_read(struct text *doi, struct text written) {
    struct text rest = without_prefixes(text_trim(written), "https:// http:// www. dx. doi.org/ doi:");
    if (!text_starts(rest, TEXT("10.")))
        return false;
    size_t slash = text_find_char(rest, '/', 0);
    if (slash < 7 || slash + 1 >= rest.size)
        return false;
    for (size_t i = 3; i < slash; i++)
        if (!is_digit(rest.bytes[i]) && rest.bytes[i] != '.')
            return false;
    for (size_t i = slash; i < rest.size; i++)
        if ((unsigned char)rest.bytes[i] <= ' ')
            return false;
    *doi = rest;
    return true;
}
