/*
 * voices: whose words stand on an essay's page. Whatever says who wrote something asks here: bylines, lists, feeds, citations,
 * heads, books, searches, counts.
 *
 *     if (essay_voice(essay) != VOICE_AUTHORS)
 *         ...                                   // its authors are those "after" whom it was written
 *
 *   the page has                                                                   whose words they are
 *   a whole text; an excerpt; a translation, a reprint, an abridgement,            its authors'
 *   an edited or another version
 *   a precis; the summary of a text that is restricted and appeared elsewhere      the editors', after its authors
 *   a record, which says of a text that is not here what it is                     the editors'
 *   a machine translation                                                          a machine's, after its authors
 *
 * A precis of a machine translation is a precis, a record of one a record, and the summary of a restricted one is the editors'.
 * Such a translation, or a record of it, is
 * never one of its authors' essays, whatever is shown of it.
 */
#ifndef KINDS_VOICES_H
#define KINDS_VOICES_H

#include "kinds/site.h"

enum essay_form {
    FORM_OF_WHOLE,
    FORM_OF_SUMMARY,
    FORM_OF_PRECIS,
    FORM_OF_RECORD,
    FORM_OF_MACHINE,
    FORM_OF_EXCERPT,
    FORM_OF_TRANSLATION,
    FORM_OF_REPRINT,
    FORM_OF_ABRIDGEMENT,
    FORM_OF_EDITED,
    FORM_OF_OTHER,
    ESSAY_FORMS
};

enum voice { VOICE_AUTHORS, VOICE_EDITORS, VOICE_MACHINE };

enum essay_form essay_form(const struct essay *essay);
enum voice essay_voice(const struct essay *essay);

/* Whether it was published before this reader had it, as far as its source says. */
bool essay_has_appeared(const struct essay *essay);

/* A translation by a machine, or a record of one: they are listed under their own kind. */
bool essay_is_by_machine(const struct essay *essay);

/* Tells of each precis, excerpt and summary that neither says where its original can be read nor that it cannot: W478. */
void originals_tell_missing(const struct site *site, struct diag *problems);

#endif
