#include "connect/quotations.h"

#include "base/array.h"
#include "base/remembered.h"
#include "base/utf8.h"
#include "compare/quotation.h"
#include "connect/quoted_texts.h"
#include "history/versions.h"
#include "kinds/saved.h"

#include <string.h>

/* A text that is quoted stays until so many others were read: a large reader has more than there is room for. */
enum { TEXTS_KEPT = 64 };

struct quotations_loading {
    struct quoted_texts texts;
    struct arena texts_arena, arena; /* the latter of one quotation */
    struct digest references;        /* of all that old texts may refer to, once it is asked for */
    bool has_references;
};

/* A quotation that is being checked. */
struct quoting {
    struct loading *loading;
    const struct referrer *from;
    const struct doc_quotation *quotation;
    struct quotation_said *said;
    struct text title; /* of what it is of */
    struct quotable words;
    bool is_closed; /* what it is of may not be shown */
    struct quoted_texts *texts;
    struct arena *arena; /* of the texts that are compared */
};

/* Told ------------------------------------------------------------------------------------------------------------------------
 */

/* Line `number` of the file that is being checked; "" when it cannot be read. */
static struct text line_of(const struct quoting *q, uint32_t number, struct arena *scratch) {
    const struct tree *tree = q->loading->input->tree;
    struct tree_trouble trouble;
    struct text bytes, line = {0};
    size_t index = tree_find(tree, q->from->source->path);
    if (index == SIZE_MAX || !tree->read(tree, index, &bytes, &trouble, scratch))
        return line;
    for (uint32_t i = 0; i < number; i++)
        if (!text_cut(&line, &bytes, '\n'))
            return (struct text){0};
    return line;
}

/* What it is of, as it is written. */
static struct diag_place place_of(const struct quoting *q) {
    const struct doc_quotation *quotation = q->quotation;
    return (struct diag_place){q->from->source->path, quotation->of_line, quotation->of_column, quotation->of_width};
}

/* The word at `at` of the quotation, in its file. Where the line does not have it as it is shown, the line is told. */
static struct diag_place place_in(const struct quoting *q, size_t at) {
    if (q->quotation->is_inline)
        return place_of(q);
    struct diag_place place = {.path = q->from->source->path, .line = q->quotation->line, .column = 1};
    struct text words = q->words.text;
    size_t end = at, from = 0;
    while (end < words.size && !strchr(" \n", words.bytes[end]))
        end++;
    for (size_t i = 0; i < at && i < words.size; i++) {
        place.line += words.bytes[i] == '\n';
        from = words.bytes[i] == '\n' ? i + 1 : from;
    }
    struct arena scratch = {0};
    struct text line = line_of(q, place.line, &scratch), word = text_slice(words, at, end);
    size_t found = text_find(line, text_slice(words, from, end), 0);
    found = found < line.size ? found + (at - from) : text_find(line, word, 0);
    if (word.size && found < line.size) {
        place.column = (uint32_t)utf8_count(text_slice(line, 0, found)) + 1;
        place.width = (uint32_t)utf8_count(word);
    }
    arena_free(&scratch);
    return place;
}

static void tell(const struct quoting *q, enum diag_level level, const char *code, struct diag_place place, struct text message,
                 struct text help) {
    diag_add(q->loading->problems, level, code, place, message, help);
}

static struct text where(const struct quoting *q, const struct quoted_text *text, size_t at) {
    return text_format(q->loading->arena, "%.*s:%u", TEXT_ARGS(text->path), (unsigned)quoted_text_line(text, at));
}

/* Nothing of a text that is held back may be said: neither its words, nor which of the quotation's it has. */
static void tell_closed(const struct quoting *q) {
    tell(q, DIAG_ERROR, E_QUOTATION_ABSENT, place_in(q, 0),
         text_format(q->loading->arena, "this does not stand in \"%.*s\", which is held back", TEXT_ARGS(q->title)),
         TEXT("compare it with that text yourself: no word of it is shown here; {check=no} behind what it is of leaves it "
              "unchecked"));
}

