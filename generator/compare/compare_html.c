#include "compare/compare.h"

#include "base/array.h"
#include "compare/compare_blocks.h"
#include "compare/told.h"

#include <string.h>

/* A container that is open: an item with the list around it, a quotation, a note. */
struct level {
    bool is_old; /* of the old text, and nothing in the new one continues it */
    uint32_t passage;
    uint8_t kind;
    bool ordered;
    uint32_t number; /* in its list */
};

enum { DEEPEST = 32 };

struct path {
    struct level levels[DEEPEST];
    unsigned depth;
};

/* How a passage stands in its list. */
struct place {
    bool ordered;
    uint32_t number;
};

struct writing {
    struct buffer *out;
    struct telling telling;
    const struct alignment *alignment;
    const struct compare_options *options;
    struct place *places[2];
    uint32_t *row_of[2]; /* of each unit: where it is shown, if at all */
    bool *holds_kept[2]; /* of each passage: something in it stands in both texts */
    struct told **told;  /* by group, made when it is first needed */
    struct path open;
    struct arena *arena;
};

static const struct units *units_of(const struct writing *writing, int side) {
    return told_units(&writing->telling, side);
}

static uint8_t kind_of(const struct writing *writing, int side, const struct unit *unit) {
    return units_of(writing, side)->passages->items[unit->passage].kind;
}

/* Containers ----------------------------------------------------------------------------------------------------------------
 */

/* The last tag before an offset, when only white space stands between. */
static struct text tag_before(struct text html, uint32_t end) {
    enum { LONGEST = 40 };
    struct text before = text_trim(text_slice(html, end > LONGEST ? end - LONGEST : 0, end));
    size_t tag = before.size;
    while (tag > 0 && (tag == before.size || before.bytes[tag] != '<'))
        tag--;
    return text_after(before, tag);
}

static uint32_t list_start(struct text tag) {
    struct text start = TEXT("<ol start=\"");
    uint32_t number = 0;
    if (!text_starts(tag, start))
        return 1;
    for (size_t at = start.size; at < tag.size && tag.bytes[at] >= '0' && tag.bytes[at] <= '9'; at++)
        number = number * 10 + (uint32_t)(tag.bytes[at] - '0');
    return number;
}

/* Which list each item and note stands in, and as which one: told by what stands before it. */
static struct place *find_places(const struct passages *passages, struct arena *arena) {
    const struct doc_block *blocks = DOC_ITEMS(passages->body, blocks, struct doc_block);
    struct place *places = arena_array(arena, struct place, passages->count);
    uint32_t *last = arena_array(arena, uint32_t, passages->count + 1); /* item inside each passage, and 1 */
    struct text html = body_html(passages->body);
    for (uint32_t i = 0; i < passages->count; i++) {
        uint8_t kind = passages->items[i].kind;
        uint32_t parent = passages->items[i].parent, *before = &last[parent == NO_PASSAGE ? passages->count : parent];
        struct text tag = tag_before(html, blocks[i].start);
        if (kind != BLOCK_ITEM && kind != BLOCK_NOTE)
            continue;
        bool begins = text_starts(tag, TEXT("<ol")) || text_starts(tag, TEXT("<ul")) || !*before;
        places[i] = begins ? (struct place){text_starts(tag, TEXT("<ol")), list_start(tag)}
                           : (struct place){places[*before - 1].ordered, places[*before - 1].number + 1};
        *before = i + 1;
    }
    return places;
}

static struct level level_of(const struct writing *writing, int side, uint32_t passage) {
    uint32_t new = side == OLD ? writing->alignment->new_of[passage] : passage;
    const struct passage *of = &writing->telling.sides[side]->passages->items[passage];
    if (side == OLD && new != NO_PASSAGE && writing->telling.sides[NEW]->passages->items[new].kind == of->kind)
        return level_of(writing, NEW, new);
    struct place place = writing->places[side][passage];
    return (struct level){side == OLD, passage, of->kind, place.ordered, place.number};
}

static bool is_container(uint8_t kind) {
    return kind == BLOCK_ITEM || kind == BLOCK_QUOTE || kind == BLOCK_NOTE;
}

