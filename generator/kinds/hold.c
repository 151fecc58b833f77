#include "kinds/hold.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "base/written_date.h"
#include "kinds/kinds.h"
#include "kinds/shapes.h"
#include "connect/addresses.h"

static const struct hold open_hold = {.appears = MOMENT_FIRST, .opens = MOMENT_FIRST, .expires = MOMENT_NEVER};

static int64_t later(int64_t a, int64_t b) {
    return a > b ? a : b;
}

static int64_t earlier(int64_t a, int64_t b) {
    return a < b ? a : b;
}

bool path_is_set_aside(struct text path) {
    struct text part, rest = path;
    while (text_cut(&part, &rest, '/'))
        if (text_starts(part, TEXT("_")) && !text_equal(part, TEXT("_posts")) && !text_equal(part, TEXT("_index.md")))
            return true;
    return false;
}

/* The fields. */

/* The date of a field. False, with E005, when it is none; essays tell that of the first date they have themselves. */
static bool read_date(struct date *date, const struct fields *fields, const struct yaml_node *node, bool is_told) {
    struct diag unheard = {0};
    struct fields quiet = *fields;
    quiet.problems = &unheard;
    *date = value_date(is_told ? &quiet : fields, node);
    diag_free(&unheard);
    return date->precision > DATE_NONE;
}

static bool has_text(const struct fields *fields, const struct yaml_node *node) {
    return node->kind != YAML_NULL && (node->kind != YAML_SCALAR || text_trim(yaml_text(&fields->yaml, node)).size);
}

static void read_appearance(struct hold *hold, const struct fields *fields, const struct yaml_node *node, uint8_t of) {
    struct date date;
    bool is_told = of == THING_ESSAY && node == field_find(fields, FIELD_DATE);
    if (!has_text(fields, node))
        return;
    if (read_date(&date, fields, node, is_told))
        hold->appears = later(hold->appears, date_seconds(date));
}

static void read_expiry(struct hold *hold, const struct fields *fields, const struct yaml_node *node) {
    struct date date;
    if (!has_text(fields, node))
        return;
    if (read_date(&date, fields, node, false))
        hold->expires = earlier(hold->expires, date_seconds(date));
    else
        hold->is_refused = true;
}

/* `published` is a boolean to Jekyll, and a date to Hugo and to Pandoc's users. */
static void read_published(struct hold *hold, const struct fields *fields, const struct yaml_node *node, uint8_t of) {
    bool published;
    struct date date;
    if (!has_text(fields, node))
        return;
    if (value_boolean(&published, fields, node))
        hold->is_draft |= !published;
    else if (read_date(&date, fields, node, of == THING_ESSAY))
        hold->appears = later(hold->appears, date_seconds(date));
    else
        hold->is_refused = true;
}

static void read_draft(struct hold *hold, const struct fields *fields, const struct yaml_node *node) {
    bool draft = false;
    if (!has_text(fields, node))
        return;
    if (!value_boolean(&draft, fields, node)) {
        field_error(fields, E_WRONG_TYPE, node, TEXT(""), "draft is true or false");
        hold->is_refused = true;
    }
    hold->is_draft |= draft;
}

/* All names of each field: a file that has two dates is held back by the later one. */
static void read_own(struct hold *hold, struct keys_seen *seen, const struct fields *fields, uint8_t of) {
    const struct yaml *yaml = &fields->yaml;
    for (const struct yaml_node *node = yaml_first(yaml, fields->map); node; node = yaml_next(yaml, fields->map, node)) {
        if (key_is(fields, node, FIELD_DATE))
            read_appearance(hold, fields, node, of);
        else if (key_is(fields, node, FIELD_EXPIRES))
            read_expiry(hold, fields, node);
        else if (key_is(fields, node, FIELD_PUBLISHED))
            read_published(hold, fields, node, of);
        else if (key_is(fields, node, FIELD_DRAFT))
            read_draft(hold, fields, node);
        else if (keys_promise(seen, fields, node, of))
            hold->is_refused = true;
    }
    if (of == THING_ESSAY)
        access_read(hold, fields);
}

static void read_name(struct hold *hold, const struct fields *fields, uint8_t of) {
    struct date date = of == THING_ESSAY ? file_name_read(fields->path, fields->arena).date : (struct date){0};
    if (date.precision)
        hold->appears = later(hold->appears, date_seconds(date));
    hold->is_draft |= path_is_set_aside(fields->path);
}

void hold_read(struct hold *hold, struct keys_seen *seen, const struct fields *fields, uint8_t of, int64_t now) {
    *hold = open_hold;
    read_name(hold, fields, of);
    if (!fields->map || fields->map->kind != YAML_MAP)
        return;
    read_own(hold, seen, fields, of);
    struct withheld withheld = withheld_find(seen, fields, of, now);
    hold->is_draft |= withheld.draft;
    hold->is_refused |= withheld.refused;
    hold->is_unindexed |= withheld.unindexed;
    if (of == THING_ESSAY)
        hold->opens = later(hold->opens, withheld.opens);
    else
        hold->appears = later(hold->appears, withheld.opens);
    /* What is left out anyway need not say how else it is held back. */
    if (withheld.refused && !hold->is_draft)
        withheld_tell(seen, fields, of, now);
}

/* What nobody can mend. */

