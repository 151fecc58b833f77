#include "pages/contract.h"

#include "base/array.h"
#include "base/build.h"
#include "pages/banner.h"
#include "read/codes.h"

static const char bytes[] = {
#include "pages/contract.md.inc"
};

/* The members of one shape, while they are read. */
struct members {
    struct shape_member *items;
    size_t count, capacity;
};

struct text contract_text(void) {
    return (struct text){bytes, sizeof bytes};
}

/* Cuts a prefix off, if `rest` begins with it. */
static bool cut_prefix(struct text *rest, struct text prefix) {
    bool found = text_starts(*rest, prefix);
    *rest = text_after(*rest, found ? prefix.size : 0);
    return found;
}

/* A heading: "## NAME", or "## NAME: BASIS and". */
static bool cut_heading(struct text *name, struct text *basis, struct text line) {
    if (!cut_prefix(&line, TEXT("## ")))
        return false;
    size_t colon = text_find(line, TEXT(": "), 0);
    *name = text_slice(line, 0, colon);
    *basis = text_slice(line, colon + 2, text_find(line, TEXT(" and"), colon));
    return true;
}

/* "    NAME   TYPE   meaning"; what stands further in is more of the meaning. */
static bool cut_member(struct text *name, struct text *type, struct text line) {
    if (!cut_prefix(&line, TEXT("    ")) || text_starts(line, TEXT(" ")))
        return false;
    size_t end = text_find_char(line, ' ', 0);
    *name = text_slice(line, 0, end);
    line = text_trim(text_after(line, end));
    *type = text_slice(line, 0, text_find(line, TEXT("  "), 0));
    type->size -= text_ends(*type, TEXT("?"));
    return true;
}

const struct shape *contract_shape(const struct contract *contract, struct text name) {
    uint32_t index = table_get(&contract->names, name);
    return index == NONE ? NULL : &contract->shapes[index];
}

/* Of a type that is none of the contract's own: a text, a flag, a number. */
static const struct shape *shape_of_type(const struct contract *contract, struct text type) {
    static const struct shape value = {.kind = SHAPE_VALUE}, any = {.kind = SHAPE_ANY};
    const struct shape *shape = contract_shape(contract, type);
    return shape ? shape : text_equal(type, TEXT("any")) ? &any : &value;
}

static void add_member(struct members *members, const struct contract *contract, struct text name, struct text type,
                       struct arena *arena) {
    bool is_block = cut_prefix(&type, TEXT("block of ")), is_list = is_block || cut_prefix(&type, TEXT("list of "));
    *array_add(members, arena) = (struct shape_member){name, shape_of_type(contract, type), is_list};
    if (is_block)
        add_member(members, contract, text_join(arena, TEXT("has_"), name), TEXT("flag"), arena);
}

/* The shape whose heading was just read; `rest` is left at the next heading. */
static void read_shape(struct shape *shape, const struct contract *contract, struct text basis, struct text *rest,
                       struct arena *arena) {
    const struct shape *base = contract_shape(contract, basis);
    struct members members = {0};
    struct text line, name, type;
    for (uint32_t i = 0; base && i < base->count; i++)
        *array_add(&members, arena) = base->members[i];
    while (!text_starts(*rest, TEXT("#")) && text_cut(&line, rest, '\n'))
        if (cut_member(&name, &type, line))
            add_member(&members, contract, name, type, arena);
    *shape = (struct shape){SHAPE_MAP, members.items, (uint32_t)members.count};
}

/* The names of all shapes come first, for members may be of shapes that stand further down. */
static struct text read_names(struct contract *contract, struct arena *arena) {
    struct text all = contract_text(), line, name, basis;
    all = text_after(all, text_find(all, TEXT("\n# Every page"), 0));
    for (struct text rest = all; text_cut(&line, &rest, '\n');)
        if (cut_heading(&name, &basis, line))
            table_put(&contract->names, name, contract->names.count, arena);
    return all;
}

const struct contract *contract_read(struct arena *arena) {
    struct contract *contract = arena_new(arena, struct contract);
    struct text rest = read_names(contract, arena), line, name, basis;
    contract->shapes = arena_array(arena, struct shape, contract->names.count);
    while (text_cut(&line, &rest, '\n'))
        if (cut_heading(&name, &basis, line))
            read_shape(&contract->shapes[table_get(&contract->names, name)], contract, basis, &rest, arena);
    return contract;
}

/* The names that could stand in place of one that is missing. */
static struct text suggestion(const struct mustache_name *name, struct arena *arena) {
    struct {
        struct text *items;
        size_t count, capacity;
    } known = {0};
    for (const struct shape_scope *scope = name->scope; scope; scope = scope->outer)
        for (uint32_t i = 0; i < scope->shape->count; i++)
            *array_add(&known, arena) = scope->shape->members[i].name;
    size_t nearest = text_nearest(name->part, known.items, known.count);
    if (nearest == SIZE_MAX)
        return TEXT("`colophon explain layouts` lists the names; those of front matter are below `fields`");
    return text_format(arena, "did you mean \"%.*s\"?", TEXT_ARGS(known.items[nearest]));
}

static void complain(struct diag *problems, const struct mustache_name *name, struct arena *arena) {
    diag_add(problems, DIAG_WARNING, W_UNKNOWN_NAME, mustache_name_place(name),
             text_format(arena, "no view has the name \"%.*s\" here", TEXT_ARGS(name->name)), suggestion(name, arena));
}

static void check(struct diag *problems, const struct layouts *layouts, const struct contract_use *uses, size_t count,
                  struct arena *arena) {
    const struct contract *contract = contract_read(arena);
    struct mustache_names names = {0};
    for (size_t i = 0; i < count; i++)
        layouts_follow(&names, layouts, uses[i].layout, contract_shape(contract, text_join(arena, TEXT("page "), uses[i].kind)),
                       arena);
    layouts_follow(&names, layouts, BANNER_LAYOUT, contract_shape(contract, TEXT("edition banner")), arena);
    for (size_t i = 0; i < names.count; i++)
        if (!names.items[i].is_found && !names.dynamic)
            complain(problems, &names.items[i], arena);
}

/* Of the contract and of what is held against it. */
static struct digest digest_of_check(const struct layouts *layouts, const struct contract_use *uses, size_t count) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, build_name());
    hasher_add_text(&hasher, contract_text());
    hasher_add_digest(&hasher, layouts_digest(layouts, BANNER_LAYOUT));
    for (size_t i = 0; i < count; i++) {
        hasher_add_digest(&hasher, layouts_digest(layouts, uses[i].layout));
        hasher_add_text(&hasher, uses[i].kind);
    }
    return hasher_end(&hasher);
}

void contract_check(struct diag *problems, const struct layouts *layouts, const struct contract_use *uses, size_t count,
                    struct remembered *remembered, struct arena *arena) {
    struct digest key = digest_of_check(layouts, uses, count);
    size_t before = problems->count;
    if (remembered_has(remembered, key))
        return;
    check(problems, layouts, uses, count, arena);
    if (problems->count == before)
        remembered_add(remembered, key, TEXT("good"));
}
