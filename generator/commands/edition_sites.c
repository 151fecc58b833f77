#include "commands/edition_sites.h"

#include "base/build.h"
#include "base/remembered.h"
#include "commands/defaults.h"
#include "publish/state.h"
#include "pages/banner.h"
#include "pages/search_index.h"
#include "compose/links.h"
#include "read/codes.h"

#include <string.h>

/* What all editions are made with. */
struct making {
    struct edition_sites *sites;
    struct reader *reader;
    const struct site *site; /* today's */
    struct digest defaults;  /* the program's layouts and assets */
    struct diag *problems;
    struct arena *arena;
};

/* Loading one */

/* The past cannot be fixed: the first of its errors is reported as one of site.yaml. */
static void complain(const struct making *making, const struct edition_site *one, const struct diag *own) {
    const struct diag_item *first = NULL;
    for (size_t i = 0; i < own->count && !first; i++)
        if (own->items[i].level == DIAG_ERROR)
            first = &own->items[i];
    struct text where = TEXT("");
    if (first && first->place.line)
        where =
            text_format(making->arena, "%.*s:%u:%u: ", TEXT_ARGS(first->place.path), first->place.line, first->place.column);
    else if (first && first->place.path.size)
        where = text_format(making->arena, "%.*s: ", TEXT_ARGS(first->place.path));
    struct text message =
        text_format(making->arena, "the edition \"%.*s\" cannot be built: %.*s%.*s", TEXT_ARGS(one->edition.name),
                    TEXT_ARGS(where), TEXT_ARGS(first ? first->message : TEXT("it cannot be loaded")));
    struct text help = TEXT("move its tag, or remove it from site.yaml");
    if (own->fault == FAULT_MACHINE)
        diag_fail(making->problems, FAULT_MACHINE, first->code, (struct text){0}, message, (struct text){0});
    else
        diag_add(making->problems, DIAG_ERROR, E_EDITION_FAILED, one->edition.place, message, help);
}

/* The edition's own base_url; NULL when the site has none. */
static const char *base_url_of(const struct making *making, const struct edition_site *one) {
    struct text base = making->site->settings.base_url;
    struct text inside = text_after(edition_address(&one->edition, making->arena), 1);
    return base.size ? text_terminated(text_join(making->arena, base, inside), making->arena) : NULL;
}

static const struct plan *plan_one(const struct making *making, struct edition_site *one, struct diag *own) {
    struct reader *reader = making->reader;
    struct arena *arena = making->arena;
    const struct tree *tree = tree_open_commit(own, reader->repository, one->edition.commit.hex, arena);
    if (tree)
        tree = defaults_under(closing_tree(&one->closing, tree, arena), reader->remembered, own, arena);
    if (!tree)
        return NULL;
    struct site_input input = {
        .tree = tree,
        .repository = reader->repository,
        .revision = one->edition.commit.hex,
        .origin = &one->origin,
        .remembered = reader->remembered,
        .workers = &reader->workers,
        .base_url = base_url_of(making, one),
        .for_disk = making->site->settings.for_disk,
        .is_edition = true,
        .edition_title = one->edition.title,
        .is_searched = making->site->settings.search == SEARCH_EDITIONS,
        .today = &one->today,
        .closing = &one->closing,
    };
    const struct site *site = site_load(own, &input, arena);
    const struct layouts *layouts = layouts_load(own, tree, site ? site->language : NULL, arena);
    if (!site || !layouts || own->errors > 0)
        return NULL;
    const struct search_index *search;
    if (!search_index_make(&search, site, &reader->workers, own, arena))
        return NULL;
    return plan_make(site, search, layouts, tree, own, arena);
}

static bool load(const struct making *making, struct edition_site *one) {
    struct diag own = {0};
    const struct plan *plan = plan_one(making, one, &own);
    bool loaded = plan && own.errors == 0;
    if (loaded)
        one->plan = plan;
    else
        complain(making, one, &own);
    diag_free(&own);
    return loaded;
}

/* What it consists of. */

static void record_essay(struct buffer *record, const struct edition_site *one, const struct essay *essay) {
    const struct origin_file *file = origin_file_at(&one->origin, essay->thing.source.path);
    state_put_text(record, essay->thing.source.path);
    state_put_text(record, text_of(file ? file->blob.hex : ""));
    state_put_text(record, essay->thing.address);
    state_put_text(record, essay->thing.title);
}

