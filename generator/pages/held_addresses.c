#include "pages/held_addresses.h"

#include "base/array.h"
#include "history/revisions.h"
#include "kinds/loading.h"

static uint32_t file_of(struct held_addresses *of, struct text path, uint8_t held) {
    uint32_t number = (uint32_t)of->files.count, before = table_get(&of->paths, path);
    if (before != NONE)
        return before;
    table_put(&of->paths, path, number, of->arena);
    *array_add(&of->files, of->arena) = (struct held_holder){path, held};
    return number;
}

static void note_held(struct held_addresses *of, const struct git_id *blob, uint32_t index) {
    if (blob->hex[0])
        table_put(&of->texts, text_slice(text_of(blob->hex), 0, REVISION_DIGITS), index, of->arena);
}

static void note_held_versions(struct held_addresses *of, const struct essay *essay) {
    for (size_t i = 0; i < essay->versions->count; i++)
        if (essay->versions->items[i].is_closed || !essay_is_open(essay))
            note_held(of, &essay->versions->items[i].blob, file_of(of, essay->thing.source.path, HELD_NOT));
}

static void note_held_file(struct held_addresses *of, struct text path, uint32_t index) {
    const struct history *history = of->site->history;
    const struct file_history *file = history_of(history, path);
    for (uint32_t i = file ? file->last : NONE; i != NONE; i = history->revisions[i].previous)
        note_held(of, &history->revisions[i].blob, index);
}

/* Whatever a field says may be the name of an author or a topic, or several with commas between. */
static void note_names(struct held_addresses *of, const struct document *document, uint32_t index) {
    struct yaml yaml = document_fields(document);
    for (uint32_t i = 0; i < yaml.count; i++) {
        struct text name, rest = yaml_text(&yaml, &yaml.nodes[i]);
        while (text_cut(&name, &rest, ','))
            table_put(&of->named, slug_of_name(text_trim(name), of->arena), index, of->arena);
    }
}

static void note_held_names(struct held_addresses *of, const struct held_file *held, uint32_t index) {
    const struct parsed_file *file = parsed_file_at(&of->site->loading->parsed, held->path);
    if (held->held != HELD_TEXT && file && file->document)
        note_names(of, file->document, index);
}

static void know_held(struct held_addresses *of) {
    const struct site *site = of->site;
    for (size_t i = 0; i < site->held.count; i++) {
        uint32_t index = file_of(of, site->held.items[i].path, site->held.items[i].held);
        note_held_file(of, site->held.items[i].path, index);
        note_held_names(of, &site->held.items[i], index);
    }
    for (uint32_t i = 0; i < site->essay_count; i++)
        note_held_versions(of, &site->essays[i]);
    of->is_known = true;
}

/* The first part of an address behind its section: "tin" of "/topics/tin/changes/". */
static struct text named_part(struct text address) {
    struct text part, rest = text_after(address, 1);
    text_cut(&part, &rest, '/');
    return text_cut(&part, &rest, '/') ? part : (struct text){0};
}

static uint32_t holder_of_claim(struct held_addresses *of, struct text address) {
    const struct address_claim *claim = addresses_at(&of->site->loading->addresses, address, of->arena);
    return claim && claim->state != CLAIM_SHOWN ? file_of(of, claim->path, HELD_DRAFT) : NONE;
}

/* Of what stands at an address and shows no text. */
static uint32_t holder_of_words(struct held_addresses *of, struct text address) {
    const struct address_claim *claim = addresses_at(&of->site->loading->addresses, address, of->arena);
    bool is_essay = claim && claim->state == CLAIM_SHOWN && claim->target.kind == THING_ESSAY;
    const struct essay *essay = is_essay ? &of->site->essays[claim->target.number] : NULL;
    return essay && !essay_is_open(essay) ? file_of(of, essay->thing.source.path, HELD_TEXT) : holder_of_claim(of, address);
}

/* Of "/essays/a/beside/b/" either essay. */
static uint32_t holder_of_either(struct held_addresses *of, struct text address) {
    struct text above = folder_above(address), name = text_after(address, above.size), original = {0};
    if (text_ends(above, TEXT("/beside/")))
        original = folder_above(above);
    else if (text_ends(above, TEXT("-beside/")))
        original = text_join(of->arena, text_slice(above, 0, above.size - TEXT("-beside/").size), TEXT(".html"));
    if (!original.size || !name.size)
        return NONE;
    struct text variant = text_slice(name, 0, name.size - 1);
    uint32_t essay = essay_called(of->site, variant), holder = holder_of_words(of, original);
    struct text there =
        essay == NONE ? thing_usual_address(THING_ESSAY, variant, of->arena) : of->site->essays[essay].thing.address;
    return holder == NONE ? holder_of_words(of, there) : holder;
}

/* What a page is an old text of, or about, being named there alone. */
static uint32_t holder_of_text(struct held_addresses *of, struct text address) {
    struct text part = named_part(address);
    if (text_starts(address, TEXT("/versions/")))
        return table_get(&of->texts, text_slice(part, 0, REVISION_DIGITS));
    return table_get(&of->named, part);
}

uint32_t held_addresses_file(struct held_addresses *of, struct text path, uint8_t held) {
    if (!of->is_known)
        know_held(of);
    return file_of(of, path, held);
}

uint32_t held_holder_of(struct held_addresses *of, struct text address) {
    uint32_t holder = NONE;
    if (!of->is_known)
        know_held(of);
    for (struct text at = address; at.size > 1 && holder == NONE; at = folder_above(at))
        holder = holder_of_claim(of, at);
    if (holder == NONE)
        holder = holder_of_either(of, address);
    return holder == NONE ? holder_of_text(of, address) : holder;
}
