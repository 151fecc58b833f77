#include "import/builder.h"

#include "base/array.h"
#include "base/utf8.h"

uint32_t builder_frame(struct builder *builder, struct intake_frame frame) {
    struct intake *intake = builder->intake;
    *array_add(&intake->frames, builder->arena) = frame;
    return (uint32_t)intake->frames.count - 1;
}

static void open_block(struct builder *builder, const struct builder_setting *setting, uint32_t offset) {
    builder->is_open = true;
    builder->owes_space = builder->has_broken = false;
    builder->block = (struct intake_block){
        .kind = setting->kind,
        .level = setting->level,
        .is_header = setting->is_header,
        .element = setting->block_element,
        .within = setting->block_element,
        .frame = setting->frame,
        .table = setting->table,
        .row = setting->row,
        .column = setting->column,
        .from = offset,
        .to = offset,
        .first = (uint32_t)builder->intake->runs.count,
        .changes = builder->next,
        .is_behind_rule = builder->has_rule,
    };
    builder->next = 0;
    builder->has_rule = false;
}

static bool is_break(const struct builder *builder, const struct intake_run *run) {
    return run->to == run->from + 1 && builder->text.bytes[run->from] == '\n';
}

static struct intake_run *add_run(struct builder *builder, const struct builder_setting *setting, size_t from) {
    struct intake_run *run = array_add(&builder->intake->runs, builder->arena);
    *run = (struct intake_run){.from = (uint32_t)from,
                               .to = (uint32_t)builder->text.size,
                               .element = setting->element,
                               .link = setting->link,
                               .style = setting->style};
    return run;
}

/* The run that ends where the text ends now, and is of this setting. */
static void extend_run(struct builder *builder, const struct builder_setting *setting, size_t from) {
    struct intake *intake = builder->intake;
    struct intake_run *last = intake->runs.count > builder->block.first ? &intake->runs.items[intake->runs.count - 1] : NULL;
    bool is_alike = last && last->style == setting->style && last->link == setting->link && last->element == setting->element;
    if (!is_alike || (!setting->keeps_space && is_break(builder, last)))
        add_run(builder, setting, from);
    else
        last->to = (uint32_t)builder->text.size;
}

/* The space that is owed belongs to the run before it. */
static void pay_space(struct builder *builder) {
    struct intake *intake = builder->intake;
    if (!builder->owes_space || builder->text.size == 0 || builder->has_broken)
        return;
    buffer_add_char(&builder->text, ' ');
    intake->runs.items[intake->runs.count - 1].to = (uint32_t)builder->text.size;
}

static void add_visible(struct builder *builder, const struct builder_setting *setting, struct text character) {
    pay_space(builder);
    builder->owes_space = builder->has_broken = false;
    size_t from = builder->text.size;
    buffer_add(&builder->text, character);
    extend_run(builder, setting, from);
}

/* In code each character stands, but for carriage returns. */
static void add_as_it_is(struct builder *builder, const struct builder_setting *setting, struct text character) {
    size_t from = builder->text.size;
    if (character.bytes[0] != '\r' && (from > 0 || character.bytes[0] != '\n'))
        buffer_add(&builder->text, character);
    if (builder->text.size > from)
        extend_run(builder, setting, from);
}

/* The first line of code begins with its indentation. */
static void add_indentation(struct builder *builder, const struct builder_setting *setting, struct text before) {
    size_t start = before.size;
    while (start > 0 && (before.bytes[start - 1] == ' ' || before.bytes[start - 1] == '\t'))
        start--;
    size_t from = builder->text.size;
    buffer_add(&builder->text, text_after(before, start));
    if (builder->text.size > from)
        extend_run(builder, setting, from);
}

void builder_text(struct builder *builder, const struct builder_setting *setting, struct text text, uint32_t offset) {
    for (size_t at = 0; at < text.size;) {
        size_t start = at;
        uint32_t character = utf8_next(text, &at);
        struct text bytes = text_slice(text, start, at);
        bool is_space = utf8_is_space(character);
        bool is_visible = !is_space && !intake_shows_nothing(character);
        builder->intake->visible += is_visible;
        if (is_visible && !builder->is_open) {
            open_block(builder, setting, offset);
            if (setting->keeps_space)
                add_indentation(builder, setting, text_slice(text, 0, start));
        }
        if (!builder->is_open)
            continue;
        builder->block.changes |= is_visible ? setting->changes : 0;
        if (setting->keeps_space)
            add_as_it_is(builder, setting, bytes);
        else if (is_visible)
            add_visible(builder, setting, bytes);
        else
            builder->owes_space |= is_space;
        if (!is_visible && character >= 0x7f)
            builder->block.changes |= is_space ? CHANGED_SPACES : CHANGED_HYPHENS;
    }
    if (builder->is_open)
        builder->block.to = offset + (uint32_t)text.size;
}