/* An old address of an essay leads to what that has become, too. */
static void record_page(struct buffer *record, const struct plan *plan, size_t index) {
    const struct page *shown = plan_shown(plan, index);
    state_put_text(record, plan->pages[index].path);
    state_put_text(record, plan->pages[index].address);
    state_put_number(record, shown->kind == PAGE_ESSAY ? shown->number : NONE);
}

static void record_site(struct buffer *record, const struct edition_site *one) {
    const struct plan *plan = one->plan;
    state_put_number(record, plan->site->essay_count);
    for (uint32_t i = 0; i < plan->site->essay_count; i++)
        record_essay(record, one, &plan->site->essays[i]);
    state_put_number(record, plan->count);
    for (size_t i = 0; i < plan->count; i++)
        record_page(record, plan, i);
}

static bool take_essay(struct edition_essay *essay, struct text *rest) {
    struct text blob;
    if (!state_take_text(&essay->path, rest) || !state_take_text(&blob, rest) || blob.size >= sizeof essay->blob.hex ||
        !state_take_text(&essay->address, rest) || !state_take_text(&essay->title, rest))
        return false;
    if (blob.size)
        memcpy(essay->blob.hex, blob.bytes, blob.size);
    return true;
}

static bool take_page(struct edition_page *page, const struct edition *edition, struct text *rest, struct arena *arena) {
    struct text path;
    uint64_t essay;
    if (!state_take_path(&path, rest) || !state_take_text(&page->address, rest) || !state_take_number(&essay, rest))
        return false;
    page->path = text_format(arena, "editions/%.*s/%.*s", TEXT_ARGS(edition->name), TEXT_ARGS(path));
    page->essay = essay < edition->essay_count ? (uint32_t)essay : NONE;
    return true;
}

/* Each item takes some bytes, so a damaged count cannot ask for more memory than the record is long. */
static bool take_count(size_t *count, struct text *rest) {
    uint64_t number;
    bool good = state_take_number(&number, rest) && number <= rest->size;
    *count = good ? (size_t)number : 0;
    return good;
}

static bool take_site(struct edition_site *one, struct text rest, struct arena *arena) {
    struct edition *edition = &one->edition;
    bool good = take_count(&edition->essay_count, &rest);
    edition->essays = arena_array(arena, struct edition_essay, edition->essay_count);
    for (size_t i = 0; i < edition->essay_count && good; i++)
        good = take_essay(&edition->essays[i], &rest);
    good = good && take_count(&one->page_count, &rest);
    one->pages = arena_array(arena, struct edition_page, one->page_count);
    for (size_t i = 0; i < one->page_count && good; i++)
        good = take_page(&one->pages[i], edition, &rest, arena);
    return good && rest.size == 0;
}

/* As remembered, or by loading it. */
static bool know_site(const struct making *making, struct edition_site *one) {
    struct remembered *remembered = making->reader->remembered;
    struct buffer record = {0};
    struct text bytes;
    if (remembered_find(remembered, &bytes, one->input) && take_site(one, bytes, making->arena))
        return true;
    if (!load(making, one))
        return false;
    record_site(&record, one);
    remembered_add(remembered, one->input, buffer_text(&record));
    bool known = take_site(one, buffer_take(&record, making->arena), making->arena);
    return known;
}

/* What it is made from. */

/* An empty tree over the defaults gives the defaults alone. */
static bool digest_defaults(struct making *making) {
    const struct tree *none = tree_of_texts(NULL, 0, making->arena);
    const struct tree *defaults = defaults_under(none, making->reader->remembered, making->problems, making->arena);
    struct hasher hasher;
    hasher_start(&hasher);
    for (size_t i = 0; defaults && i < defaults->count; i++) {
        hasher_add_text(&hasher, defaults->files[i].path);
        hasher_add_digest(&hasher, defaults->files[i].id);
    }
    making->defaults = hasher_end(&hasher);
    return defaults != NULL;
}

