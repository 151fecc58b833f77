#include "kinds/loading.h"

#include "base/array.h"
#include "base/buffer.h"

/*
 * References turned round. Referrers come in the order in which backlinks are shown, so each is simply added at the end. The
 * home page refers to nearly everything and is nobody's source: it is left out.
 */

static struct backlinks *backlinks_of(struct site *site, const struct target *target) {
    bool is_cited = target->kind < THING_KINDS && thing_words[target->kind].is_cited;
    return is_cited ? &thing_to_fill(site, target->kind, target->number)->backlinks : NULL;
}

static struct text title_of(const struct loading *loading, const struct source *source, uint32_t index) {
    const struct document *document = source->document;
    if (index >= source->targets.count)
        return TEXT("");
    const struct target *target = &source->targets.items[index];
    if (target->kind != THING_NONE && target->kind != THING_MEDIA)
        return site_title(loading->site, target->kind, target->number);
    return document_text(document, DOC_ITEMS(document, references, struct doc_reference)[index].target);
}

static uint32_t index_of(struct text digits) {
    uint32_t index = 0;
    for (size_t i = 0; i < digits.size && i < 9; i++)
        index = index * 10 + (uint32_t)(digits.bytes[i] - '0');
    return index;
}

/* Puts the titles of what is referred to where the parser could only leave marks. */
static struct text with_titles(const struct loading *loading, const struct source *source, struct text sentence) {
    if (text_find_char(sentence, '\x1f', 0) == sentence.size)
        return sentence;
    struct buffer out = {0};
    struct text part, rest = sentence;
    for (bool mark = false; text_cut(&part, &rest, '\x1f'); mark = !mark)
        buffer_add(&out, mark ? title_of(loading, source, index_of(part)) : part);
    struct text whole = text_copy(buffer_text(&out), loading->arena);
    buffer_free(&out);
    return whole;
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

static void add_backlink(struct loading *loading, const struct referrer *from, const struct doc_reference *reference,
                         const struct target *target) {
    struct backlinks *backlinks = backlinks_of(loading->site, target);
    if (!backlinks || (target->kind == from->kind && target->number == from->number))
        return;
    const struct document *document = from->source->document;
    struct backlink backlink = {.kind = from->kind, .number = from->number, .anchor = target->anchor, .passage = NO_PASSAGE};
    if (from->open) {
        backlink.sentence = with_titles(loading, from->source, document_text(document, reference->sentence));
        backlink.heading = document_text(document, reference->heading);
        backlink.passage = reference->passage;
    }
    if (!is_enough(backlinks, &backlink))
        *array_add(backlinks, loading->arena) = backlink;
}

static void turn_round(struct loading *loading, const struct referrer *from) {
    if (from->kind == THING_HOME)
        return;
    const struct doc_reference *references = DOC_ITEMS(from->source->document, references, struct doc_reference);
    for (size_t i = 0; i < from->source->targets.count; i++)
        add_backlink(loading, from, &references[i], &from->source->targets.items[i]);
}

void backlinks_load(struct loading *loading) {
    each_referrer(loading, turn_round);
}
