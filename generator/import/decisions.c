#include "import/decisions.h"

#include "base/array.h"

/* Reading. */

static bool read_number(uint32_t *number, struct text *rest) {
    size_t digits = 0;
    *number = 0;
    while (digits < rest->size && digits < 9 && rest->bytes[digits] >= '0' && rest->bytes[digits] <= '9')
        *number = *number * 10 + (uint32_t)(rest->bytes[digits++] - '0');
    *rest = text_after(*rest, digits);
    return digits > 0 && *number > 0;
}

static bool take_place(struct line_place *place, struct text *rest) {
    *place = (struct line_place){0};
    if (!read_number(&place->line, rest))
        return false;
    if (!text_starts(*rest, TEXT(":")))
        return true;
    *rest = text_after(*rest, 1);
    return read_number(&place->column, rest);
}

bool place_read(struct line_place *place, struct text words) {
    return take_place(place, &words) && words.size == 0;
}

struct text place_words(struct line_place place, struct arena *arena) {
    return place.column > 0 ? text_format(arena, "%u:%u", place.line, place.column) : text_format(arena, "%u", place.line);
}

static bool read_range(struct line_range *range, struct text words) {
    *range = (struct line_range){.words = words};
    size_t dash = text_find_char(words, '-', 0);
    return place_read(&range->first, text_slice(words, 0, dash)) &&
           place_read(&range->last, dash < words.size ? text_after(words, dash + 1) : words);
}

bool line_ranges_read(struct line_ranges *ranges, struct text *wrong, struct text list, struct arena *arena) {
    struct text part;
    while (text_cut(&part, &list, ',')) {
        *wrong = part;
        if (!read_range(array_add(ranges, arena), text_trim(part)))
            return false;
    }
    return true;
}

/* Applying. */

static bool is_before(struct line_place place, struct line_place other) {
    return place.line < other.line || (place.line == other.line && place.column < other.column);
}

/* A block, from where it begins to where it ends: of HTML that is one place. */
static bool covers(struct line_range range, struct line_place begins, struct line_place ends) {
    if (range.last.column == 0)
        range.last.column = UINT32_MAX;
    return !is_before(ends, range.first) && !is_before(range.last, begins);
}

static struct line_place place_at(const struct intake *intake, struct intake_spot *spot, uint32_t offset) {
    intake_spot_move(intake, spot, offset);
    return (struct line_place){spot->line, spot->column};
}

static bool cover(bool *has_lines, const struct line_ranges *ranges, struct line_place begins, struct line_place ends) {
    bool is_covered = false;
    for (size_t i = 0; i < ranges->count; i++)
        if (covers(ranges->items[i], begins, ends))
            is_covered = has_lines[i] = true;
    return is_covered;
}

static void add_fault(struct import_faults *faults, struct text message, struct arena *arena) {
    *array_add(faults, arena) =
        (struct import_fault){.message = message, .help = TEXT("`colophon import -n` shows the lines, and where each begins")};
}

static void tell_empty(struct import_faults *faults, const struct line_ranges *ranges, const bool *has_lines, const char *flag,
                       struct arena *arena) {
    for (size_t i = 0; i < ranges->count; i++)
        if (!has_lines[i])
            add_fault(faults, text_format(arena, "--%s: no text begins at %.*s", flag, TEXT_ARGS(ranges->items[i].words)),
                      arena);
}

void decisions_apply(struct intake *intake, const struct line_ranges *keep, const struct line_ranges *remove,
                     struct import_faults *faults, struct arena *arena) {
    bool *has_kept = arena_array(arena, bool, keep->count + 1), *has_removed = arena_array(arena, bool, remove->count + 1);
    struct intake_spot spots[2] = {0};
    for (size_t i = 0; i < intake->blocks.count && keep->count + remove->count > 0; i++) {
        struct intake_block *block = &intake->blocks.items[i];
        struct line_place begins = place_at(intake, &spots[0], block->from);
        struct line_place ends = intake->is_html ? begins : place_at(intake, &spots[1], block->to);
        bool is_kept = cover(has_kept, keep, begins, ends), is_removed = cover(has_removed, remove, begins, ends);
        if (is_kept && is_removed)
            add_fault(faults, text_format(arena, "--keep and --remove both name line %u", begins.line), arena);
        if (is_kept || is_removed)
            block->decided = is_kept ? DECIDED_KEPT : DECIDED_REMOVED;
    }
    tell_empty(faults, keep, has_kept, "keep", arena);
    tell_empty(faults, remove, has_removed, "remove", arena);
}
