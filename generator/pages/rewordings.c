#include "pages/rewordings.h"

#include "compare/passages.h"
#include "compare/rows.h"
#include "compare/word_diff.h"
#include "compose/links.h"
#include "pages/old_text.h"
#include "read/no_break.h"

/* As many words of a wording are told. */
enum { MOST_WORDS = 300 };

/* A text as it read, with the words that its references get. */
struct old_reading {
    struct old_text text;
    struct passages passages;
    uint32_t *reference_at; /* of each word: the reference that begins with it, or NONE */
};

struct note_writing {
    const struct noting *noting;
    struct passages now;
    struct old_reading **olds; /* by version, once they are read */
    struct arena *arena;
};

/* The words of a reference have no bytes: the first of them stands for all that it shows. */
static uint32_t *references_by_word(const struct passages *passages, struct arena *arena) {
    const struct doc_run *runs = DOC_ITEMS(passages->body, runs, struct doc_run);
    const struct doc_format *formats = DOC_ITEMS(passages->body, formats, struct doc_format);
    uint32_t *reference_at = arena_array(arena, uint32_t, passages->word_count);
    for (size_t i = 0; i < passages->word_count; i++)
        reference_at[i] = NONE;
    for (uint32_t i = 0; i < passages->body->runs.count; i++)
        if (runs[i].kind == RUN_REFERENCE && runs[i].format != NONE && passages->run_words[i] < passages->run_words[i + 1])
            reference_at[passages->run_words[i]] = formats[runs[i].format].reference;
    return reference_at;
}

static const struct old_reading *read_old(struct note_writing *writing, uint32_t version) {
    const struct noting *noting = writing->noting;
    const struct gather_place place = {
        .address = noting->essay->thing.address, .root = noting->root, .for_disk = noting->for_disk};
    const struct reading reading = {noting->from->plan, NULL, noting->essay, &place};
    if (writing->olds[version])
        return writing->olds[version];
    struct old_reading *old = arena_new(writing->arena, struct old_reading);
    if (!old_text_read(&old->text, &reading, version, writing->arena))
        return NULL;
    passages_of(&old->passages, old->text.text.document, old->text.text.body, writing->arena);
    old->reference_at = references_by_word(&old->passages, writing->arena);
    return writing->olds[version] = old;
}

static struct diff_words words_of(const struct passages *passages, uint32_t index, struct arena *arena) {
    const struct passage *passage = &passages->items[index];
    struct diff_word *items = arena_array(arena, struct diff_word, passage->words);
    for (uint32_t i = 0; i < passage->words; i++)
        items[i] = rows_diff_word(&passages->words[passage->first_word + i], passages->text);
    return (struct diff_words){items, passage->words};
}

/* Whether half of the old words are still there. */
static bool is_mostly_kept(const struct diff_runs *runs, const struct diff_words *old) {
    uint32_t all = 0, kept = 0;
    for (size_t i = 0; i < runs->count; i++)
        for (uint32_t w = runs->items[i].old_from; w < runs->items[i].old_to; w++) {
            all += !old->items[w].is_mark;
            kept += !old->items[w].is_mark && runs->items[i].same;
        }
    return kept * 2 >= all;
}

/* What a visitor read: of a reference the words that it got. The mark of a note is none. */
static struct text read_word(const struct old_reading *old, uint32_t index) {
    const struct passages *passages = &old->passages;
    const struct passage_word *word = &passages->words[index];
    if (word->kind == WORD_NOTE)
        return (struct text){0};
    if (old->reference_at[index] != NONE)
        return filling_label(old->reference_at[index], &old->text.filling);
    return text_slice(passages->text, word->start, word->end);
}

static void write_words(struct buffer *out, const struct old_reading *old, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i++) {
        const struct passage_word *word = &old->passages.words[i];
        struct text read = read_word(old, i);
        if (i > from && word->space != SPACE_NONE && read.size)
            buffer_add_char(out, ' ');
        buffer_add_html(out, read);
    }
}

static void write_wording(struct buffer *out, const struct note_writing *writing, const struct old_reading *old, uint32_t first,
                          const struct diff_runs *runs) {
    const struct language *language = writing->noting->from->site->language;
    struct text removed = language_word(language, "mark-removed", writing->arena);
    struct text end = language_word(language, "mark-end", writing->arena);
    bool is_foreign = !text_equal(writing->noting->essay->language, language->tag);
    struct text tag = is_foreign ? text_format(writing->arena, " lang=\"%.*s\"", TEXT_ARGS(language->tag)) : (struct text){0};
    for (size_t i = 0; i < runs->count; i++) {
        const struct diff_run *run = &runs->items[i];
        uint32_t to = run->old_to < MOST_WORDS ? run->old_to : MOST_WORDS;
        if (run->old_from >= to)
            continue;
        if (run->old_from && old->passages.words[first + run->old_from].space != SPACE_NONE)
            buffer_add_char(out, ' ');
        if (!run->same)
            buffer_add_format(out, "<del><span class=\"visually-hidden\"%.*s>%.*s</span>", TEXT_ARGS(tag), TEXT_ARGS(removed));
        write_words(out, old, first + run->old_from, first + to);
        if (!run->same)
            buffer_add_format(out, "<span class=\"visually-hidden\"%.*s>%.*s</span></del>", TEXT_ARGS(tag), TEXT_ARGS(end));
    }
}

