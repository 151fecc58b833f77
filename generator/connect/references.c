#include "kinds/loading.h"

#include "base/array.h"
#include "base/files.h"
#include "base/utf8.h"
#include "history/present.h"
#include "history/revisions.h"
#include "kinds/saved.h"
#include "read/slug.h"
#include "read/smart.h"

#include <string.h>

/* A reference on its way to its target. */
struct resolving {
    struct loading *loading;
    const struct referrer *from;
    const struct doc_reference *reference;
    struct text target, anchor;
};

static const struct target nowhere = {.kind = THING_NONE};

static void report(const struct resolving *r, enum diag_level level, const char *code, struct text message, struct text help) {
    const struct doc_reference *reference = r->reference;
    if (r->loading->quiet)
        return;
    struct diag_place place = {r->from->source->path, reference->line, reference->column, reference->width};
    diag_add(r->loading->problems, level, code, place, message, help);
}

/* What site.yaml says about links that lead nowhere; [[..]] is this program's own and never one of a blog on its way here. */
static enum diag_level link_level(const struct resolving *r) {
    bool is_own = r->reference->form == FORM_BRACKETS || r->reference->form == FORM_CITATION;
    bool pass = r->loading->site->settings.broken_links_pass && !is_own;
    return pass ? DIAG_WARNING : DIAG_ERROR;
}

static struct target refuse(const struct resolving *r, const char *code, const char *what, struct text meant) {
    struct arena *arena = r->loading->arena;
    report(r, link_level(r), code, text_format(arena, "unknown %s \"%.*s\"", what, TEXT_ARGS(r->target)),
           did_you_mean(meant, arena));
    return nowhere;
}

static struct target refuse_hidden(const struct resolving *r, enum claim_state state) {
    const struct doc_reference *reference = r->reference;
    if (!r->loading->quiet)
        report_hidden(r->loading, state, r->target,
                      (struct diag_place){r->from->source->path, reference->line, reference->column, reference->width});
    return nowhere;
}

static struct target of_thing(uint8_t kind, uint32_t number) {
    return (struct target){.kind = kind, .number = number};
}

/* An address that only the history knows can be referred to by old texts alone: renames.c. */
static const struct address_claim *claim_at(const struct resolving *r, struct text address) {
    const struct address_claim *claim = addresses_at(&r->loading->addresses, address, r->loading->arena);
    return claim && claim->is_former && !r->loading->quiet ? NULL : claim;
}

/* An old slug is an alias among the essays: /essays/old/. */
static const struct address_claim *by_old_slug(const struct resolving *r) {
    struct arena *arena = r->loading->arena;
    struct text address = text_format(arena, "/essays/%.*s/", TEXT_ARGS(r->target));
    const struct address_claim *claim = claim_at(r, address);
    return claim && claim->is_redirect ? claim : NULL;
}

static struct target thing_of_slug(const struct resolving *r, struct text slug) {
    for (uint8_t kind = 0; kind < THING_KINDS && slug.size; kind++) {
        uint32_t number = thing_kinds[kind].found_by_slug ? table_get(&r->loading->slugs[kind], slug) : NONE;
        if (number != NONE)
            return of_thing(kind, number);
    }
    return nowhere;
}

/* "Folder/Name of a File" as Obsidian writes it: by the slug that the file's name gives. */
static struct text slug_by_name(const struct resolving *r) {
    struct text name = path_name(r->target);
    if (text_ends(name, TEXT(".md")))
        name.size -= 3;
    return slug_of(name, r->loading->arena);
}

/* A name that several have means none of them. */
static void note_name(struct table *names, struct text name, uint32_t number, struct arena *arena) {
    if (table_get(names, name) != NONE)
        number = SEVERAL;
    table_put(names, name, number, arena);
}

static bool is_quotation_mark(uint32_t c) {
    return c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201f) || c == 0xab || c == 0xbb || c == 0x2039 || c == 0x203a ||
           (c >= 0x300c && c <= 0x300f) || c == 0xa0;
}

