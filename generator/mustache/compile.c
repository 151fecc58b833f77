#include "mustache/internal.h"

#include "base/array.h"
#include "base/utf8.h"
#include "read/codes.h"
#include "read/forbidden.h"

struct code {
    struct instruction *items;
    size_t count, capacity;
};

struct compiler {
    struct text source;
    struct tags tags;
    struct code code;
    struct mustache_uses uses;
    struct source_cursor cursor;
    struct text dedent;  /* white space that is taken from the beginnings of lines: inside a DEFINE */
    size_t define;       /* where the text of the DEFINE begins: as the beginning of a line, wherever it stands */
    uint32_t conditions; /* how many sections and blocks are open */
    struct diag *problems;
    struct arena *arena;
};

/* A part of the source with the tags in it. */
struct range {
    size_t from, to;
    uint32_t first, last; /* tags from `first` up to, not including, `last` */
};

static uint32_t add(struct compiler *compiler, enum opcode op) {
    struct instruction *instruction = array_add(&compiler->code, compiler->arena);
    instruction->op = (uint8_t)op;
    instruction->end = (uint32_t)compiler->code.count;
    return instruction->end - 1;
}

static struct instruction *at(struct compiler *compiler, uint32_t index) {
    return &compiler->code.items[index];
}

static void end(struct compiler *compiler, uint32_t index) {
    at(compiler, index)->end = (uint32_t)compiler->code.count;
}

static bool begins_line(struct text source, size_t offset) {
    return offset == 0 || source.bytes[offset - 1] == '\n';
}

static size_t blank_size(struct text text) {
    size_t size = 0;
    while (size < text.size && (text.bytes[size] == ' ' || text.bytes[size] == '\t'))
        size++;
    return size;
}

/* How much of `dedent` a line begins with. */
static size_t common_size(struct text line, struct text dedent) {
    size_t size = 0;
    while (size < line.size && size < dedent.size && line.bytes[size] == dedent.bytes[size])
        size++;
    return size;
}

/* The source from `from` to `to` with the beginnings of its lines taken away. */
static struct text dedented(const struct compiler *compiler, size_t from, size_t to) {
    struct text source = compiler->source;
    if (compiler->dedent.size == 0)
        return text_slice(source, from, to);
    char *bytes = arena_alloc(compiler->arena, to - from + 1);
    size_t size = 0;
    while (from < to) {
        size_t skipped = begins_line(source, from) ? common_size(text_slice(source, from, to), compiler->dedent) : 0;
        for (from += skipped; from < to;) {
            bytes[size++] = source.bytes[from++];
            if (bytes[size - 1] == '\n')
                break;
        }
    }
    return (struct text){bytes, size};
}

static bool is_fresh(const struct compiler *compiler, size_t offset) {
    return begins_line(compiler->source, offset) || offset == compiler->define;
}

static void add_text(struct compiler *compiler, size_t from, size_t to) {
    struct text text = from < to ? dedented(compiler, from, to) : TEXT("");
    if (text.size == 0)
        return;
    struct instruction *instruction = at(compiler, add(compiler, OP_TEXT));
    instruction->text = text;
    instruction->fresh = is_fresh(compiler, from);
}

/* Text up to a tag that writes in its line: where no text begins the line, the indentation must be asked for. */
static void add_text_before(struct compiler *compiler, size_t from, size_t to) {
    add_text(compiler, from, to);
    size_t line = to;
    while (line > from && compiler->source.bytes[line - 1] != '\n')
        line--;
    if (is_fresh(compiler, line) && dedented(compiler, line, to).size == 0)
        add(compiler, OP_INDENT);
}

static bool stands_alone(const struct tag *tag) {
    return tag->clear_left && tag->clear_right;
}

/* Where a tag begins and ends, with its line when it has one for itself. */
static size_t left_of(const struct tag *tag) {
    return stands_alone(tag) ? tag->line : tag->start;
}

static size_t right_of(const struct tag *tag) {
    return stands_alone(tag) ? tag->next_line : tag->end;
}

static struct dotted dotted(struct text name, struct arena *arena) {
    if (text_equal(name, TEXT(".")))
        return (struct dotted){NULL, 0};
    struct text *parts = arena_array(arena, struct text, name.size / 2 + 1), rest = name;
    uint32_t count = 0;
    while (text_cut(&parts[count], &rest, '.'))
        count++;
    return (struct dotted){parts, count};
}

