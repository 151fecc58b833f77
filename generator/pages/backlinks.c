#include "compose/links.h"
#include "kinds/voices.h"
#include "pages/shared.h"

static void sentence(struct gathering *g, const struct from *from, const struct backlink *backlink) {
    struct target place = {.kind = backlink->kind, .number = backlink->number};
    const struct essay *essay = backlink->kind == THING_ESSAY ? &from->site->essays[backlink->number] : NULL;
    bool is_open = !essay || essay_is_open(essay);
    enum voice voice = essay ? essay_voice(essay) : VOICE_AUTHORS;
    /* A term is itself a place on the glossary's page. */
    if (is_open && backlink->kind != THING_TERM)
        place.anchor = backlink->heading;
    gather_marked(g, NULL, "sentence_html", is_open ? backlink->sentence : (struct text){0},
                  han_of(from->site, backlink->kind, backlink->number));
    gather_flag(g, "is_ours", voice == VOICE_EDITORS && is_open);
    gather_flag(g, "is_by_machine", voice == VOICE_MACHINE);
    gather_path(g, "place", site_address(from->site, place, gathering_arena(g)));
}

/* `before`: the one that is shown before it, or NULL. */
static void gather_backlink(struct gathering *g, const struct from *from, const struct backlink *backlink,
                            const struct backlink *before) {
    gather_open(g, NULL);
    const char *kind = thing_words[backlink->kind].word;
    gather_text(g, "kind", text_of(kind));
    gather_word(g, "kind_label", text_format(gathering_arena(g), "kind-%s", kind).bytes);
    gather_flag(g, "is_essay", backlink->kind == THING_ESSAY);
    gather_mention(g, from->shared, backlink->kind, backlink->number);
    sentence(g, from, backlink);
    gather_flag(g, "again", before && before->kind == backlink->kind && before->number == backlink->number);
    gather_close(g);
}

void gather_citing(struct gathering *g, const struct from *from, const struct backlinks *backlinks,
                   const struct numbers *indexes) {
    const struct backlink *before = NULL;
    gather_open_list(g, "citing");
    for (size_t i = 0; backlinks && i < indexes->count; i++) {
        const struct backlink *backlink = &backlinks->items[indexes->items[i]];
        gather_backlink(g, from, backlink, before);
        before = backlink;
    }
    gather_close(g);
    gather_has(g, "has_citing", "citing", NULL);
}

static void all_citing(struct gathering *g, const struct from *from, uint8_t kind, uint32_t thing, size_t count) {
    if (listing_of(from->site, kind, thing)->below == 0) {
        gather_none(g, "all_citing");
        return;
    }
    gather_open(g, "all_citing");
    gather_parts(g, from, kind, thing);
    gather_count(g, "count", count);
    gather_close(g);
}

void gather_backlinks(struct gathering *g, const struct from *from, const char *key, const char *has_key, uint8_t kind,
                      uint32_t thing) {
    const struct backlinks *backlinks = listing_backlinks(from->site, kind, thing);
    bool is_long = listing_of(from->site, kind, thing)->below > 0;
    size_t count = is_long ? first_of(from->site, (struct numbers){.count = backlinks->count}).count : backlinks->count;
    gather_open_list(g, key);
    for (size_t i = 0; i < count; i++)
        gather_backlink(g, from, &backlinks->items[i], i ? &backlinks->items[i - 1] : NULL);
    gather_close(g);
    gather_has(g, has_key, key, NULL);
    all_citing(g, from, kind, thing, backlinks->count);
}