/* What a title is found by, whatever quotation marks and dashes it has got or somebody types. */
static struct text title_key(struct text title, struct arena *arena) {
    struct text smart = smart_text(text_trim(title), TEXT("en"), arena);
    char *kept = arena_alloc(arena, smart.size + 1);
    size_t size = 0;
    for (size_t at = 0, from = 0; at < smart.size; from = at) {
        if (is_quotation_mark(utf8_next(smart, &at)))
            continue;
        memcpy(kept + size, smart.bytes + from, at - from);
        size += at - from;
    }
    return utf8_fold_letters((struct text){kept, size}, arena);
}

static void note_titles(struct loading *loading, uint8_t kind) {
    struct names_met *met = &loading->names_met;
    for (uint32_t i = 0; thing_kinds[kind].found_by_slug && i < site_count(loading->site, kind); i++) {
        struct text title = title_key(site_title(loading->site, kind, i), loading->arena);
        note_name(&met->titles, title, (uint32_t)met->titled.count, loading->arena);
        *array_add(&met->titled, loading->arena) = (struct titled){kind, i};
    }
}

static const struct names_met *names_met(struct loading *loading) {
    const struct tree *tree = loading->input->tree;
    struct names_met *met = &loading->names_met;
    for (uint8_t kind = 0; !met->ready && kind < THING_KINDS; kind++)
        note_titles(loading, kind);
    for (uint32_t i = 0; !met->ready && i < tree->count; i++)
        if (text_starts(tree->files[i].path, TEXT("content/")))
            note_name(&met->pictures, path_name(tree->files[i].path), i, loading->arena);
    met->ready = true;
    return met;
}

/* [[On Milk]]: the place among the titled of what is called so, NONE or SEVERAL. */
static uint32_t called_so(const struct resolving *r) {
    return table_get(&names_met(r->loading)->titles, title_key(r->target, r->loading->arena));
}

static struct target refuse_several(const struct resolving *r) {
    report(r, DIAG_ERROR, E_UNKNOWN_ESSAY,
           text_format(r->loading->arena, "several have the title \"%.*s\"", TEXT_ARGS(r->target)),
           TEXT("write the slug of the one that is meant: [[slug]]"));
    return nowhere;
}

/* "[[1]]", "array[[0, 1]]", "[[as it is written]]" in a quotation: no slug looks so, and nothing is called so. */
static struct target no_reference(const struct resolving *r) {
    report(r, DIAG_WARNING, W_NO_REFERENCE,
           text_format(r->loading->arena, "[[%.*s]] names nothing, and is shown as it is written", TEXT_ARGS(r->target)),
           TEXT("write \\[[ where no reference is meant"));
    return nowhere;
}

static struct target unknown_slug(const struct resolving *r) {
    bool has_letter = slug_has_letter(r->target);
    struct text near = has_letter ? near_essay(r->loading, r->target) : (struct text){0};
    if (has_letter && !near.size && !slug_valid(r->target))
        near = near_title(r->loading, r->target);
    bool is_meant = slug_is_meant(r->target) || near.size || r->reference->form != FORM_BRACKETS;
    return is_meant ? refuse(r, E_UNKNOWN_ESSAY, "essay", near) : no_reference(r);
}

static struct target slug_target(const struct resolving *r) {
    struct loading *loading = r->loading;
    struct target found = thing_of_slug(r, r->target);
    struct text named = slug_valid(r->target) ? r->target : slug_by_name(r);
    if (found.kind == THING_NONE)
        found = thing_of_slug(r, named);
    if (found.kind != THING_NONE)
        return found;
    uint32_t hidden = table_get(&loading->hidden_slugs, named);
    if (hidden != NONE)
        return hidden == CLAIM_BROKEN ? nowhere : refuse_hidden(r, (enum claim_state)hidden);
    const struct address_claim *old = by_old_slug(r);
    if (old)
        return old->target;
    uint32_t titled = called_so(r);
    if (titled == SEVERAL)
        return refuse_several(r);
    const struct titled *called = titled == NONE ? NULL : &loading->names_met.titled.items[titled];
    return called ? of_thing(called->kind, called->number) : unknown_slug(r);
}

