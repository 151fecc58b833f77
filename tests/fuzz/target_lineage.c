/* Ids through a graph of texts. */
#include "compare/lineage/lineage.h"
#include "base/array.h"
#include "letters.h"
#include "targets.h"

#include <stdlib.h>

enum { MOST_VERSIONS = 12, MOST_BEFORES = 8 };

/* The graph so far, and what is remembered of it. */
struct graph {
    struct fuzz_side sides[MOST_VERSIONS];
    bool is_text[MOST_VERSIONS];
    size_t count;
    uint32_t newest; /* text */
    size_t named;    /* names before it */
    struct lineage lineage;
    struct arena arena;
};

/* What a version's first line says: "%" and a letter for each text that it continues; or "%-", "%=". */
struct told_version {
    uint32_t befores[MOST_BEFORES];
    size_t before_count;
    bool is_withdrawn, is_repeated;
    struct text letters;
};

static bool continues(const struct told_version *told, uint32_t version) {
    for (size_t i = 0; i < told->before_count; i++)
        if (told->befores[i] == version)
            return true;
    return false;
}

/* With nothing behind "%" the newest text is continued; with "*" none. */
static struct told_version told_version(const struct graph *graph, struct text line, struct text letters) {
    struct told_version told = {.letters = letters};
    bool is_root = false;
    for (size_t i = 0; i < line.size; i++) {
        uint32_t version = (uint32_t)((unsigned char)line.bytes[i] - 'a');
        told.is_withdrawn |= line.bytes[i] == '-';
        told.is_repeated |= line.bytes[i] == '=';
        is_root |= line.bytes[i] == '*';
        if (version < graph->count && graph->is_text[version] && !continues(&told, version) && told.before_count < MOST_BEFORES)
            told.befores[told.before_count++] = version;
    }
    if (!told.before_count && !is_root)
        told.befores[told.before_count++] = graph->newest;
    return told;
}

/* What holds of every text. */

static struct lineage_version marks_of(const struct lineage *lineage, uint32_t version) {
    return lineage->versions.items[version];
}

static const struct lineage_mark *mark_at(const struct lineage *lineage, struct lineage_version part, uint32_t index) {
    return &lineage->marks.items[part.first + index];
}

/* Each passage has a name, each name one place. */
static void check_marks(struct graph *graph) {
    const struct passages *passages = &graph->sides[graph->newest].passages;
    struct lineage_version part = marks_of(&graph->lineage, graph->newest);
    uint8_t *named = arena_array(&graph->arena, uint8_t, passages->count + 1);
    uint8_t *placed = arena_array(&graph->arena, uint8_t, graph->lineage.names.count + 1);
    for (uint32_t i = 0; i < part.count; i++) {
        const struct lineage_mark *mark = mark_at(&graph->lineage, part, i);
        fuzz_check(mark->block < passages->count && mark->name < graph->lineage.names.count, "a mark of nothing",
                   passages->text);
        fuzz_check(!i || mark[-1].block <= mark->block, "marks out of order", passages->text);
        fuzz_check(!placed[mark->name], "a name in two places", passages->text);
        placed[mark->name] = named[mark->block] = 1;
    }
    for (uint32_t j = 0; j < passages->count; j++)
        fuzz_check(named[j] == (passages->items[j].kind != BLOCK_RULE), "a passage without a name", passages->text);
}

static int by_letters(const void *left, const void *right) {
    const struct lineage_name *a = left, *b = right;
    return text_compare(text_of(a->letters), text_of(b->letters));
}

static void check_names(struct graph *graph) {
    size_t count = graph->lineage.names.count;
    struct lineage_name *names = arena_array(&graph->arena, struct lineage_name, count + 1);
    for (size_t i = 0; i < count; i++)
        names[i] = graph->lineage.names.items[i];
    qsort(names, count, sizeof *names, by_letters);
    for (size_t i = 1; i < count; i++)
        fuzz_check(by_letters(&names[i - 1], &names[i]) != 0, "two names that are one", text_of(names[i].letters));
}

