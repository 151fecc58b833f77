#include "pages/cite_files.h"

#include "base/array.h"
#include "compose/coins.h"
#include "pages/plan_pages.h"
#include "pages/works.h"

/* By enum works_format. */
static const char *const names[CITE_FORMATS] = {
    [WORKS_BIBTEX] = "cite.bib", [WORKS_RIS] = "cite.ris", [WORKS_CSL_JSON] = "cite.json"};

bool cite_is_file(const struct page *page) {
    return page_kind(page->kind)->flags & PAGE_CITED;
}

/* Which there are */

/* The essays whose works stand in a file. */
static struct numbers essays_of(const struct site *site, uint8_t kind, uint32_t number, struct arena *arena) {
    struct numbers essays = {0};
    if (kind == THING_NONE)
        return site->essays_by_date;
    if (kind == THING_ESSAY)
        *array_add(&essays, arena) = number;
    if (kind != THING_LIST)
        return kind == THING_ESSAY ? essays : site_thing(site, kind, number)->essays;
    const struct list *list = &site->lists[number];
    for (size_t i = 0; i < list->items.count; i++)
        *array_add(&essays, arena) = list->items.items[i].essay;
    return essays;
}

static bool has_essays(const struct site *site, uint8_t kind, uint32_t number) {
    if (kind == THING_LIST)
        return site->lists[number].items.count > 0;
    return kind == THING_ESSAY ||
           (kind == THING_NONE ? site->essays_by_date.count : site_thing(site, kind, number)->essays.count);
}

static struct text address_of(const struct site *site, uint8_t kind, uint32_t number, uint8_t format, struct arena *arena) {
    struct text folder = TEXT("/essays/");
    if (kind != THING_NONE)
        folder = revisions_folder(site_thing(site, kind, number)->address, arena);
    return text_join(arena, folder, text_of(names[format]));
}

static void add_files(struct planning *planning, enum page_kind kind, uint8_t about, uint32_t number) {
    for (uint8_t format = 0; format < CITE_FORMATS; format++) {
        struct page *page =
            plan_add(planning, kind, address_of(planning->site, about, number, format, planning->arena), number);
        if (page)
            page->part = format;
    }
}

void cite_files_plan(struct planning *planning, enum page_kind kind) {
    const struct site *site = planning->site;
    uint8_t about = page_kind((uint8_t)kind)->about;
    const struct numbers *essays = &site->essays_by_date;
    for (size_t i = 0; about == THING_ESSAY && i < essays->count; i++)
        add_files(planning, kind, about, essays->items[i]);
    for (uint32_t i = 0; about != THING_ESSAY && about != THING_NONE && i < site_count(site, about); i++)
        if (has_essays(site, about, i))
            add_files(planning, kind, about, i);
    if (about == THING_NONE && essays->count)
        add_files(planning, kind, about, 0);
}

/* What they say */

static void write_many(struct buffer *out, const struct shared *shared, const struct numbers *essays, enum works_format format,
                       struct arena *arena) {
    struct works_entries entries = {0};
    struct essay_works works;
    works_entries_of(&entries, shared->works, essays, arena);
    works_begin(out, format);
    for (size_t i = 0; i < entries.count; i++) {
        struct arena scratch = {0};
        essay_works_of(&works, shared->works, entries.items[i].essay, &scratch);
        works_add(out, format, &works.items[entries.items[i].item], i == 0);
        arena_free(&scratch);
    }
    works_end(out, format);
}

void cite_file_write(struct buffer *out, const struct shared *shared, const struct page *page, struct arena *arena) {
    uint8_t about = page_kind(page->kind)->about;
    struct numbers essays = essays_of(shared->site, about, page->number, arena);
    if (about == THING_ESSAY) {
        struct essay_works works;
        essay_works_of(&works, shared->works, page->number, arena);
        works_write(out, (enum works_format)page->part, works.items, works.count);
    } else {
        write_many(out, shared, &essays, (enum works_format)page->part, arena);
    }
}

static struct digest digest_of_works(const struct shared *shared, const struct numbers *essays) {
    struct hasher hasher;
    hasher_start(&hasher);
    for (size_t i = 0; i < essays->count; i++)
        if (essay_is_listed(shared, essays->items[i]))
            hasher_add_digest(&hasher, essay_works_digest(shared->works, essays->items[i]));
    return hasher_end(&hasher);
}

struct digest cite_file_key(const struct shared *shared, const struct page *page, struct arena *arena) {
    struct numbers essays = essays_of(shared->site, page_kind(page->kind)->about, page->number, arena);
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_number(&hasher, page->part);
    hasher_add_digest(&hasher, digest_of_works(shared, &essays));
    return hasher_end(&hasher);
}

void gather_cite_files(struct gathering *g, const struct site *site, uint8_t kind, uint32_t number) {
    static const char *const members[CITE_FORMATS] = {
        [WORKS_BIBTEX] = "bib_path", [WORKS_RIS] = "ris_path", [WORKS_CSL_JSON] = "json_path"};
    if (!has_essays(site, kind, number)) {
        gather_none(g, "cite_files");
        return;
    }
    gather_open(g, "cite_files");
    for (uint8_t format = 0; format < CITE_FORMATS; format++)
        gather_path(g, members[format], address_of(site, kind, number, format, gathering_arena(g)));
    gather_close(g);
}

/* Of those that the page of a long list shows. */
static struct numbers shown_of(const struct from *from, uint8_t kind, uint32_t number, struct arena *arena) {
    struct numbers essays = essays_of(from->site, kind, number, arena);
    uint32_t page_size = from->site->settings.page_size;
    return page_size && essays.count > page_size ? first_of(from->site, essays) : essays;
}

static void gather_coins(struct gathering *g, const struct from *from, const struct numbers *essays) {
    struct works_entries entries = {0};
    struct arena *arena = gathering_arena(g);
    works_entries_of(&entries, from->shared->works, essays, arena);
    gather_open_list(g, "coins");
    for (size_t i = 0; i < entries.count; i++) {
        struct arena scratch = {0};
        struct essay_works works;
        essay_works_of(&works, from->shared->works, entries.items[i].essay, &scratch);
        gather_text(g, NULL, coins_of(&works.items[entries.items[i].item], arena));
        arena_free(&scratch);
    }
    gather_close(g);
}

void gather_cited(struct gathering *g, const struct from *from, uint8_t kind, uint32_t number) {
    struct numbers essays = shown_of(from, kind, number, gathering_arena(g));
    gather_cite_files(g, from->site, kind, number);
    if (gather_stands(g, "coins", gathering_is_view(g) ? (struct digest){0} : digest_of_works(from->shared, &essays)))
        gather_coins(g, from, &essays);
    gather_has(g, "has_coins", "coins", NULL);
}