static struct digest input_of(const struct making *making, const struct edition_site *one) {
    const struct edition *edition = &one->edition;
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, TEXT("edition"));
    hasher_add_text(&hasher, build_name());
    hasher_add_text(&hasher, making->reader->repository->prefix);
    hasher_add_digest(&hasher, origin_digest(&one->origin));
    hasher_add_digest(&hasher, making->defaults);
    hasher_add_digest(&hasher, one->closing.digest);
    hasher_add_text(&hasher, text_of(base_url_of(making, one)));
    hasher_add_number(&hasher, making->site->settings.for_disk);
    hasher_add_number(&hasher, making->site->settings.search == SEARCH_EDITIONS);
    hasher_add_text(&hasher, edition->name);
    hasher_add_text(&hasher, edition->title);
    hasher_add_text(&hasher, edition->note);
    hasher_add_text(&hasher, date_iso(edition->date, making->arena));
    return hasher_end(&hasher);
}

static void tell_elsewhere(const struct making *making, const struct edition_site *one) {
    for (size_t i = 0; i < one->closing.elsewhere.count; i++) {
        const struct closed_elsewhere *text = &one->closing.elsewhere.items[i];
        diag_add(making->problems, DIAG_WARNING, W_STANDS_ELSEWHERE, one->edition.place,
                 text_format(making->arena,
                             "the edition \"%.*s\" does not show the text of %.*s: it stands in %.*s today, which is held back",
                             TEXT_ARGS(one->edition.name), TEXT_ARGS(text->path), TEXT_ARGS(text->holder)),
                 TEXT("if it is to be shown, take what they share out of the other file, or open that one"));
    }
}

static bool know_origin(const struct making *making, struct edition_site *one) {
    if (!origin_find(&one->origin, making->problems, making->reader->repository, one->edition.commit.hex, making->arena))
        return false;
    one->today = (struct today){.now = date_seconds(one->origin.committed), .source = TODAY_EDITION};
    one->past = (struct past){.origin = &one->origin};
    if (!present_close(&one->closing, making->sites->present, &one->past, making->problems, making->arena))
        return false;
    tell_elsewhere(making, one);
    one->input = input_of(making, one);
    return true;
}

static void find_fates(const struct making *making, struct edition_site *one) {
    struct edition *edition = &one->edition;
    for (size_t i = 0; i < edition->essay_count; i++) {
        struct edition_essay *essay = &edition->essays[i];
        struct fate fate = present_fate(making->sites->present, &one->past, essay->path, &essay->blob);
        essay->today = fate.essay;
        essay->thread = fate.thread;
    }
}

static struct making start(struct edition_sites *sites, struct reader *reader, const struct site *site, struct diag *problems,
                           struct arena *arena) {
    return (struct making){.sites = sites, .reader = reader, .site = site, .problems = problems, .arena = arena};
}

bool edition_sites_find(struct edition_sites *sites, struct reader *reader, const struct site *site, struct diag *problems,
                        struct arena *arena) {
    struct making making = start(sites, reader, site, problems, arena);
    *sites = (struct edition_sites){.count = site->editions->count};
    if (sites->count == 0)
        return true;
    sites->items = arena_array(arena, struct edition_site, sites->count);
    sites->present = present_of(site, arena);
    if (!digest_defaults(&making))
        return false;
    bool good = true;
    for (size_t i = 0; i < sites->count; i++) {
        struct edition_site *one = &sites->items[i];
        one->edition = site->editions->items[i];
        bool known = know_origin(&making, one) && know_site(&making, one);
        if (known)
            find_fates(&making, one);
        good = good && known;
    }
    return good;
}

const struct site *edition_sites_tell(const struct edition_sites *sites, const struct site *site, struct arena *arena) {
    struct site *told = arena_new(arena, struct site);
    struct editions *editions = arena_new(arena, struct editions);
    *told = *site;
    *editions = *site->editions;
    editions->items = arena_array(arena, struct edition, sites->count);
    for (size_t i = 0; i < sites->count; i++)
        editions->items[i] = sites->items[i].edition;
    told->editions = editions;
    return told;
}

/* Where each page is today. */

static bool is_html(struct text path) {
    return text_ends(path, TEXT(".html"));
}

/* Nothing leads to a draft, which is built only on request. */
static bool is_draft(const struct plan *plan, size_t index) {
    const struct page *page = plan_shown(plan, index);
    bool is_of_essay = page->kind == PAGE_ESSAY || page->kind == PAGE_CITE;
    return (is_of_essay && plan->site->essays[page->number].thing.draft) ||
           (page->kind == PAGE_PAGE && plan->site->pages[page->number].thing.draft);
}