/* By a name, of what has names; else by slug. */
static struct target named_target(const struct resolving *r, uint8_t kind) {
    struct loading *loading = r->loading;
    uint32_t number = thing_called(loading, kind, r->target, loading->arena);
    if (number != NONE)
        return of_thing(kind, number);
    if (table_get(&loading->hidden_slugs, r->target) == CLAIM_BROKEN)
        return nowhere;
    return refuse(r, E_UNKNOWN_REFERENCE, thing_words[kind].word, near_name(loading, kind, r->target));
}

/* What a claimed address gives to those who lead there; `*found` also when it is one where nothing may lead. */
static struct target claim_target(bool *found, const struct resolving *r, const struct address_claim *claim) {
    *found = claim != NULL;
    if (!claim || claim->state == CLAIM_BROKEN)
        return nowhere;
    return claim->state == CLAIM_SHOWN ? claim->target : refuse_hidden(r, (enum claim_state)claim->state);
}

/*
 * The path of a file that a written path means: names from a Mac are in one form of Unicode (NFD), what people type in the
 * other (NFC), and no editor shows the difference.
 */
static struct text as_filed(const struct resolving *r, struct text path) {
    const struct tree *tree = r->loading->input->tree;
    if (!path.size || tree_find(tree, path) != SIZE_MAX)
        return path;
    uint32_t index = table_get(&r->loading->composed_paths, utf8_compose(path, r->loading->arena));
    return index == NONE ? path : tree->files[index].path;
}

static void note_paths(struct loading *loading) {
    const struct tree *tree = loading->input->tree;
    for (uint32_t i = 0; i < tree->count; i++) {
        struct text composed = utf8_compose(tree->files[i].path, loading->arena);
        bool is_ascii = utf8_count(composed) == composed.size;
        if (!is_ascii && table_get(&loading->composed_paths, composed) == NONE)
            table_put(&loading->composed_paths, composed, i, loading->arena);
    }
}

/* A file of the tree that is no page: an image beside an essay is copied because something leads to it. */
static struct target file_target(bool *found, const struct resolving *r, struct text path) {
    const struct tree *tree = r->loading->input->tree;
    *found = false;
    if (text_ends(path, TEXT(".md")) || is_own_file(path) || text_starts(path, TEXT(SAVED_FOLDER)))
        return nowhere;
    /* A file that no text shows any more is not copied. */
    if (r->loading->quiet && text_starts(path, TEXT("content/")))
        return nowhere;
    path = as_filed(r, path);
    size_t index = path.size ? tree_find(tree, path) : SIZE_MAX;
    if (index == SIZE_MAX)
        return nowhere;
    *found = true;
    if (text_starts(path, TEXT("content/")))
        return of_thing(THING_MEDIA, (uint32_t)index);
    return (struct target){.kind = THING_ADDRESS, .address = text_join(r->loading->arena, TEXT("/"), path)};
}

static struct target path_target(bool *found, const struct resolving *r, struct text path) {
    path = as_filed(r, path);
    struct target target = claim_target(found, r, addresses_of_path(&r->loading->addresses, path));
    return *found ? target : file_target(found, r, path);
}

/* base_url may have a path of its own, and links by address may have been written with it. */
static struct text base_path(struct text base_url) {
    size_t host = text_find(base_url, TEXT("://"), 0);
    size_t slash = text_find_char(base_url, '/', host + 3);
    return text_after(base_url, slash);
}

/* A page of an edition, of which no more is known here. From another edition it stands outside. */
static struct target edition_target(bool *found, const struct resolving *r, struct text address) {
    const struct site *site = r->loading->site;
    if (site->is_edition)
        *found = text_starts(address, TEXT("/editions/"));
    for (size_t i = 0; !site->is_edition && i < site->editions->count && !*found; i++)
        *found = text_starts(address, edition_address(&site->editions->items[i], r->loading->arena));
    if (!*found)
        return nowhere;
    struct text out = site->is_edition ? text_join(r->loading->arena, TEXT(EDITION_OUTSIDE), address) : address;
    return (struct target){.kind = THING_ADDRESS, .address = out};
}