static void tell_differs(const struct quoting *q, const struct quoted_text *text, const struct quotation_found *found) {
    struct arena *arena = q->loading->arena;
    tell(q, DIAG_ERROR, E_QUOTATION_DIFFERS, place_in(q, found->quoted.start),
         text_format(arena, "\"%.*s\" does not say this; the source has: %.*s", TEXT_ARGS(q->title),
                     TEXT_ARGS(found->difference)),
         text_format(arena, "[-…-] stands in %.*s and {+…+} here; what is left out is …, and what is put in [words]",
                     TEXT_ARGS(where(q, text, found->source.start))));
}

static void tell_absent(const struct quoting *q, const struct quotation_found *found) {
    bool is_disordered = found->outcome == QUOTATION_DISORDERED;
    tell(q, DIAG_ERROR, E_QUOTATION_ABSENT, place_in(q, found->quoted.start),
         text_format(q->loading->arena,
                     is_disordered ? "its parts do not stand in \"%.*s\" in this order" : "this does not stand in \"%.*s\"",
                     TEXT_ARGS(q->title)),
         is_disordered ? TEXT("quote them one by one, or in the order in which they stand there")
                       : TEXT("name the text that has it; {check=no} behind what it is of leaves it unchecked"));
}

static void tell_wordless(const struct quoting *q, const struct quotation_found *found) {
    bool is_long = found->outcome == QUOTATION_TOO_MANY;
    tell(q, DIAG_ERROR, E_QUOTATION_WORDLESS, place_in(q, 0),
         is_long ? TEXT("this quotation has more ellipses and brackets than can be checked")
                 : TEXT("this quotation has no word that could be checked"),
         TEXT("write {check=no} behind what it is of"));
}

static void tell_failure(const struct quoting *q, const struct quoted_text *text, const struct quotation_found *found) {
    if (found->outcome == QUOTATION_WORDLESS || found->outcome == QUOTATION_TOO_MANY)
        tell_wordless(q, found);
    else if (q->is_closed)
        tell_closed(q);
    else if (found->outcome == QUOTATION_DIFFERS)
        tell_differs(q, text, found);
    else
        tell_absent(q, found);
}

static void warn_of_tie(const struct quoting *q, struct quoted_text *text, const struct quotation_found *found) {
    struct arena *arena = q->loading->arena;
    struct text help = TEXT("quote more of it, so that it stands there once");
    if (text->kind == THING_ESSAY && !q->is_closed) {
        struct text first = quoted_text_anchor(text, q->loading->site, quoted_text_block(text, found->source.start), arena);
        struct text second = quoted_text_anchor(text, q->loading->site, quoted_text_block(text, found->another.start), arena);
        help = text_format(arena, "name the passage: #%.*s or #%.*s", TEXT_ARGS(first), TEXT_ARGS(second));
    }
    tell(q, DIAG_WARNING, W_QUOTATION_TIED, place_of(q),
         text_format(arena, "this stands in \"%.*s\" more than once", TEXT_ARGS(q->title)), help);
}

static void warn_of_place(const struct quoting *q) {
    struct arena *arena = q->loading->arena;
    struct text anchor = q->said->place.anchor;
    tell(q, DIAG_WARNING, W_QUOTATION_ELSEWHERE, place_of(q),
         text_format(arena, "this stands in another passage of \"%.*s\"", TEXT_ARGS(q->title)),
         anchor.size ? text_format(arena, "it stands at #%.*s", TEXT_ARGS(anchor)) : TEXT("name the place where it stands"));
}

static void warn_of_older(const struct quoting *q, const struct version *version) {
    struct arena *arena = q->loading->arena;
    const struct history *history = q->loading->site->history;
    struct date when = history->commits[history->revisions[version->revision].commit].when;
    when.precision = DATE_DAY;
    tell(q, DIAG_WARNING, W_QUOTATION_OLDER, place_in(q, 0),
         text_format(arena, "\"%.*s\" has been reworded since: this stood there on %.*s", TEXT_ARGS(q->title),
                     TEXT_ARGS(date_iso(when, arena))),
         TEXT("quote what it says today, or leave it: its page says of which day the text is"));
}

/* Recorded --------------------------------------------------------------------------------------------------------------------
 */