static void name_target(struct compiler *compiler, uint32_t index, const struct tag *tag) {
    struct instruction *instruction = at(compiler, index);
    instruction->text = tag->name;
    instruction->dynamic = tag->dynamic;
    if (tag->dynamic) {
        instruction->name = dotted(tag->name, compiler->arena);
        compiler->uses.dynamic = true;
        return;
    }
    size_t offset = (size_t)(tag->name.bytes - compiler->source.bytes);
    struct diag_place place = source_place(&compiler->cursor, offset, tag->name.size);
    *array_add(&compiler->uses, compiler->arena) =
        (struct mustache_use){.name = tag->name, .place = place, .always = compiler->conditions == 0};
}

/* The white space before a tag that is included with its lines indented. */
static void set_alone(struct compiler *compiler, uint32_t index, struct text indent) {
    struct instruction *instruction = at(compiler, index);
    instruction->alone = true;
    instruction->indent = text_after(indent, common_size(indent, compiler->dedent));
}

static struct text indent_before(const struct compiler *compiler, const struct tag *tag) {
    return text_slice(compiler->source, tag->line, tag->start);
}

static void add_range(struct compiler *compiler, struct range range);

static size_t add_value(struct compiler *compiler, size_t from, const struct tag *tag) {
    add_text_before(compiler, from, tag->start);
    uint32_t index = add(compiler, tag->kind == TAG_RAW ? OP_RAW : OP_VARIABLE);
    at(compiler, index)->name = dotted(tag->name, compiler->arena);
    return tag->end;
}

static size_t add_section(struct compiler *compiler, size_t from, uint32_t tag_index) {
    const struct tag *open = &compiler->tags.items[tag_index], *close = &compiler->tags.items[open->match];
    if (stands_alone(open))
        add_text(compiler, from, open->line);
    else
        add_text_before(compiler, from, open->start);
    uint32_t index = add(compiler, open->kind == TAG_SECTION ? OP_SECTION : OP_INVERTED);
    at(compiler, index)->name = dotted(open->name, compiler->arena);
    compiler->conditions++;
    add_range(compiler, (struct range){right_of(open), left_of(close), tag_index + 1, open->match});
    compiler->conditions--;
    end(compiler, index);
    return right_of(close);
}

static size_t add_partial(struct compiler *compiler, size_t from, const struct tag *tag) {
    if (stands_alone(tag))
        add_text(compiler, from, tag->line);
    else
        add_text_before(compiler, from, tag->start);
    uint32_t index = add(compiler, OP_PARTIAL);
    name_target(compiler, index, tag);
    if (stands_alone(tag))
        set_alone(compiler, index, indent_before(compiler, tag));
    return right_of(tag);
}

/* What stands between the tags of a block whose opening tag ends its line: the lines from the next one on. */
static struct range lines_inside(const struct compiler *compiler, uint32_t tag_index) {
    const struct tag *open = &compiler->tags.items[tag_index], *close = &compiler->tags.items[open->match];
    size_t to = close->clear_left ? close->line : close->start;
    return (struct range){open->next_line, to > open->next_line ? to : open->next_line, tag_index + 1, open->match};
}

/* The white space that the first line which is not blank begins with. */
static struct text intrinsic_indent(const struct compiler *compiler, struct range range) {
    struct text line, rest = text_slice(compiler->source, range.from, range.to);
    while (text_cut(&line, &rest, '\n'))
        if (text_trim(line).size > 0)
            return text_slice(line, 0, blank_size(line));
    return TEXT("");
}

/* A block inside a parent: its text without the indentation of its own; the place where it is written has another. */
static void add_define(struct compiler *compiler, uint32_t tag_index, enum opcode op) {
    const struct tag *open = &compiler->tags.items[tag_index], *close = &compiler->tags.items[open->match];
    uint32_t index = add(compiler, op);
    at(compiler, index)->text = open->name;
    struct range range = {open->end, close->start, tag_index + 1, open->match};
    struct text outer_dedent = compiler->dedent;
    size_t outer_define = compiler->define;
    if (open->clear_right) {
        range = lines_inside(compiler, tag_index);
        compiler->dedent = intrinsic_indent(compiler, range);
    }
    compiler->define = range.from;
    compiler->conditions++;
    add_range(compiler, range);
    compiler->conditions--;
    compiler->define = outer_define;
    compiler->dedent = outer_dedent;
    end(compiler, index);
}

static bool is_joined(const struct tag *tag) {
    return !tag->dynamic && text_starts(tag->name, MUSTACHE_JOINED);
}

