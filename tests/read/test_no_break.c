#include "compose/body.h"
#include "parsed.h"
#include "read/no_break.h"

#include <string.h>

static struct arena arena;

static int tear_down(void **state) {
    (void)state;
    arena_free(&arena);
    return 0;
}

/* With "_" for U+00A0 and "~" for U+202F. */
static struct text visible(struct text text) {
    struct buffer out = {0};
    for (size_t at = 0; at < text.size;) {
        struct text rest = text_after(text, at);
        bool is_space = text_starts(rest, TEXT("\u00a0")), is_narrow = text_starts(rest, TEXT("\u202f"));
        buffer_add_char(&out, is_space ? '_' : is_narrow ? '~' : text.bytes[at]);
        at += is_space ? 2 : is_narrow ? 3 : 1;
    }
    return buffer_take(&out, &arena);
}

static struct text shown(const char *text) {
    return visible(no_break_shown(text_of(text), &arena));
}

static void keeps_dates_together(void **state) {
    (void)state;
    assert_text(shown("On 7 August 2026, a Friday"), "On 7_August 2026, a Friday");
    assert_text(shown("Am 7. August, am 24. Dezember"), "Am 7._August, am 24._Dezember");
    assert_text(shown("le 1er mai et le 14 juillet"), "le 1er_mai et le 14_juillet");
    assert_text(shown("el 7 de agosto; 7 de noche"), "el 7_de agosto; 7 de noche");
    assert_text(shown("August 7, 2026 and May 1968"), "August_7, 2026 and May 1968");
    assert_text(shown("In 2024 May said, and 7 Augustans"), "In 2024 May said, and 7 Augustans");
    assert_text(shown("19 مارس 2024"), "19_مارس 2024");
}

static void keeps_numbers_with_what_they_count(void **state) {
    (void)state;
    assert_text(shown("66 rem, 2 per cent, 5 %, 3 km and 4 m²"), "66_rem, 2_per cent, 5_%, 3_km and 4_m²");
    assert_text(shown("2 percents, 5 men, 3 per day"), "2 percents, 5 men, 3 per day");
    assert_text(shown("12 Mio. Euro, 5 Millionen"), "12_Mio. Euro, 5_Millionen");
    assert_text(shown("§ 12, Art. 3, No. 5, pp. 4-6, n° 7"), "§_12, Art._3, No._5, pp._4-6, n°_7");
    assert_text(shown("a stop. 5 more; Casino. 5; No. Five"), "a stop. 5 more; Casino. 5; No. Five");
    assert_text(shown("1 000 000 in 2024 300 came"), "1_000_000 in 2024 300 came");
}

static void keeps_abbreviations_together(void **state) {
    (void)state;
    assert_text(shown("z. B. so, d. h. nicht; i. e. this"), "z._B. so, d._h. nicht; i._e. this");
    assert_text(shown("um 50 v. Chr."), "um 50_v._Chr.");
    assert_text(shown("Plan B. Bad"), "Plan B. Bad");
}

static void has_the_spaces_of_french(void **state) {
    (void)state;
    assert_text(shown("Qui ? Moi ! Voici : « un mot » ; fin"), "Qui~? Moi~! Voici~: «~un mot~»~; fin");
    assert_text(shown("Er sagt »Text« und geht ?q=1"), "Er sagt »Text« und geht ?q=1");
    assert_text(shown(" ; "), " ; ");
    assert_text(shown(""), "");
}

static struct text html_shown(const char *bytes, const char *language) {
    struct parsed parsed;
    struct parse_options options = usual_options();
    struct buffer out = {0};
    struct marks marks = {0};
    options.language = text_of(language);
    parse_text(&parsed, text_of(bytes), &options);
    struct filling filling = {.document = parsed.document,
                              .links = arena_array(&arena, struct link, parsed.document->references.count)};
    filling_write(&out, &filling, parsed.body, &marks);
    assert_false(text_contains(body_html(parsed.body), TEXT("\u00a0")));
    struct text shown_html = visible(buffer_text(&out));
    buffer_free(&out);
    parsed_free(&parsed);
    return shown_html;
}

/* In the HTML that is written, and not in the record, which is what is compared and searched. */
static void is_put_in_late(void **state) {
    (void)state;
    assert_text(html_shown("On 7 August, p. *4*, **5** km.\n", "en"),
                "<p>On 7_August, p._<em>4</em>, <strong>5</strong>_km.</p>\n");
    assert_text(html_shown("The line ends at 7\nAugust and 5\\\nkm.\n", "en"),
                "<p>The line ends at 7_August and 5<br>\nkm.</p>\n");
    assert_text(html_shown("Run `sleep 5 s` and `7` August.\n", "en"),
                "<p>Run <code>sleep 5 s</code> and <code>7</code>_August.</p>\n");
    assert_text(html_shown("    5 km\n", "en"), "<pre tabindex=\"0\"><code>5 km\n</code></pre>\n");
    assert_text(html_shown("5 km 長。\n", "zh-Hans"), "<p>5 km 長。</p>\n");
    assert_text(html_shown("Le 1<sup>er</sup> mai\n", "fr"), "<p>Le 1<sup>er</sup>_mai</p>\n");
    assert_text(html_shown("See [[a]]: 5 [[b]].\n", "fr"), "<p>See a: 5 b.</p>\n");
}

/* A leaf of many elements takes time that grows with it. */
static void is_quick(void **state) {
    (void)state;
    struct buffer bytes = {0};
    for (unsigned i = 0; i < 60000; i++)
        buffer_add(&bytes, TEXT("5 *k*m "));
    struct parsed parsed;
    struct parse_options options = usual_options();
    parse_text(&parsed, buffer_text(&bytes), &options);
    assert_int_equal(parsed.body->spaces.count, 60000);
    parsed_free(&parsed);
    buffer_free(&bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_dates_together),
        cmocka_unit_test(keeps_numbers_with_what_they_count),
        cmocka_unit_test(keeps_abbreviations_together),
        cmocka_unit_test(has_the_spaces_of_french),
        cmocka_unit_test(is_put_in_late),
        cmocka_unit_test(is_quick),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
