#include "read/known_fields.h"

#include "base/arena.h"
#include "base/files.h"
#include "support.h"

static bool is_word_of(struct text name, struct text line) {
    struct text word;
    while (text_cut(&word, &line, ' '))
        if (text_equal(word, name))
            return true;
    return false;
}

/* Whether a line of mdoc that shows literal words has this one among them. */
static bool is_shown(struct text name, struct text manual) {
    struct text line;
    while (text_cut(&line, &manual, '\n'))
        if ((text_contains(line, TEXT("Li ")) || text_starts(line, TEXT(".It "))) && is_word_of(name, line))
            return true;
    return false;
}

static void the_manual_has_every_name_of_every_field(void **state) {
    (void)state;
    struct arena arena = {0};
    struct text manual;
    assert_true(file_read(&manual, "generator/colophon.1", 1 << 20, &arena));
    size_t missing = 0;
    for (enum field field = 0; field < FIELD_COUNT; field++) {
        struct text name, rest = text_of(known_fields[field].names);
        while (text_cut(&name, &rest, ' '))
            if (!is_shown(name, manual)) {
                print_error("generator/colophon.1 has no \"%.*s\"\n", TEXT_ARGS(name));
                missing++;
            }
    }
    arena_free(&arena);
    assert_int_equal(missing, 0);
}

/* What a difference shows a field under is a field that it shows. */
static void every_other_field_that_is_meant_has_a_label(void **state) {
    (void)state;
    for (enum field field = 0; field < FIELD_COUNT; field++) {
        const char *means = known_fields[field].means;
        bool found = !means;
        for (enum field other = 0; other < FIELD_COUNT && !found; other++)
            found = known_fields[other].label && text_equal(field_name(other), text_of(means));
        assert_true(found);
        assert_false(known_fields[field].template_of && !known_fields[field].template);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_manual_has_every_name_of_every_field),
        cmocka_unit_test(every_other_field_that_is_meant_has_a_label),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
