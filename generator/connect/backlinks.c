#include "connect/citing.h"
#include "kinds/loading.h"

#include "base/array.h"
#include "base/buffer.h"
#include "read/document/prose.h"

/*
 * References turned round. Referrers come in the order in which backlinks are shown, so each is simply added at the end. The
 * home page refers to nearly everything and is nobody's source: it is left out.
 */

static struct backlinks *backlinks_of(struct site *site, const struct target *target) {
    bool is_cited = target->kind < THING_KINDS && thing_words[target->kind].is_cited;
    return is_cited ? &thing_to_fill(site, target->kind, target->number)->backlinks : NULL;
}

/* A text, and what it cites. */
struct turning {
    struct loading *loading;
    const struct source *source;
    const struct text *words; /* of its citations, by reference; NULL */
    struct text language;
};

/* The words of a citation; as it was written, where one of its works is unknown. */
static struct text citation_of(const struct turning *turning, const struct doc_reference *reference, uint32_t index) {
    struct text words = turning->words ? turning->words[index] : TEXT("");
    return words.size ? words : document_text(turning->source->document, reference->label);
}

static struct text title_of(const struct turning *turning, uint32_t index) {
    const struct loading *loading = turning->loading;
    const struct source *source = turning->source;
    const struct document *document = source->document;
    if (index >= source->targets.count)
        return TEXT("");
    const struct doc_reference *reference = &DOC_ITEMS(document, references, struct doc_reference)[index];
    if (reference->form == FORM_CITATION)
        return citation_of(turning, reference, index);
    const struct target *target = &source->targets.items[index];
    if (target->kind == THING_NONE || target->kind == THING_MEDIA)
        return document_text(document, reference->target);
    struct text title = site_title(loading->site, target->kind, target->number);
    struct title_place place = {.kind = (uint8_t)site_title_kind(loading->site, target->kind, target->number),
                                .standing = reference->standing,
                                .is_plain = true,
                                .language = turning->language};
    struct shown_title titled = title_in_sentence(title, &place, loading->arena);
    return text_format(loading->arena, "%.*s%.*s%.*s", TEXT_ARGS(titled.opens), TEXT_ARGS(titled.words),
                       TEXT_ARGS(titled.closes));
}

static void show_title(struct buffer *out, uint32_t reference, const void *turning) {
    buffer_add(out, title_of(turning, reference));
}

/* More sentences of one text on one thing than this are left out: nobody reads them, and each costs a look at all others. */
enum { SENTENCES_MOST = 100 };

/* Whether the same referrer has been added with the same sentence, or too often. Its entries stand together at the end. */
static bool is_enough(const struct backlinks *backlinks, const struct backlink *backlink) {
    size_t seen = 0;
    for (size_t i = backlinks->count; i-- > 0 && seen < SENTENCES_MOST; seen++) {
        const struct backlink *other = &backlinks->items[i];
        if (other->kind != backlink->kind || other->number != backlink->number)
            return false;
        if (text_equal(other->sentence, backlink->sentence))
            return true;
    }
    return seen == SENTENCES_MOST;
}

/* A citation alone in a cell, or in a note, has no sentence: then it stands for one. */
static struct text sentence_of(const struct turning *turning, const struct doc_reference *reference) {
    const struct document *document = turning->source->document;
    struct text sentence =
        prose_filled(document_text(document, reference->sentence), show_title, turning, turning->loading->arena);
    if (sentence.size || reference->form != FORM_CITATION)
        return sentence;
    while (!reference->label.size)
        reference--;
    return citation_of(turning, reference, (uint32_t)(reference - DOC_ITEMS(document, references, struct doc_reference)));
}

static void add_backlink(const struct turning *turning, const struct referrer *from, const struct doc_reference *reference,
                         const struct target *target) {
    struct loading *loading = turning->loading;
    struct backlinks *backlinks = backlinks_of(loading->site, target);
    if (!backlinks || (target->kind == from->kind && target->number == from->number))
        return;
    const struct document *document = from->source->document;
    struct backlink backlink = {.kind = from->kind, .number = from->number, .anchor = target->anchor, .passage = NO_PASSAGE};
    if (from->open) {
        backlink.sentence = sentence_of(turning, reference);
        backlink.heading = document_text(document, reference->heading);
        backlink.passage = reference->passage;
    }
    if (!is_enough(backlinks, &backlink))
        *array_add(backlinks, loading->arena) = backlink;
}

/* The essay whose source a work is: who cites the one cites the other. */
static struct target essay_of_work(const struct site *site, const struct target *target) {
    uint32_t essay = target->kind == THING_WORK ? site->works[target->number].essay : NONE;
    return essay == NONE ? (struct target){.kind = THING_NONE} : (struct target){.kind = THING_ESSAY, .number = essay};
}

/* The beginning of a text that is open, which stands for it on other pages. */
static void show_excerpt(const struct turning *turning, const struct referrer *from) {
    struct text excerpt = document_text(turning->source->document, turning->source->document->excerpt);
    struct site *site = turning->loading->site;
    if (from->open)
        from->source->excerpt = prose_filled(excerpt, show_title, turning, turning->loading->arena);
    if (from->kind == THING_ESSAY && site->essays[from->number].summary_is_excerpt)
        site->essays[from->number].thing.summary = from->source->excerpt;
}

static void turn_round(struct loading *loading, const struct referrer *from) {
    const struct doc_reference *references = DOC_ITEMS(from->source->document, references, struct doc_reference);
    const struct source *source = from->source;
    const struct site *site = loading->site;
    struct turning turning = {loading, source, citing_words(site, source, loading->arena),
                              from->kind == THING_ESSAY ? site->essays[from->number].language : site->settings.language};
    show_excerpt(&turning, from);
    if (from->kind == THING_HOME)
        return;
    for (size_t i = 0; i < source->targets.count; i++) {
        const struct target *target = &source->targets.items[i];
        struct target essay = essay_of_work(loading->site, target);
        add_backlink(&turning, from, &references[i], target);
        if (essay.kind != THING_NONE)
            add_backlink(&turning, from, &references[i], &essay);
    }
}

void backlinks_load(struct loading *loading) {
    each_referrer(loading, turn_round);
}