/* A line of a table of TOML, as one of YAML: "key = value" is "key: value". */
static void add_line(struct buffer *yaml, struct text line, size_t indent) {
    size_t equals = text_find_char(line, '=', 0);
    buffer_add_format(yaml, "%*s", (int)indent, "");
    if (equals < line.size)
        buffer_add_format(yaml, "%.*s: %.*s\n", TEXT_ARGS(text_trim(text_slice(line, 0, equals))),
                          TEXT_ARGS(text_after(line, equals + 1)));
    else
        buffer_add_format(yaml, "%.*s\n", TEXT_ARGS(line));
}

/* Opens a table of TOML, [cascade.build], as an item of a list; the indent of what is in it. */
static size_t open_table(struct buffer *yaml, struct text line) {
    struct text part, rest = text_trim(line);
    size_t indent = 2;
    while (text_starts(rest, TEXT("[")))
        rest = text_after(rest, 1);
    rest = text_slice(rest, 0, text_find_char(rest, ']', 0));
    for (bool first = true; text_cut(&part, &rest, '.'); first = false, indent += 2)
        buffer_add_format(yaml, "%*s%.*s:\n", (int)indent, first ? "- " : "", TEXT_ARGS(part));
    return indent;
}

/*
 * The front matter of TOML, well enough to see what it holds back; what is not is refused as YAML. Tables stand below a key
 * for which whatever holds back is refused.
 */
static struct text toml_as_yaml(struct text bytes, struct arena *arena) {
    struct buffer yaml = {0};
    struct text line, rest = bytes;
    size_t indent = 0;
    text_cut(&line, &rest, '\n');
    while (text_cut(&line, &rest, '\n') && !text_equal(text_trim(line), TEXT("+++"))) {
        bool is_table = text_starts(text_trim(line), TEXT("[")) && text_find_char(line, '=', 0) == line.size;
        if (is_table && !indent)
            buffer_add(&yaml, TEXT("cascade:\n"));
        if (is_table)
            indent = open_table(&yaml, line);
        else if (text_trim(line).size)
            add_line(&yaml, text_trim(line), indent);
    }
    return buffer_take(&yaml, arena);
}

static struct hold hold_of_fields(const struct fields *fields, uint8_t of) {
    struct keys_seen seen = {0};
    struct hold hold;
    /* A day that has passed by then opens it: nothing here may depend on the clock. */
    hold_read(&hold, &seen, fields, of, MOMENT_NEVER);
    hold.is_refused |= fields->map && fields->map->kind != YAML_MAP && fields->map->kind != YAML_NULL;
    return hold;
}

struct fields fields_of_bytes(struct text bytes, struct text path, struct diag *problems, struct arena *arena) {
    struct text yaml;
    struct fields fields = {.path = path, .problems = problems, .arena = arena};
    bool is_toml = text_starts(utf8_without_mark(bytes), TEXT("+++"));
    bool readable = document_front_matter(&yaml, bytes);
    if (is_toml)
        yaml = toml_as_yaml(bytes, arena);
    fields.unreadable = !readable || !yaml_parse(&fields.yaml, yaml, 1, path, problems, arena);
    fields_take(&fields, fields.unreadable ? NULL : yaml_root(&fields.yaml));
    return fields;
}

struct hold hold_of_old(const struct fields *fields) {
    enum thing_kind kind = file_kind(fields->path);
    struct hold hold = hold_of_fields(fields, kind < THING_KINDS ? (uint8_t)kind : (uint8_t)THING_PAGE);
    hold.is_refused |= fields->unreadable;
    return hold;
}

struct hold hold_of_bytes(struct text *title, struct text bytes, struct text path, struct arena *arena) {
    struct diag unheard = {0};
    struct fields fields = fields_of_bytes(bytes, path, &unheard, arena);
    struct hold hold = hold_of_old(&fields);
    *title = field_text(&fields, FIELD_ANY_TITLE);
    diag_free(&unheard);
    return hold;
}

struct hold hold_of_document(const struct document *document, struct arena *arena) {
    struct diag unheard = {0};
    struct fields fields = fields_of_document(document, TEXT(""), &unheard, arena);
    struct hold hold = hold_of_fields(&fields, THING_ESSAY);
    hold.is_refused |= document->unreadable;
    diag_free(&unheard);
    return hold;
}

/* Moments. */

enum held hold_at(const struct hold *hold, const struct today *today) {
    if (hold->is_draft)
        return HELD_DRAFT;
    if (hold->expires <= today->now)
        return HELD_EXPIRED;
    if (hold->appears > today->now && !today->shows_future)
        return HELD_FUTURE;
    return hold->opens > today->now ? HELD_TEXT : HELD_NOT;
}

void hold_lift(struct hold *hold) {
    hold->appears = open_hold.appears;
    hold->opens = open_hold.opens;
    hold->expires = open_hold.expires;
    hold->until = open_hold.until;
    hold->is_draft = hold->is_summary = false;
}

bool hold_is_laxer(const struct hold *hold, const struct hold *other) {
    return !hold->is_draft && !hold->is_refused && hold->appears <= other->appears && hold->opens <= other->opens &&
           hold->expires >= other->expires;
}

bool hold_is_open(const struct hold *hold, const struct today *today) {
    return !hold->is_refused && hold_at(hold, today) == HELD_NOT;
}

void hold_narrow(struct validity *validity, const struct hold *hold, const struct today *today) {
    if (hold->is_draft || hold->is_refused)
        return;
    if (!today->shows_future)
        validity_narrow(validity, hold->appears, today->now);
    validity_narrow(validity, hold->opens, today->now);
    validity_narrow(validity, hold->expires, today->now);
}