/* The text whose name of git's begins with the digits of an address: twelve, or all that it has. One that brought its words. */
static const struct version *version_at(const struct site *site, struct text address, bool brought) {
    struct text digits = text_after(address, TEXT("/versions/").size);
    digits = text_slice(digits, 0, text_find_char(digits, '/', 0));
    bool is_named = text_starts(address, TEXT("/versions/")) && digits.size >= REVISION_DIGITS;
    for (uint32_t i = 0; i < site->essay_count && is_named; i++)
        for (size_t v = 0; v < site->essays[i].versions->count; v++) {
            const struct version *items = site->essays[i].versions->items;
            if (text_starts(text_of(items[v].blob.hex), digits) && (!brought || items[v].brought_by == v))
                return &items[items[v].brought_by];
        }
    return NULL;
}

/* "/essays/a/history/", "/versions/0123456789ab/since/": pages that are made from what the essays were. */
static struct target history_target(bool *found, const struct resolving *r, struct text address) {
    struct text history = TEXT("history/");
    if (!text_ends(address, TEXT("/")))
        address = text_join(r->loading->arena, address, TEXT("/"));
    struct text essay = text_ends(address, history) ? text_slice(address, 0, address.size - history.size) : TEXT("");
    const struct address_claim *claim = claim_at(r, essay);
    const struct site *site = r->loading->site;
    bool folds = site->settings.history == HISTORY_FULL && !revisions_was_published(site, address);
    bool is_version = version_at(site, address, folds) != NULL;
    bool is_history = essay.size && claim && claim->state == CLAIM_SHOWN && claim->target.kind == THING_ESSAY;
    *found = is_version || is_history;
    if (*found && site->is_edition)
        address = text_join(r->loading->arena, TEXT(EDITION_OUTSIDE), address);
    return *found ? (struct target){.kind = THING_ADDRESS, .address = address} : nowhere;
}

static struct target address_target(bool *found, const struct resolving *r, struct text address) {
    struct loading *loading = r->loading;
    struct arena *arena = loading->arena;
    struct target target = claim_target(found, r, claim_at(r, address));
    if (!*found)
        target = file_target(found, r, text_join(arena, TEXT("content"), address));
    if (!*found && text_starts(address, TEXT("/assets/")))
        target = file_target(found, r, text_after(address, 1));
    uint32_t dated = *found ? NONE : essay_at_date(loading, address, arena);
    if (dated != NONE) {
        *found = true;
        target = of_thing(THING_ESSAY, dated);
    }
    struct text base = base_path(loading->own_base);
    if (!*found && !loading->quiet)
        target = history_target(found, r, address);
    if (!*found)
        target = edition_target(found, r, address);
    if (!*found && base.size > 1 && text_starts(address, base))
        target = address_target(found, r, text_after(address, base.size - 1));
    return target;
}

/* The same without what a server, and not a file, would answer. */
static struct text without_query(struct text target) {
    return text_slice(target, 0, text_find_char(target, '?', 0));
}

static struct target by_address(bool *found, const struct resolving *r, struct text address) {
    struct target target = address_target(found, r, address);
    if (!*found && text_contains(address, TEXT("?")))
        target = address_target(found, r, without_query(address));
    return target;
}

/* Against the file's own folder; as a path below content/; and as browsers would, against the page's address. */
static struct target by_path(bool *found, const struct resolving *r) {
    struct arena *arena = r->loading->arena;
    struct text written = r->target;
    struct target target = path_target(found, r, path_resolved(path_folder(r->from->source->path), written, arena));
    if (!*found && text_contains(written, TEXT("?")))
        target = path_target(found, r, path_resolved(path_folder(r->from->source->path), without_query(written), arena));
    if (!*found)
        target = path_target(found, r, path_resolved(TEXT("content/"), written, arena));
    struct text address = path_resolved(path_folder(r->from->address), without_query(written), arena);
    if (!*found && address.size)
        target = address_target(found, r, address);
    return target;
}

