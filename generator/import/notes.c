#include "import/notes.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/table.h"
#include "base/utf8.h"
#include "import/phrases.h"

#include <stdlib.h>
#include <string.h>

/* Runs side by side that may be one mark: of one link, or raised. */
struct mark_group {
    uint32_t first, end; /* runs */
    uint32_t block;
    struct text text, label;
};

struct note {
    uint32_t target;     /* the element that its mark leads to */
    uint32_t container;  /* the element that holds it, and perhaps others */
    uint32_t first, end; /* blocks */
    uint32_t number;     /* in the order of the marks */
    struct text label;
};

struct note_mark {
    struct mark_group group;
    uint32_t target; /* an element */
};

struct note_search {
    struct intake *intake;
    struct arena *arena;
    struct table ids;   /* to elements */
    struct table links; /* what links lead to, to the first that does */
    struct {
        struct note_mark *items;
        size_t count, capacity;
    } marks;
    struct {
        struct note *items;
        size_t count, capacity;
    } notes;
    const bool *is_called; /* a note, or in one: each element */
    bool *has_mark;        /* for each block */
    uint32_t *numbers;     /* of the note to which marks lead, for each element; 0: none */
    bool *has_words;       /* for each number */
};

/* Labels. */

static bool is_around_label(uint32_t character) {
    return utf8_is_space(character) || (character < 128 && strchr("[]().,:;^", (int)character));
}

/* A text without the brackets and stops around it. */
static struct text bare(struct text text) {
    size_t from = 0, to = 0;
    bool has_begun = false;
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        if (is_around_label(utf8_next(text, &at)))
            continue;
        from = has_begun ? from : start;
        has_begun = true;
        to = at;
    }
    return text_slice(text, from, to);
}