/* Every name that was ever given is in the newest text, or is told as gone from it. */
static void check_gone(struct graph *graph) {
    struct lineage_gone gone = lineage_gone(&graph->lineage, &graph->arena);
    struct lineage_version part = marks_of(&graph->lineage, graph->newest);
    const struct passages *passages = &graph->sides[graph->newest].passages;
    uint8_t *known = arena_array(&graph->arena, uint8_t, graph->lineage.names.count + 1);
    for (uint32_t i = 0; i < part.count; i++)
        known[mark_at(&graph->lineage, part, i)->name]++;
    for (size_t i = 0; i < gone.count; i++) {
        known[gone.items[i].name]++;
        fuzz_check(graph->is_text[gone.items[i].last] && gone.items[i].gone <= graph->newest, "gone when nothing was",
                   passages->text);
        fuzz_check(!i || gone.items[i - 1].gone <= gone.items[i].gone, "not in the order in which they went", passages->text);
    }
    for (size_t i = 0; i < graph->lineage.names.count; i++)
        fuzz_check(known[i] == 1, "a name is lost, or told twice", text_of(graph->lineage.names.items[i].letters));
    const struct lineage_nearest *nearest = lineage_nearest(&graph->lineage, &gone, passages, &graph->arena);
    for (size_t i = 0; i < gone.count; i++) {
        fuzz_check(nearest[i].count <= LINEAGE_NEAREST, "more are nearest than there may be", passages->text);
        for (uint32_t n = 0; n < nearest[i].count; n++)
            fuzz_check(nearest[i].passages[n] < passages->count, "nothing is nearest", passages->text);
    }
}

/* Each name keeps what it stood for, and how much of that is left is told. */
static void check_wordings(struct graph *graph) {
    const struct lineage *lineage = &graph->lineage;
    const struct passages *passages = &graph->sides[graph->newest].passages;
    struct lineage_version part = marks_of(lineage, graph->newest);
    const struct lineage_left *left = lineage_left(lineage, passages, &graph->arena);
    uint32_t *places = arena_array(&graph->arena, uint32_t, lineage->names.count + 1);
    uint8_t *stands = arena_array(&graph->arena, uint8_t, lineage->names.count + 1);
    for (uint32_t i = 0; i < part.count; i++)
        places[mark_at(lineage, part, i)->name] = mark_at(lineage, part, i)->block + 1;
    for (size_t i = 0; i < lineage->wordings.count; i++) {
        const struct lineage_wording *wording = &lineage->wordings.items[i];
        uint32_t place = places[wording->name];
        bool is_said = place && passages->items[place - 1].wording == wording->digest;
        fuzz_check(wording->before == NONE || lineage->wordings.items[wording->before].name == wording->name,
                   "a wording of another name", passages->text);
        fuzz_check(left[i].percent == 100 || (left[i].percent < 100 && place && !is_said), "words that stand are not left",
                   passages->text);
        stands[wording->name] |= is_said;
    }
    for (size_t i = 0; part.before_count && i < lineage->names.count; i++)
        fuzz_check(!places[i] || stands[i], "a wording is not kept", text_of(lineage->names.items[i].letters));
}

static bool has_name(const struct lineage *lineage, uint32_t version, uint32_t block, uint32_t name) {
    struct lineage_version part = marks_of(lineage, version);
    for (uint32_t i = 0; i < part.count; i++)
        if (mark_at(lineage, part, i)->block == block && mark_at(lineage, part, i)->name == name)
            return true;
    return false;
}