static void warn_ignored(struct compiler *compiler, size_t from, size_t to, const struct tag *parent) {
    diag_add(compiler->problems, DIAG_WARNING, W_TAG_IGNORED, source_place(&compiler->cursor, from, to - from),
             text_format(compiler->arena, "this stands inside {{<%.*s}} but in none of its blocks, and is ignored",
                         TEXT_ARGS(parent->name)),
             is_joined(parent) ? TEXT("put it between {{$name}} and {{/name}}, where name is any")
                               : TEXT("put it between {{$name}} and {{/name}}, where name is a block of the parent"));
}

static void add_defines(struct compiler *compiler, uint32_t parent_index) {
    const struct tag *tags = compiler->tags.items;
    uint32_t last = tags[parent_index].match;
    for (uint32_t i = parent_index + 1; i < last; i++) {
        if (tags[i].kind == TAG_BLOCK)
            add_define(compiler, i, OP_DEFINE);
        else if (tags[i].kind != TAG_SILENT)
            warn_ignored(compiler, tags[i].start, tags[i].end, &tags[parent_index]);
        if (tags[i].match > i)
            i = tags[i].match;
    }
}

static void add_pieces(struct compiler *compiler, struct range range, const struct tag *parent);

static void add_pieces_in_section(struct compiler *compiler, uint32_t tag_index, const struct tag *parent) {
    const struct tag *open = &compiler->tags.items[tag_index], *close = &compiler->tags.items[open->match];
    uint32_t index = add(compiler, open->kind == TAG_SECTION ? OP_SECTION : OP_INVERTED);
    at(compiler, index)->name = dotted(open->name, compiler->arena);
    add_pieces(compiler, (struct range){open->end, close->start, tag_index + 1, open->match}, parent);
    end(compiler, index);
}

static void warn_of_text(struct compiler *compiler, size_t from, size_t to, const struct tag *parent) {
    struct text text = text_trim(text_slice(compiler->source, from, to));
    size_t start = (size_t)(text.bytes - compiler->source.bytes);
    if (text.size > 0)
        warn_ignored(compiler, start, start + text.size, parent);
}

/* The blocks of {{<joined:...}}, and the sections around them. Other text there would be lost, which no parent's is. */
static void add_pieces(struct compiler *compiler, struct range range, const struct tag *parent) {
    const struct tag *tags = compiler->tags.items;
    size_t from = range.from;
    for (uint32_t i = range.first; i < range.last; i++) {
        warn_of_text(compiler, from, tags[i].start, parent);
        if (tags[i].kind == TAG_BLOCK)
            add_define(compiler, i, OP_PIECE);
        else if (tags[i].kind == TAG_SECTION || tags[i].kind == TAG_INVERTED)
            add_pieces_in_section(compiler, i, parent);
        else if (tags[i].kind != TAG_SILENT)
            warn_ignored(compiler, tags[i].start, tags[i].end, parent);
        if (tags[i].match > i)
            i = tags[i].match;
        from = tags[i].end;
    }
    warn_of_text(compiler, from, range.to, parent);
}

/* {{<joined:NAME}}, which is a part of a line also where it has lines for itself. */
static size_t add_joined(struct compiler *compiler, size_t from, uint32_t tag_index) {
    const struct tag *open = &compiler->tags.items[tag_index], *close = &compiler->tags.items[open->match];
    struct tag between = *open;
    between.name = text_after(open->name, MUSTACHE_JOINED.size);
    add_text_before(compiler, from, open->start);
    uint32_t index = add(compiler, OP_JOINED);
    name_target(compiler, index, &between);
    compiler->conditions++;
    add_pieces(compiler, (struct range){open->end, close->start, tag_index + 1, open->match}, open);
    compiler->conditions--;
    end(compiler, index);
    return close->end;
}

/* Parents and blocks have their lines for themselves when nothing stands before the opening and behind the closing tag. */
static size_t add_parent(struct compiler *compiler, size_t from, uint32_t tag_index) {
    const struct tag *open = &compiler->tags.items[tag_index], *close = &compiler->tags.items[open->match];
    bool alone = open->clear_left && close->clear_right;
    if (alone)
        add_text(compiler, from, open->line);
    else
        add_text_before(compiler, from, open->start);
    uint32_t index = add(compiler, OP_PARENT);
    name_target(compiler, index, open);
    if (alone)
        set_alone(compiler, index, indent_before(compiler, open));
    add_defines(compiler, tag_index);
    end(compiler, index);
    return alone ? close->next_line : close->end;
}

