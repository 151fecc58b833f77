/* Where the addresses of content/gone.yaml lead: each is an old address of what stands today. */
#include "kinds/loading.h"

#include "base/array.h"

static void report(struct loading *loading, const struct gone_said *said, const char *why, struct text near) {
    diag_add(loading->problems, DIAG_ERROR, E_GONE_TO, said->place,
             text_format(loading->arena, "\"%.*s\" leads %s", TEXT_ARGS(said->address), why),
             did_you_mean(near, loading->arena));
}

/* What stands there now and may be seen; NULL. */
static const struct address_claim *standing(const struct loading *loading, struct text address) {
    const struct address_claim *claim = addresses_at(&loading->addresses, address, loading->arena);
    return claim && claim->state == CLAIM_SHOWN ? claim : NULL;
}

/* The last entry on the way by entries of gone.yaml: what it says stands, or is no entry; NULL: the way is a circle. */
static const struct gone_said *last_entry(const struct loading *loading, const struct gone_said *said) {
    const struct site *site = loading->site;
    for (size_t steps = 0; steps <= site->gone_said.count; steps++) {
        bool leads_on = said->to.size && !standing(loading, said->to);
        const struct gone_said *next = leads_on ? gone_said_at(site, said->to) : NULL;
        if (!next)
            return said;
        said = next;
    }
    return NULL;
}

/*
 * Whether a page may stand there that claims nothing: what changed of a thing, the history of an essay, an old text. The plan
 * knows (pages/aliases.c).
 */
static bool may_stand_below(const struct loading *loading, struct text address) {
    if (text_starts(address, TEXT("/versions/")) || text_starts(address, TEXT("/changes/")))
        return true;
    for (struct text above = folder_above(address); above.size > 1; above = folder_above(above)) {
        const struct address_claim *claim = standing(loading, above);
        if (claim)
            return claim->target.kind < THING_KINDS;
    }
    return false;
}

static bool check_form(struct loading *loading, const struct gone_said *said, struct text to) {
    bool is_good = address_is_of_page(said->address) == address_is_of_page(to);
    if (!is_good)
        report(loading, said, address_is_of_page(to) ? "from a file to a page" : "from a page to a file", TEXT(""));
    return is_good;
}

static void redirect(struct loading *loading, const struct gone_said *said, struct text to) {
    *array_add(&loading->site->redirects, loading->arena) = (struct redirect){said->address, to, said->place};
}

static void add_alias(struct loading *loading, const struct gone_said *said, const struct address_claim *heir) {
    struct address_claim claim = {.address = said->address, .target = heir->target, .path = GONE_PATH, .is_redirect = true};
    struct text to = site_address(loading->site, heir->target, loading->arena);
    if (!check_form(loading, said, to))
        return;
    addresses_claim(&loading->addresses, &claim, loading->arena);
    redirect(loading, said, to);
}

static void lead(struct loading *loading, const struct gone_said *said) {
    const struct gone_said *last = last_entry(loading, said);
    const struct address_claim *heir = last && last->to.size ? standing(loading, last->to) : NULL;
    if (!last)
        report(loading, said, "in a circle", TEXT(""));
    else if (heir)
        add_alias(loading, said, heir);
    else if (last->to.size && !may_stand_below(loading, last->to))
        report(loading, said, "nowhere", near_address(loading, last->to));
    else if (!last->to.size || check_form(loading, said, last->to))
        redirect(loading, said, last->to.size ? last->to : last->address);
}

void heirs_load(struct loading *loading) {
    const struct site *site = loading->site;
    bool *stands = arena_array(loading->arena, bool, site->gone_said.count + 1);
    for (size_t i = 0; i < site->gone_said.count; i++)
        stands[i] = standing(loading, site->gone_said.items[i].address) != NULL;
    for (size_t i = 0; i < site->gone_said.count; i++)
        if (stands[i])
            gone_warn(loading->problems, &site->gone_said.items[i], loading->arena);
        else if (!stands[i] && site->gone_said.items[i].to.size)
            lead(loading, &site->gone_said.items[i]);
}
