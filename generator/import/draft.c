#include "import/draft.h"

#include "base/arena.h"
#include "import/front.h"
#include "import/data_tables.h"
#include "import/markup.h"

struct drafting {
    const struct intake *intake;
    const struct ruling *rulings;
    struct draft *draft;
    struct buffer out;
    struct buffer block; /* the Markdown of one block, before its frames are put around it */
    uint32_t line;       /* that is written next */
    uint32_t frame;      /* of the block before; NONE at first */
    bool has_text;
    bool owes_rule;       /* a rule stood behind the block before */
    bool has_caption;     /* the block before is the caption of the table that comes next */
    bool is_behind_table; /* the block before is a table of data without a caption */
    uint32_t note;        /* that is being written; 0: the text */
    uint32_t *numbers;    /* of each note in the draft; 0: it is not marked there */
    bool begins_note;
    size_t frames_left; /* of a note: those around it all, which are not written */
    struct markup_place place;
    struct arena *arena;
};

static bool is_kept(const struct drafting *drafting, uint32_t i) {
    return verdict_is_in_draft(drafting->rulings[i].verdict);
}

/* The note that a block stands in; 0: it is of the text. */
static uint32_t note_of(const struct drafting *drafting, uint32_t i) {
    return drafting->rulings[i].is_text ? 0 : drafting->intake->blocks.items[i].note;
}

/* Whether a block is written where it stands: notes go to the end. */
static bool is_of_text(const struct drafting *drafting, uint32_t i) {
    return is_kept(drafting, i) && note_of(drafting, i) == drafting->note;
}

static void add_char(struct drafting *drafting, char c) {
    buffer_add_char(&drafting->out, c);
    drafting->line += c == '\n';
}

static void add(struct drafting *drafting, struct text text) {
    for (size_t i = 0; i < text.size; i++)
        add_char(drafting, text.bytes[i]);
}

/* Frames. */

enum { FRAMES_MOST = 16 };

/* The frames around a block, outermost first; those beyond the sixteenth count as none. */
static size_t frames_around(uint32_t frames[FRAMES_MOST], const struct intake *intake, uint32_t frame) {
    size_t depth = 0;
    for (uint32_t i = frame; i != NONE; i = intake->frames.items[i].parent)
        depth++;
    size_t left_out = depth > FRAMES_MOST ? depth - FRAMES_MOST : 0;
    size_t at = depth - left_out;
    for (uint32_t i = frame; i != NONE; i = intake->frames.items[i].parent)
        if (left_out > 0)
            left_out--;
        else
            frames[--at] = i;
    return depth < FRAMES_MOST ? depth : FRAMES_MOST;
}

static struct text item_mark(const struct intake_frame *frame, struct arena *arena) {
    return frame->number > 0 ? text_format(arena, "%u. ", frame->number) : TEXT("- ");
}

static void write_spaces(struct drafting *drafting, size_t count) {
    for (size_t i = 0; i < count; i++)
        add_char(drafting, ' ');
}

/* Before each line of a block: what its frames ask for. An item's mark stands only where the item begins. */
static void write_prefix(struct drafting *drafting, const uint32_t *frames, size_t depth, size_t known, bool is_first) {
    if (drafting->begins_note)
        add(drafting, text_format(drafting->arena, "[^%u]: ", drafting->numbers[drafting->note]));
    else if (drafting->note > 0)
        write_spaces(drafting, 4);
    drafting->begins_note = false;
    for (size_t i = drafting->frames_left; i < depth; i++) {
        const struct intake_frame *frame = &drafting->intake->frames.items[frames[i]];
        struct text mark = frame->is_item ? item_mark(frame, drafting->arena) : TEXT("> ");
        if (!frame->is_item || (is_first && i >= known))
            add(drafting, mark);
        else
            write_spaces(drafting, mark.size);
    }
}