/* A block that has its lines for itself. What replaces it is indented as its own text is, or else as its tag. */
static size_t add_block_alone(struct compiler *compiler, size_t from, uint32_t tag_index) {
    const struct tag *open = &compiler->tags.items[tag_index], *close = &compiler->tags.items[open->match];
    struct range range = {open->end, close->start, tag_index + 1, open->match};
    struct text indent = indent_before(compiler, open);
    add_text(compiler, from, open->line);
    uint32_t index = add(compiler, OP_BLOCK);
    at(compiler, index)->text = open->name;
    if (open->clear_right) {
        range = lines_inside(compiler, tag_index);
        indent = range.to > range.from ? intrinsic_indent(compiler, range) : indent;
    } else {
        add_text_before(compiler, open->line, open->start);
    }
    set_alone(compiler, index, indent);
    add_range(compiler, range);
    end(compiler, index);
    return close->clear_left ? close->next_line : close->end;
}

static size_t add_block(struct compiler *compiler, size_t from, uint32_t tag_index) {
    const struct tag *open = &compiler->tags.items[tag_index], *close = &compiler->tags.items[open->match];
    if (open->clear_left && close->clear_right)
        return add_block_alone(compiler, from, tag_index);
    add_text_before(compiler, from, open->start);
    uint32_t index = add(compiler, OP_BLOCK);
    at(compiler, index)->text = open->name;
    add_range(compiler, (struct range){open->end, close->start, tag_index + 1, open->match});
    end(compiler, index);
    return close->end;
}

/* Adds one tag with all inside; returns the offset behind it. */
static size_t add_tag(struct compiler *compiler, size_t from, uint32_t tag_index) {
    const struct tag *tag = &compiler->tags.items[tag_index];
    size_t next = from;
    switch ((enum tag_kind)tag->kind) {
    case TAG_VARIABLE:
    case TAG_RAW: return add_value(compiler, from, tag);
    case TAG_SECTION:
    case TAG_INVERTED: return add_section(compiler, from, tag_index);
    case TAG_PARTIAL: return add_partial(compiler, from, tag);
    case TAG_PARENT: return is_joined(tag) ? add_joined(compiler, from, tag_index) : add_parent(compiler, from, tag_index);
    case TAG_BLOCK:
        compiler->conditions++;
        next = add_block(compiler, from, tag_index);
        compiler->conditions--;
        return next;
    case TAG_SILENT:
    case TAG_CLOSE: break;
    }
    add_text(compiler, from, left_of(tag));
    return right_of(tag);
}

static void add_range(struct compiler *compiler, struct range range) {
    size_t from = range.from;
    for (uint32_t i = range.first; i < range.last; i++) {
        from = add_tag(compiler, from, i);
        if (compiler->tags.items[i].match > i)
            i = compiler->tags.items[i].match;
    }
    add_text(compiler, from, range.to);
}

static bool check_bytes(struct source_cursor *cursor, struct diag *problems) {
    size_t bad = utf8_first_invalid(cursor->source);
    if (bad == cursor->source.size)
        return true;
    diag_add(problems, DIAG_ERROR, E_NOT_UTF8, source_place(cursor, bad, 1), TEXT("a byte that is not UTF-8, or NUL"),
             TEXT("save the file as UTF-8"));
    return false;
}

/* The source with what no page can have replaced. */
static struct text allowed_source(struct source_cursor *cursor, struct diag *problems, struct arena *arena) {
    struct utf8_replaced replaced;
    struct text allowed = utf8_allowed(&replaced, cursor->source, arena);
    if (replaced.count)
        forbidden_tell(problems, source_place(cursor, replaced.first, 1), &replaced, cursor->source);
    return allowed;
}

struct template *mustache_compile(struct text path, struct text source, struct diag *problems, struct arena *arena) {
    path = text_copy(path, arena);
    struct source_cursor cursor = {.path = path, .source = text_copy(source, arena)};
    if (!check_bytes(&cursor, problems))
        return NULL;
    source = allowed_source(&cursor, problems, arena);
    struct compiler compiler = {
        .source = source, .cursor = {.path = path, .source = source}, .problems = problems, .arena = arena};
    if (!tags_find(&compiler.tags, &compiler.cursor, problems, arena))
        return NULL;
    add_range(&compiler, (struct range){0, source.size, 0, (uint32_t)compiler.tags.count});
    struct template *template = arena_new(arena, struct template);
    *template = (struct template){.path = path,
                                  .source = source,
                                  .code = compiler.code.items,
                                  .count = (uint32_t)compiler.code.count,
                                  .uses = compiler.uses};
    return template;
}

const struct mustache_uses *mustache_uses(const struct template *template) {
    return &template->uses;
}
