/* How the site was made: /colophon/ for people, /build.json for programs. No other page names the commit. */
#include "pages/plan_pages.h"
#include "pages/shared.h"

/* Neither the branch's name nor anything else that two checkouts of one commit may have different. */
static void origin(struct gathering *g, const struct origin *origin) {
    if (!origin->commit.hex[0]) {
        gather_none(g, "origin");
        return;
    }
    gather_open(g, "origin");
    gather_text(g, "commit", text_of(origin->commit.hex));
    gather_text(g, "short", origin->short_commit);
    gather_date(g, "date", origin->committed);
    gather_text(g, "subject", origin->subject);
    gather_flag(g, "dirty", origin->dirty);
    gather_flag(g, "shallow", origin->shallow);
    gather_close(g);
}

void colophon_gather(struct gathering *g, const struct from *from) {
    origin(g, &from->site->origin);
    gather_word(g, "note", from->site->origin.note_word);
}

void build_gather(struct gathering *g, const struct from *from) {
    const struct origin *origin = &from->site->origin;
    gather_text(g, "generator", generator_name());
    gather_text(g, "commit", text_of(origin->commit.hex));
    gather_iso_date(g, "date", origin->committed);
    gather_flag(g, "dirty", origin->dirty);
    gather_iso_date(g, "right_from", moment_date(from->site->validity->from));
    gather_iso_date(g, "right_until", moment_date(from->site->validity->until));
}

void colophon_plan(struct planning *planning, enum page_kind kind) {
    struct text address = TEXT("/colophon/");
    if (!plan_is_taken(planning, address))
        plan_add(planning, kind, address, 0);
}

void addresses_plan(struct planning *planning, enum page_kind kind) {
    struct text address = TEXT("/addresses.txt");
    if (!plan_is_taken(planning, address))
        plan_add(planning, kind, address, 0);
}

void build_plan(struct planning *planning, enum page_kind kind) {
    struct text address = TEXT("/build.json");
    if (!planning->site->is_edition && !plan_is_taken(planning, address))
        plan_add(planning, kind, address, 0);
}