/* How many of the frames are open from the block before. */
static size_t known_frames(const struct drafting *drafting, const uint32_t *frames, size_t depth) {
    uint32_t before[FRAMES_MOST];
    size_t count = frames_around(before, drafting->intake, drafting->frame), known = 0;
    while (known < depth && known < count && frames[known] == before[known])
        known++;
    return known;
}

/* Whether two blocks are items of one list, so that no blank line stands between; one that begins with 2 needs it. */
static bool is_next_item(const struct drafting *drafting, const struct intake_block *block) {
    if (drafting->frame == NONE || block->frame == NONE || drafting->frame == block->frame)
        return false;
    const struct intake_frame *before = &drafting->intake->frames.items[drafting->frame];
    const struct intake_frame *now = &drafting->intake->frames.items[block->frame];
    return before->is_item && now->is_item &&
           (before->list == now->list || (now->parent == drafting->frame && now->number < 2));
}

/* Two lists that follow each other would be one; a comment between keeps them apart. */
static bool joins_other_list(const struct drafting *drafting, const struct intake_block *block) {
    if (drafting->frame == NONE || block->frame == NONE || is_next_item(drafting, block))
        return false;
    const struct intake_frame *before = &drafting->intake->frames.items[drafting->frame];
    const struct intake_frame *now = &drafting->intake->frames.items[block->frame];
    return before->is_item && now->is_item && before->list != now->list && before->parent == now->parent &&
           (before->number > 0) == (now->number > 0);
}

/* A blank line, in the frames that go on. */
static void write_blank_line(struct drafting *drafting, const uint32_t *frames, size_t known) {
    if (known > drafting->frames_left) {
        write_prefix(drafting, frames, known, known, false);
        while (drafting->out.size > 0 && drafting->out.bytes[drafting->out.size - 1] == ' ')
            drafting->out.size--;
    }
    add_char(drafting, '\n');
}

/* A line of its own, with a blank line behind it. */
static void write_between(struct drafting *drafting, const uint32_t *frames, size_t known, const char *line) {
    write_prefix(drafting, frames, known, known, false);
    add(drafting, text_of(line));
    write_blank_line(drafting, frames, known);
}

/* The lines of `drafting->block`, in the frames of a block. */
static void write_lines(struct drafting *drafting, const struct intake_block *block, bool is_tight) {
    uint32_t frames[FRAMES_MOST];
    size_t depth = frames_around(frames, drafting->intake, block->frame), known = known_frames(drafting, frames, depth);
    bool has_rule = drafting->has_text && drafting->owes_rule;
    if (drafting->has_text && (!is_tight || has_rule))
        write_blank_line(drafting, frames, known);
    if (has_rule)
        write_between(drafting, frames, known, "* * *\n");
    else if (joins_other_list(drafting, block))
        write_between(drafting, frames, known, "<!-- -->\n");
    drafting->draft->lines[block - drafting->intake->blocks.items] = drafting->line;
    struct text line, rest = buffer_text(&drafting->block);
    bool is_first = true;
    while (text_cut(&line, &rest, '\n')) {
        write_prefix(drafting, frames, depth, known, is_first);
        add(drafting, line);
        add_char(drafting, '\n');
        is_first = false;
    }
    drafting->frame = block->frame;
    drafting->has_text = true;
    drafting->owes_rule = false;
}

/* Blocks. */

static void write_fenced(struct drafting *drafting, struct text code) {
    size_t most = 2, run = 0;
    for (size_t i = 0; i < code.size; i++) {
        run = code.bytes[i] == '`' ? run + 1 : 0;
        most = run > most ? run : most;
    }
    struct buffer *out = &drafting->block;
    for (size_t i = 0; i <= most; i++)
        buffer_add_char(out, '`');
    buffer_add_char(out, '\n');
    buffer_add(out, code);
    buffer_add_char(out, '\n');
    for (size_t i = 0; i <= most; i++)
        buffer_add_char(out, '`');
}

