#include "history/besides.h"

#include "base/array.h"
#include "base/table.h"
#include "connect/addresses.h"
#include "history/gone.h"
#include "history/revisions.h"
#include "history/versions.h"
#include "kinds/formerly.h"
#include "kinds/loading.h"
#include "read/slug.h"

static bool has_text(const struct site *site, const uint32_t *date_positions, uint32_t number) {
    const struct essay *essay = &site->essays[number];
    return date_positions[number] != NONE && essay_is_open(essay) && essay->thing.source.document->has_body;
}

bool besides_stands(const struct site *site, const uint32_t *date_positions, uint32_t variant) {
    uint32_t original = site->essays[variant].variant_of;
    return original != NONE && has_text(site, date_positions, variant) && has_text(site, date_positions, original);
}

static struct text address_below(struct text original, struct text slug, struct arena *arena) {
    struct text folder = revisions_folder(original, arena);
    return text_format(arena, "%.*sbeside/%.*s/", TEXT_ARGS(folder), TEXT_ARGS(slug));
}

struct text besides_address(const struct site *site, uint32_t variant, struct arena *arena) {
    const struct essay *essay = &site->essays[variant];
    return address_below(site->essays[essay->variant_of].thing.address, essay->thing.slug, arena);
}

bool besides_is_committed(const struct site *site, uint32_t variant) {
    const struct versions *versions = site->essays[variant].versions;
    const struct version *current = &versions->items[versions->count - 1];
    bool is_committed = current->revision != NONE;
    for (size_t i = 0; i + 1 < versions->count; i++)
        is_committed |= text_equal(versions->items[i].variant_of, current->variant_of);
    return is_committed;
}

/* What there was once ------------------------------------------------------------------------------------------------------ */

struct besides_finding {
    const struct site *site;
    const uint32_t *date_positions;
    struct table by_slug; /* to numbers of essays; of those that are withdrawn behind them */
    struct former_besides *out;
    struct arena *arena;
};

/* An essay of today, or one that is withdrawn. */
static const struct essay *essay_at(const struct besides_finding *finding, uint32_t number) {
    const struct site *site = finding->site;
    return number < site->essay_count ? &site->essays[number] : &site->withdrawn[number - site->essay_count];
}

static bool was_seen(const struct version *version) {
    return version->revision != NONE && !version->is_closed && version->address.size;
}

/* The name in "/essays/a/"; "" of an address that is not the usual one. */
static struct text name_in(struct text address) {
    struct text name = text_after(address, TEXT("/essays/").size);
    bool is_usual = text_starts(address, TEXT("/essays/")) && text_find_char(name, '/', 0) + 1 == name.size;
    return is_usual ? text_slice(name, 0, name.size - 1) : (struct text){0};
}

static void know_name(struct besides_finding *finding, struct text name, uint32_t number) {
    if (name.size)
        table_put(&finding->by_slug, name, number, finding->arena);
}

/* Today's names go before those that essays had once, and these before those of essays that are gone. */
static void know_names(struct besides_finding *finding) {
    uint32_t essays = finding->site->essay_count, all = essays + finding->site->withdrawn_count;
    for (uint32_t i = 0; i < essays; i++)
        know_name(finding, finding->site->essays[i].thing.slug, i);
    for (uint32_t i = 0; i < all; i++) {
        const struct versions *versions = essay_at(finding, i)->versions;
        for (size_t v = versions->count; v-- > 0;)
            if (was_seen(&versions->items[v])) {
                know_name(finding, name_in(versions->items[v].address), i);
                know_name(finding, versions->items[v].slug, i);
            }
    }
}

static uint32_t essay_of_name(struct besides_finding *finding, struct text written) {
    struct text name = name_in(written);
    if (!finding->by_slug.count)
        know_names(finding);
    uint32_t number = table_get(&finding->by_slug, name.size ? name : written);
    return number == NONE ? table_get(&finding->by_slug, slug_of(written, finding->arena)) : number;
}

static struct text last_address(const struct versions *versions) {
    size_t last = versions->count;
    while (last > 0 && !was_seen(&versions->items[last - 1]))
        last--;
    return last ? versions->items[last - 1].address : (struct text){0};
}

/* Of one that is withdrawn: where it is said that it is gone or where it went, or else what has its last address now. */
static struct text address_of_gone(const struct besides_finding *finding, const struct essay *essay) {
    const struct site *site = finding->site;
    struct text last = last_address(essay->versions);
    const struct gone_said *said = gone_said_at(site, last);
    const struct address_claim *claim = addresses_at(&site->loading->addresses, last, finding->arena);
    if (said && said->to.size)
        return said->to;
    if (gone_at(site, essay->thing.address))
        return essay->thing.address;
    return claim && claim->state == CLAIM_SHOWN ? last : (struct text){0};
}

