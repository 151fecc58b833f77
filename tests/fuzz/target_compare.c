#include "compare/compare.h"
#include "pages/difference_rows.h"
#include "targets.h"

struct side {
    struct buffer document, body;
    struct passages passages;
};

static void read_side(struct side *side, struct text bytes, const struct parse_options *options, struct arena *arena) {
    document_parse(&side->document, &side->body, bytes, options);
    const struct document *document = document_of(buffer_text(&side->document));
    const struct body *body = body_of(buffer_text(&side->body));
    fuzz_check(document && body, "its own record is not read", bytes);
    passages_of(&side->passages, document, body, arena);
}

static void check_words(const struct passages *passages) {
    for (size_t i = 0; i < passages->count; i++) {
        const struct passage *passage = &passages->items[i];
        fuzz_check(passage->first_word + passage->words <= passages->word_count, "words that are not there", passages->text);
        fuzz_check(passage->first_run + passage->runs <= passages->body->runs.count, "runs that are not there", passages->text);
        fuzz_check(passage->parent == NONE || passages->items[passage->parent].last >= i, "a passage outside of its parent",
                   passages->text);
    }
    for (size_t i = 0; i < passages->word_count; i++) {
        const struct passage_word *word = &passages->words[i];
        fuzz_check(word->start <= word->end && word->end <= passages->text.size, "a word outside of the text", passages->text);
        fuzz_check(word->format == NONE || word->format < passages->formats.count, "a format that is not there",
                   passages->text);
    }
}

static void check_alignment(const struct alignment *alignment, const struct passages *old, const struct passages *new) {
    for (size_t i = 0; i < alignment->count; i++) {
        const struct aligned *pair = &alignment->items[i];
        fuzz_check(pair->old < old->count && pair->new < new->count, "a pair of no passages", new->text);
    }
    for (size_t i = 0; i < old->count; i++)
        fuzz_check(alignment->new_of[i] == NONE || alignment->new_of[i] < new->count, "aligned with no passage", old->text);
}

/* What has been shown so far. */
struct checking {
    unsigned open; /* containers */
    bool folded;
    struct buffer words; /* those that the new text has */
};

static void check_run(struct checking *checking, const struct shown_run *run) {
    fuzz_check(run->from < run->to && run->to <= run->text->count, "a run of no words", run->text->text);
    fuzz_check(run->text->is_old == (run->change == WORDS_REMOVED), "a run of the other text", run->text->text);
    for (uint32_t i = run->from; i < run->to && run->change != WORDS_REMOVED; i++)
        buffer_add(&checking->words, shown_word(run->text, i));
}

static void check_row(struct checking *checking, const struct shown_row *row) {
    fuzz_check(row->closed.count <= checking->open, "more is closed than was opened", TEXT(""));
    checking->open = checking->open - (unsigned)row->closed.count + (unsigned)row->opened.count;
    fuzz_check(row->ends_fold <= checking->folded, "a fold ends that has not begun", TEXT(""));
    checking->folded = (checking->folded && !row->ends_fold) || row->folds;
    for (size_t i = 0; i < row->words.count && row->kind != SHOWN_MOVED_AWAY && row->block != BLOCK_FIGURE; i++)
        check_run(checking, &row->words.items[i]);
}

/* The letters of what stands in no table and no figure, which are compared in parts. */
static struct text plain_words(const struct passages *passages, struct arena *arena) {
    struct buffer out = {0};
    uint32_t end = 0;
    for (size_t i = 0; i < passages->count; i++) {
        const struct passage *passage = &passages->items[i];
        uint32_t next = passage->first_word;
        bool in_parts = passage->kind == BLOCK_TABLE || passage->kind == BLOCK_FIGURE;
        for (uint32_t w = end; w < next; w++)
            buffer_add(&out, text_slice(passages->text, passages->words[w].start, passages->words[w].end));
        end = in_parts ? next + passage->words : next > end ? next : end;
    }
    for (uint32_t w = end; w < passages->word_count; w++)
        buffer_add(&out, text_slice(passages->text, passages->words[w].start, passages->words[w].end));
    struct text words = text_copy(buffer_text(&out), arena);
    buffer_free(&out);
    return words;
}

/* A label that has no words of its own would be those of its target. */
static struct text no_label(uint32_t reference, const void *context) {
    (void)reference, (void)context;
    return TEXT("");
}

static void lead_nowhere(struct filling_link *link, uint32_t reference, const void *context, struct arena *arena) {
    (void)context, (void)arena;
    *link = (struct filling_link){.leads = reference & 1, .href = TEXT("../a/")};
}

static void check_difference(const struct passages *old, const struct passages *new, const struct alignment *alignment,
                             struct arena *arena) {
    struct difference_side sides[2] = {{lead_nowhere, NULL}, {lead_nowhere, NULL}};
    struct checking checking = {0};
    struct difference difference;
    compare(&difference, &(struct compare_side){.passages = old, .label = no_label},
            &(struct compare_side){.passages = new, .label = no_label}, alignment, &(struct compare_options){0}, arena);
    for (size_t i = 0; i < difference.count; i++)
        check_row(&checking, &difference.items[i]);
    fuzz_check(checking.open == 0 && !checking.folded, "something stays open", new->text);
    struct text shown = buffer_text(&checking.words), words = plain_words(new, arena);
    fuzz_check(!difference.count || text_equal(shown, words), "other words than the new text has", shown);
    difference_rows(&difference, sides, arena);
    buffer_free(&checking.words);
}

static void check_terminal(const struct passages *old, const struct passages *new, const struct alignment *alignment,
                           struct arena *arena) {
    struct buffer out = {0};
    compare_terminal(&out, old, new, alignment, &(struct compare_terminal_options){.width = 40}, arena);
    for (size_t i = 0; i < out.size; i++)
        fuzz_check((unsigned char)out.bytes[i] >= 0x20 || out.bytes[i] == '\n', "a control character", buffer_text(&out));
    buffer_free(&out);
}

static void check_same(const struct passages *passages, struct arena *arena) {
    struct alignment alignment;
    struct compare_counts counts;
    align(&alignment, passages, passages, arena);
    compare_count(&counts, passages, passages, &alignment, arena);
    bool is_any = counts.words_added || counts.words_removed || counts.passages_added || counts.passages_removed ||
                  counts.passages_reworded || counts.passages_moved || counts.form;
    fuzz_check(!is_any, "a text differs from itself", passages->text);
}

/* The first byte chooses options; then two texts with "\n%%%\n" between. */
void fuzz_compare(struct text input) {
    unsigned choice = input.size ? (unsigned char)input.bytes[0] : 0;
    struct parse_options options;
    fuzz_parse_options(&options, choice);
    struct text rest = text_after(input, 1), first = fuzz_cut(&rest, TEXT("\n%%%\n"));
    struct arena arena = {0};
    struct side old = {0}, new = {0};
    struct alignment alignment;
    read_side(&old, first, &options, &arena);
    read_side(&new, rest, &options, &arena);
    check_words(&old.passages);
    check_words(&new.passages);
    align(&alignment, &old.passages, &new.passages, &arena);
    check_alignment(&alignment, &old.passages, &new.passages);
    check_difference(&old.passages, &new.passages, &alignment, &arena);
    check_terminal(&old.passages, &new.passages, &alignment, &arena);
    check_same(&new.passages, &arena);
    buffer_free(&old.document), buffer_free(&old.body);
    buffer_free(&new.document), buffer_free(&new.body);
    arena_free(&arena);
}
