#include "pages/aliases.h"

#include "base/array.h"
#include "connect/addresses.h"
#include "compose/links.h"
#include "history/revisions.h"
#include "kinds/fields.h"
#include "history/gone.h"
#include "pages/book.h"
#include "pages/cite_files.h"
#include "pages/shared.h"
#include "read/codes.h"

/* What a page belongs to: the thing that it is about, or whose history, changes or entries it shows. THING_NONE for none. */
struct page_owner {
    uint8_t kind; /* enum thing_kind */
    uint32_t number;
};

static struct page_owner owner_of(const struct planning *planning, const struct page *page) {
    const struct changes *changes = planning->shared->changes;
    const struct changes_scope *scope = NULL;
    const struct part *part = NULL;
    switch (page->kind) {
    case PAGE_HISTORY: return (struct page_owner){THING_ESSAY, page->number};
    case PAGE_CHANGES: scope = &changes->scopes.items[changes->parts.items[page->number].scope]; break;
    case PAGE_CHANGES_FEED: scope = &changes->scopes.items[page->number]; break;
    case PAGE_PART: part = &planning->site->parts[page->number]; break;
    default: return (struct page_owner){page_kind(page->kind)->about, page->number};
    }
    return scope ? (struct page_owner){scope->thing, scope->number}
                 : (struct page_owner){listing_owner(part->listing), part->thing};
}

static bool is_of(struct page_owner owner, struct page_owner other) {
    return owner.kind != THING_NONE && owner.kind == other.kind && owner.number == other.number;
}

const struct page *plan_page_at(const struct planning *planning, size_t count, struct text address) {
    struct text path;
    address = text_slice(address, 0, address_hash(address));
    if (!link_output(&path, address, planning->arena))
        return NULL;
    return pages_find(planning->pages.items, count, path);
}

