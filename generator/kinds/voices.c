#include "kinds/voices.h"

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
    if (essay->text == TEXT_PRECIS)
        return FORM_OF_PRECIS;
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
        [FORM_OF_MACHINE] = VOICE_MACHINE,
    };
    return voices[essay_form(essay)];
}
