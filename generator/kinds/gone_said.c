/* content/gone.yaml: what the editor says of addresses at which nothing stands any more. */
#include "kinds/loading.h"

#include "base/array.h"
#include "base/utf8.h"

#include <stdlib.h>

/*
 * Files that are copied, and feeds: their addresses end without a '/'. Those that stand beside texts are known by what they are
 * called; any other name may be that of a page, "/index.php".
 */
static bool is_of_file(struct text address) {
    static const char *const ends[] = {".xml", ".json", ".png", ".jpg", ".jpeg", ".gif", ".svg",  ".webp", ".avif", ".bmp",
                                       ".pdf", ".epub", ".mp3", ".ogg", ".wav",  ".mp4", ".webm", ".csv",  ".txt",  ".zip"};
    bool is_file = text_starts(address, TEXT("/media/"));
    for (size_t i = 0; i < sizeof ends / sizeof *ends && !is_file; i++)
        is_file = text_ends(address, text_of(ends[i]));
    return is_file;
}

/* Cuts "#place" off, and gives what it stands for; one that is empty or has spaces stays, and is none. */
static struct text cut_anchor(struct text *written, struct arena *arena) {
    size_t hash = text_find_char(*written, '#', 0);
    struct text coded = hash < written->size ? text_after(*written, hash + 1) : (struct text){0};
    struct text anchor = utf8_compose(utf8_percent_decoded(coded, arena), arena);
    for (size_t i = 0; i < anchor.size; i++)
        if ((unsigned char)anchor.bytes[i] <= ' ' || anchor.bytes[i] == '#')
            return (struct text){0};
    if (anchor.size)
        *written = text_slice(*written, 0, hash);
    return anchor;
}

/* "" after an error. */
static struct text address_of(const struct loading *loading, const struct fields *fields, struct text written,
                              struct diag_place place) {
    struct text address = text_without_base(loading, written);
    const char *why = "it does not begin with /";
    bool ends_open = !text_ends(address, TEXT("/"));
    if (text_contains(address, TEXT("?")) || text_contains(address, TEXT("#")))
        why = "it has a query, or an anchor that leads to no place";
    else if (text_starts(address, TEXT("/")) && address_clean(&address, &why, address, TEXT("/"), fields->arena))
        return ends_open && is_of_file(text_slice(address, 0, address.size - 1)) ? text_slice(address, 0, address.size - 1)
                                                                                 : address;
    diag_add(fields->problems, DIAG_ERROR, E_BAD_ADDRESS, place,
             text_format(fields->arena, "\"%.*s\" cannot be an address of this site: %s", TEXT_ARGS(written), why),
             TEXT("write it as /part/part/"));
    return (struct text){0};
}

static void refuse(const struct fields *fields, struct diag_place place, const char *what) {
    diag_add(fields->problems, DIAG_ERROR, E_GONE_ENTRY, place, text_of(what),
             TEXT("write \"/old/address/: {to: /new/address/}\" or \"/old/address/: {reason: \"why it is gone\"}\""));
}

/* What is wrong about an entry as a whole; NULL. */
static const char *fault_of(const struct fields *below, const struct yaml_node *to, const struct yaml_node *reason) {
    if (below->map->kind != YAML_MAP)
        return "this says neither where the address leads nor why it is gone";
    if (!to == !reason)
        return to ? "it has both \"to\" and \"reason\"" : "it has neither \"to\" nor \"reason\"";
    return NULL;
}

/* Every field here decides what readers find, so one that is not known is no remark. */
static bool check_keys(struct loading *loading, const struct fields *below) {
    const struct yaml *yaml = &below->yaml;
    bool good = true;
    for (const struct yaml_node *node = yaml_first(yaml, below->map); node; node = yaml_next(yaml, below->map, node)) {
        if (key_is(below, node, FIELD_GONE_TO) || key_is(below, node, FIELD_REASON))
            continue;
        refuse(below, yaml_key_place(below->path, node),
               "an address that is gone has \"to\" or \"reason\", and no other field");
        good = false;
    }
    if (good)
        keys_check(&loading->keys, below, OF_GONE);
    return good;
}

static bool read_entry(struct gone_said *said, struct loading *loading, const struct fields *fields,
                       const struct yaml_node *node) {
    struct fields below = fields_below(fields, node);
    const struct yaml_node *to = field_find(&below, FIELD_GONE_TO), *reason = field_find(&below, FIELD_REASON);
    if (node->kind == YAML_MAP && !check_keys(loading, &below))
        return false;
    const char *fault = fault_of(&below, to, reason);
    if (fault) {
        refuse(fields, yaml_key_place(fields->path, node), fault);
        return false;
    }
    said->place = yaml_place(fields->path, to ? to : reason);
    said->reason = field_prose(&below, FIELD_REASON);
    struct text written = field_text(&below, FIELD_GONE_TO);
    if (written.size && said->anchor.size)
        said->to_anchor = cut_anchor(&written, fields->arena);
    if (written.size)
        said->to = address_of(loading, fields, written, said->place);
    return said->to.size || said->reason.size;
}