static struct path path_of(const struct writing *writing, int side, uint32_t passage) {
    struct path path = {0}, reversed = {0};
    const struct passages *passages = writing->telling.sides[side]->passages;
    for (uint32_t i = passage; i != NO_PASSAGE && reversed.depth < DEEPEST; i = passages->items[i].parent)
        if (is_container(passages->items[i].kind))
            reversed.levels[reversed.depth++] = level_of(writing, side, i);
    while (path.depth < reversed.depth) {
        path.levels[path.depth] = reversed.levels[reversed.depth - 1 - path.depth];
        path.depth++;
    }
    return path;
}

static bool is_same_level(const struct level *a, const struct level *b) {
    return a->is_old == b->is_old && a->passage == b->passage && a->kind == b->kind;
}

static bool share_list(const struct level *a, const struct level *b) {
    return a->kind == b->kind && a->kind != BLOCK_QUOTE && a->ordered == b->ordered;
}

static void close_level(struct writing *writing, bool list_goes_on) {
    const struct level *level = &writing->open.levels[--writing->open.depth];
    const char *list = level->kind == BLOCK_NOTE ? "</ol>\n</section>\n" : level->ordered ? "</ol>\n" : "</ul>\n";
    buffer_add(writing->out, level->kind == BLOCK_QUOTE ? TEXT("</blockquote>\n") : TEXT("</li>\n"));
    if (level->kind != BLOCK_QUOTE && !list_goes_on)
        buffer_add(writing->out, text_of(list));
}

static const char *class_of(const struct writing *writing, const struct level *level) {
    if (writing->holds_kept[level->is_old ? OLD : NEW][level->passage])
        return "";
    return level->is_old ? " class=\"removed\"" : " class=\"added\"";
}

static void open_level(struct writing *writing, const struct level *level, bool list_goes_on) {
    const char *class = class_of(writing, level);
    const char *list = level->kind == BLOCK_NOTE
                           ? "<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"Notes\">\n<ol>\n"
                       : level->ordered ? "<ol>\n"
                                        : "<ul>\n";
    writing->open.levels[writing->open.depth++] = *level;
    if (level->kind == BLOCK_QUOTE) {
        buffer_add_format(writing->out, "<blockquote%s>\n", class);
        return;
    }
    if (!list_goes_on)
        buffer_add(writing->out, text_of(list));
    if (level->ordered || level->kind == BLOCK_NOTE)
        buffer_add_format(writing->out, "<li value=\"%u\"%s>\n", (unsigned)level->number, class);
    else
        buffer_add_format(writing->out, "<li%s>\n", class);
}

/* Closes and opens containers until those of `path` are open. */
static void enter(struct writing *writing, const struct path *path) {
    unsigned common = 0;
    while (common < path->depth && common < writing->open.depth &&
           is_same_level(&path->levels[common], &writing->open.levels[common]))
        common++;
    bool goes_on = common < path->depth && common < writing->open.depth &&
                   share_list(&path->levels[common], &writing->open.levels[common]);
    while (writing->open.depth > common)
        close_level(writing, goes_on && writing->open.depth == common + 1);
    for (unsigned i = common; i < path->depth; i++)
        open_level(writing, &path->levels[i], goes_on && i == common);
}

/* Passages ------------------------------------------------------------------------------------------------------------------
 */

static unsigned heading_level(const struct writing *writing, int side, const struct unit *unit) {
    struct text html = body_html(writing->telling.sides[side]->passages->body);
    size_t digit = DOC_ITEMS(writing->telling.sides[side]->passages->body, blocks, struct doc_block)[unit->passage].start + 2;
    return digit < html.size && html.bytes[digit] >= '2' && html.bytes[digit] <= '6' ? (unsigned)(html.bytes[digit] - '0') : 2;
}

/* How one passage is shown. */
struct showing {
    int side;
    uint32_t unit;
    const char *class;         /* "" for one that is as it was */
    const struct group *group; /* NULL: added or removed */
    const struct told *told;   /* NULL where nothing in it was changed */
    size_t part;
};

static void write_marked(void *writer, const struct inline_text *text, size_t from, size_t to, enum inline_mark mark) {
    inline_write(writer, text, from, to, mark);
}

static void write_same(void *writer, const struct inline_text *old, size_t old_from, const struct inline_text *new,
                       size_t new_from, size_t count) {
    inline_write_same(writer, old, old_from, new, new_from, count);
}

