#include "mustache/internal.h"

/* What names are looked up in, innermost first. */
struct frame {
    const struct view *value;
    const struct frame *outer;
};

/* The pieces of one {{<joined:...}}. */
struct joined {
    const struct instruction *between;
    bool has_piece; /* one has been written */
};

/* Where the renderer is: one template, inside its includers. */
struct render_place {
    const struct template *template;
    const struct frame *frame;
    const struct defines *defines;
    struct joined *joined; /* the innermost one around; NULL outside of all */
    const struct render_place *outer;
    struct text indent; /* of each line of the template */
    uint32_t depth;
};

struct renderer {
    struct buffer *out;
    const struct mustache_set *set;
    uint64_t work_left; /* instructions */
    size_t most_bytes;  /* of `out` */
    struct text *why;
    struct arena *arena;
};

static const struct view *look_up(const struct frame *frame, struct dotted name) {
    if (name.count == 0)
        return frame->value;
    const struct view *value = NULL;
    for (; frame && !value; frame = frame->outer)
        value = view_get(frame->value, name.parts[0]);
    for (uint32_t i = 1; i < name.count && value; i++)
        value = view_get(value, name.parts[i]);
    return value;
}

static void write_raw(struct buffer *out, const struct view *value) {
    switch ((enum view_kind)value->kind) {
    case VIEW_TEXT:
    case VIEW_NUMBER: buffer_add(out, value->text); break;
    case VIEW_BOOLEAN: buffer_add(out, value->truth ? TEXT("true") : TEXT("false")); break;
    case VIEW_LATE: value->late.write(out, value->late.context); break;
    case VIEW_NULL:
    case VIEW_LIST:
    case VIEW_MAP:
    case VIEW_LATE_MAP: break;
    }
}

static void write_escaped(struct buffer *out, const struct view *value) {
    struct buffer late = {0};
    switch ((enum view_kind)value->kind) {
    case VIEW_TEXT: buffer_add_html(out, value->text); break;
    case VIEW_LATE:
        value->late.write(&late, value->late.context);
        buffer_add_html(out, buffer_text(&late));
        buffer_free(&late);
        break;
    default: write_raw(out, value);
    }
}

static bool is_empty_line(struct text line) {
    return text_starts(line, TEXT("\n")) || text_starts(line, TEXT("\r\n"));
}

/* Text with the indentation at each of its beginnings of lines that is not the beginning of an empty line. */
static void write_indented(struct buffer *out, struct text text, bool fresh, struct text indent) {
    while (text.size > 0) {
        if (fresh && !is_empty_line(text))
            buffer_add(out, indent);
        size_t end = text_find_char(text, '\n', 0);
        end += end < text.size;
        buffer_add(out, text_slice(text, 0, end));
        text = text_after(text, end);
        fresh = true;
    }
}

static bool render_code(struct renderer *renderer, const struct render_place *place, uint32_t from, uint32_t to);

static bool render_section(struct renderer *renderer, const struct render_place *place, uint32_t index) {
    const struct instruction *section = &place->template->code[index];
    const struct view *value = look_up(place->frame, section->name);
    if (!value || !value->truth)
        return true;
    bool list = value->kind == VIEW_LIST;
    for (uint32_t i = 0, count = list ? value->count : 1; i < count; i++) {
        struct frame frame = {list ? value->items[i] : value, place->frame};
        struct render_place inside = *place;
        inside.frame = &frame;
        if (!render_code(renderer, &inside, index + 1, section->end))
            return false;
    }
    return true;
}

static bool render_inverted(struct renderer *renderer, const struct render_place *place, uint32_t index) {
    const struct instruction *section = &place->template->code[index];
    const struct view *value = look_up(place->frame, section->name);
    return (value && value->truth) || render_code(renderer, place, index + 1, section->end);
}

/* Indentation is kept for what has its lines for itself, and ends for what stands in a line of something else. */
static struct text indent_inside(const struct renderer *renderer, const struct render_place *place,
                                 const struct instruction *instruction) {
    if (!instruction->alone)
        return TEXT("");
    if (place->indent.size == 0 || instruction->indent.size == 0)
        return place->indent.size == 0 ? instruction->indent : place->indent;
    return text_join(renderer->arena, place->indent, instruction->indent);
}

/* "a → b → a": from where the innermost template was met before. */
static struct text inclusion_path(const struct render_place *place, struct arena *arena) {
    struct text path = place->template->path;
    for (const struct render_place *outer = place->outer; outer; outer = outer->outer) {
        path = text_format(arena, "%.*s → %.*s", TEXT_ARGS(outer->template->path), TEXT_ARGS(path));
        if (outer->template == place->template)
            break;
    }
    return path;
}

static bool render_inside(struct renderer *renderer, const struct render_place *inside, uint32_t from, uint32_t to) {
    if (inside->depth <= MUSTACHE_INCLUSION_LIMIT)
        return render_code(renderer, inside, from, to);
    struct text path = inclusion_path(inside, renderer->arena);
    *renderer->why = text_format(renderer->arena, "inclusion has no end: %.*s", TEXT_ARGS(path));
    return false;
}

/* The template that a partial or parent tag names, or NULL. */
static const struct template *find_target(const struct renderer *renderer, const struct render_place *place,
                                          const struct instruction *instruction) {
    if (!instruction->dynamic)
        return renderer->set->find(instruction->text, renderer->set->context);
    const struct view *name = look_up(place->frame, instruction->name);
    return name && name->kind == VIEW_TEXT ? renderer->set->find(name->text, renderer->set->context) : NULL;
}