/* The first page whose path is not before this one. */
static size_t lower_bound(const struct pages *pages, size_t count, struct text path) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text_compare(pages->items[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool plan_add_alias(struct planning *planning, struct text from, struct text to, struct diag_place place) {
    uint32_t number = (uint32_t)planning->aliases.count;
    if (table_put(&planning->alias_names, from, number, planning->arena) != NONE)
        return false;
    *array_add(&planning->aliases, planning->arena) = (struct page_alias){.to = to, .place = place};
    bool is_added = plan_add(planning, PAGE_ALIAS, from, number);
    planning->aliases.count -= !is_added;
    return is_added;
}

/* What a host is told, too; but not of what is gone: that may come back, and browsers keep a redirect for ever. */
static void add_move(struct planning *planning, struct page_move move, uint8_t target_kind, struct diag_place place) {
    bool is_taken = move.has_page ? !plan_add_alias(planning, move.from, move.to, place)
                                  : table_get(&planning->alias_names, move.from) != NONE;
    if (!is_taken && target_kind != PAGE_GONE)
        *array_add(&planning->moves, planning->arena) = move;
}

/* What is written and cannot be; what the history alone knows gives way to what stands there. */

static void tell_standing(const struct planning *planning, const struct redirect *redirect) {
    const struct gone_said *said = gone_said_at(planning->site, redirect->from);
    if (said)
        gone_warn(planning->problems, said, planning->arena);
    else
        diag_add(planning->problems, DIAG_ERROR, E_SAME_ADDRESS, redirect->place,
                 text_format(planning->arena, "the address \"%.*s\" cannot stand beside one of this program's own pages",
                             TEXT_ARGS(redirect->from)),
                 TEXT("give one of the two another address"));
}

static void tell_nowhere(const struct planning *planning, const struct redirect *redirect) {
    struct texts addresses = {0};
    for (size_t i = 0; i < planning->pages.count; i++)
        *array_add(&addresses, planning->arena) = planning->pages.items[i].address;
    size_t nearest = text_nearest(redirect->to, addresses.items, addresses.count);
    diag_add(planning->problems, DIAG_ERROR, E_GONE_TO, redirect->place,
             text_format(planning->arena, "\"%.*s\" leads nowhere", TEXT_ARGS(redirect->from)),
             did_you_mean(nearest < addresses.count ? addresses.items[nearest] : TEXT(""), planning->arena));
}

static void add_redirect(struct planning *planning, size_t count, const struct redirect *redirect, bool has_page) {
    bool is_told = redirect->place.line && !planning->site->is_edition;
    const struct page *target = plan_page_at(planning, count, redirect->to);
    bool stands = plan_page_at(planning, count, redirect->from);
    if (target && !stands)
        add_move(planning, (struct page_move){redirect->from, redirect->to, has_page}, target->kind, redirect->place);
    else if (is_told && stands)
        tell_standing(planning, redirect);
    else if (is_told)
        tell_nowhere(planning, redirect);
}

/* Where there was a book of what is gone it is said that this is. */
static void add_gone_books(struct planning *planning, size_t count, struct text from, const struct page *gone) {
    const struct gone_thing *thing =
        gone->number < planning->site->gone.count ? &planning->site->gone.items[gone->number] : NULL;
    if (!thing || thing->kind == THING_NONE || thing->is_index || !book_is_made_of(planning->site, thing->kind))
        return;
    /* Not below what stood below it: the changes to a topic. */
    if (!text_equal(folder_above(from), text_of(thing_kinds[thing->kind].section)))
        return;
    for (uint8_t form = BOOK_EPUB; form <= BOOK_PRINT; form++) {
        struct text book = book_below(from, (enum book_form)form, planning->arena);
        if (!plan_page_at(planning, count, book))
            plan_add_alias(planning, book, gone->address, (struct diag_place){0});
    }
}

static void add_all_gone_books(struct planning *planning, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const struct page page = planning->pages.items[i];
        if (page.kind == PAGE_GONE)
            add_gone_books(planning, count, page.address, &page);
    }
    for (size_t i = 0; i < planning->site->redirects.count; i++) {
        const struct redirect *redirect = &planning->site->redirects.items[i];
        const struct page *target = plan_page_at(planning, count, redirect->to);
        if (target && target->kind == PAGE_GONE)
            add_gone_books(planning, count, redirect->from,
                           &(struct page){.number = target->number, .address = target->address});
    }
}

/* What else stands at the old address stays there, but for what programs read, whose names no page of others has. */
static void add_below(struct planning *planning, size_t count, const struct redirect *redirect, bool has_page) {
    const struct page *target = plan_page_at(planning, count, redirect->to);
    struct page_owner owner = target ? owner_of(planning, target) : (struct page_owner){THING_NONE, 0};
    if (owner.kind == THING_NONE)
        return;
    struct text folder = revisions_folder(target->address, planning->arena);
    struct text old = revisions_folder(redirect->from, planning->arena), path = text_after(folder, 1);
    for (size_t i = lower_bound(&planning->pages, count, path); i < count; i++) {
        const struct page page = planning->pages.items[i];
        if (!text_starts(page.path, path))
            break;
        struct text from = book_is_epub(&page) ? book_below(redirect->from, BOOK_EPUB, planning->arena)
                                               : text_join(planning->arena, old, text_after(page.address, folder.size));
        bool is_below = page.address.size > folder.size && is_of(owner, owner_of(planning, &page)) && !cite_is_file(&page);
        if (is_below && !plan_page_at(planning, count, from))
            add_move(planning, (struct page_move){from, page.address, has_page}, page.kind, redirect->place);
    }
}

/* Whether the current text was so before, and another one since. */
static bool was_old(const struct versions *versions) {
    const struct git_id *current = &versions->items[versions->count - 1].blob;
    bool has_other = false;
    for (size_t i = versions->count - 1; i-- > 0;) {
        bool is_same = git_id_equal(&versions->items[i].blob, current);
        if (is_same && has_other && !versions->items[i].is_closed)
            return true;
        has_other |= !is_same;
    }
    return false;
}

/* What had changed since it was an old text: nothing, by now. */
static void add_since(struct planning *planning, size_t count, const struct revision_page *page) {
    struct text from = text_join(planning->arena, page->address, TEXT("since/"));
    if (!plan_page_at(planning, count, from))
        plan_add_alias(planning, from, planning->site->essays[page->essay].thing.address, (struct diag_place){0});
}

/* A text's own address shows the essay while that has this text, and not for ever: no host is told of it. */
static void add_current(struct planning *planning, size_t count) {
    const struct revisions *revisions = planning->shared->revisions;
    for (uint32_t i = 0; i < revisions->pages.count; i++) {
        const struct revision_page *page = &revisions->pages.items[i];
        if (page->kind == REVISION_CURRENT && was_old(planning->site->essays[page->essay].versions))
            add_since(planning, count, page);
        if (page->kind == REVISION_CURRENT)
            plan_add_alias(planning, page->address, planning->site->essays[page->essay].thing.address, (struct diag_place){0});
    }
}

/* Redirects by where they lead: the first to each address, and after each the next one. */
struct redirects_to {
    const struct redirect *items;
    struct table first;
    uint32_t *next;
};

static void index_redirects(struct redirects_to *to, const struct site *site, struct arena *arena) {
    *to = (struct redirects_to){.items = site->redirects.items};
    to->next = arena_array(arena, uint32_t, site->redirects.count + 1);
    for (uint32_t i = (uint32_t)site->redirects.count; i-- > 0;)
        to->next[i] = table_put(&to->first, to->items[i].to, i, arena);
}

/* Pages of changes that there were once, also below an old address of their thing. */
static void add_former_changes(struct planning *planning, size_t count, const struct redirect *former,
                               const struct redirects_to *to) {
    const struct diag_place nowhere = {0};
    if (!plan_page_at(planning, count, former->to))
        return;
    if (!plan_page_at(planning, count, former->from))
        plan_add_alias(planning, former->from, former->to, nowhere);
    for (struct text above = folder_above(former->from); above.size > 1; above = folder_above(above))
        for (uint32_t i = table_get(&to->first, above); i != NONE; i = to->next[i]) {
            /* What is below `from` itself stands there already. */
            if (text_starts(former->from, to->items[i].from))
                continue;
            struct text old = revisions_folder(to->items[i].from, planning->arena);
            struct text from = text_join(planning->arena, old, text_after(former->from, above.size));
            if (!plan_page_at(planning, count, from))
                plan_add_alias(planning, from, former->to, nowhere);
        }
}

static void add_all_former_changes(struct planning *planning, size_t count) {
    const struct changes *changes = planning->shared->changes;
    struct redirects_to to;
    index_redirects(&to, planning->site, planning->arena);
    for (size_t i = 0; i < changes->former.count; i++)
        add_former_changes(planning, count, &changes->former.items[i], &to);
}

/* A host is told where two are side by side now, and not of the variant alone: they may be so again. */
static void add_former_beside(struct planning *planning, size_t count, const struct redirect *former) {
    const struct page *target = plan_page_at(planning, count, former->to);
    if (!target || plan_page_at(planning, count, former->from))
        return;
    if (target->kind == PAGE_BESIDE)
        add_move(planning, (struct page_move){former->from, former->to, true}, target->kind, former->place);
    else
        plan_add_alias(planning, former->from, former->to, former->place);
}

static void add_former_besides(struct planning *planning, size_t count) {
    const struct former_besides *former = planning->shared->former_besides;
    for (size_t i = 0; i < former->count; i++)
        add_former_beside(planning, count, &former->items[i]);
}

/* What stands at the address of what is gone, which claims nothing, stays. */
static void drop_gone(struct planning *planning) {
    struct pages *pages = &planning->pages;
    size_t kept = 0;
    for (size_t i = 0; i < pages->count; i++) {
        const struct page *page = &pages->items[i];
        bool stands = (kept && text_equal(pages->items[kept - 1].path, page->path)) ||
                      (i + 1 < pages->count && text_equal(pages->items[i + 1].path, page->path));
        const struct gone_said *said = gone_said_at(planning->site, page->address);
        if (page->kind != PAGE_GONE || !stands)
            pages->items[kept++] = *page;
        else if (said)
            gone_warn(planning->problems, said, planning->arena);
    }
    pages->count = kept;
}

void plan_aliases(struct planning *planning) {
    drop_gone(planning);
    const struct site *site = planning->site;
    size_t count = planning->pages.count;
    for (size_t i = 0; i < site->redirects.count; i++)
        add_redirect(planning, count, &site->redirects.items[i], true);
    for (size_t i = 0; i < site->case_redirects.count; i++)
        add_redirect(planning, count, &site->case_redirects.items[i], false);
    add_current(planning, count);
    for (size_t i = 0; i < site->redirects.count; i++)
        add_below(planning, count, &site->redirects.items[i], true);
    for (size_t i = 0; i < site->case_redirects.count; i++)
        add_below(planning, count, &site->case_redirects.items[i], false);
    add_all_former_changes(planning, count);
    add_former_besides(planning, count);
    add_all_gone_books(planning, count);
}

void plan_aim_aliases(const struct planning *planning, struct plan *plan) {
    plan->aliases = planning->aliases.items;
    for (size_t i = 0; i < planning->aliases.count; i++) {
        const struct page *page = plan_page_at(planning, plan->count, planning->aliases.items[i].to);
        plan->aliases[i].page = (uint32_t)(page - plan->pages);
    }
    for (size_t i = 0; i < plan->count; i++)
        if (plan->pages[i].kind == PAGE_ALIAS)
            plan->pages[i].layout = plan->pages[plan->aliases[plan->pages[i].number].page].layout;
}

void gather_alias(struct gathering *g, const struct from *from) {
    if (!from->alias) {
        gather_none(g, "alias");
        return;
    }
    struct text to = from->alias->to;
    struct text title = title_of_page(from, from->page, gathering_arena(g));
    gather_open(g, "alias");
    gather_path(g, "path", to);
    gather_url(g, "url", to);
    gather_text(g, "title", title.size ? title : to);
    gather_close(g);
}
