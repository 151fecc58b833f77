#include "pages/plan.h"

#include "base/array.h"
#include "base/buffer.h"
#include "base/build.h"
#include "base/table.h"
#include "connect/addresses.h"
#include "connect/pictures.h"
#include "compose/links.h"
#include "pages/aliases.h"
#include "pages/book.h"
#include "pages/book_epub.h"
#include "pages/cite_files.h"
#include "pages/hosts.h"
#include "pages/lost.h"
#include "pages/promised.h"
#include "pages/contract.h"
#include "pages/layout_links.h"
#include "pages/plan_pages.h"
#include "pages/search_files.h"
#include "pages/shared.h"
#include "pages/works.h"
#include "read/codes.h"

#include <stdlib.h>

static int by_path(const void *left, const void *right) {
    const struct page *a = left, *b = right;
    return text_compare(a->path, b->path);
}

/* Any page for the file; which one is told to the author depends on the order of paths and kinds only. */
static int by_path_and_kind(const void *left, const void *right) {
    const struct page *a = left, *b = right;
    int order = by_path(a, b);
    if (order == 0)
        order = (a->kind > b->kind) - (a->kind < b->kind);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* Told at the file that an author can move: of a page of his and one of the site's own, at his. */
static void report_same_output(const struct planning *planning, const struct page *page, const struct page *other) {
    struct arena *arena = planning->arena;
    if (!page_place(planning, page).path.size) {
        const struct page *own = page;
        page = other;
        other = own;
    }
    diag_add(planning->problems, DIAG_ERROR, E_SAME_OUTPUT, page_place(planning, page),
             text_format(arena, "it would be written to \"%.*s\", where \"%.*s\" goes", TEXT_ARGS(page->path),
                         TEXT_ARGS(other->path)),
             text_format(arena, "give it another address than that of %.*s",
                         TEXT_ARGS(page_description(planning->site, other, arena))));
}

/* No two pages in one file, and no page in a file that must be a folder of another. The later one is the one to move. */
static void check_outputs(const struct planning *planning, const struct pages *pages) {
    struct table paths = {0};
    for (uint32_t i = 0; i < pages->count; i++) {
        uint32_t before = table_put(&paths, pages->items[i].path, i, planning->arena);
        if (before != NONE)
            report_same_output(planning, &pages->items[i], &pages->items[before]);
    }
    for (uint32_t i = 0; i < pages->count; i++) {
        struct text path = pages->items[i].path;
        for (size_t slash = text_find_char(path, '/', 0); slash < path.size; slash = text_find_char(path, '/', slash + 1)) {
            uint32_t folder = table_get(&paths, text_slice(path, 0, slash));
            if (folder != NONE)
                report_same_output(planning, &pages->items[i], &pages->items[folder]);
        }
    }
}

static void check_layout(const struct planning *planning, struct text layout) {
    if (layout.size && !layouts_find(planning->layouts, layout))
        diag_fail(planning->problems, FAULT_MACHINE, E_NO_DEFAULTS, TEXT("layouts"),
                  text_format(planning->arena, "the layout \"%.*s\" is missing", TEXT_ARGS(layout)),
                  TEXT("install the default layouts again"));
}

static void check_layouts(const struct planning *planning, const struct pages *pages) {
    bool has_epubs = false;
    for (size_t i = 0; i < pages->count; i++) {
        has_epubs |= book_is_epub(&pages->items[i]);
        check_layout(planning, pages->items[i].layout);
    }
    for (size_t i = 0; has_epubs && i < book_layout_count; i++)
        check_layout(planning, book_layouts[i]);
}

/* Whether the pages before this one are of another kind or layout; those of one kind mostly stand together. */
static bool is_new_use(const struct contract_use *uses, size_t count, const struct contract_use *use) {
    while (count-- > 0)
        if (text_equal(uses[count].layout, use->layout) && text_equal(uses[count].kind, use->kind))
            return false;
    return true;
}

/* Each layout once for each kind of page that is made from it, and the banner of editions. */
static void check_names(const struct planning *planning) {
    struct {
        struct contract_use *items;
        size_t count, capacity;
    } uses = {0};
    for (size_t i = 0; i < planning->pages.count; i++) {
        const struct page *page = &planning->pages.items[i];
        struct contract_use use = {page->layout, text_of(page_kind(page->kind)->name)};
        if (page->kind != PAGE_ALIAS && page->layout.size && is_new_use(uses.items, uses.count, &use))
            *array_add(&uses, planning->arena) = use;
    }
    for (size_t i = 0; i < book_layout_count; i++)
        *array_add(&uses, planning->arena) = (struct contract_use){book_layouts[i], TEXT("book")};
    contract_check(planning->problems, planning->layouts, uses.items, uses.count, planning->site->remembered, planning->arena);
}

/* Links of 404.html are read from any address, and so they can only begin at the root of the site. */
static void warn_of_no_base_url(const struct planning *planning) {
    if (planning->site->settings.base_url.size)
        return;
    bool has_file = tree_find(planning->site->tree, TEXT("content/site.yaml")) != SIZE_MAX;
    diag_add(
        planning->problems, DIAG_WARNING, W_NO_BASE_URL, (struct diag_place){.path = TEXT("content/site.yaml")},
        text_format(planning->arena,
                    "%swithout base_url there is no feed, no sitemap, no robots.txt and no canonical address, and 404.html is "
                    "only right at the root of a host",
                    has_file ? "" : "there is no content/site.yaml: the reader has no title; and "),
        has_file ? TEXT("write base_url: https://... where the reader will stand, or give --base-url")
                 : TEXT("write content/site.yaml, with two lines: \"title: ...\" and \"base_url: https://...\""));
}

void plan_sort(struct planning *planning) {
    qsort(planning->pages.items, planning->pages.count, sizeof(struct page), by_path_and_kind);
}

const struct plan *plan_make(const struct site *site, const struct search_index *search, const struct layouts *layouts,
                             const struct tree *assets, struct diag *problems, struct arena *arena) {
    struct plan *plan = arena_new(arena, struct plan);
    *plan = (struct plan){
        .site = site, .search = search, .layouts = layouts, .assets = assets, .shared = shared_make(site, assets, arena)};
    struct planning planning = {.site = site,
                                .search = search,
                                .shared = plan->shared,
                                .layouts = layouts,
                                .assets = assets,
                                .problems = problems,
                                .arena = arena};
    size_t errors = problems->errors;
    plan_pages(&planning);
    warn_of_no_base_url(&planning);
    plan_sort(&planning);
    plan_aliases(&planning);
    plan_sort(&planning);
    plan_lost(&planning);
    plan->lost = planning.lost;
    plan->pages = planning.pages.items;
    plan->count = planning.pages.count;
    plan_aim_aliases(&planning, plan);
    plan->redirects = hosts_redirects(&planning);
    check_layouts(&planning, &planning.pages);
    check_outputs(&planning, &planning.pages);
    if (problems->errors == errors)
        plan->addresses = plan_addresses(plan, arena);
    if (problems->errors == errors && !site->is_edition) {
        check_names(&planning);
        layout_links_check(problems, plan, arena);
        book_epubs_check(problems, plan, arena);
    }
    return problems->errors == errors ? plan : NULL;
}

const struct page *pages_find(const struct page *pages, size_t count, struct text path) {
    struct page key = {.path = path};
    return count ? bsearch(&key, pages, count, sizeof *pages, by_path) : NULL;
}

static size_t find_path(const struct plan *plan, struct text path) {
    const struct page *found = pages_find(plan->pages, plan->count, path);
    return found ? (size_t)(found - plan->pages) : SIZE_MAX;
}

static size_t find_folder(const struct plan *plan, struct text folder) {
    struct buffer path = {0};
    buffer_add(&path, folder);
    if (folder.size && !text_ends(folder, TEXT("/")))
        buffer_add_char(&path, '/');
    buffer_add(&path, TEXT("index.html"));
    size_t found = find_path(plan, buffer_text(&path));
    buffer_free(&path);
    return found;
}

size_t plan_find(const struct plan *plan, struct text address) {
    struct text base_url = plan->site->settings.base_url;
    if (base_url.size && text_starts(address, base_url))
        address = text_after(address, base_url.size);
    address = text_slice(address, 0, address_hash(address));
    if (text_starts(address, TEXT("/")))
        address = text_after(address, 1);
    size_t found = find_path(plan, address);
    return found == SIZE_MAX ? find_folder(plan, address) : found;
}

const struct page *plan_shown(const struct plan *plan, size_t index) {
    const struct page *page = &plan->pages[index];
    return page->kind == PAGE_ALIAS ? &plan->pages[plan->aliases[page->number].page] : page;
}

bool plan_is_copied(const struct plan *plan, size_t index) {
    return page_kind(plan_shown(plan, index)->kind)->flags & PAGE_COPIED;
}

static struct from from_of(const struct plan *plan, size_t index) {
    const struct page *page = &plan->pages[index];
    const struct page_alias *alias = page->kind == PAGE_ALIAS ? &plan->aliases[page->number] : NULL;
    return (struct from){plan, plan->site, plan->shared, plan_shown(plan, index), alias};
}

/*
 * It runs for the key, for the view, or for a list of the items: the same function each time. What an alias says of its own
 * address is that of the page that it shows; only its links begin where it is.
 */
static struct gathering *gather_page(const struct plan *plan, size_t index, enum gather_purpose purpose, struct seams *seams,
                                     struct arena *arena) {
    const struct page *page = plan_shown(plan, index);
    const struct from from = from_of(plan, index);
    struct gather_place *place = arena_new(arena, struct gather_place);
    place->address = page->address;
    place->base_url = plan->site->settings.base_url;
    place->for_disk = plan->site->settings.for_disk;
    place->seams = seams;
    /* It is shown in place of pages at any depth. */
    bool is_anywhere = page->kind == PAGE_NOT_FOUND;
    place->root = is_anywhere ? link_base_path(place->base_url) : link_root(plan->pages[index].path, arena);
    /* It is read where the site is not: its links are made those of the book. */
    if (book_is_epub(page)) {
        place->root = TEXT("/");
        place->for_disk = false;
    }
    struct gathering *g = gathering_new(purpose, place, plan->site->language, arena);
    if (page->layout.size)
        gather_frame(g, &from);
    page_kind(page->kind)->gather(g, &from);
    return g;
}

static bool has_view(const struct plan *plan, size_t index) {
    return page_kind(plan_shown(plan, index)->kind)->name[0];
}

static const struct view *view_of(const struct plan *plan, size_t index, struct seams *seams, struct arena *arena) {
    return has_view(plan, index) ? gathering_view(gather_page(plan, index, GATHER_VIEW, seams, arena)) : NULL;
}

const struct view *plan_view(const struct plan *plan, size_t index, struct arena *arena) {
    return view_of(plan, index, NULL, arena);
}

const struct gather_items *plan_items(const struct plan *plan, size_t index, struct arena *arena) {
    return gathering_items(gather_page(plan, index, GATHER_ITEMS, NULL, arena));
}

/* The tree that a copied page's number belongs to. */
static const struct tree *tree_of(const struct plan *plan, const struct page *page) {
    return page->kind == PAGE_ASSET ? plan->assets : plan->site->tree;
}

void plan_ready_keys(const struct plan *plan) {
    cards_digest(plan->shared->cards);
    works_ready(plan->shared->works);
}

struct digest plan_key(const struct plan *plan, size_t index, struct arena *arena) {
    const struct page *page = plan_shown(plan, index);
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, build_name());
    hasher_add_text(&hasher, text_of(page_kind(page->kind)->name));
    hasher_add_text(&hasher, page == &plan->pages[index] ? TEXT("") : plan->pages[index].path);
    if (plan_is_copied(plan, index))
        hasher_add_digest(&hasher, tree_of(plan, page)->files[page->number].id);
    if (search_is_file(page))
        hasher_add_digest(&hasher, search_file_key(plan->search, page, arena));
    if (cite_is_file(page))
        hasher_add_digest(&hasher, cite_file_key(plan->shared, page, arena));
    if (book_is_epub(page))
        hasher_add_digest(&hasher, book_epub_made_with(plan));
    if (page->layout.size)
        hasher_add_digest(&hasher, layouts_digest(plan->layouts, page->layout));
    if (has_view(plan, index))
        hasher_add_digest(&hasher, gathering_key(gather_page(plan, index, GATHER_KEY, NULL, arena)));
    return hasher_end(&hasher);
}

