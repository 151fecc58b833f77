#include "kinds/formerly.h"

#include "base/buffer.h"
#include "kinds/loading.h"
#include "read/slug.h"

/* What reads fields, but keeps nothing that it finds and tells nothing. */
static struct loading loading_of_old(const struct site *site, struct diag *unheard, struct arena *arena) {
    return (struct loading){.input = site->loading->input,
                            .site = (struct site *)site,
                            .problems = unheard,
                            .own_base = site->loading->own_base,
                            .arena = arena};
}

static void add_names(struct buffer *names, const struct registry *registry, uint8_t kind) {
    for (size_t i = 0; i < registry->count; i++)
        buffer_add_format(names, "%c%.*s\t%.*s\n", 'A' + kind, TEXT_ARGS(registry->items[i].slug),
                          TEXT_ARGS(registry->items[i].name));
}

static struct text names_of(struct loading *loading, const struct fields *fields, struct arena *arena) {
    struct essay essay = {.provenance.publication = NONE};
    struct buffer names = {0};
    essay_read_names(loading, &essay, fields);
    for (uint8_t kind = 0; kind < THING_KINDS; kind++) {
        registry_settle(&loading->registries[kind], loading->arena);
        add_names(&names, &loading->registries[kind], kind);
    }
    return buffer_take(&names, arena);
}

static struct text aliases_of(const struct fields *fields, struct arena *arena) {
    struct buffer aliases = {0};
    for (size_t i = 0; i < ALIAS_FIELDS; i++) {
        const struct yaml_node *node = field_find(fields, alias_fields[i]);
        for (const struct yaml_node *item = items_first(fields, node); item; item = items_next(fields, node, item)) {
            struct text written = value_text(fields, item, "an old address");
            if (written.size && !text_contains(written, TEXT("\n")))
                buffer_add_format(&aliases, "%c%.*s\n", (char)('0' + i), TEXT_ARGS(written));
        }
    }
    return buffer_take(&aliases, arena);
}

struct formerly formerly_read(const struct site *site, const struct fields *fields, uint8_t kind, struct arena *arena) {
    struct diag unheard = {0};
    struct arena scratch = {0};
    struct loading loading = loading_of_old(site, &unheard, &scratch);
    struct fields quiet = *fields;
    quiet.problems = &unheard;
    quiet.arena = &scratch;
    struct formerly formerly = {.slug = text_copy(field_text(&quiet, FIELD_SLUG), arena),
                                .address = text_copy(field_text(&quiet, FIELD_ADDRESS), arena)};
    formerly.aliases = aliases_of(&quiet, arena);
    formerly.variant_of = text_copy(field_text(&quiet, FIELD_VARIANT_OF), arena);
    if (kind == THING_ESSAY)
        formerly.names = names_of(&loading, &quiet, arena);
    diag_free(&unheard);
    arena_free(&scratch);
    return formerly;
}

struct text formerly_slug(const struct formerly *formerly, struct text path, struct arena *arena) {
    if (slug_valid(formerly->slug))
        return formerly->slug;
    struct text slug = formerly->slug.size ? slug_of(formerly->slug, arena) : TEXT("");
    struct text words = file_name_read(path, arena).words;
    if (!slug.size)
        slug = slug_of(words, arena);
    return slug.size ? slug : slug_of_words(words, arena);
}

struct text formerly_address(const struct site *site, const struct formerly *formerly, struct text path, struct arena *arena) {
    uint8_t kind = (uint8_t)file_kind(path);
    struct text slug = formerly_slug(formerly, path, arena), address = text_without_base(site->loading, formerly->address);
    const char *why;
    bool may_say = kind == THING_ESSAY || kind == THING_PAGE;
    bool is_plain =
        !text_contains(address, TEXT("?")) && !text_contains(address, TEXT("#")) && !text_contains(address, TEXT("/:"));
    if (kind >= THING_HOME || !slug.size)
        return TEXT("");
    if (may_say && is_plain && address_clean(&address, &why, address, TEXT("/"), arena))
        return address;
    return kind == THING_PAGE ? page_usual_address(path, slug, arena) : thing_usual_address(kind, slug, arena);
}

bool former_alias_next(struct text *alias, struct text *aliases, struct text address, struct arena *arena) {
    for (struct text line; text_cut(&line, aliases, '\n') && line.size;) {
        struct text folder = alias_folder(address, alias_fields[line.bytes[0] - '0']);
        if (alias_clean(alias, text_after(line, 1), folder, arena))
            return true;
    }
    return false;
}

bool former_name_next(struct former_name *name, struct text *names) {
    struct text line;
    if (!text_cut(&line, names, '\n') || !line.size)
        return false;
    *name = (struct former_name){.kind = (uint8_t)(line.bytes[0] - 'A')};
    line = text_after(line, 1);
    text_cut(&name->slug, &line, '\t');
    name->words = line;
    return name->kind < THING_KINDS;
}

uint32_t former_name_today(const struct site *site, const struct former_name *name, struct arena *arena) {
    const struct registry *registry = &site->loading->registries[name->kind];
    uint32_t entry = registry_find(registry, name->words, arena);
    if (entry == NONE)
        entry = registry_find(registry, name->slug, arena);
    if (entry == NONE)
        entry = table_get(&registry->by_former, name->slug);
    return entry == NONE ? NONE : registry->items[entry].number;
}

uint32_t former_name_record(const struct site *site, const struct former_name *name) {
    const struct registry *registry = &site->loading->registries[name->kind];
    uint32_t entry = table_get(&registry->by_former, name->slug);
    return entry == NONE ? NONE : registry->items[entry].number;
}