static void tell_unrecorded(const struct quoting *q) {
    tell(q, DIAG_ERROR, E_QUOTATION_UNRECORDED, place_in(q, 0),
         text_format(q->loading->arena, "this quotation of \"%.*s\" is not the one that was recorded", TEXT_ARGS(q->title)),
         TEXT("where that text is, run colophon check --record, and commit " QUOTATIONS_LOCK_PATH));
}

/* Of a text that is not here: what was found where it was. */
static void check_recorded(const struct quoting *q, const struct saved_text *saved) {
    const struct site *site = q->loading->site;
    struct digest quotation = quotation_digest(q->words.text, q->arena);
    const struct recorded_quotation *recorded = quotation_list_find(site->recorded, saved->name, quotation);
    if (!recorded) {
        tell_unrecorded(q);
        return;
    }
    q->said->verdict = QUOTATION_RECORDED;
    *array_add(site->quoted, q->loading->arena) = *recorded;
}

static void note_quoted(const struct quoting *q, const struct quoted_text *text, const struct quotation_found *found) {
    const struct saved_text *saved = &q->loading->site->saved->items[text->number];
    *array_add(q->loading->site->quoted, q->loading->arena) =
        (struct recorded_quotation){.name = saved->name,
                                    .quotation = quotation_digest(q->words.text, q->arena),
                                    .source = digest_of(text->words.text),
                                    .line = quoted_text_line(text, found->source.start),
                                    .url = saved->url};
}

/* Found -----------------------------------------------------------------------------------------------------------------------
 */

static void stands(const struct quoting *q, struct quoted_text *text, const struct quotation_found *found,
                   const struct target *target) {
    const struct site *site = q->loading->site;
    uint32_t block = quoted_text_block(text, found->source.start);
    q->said->verdict = QUOTATION_VERIFIED;
    if (target->kind == THING_SAVED)
        note_quoted(q, text, found);
    if (q->is_closed || target->kind == THING_SAVED)
        return;
    q->said->place = (struct target){.kind = target->kind, .number = target->number, .address = target->address};
    if (target->kind == THING_ESSAY && block != NONE)
        q->said->place.anchor = quoted_text_anchor(text, site, block, q->loading->arena);
}

/* Older texts -----------------------------------------------------------------------------------------------------------------
 */

static bool may_be_seen(const struct version *version) {
    return !version->is_draft && !version->is_closed && version->kind != VERSION_WITHDRAWN && version->revision != NONE;
}

static bool stands_in(const struct quoting *q, const struct essay *essay, size_t index) {
    struct version_text text;
    struct quotation_found found;
    struct quotable words;
    struct arena scratch = {0};
    const struct site *site = q->loading->site;
    if (!versions_text(&text, site, essay, index, &scratch))
        return false;
    struct targets targets = references_of_old(site, essay, text.document, essay->versions->items[index].path, &scratch);
    quotable_read(&words, quoted_words(NULL, site, text.document, text.body, &targets, &scratch), &scratch);
    quotation_find(&found, &q->words, &words, &(struct quotation_range){0, SIZE_MAX}, &scratch);
    arena_free(&scratch);
    return found.outcome == QUOTATION_STANDS || found.outcome == QUOTATION_TIED;
}

static struct digest references_of(const struct quoting *q) {
    struct quotations_loading *quotations = q->loading->quotations;
    if (!quotations->has_references)
        quotations->references = references_digest(q->loading->site);
    quotations->has_references = true;
    return quotations->references;
}

/* Of all that decides in which of an essay's older texts a quotation stands. */
static struct digest older_key(const struct quoting *q, const struct essay *essay) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("quoted in older texts"));
    hasher_add_text(&hasher, q->words.text);
    hasher_add_digest(&hasher, references_of(q));
    for (size_t i = 0; i + 1 < essay->versions->count; i++) {
        const struct version *version = &essay->versions->items[i];
        hasher_add_text(&hasher, text_of(version->blob.hex));
        hasher_add_number(&hasher, (uint64_t)may_be_seen(version) << 32 | version->brought_by);
    }
    return hasher_end(&hasher);
}

static uint32_t find_older(const struct quoting *q, const struct essay *essay) {
    const struct versions *versions = essay->versions;
    for (size_t i = versions->count - 1; i-- > 0;)
        if (may_be_seen(&versions->items[i]) && versions->items[i].brought_by == i && stands_in(q, essay, i))
            return (uint32_t)i;
    return NONE;
}