static int by_address(const void *left, const void *right) {
    return text_compare(((const struct gone_said *)left)->address, ((const struct gone_said *)right)->address);
}

static int by_address_and_place(const void *left, const void *right) {
    const struct gone_said *a = left, *b = right;
    int order = by_address(left, right);
    return order ? order : (a->key_place.line > b->key_place.line) - (a->key_place.line < b->key_place.line);
}

static void add_entry(struct loading *loading, const struct fields *fields, const struct yaml_node *node) {
    struct text written = text_cleaned(yaml_key(&fields->yaml, node), fields->arena);
    struct gone_said said = {.key_place = yaml_key_place(fields->path, node)};
    said.anchor = cut_anchor(&written, fields->arena);
    said.address = address_of(loading, fields, written, said.key_place);
    if (!read_entry(&said, loading, fields, node) || !said.address.size)
        return;
    if (said.anchor.size)
        *array_add(&loading->site->places_said, loading->arena) = said;
    else
        *array_add(&loading->site->gone_said, loading->arena) = said;
}

/* An address may be written in two ways. */
static void sort(struct loading *loading, const struct fields *fields) {
    struct site *site = loading->site;
    size_t count = 0;
    if (site->gone_said.count)
        qsort(site->gone_said.items, site->gone_said.count, sizeof *site->gone_said.items, by_address_and_place);
    for (size_t i = 0; i < site->gone_said.count; i++)
        if (count && by_address(&site->gone_said.items[count - 1], &site->gone_said.items[i]) == 0)
            refuse(fields, site->gone_said.items[i].key_place, "this address is there twice");
        else
            site->gone_said.items[count++] = site->gone_said.items[i];
    site->gone_said.count = count;
}

static struct gone_said *find(const struct site *site, struct text address) {
    struct gone_said key = {.address = address};
    if (!site->gone_said.count)
        return NULL;
    return bsearch(&key, site->gone_said.items, site->gone_said.count, sizeof key, by_address);
}

const struct gone_said *gone_said_at(const struct site *site, struct text address) {
    return find(site, address);
}

static size_t first_place_at(const struct site *site, struct text address) {
    size_t low = 0, high = site->gone_places.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_compare(site->gone_places.items[middle].address, address) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct gone_place *gone_places_at(const struct site *site, struct text address, size_t *count) {
    size_t first = first_place_at(site, address), end = first;
    while (end < site->gone_places.count && text_equal(site->gone_places.items[end].address, address))
        end++;
    *count = end - first;
    return site->gone_places.items + first;
}

void gone_was_of_other(const struct site *site, struct text address) {
    struct gone_said *said = find(site, address);
    if (said)
        said->was_of_other = true;
}

void gone_warn(struct diag *problems, const struct gone_said *said, struct arena *arena) {
    if (said->was_of_other)
        return;
    diag_add(problems, DIAG_WARNING, W_NOT_GONE, said->key_place,
             text_format(arena, "\"%.*s%s%.*s\" is not gone", TEXT_ARGS(said->address), said->anchor.size ? "#" : "",
                         TEXT_ARGS(said->anchor)),
             TEXT("something stands there, and stays: take this entry out"));
}

static void read_entries(struct loading *loading, const struct fields *fields) {
    if (fields->map->kind != YAML_MAP && fields->map->kind != YAML_NULL)
        refuse(fields, yaml_place(GONE_PATH, fields->map), "gone.yaml is made of addresses");
    if (fields->map->kind != YAML_MAP)
        return;
    for (const struct yaml_node *node = yaml_first(&fields->yaml, fields->map); node;
         node = yaml_next(&fields->yaml, fields->map, node))
        add_entry(loading, fields, node);
    sort(loading, fields);
}

void gone_said_load(struct loading *loading) {
    struct fields fields = {.path = GONE_PATH, .problems = loading->problems, .arena = loading->arena};
    const struct tree *tree = loading->input->tree;
    struct text bytes;
    size_t index = tree_find(tree, GONE_PATH);
    if (loading->site->is_edition || index == SIZE_MAX)
        return;
    if (!tree_read(tree, index, &bytes, loading->problems, loading->arena) ||
        !yaml_parse(&fields.yaml, bytes, 1, GONE_PATH, loading->problems, loading->arena))
        return;
    fields_take(&fields, yaml_root(&fields.yaml));
    fields.marks = settings_marks(&loading->site->settings);
    read_entries(loading, &fields);
}