/* What stands once in a text and in the next keeps all its names, unless a text that comes first among those says otherwise. */
static void check_unchanged(struct graph *graph, const struct told_version *told) {
    const struct lineage *lineage = &graph->lineage;
    const struct passages *new = &graph->sides[graph->newest].passages, *old = &graph->sides[told->befores[0]].passages;
    struct lineage_version part = marks_of(lineage, told->befores[0]);
    for (uint32_t i = 0; i < part.count; i++) {
        const struct lineage_mark *mark = mark_at(lineage, part, i);
        uint32_t self, there;
        if (fuzz_count_equal(&self, old, old->items[mark->block].digest) == 1 &&
            fuzz_count_equal(&there, new, old->items[mark->block].digest) == 1)
            fuzz_check(has_name(lineage, graph->newest, there, mark->name), "an unchanged passage lost a name", new->text);
    }
}

/* The only passage with these words: that, or the innermost of those of which one is all of the other; NONE for none. */
static uint32_t only_place(const struct passages *passages, uint64_t wording) {
    uint32_t place = NONE;
    for (uint32_t j = 0; j < passages->count; j++) {
        if (passages->items[j].wording != wording || !passages->items[j].words)
            continue;
        if (place != NONE && passages->items[place].last < j)
            return NONE;
        place = j;
    }
    return place;
}

static uint32_t letters_of(const struct passages *passages, uint32_t index) {
    const struct passage *passage = &passages->items[index];
    uint32_t count = 0;
    for (uint32_t w = 0; w < passage->words; w++)
        count += passages->words[passage->first_word + w].kind == WORD_LETTERS;
    return count;
}

/* The exact wording wins: who has one that stands once is at one of its own, whatever align said. */
static void check_exact(struct graph *graph, size_t known_wordings) {
    enum { TELLING = 8 };
    const struct lineage *lineage = &graph->lineage;
    const struct passages *passages = &graph->sides[graph->newest].passages;
    struct lineage_version part = marks_of(lineage, graph->newest);
    uint32_t *places = arena_array(&graph->arena, uint32_t, lineage->names.count + 1);
    uint8_t *is_home = arena_array(&graph->arena, uint8_t, lineage->names.count + 1);
    for (uint32_t i = 0; i < part.count; i++)
        places[mark_at(lineage, part, i)->name] = mark_at(lineage, part, i)->block + 1;
    for (size_t i = 0; i < known_wordings; i++) {
        const struct lineage_wording *wording = &lineage->wordings.items[i];
        uint32_t place = places[wording->name];
        is_home[wording->name] |= place && passages->items[place - 1].wording == wording->digest;
    }
    for (size_t i = 0; i < known_wordings; i++) {
        uint32_t name = lineage->wordings.items[i].name, there = only_place(passages, lineage->wordings.items[i].digest);
        bool tells = there != NONE && letters_of(passages, there) >= TELLING;
        fuzz_check(name >= graph->named || is_home[name] || !tells, "a name is not where its own words stand", passages->text);
    }
}

/* Steps. */

static void extend(struct lineage *lineage, struct graph *graph, const struct told_version *told, uint32_t version,
                   struct arena *arena) {
    const struct fuzz_side *new = &graph->sides[version];
    struct alignment alignments[MOST_BEFORES];
    struct predecessor predecessors[MOST_BEFORES];
    if (told->is_withdrawn) {
        lineage_withdraw(lineage, arena);
        return;
    }
    if (told->is_repeated) {
        lineage_repeat(lineage, told->befores[0], arena);
        return;
    }
    for (size_t i = 0; i < told->before_count; i++) {
        const struct passages *old = &graph->sides[told->befores[i]].passages;
        align(&alignments[i], old, &new->passages, arena);
        predecessors[i] = (struct predecessor){told->befores[i], old, &alignments[i]};
    }
    if (lineage->versions.count)
        lineage_add(lineage, predecessors, told->before_count, &new->passages, arena);
    else
        lineage_begin(lineage, new->passages.body, arena);
}

static void check_sound(struct graph *graph) {
    struct buffer record = {0};
    struct lineage again;
    lineage_write(&record, &graph->lineage);
    fuzz_check(lineage_view(&again, buffer_text(&record)), "its own record is not read", TEXT(""));
    fuzz_check(digest_equal(lineage_digest(&again), lineage_digest(&graph->lineage)), "another digest", TEXT(""));
    buffer_free(&record);
}