/* The nearest address, or the nearest file in the form in which the reference was written. */
static struct text near_target(const struct resolving *r) {
    struct loading *loading = r->loading;
    const struct version *words = version_at(loading->site, r->target, false);
    if (r->reference->kind == REFERENCE_ADDRESS && words)
        return text_format(loading->arena, "/versions/%.*s/", REVISION_DIGITS, words->blob.hex);
    if (r->reference->kind == REFERENCE_ADDRESS) {
        struct text near = near_address(loading, r->target);
        struct text path = near.size ? near : near_path(loading, text_join(loading->arena, TEXT("content"), r->target));
        return near.size || !path.size ? near : address_of_file(path, loading->arena);
    }
    struct text folder = path_folder(r->from->source->path), near, resolved;
    resolved = path_resolved(folder, r->target, loading->arena);
    near = resolved.size ? near_path(loading, resolved) : TEXT("");
    return text_starts(near, folder) ? text_after(near, folder.size) : near;
}

static struct target refuse_link(const struct resolving *r, bool image) {
    struct arena *arena = r->loading->arena;
    struct text message = image ? text_format(arena, "missing image \"%.*s\"", TEXT_ARGS(r->target))
                                : text_format(arena, "the link \"%.*s\" leads nowhere", TEXT_ARGS(r->target));
    report(r, link_level(r), image ? E_MISSING_IMAGE : E_UNKNOWN_FILE, message, did_you_mean(near_target(r), arena));
    return nowhere;
}

/* A picture that is told by its name alone, wherever it stands, as Obsidian has it: the only one that is called so. */
static struct target picture_by_name(bool *found, const struct resolving *r) {
    if (text_find_char(r->target, '/', 0) < r->target.size)
        return nowhere;
    uint32_t only = table_get(&names_met(r->loading)->pictures, r->target);
    return only == NONE || only == SEVERAL ? nowhere : file_target(found, r, r->loading->input->tree->files[only].path);
}

static struct target link_target(const struct resolving *r) {
    bool image = r->reference->form == FORM_IMAGE, found;
    struct target target = r->reference->kind == REFERENCE_ADDRESS ? by_address(&found, r, r->target) : by_path(&found, r);
    if (!found && r->reference->by_name)
        target = picture_by_name(&found, r);
    bool is_file = target.kind == THING_MEDIA || target.kind == THING_ADDRESS;
    if (!found || (image && target.kind != THING_NONE && !is_file))
        return refuse_link(r, image);
    return target;
}

static struct target saved_target(const struct resolving *r) {
    uint32_t number = saved_named(r->loading->site, r->target);
    struct text near = number == NONE ? saved_nearest(r->loading->site, r->target) : (struct text){0};
    if (number != NONE)
        return of_thing(THING_SAVED, number);
    report(r, DIAG_ERROR, E_UNKNOWN_SAVED,
           text_format(r->loading->arena, "no text of content/sources is called \"%.*s\"", TEXT_ARGS(r->target)),
           near.size
               ? did_you_mean(near, r->loading->arena)
               : text_format(
                     r->loading->arena,
                     "save what is quoted as content/sources/%.*s.txt, and where git ignores it, run colophon check --record",
                     TEXT_ARGS(r->target)));
    return nowhere;
}

static struct target own_target(const struct referrer *from) {
    return of_thing(from->kind, from->number);
}

/* As all of the citation was written, of one of its works. */
static struct text citation_of(const struct resolving *r) {
    const struct doc_reference *first = r->reference;
    while (!first->label.size)
        first--;
    return document_text(r->from->source->document, first->label);
}

/* @somebody in prose is most often no work: it stands as it is written. */
static struct target refuse_bare_key(const struct resolving *r) {
    struct text near = near_key(r->loading, r->target);
    if (near.size)
        report(r, DIAG_WARNING, W_NEAR_KEY,
               text_format(r->loading->arena, "@%.*s is no work, and is shown as it is written", TEXT_ARGS(r->target)),
               did_you_mean(near, r->loading->arena));
    return nowhere;
}

/* A work that only texts cite which visitors may not read has no place. */
static struct target cited_target(const struct resolving *r) {
    const struct known_work *known = work_known(r->loading, r->target);
    if (known)
        return known->number == NONE ? nowhere : of_thing(THING_WORK, known->number);
    if (r->loading->quiet)
        return nowhere;
    bool is_bare = r->reference->label.size && !text_starts(citation_of(r), TEXT("["));
    return is_bare ? refuse_bare_key(r) : refuse(r, E_UNKNOWN_WORK, "work", near_key(r->loading, r->target));
}