/* The note is in the language of the reader, what it quotes in that of the text. */
static void write_note(struct buffer *out, const struct note_writing *writing, const struct rewording *rewording,
                       const struct diff_runs *runs, struct text address, const char *id) {
    const struct noting *noting = writing->noting;
    const struct site *site = noting->from->site;
    struct arena *arena = writing->arena;
    const struct old_reading *old = writing->olds[rewording->version];
    const struct passage *passage = &old->passages.items[rewording->block];
    struct text day = no_break_shown(version_day(site, &noting->essay->versions->items[rewording->since], arena), arena);
    struct text link = link_to(text_format(arena, "%.*s#%s", TEXT_ARGS(address), id), noting->for_disk, arena);
    buffer_add_format(out, "<span class=\"reworded\" role=\"note\" hidden><span lang=\"%.*s\" dir=\"%s\">",
                      TEXT_ARGS(site->settings.language), language_is_rtl(site->settings.language) ? "rtl" : "ltr");
    buffer_add_html(out, rewording->is_first ? SAY(site->language, arena, "reworded-since", {"date", day})
                                             : SAY(site->language, arena, "reworded-again-since", {"date", day}));
    buffer_add(out, TEXT("</span> <q class=\"first-wording\">"));
    write_wording(out, writing, old, passage->first_word, runs);
    buffer_add_format(out, "%s</q> <a href=\"%.*s", passage->words > MOST_WORDS ? " …" : "", TEXT_ARGS(noting->root));
    buffer_add_html(out, link);
    buffer_add_format(out, "\" lang=\"%.*s\">", TEXT_ARGS(site->settings.language));
    buffer_add_html(out, language_word(site->language, rewording->is_first ? "the-first-wording" : "that-wording", arena));
    buffer_add(out, TEXT("</a></span> "));
}

static struct text note_of(struct note_writing *writing, const struct rewording *rewording, const struct mark *mark) {
    const struct noting *noting = writing->noting;
    struct text address = revisions_text(noting->from->shared->revisions, noting->essay, rewording->version, writing->arena);
    const struct old_reading *read = address.size ? read_old(writing, rewording->version) : NULL;
    const struct passages *old = read ? &read->passages : NULL;
    if (!old || rewording->block >= old->count || mark->block >= writing->now.count ||
        old->items[rewording->block].wording == writing->now.items[mark->block].wording)
        return (struct text){0};
    struct diff_words before = words_of(old, rewording->block, writing->arena),
                      after = words_of(&writing->now, mark->block, writing->arena);
    struct diff_runs runs = {0};
    word_diff(&runs, &before, &after, writing->arena);
    if (!rewording->is_parted && !rewording->is_elsewhere && is_mostly_kept(&runs, &before))
        return (struct text){0};
    struct buffer out = {0};
    write_note(&out, writing, rewording, &runs, address, mark->id);
    return buffer_take(&out, writing->arena);
}

void rewordings_note(struct marks *marks, const struct noting *noting, struct arena *arena) {
    const struct essay *essay = noting->essay;
    struct note_writing writing = {.noting = noting, .arena = arena};
    if (!essay->versions->has_reworded)
        return;
    passages_of(&writing.now, essay->thing.source.document, document_body(essay->thing.source.file), arena);
    struct rewordings rewordings;
    versions_rewordings(&rewordings, noting->from->site, essay, &writing.now, arena);
    if (!rewordings.count)
        return;
    writing.olds = arena_array(arena, struct old_reading *, essay->versions->count);
    struct mark *items = arena_array(arena, struct mark, marks->count);
    for (size_t i = 0; i < marks->count; i++)
        items[i] = marks->items[i];
    for (size_t i = 0; i < rewordings.count; i++) {
        struct mark *mark = &items[rewordings.items[i].mark];
        if (!mark->note.size)
            mark->note = note_of(&writing, &rewordings.items[i], mark);
    }
    marks->items = items;
}

/* The day of each version, where the older ones stand, and what their references are called. */
struct digest digest_of_notes(const struct from *from, const struct essay *essay) {
    const struct versions *versions = essay->versions;
    const struct history *history = from->site->history;
    struct hasher hasher;
    if (!versions->has_reworded)
        return versions->digest;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, versions->digest);
    hasher_add_digest(&hasher, from->shared->references);
    for (size_t i = 0; i < versions->count; i++) {
        const struct version *version = &versions->items[i];
        bool is_known = version->revision != NONE;
        struct date when = is_known ? history->commits[history->revisions[version->revision].commit].when : (struct date){0};
        hasher_add_number(&hasher, (uint64_t)when.year << 16 | (uint64_t)when.month << 8 | when.day);
        hasher_add_number(&hasher, (uint64_t)version->has_page << 1 | is_known);
        if (i + 1 < versions->count)
            hasher_add_text(&hasher, revisions_name(from->shared->revisions, version));
    }
    return hasher_end(&hasher);
}