/* The newest of an essay's older texts that has the words, which none of today's has; NONE. */
static uint32_t older_text(const struct quoting *q, const struct essay *essay) {
    struct remembered *remembered = q->loading->site->remembered;
    struct text bytes;
    uint32_t version;
    if (q->is_closed || q->loading->site->settings.history == HISTORY_OFF || essay->versions->count < 2)
        return NONE;
    struct digest key = older_key(q, essay);
    if (remembered_find(remembered, &bytes, key) && bytes.size == sizeof version) {
        memcpy(&version, bytes.bytes, sizeof version);
        return version == NONE || version + 1 < essay->versions->count ? version : NONE;
    }
    version = find_older(q, essay);
    remembered_add(remembered, key, (struct text){(const char *)&version, sizeof version});
    return version;
}

static bool stood(const struct quoting *q, const struct target *target) {
    if (target->kind != THING_ESSAY)
        return false;
    const struct essay *essay = &q->loading->site->essays[target->number];
    uint32_t version = older_text(q, essay);
    if (version == NONE)
        return false;
    q->said->verdict = QUOTATION_OLDER;
    q->said->version = version;
    q->said->place = (struct target){.kind = THING_ESSAY, .number = target->number};
    warn_of_older(q, &essay->versions->items[version]);
    return true;
}

/* What it is of --------------------------------------------------------------------------------------------------------------
 */

static void check(struct quoting *q, const struct target *target) {
    struct quoted_text *text = quoted_text_of(q->texts, q->loading, target);
    struct quotation_range meant = {0, SIZE_MAX};
    struct quotation_found found;
    bool is_placed = text && target->anchor.size && quoted_text_range(&meant, text, q->loading->site, target->anchor);
    if (!text)
        return;
    quotation_find(&found, &q->words, &text->words, &meant, q->arena);
    if (found.outcome != QUOTATION_STANDS && found.outcome != QUOTATION_TIED) {
        if (found.outcome == QUOTATION_WORDLESS || found.outcome == QUOTATION_TOO_MANY || !stood(q, target))
            tell_failure(q, text, &found);
        return;
    }
    stands(q, text, &found, target);
    if (found.outcome == QUOTATION_TIED)
        warn_of_tie(q, text, &found);
    else if (is_placed && !q->is_closed && (found.source.start < meant.start || found.source.end > meant.end))
        warn_of_place(q);
}

/* The first key of "[see @doe99, p. 33; @roe04]". */
static struct text key_of(struct text citation) {
    size_t from = text_find_char(citation, '@', 0) + 1, to;
    bool is_braced = from < citation.size && citation.bytes[from] == '{';
    from += is_braced;
    for (to = from; to < citation.size && !strchr(is_braced ? "}" : " ,;]{", citation.bytes[to]);)
        to++;
    return text_slice(citation, from, to);
}

static struct target of_saved(uint32_t number) {
    return number == NONE ? (struct target){.kind = THING_NONE} : (struct target){.kind = THING_SAVED, .number = number};
}

/* The text of a work: a saved one that has its key as name, or says its address; or an essay that is this text, whole. */
static struct target text_of_work(const struct quoting *q, struct text key) {
    const struct site *site = q->loading->site;
    const struct known_work *known = work_known(q->loading, key);
    const struct site_work *work = known && known->number != NONE ? &site->works[known->number] : NULL;
    uint32_t saved = saved_named(site, key);
    if (saved == NONE && work)
        saved = saved_at(site, work->cited->texts[WORK_URL]);
    if (saved == NONE && work && work->cited->texts[WORK_DOI].size)
        saved = saved_at(site, text_join(q->arena, TEXT("https://doi.org/"), work->cited->texts[WORK_DOI]));
    bool is_here = saved == NONE && work && work->essay != NONE && site->essays[work->essay].text == TEXT_FULL;
    return is_here ? (struct target){.kind = THING_ESSAY, .number = work->essay} : of_saved(saved);
}