/* [[work:key]]: by the key, or as its slug has it. */
static struct target named_work(const struct resolving *r) {
    const struct known_work *known = work_called(r->loading, r->target);
    if (known && known->number == NONE)
        return nowhere;
    return known ? of_thing(THING_WORK, known->number) : refuse(r, E_UNKNOWN_WORK, "work", near_key(r->loading, r->target));
}

static struct target find_target(const struct resolving *r) {
    if (r->reference->form == FORM_CITATION)
        return cited_target(r);
    if (r->reference->kind == REFERENCE_THING && r->reference->thing == THING_WORK)
        return named_work(r);
    switch ((enum reference_kind)r->reference->kind) {
    case REFERENCE_THING:
        return thing_kinds[r->reference->thing].found_by_slug ? slug_target(r) : named_target(r, r->reference->thing);
    case REFERENCE_FILE:
    case REFERENCE_ADDRESS: return link_target(r);
    case REFERENCE_ANCHOR: return own_target(r->from);
    case REFERENCE_SAVED: return saved_target(r);
    }
    return nowhere;
}

/* /glossary/#term is the term, whichever part of the glossary it stands in. */
static struct target thing_of_anchor(const struct resolving *r, struct target target) {
    uint8_t kind = anchor_kind_on(&target, true);
    uint32_t entry = kind == THING_NONE ? NONE : table_get(&r->loading->registries[kind].by_slug, r->anchor);
    return entry == NONE ? target : of_thing(kind, r->loading->registries[kind].items[entry].number);
}

static void report_anchor(const struct resolving *r, const struct target *target) {
    struct loading *loading = r->loading;
    const struct source *source = thing_source(loading->site, target->kind, target->number);
    struct text title = site_title(loading->site, target->kind, target->number);
    struct text near = source ? near_heading(loading, source, r->anchor) : TEXT("");
    report(r, link_level(r), E_UNKNOWN_ANCHOR,
           text_format(loading->arena, "\"%.*s\" has no place \"#%.*s\"", TEXT_ARGS(title), TEXT_ARGS(r->anchor)),
           did_you_mean(near, loading->arena));
}

static bool stands_passage(const struct resolving *r, const struct essay *essay, struct arena *scratch) {
    struct marks marks;
    versions_marks(&marks, r->loading->site, essay, essay->versions->count - 1, scratch);
    for (size_t i = 0; i < marks.count; i++)
        if (text_equal(text_of(marks.items[i].id), r->anchor))
            return true;
    return false;
}

static bool stood_passage(const struct resolving *r, const struct essay *essay, struct arena *scratch) {
    struct tombstones tombstones;
    versions_tombstones(&tombstones, r->loading->site, essay, NULL, scratch);
    for (size_t i = 0; i < tombstones.count; i++)
        if (text_equal(text_of(tombstones.items[i].id), r->anchor))
            return true;
    return false;
}

/* A passage of an essay, or one that was removed, for which its page has a note. Of an old text it is taken for granted. */
static bool has_passage(const struct resolving *r, const struct target *target) {
    if (target->kind != THING_ESSAY || !anchor_is_passage(r->anchor))
        return false;
    const struct essay *essay = &r->loading->site->essays[target->number];
    struct arena scratch = {0};
    bool stands = r->loading->quiet || stands_passage(r, essay, &scratch);
    bool stood = !stands && stood_passage(r, essay, &scratch);
    arena_free(&scratch);
    if (stood)
        report(r, DIAG_WARNING, W_REMOVED_PASSAGE,
               text_format(r->loading->arena, "the passage \"#%.*s\" was removed from \"%.*s\"", TEXT_ARGS(r->anchor),
                           TEXT_ARGS(essay->thing.title)),
               TEXT("refer to another one, or to the version that has it"));
    return stands || stood;
}