static struct text target_of(const struct edition_site *one, const struct edition_page *page, const struct plan *plan) {
    uint32_t today = page->essay == NONE ? NONE : one->edition.essays[page->essay].today;
    if (!is_html(page->path))
        return TEXT("");
    if (today != NONE)
        return plan->site->essays[today].thing.address;
    size_t found = plan_find(plan, page->address);
    return found != SIZE_MAX && !is_draft(plan, found) ? page->address : TEXT("");
}

/* What stands there today says only that it is no more. */
static bool leads_to_gone(const struct edition_page *page, const struct plan *plan) {
    size_t found = page->target.size ? plan_find(plan, page->target) : SIZE_MAX;
    return found != SIZE_MAX && plan_shown(plan, found)->kind == PAGE_GONE;
}

static struct digest key_of(const struct edition_site *one, const struct edition_page *page) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_digest(&hasher, one->input);
    hasher_add_text(&hasher, page->path);
    hasher_add_text(&hasher, page->target);
    hasher_add_number(&hasher, page->is_gone);
    return hasher_end(&hasher);
}

/* Refuses a page of today's inside an edition's folder, and a file in the place of that folder. */
static bool check_room(const struct edition_site *one, const struct plan *plan, struct diag *problems, struct arena *arena) {
    struct text folder = text_format(arena, "editions/%.*s", TEXT_ARGS(one->edition.name));
    for (size_t i = 0; i < plan->count; i++) {
        struct text path = plan->pages[i].path;
        bool is_above = text_equal(path, folder) || text_equal(path, TEXT("editions"));
        bool is_inside = text_starts(path, folder) && path.size > folder.size && path.bytes[folder.size] == '/';
        if (!is_above && !is_inside)
            continue;
        diag_add(problems, DIAG_ERROR, E_SAME_OUTPUT, one->edition.place,
                 text_format(arena, "the edition \"%.*s\" would be written to \"%.*s/\", where \"%.*s\" goes",
                             TEXT_ARGS(one->edition.name), TEXT_ARGS(folder), TEXT_ARGS(path)),
                 TEXT("give the page another address, or the edition another name"));
        return false;
    }
    return true;
}

bool edition_sites_aim(struct edition_sites *sites, const struct plan *plan, struct diag *problems, struct arena *arena) {
    bool good = true;
    for (size_t i = 0; i < sites->count; i++) {
        struct edition_site *one = &sites->items[i];
        good = check_room(one, plan, problems, arena) && good;
        for (size_t j = 0; j < one->page_count; j++) {
            one->pages[j].target = target_of(one, &one->pages[j], plan);
            one->pages[j].is_gone = leads_to_gone(&one->pages[j], plan);
            one->pages[j].key = key_of(one, &one->pages[j]);
        }
    }
    return good;
}

/* Making. */

static bool all_stand(const struct edition_site *one, const struct standing *standing) {
    for (size_t i = 0; i < one->page_count; i++)
        if (!standing_has(standing, one->pages[i].path, one->pages[i].key))
            return false;
    return true;
}

bool edition_sites_load(struct edition_sites *sites, struct reader *reader, const struct standing *standing,
                        struct diag *problems, struct arena *arena) {
    struct making making = start(sites, reader, reader->site, problems, arena);
    for (size_t i = 0; i < sites->count; i++) {
        struct edition_site *one = &sites->items[i];
        if (!one->plan && !(standing && all_stand(one, standing)) && !load(&making, one))
            return false;
    }
    return true;
}

bool edition_site_render(struct buffer *out, const struct edition_site *one, size_t index, struct diag_failure *failure,
                         struct arena *arena) {
    const struct edition_page *page = &one->pages[index];
    const struct view *view = plan_view(one->plan, index, arena);
    if (!view || !is_html(page->path))
        return plan_render(out, one->plan, index, view, failure, arena);
    struct gather_place place = {.root = link_root(page->path, arena), .for_disk = one->plan->site->settings.for_disk};
    struct banner banner = {&one->edition, page->target, &place, page->essay != NONE, page->is_gone};
    struct buffer plain = {0};
    bool made = plan_render(&plain, one->plan, index, view, failure, arena) &&
                banner_add(out, buffer_text(&plain), one->plan->layouts, one->plan->site, &banner, &failure->why, arena);
    buffer_free(&plain);
    return made;
}