void builder_signs(struct builder *builder, const struct builder_setting *setting, const char *signs, uint32_t offset) {
    uint32_t to = builder->is_open ? builder->block.to : offset;
    builder_text(builder, setting, text_of(signs), offset);
    builder->block.to = to;
    builder->block.changes |= CHANGED_SIGNS;
}

void builder_break(struct builder *builder, const struct builder_setting *setting, uint32_t offset) {
    if (!builder->is_open)
        return;
    if (setting->keeps_space) {
        add_as_it_is(builder, setting, TEXT("\n"));
        return;
    }
    if (builder->has_broken) {
        builder_end_block(builder);
        return;
    }
    struct builder_setting plain = *setting;
    plain.style = 0;
    plain.link = NONE;
    size_t from = builder->text.size;
    buffer_add_char(&builder->text, '\n');
    add_run(builder, &plain, from);
    builder->owes_space = false;
    builder->has_broken = true;
    builder->block.to = offset;
}

void builder_place(struct builder *builder, const struct builder_setting *setting, uint32_t element) {
    struct builder_setting place = *setting;
    place.element = element;
    place.link = NONE;
    add_run(builder, &place, builder->text.size);
}

static bool is_behind(const struct intake_run *run, size_t size) {
    return run->from > size || (run->from == size && run->to > size);
}

/* White space and line breaks at the end go. */
static void trim_end(struct builder *builder) {
    struct intake *intake = builder->intake;
    struct text text = buffer_text(&builder->text);
    while (text.size > 0 && (text.bytes[text.size - 1] == '\n' || text.bytes[text.size - 1] == ' '))
        text.size--;
    builder->text.size = text.size;
    while (intake->runs.count > builder->block.first && is_behind(&intake->runs.items[intake->runs.count - 1], text.size))
        intake->runs.count--;
    if (intake->runs.count > builder->block.first && intake->runs.items[intake->runs.count - 1].to > text.size)
        intake->runs.items[intake->runs.count - 1].to = (uint32_t)text.size;
}

/* Of a block in more pieces it is not asked: they may stand as deep as there are of them. */
enum { PIECES_MOST = 200 };

/* The innermost element that all runs of the open block stand in: parents come before their children. */
static uint32_t element_around_runs(const struct builder *builder) {
    const struct intake *intake = builder->intake;
    if (intake->runs.count > builder->block.first + PIECES_MOST)
        return builder->block.element;
    uint32_t around = intake->runs.items[builder->block.first].element;
    for (size_t i = builder->block.first + 1; i < intake->runs.count; i++)
        for (uint32_t other = intake->runs.items[i].element; around != other;) {
            uint32_t *inner = around > other ? &around : &other;
            *inner = intake->elements.items[*inner].parent;
        }
    return around;
}

/* What is told of the styles of the open block. */
static void note_styles(struct builder *builder) {
    uint16_t styles = 0;
    for (size_t i = builder->block.first; i < builder->intake->runs.count; i++)
        styles |= builder->intake->runs.items[i].style;
    if (styles & STYLE_DELETED)
        builder->block.changes |= CHANGED_STRUCK;
    if (builder->block.kind == INTAKE_CODE && (styles & (STYLE_DELETED | STYLE_RAISED | STYLE_LOWERED)))
        builder->block.changes |= CHANGED_FLAT_STYLE;
}

void builder_end_block(struct builder *builder) {
    struct intake *intake = builder->intake;
    if (!builder->is_open)
        return;
    trim_end(builder);
    note_styles(builder);
    if (builder->block.element != NONE)
        builder->block.within = element_around_runs(builder);
    builder->block.text = text_copy(buffer_text(&builder->text), builder->arena);
    builder->block.end = (uint32_t)intake->runs.count;
    intake_count(intake, &builder->block);
    *array_add(&intake->blocks, builder->arena) = builder->block;
    buffer_clear(&builder->text);
    builder->is_open = false;
}