/* Headings begin at the second level: the first is the title. */
static void write_marks_of_heading(struct buffer *out, uint8_t level) {
    for (uint8_t i = 0; i < (level < 2 ? 2 : level); i++)
        buffer_add_char(out, '#');
    buffer_add_char(out, ' ');
}

static void write_block(struct drafting *drafting, uint32_t i) {
    const struct intake_block *block = &drafting->intake->blocks.items[i];
    buffer_clear(&drafting->block);
    drafting->is_behind_table = false;
    if (drafting->draft->changes[i] & CHANGED_CAPTION)
        buffer_add(&drafting->block, TEXT("Table: "));
    if (block->kind == INTAKE_HEADING)
        write_marks_of_heading(&drafting->block, block->level);
    if (block->kind == INTAKE_CODE)
        write_fenced(drafting, block->text);
    else
        markup_block(&drafting->block, drafting->intake, block, &drafting->place, drafting->arena);
    bool is_second_line =
        block->follows && i > 0 && is_kept(drafting, i - 1) && block->frame == NONE && block[-1].frame == NONE;
    if (is_second_line) {
        drafting->out.size--;
        drafting->line--;
        add(drafting, TEXT("\\\n"));
    }
    write_lines(drafting, block, is_second_line || is_next_item(drafting, block));
}

static void write_table(struct drafting *drafting, const struct data_table *table) {
    struct buffer *out = &drafting->block;
    struct markup_place in_cell = drafting->place;
    in_cell.in_cell = true;
    buffer_clear(out);
    for (uint32_t row = 0; row < table->rows; row++) {
        for (uint32_t column = 0; column < table->columns; column++) {
            uint32_t cell = table->cells[row * table->columns + column];
            buffer_add(out, TEXT("| "));
            if (cell != NONE)
                markup_block(out, drafting->intake, &drafting->intake->blocks.items[cell], &in_cell, drafting->arena);
            buffer_add_char(out, ' ');
        }
        buffer_add(out, TEXT("|\n"));
        for (uint32_t column = 0; row == 0 && column < table->columns; column++)
            buffer_add(out, column == 0 ? TEXT("| --- |") : TEXT(" --- |"));
        if (row == 0)
            buffer_add_char(out, '\n');
    }
    write_lines(drafting, &drafting->intake->blocks.items[table->first], false);
    uint32_t start = drafting->draft->lines[table->first];
    for (uint32_t i = table->first; i < table->end; i++) {
        uint32_t row = drafting->intake->blocks.items[i].row;
        drafting->draft->lines[i] = start + row - table->first_row + (row > table->first_row);
    }
}

/* Writes the captions among the blocks of a table; the one at `place` as its caption. */
static void write_captions(struct drafting *drafting, uint32_t first, uint32_t end, uint32_t place) {
    for (uint32_t i = first; i < end; i++) {
        if (drafting->intake->blocks.items[i].kind != INTAKE_CAPTION || !is_of_text(drafting, i))
            continue;
        if (i == place)
            drafting->draft->changes[i] |= CHANGED_CAPTION;
        write_block(drafting, i);
    }
}

/* Of the captions between, the nearest to the table's cells; NONE. */
static uint32_t nearest_caption(const struct drafting *drafting, const struct data_table *table, uint32_t first) {
    const struct intake_block *blocks = drafting->intake->blocks.items;
    uint32_t frame = blocks[table->first].frame;
    for (uint32_t i = table->first; i-- > first;)
        if (is_of_text(drafting, i))
            return blocks[i].frame == frame && !blocks[table->first].is_behind_rule ? i : NONE;
    for (uint32_t i = table->first; i < table->end; i++)
        if (blocks[i].kind == INTAKE_CAPTION && is_of_text(drafting, i))
            return blocks[i].frame == frame && !blocks[i].is_behind_rule ? i : NONE;
    return NONE;
}

