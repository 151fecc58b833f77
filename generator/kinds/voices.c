#include "kinds/voices.h"

#include "kinds/loading.h"

bool essay_has_appeared(const struct essay *essay) {
    const struct provenance *source = &essay->provenance;
    return source->publication != NONE || source->url.size || source->doi.size || source->isbn.size || source->publisher.size;
}

bool essay_is_by_machine(const struct essay *essay) {
    return essay->variant == VARIANT_MACHINE_TRANSLATION && essay->text != TEXT_PRECIS;
}

static enum essay_form form_of_text(const struct essay *essay) {
    static const uint8_t variants[] = {
        [VARIANT_NONE] = FORM_OF_WHOLE,
        [VARIANT_TRANSLATION] = FORM_OF_TRANSLATION,
        [VARIANT_MACHINE_TRANSLATION] = FORM_OF_MACHINE,
        [VARIANT_REPRINT] = FORM_OF_REPRINT,
        [VARIANT_ABRIDGEMENT] = FORM_OF_ABRIDGEMENT,
        [VARIANT_EDITED] = FORM_OF_EDITED,
        [VARIANT_OTHER] = FORM_OF_OTHER,
    };
    if (essay->text == TEXT_PRECIS || essay->text == TEXT_RECORD)
        return essay->text == TEXT_PRECIS ? FORM_OF_PRECIS : FORM_OF_RECORD;
    return essay->text == TEXT_EXCERPT && !essay_is_by_machine(essay) ? FORM_OF_EXCERPT : variants[essay->variant];
}

enum essay_form essay_form(const struct essay *essay) {
    enum essay_form form = form_of_text(essay);
    bool is_summary = !essay_is_open(essay) && (essay_has_appeared(essay) || form != FORM_OF_WHOLE);
    return is_summary ? FORM_OF_SUMMARY : form;
}

enum voice essay_voice(const struct essay *essay) {
    static const uint8_t voices[ESSAY_FORMS] = {
        [FORM_OF_SUMMARY] = VOICE_EDITORS,
        [FORM_OF_PRECIS] = VOICE_EDITORS,
        [FORM_OF_RECORD] = VOICE_EDITORS,
        [FORM_OF_MACHINE] = VOICE_MACHINE,
    };
    return voices[essay_form(essay)];
}

/* Who wants to read all of it must look elsewhere. */
static bool is_part_of_original(const struct essay *essay) {
    enum essay_form form = essay_form(essay);
    return essay->variant_of == NONE &&
           (form == FORM_OF_PRECIS || form == FORM_OF_RECORD || form == FORM_OF_EXCERPT || form == FORM_OF_SUMMARY);
}

static bool says_where(const struct provenance *source) {
    return source->url.size || source->doi.size || source->is_not_public;
}

/* Where `source` is written, or else what the text is; the file, where another one says that of all in its folder. */
static struct diag_place place_of_source(const struct source *source, struct arena *arena) {
    struct diag unheard = {0};
    struct fields fields = fields_of_document(source->document, source->path, &unheard, arena);
    const struct yaml_node *node = field_find(&fields, FIELD_SOURCE);
    node = node ? node : field_find(&fields, FIELD_TEXT);
    diag_free(&unheard);
    return node ? yaml_place(source->path, node) : (struct diag_place){.path = source->path};
}

void originals_tell_missing(const struct site *site, struct diag *problems) {
    for (uint32_t i = 0; i < site->essay_count; i++) {
        const struct essay *essay = &site->essays[i];
        if (is_part_of_original(essay) && !says_where(&essay->provenance))
            diag_add(
                problems, DIAG_WARNING, W_NO_ORIGINAL, place_of_source(&essay->thing.source, &problems->arena),
                TEXT("where the original can be read is not said"),
                TEXT("say it: source: {url: https://...} or {doi: ...}; or that it cannot be: {availability: no public copy}"));
    }
}

static uint32_t author_named(const struct site *site, struct text name) {
    for (uint32_t i = 0; i < site->author_count; i++)
        if (text_equal_ignoring_case(site->authors[i].thing.title, name) || texts_has(&site->authors[i].thing.also, name))
            return i;
    return NONE;
}

void editors_load(struct loading *loading) {
    struct site *site = loading->site;
    const struct menu_items *editors = &site->settings.editors;
    site->editors = arena_array(loading->arena, uint32_t, editors->count);
    for (size_t i = 0; i < editors->count; i++)
        site->editors[i] = author_named(site, editors->items[i].title);
}