static bool has_anchor(const struct resolving *r, const struct source *source) {
    struct anchors *anchors = &r->loading->anchors;
    /* What only the HTML knows is not worth reading it for. */
    return r->loading->quiet ? anchor_is_known(anchors, source, r->anchor, r->loading->arena)
                             : anchor_exists(anchors, source, r->anchor, r->loading->arena);
}

/* Layouts make the places of listings, so nothing is known of them; "#top" is every page's. */
static bool has_place(const struct resolving *r, const struct target *target) {
    const struct site *site = r->loading->site;
    if (text_equal(r->anchor, TEXT("top")) || target->kind == THING_MEDIA)
        return true;
    if (target->kind == THING_ADDRESS) {
        uint8_t kind = anchor_kind_on(target, true);
        return kind == THING_NONE || (kind == THING_EVENT && !site->event_count);
    }
    const struct source *source = thing_source(site, target->kind, target->number);
    if (!source || !source->document)
        return false;
    return closing_withholds(r->loading->input->closing, source->path) || has_passage(r, target) || has_anchor(r, source);
}

/* [[essay#Heading]]: by the id that the heading's words give. */
static bool has_heading_called_so(struct resolving *r, const struct target *target) {
    struct text written = r->anchor;
    r->anchor = slug_anchor(written, r->loading->arena);
    bool has = r->anchor.size && has_place(r, target);
    if (!has)
        r->anchor = written;
    return has;
}

/* A heading of a text that may not be published has no place on its page. */
static bool shows_places(const struct site *site, const struct target *target) {
    return target->kind != THING_ESSAY || essay_is_open(&site->essays[target->number]);
}

static struct target resolve(struct loading *loading, const struct referrer *from, const struct doc_reference *reference) {
    const struct document *document = from->source->document;
    struct resolving r = {loading, from, reference, document_text(document, reference->target),
                          utf8_compose(document_text(document, reference->anchor), loading->arena)};
    if (reference->kind == REFERENCE_THING)
        r.target = utf8_compose(r.target, loading->arena);
    struct target target = find_target(&r);
    if (target.kind == THING_NONE || !r.anchor.size)
        return target;
    target = thing_of_anchor(&r, target);
    if (target.kind < THING_KINDS && thing_kinds[target.kind].stands_on_section &&
        text_equal(site_thing(loading->site, target.kind, target.number)->slug, r.anchor))
        return target;
    bool has = has_place(&r, &target);
    if (!has && reference->form == FORM_BRACKETS)
        has = has_heading_called_so(&r, &target);
    if (!has)
        report_anchor(&r, &target);
    else if (shows_places(loading->site, &target) || (target.kind == from->kind && target.number == from->number))
        target.anchor = r.anchor;
    return target;
}

/* A file beside an essay is copied to where it stands, if the address is free. */
static void copy_media(struct loading *loading, const struct referrer *from, const struct doc_reference *reference,
                       uint32_t index) {
    struct text path = loading->input->tree->files[index].path;
    if (addresses_of_path(&loading->addresses, path))
        return;
    struct address_claim claim = {
        address_of_file(path, loading->arena), of_thing(THING_MEDIA, index), path, CLAIM_SHOWN, false, false};
    const struct address_claim *taken = addresses_claim(&loading->addresses, &claim, loading->arena);
    numbers_add(&loading->site->media, index, loading->arena);
    if (!taken)
        return;
    struct diag_place where = {from->source->path, reference->line, reference->column, reference->width};
    diag_add(loading->problems, DIAG_ERROR, E_SAME_ADDRESS, where,
             text_format(loading->arena, "the file's address \"%.*s\" cannot stand beside \"%.*s\"", TEXT_ARGS(claim.address),
                         TEXT_ARGS(taken->address)),
             TEXT("move the file below content/media"));
}

static void resolve_all(struct loading *loading, const struct referrer *from) {
    const struct document *document = from->source->document;
    const struct doc_reference *references = DOC_ITEMS(document, references, struct doc_reference);
    struct target *targets = arena_array(loading->arena, struct target, document->references.count);
    for (uint32_t i = 0; i < document->references.count; i++) {
        targets[i] = resolve(loading, from, &references[i]);
        if (targets[i].kind == THING_MEDIA)
            copy_media(loading, from, &references[i], targets[i].number);
    }
    from->source->targets = (struct targets){targets, document->references.count};
}

