/* Which fields front matter and site.yaml may have, from the table that they are read by. */
#include "commands/report.h"
#include "read/codes.h"
#include "read/known_fields.h"

#include <stdio.h>

/* What has fields and is no thing: site.yaml, and the maps below a field. */
static const char *const maps[OF_COUNT] = {
    [OF_SITE] = "site",     [OF_SOURCE] = "source",   [OF_RIGHTS] = "rights", [OF_VARIANT] = "variant",
    [OF_PERSON] = "person", [OF_EDITION] = "edition", [OF_GONE] = "gone",
    [OF_EVENT] = "event",
};

static const char *word_of(uint8_t of) {
    return of < THING_KINDS ? thing_words[of].word : maps[of];
}

static bool has_fields(uint8_t of) {
    for (enum field field = 0; field < FIELD_COUNT && word_of(of); field++)
        if (known_fields[field].of & OF(of))
            return true;
    return false;
}

static void list_choices(struct buffer *out) {
    for (uint8_t of = 0; of < OF_COUNT; of++)
        if (has_fields(of))
            buffer_add_format(out, "%s ", word_of(of));
}

/* A field's own name and what it holds; below, the names that mean the same. */
static void print_field(const struct known_field *field, struct arena *arena) {
    struct text name, other, rest = text_of(field->names), others = {0};
    text_cut(&name, &rest, ' ');
    while (text_cut(&other, &rest, ' '))
        others = others.size ? text_format(arena, "%.*s, %.*s", TEXT_ARGS(others), TEXT_ARGS(other)) : other;
    printf("  %-16.*s %s\n", TEXT_ARGS(name), field->holds ? field->holds : "a text");
    if (others.size)
        printf("  %-16s also: %.*s\n", "", TEXT_ARGS(others));
}

static void print_fields(uint8_t of, struct arena *arena) {
    printf("%s\n", word_of(of));
    for (enum field field = 0; field < FIELD_COUNT; field++)
        if (known_fields[field].of & OF(of))
            print_field(&known_fields[field], arena);
}

/* OF_COUNT after an error. */
static uint8_t find(struct text word, struct diag *problems, struct arena *arena) {
    struct text words[OF_COUNT];
    size_t count = 0;
    for (uint8_t of = 0; of < OF_COUNT; of++) {
        if (!has_fields(of))
            continue;
        words[count++] = text_of(word_of(of));
        if (text_equal(word, words[count - 1]))
            return of;
    }
    size_t nearest = text_nearest(word, words, count);
    struct text help = nearest < count
                           ? text_format(arena, "did you mean \"%.*s\"?", TEXT_ARGS(words[nearest]))
                           : text_format(arena, "it is %.*s", TEXT_ARGS(text_enumeration(words, count, "or", arena)));
    diag_fail(problems, FAULT_USAGE, E_USAGE, (struct text){0},
              text_format(arena, "nothing called \"%.*s\" has fields", TEXT_ARGS(word)), help);
    return OF_COUNT;
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct report report = report_start(options);
    uint8_t first = 0, end = OF_COUNT;
    if (options->word_count) {
        first = find(text_of(options->words[0]), problems, arena);
        end = first < OF_COUNT ? first + 1 : first;
    }
    for (uint8_t of = first; of < end; of++)
        if (has_fields(of))
            print_fields(of, arena);
    return report_problems(&report, problems, NULL);
}

const struct command command_fields = {
    .name = "fields",
    .summary = "list the fields that front matter and site.yaml may have",
    .words = "[KIND]",
    .details = "KIND is essay, author and so on; site is site.yaml; source, rights, variant, person and edition are maps in "
               "these, gone is an address in gone.yaml.\n",
    .flags = "",
    .most_words = 1,
    .choices = list_choices,
    .run = run,
};