static bool render_included(struct renderer *renderer, const struct render_place *place, const struct instruction *instruction,
                            const struct defines *defines) {
    const struct template *template = find_target(renderer, place, instruction);
    if (!template)
        return true;
    struct render_place inside = {.template = template,
                                  .frame = place->frame,
                                  .defines = defines,
                                  .outer = place,
                                  .indent = indent_inside(renderer, place, instruction),
                                  .depth = place->depth + 1};
    return render_inside(renderer, &inside, 0, template->count);
}

/* Index of the last DEFINE of a block in one parent tag; 0, where none can stand, when it has none. */
static uint32_t define_in(const struct defines *defines, struct text block) {
    const struct instruction *code = defines->template->code;
    uint32_t found = 0;
    for (uint32_t i = defines->parent + 1; i < code[defines->parent].end; i = code[i].end)
        if (text_equal(code[i].text, block))
            found = i;
    return found;
}

const struct defines *mustache_find_define(uint32_t *index, const struct defines *defines, struct text block) {
    const struct defines *found = NULL;
    for (; defines; defines = defines->outer) {
        uint32_t define = define_in(defines, block);
        found = define > 0 ? defines : found;
        *index = define > 0 ? define : *index;
    }
    return found;
}

static bool render_block(struct renderer *renderer, const struct render_place *place, uint32_t index) {
    const struct instruction *block = &place->template->code[index];
    uint32_t define = 0;
    const struct defines *found = mustache_find_define(&define, place->defines, block->text);
    if (!found)
        return render_code(renderer, place, index + 1, block->end);
    struct render_place inside = *place;
    inside.template = found->template;
    inside.outer = place;
    inside.indent = indent_inside(renderer, place, block);
    inside.depth++;
    return render_inside(renderer, &inside, define + 1, found->template->code[define].end);
}

static bool render_joined(struct renderer *renderer, const struct render_place *place, uint32_t index) {
    struct joined joined = {.between = &place->template->code[index]};
    struct render_place inside = *place;
    inside.joined = &joined;
    inside.indent = TEXT("");
    return render_code(renderer, &inside, index + 1, joined.between->end);
}

static bool is_blank(struct text text) {
    return text_trim(text).size == 0;
}

/* What stands between is written before it is known whether anything follows, and taken back when nothing does. */
static bool render_piece(struct renderer *renderer, const struct render_place *place, uint32_t index) {
    struct buffer *out = renderer->out;
    size_t before = out->size;
    if (place->joined->has_piece && !render_included(renderer, place, place->joined->between, NULL))
        return false;
    size_t start = out->size;
    if (!render_code(renderer, place, index + 1, place->template->code[index].end))
        return false;
    if (is_blank(text_after(buffer_text(out), start)))
        out->size = before;
    else
        place->joined->has_piece = true;
    return true;
}

static void write_value(struct renderer *renderer, const struct render_place *place, const struct instruction *instruction) {
    const struct mustache_watch *watch = renderer->set->watch;
    const struct view *value = look_up(place->frame, instruction->name);
    size_t start = renderer->out->size;
    if (value && instruction->op == OP_RAW)
        write_raw(renderer->out, value);
    else if (value)
        write_escaped(renderer->out, value);
    if (value && watch)
        watch->written(value, start, renderer->out->size, watch->context);
}

static void write_text(struct renderer *renderer, const struct render_place *place, const struct instruction *instruction) {
    if (place->indent.size == 0)
        buffer_add(renderer->out, instruction->text);
    else
        write_indented(renderer->out, instruction->text, instruction->fresh, place->indent);
}

static bool render_one(struct renderer *renderer, const struct render_place *place, uint32_t index) {
    const struct instruction *instruction = &place->template->code[index];
    struct defines defines = {place->template, index, place->defines};
    switch ((enum opcode)instruction->op) {
    case OP_TEXT: write_text(renderer, place, instruction); return true;
    case OP_INDENT: buffer_add(renderer->out, place->indent); return true;
    case OP_VARIABLE:
    case OP_RAW: write_value(renderer, place, instruction); return true;
    case OP_SECTION: return render_section(renderer, place, index);
    case OP_INVERTED: return render_inverted(renderer, place, index);
    case OP_PARTIAL: return render_included(renderer, place, instruction, NULL);
    case OP_PARENT: return render_included(renderer, place, instruction, &defines);
    case OP_BLOCK: return render_block(renderer, place, index);
    case OP_JOINED: return render_joined(renderer, place, index);
    case OP_PIECE: return render_piece(renderer, place, index);
    case OP_DEFINE: return true;
    }
    return true;
}

/* A few sections inside each other can ask for more than any machine has: what they do is multiplied at each. */
static bool is_within_bounds(struct renderer *renderer, const struct render_place *place) {
    if (renderer->work_left > 0 && renderer->out->size <= renderer->most_bytes) {
        renderer->work_left--;
        return true;
    }
    const char *what = renderer->work_left > 0 ? "the output becomes too large" : "rendering takes too much work";
    *renderer->why = text_format(renderer->arena, "%s in %.*s", what, TEXT_ARGS(place->template->path));
    return false;
}

static bool render_code(struct renderer *renderer, const struct render_place *place, uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; i = place->template->code[i].end)
        if (!is_within_bounds(renderer, place) || !render_one(renderer, place, i))
            return false;
    return true;
}

bool mustache_render(struct buffer *out, const struct template *template, const struct view *view,
                     const struct mustache_set *set, struct text *why, struct arena *arena) {
    struct renderer renderer = {.out = out, .set = set, .why = why, .arena = arena};
    renderer.work_left = set->most_work ? set->most_work : MUSTACHE_MOST_WORK;
    renderer.most_bytes = out->size + MUSTACHE_MOST_BYTES;
    struct frame frame = {view, NULL};
    struct render_place place = {.template = template, .frame = &frame};
    return render_code(&renderer, &place, 0, template->count);
}