static bool copy_file(struct buffer *out, const struct tree *tree, size_t file, struct diag_failure *failure,
                      struct arena *arena) {
    struct tree_trouble trouble = {0};
    struct text bytes;
    failure->of_machine = true;
    if (!tree->read(tree, file, &bytes, &trouble, arena)) {
        failure->why = text_format(arena, "%.*s: %.*s", TEXT_ARGS(tree->files[file].path), TEXT_ARGS(trouble.why));
        return false;
    }
    if (is_lfs_pointer(bytes)) {
        failure->why =
            text_format(arena,
                        "%.*s: this is not the file but Git LFS's pointer to it: run `git lfs pull`; a commit and an edition "
                        "hold only the pointer",
                        TEXT_ARGS(tree->files[file].path));
        return false;
    }
    buffer_add(out, bytes);
    return true;
}

static bool render(struct buffer *out, const struct plan *plan, size_t index, const struct view *view,
                   const struct mustache_watch *watch, struct diag_failure *failure, struct arena *arena) {
    const struct page *page = plan_shown(plan, index);
    if (plan_is_copied(plan, index))
        return copy_file(out, tree_of(plan, page), page->number, failure, arena);
    if (search_is_file(page))
        return search_file_write(out, plan->search, page, &failure->why, arena);
    if (cite_is_file(page)) {
        cite_file_write(out, plan->shared, page, arena);
        return true;
    }
    if (book_is_epub(page))
        return book_write_epub(out, plan, page, view, failure, arena);
    if (page->layout.size == 0) {
        if (view)
            view_write_json(out, view);
        buffer_add(out, view ? TEXT("\n") : TEXT(""));
        return true;
    }
    return layouts_render(out, plan->layouts, page->layout, view, watch, &failure->why, arena);
}

