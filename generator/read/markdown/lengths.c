#include "read/markdown/lengths.h"

static const struct {
    const char *name;
    uint32_t thousandths; /* of a pixel; 0: relative */
} units[] = {{"", 1000},    {"px", 1000}, {"cm", 37795}, {"mm", 3780}, {"in", 96000}, {"pt", 1333},
             {"pc", 16000}, {"%", 0},     {"em", 0},     {"rem", 0},   {"vw", 0}};

uint32_t length_cut_number(struct text *rest) {
    enum { MOST = 999999 };
    uint64_t number = 0;
    size_t at = 0;
    for (; text_digit_at(*rest, at); at++)
        number = number > MOST ? number : number * 10 + (uint64_t)(rest->bytes[at] - '0');
    bool is_whole = number <= MOST;
    number *= 1000;
    if (at < rest->size && rest->bytes[at] == '.') {
        at++;
        for (uint32_t place = 100; text_digit_at(*rest, at); at++, place /= 10)
            number += place * (uint64_t)(rest->bytes[at] - '0');
    }
    *rest = text_after(*rest, at);
    return is_whole ? (uint32_t)number : 0;
}

enum length_kind length_of(uint32_t *thousandths, struct text written) {
    struct text unit = text_trim(written);
    uint64_t number = length_cut_number(&unit);
    *thousandths = 0;
    for (size_t i = 0; number && i < sizeof units / sizeof *units; i++) {
        uint64_t pixels = number * units[i].thousandths / 1000;
        if (!text_equal_ignoring_case(unit, text_of(units[i].name)) || pixels > UINT32_MAX)
            continue;
        *thousandths = (uint32_t)pixels;
        return units[i].thousandths ? LENGTH_ABSOLUTE : LENGTH_RELATIVE;
    }
    return LENGTH_NONE;
}