/* Where it leads as it is written; THING_NONE where that is nothing that has been read. */
static struct target target_of(const struct quoting *q) {
    const struct source *source = q->from->source;
    struct text written = document_text(source->document, q->quotation->target);
    switch ((enum quotation_of)q->quotation->of) {
    case QUOTED_REFERENCE: return source->targets.items[q->quotation->reference];
    case QUOTED_ADDRESS: return of_saved(saved_at(q->loading->site, written));
    case QUOTED_KEY: return text_of_work(q, key_of(written));
    }
    return (struct target){.kind = THING_NONE};
}

/* At another site, for `cite`. */
static struct text url_of(const struct quoting *q, const struct target *target) {
    if (target->kind == THING_SAVED)
        return q->loading->site->saved->items[target->number].url;
    struct text address = document_text(q->from->source->document, q->quotation->target);
    return q->quotation->of == QUOTED_ADDRESS ? address : (struct text){0};
}

static bool is_own(const struct quoting *q, const struct target *target) {
    return target->kind == q->from->kind && target->number == q->from->number;
}

static uint8_t checking_of(const struct loading *loading, const struct referrer *from) {
    return from->kind == THING_ESSAY ? loading->site->essays[from->number].quotations : loading->site->settings.quotations;
}

/* Whether visitors see the text of what is quoted: a draft is none of that, where it is built, too. */
static bool is_held(const struct site *site, const struct target *target) {
    const struct source *source = target->kind == THING_SAVED ? NULL : thing_source(site, target->kind, target->number);
    bool is_held = target->kind == THING_ESSAY && !essay_is_open(&site->essays[target->number]);
    for (size_t i = 0; source && i < site->held.count && !is_held; i++)
        is_held = text_equal(site->held.items[i].path, source->path);
    return is_held;
}

static void check_one(struct quoting *q) {
    const struct site *site = q->loading->site;
    uint8_t checking = checking_of(q->loading, q->from);
    if (q->quotation->is_inline && checking != QUOTATIONS_INLINE)
        return;
    struct target target = target_of(q);
    q->said->url = url_of(q, &target);
    if (target.kind == THING_NONE)
        return;
    if (target.kind != THING_SAVED)
        q->said->place = target;
    bool is_unchecked = q->quotation->is_unchecked || checking == QUOTATIONS_UNCHECKED;
    bool has_text = target.kind == THING_SAVED || target.kind < THING_KINDS;
    if (is_unchecked || !has_text || is_own(q, &target))
        return;
    struct text words = document_text(q->from->source->document, q->quotation->words);
    quotable_read(&q->words, quoted_said(site, q->from->source, words, q->arena), q->arena);
    q->title = site_title(site, target.kind, target.number);
    q->is_closed = is_held(site, &target);
    const struct saved_text *saved = target.kind == THING_SAVED ? &site->saved->items[target.number] : NULL;
    if (saved && saved->file == NONE)
        check_recorded(q, saved);
    else
        check(q, &target);
}

static void make_room(struct quotations_loading *quotations) {
    arena_free(&quotations->arena);
    if (quotations->texts.count < TEXTS_KEPT)
        return;
    arena_free(&quotations->texts_arena);
    quotations->texts = (struct quoted_texts){.arena = &quotations->texts_arena};
}

static void check_all(struct loading *loading, const struct referrer *from) {
    const struct document *document = from->source->document;
    uint32_t count = document->quotations.count;
    if (!count)
        return;
    from->source->quotations = arena_array(loading->arena, struct quotation_said, count);
    for (uint32_t i = 0; i < count; i++) {
        struct quoting quoting = {
            .loading = loading,
            .from = from,
            .quotation = &DOC_ITEMS(document, quotations, struct doc_quotation)[i],
            .said = &from->source->quotations[i],
            .texts = &loading->quotations->texts,
            .arena = &loading->quotations->arena,
        };
        make_room(loading->quotations);
        check_one(&quoting);
    }
}

void quotations_load(struct loading *loading) {
    struct quotations_loading quotations = {0};
    if (loading->site->is_edition)
        return;
    quotations.texts.arena = &quotations.texts_arena;
    loading->quotations = &quotations;
    each_referrer(loading, check_all);
    loading->quotations = NULL;
    arena_free(&quotations.arena);
    arena_free(&quotations.texts_arena);
}