bool plan_render(struct buffer *out, const struct plan *plan, size_t index, const struct view *view,
                 struct diag_failure *failure, struct arena *arena) {
    return render(out, plan, index, view, NULL, failure, arena);
}

/* The values of an essay's page that stand at seams. */
struct seam_values {
    struct seams *seams;
    const struct view *body, *words;
};

static void note_seam(const struct view *value, size_t start, size_t end, void *context) {
    const struct seam_values *values = context;
    if (value == values->body || value == values->words)
        seams_add(values->seams, value == values->body ? SEAM_BODY : SEAM_WORDS, start, end);
}

bool plan_write(struct buffer *out, struct seams *seams, const struct plan *plan, size_t index, struct diag_failure *failure,
                struct arena *arena) {
    if (plan->pages[index].kind != PAGE_ESSAY || !seams)
        return plan_render(out, plan, index, plan_view(plan, index, arena), failure, arena);
    const struct view *view = view_of(plan, index, seams, arena), *essay = view_get(view, TEXT("essay"));
    struct seam_values values = {seams, view_get(essay, TEXT("body")),
                                 view_get(view_get(essay, TEXT("words")), TEXT("number"))};
    struct mustache_watch watch = {note_seam, &values};
    return render(out, plan, index, view, &watch, failure, arena);
}
