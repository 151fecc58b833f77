#include "kinds/loading.h"

#include "base/array.h"
#include "history/present.h"
#include "kinds/rights.h"
#include "read/han.h"
#include "read/slug.h"

enum { WORDS_A_MINUTE = 230, HAN_A_MINUTE = 400 };

static struct text short_title(const struct fields *fields, struct text title) {
    struct text given = field_prose(fields, FIELD_SHORT_TITLE);
    return given.size ? given : title;
}

/* `published` is a date to Pandoc's users and a boolean to Jekyll's: its value decides. */
static struct date published_date(const struct fields *fields) {
    const struct yaml_node *node = field_find(fields, FIELD_PUBLISHED);
    bool boolean;
    if (!node || value_boolean(&boolean, fields, node))
        return (struct date){0};
    return value_date(fields, node);
}

static struct date date_of(const struct fields *fields) {
    struct date date = field_date(fields, FIELD_DATE);
    if (!date.precision)
        date = published_date(fields);
    if (date.precision)
        return date;
    struct file_name name = file_name_read(fields->path, fields->arena);
    if (name.why)
        diag_add(fields->problems, DIAG_ERROR, E_BAD_DATE, (struct diag_place){.path = fields->path},
                 text_format(fields->arena, "the file's name has no possible date: %s", name.why), TEXT(""));
    return name.date;
}

static struct date updated_of(const struct fields *fields, const struct record *record) {
    struct date updated = field_date(fields, FIELD_UPDATED);
    return updated.precision ? updated : record->last;
}

static struct text han_language(const struct fields *fields, struct text language, struct text fallback) {
    struct text given = field_language(fields, FIELD_HAN);
    if (given.size)
        return given;
    return han_is_native(language) ? language : fallback;
}

static void read_summary(struct essay *essay, const struct fields *fields) {
    const struct document *document = essay->thing.source.document;
    essay->thing.summary = field_prose(fields, FIELD_SUMMARY);
    if (essay->thing.summary.size || !essay_is_open(essay))
        return;
    essay->thing.summary = document_text(document, document->excerpt);
    essay->summary_is_excerpt = essay->thing.summary.size > 0;
}

uint32_t reading_minutes(uint32_t words, bool is_han) {
    uint32_t speed = is_han ? HAN_A_MINUTE : WORDS_A_MINUTE;
    return words ? (words + speed / 2) / speed + (words < speed / 2) : 0;
}

static uint32_t minutes_of(const struct essay *essay) {
    bool is_han = text_has_primary_subtag(essay->language, "zh") || text_has_primary_subtag(essay->language, "ja");
    return reading_minutes(essay->thing.source.document->word_count, is_han);
}

/* The kind of variant: a text, or a map with a note. */
static void read_variant(struct loading *loading, struct essay *essay, const struct fields *fields) {
    static const char kinds[] = "translation machine-translation reprint abridgement edited other";
    const struct yaml_node *node = field_find(fields, FIELD_VARIANT);
    essay->variant_of = NONE;
    essay->variant = VARIANT_NONE;
    if (!field_find(fields, FIELD_VARIANT_OF)) {
        if (node && node->kind == YAML_MAP)
            field_error(fields, E_BAD_VALUE, node, TEXT("name the other one: variant_of: SLUG"),
                        "a variant of what is not said");
        return;
    }
    essay->variant = VARIANT_OTHER;
    if (node && node->kind == YAML_MAP) {
        struct fields below = fields_below(fields, node);
        keys_check(&loading->keys, &below, OF_VARIANT);
        essay->variant =
            (uint8_t)(VARIANT_TRANSLATION + field_choice(&below, FIELD_KIND, kinds, VARIANT_OTHER - VARIANT_TRANSLATION));
        essay->variant_note = field_prose(&below, FIELD_NOTE);
    } else if (node) {
        essay->variant =
            (uint8_t)(VARIANT_TRANSLATION + value_choice(fields, node, kinds, VARIANT_OTHER - VARIANT_TRANSLATION));
    }
}

static void read_words(struct loading *loading, struct essay *essay, const struct fields *fields) {
    const struct settings *settings = &loading->site->settings;
    essay->short_title = short_title(fields, essay->thing.title);
#define READ_TEXT(id, member) essay->member = field_prose(fields, FIELD_##id);
    ESSAY_TEXTS(READ_TEXT)
    essay->language = field_language(fields, FIELD_LANGUAGE);
    if (!essay->language.size)
        essay->language = settings->language;
    essay->han = han_language(fields, essay->language, settings->han);
    essay->text = (uint8_t)field_choice(fields, FIELD_TEXT, "full excerpt precis record", TEXT_FULL);
    essay->rights = rights_read(fields);
}

static void check_maps(struct loading *loading, const struct fields *fields) {
    const struct yaml_node *rights = field_find(fields, FIELD_RIGHTS);
    struct fields below = fields_below(fields, rights);
    if (rights)
        keys_check(&loading->keys, &below, OF_RIGHTS);
    keys_check(&loading->keys, fields, THING_ESSAY);
}

/* What is held back for good has no open past; an embargo may end, and then it opens the past with it. */
static bool reads_open_past(const struct essay *essay, const struct fields *fields, bool is_seen) {
    const struct hold *hold = &essay->thing.hold;
    bool is_wanted = field_boolean(fields, FIELD_OPEN_PAST, false);
    if (is_wanted && (hold->is_draft || hold->opens == MOMENT_NEVER))
        diag_add(fields->problems, DIAG_WARNING, W_PAST_NOT_OPENED,
                 yaml_place(fields->path, field_find(fields, FIELD_OPEN_PAST)),
                 TEXT("open_past has no effect, since the essay itself is held back: so is its past"),
                 TEXT("open the essay as well, or take open_past out"));
    return is_wanted && is_seen && !hold->is_draft && essay_is_open(essay);
}

bool essay_read(struct loading *loading, struct thing *thing, const struct content_file *file) {
    struct essay *essay = (struct essay *)thing;
    essay->thing.source = source_of(loading, file->file);
    struct fields fields = source_fields(loading, &essay->thing.source);
    essay->thing.slug = source_slug(loading, file->file, &fields);
    essay->thing.address =
        source_address(loading, &fields, thing_usual_address(THING_ESSAY, essay->thing.slug, loading->arena));
    source_aliases(&essay->thing.aliases, &fields, essay->thing.address);
    essay->thing.title = words_prose(&fields, source_title(loading, file->file, &fields, THING_ESSAY, essay->thing.slug));
    bool is_seen = thing_hold(loading, &essay->thing, &fields, THING_ESSAY);
    essay->date = date_of(&fields);
    if (!essay->date.precision)
        undated_check(&fields);
    essay->updated = updated_of(&fields, &essay->thing.source.record);
    read_words(loading, essay, &fields);
    essay->access = essay->thing.hold.opens > loading->site->today.now ? ACCESS_SUMMARY : ACCESS_PUBLIC;
    if (closing_holds(loading->input->closing, essay))
        essay->access = ACCESS_SUMMARY;
    essay->quotations = (uint8_t)field_choice(&fields, FIELD_QUOTATIONS, "checked unchecked inline",
                                              loading->site->settings.quotations);
    essay->opens_past = reads_open_past(essay, &fields, is_seen);
    read_summary(essay, &fields);
    provenance_read(loading, &essay->provenance, &fields);
    read_variant(loading, essay, &fields);
    essay->reading_minutes = minutes_of(essay);
    check_maps(loading, &fields);
    return is_seen;
}