static void write_words(struct writing *writing, const struct showing *showing) {
    if (showing->told) {
        struct inline_writer writer = {.out = writing->out};
        told_part(&(struct told_visitor){write_marked, write_same, &writer}, showing->group, showing->told, showing->part);
        inline_end(&writer);
        return;
    }
    struct inline_text text;
    told_read(&text, &writing->telling, showing->side, showing->unit);
    if (!showing->group) {
        inline_compare(writing->out, showing->side == OLD ? &text : NULL, showing->side == OLD ? NULL : &text);
        return;
    }
    struct inline_writer writer = {.out = writing->out};
    inline_write(&writer, &text, 0, text.count, MARK_SAME);
    inline_end(&writer);
}

/* Tables and figures are compared in parts. They are never split or joined. */
static void write_parts(struct writing *writing, const struct showing *showing, uint8_t kind) {
    struct text html = told_html(&writing->telling, showing->side, showing->unit);
    struct text old = showing->side == OLD ? html : TEXT(""), new = showing->side == NEW ? html : TEXT("");
    if (showing->group && showing->told)
        old = told_html(&writing->telling, OLD, showing->group->olds[0]);
    else if (showing->group)
        old = new;
    (kind == BLOCK_TABLE ? compare_table : compare_figure)(writing->out, old, new);
}

static void write_rule(struct writing *writing, const struct showing *showing) {
    if (!showing->group)
        buffer_add_format(writing->out, "<p class=\"change-note\">A dividing line was %s.</p>\n",
                          showing->side == OLD ? "removed" : "added");
    buffer_add(writing->out, TEXT("<hr>\n"));
}

static void write_in_element(struct writing *writing, const struct showing *showing, const char *begin, const char *end) {
    bool plain = !*showing->class;
    buffer_add_format(writing->out, plain ? "<%s>" : "<%s class=\"%s\">", begin, showing->class);
    write_words(writing, showing);
    buffer_add_format(writing->out, "</%s>\n", end);
}

static void write_code(struct writing *writing, const struct showing *showing) {
    buffer_add(writing->out, TEXT("<pre tabindex=\"0\""));
    if (*showing->class)
        buffer_add_format(writing->out, " class=\"%s\"", showing->class);
    buffer_add(writing->out, TEXT("><code>"));
    write_words(writing, showing);
    buffer_add(writing->out, TEXT("</code></pre>\n"));
}

/* What an item has of its own stands in it without an element, as long as there is nothing to say of it. */
static void write_own(struct writing *writing, const struct showing *showing) {
    if (*showing->class) {
        write_in_element(writing, showing, "div", "div");
        return;
    }
    write_words(writing, showing);
    buffer_add_char(writing->out, '\n');
}

static void write_passage(struct writing *writing, const struct showing *showing) {
    const struct unit *unit = &units_of(writing, showing->side)->items[showing->unit];
    static const char *const headings[] = {"h2", "h3", "h4", "h5", "h6"};
    uint8_t kind = kind_of(writing, showing->side, unit);
    const char *heading = headings[heading_level(writing, showing->side, unit) - 2];
    switch (kind) {
    case BLOCK_HEADING: write_in_element(writing, showing, heading, heading); break;
    case BLOCK_PARAGRAPH: write_in_element(writing, showing, "p", "p"); break;
    case BLOCK_CODE: write_code(writing, showing); break;
    case BLOCK_TABLE:
    case BLOCK_FIGURE: write_parts(writing, showing, kind); break;
    case BLOCK_RULE: write_rule(writing, showing); break;
    default: write_own(writing, showing);
    }
}

/* Notes on what became of a passage -----------------------------------------------------------------------------------------
 */

/* The place among the new units that a moved old one went to, or that a new one came from among the old ones. */
static uint32_t other_end(const struct group *group, const struct units *there, bool to_new) {
    const uint32_t *items = to_new ? group->news : group->olds;
    size_t count = to_new ? group->new_count : group->old_count;
    for (size_t i = 0; i < count; i++)
        if (there->items[items[i]].moved)
            return items[i];
    return items[0];
}

static void write_link(struct writing *writing, const char *to, uint32_t unit, bool up) {
    buffer_add(writing->out, TEXT("<a href=\"#"));
    buffer_add_html(writing->out, writing->options->id_prefix);
    buffer_add_format(writing->out, "-%s-%u\">further %s</a>", to, (unsigned)unit + 1, up ? "up" : "down");
}