/* A table from its first block, with its captions; returns the first block behind it. */
static uint32_t write_table_whole(struct drafting *drafting, uint32_t first, const struct data_table *table) {
    uint32_t caption = drafting->has_caption ? NONE : nearest_caption(drafting, table, first);
    bool has_caption = drafting->has_caption || caption != NONE;
    write_captions(drafting, first, table->first, caption);
    write_table(drafting, table);
    drafting->is_behind_table = !has_caption;
    drafting->has_caption = false;
    write_captions(drafting, table->first, table->end, caption);
    return table->end;
}

/* Whether the caption of a figure stands right behind its table, or right before it, and the table has none. */
static bool is_beside_table(struct drafting *drafting, uint32_t caption) {
    const struct intake_block *blocks = drafting->intake->blocks.items;
    struct data_table table;
    uint32_t next = caption + 1;
    if (!data_table_is_caption(drafting->intake, caption))
        return false;
    if (drafting->is_behind_table)
        return !drafting->owes_rule && blocks[caption].frame == drafting->frame;
    while (next < drafting->intake->blocks.count && !is_of_text(drafting, next))
        next++;
    bool is_before = next < drafting->intake->blocks.count && blocks[next].kind != INTAKE_CAPTION &&
                     blocks[next].frame == blocks[caption].frame && !blocks[next].is_behind_rule &&
                     data_table_at(&table, drafting->intake, drafting->rulings, next, drafting->arena);
    return drafting->has_caption = is_before;
}

/* A table, from its first block, whose cells are written one below the other. */
static void say_flat(struct drafting *drafting, uint32_t first, const struct data_table *table) {
    for (uint32_t cell = first; cell < table->end; cell++)
        drafting->draft->changes[cell] |= CHANGED_FLAT;
}

static void write_body(struct drafting *drafting) {
    for (uint32_t i = 0; i < drafting->intake->blocks.count;) {
        struct data_table table = {0};
        drafting->owes_rule |= drafting->intake->blocks.items[i].is_behind_rule;
        if (is_of_text(drafting, i) && data_table_at(&table, drafting->intake, drafting->rulings, i, drafting->arena)) {
            i = write_table_whole(drafting, i, &table);
            continue;
        }
        if (table.is_flat || table.has_gaps)
            say_flat(drafting, i, &table);
        if (is_of_text(drafting, i)) {
            drafting->draft->changes[i] |= is_beside_table(drafting, i) ? CHANGED_CAPTION : 0;
            write_block(drafting, i);
        }
        i++;
    }
}

/* Notes. */

/* The blocks of each note, in the order of the input: first[note] is one, next[block] the one behind it, or NONE. */
struct note_blocks {
    uint32_t *first, *last, *next;
};

static struct note_blocks blocks_of_notes(const struct drafting *drafting) {
    size_t count = drafting->intake->blocks.count, notes = drafting->intake->notes + 1;
    struct note_blocks blocks = {.first = arena_array(drafting->arena, uint32_t, notes),
                                 .last = arena_array(drafting->arena, uint32_t, notes),
                                 .next = arena_array(drafting->arena, uint32_t, count + 1)};
    for (size_t i = 0; i < notes; i++)
        blocks.first[i] = NONE;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t note = note_of(drafting, i);
        blocks.next[i] = NONE;
        if (note == 0 || !is_kept(drafting, i))
            continue;
        if (blocks.first[note] == NONE)
            blocks.first[note] = i;
        else
            blocks.next[blocks.last[note]] = i;
        blocks.last[note] = i;
    }
    return blocks;
}

/* How many of the frames around a note stand around all its blocks, too. */
static size_t common_frames(const struct drafting *drafting, const struct note_blocks *blocks, uint32_t first) {
    uint32_t common[FRAMES_MOST], frames[FRAMES_MOST];
    uint32_t note = drafting->intake->blocks.items[first].note;
    size_t count = frames_around(common, drafting->intake, drafting->intake->note_frames[note]);
    for (uint32_t i = first; i != NONE; i = blocks->next[i]) {
        size_t depth = frames_around(frames, drafting->intake, drafting->intake->blocks.items[i].frame), same = 0;
        while (same < count && same < depth && common[same] == frames[same])
            same++;
        count = same;
    }
    return count;
}