/* Extending what was remembered gives the same bytes as going on. */
static void step(struct graph *graph, const struct told_version *told, uint32_t version) {
    struct buffer before = {0}, after = {0}, again = {0};
    struct lineage copy = {0};
    lineage_write(&before, &graph->lineage);
    fuzz_check(!version || lineage_read(&copy, buffer_text(&before), &graph->arena), "its own record is not read", TEXT(""));
    extend(&graph->lineage, graph, told, version, &graph->arena);
    extend(&copy, graph, told, version, &graph->arena);
    lineage_write(&after, &graph->lineage);
    lineage_write(&again, &copy);
    fuzz_check(text_equal(buffer_text(&after), buffer_text(&again)), "from its record it goes on otherwise", TEXT(""));
    buffer_free(&before);
    buffer_free(&after);
    buffer_free(&again);
}

static void add(struct graph *graph, struct told_version *told, struct text *letters) {
    uint32_t version = (uint32_t)graph->count++;
    size_t known_wordings = graph->lineage.wordings.count;
    graph->named = graph->lineage.names.count;
    struct parse_options options;
    told->is_withdrawn = told->is_withdrawn && version;
    told->is_repeated = told->is_repeated && version && told->before_count;
    fuzz_parse_options(&options, 0);
    letters[version] = told->is_repeated ? letters[told->befores[0]] : told->letters;
    graph->is_text[version] = !told->is_withdrawn;
    if (graph->is_text[version])
        fuzz_side_read(&graph->sides[version], fuzz_letters(letters[version], &graph->arena), &options, &graph->arena);
    step(graph, told, version);
    check_sound(graph);
    if (!graph->is_text[version])
        return;
    graph->newest = version;
    check_marks(graph);
    check_names(graph);
    check_gone(graph);
    if (!version || !told->before_count)
        return;
    check_unchanged(graph, told);
    if (told->is_repeated)
        return;
    check_wordings(graph);
    check_exact(graph, known_wordings);
}

/* The newest text once more: all names stay, and only those of other branches may come to stand there, too. */
static void check_again(struct graph *graph, struct text *letters) {
    uint32_t last = graph->newest;
    struct told_version told = {.befores = {last}, .before_count = 1, .letters = letters[last]};
    add(graph, &told, letters);
    struct lineage_version before = marks_of(&graph->lineage, last), after = marks_of(&graph->lineage, graph->newest);
    for (uint32_t i = 0; i < before.count; i++) {
        const struct lineage_mark *mark = mark_at(&graph->lineage, before, i);
        fuzz_check(has_name(&graph->lineage, graph->newest, mark->block, mark->name), "a text that stays has names elsewhere",
                   letters[last]);
    }
    for (uint32_t i = 0; i < after.count; i++)
        fuzz_check(mark_at(&graph->lineage, after, i)->name < graph->named, "a text that stays has new names", letters[last]);
}

/* Texts of letters, each but the first behind a line "%...", which says what it continues. */
void fuzz_lineage(struct text input) {
    struct graph graph = {0};
    struct text letters[MOST_VERSIONS], rest = input, line = TEXT("*");
    while (graph.count < MOST_VERSIONS - 1) {
        struct text part = fuzz_cut(&rest, TEXT("\n%"));
        struct told_version told = told_version(&graph, line, part);
        if (!graph.count)
            told.before_count = 0;
        add(&graph, &told, letters);
        if (!rest.size)
            break;
        size_t end = text_find_char(rest, '\n', 0);
        line = text_slice(rest, 0, end);
        rest = text_after(rest, end);
    }
    check_again(&graph, letters);
    for (size_t i = 0; i < graph.count; i++)
        fuzz_side_free(&graph.sides[i]);
    arena_free(&graph.arena);
}