static bool is_sign(struct text label) {
    static const char *const signs[] = {"*", "**", "***", "†", "††", "‡", "‡‡", "§", "¶"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (text_equal(label, text_of(signs[i])))
            return true;
    return false;
}

static bool is_number(struct text label) {
    for (size_t i = 0; i < label.size; i++)
        if (label.bytes[i] < '0' || label.bytes[i] > '9')
            return false;
    return label.size > 0 && label.size < 5;
}

/* "1", "b", "iv", "note 3", "†". */
static bool is_label(struct text label) {
    size_t prefix = 0;
    if (phrase_begins(label, "note|nb|fn|n", &prefix) && is_number(text_trim(text_after(label, prefix))))
        return true;
    bool is_letters = label.size > 0 && label.size < 5;
    for (size_t i = 0; i < label.size; i++)
        is_letters &=
            strchr(label.size == 1 ? "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" : "ivxl", label.bytes[i]) != NULL;
    return is_number(label) || is_sign(label) || is_letters;
}

/* "↩", "^", "Back": what leads from a note to its mark. */
static bool is_arrow(struct text text) {
    struct text arrow = bare(text);
    for (size_t at = 0; at < arrow.size;) {
        uint32_t character = utf8_next(arrow, &at);
        bool is_one = (character >= 0x2190 && character <= 0x21ff) || (character >= 0x2900 && character <= 0x297f) ||
                      character == 0xfe0e || character == 0xfe0f || character == 0x2b06 || utf8_is_space(character);
        if (!is_one)
            return phrase_is(arrow, "back|return|jump up|go back|back to text|return to text|up");
    }
    return true;
}

static struct mark_group group_at(const struct intake *intake, uint32_t block, uint32_t first) {
    const struct intake_block *in = &intake->blocks.items[block];
    const struct intake_run *runs = intake->runs.items;
    struct mark_group group = {.first = first, .end = first + 1, .block = block};
    while (group.end < in->end && runs[group.end].link == runs[first].link &&
           (runs[first].link != NONE || (runs[group.end].style & STYLE_RAISED) == (runs[first].style & STYLE_RAISED)) &&
           (runs[first].link != NONE || (runs[first].style & STYLE_RAISED)))
        group.end++;
    group.text = text_slice(in->text, runs[first].from, runs[group.end - 1].to);
    group.label = bare(group.text);
    return group;
}

/* Elements. */

static struct text fragment_of(struct text address) {
    return text_after(address, text_find_char(address, '#', 0) + 1);
}

static bool is_within(const struct intake *intake, uint32_t element, uint32_t around) {
    while (element != NONE && element > around)
        element = intake->elements.items[element].parent;
    return element == around;
}

static bool names_note(struct text words, struct arena *arena) {
    static const char *const names[] = {"foot", "fn", "ftn", "note", "cite", "bib", "references", "ref", "margin"};
    struct text lower = text_lower_ascii(words, arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (text_contains(lower, text_of(names[i])))
            return true;
    return false;
}

static bool is_called_note_itself(const struct note_search *search, const struct intake_element *element) {
    static const struct text names[] = {TEXT_INIT("footnote"), TEXT_INIT("endnote"), TEXT_INIT("sidenote"),
                                        TEXT_INIT("footdef"), TEXT_INIT("reference")};
    struct text lower = element->words.size > 0 ? text_lower_ascii(element->words, search->arena) : (struct text){0};
    bool is_called = element->tag == TAG_ASIDE;
    for (size_t i = 0; i < sizeof names / sizeof *names && lower.size > 0; i++)
        is_called |= text_contains(lower, names[i]);
    return is_called;
}

/* Of each element, whether it, or one around it, is called a note. Parents come before their children. */
static const bool *elements_called_notes(const struct note_search *search) {
    const struct intake *intake = search->intake;
    bool *is_called = arena_array(search->arena, bool, intake->elements.count + 1);
    for (size_t i = 0; i < intake->elements.count; i++) {
        const struct intake_element *element = &intake->elements.items[i];
        is_called[i] = (element->parent != NONE && is_called[element->parent]) || is_called_note_itself(search, element);
    }
    return is_called;
}

static bool is_called_note(const struct note_search *search, uint32_t element) {
    return element != NONE && search->is_called[element];
}

static void index_elements(struct note_search *search) {
    for (uint32_t i = 0; i < search->intake->elements.count; i++) {
        const struct intake_element *element = &search->intake->elements.items[i];
        struct text fragment = fragment_of(element->link);
        if (element->id.size > 0 && table_get(&search->ids, element->id) == NONE)
            table_put(&search->ids, element->id, i, search->arena);
        if (fragment.size > 0 && table_get(&search->links, fragment) == NONE)
            table_put(&search->links, fragment, i, search->arena);
    }
}

/* The element that a link leads to. Word's notes have no name, but a link back: "_ftn1" and "_ftnref1". */
static uint32_t target_of(const struct note_search *search, uint32_t link) {
    struct text fragment = fragment_of(search->intake->elements.items[link].link);
    uint32_t found = fragment.size > 0 ? table_get(&search->ids, fragment) : NONE;
    if (found != NONE || fragment.size == 0)
        return found;
    size_t digits = fragment.size;
    while (digits > 0 && fragment.bytes[digits - 1] >= '0' && fragment.bytes[digits - 1] <= '9')
        digits--;
    struct text back = text_format(search->arena, "%.*sref%.*s", TEXT_ARGS(text_slice(fragment, 0, digits)),
                                   TEXT_ARGS(text_after(fragment, digits)));
    return table_get(&search->links, back);
}

/* Marks that are links. */

static bool is_bracketed(const struct intake *intake, const struct mark_group *group) {
    const struct intake_block *block = &intake->blocks.items[group->block];
    uint32_t from = intake->runs.items[group->first].from;
    return (group->text.size > 0 && strchr("[(", group->text.bytes[0])) || (from > 0 && block->text.bytes[from - 1] == '[');
}

static bool is_raised(const struct intake *intake, const struct mark_group *group) {
    return intake->runs.items[group->first].style & STYLE_RAISED;
}

/* "[^1]:" at the beginning of a line would be a note. */
static bool begins_line(const struct intake *intake, const struct mark_group *group) {
    uint32_t from = intake->runs.items[group->first].from;
    return from == 0 || intake->blocks.items[group->block].text.bytes[from - 1] == '\n';
}

static bool may_lead_to(const struct note_search *search, const struct mark_group *group, uint32_t target) {
    const struct intake *intake = search->intake;
    const struct intake_element *element = &intake->elements.items[target];
    if (element->first >= intake->blocks.count || element->first <= group->block)
        return false;
    bool is_heading = intake->blocks.items[element->first].kind == INTAKE_HEADING;
    if ((is_heading && !is_label(bare(intake->blocks.items[element->first].text))) ||
        is_within(intake, intake->blocks.items[group->block].element, target))
        return false;
    return is_raised(intake, group) || is_bracketed(intake, group) || names_note(element->id, search->arena) ||
           names_note(element->words, search->arena);
}

static void add_mark(struct note_search *search, const struct mark_group *group, uint32_t target) {
    *array_add(&search->marks, search->arena) = (struct note_mark){*group, target};
    search->has_mark[group->block] = true;
}

/* Marks that are only raised: the note begins with the same number, or is that item of a list of notes. */

static bool begins_with_label(const struct intake *intake, uint32_t block, struct text label) {
    const struct intake_block *in = &intake->blocks.items[block];
    const struct intake_run *run = &intake->runs.items[in->first];
    struct text first = bare(text_slice(in->text, run->from, run->to));
    bool is_set_off = (run->style & (STYLE_RAISED | STYLE_STRONG)) || run->link != NONE;
    return is_set_off && text_equal(first, label) && run->to < in->text.size;
}

static bool is_item_of_notes(const struct note_search *search, uint32_t block, struct text label) {
    const struct intake_block *in = &search->intake->blocks.items[block];
    if (in->frame == NONE || search->intake->frames.items[in->frame].number == 0)
        return false;
    struct text number = text_format(search->arena, "%u", search->intake->frames.items[in->frame].number);
    return text_equal(number, label) && is_called_note(search, in->element);
}

static uint32_t loose_target(const struct note_search *search, const struct mark_group *group) {
    const struct intake *intake = search->intake;
    for (uint32_t i = group->block + 1; i < intake->blocks.count; i++)
        if (begins_with_label(intake, i, group->label) || is_item_of_notes(search, i, group->label))
            return intake->blocks.items[i].element;
    return NONE;
}

enum { LOOSE_MOST = 400 };

/* A note that stood in the midst of the block, and the label before it, where there is one. */
static void mark_aside(struct note_search *search, const struct mark_group *place, const struct mark_group *before) {
    const struct intake_run *runs = search->intake->runs.items;
    bool is_beside = before->end == place->first && before->block == place->block && is_label(before->label);
    bool is_marked =
        is_beside && search->marks.count > 0 && search->marks.items[search->marks.count - 1].group.first == before->first;
    uint32_t element = runs[place->first].element;
    if (is_marked || search->intake->elements.items[element].first >= search->intake->blocks.count)
        return;
    add_mark(search, is_beside ? before : place, element);
}

static bool is_place(const struct intake *intake, const struct mark_group *group) {
    uint32_t element = intake->runs.items[group->first].element;
    return element != NONE && intake->elements.items[element].is_aside && intake->elements.items[element].first > group->block;
}

static uint32_t mark_target(struct note_search *search, const struct mark_group *group, size_t *loose) {
    uint32_t link = search->intake->runs.items[group->first].link, target = NONE;
    if (link != NONE)
        target = target_of(search, link);
    if (target == NONE && is_raised(search->intake, group) && !is_sign(group->label) && (*loose)++ < LOOSE_MOST)
        target = loose_target(search, group);
    return target;
}

static void find_marks(struct note_search *search) {
    struct intake *intake = search->intake;
    size_t loose = 0;
    for (uint32_t block = 0; block < intake->blocks.count; block++) {
        const struct intake_block *in = &intake->blocks.items[block];
        struct mark_group before = {.block = NONE};
        for (uint32_t i = in->first; i < in->end && in->kind != INTAKE_CODE;) {
            struct mark_group group = group_at(intake, block, i);
            i = group.end;
            if (is_place(intake, &group))
                mark_aside(search, &group, &before);
            before = group;
            if (begins_line(intake, &group) || !is_label(group.label))
                continue;
            uint32_t target = mark_target(search, &group, &loose);
            if (target != NONE && may_lead_to(search, &group, target))
                add_mark(search, &group, target);
        }
    }
}

/* Notes. */

/* The element that holds a note, of one that only stands at its beginning. */
static uint32_t container_of(const struct note_search *search, uint32_t target) {
    const struct intake *intake = search->intake;
    uint32_t first = intake->elements.items[target].first, container = intake->blocks.items[first].element;
    if (is_within(intake, container, target))
        container = target;
    for (uint32_t up = intake->elements.items[container].parent; up != NONE; up = intake->elements.items[up].parent) {
        uint8_t tag = intake->elements.items[up].tag;
        if (intake->elements.items[up].first != first)
            break;
        if (tag == TAG_LI || tag == TAG_DD || tag == TAG_TR)
            container = up;
    }
    return container;
}

/* The frames of an element that holds nothing but a note are not the note's own: an item of the list of notes. */
static void set_frames(struct note_search *search) {
    struct intake *intake = search->intake;
    intake->note_frames = arena_array(search->arena, uint32_t, intake->notes + 1);
    for (size_t i = 0; i < search->notes.count; i++) {
        const struct note *note = &search->notes.items[i];
        intake->note_frames[note->number] = intake->elements.items[note->container].frame;
    }
}

static void collect_notes(struct note_search *search) {
    for (size_t i = 0; i < search->marks.count; i++) {
        const struct note_mark *mark = &search->marks.items[i];
        if (search->numbers[mark->target] > 0)
            continue;
        search->numbers[mark->target] = ++search->intake->notes;
        uint32_t container = container_of(search, mark->target);
        const struct intake_element *element = &search->intake->elements.items[container];
        *array_add(&search->notes, search->arena) = (struct note){.target = mark->target,
                                                                  .container = container,
                                                                  .first = search->intake->elements.items[mark->target].first,
                                                                  .end = element->end,
                                                                  .number = search->intake->notes,
                                                                  .label = mark->group.label};
    }
}

static int compare_notes(const void *left, const void *right) {
    const struct note *a = left, *b = right;
    return a->first != b->first ? (a->first < b->first ? -1 : 1) : (a->target < b->target ? -1 : a->target > b->target);
}

/* Whether blocks may go on with the note before them: none is a heading or has a mark of its own. */
static bool may_go_on(const struct note_search *search, uint32_t first, uint32_t end) {
    for (uint32_t i = first; i < end; i++)
        if (search->has_mark[i] || search->intake->blocks.items[i].kind == INTAKE_HEADING)
            return false;
    return true;
}

static uint32_t parent_of(const struct note_search *search, const struct note *note) {
    return search->intake->elements.items[note->container].parent;
}

/* Paragraphs between two notes of one element belong to the first; where that is so, the last has all that follows, too. */
static void set_ends(struct note_search *search) {
    bool goes_on = false;
    for (size_t i = 0; i < search->notes.count; i++) {
        struct note *note = &search->notes.items[i], *next = i + 1 < search->notes.count ? note + 1 : NULL;
        uint32_t limit = next ? next->first : search->intake->elements.items[parent_of(search, note)].end;
        bool is_beside = next ? parent_of(search, note) == parent_of(search, next) : goes_on;
        if (next && note->end > limit)
            note->end = limit;
        else if (is_beside && note->end < limit && may_go_on(search, note->end, limit)) {
            note->end = limit;
            goes_on = true;
        }
    }
}

/* Links back. */

/* "1.0", "1.1": where several marks lead to one note. */
static bool is_numbered_back(struct text label) {
    size_t dot = text_find_char(label, '.', 0);
    return dot < label.size && is_number(text_slice(label, 0, dot)) && is_number(text_after(label, dot + 1));
}

static bool is_back_link(const struct note_search *search, const struct mark_group *group, const struct note *note) {
    uint32_t link = search->intake->runs.items[group->first].link;
    if (link == NONE || !(is_arrow(group->text) || is_label(group->label) || is_numbered_back(group->label)))
        return false;
    struct text address = search->intake->elements.items[link].link, fragment = fragment_of(address);
    if (is_arrow(group->text) && text_starts(address, TEXT("#")))
        return true;
    uint32_t target = fragment.size > 0 ? table_get(&search->ids, fragment) : NONE;
    return target == NONE ? names_note(fragment, search->arena) : search->intake->elements.items[target].first < note->first;
}

/* What stands before a note's words: its number, and links back. Returns the bytes of it. */
static size_t size_of_number(const struct note_search *search, const struct intake_block *block, const struct note *note,
                             uint32_t index) {
    size_t size = 0;
    for (uint32_t i = block->first; i < block->end;) {
        struct mark_group group = group_at(search->intake, index, i);
        bool is_part = is_back_link(search, &group, note) || text_equal(group.label, note->label) || is_arrow(group.text);
        if (!is_part)
            break;
        size = search->intake->runs.items[group.end - 1].to;
        i = group.end;
    }
    struct text rest = text_after(block->text, size);
    bool is_plain = size == 0 && text_starts(rest, text_format(search->arena, "[%.*s]", TEXT_ARGS(note->label)));
    size += is_plain ? note->label.size + 2 : 0;
    while (size > 0 && size < block->text.size && strchr(" .):", block->text.bytes[size]))
        size++;
    return size;
}

/* Where the links back begin that stand at the end of a block. */
static size_t start_of_back(const struct note_search *search, const struct intake_block *block, const struct note *note,
                            uint32_t index) {
    size_t start = block->text.size;
    for (uint32_t i = block->first; i < block->end;) {
        struct mark_group group = group_at(search->intake, index, i);
        bool is_part = is_back_link(search, &group, note);
        uint32_t from = search->intake->runs.items[group.first].from;
        if (!is_part && group.label.size > 0)
            start = block->text.size;
        else if (is_part && start == block->text.size)
            start = from;
        i = group.end;
    }
    return start;
}

/* Taking blocks apart. */

/* The part of a block between two bytes, which keeps the runs there; white space at both ends is left out. */
static struct intake_block part_of(struct intake *intake, const struct intake_block *whole, size_t from, size_t to) {
    struct intake_block part = *whole;
    while (from < to && strchr(" \n", whole->text.bytes[from]))
        from++;
    while (to > from && strchr(" \n", whole->text.bytes[to - 1]))
        to--;
    part.text = text_slice(whole->text, from, to);
    while (part.first < part.end && intake->runs.items[part.first].to <= from)
        part.first++;
    while (part.end > part.first && intake->runs.items[part.end - 1].from >= to)
        part.end--;
    return part;
}

/* Runs count from the beginning of their block's text. */
static void move_runs(struct intake *intake, const struct intake_block *part, size_t by) {
    for (uint32_t i = part->first; i < part->end; i++) {
        struct intake_run *run = &intake->runs.items[i];
        run->from = run->from > by ? run->from - (uint32_t)by : 0;
        run->to = run->to - (uint32_t)by < part->text.size ? run->to - (uint32_t)by : (uint32_t)part->text.size;
    }
}

struct note_rebuilt {
    struct intake_block *items;
    size_t count, capacity;
};

static void add_part(struct note_search *search, struct note_rebuilt *rebuilt, struct intake_block part,
                     const struct intake_block *whole) {
    move_runs(search->intake, &part, (size_t)(part.text.bytes - whole->text.bytes));
    intake_count(search->intake, &part);
    *array_add(rebuilt, search->arena) = part;
}

/* A block of a note as its words, and the links back behind them. One that is only a number or links is no text. */
static void take_apart(struct note_search *search, struct note_rebuilt *rebuilt, uint32_t index, const struct note *note) {
    struct intake_block whole = search->intake->blocks.items[index];
    size_t back = whole.kind == INTAKE_CODE ? whole.text.size : start_of_back(search, &whole, note, index);
    size_t number = index == note->first && whole.kind != INTAKE_CODE ? size_of_number(search, &whole, note, index) : 0;
    bool is_only_label = text_equal(bare(whole.text), note->label);
    struct intake_block words = part_of(search->intake, &whole, number, back);
    if (words.text.size == 0 || number >= back || is_only_label) {
        whole.is_back = true;
        *array_add(rebuilt, search->arena) = whole;
        return;
    }
    struct intake_block behind = part_of(search->intake, &whole, back, whole.text.size);
    words.note = note->number;
    search->has_words[note->number] = true;
    words.mark = text_trim(text_slice(whole.text, 0, number));
    words.changes |= number > 0 ? CHANGED_MARK : 0;
    add_part(search, rebuilt, words, &whole);
    if (behind.text.size > 0) {
        behind.is_back = true;
        add_part(search, rebuilt, behind, &whole);
    }
}

/* Elements count blocks, of which there are more now. */
static void move_elements(struct intake *intake, const uint32_t *moved) {
    for (size_t i = 0; i < intake->elements.count; i++) {
        intake->elements.items[i].first = moved[intake->elements.items[i].first];
        intake->elements.items[i].end = moved[intake->elements.items[i].end];
    }
}

static bool is_hidden(const struct intake *intake, uint32_t block) {
    uint32_t element = intake->blocks.items[block].element;
    return element != NONE && intake->elements.items[element].is_hidden;
}

/* What is hidden in a note that is shown is no part of it. */
static bool has_block(const struct note_search *search, const struct note *note, uint32_t block) {
    return note->first <= block && (!is_hidden(search->intake, block) || is_hidden(search->intake, note->first));
}

static void rebuild_blocks(struct note_search *search) {
    struct intake *intake = search->intake;
    struct note_rebuilt rebuilt = {0};
    uint32_t *moved = arena_array(search->arena, uint32_t, intake->blocks.count + 1);
    size_t at = 0;
    for (uint32_t i = 0; i < intake->blocks.count; i++) {
        moved[i] = (uint32_t)rebuilt.count;
        while (at < search->notes.count && search->notes.items[at].end <= i)
            at++;
        if (at < search->notes.count && has_block(search, &search->notes.items[at], i))
            take_apart(search, &rebuilt, i, &search->notes.items[at]);
        else
            *array_add(&rebuilt, search->arena) = intake->blocks.items[i];
    }
    moved[intake->blocks.count] = (uint32_t)rebuilt.count;
    move_elements(intake, moved);
    intake->blocks.items = rebuilt.items;
    intake->blocks.count = rebuilt.count;
    intake->blocks.capacity = rebuilt.capacity;
}

/* A note without words is none: its mark stays what it was. */
static void mark_runs(struct note_search *search) {
    for (size_t i = 0; i < search->marks.count; i++) {
        const struct mark_group *group = &search->marks.items[i].group;
        uint32_t number = search->numbers[search->marks.items[i].target];
        for (uint32_t run = group->first; run < group->end && search->has_words[number]; run++)
            search->intake->runs.items[run].note = number;
    }
    for (size_t i = 0; i < search->intake->blocks.count; i++) {
        struct intake_block *block = &search->intake->blocks.items[i];
        for (uint32_t run = block->first; run < block->end; run++)
            block->changes |= search->intake->runs.items[run].note > 0 ? CHANGED_NOTES : 0;
    }
}

/* Some pages have each note twice, beside the text and below it. */

/* A text without the number before it. */
static struct text unnumbered(struct text text) {
    size_t at = 0;
    while (at < text.size && (strchr("[]().: ", text.bytes[at]) || (text.bytes[at] >= '0' && text.bytes[at] <= '9')))
        at++;
    return text_after(text, at);
}

static void find_repeated(struct note_search *search) {
    struct table texts = {0};
    struct intake *intake = search->intake;
    for (uint32_t i = 0; i < intake->blocks.count; i++)
        if (intake->blocks.items[i].note > 0)
            table_put(&texts, unnumbered(intake->blocks.items[i].text), i, search->arena);
    for (size_t i = intake->blocks.count; i-- > 0;) {
        struct intake_block *block = &intake->blocks.items[i], *next = i + 1 < intake->blocks.count ? block + 1 : NULL;
        if (block->note > 0 || block->is_back || !is_called_note(search, block->element))
            continue;
        block->is_again = table_get(&texts, unnumbered(block->text)) != NONE;
        block->is_back = next && next->is_again && is_label(bare(block->text));
    }
}

void notes_find(struct intake *intake, struct arena *arena) {
    struct note_search search = {.intake = intake,
                                 .arena = arena,
                                 .has_mark = arena_array(arena, bool, intake->blocks.count + 1),
                                 .numbers = arena_array(arena, uint32_t, intake->elements.count + 1)};
    search.is_called = elements_called_notes(&search);
    index_elements(&search);
    find_marks(&search);
    if (search.marks.count == 0)
        return;
    collect_notes(&search);
    search.has_words = arena_array(arena, bool, intake->notes + 1);
    qsort(search.notes.items, search.notes.count, sizeof *search.notes.items, compare_notes);
    set_ends(&search);
    set_frames(&search);
    rebuild_blocks(&search);
    mark_runs(&search);
    find_repeated(&search);
}