/* Where it is told what became of an essay; "" for nowhere. */
static struct text address_now(const struct besides_finding *finding, uint32_t number) {
    const struct site *site = finding->site;
    if (number >= site->essay_count)
        return address_of_gone(finding, essay_at(finding, number));
    return finding->date_positions[number] != NONE ? site->essays[number].thing.address : (struct text){0};
}

/* The old names of what is held back today are told nowhere. */
static bool may_tell_names(const struct besides_finding *finding, uint32_t number) {
    return number >= finding->site->essay_count || essay_is_open(&finding->site->essays[number]);
}

/* A pair, and where it leads. */
struct leading {
    struct besides_finding *finding;
    struct text slug, to;
};

static void lead(const struct leading *leading, struct text original) {
    struct besides_finding *finding = leading->finding;
    *array_add(finding->out, finding->arena) =
        (struct redirect){.from = address_below(original, leading->slug, finding->arena), .to = leading->to};
}

static void lead_version_of_original(const struct leading *leading, const struct version *version,
                                     const struct version *before) {
    struct text alias, aliases = version->aliases;
    bool is_as_before =
        before && was_seen(before) && text_equal(before->address, version->address) && text_equal(before->aliases, aliases);
    if (is_as_before || !was_seen(version))
        return;
    lead(leading, version->address);
    while (former_alias_next(&alias, &aliases, version->address, leading->finding->arena))
        lead(leading, alias);
}

/* Below each address that the original had. */
static void lead_pair(const struct leading *leading, uint32_t original) {
    const struct besides_finding *finding = leading->finding;
    const struct essay *essay = essay_at(finding, original);
    const struct versions *versions = essay->versions;
    bool is_of_today = original < finding->site->essay_count;
    if (!address_now(finding, original).size)
        return;
    if (is_of_today)
        lead(leading, essay->thing.address);
    for (size_t i = 0; is_of_today && i < essay->thing.aliases.count; i++)
        lead(leading, essay->thing.aliases.items[i]);
    for (size_t i = 0; i < versions->count && may_tell_names(finding, original); i++)
        lead_version_of_original(leading, &versions->items[i], i ? &versions->items[i - 1] : NULL);
}

static bool is_told(const struct besides_finding *finding, uint32_t variant, const struct version *version) {
    return was_seen(version) && version->variant_of.size &&
           (may_tell_names(finding, variant) || text_equal(version->slug, essay_at(finding, variant)->thing.slug));
}

static bool is_same_pair(const struct version *a, const struct version *b) {
    return text_equal(a->variant_of, b->variant_of) && text_equal(a->slug, b->slug);
}

static void lead_version(struct besides_finding *finding, uint32_t variant, const struct version *version) {
    const struct site *site = finding->site;
    uint32_t original = essay_of_name(finding, version->variant_of);
    bool is_of_today = variant < site->essay_count && besides_stands(site, finding->date_positions, variant) &&
                       site->essays[variant].variant_of == original;
    if (original == NONE)
        return;
    struct leading leading = {finding, version->slug, address_now(finding, variant)};
    if (is_of_today)
        leading.to = besides_address(site, variant, finding->arena);
    if (leading.to.size)
        lead_pair(&leading, original);
}

/* Below what the original was called, and by what the variant was, as their aliases say. */
static void lead_aliases(struct besides_finding *finding, uint32_t variant) {
    const struct essay *essay = &finding->site->essays[variant];
    if (!besides_stands(finding->site, finding->date_positions, variant))
        return;
    struct leading leading = {finding, essay->thing.slug, besides_address(finding->site, variant, finding->arena)};
    lead_pair(&leading, essay->variant_of);
    for (size_t i = 0; i < essay->thing.aliases.count; i++) {
        leading.slug = name_in(essay->thing.aliases.items[i]);
        if (leading.slug.size)
            lead_pair(&leading, essay->variant_of);
    }
}

static void lead_variant(struct besides_finding *finding, uint32_t variant) {
    const struct versions *versions = essay_at(finding, variant)->versions;
    const struct version *before = NULL;
    if (variant < finding->site->essay_count)
        lead_aliases(finding, variant);
    for (size_t i = 0; i < versions->count; i++) {
        const struct version *version = &versions->items[i];
        if (!is_told(finding, variant, version) || (before && is_same_pair(before, version)))
            continue;
        before = version;
        lead_version(finding, variant, version);
    }
}

struct former_besides *besides_former(const struct site *site, const uint32_t *date_positions, struct arena *arena) {
    struct besides_finding finding = {
        .site = site, .date_positions = date_positions, .out = arena_new(arena, struct former_besides), .arena = arena};
    for (uint32_t i = 0; i < site->essay_count + site->withdrawn_count && !site->is_edition; i++)
        lead_variant(&finding, i);
    return finding.out;
}