/* Gives the notes that a block marks their numbers; one of which nothing is kept has none. */
static void number_marks(struct drafting *drafting, const struct note_blocks *blocks, uint32_t block) {
    const struct intake_block *at = &drafting->intake->blocks.items[block];
    for (uint32_t i = at->first; i < at->end; i++) {
        uint32_t note = drafting->intake->runs.items[i].note;
        if (note == 0 || drafting->numbers[note] > 0 || blocks->first[note] == NONE)
            continue;
        drafting->draft->notes[drafting->draft->note_count++] = note;
        drafting->numbers[note] = (uint32_t)drafting->draft->note_count;
    }
}

/* In the order in which a reader of the draft meets the marks: those of the text, then those in notes. */
static void number_notes(struct drafting *drafting, const struct note_blocks *blocks) {
    for (uint32_t i = 0; i < drafting->intake->blocks.count; i++)
        if (is_of_text(drafting, i))
            number_marks(drafting, blocks, i);
    for (size_t n = 0; n < drafting->draft->note_count; n++)
        for (uint32_t i = blocks->first[drafting->draft->notes[n]]; i != NONE; i = blocks->next[i])
            number_marks(drafting, blocks, i);
}

static void write_notes(struct drafting *drafting, const struct note_blocks *blocks) {
    drafting->owes_rule = false;
    for (size_t n = 0; n < drafting->draft->note_count; n++) {
        uint32_t note = drafting->draft->notes[n], first = blocks->first[note];
        drafting->note = note;
        drafting->begins_note = true;
        drafting->frame = NONE;
        drafting->frames_left = common_frames(drafting, blocks, first);
        for (uint32_t i = first; i != NONE; i = blocks->next[i]) {
            struct data_table table;
            if (data_table_at(&table, drafting->intake, drafting->rulings, i, drafting->arena) || table.is_flat ||
                table.has_gaps)
                say_flat(drafting, i, &table);
            write_block(drafting, i);
        }
    }
}

static struct text first_kept(const struct drafting *drafting) {
    for (uint32_t i = 0; i < drafting->intake->blocks.count; i++)
        if (is_kept(drafting, i))
            return drafting->intake->blocks.items[i].text;
    return (struct text){0};
}

struct draft draft_write(const struct intake *intake, const struct ruling *rulings, const struct metadata *metadata,
                         struct text base, struct arena *arena) {
    size_t count = intake->blocks.count;
    struct draft draft = {.lines = arena_array(arena, uint32_t, count + 1),
                          .changes = arena_array(arena, uint16_t, count + 1),
                          .notes = arena_array(arena, uint32_t, intake->notes + 1)};
    struct drafting drafting = {.intake = intake,
                                .rulings = rulings,
                                .draft = &draft,
                                .line = 1,
                                .frame = NONE,
                                .arena = arena,
                                .numbers = arena_array(arena, uint32_t, intake->notes + 1)};
    drafting.place = (struct markup_place){.base = base, .flat_links = &draft.flat_links, .notes = drafting.numbers};
    struct text front = front_write(metadata, first_kept(&drafting), arena);
    add(&drafting, front);
    struct note_blocks blocks = blocks_of_notes(&drafting);
    number_notes(&drafting, &blocks);
    write_body(&drafting);
    write_notes(&drafting, &blocks);
    draft.text = text_copy(buffer_text(&drafting.out), arena);
    draft.body = text_after(draft.text, front.size);
    draft.title = metadata->chosen[SAID_TITLE] != NONE ? metadata->items[metadata->chosen[SAID_TITLE]].value : (struct text){0};
    for (size_t i = 0; i < count; i++)
        draft.changes[i] |= intake->blocks.items[i].changes;
    buffer_free(&drafting.out);
    buffer_free(&drafting.block);
    return draft;
}