static void begin_note(struct writing *writing, const char *class) {
    buffer_add_format(writing->out, "<p class=\"change-note%s\"", class);
}

static void add_id(struct writing *writing, const char *which, uint32_t unit) {
    buffer_add(writing->out, TEXT(" id=\""));
    buffer_add_html(writing->out, writing->options->id_prefix);
    buffer_add_format(writing->out, "-%s-%u\"", which, (unsigned)unit + 1);
}

static size_t part_of(const struct group *group, uint32_t unit) {
    size_t part = 0;
    while (part + 1 < group->new_count && group->news[part] != unit)
        part++;
    return part;
}

/* "Part 1 of 2 of a passage that was split. Moved here from further up." Nothing for a passage that was only reworded. */
static void write_note(struct writing *writing, const struct group *group, uint32_t unit) {
    const struct units *old = &writing->telling.rows.old, *new = &writing->telling.rows.new;
    uint32_t from = other_end(group, old, false);
    bool moved = old->items[from].moved, single = group->old_count == 1 && group->new_count == 1;
    unsigned before = heading_level(writing, OLD, &old->items[group->olds[0]]);
    unsigned after = heading_level(writing, NEW, &new->items[unit]);
    bool other_level = single && kind_of(writing, NEW, &new->items[unit]) == BLOCK_HEADING && before != after;
    if (!moved && single && !other_level)
        return;
    begin_note(writing, "");
    if (moved)
        add_id(writing, "to", unit);
    buffer_add_char(writing->out, '>');
    if (group->new_count > 1)
        buffer_add_format(writing->out, "Part %zu of %zu of a passage that was split.", part_of(group, unit) + 1,
                          group->new_count);
    if (group->old_count > 1)
        buffer_add_format(writing->out, "%s%zu passages were joined.", group->new_count > 1 ? " " : "", group->old_count);
    if (other_level)
        buffer_add_format(writing->out, "A heading of level %u became one of level %u.", before, after);
    if (moved) {
        buffer_add(writing->out, single && !other_level ? TEXT("") : TEXT(" "));
        buffer_add(writing->out, group->old_count > 1 ? TEXT("One of them stood ") : TEXT("Moved here from "));
        write_link(writing, "from", from, writing->row_of[OLD][from] < writing->row_of[NEW][unit]);
        buffer_add_char(writing->out, '.');
    }
    buffer_add(writing->out, TEXT("</p>\n"));
}

/* The first words of a passage that stood here. */
static void write_moved_away(struct writing *writing, uint32_t unit) {
    enum { SHOWN_WORDS = 8 };
    const struct group *group = &writing->telling.rows.groups[writing->telling.rows.old.items[unit].group];
    uint32_t to = other_end(group, &writing->telling.rows.new, true);
    struct inline_text text;
    struct path path = path_of(writing, OLD, writing->telling.rows.old.items[unit].passage);
    told_read(&text, &writing->telling, OLD, unit);
    enter(writing, &path);
    begin_note(writing, " moved-away");
    add_id(writing, "from", unit);
    buffer_add(writing->out, TEXT(">Moved "));
    write_link(writing, "to", to, writing->row_of[NEW][to] < writing->row_of[OLD][unit]);
    buffer_add(writing->out, TEXT(": “"));
    for (size_t i = 0; i < text.count; i++)
        text.items[i].format = NO_FORMAT;
    text.code = false;
    struct inline_writer writer = {.out = writing->out};
    inline_write(&writer, &text, 0, text.count < SHOWN_WORDS ? text.count : SHOWN_WORDS, MARK_SAME);
    inline_end(&writer);
    buffer_add(writing->out, text.count > SHOWN_WORDS ? TEXT("…”</p>\n") : TEXT("”</p>\n"));
}

/* Rows ----------------------------------------------------------------------------------------------------------------------
 */

static void write_kept(struct writing *writing, uint32_t index) {
    const struct unit *unit = &writing->telling.rows.new.items[index];
    const struct group *group = &writing->telling.rows.groups[unit->group];
    struct showing showing = {.side = NEW, .unit = index, .class = "", .group = group};
    if (!group->same_form) {
        showing.told = told_group(&writing->telling, unit->group);
        showing.part = part_of(group, index);
        showing.class = unit->moved ? "reworded moved-here" : group->same_words ? "reformatted" : "reworded";
    } else if (unit->moved) {
        showing.class = "moved-here";
    }
    write_note(writing, group, index);
    write_passage(writing, &showing);
}

