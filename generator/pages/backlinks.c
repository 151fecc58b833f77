#include "compose/links.h"
#include "kinds/voices.h"
#include "pages/shared.h"

/* NULL for what is no essay. */
static const struct essay *citing_essay(const struct from *from, const struct backlink *backlink) {
    return backlink->kind == THING_ESSAY ? &from->site->essays[backlink->number] : NULL;
}

void gather_citing_sentence(struct gathering *g, const struct from *from, const struct backlink *backlink) {
    struct target place = {.kind = backlink->kind, .number = backlink->number};
    const struct essay *essay = citing_essay(from, backlink);
    bool is_open = !essay || essay_is_open(essay);
    /* A term is itself a place on the glossary's page. */
    if (is_open && backlink->kind != THING_TERM)
        place.anchor = backlink->heading;
    gather_marked(g, NULL, "sentence_html", is_open ? backlink->sentence : (struct text){0},
                  han_of(from->site, backlink->kind, backlink->number));
    gather_path(g, "place", site_address(from->site, place, gathering_arena(g)));
}

static void voice(struct gathering *g, const struct essay *essay) {
    enum voice voice = essay ? essay_voice(essay) : VOICE_AUTHORS;
    gather_flag(g, "is_ours", voice == VOICE_EDITORS && essay_is_open(essay));
    gather_flag(g, "is_by_machine", voice == VOICE_MACHINE);
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
    gather_citing_sentence(g, from, backlink);
    voice(g, citing_essay(from, backlink));
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

void gather_all_citing(struct gathering *g, const struct from *from, uint8_t kind, uint32_t thing) {
    if (listing_of(from->site, kind, thing)->below == 0) {
        gather_none(g, "all_citing");
        return;
    }
    gather_open(g, "all_citing");
    gather_parts(g, from, kind, thing);
    gather_count(g, "count", listing_backlinks(from->site, kind, thing)->count);
    gather_close(g);
}

size_t backlinks_shown(const struct from *from, uint8_t kind, uint32_t thing) {
    size_t count = listing_backlinks(from->site, kind, thing)->count;
    bool is_long = listing_of(from->site, kind, thing)->below > 0;
    return is_long ? first_of(from->site, (struct numbers){.count = count}).count : count;
}

void gather_backlinks(struct gathering *g, const struct from *from, const char *key, const char *has_key, uint8_t kind,
                      uint32_t thing) {
    const struct backlinks *backlinks = listing_backlinks(from->site, kind, thing);
    size_t count = backlinks_shown(from, kind, thing);
    gather_open_list(g, key);
    for (size_t i = 0; i < count; i++)
        gather_backlink(g, from, &backlinks->items[i], i ? &backlinks->items[i - 1] : NULL);
    gather_close(g);
    gather_has(g, has_key, key, NULL);
    gather_all_citing(g, from, kind, thing);
}