void references_load(struct loading *loading) {
    note_paths(loading);
    each_referrer(loading, resolve_all);
}

struct targets references_of_old(const struct site *site, const struct essay *essay, const struct document *document,
                                 struct text path, struct arena *arena) {
    struct loading loading = *site->loading;
    struct source source = {.path = path, .document = document};
    struct referrer from = {THING_ESSAY, (uint32_t)(essay - site->essays), &source, essay->thing.address, true};
    loading.quiet = true;
    loading.arena = arena;
    loading.anchors = (struct anchors){0};
    /* Nothing is told, so nothing near is to be looked for. */
    loading.candidates = (struct candidates){.ready = true, .asked = UINT32_MAX / 2};
    struct target *targets = arena_array(arena, struct target, document->references.count);
    for (uint32_t i = 0; i < document->references.count; i++)
        targets[i] = resolve(&loading, &from, &DOC_ITEMS(document, references, struct doc_reference)[i]);
    return (struct targets){targets, document->references.count};
}

/* By what names it is found, and which anchors it has. */
static void add_thing(struct hasher *hasher, const struct site *site, uint8_t kind, uint32_t number) {
    const struct thing *thing = site_thing(site, kind, number);
    const struct document *document = thing->source.document;
    hasher_add_text(hasher, thing->slug);
    for (size_t i = 0; i < thing->also.count; i++)
        hasher_add_text(hasher, thing->also.items[i]);
    for (uint32_t i = 0; document && i < document->headings.count; i++) {
        const struct doc_heading *heading = &DOC_ITEMS(document, headings, struct doc_heading)[i];
        hasher_add_text(hasher, document_text(document, heading->id));
        hasher_add_text(hasher, document_text(document, heading->text));
    }
    hasher_add_number(hasher, document ? document->headings.count : UINT32_MAX);
    for (uint32_t i = 0; document && i < document->anchors.count; i++)
        hasher_add_text(hasher, document_text(document, DOC_ITEMS(document, anchors, struct doc_anchor)[i].id));
    if (kind == THING_ESSAY)
        hasher_add_number(hasher, essay_is_open(&site->essays[number]));
    /* A citation shows all that is known of a work. */
    if (kind == THING_WORK)
        hasher_add_digest(hasher, site->works[number].digest);
    /* A link to a term tells what it means. */
    if (kind == THING_TERM && document)
        hasher_add_text(hasher, document_text(document, document->excerpt));
}

static void add_target(struct hasher *hasher, const struct site *site, const struct target *target) {
    hasher_add_number(hasher, target->kind);
    hasher_add_text(hasher, target->address);
    if (target->kind == THING_MEDIA)
        hasher_add_digest(hasher, site->tree->files[target->number].id);
    if (target->kind < THING_KINDS && target->kind != THING_NONE) {
        hasher_add_text(hasher, site_title(site, target->kind, target->number));
        hasher_add_number(hasher, site_title_kind(site, target->kind, target->number));
    }
}

struct digest references_digest(const struct site *site) {
    const struct addresses *addresses = &site->loading->addresses;
    struct hasher hasher;
    hasher_start(&hasher);
    for (size_t i = 0; i < addresses->count; i++) {
        const struct address_claim *claim = &addresses->items[i];
        hasher_add_text(&hasher, claim->address);
        hasher_add_text(&hasher, claim->path);
        hasher_add_number(&hasher, claim->state * 2 + claim->is_redirect);
        add_target(&hasher, site, &claim->target);
    }
    for (uint8_t kind = 0; kind < THING_KINDS; kind++)
        for (uint32_t i = 0; i < site_count(site, kind); i++)
            add_thing(&hasher, site, kind, i);
    for (size_t i = 0; site->saved && i < site->saved->count; i++) {
        hasher_add_text(&hasher, site->saved->items[i].name);
        hasher_add_text(&hasher, site->saved->items[i].title);
        hasher_add_text(&hasher, site->saved->items[i].url);
    }
    hasher_add_text(&hasher, site->settings.base_url);
    return hasher_end(&hasher);
}