static void write_row(struct writing *writing, const struct row *row) {
    int side = row->kind == ROW_REMOVED || row->kind == ROW_MOVED_AWAY ? OLD : NEW;
    if (row->kind == ROW_MOVED_AWAY) {
        write_moved_away(writing, row->unit);
        return;
    }
    struct path path = path_of(writing, side, units_of(writing, side)->items[row->unit].passage);
    enter(writing, &path);
    if (row->kind == ROW_KEPT)
        write_kept(writing, row->unit);
    else
        write_passage(writing, &(struct showing){.side = side, .unit = row->unit, .class = side == OLD ? "removed" : "added"});
}

static size_t unchanged_end(const struct rows *rows, size_t from) {
    while (from < rows->count && row_is_unchanged(rows, &rows->items[from]))
        from++;
    return from;
}

static void write_rows(struct writing *writing, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        write_row(writing, &writing->telling.rows.items[i]);
}

/* A long stretch without a change is folded, but for its passages next to changes. */
static void write_unchanged(struct writing *writing, size_t from, size_t to) {
    enum { CONTEXT = 1, WORTH_FOLDING = 3 };
    static const struct path top = {0};
    size_t first = from == 0 ? from : from + CONTEXT, last = to == writing->telling.rows.count ? to : to - CONTEXT;
    if (writing->options->unfolded || first + WORTH_FOLDING > last) {
        write_rows(writing, from, to);
        return;
    }
    write_rows(writing, from, first);
    enter(writing, &top);
    buffer_add_format(writing->out, "<details class=\"unchanged\">\n<summary>%zu passages unchanged</summary>\n", last - first);
    write_rows(writing, first, last);
    enter(writing, &top);
    buffer_add(writing->out, TEXT("</details>\n"));
    write_rows(writing, last, to);
}

static void note_kept(struct writing *writing, int side) {
    const struct units *units = units_of(writing, side);
    bool *kept = writing->holds_kept[side] = arena_array(writing->arena, bool, units->passages->count);
    for (size_t i = 0; i < units->count; i++) {
        uint32_t passage = units->items[i].group != NO_UNIT ? units->items[i].passage : NO_PASSAGE;
        for (; passage != NO_PASSAGE && !kept[passage]; passage = units->passages->items[passage].parent)
            kept[passage] = true;
    }
}

static void note_rows(struct writing *writing) {
    writing->row_of[OLD] = arena_array(writing->arena, uint32_t, writing->telling.rows.old.count);
    writing->row_of[NEW] = arena_array(writing->arena, uint32_t, writing->telling.rows.new.count);
    for (size_t i = 0; i < writing->telling.rows.count; i++) {
        const struct row *row = &writing->telling.rows.items[i];
        bool old = row->kind == ROW_REMOVED || row->kind == ROW_MOVED_AWAY;
        writing->row_of[old ? OLD : NEW][row->unit] = (uint32_t)i;
    }
}

static void write_all(struct writing *writing) {
    const struct rows *rows = &writing->telling.rows;
    static const struct path top = {0};
    buffer_add(writing->out, TEXT("<div class=\"difference\">\n"));
    for (size_t i = 0; i < rows->count;) {
        size_t end = unchanged_end(rows, i);
        if (end > i)
            write_unchanged(writing, i, end);
        else
            write_row(writing, &rows->items[end++]);
        i = end;
    }
    enter(writing, &top);
    buffer_add(writing->out, TEXT("</div>\n"));
}

void compare_html(struct buffer *out, const struct compare_side *old, const struct compare_side *new,
                  const struct alignment *alignment, const struct compare_options *options, struct arena *arena) {
    struct writing writing = {.out = out, .alignment = alignment, .options = options, .arena = arena};
    told_start(&writing.telling, old, new, alignment, arena);
    if (unchanged_end(&writing.telling.rows, 0) == writing.telling.rows.count) {
        buffer_add(out, TEXT("<p class=\"change-note\">A reader sees no difference in the text.</p>\n"));
        return;
    }
    writing.places[OLD] = find_places(old->passages, arena);
    writing.places[NEW] = find_places(new->passages, arena);
    note_rows(&writing);
    note_kept(&writing, OLD);
    note_kept(&writing, NEW);
    write_all(&writing);
}
