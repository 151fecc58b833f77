#include "history/gone.h"

#include "base/array.h"
#include "history/internal.h"
#include "history/past.h"
#include "history/present.h"
#include "history/revisions.h"
#include "kinds/formerly.h"
#include "kinds/loading.h"
#include "read/address_list.h"
#include "read/smart.h"

#include <stdlib.h>
#include <string.h>

/* Essays named beside a withdrawn one. */
enum { NEIGHBOURS_MOST = 8 };

/* A file of what is named, whose name stands today for something at another address. */
struct gone_namesake {
    uint32_t last;  /* revision */
    struct text to; /* where that stands */
};

struct gone_finding {
    struct loading *loading;
    struct site *site;
    const struct history *history;
    struct present *present;
    struct past past;
    struct table texts; /* addresses of the old texts that stand, and of what differs between them: note_standing_texts */
    bool has_noted_texts;
    struct table by_address; /* to places in site->gone; SEVERAL: it leads elsewhere */
    struct table seen_names; /* lines of former names: to the last essay in which one was met; SEVERAL: it stands */
    struct {
        struct gone_thing *items; /* essays that have no page to tell of them: what they named is gone, too */
        size_t count, capacity;
    } replaced;
    struct {
        struct gone_namesake *items;
        size_t count, capacity;
    } namesakes;
    struct arena *arena;
};

/* Whether anything has the address: also what visitors do not see, for then nothing is to be told of it. */
static bool is_taken(struct gone_finding *finding, struct text address, uint8_t kind, struct text slug) {
    bool is_place = kind < THING_KINDS && thing_kinds[kind].stands_on_section;
    if (is_place && thing_called(finding->loading, kind, slug, finding->arena) != NONE)
        return true;
    return addresses_at(&finding->loading->addresses, address, finding->arena) != NULL;
}

struct gone_thing gone_unknown(struct text address, struct text reason) {
    return (struct gone_thing){.address = address, .reason = reason, .commit = NONE, .into = NONE, .last = NONE};
}

/* The place of what is gone from an address, which is added if nothing has it; NONE when something has. */
static uint32_t place_of(struct gone_finding *finding, struct text address, uint8_t kind, struct text slug) {
    uint32_t place = table_get(&finding->by_address, address);
    const struct gone_said *said = gone_said_at(finding->site, address);
    if (place != NONE)
        return place == SEVERAL ? NONE : place;
    bool is_other = is_taken(finding, address, kind, slug), leads_elsewhere = is_other || (said && said->to.size);
    if (is_other && said)
        gone_was_of_other(finding->site, address);
    place = leads_elsewhere ? SEVERAL : (uint32_t)finding->site->gone.count;
    table_put(&finding->by_address, address, place, finding->arena);
    if (leads_elsewhere)
        return NONE;
    struct gone_thing *gone = array_add(&finding->site->gone, finding->arena);
    *gone = gone_unknown(address, said ? said->reason : TEXT(""));
    gone->kind = kind;
    return place;
}

static void lead_to(struct gone_finding *finding, struct text from, struct text to) {
    if (is_taken(finding, from, THING_NONE, from) || gone_said_at(finding->site, from) ||
        table_get(&finding->texts, from) != NONE || table_put(&finding->by_address, from, SEVERAL, finding->arena) != NONE)
        return;
    *array_add(&finding->site->redirects, finding->arena) = (struct redirect){.from = from, .to = to};
}

static void add_reason(struct gone_finding *finding, const struct gone_said *said) {
    const struct address_claim *claim = addresses_at(&finding->loading->addresses, said->address, finding->arena);
    if (!address_is_of_page(said->address) || (claim && claim->state == CLAIM_SHOWN))
        return;
    /* Of what is held back it says no more than the reason. */
    if (claim)
        *array_add(&finding->site->gone, finding->arena) = gone_unknown(said->address, said->reason);
    else
        place_of(finding, said->address, THING_NONE, TEXT(""));
}

/* What gone.yaml alone knows. */
static void add_said(struct gone_finding *finding) {
    const struct site *site = finding->site;
    for (size_t i = 0; i < site->gone_said.count; i++)
        if (site->gone_said.items[i].reason.size)
            add_reason(finding, &site->gone_said.items[i]);
}

/* Files. */

/* "some-words.md": "some words". */
static struct text words_of_path(struct text path, struct arena *arena) {
    struct text words = file_name_read(path, arena).words;
    char *bytes = arena_alloc(arena, words.size + 1);
    for (size_t i = 0; i < words.size; i++)
        bytes[i] = words.bytes[i] == '-' || words.bytes[i] == '_' ? ' ' : words.bytes[i];
    return (struct text){bytes, words.size};
}

static struct text title_of(struct gone_finding *finding, const struct past_text *past, struct text path) {
    struct text title = smart_text(past->title, settings_marks(&finding->site->settings), finding->arena);
    return title.size ? title : words_of_path(path, finding->arena);
}

/* What stands today for the name of a file of what is named: that is where it went. */
static bool leads_to_namesake(struct gone_finding *finding, const struct gone_file *file, uint8_t kind) {
    const struct past_text *past = past_text(finding->site, file->text);
    struct former_name name = {kind, past->title, past->title};
    if (kind >= THING_KINDS || !thing_kinds[kind].has_essays || !past->title.size)
        return false;
    uint32_t number = former_name_today(finding->site, &name, finding->arena);
    if (number == NONE)
        return false;
    struct text to = site_thing(finding->site, kind, number)->address;
    lead_to(finding, past->address, to);
    *array_add(&finding->namesakes, finding->arena) = (struct gone_namesake){file->last, to};
    return true;
}

/* NULL when something else stands or stood there. */
static struct gone_thing *free_place(struct gone_finding *finding, struct text address, uint8_t kind) {
    size_t hash = text_find_char(address, '#', 0);
    uint32_t place = place_of(finding, address, kind, text_after(address, hash + 1));
    struct gone_thing *gone = place == NONE ? NULL : &finding->site->gone.items[place];
    return gone && gone->last == NONE ? gone : NULL;
}

static struct text name_of_text(const struct git_id *blob) {
    return text_slice(text_of(blob->hex), 0, REVISION_DIGITS);
}

static void note_standing_texts(struct gone_finding *finding);

/*
 * An essay whose address another thing has: it is told of where its last text stood, if that had a page, and if it is no text
 * of another essay too, which stands there.
 */
static struct gone_thing *place_of_replaced(struct gone_finding *finding, const struct revision *revision) {
    struct text name = name_of_text(&revision->blob);
    struct text address = text_format(finding->arena, "/versions/%.*s/", TEXT_ARGS(name));
    bool had_page = finding->site->settings.history == HISTORY_FULL;
    note_standing_texts(finding);
    bool stands = table_get(&finding->texts, address) != NONE;
    struct gone_thing *gone = had_page && !stands ? free_place(finding, address, THING_ESSAY) : NULL;
    if (gone)
        return gone;
    gone = array_add(&finding->replaced, finding->arena);
    *gone = gone_unknown(address, TEXT(""));
    return gone;
}

static bool is_closed(struct gone_finding *finding, uint32_t last, bool is_uncommitted) {
    const struct revision *revision = &finding->history->revisions[last];
    if (is_uncommitted)
        return false;
    return present_fate(finding->present, &finding->past, revision->path, &revision->blob).closed;
}

/* What has the address today is not open: that may be where the file went. */
static bool is_of_held(struct gone_finding *finding, struct text address) {
    const struct address_claim *claim = addresses_at(&finding->loading->addresses, address, finding->arena);
    if (!claim || claim->state == CLAIM_BROKEN)
        return false;
    bool is_essay = claim->target.kind == THING_ESSAY && claim->state == CLAIM_SHOWN;
    return claim->state != CLAIM_SHOWN || (is_essay && !essay_is_open(&finding->site->essays[claim->target.number]));
}

static void add_file(struct gone_finding *finding, const struct gone_file *file) {
    uint32_t last = file->text;
    bool is_uncommitted = file->withdrawn == NONE;
    const struct past_text *past = last == NONE ? NULL : past_text(finding->site, last);
    if (past && (is_closed(finding, last, is_uncommitted) || is_of_held(finding, past->address)))
        past_hold_back(finding->site, file->last), past = NULL;
    if (!past || past->is_draft || !past->is_told || !past->address.size)
        return;
    const struct revision *revision = &finding->history->revisions[last];
    uint8_t kind = (uint8_t)file_kind(revision->path);
    if (leads_to_namesake(finding, file, kind))
        return;
    struct gone_thing *gone = free_place(finding, past->address, kind);
    if (!gone && kind == THING_ESSAY)
        gone = place_of_replaced(finding, revision);
    if (!gone)
        return;
    gone->kind = kind;
    gone->last = last;
    gone->file = file;
    gone->commit = is_uncommitted ? NONE : finding->history->revisions[file->withdrawn].commit;
    gone->is_uncommitted = is_uncommitted;
    gone->title = title_of(finding, past, revision->path);
}

/* The same bytes stand at another path now: a rename that is in no commit yet. */
static bool was_moved(struct gone_finding *finding, const struct origin_file *file) {
    const struct site *site = finding->site;
    const struct file_history *of = history_of(finding->history, file->path);
    const struct past_text *past = of ? past_text(site, of->last) : NULL;
    for (uint8_t kind = 0; kind < THING_HOME; kind++)
        for (uint32_t i = 0; i < site_count(site, kind); i++) {
            const struct thing *thing = site_thing(site, kind, i);
            if (!thing->source.document || origin_file_at(&site->origin, thing->source.path) ||
                !file_has_blob(finding->loading, thing->source.path, &file->blob))
                continue;
            if (past && past->is_told && past->address.size && !text_contains(past->address, TEXT("#")))
                lead_to(finding, past->address, thing->address);
            return true;
        }
    return false;
}

/* Not where it was, nor anywhere that visitors must not look. */
static bool is_held_now(struct gone_finding *finding, const struct origin_file *file) {
    const struct held_files *held = &finding->site->held;
    for (size_t i = 0; i < held->count; i++)
        if (file_has_blob(finding->loading, held->items[i].path, &file->blob))
            return true;
    return false;
}

static uint32_t last_text(const struct history *history, uint32_t head) {
    while (head != NONE && history->revisions[head].kind == CHANGE_WITHDRAWN)
        head = history->revisions[head].previous;
    return head;
}

static void add_uncommitted(struct gone_finding *finding) {
    const struct origin *origin = &finding->site->origin;
    for (size_t i = 0; origin->dirty && i < origin->file_count; i++) {
        const struct origin_file *file = &origin->files[i];
        const struct file_history *of = file->changed ? history_of(finding->history, file->path) : NULL;
        if (!of || tree_find(finding->site->tree, file->path) != SIZE_MAX || is_held_now(finding, file) ||
            was_moved(finding, file))
            continue;
        struct gone_file *gone = arena_new(finding->arena, struct gone_file);
        *gone = (struct gone_file){of->last, NONE, last_text(finding->history, of->last)};
        add_file(finding, gone);
    }
}

static void add_withdrawn(struct gone_finding *finding) {
    for (size_t i = 0; i < finding->history->gone_count; i++)
        add_file(finding, &finding->history->gone[i]);
}

/* Withdrawn essays have versions. */

static void make_ghost(struct gone_finding *finding, struct essay *ghost, struct gone_thing *gone) {
    ghost->thing = (struct thing){.source.path = finding->history->revisions[gone->last].path, .address = gone->address};
    gone->was = ghost;
    versions_of_gone(finding->loading, ghost, gone->file);
}

/* Where one essay is shown, only what had its address is asked for. */
static bool is_wanted(struct gone_finding *finding, const struct gone_thing *gone) {
    const struct past_text *past = past_text(finding->site, gone->last);
    return !finding->loading->input->shown ||
           (past &&
            stands_at_followed(finding->loading, addresses_at(&finding->loading->addresses, past->address, finding->arena)));
}

/* Essays of which there are only versions. */
static bool make_ghosts(struct gone_finding *finding) {
    struct site *site = finding->site;
    struct essay *ghosts = arena_array(finding->arena, struct essay, site->gone.count + finding->replaced.count + 1);
    uint32_t count = 0;
    for (size_t i = 0; i < site->gone.count; i++)
        if (site->gone.items[i].last != NONE && site->gone.items[i].kind == THING_ESSAY &&
            is_wanted(finding, &site->gone.items[i]))
            make_ghost(finding, &ghosts[count++], &site->gone.items[i]);
    for (size_t i = 0; i < finding->replaced.count; i++)
        if (is_wanted(finding, &finding->replaced.items[i]))
            make_ghost(finding, &ghosts[count++], &finding->replaced.items[i]);
    return versions_follow(finding->loading, ghosts, count, NULL);
}

/* What was copied into a file that is held back is not told by its old name either. */
static bool is_kept_back(struct gone_finding *finding, const struct gone_thing *gone) {
    return gone->was && gone->was->versions->count > 1 && versions_are_held(finding->site, gone->was->versions);
}

static void drop_kept_back(struct gone_finding *finding) {
    struct site *site = finding->site;
    for (size_t i = 0; i < site->gone.count; i++) {
        struct gone_thing *gone = &site->gone.items[i];
        if (!is_kept_back(finding, gone))
            continue;
        past_hold_back(site, gone->file->last);
        *gone = gone_unknown(gone->address, gone->reason);
        gone->is_dropped = true;
    }
}

/* Of these nothing is kept back. */
static void keep_withdrawn(struct gone_finding *finding) {
    struct site *site = finding->site;
    struct essay *kept = arena_array(finding->arena, struct essay, site->gone.count + finding->replaced.count + 1);
    for (size_t i = 0; i < site->gone.count; i++)
        if (site->gone.items[i].was)
            kept[site->withdrawn_count++] = *site->gone.items[i].was;
    for (size_t i = 0; i < finding->replaced.count; i++)
        if (!is_kept_back(finding, &finding->replaced.items[i]))
            kept[site->withdrawn_count++] = *finding->replaced.items[i].was;
    site->withdrawn = kept;
}

/* What gone.yaml speaks of has a page all the same. */
static void take_out_dropped(struct site *site) {
    size_t count = 0;
    for (size_t i = 0; i < site->gone.count; i++)
        if (!site->gone.items[i].is_dropped || site->gone.items[i].reason.size)
            site->gone.items[count++] = site->gone.items[i];
    site->gone.count = count;
}

/* Old texts. */

typedef void visit_address(struct gone_finding *finding, struct text address, struct text to);

static void stands_at(struct gone_finding *finding, struct text address, struct text to) {
    (void)to;
    table_put(&finding->texts, address, 1, finding->arena);
}

/* The name of the text that a version's was told against; "" of a first one. */
static struct text name_of_text_before(const struct versions *versions, const struct version *version) {
    for (uint32_t at = version_before(version); at != NONE; at = version_before(&versions->items[at]))
        if (!versions->items[at].is_closed && versions->items[at].blob.hex[0])
            return name_of_text(&versions->items[at].blob);
    return TEXT("");
}

/* The addresses of all texts of an essay that were shown, and are pages or were published: history/revisions.h. */
struct texts_visit {
    struct gone_finding *finding;
    visit_address *visit;
    struct text to;
};

static void visit_if(const struct texts_visit *of, struct text address, bool has_page) {
    if (has_page || revisions_was_published(of->finding->site, address))
        of->visit(of->finding, address, of->to);
}

static void each_text(struct gone_finding *finding, const struct versions *versions, visit_address *visit, struct text to) {
    struct texts_visit of = {finding, visit, to};
    struct arena *arena = finding->arena;
    for (size_t i = 0; i < versions->count; i++) {
        const struct version *version = &versions->items[i];
        struct text name = name_of_text(&version->blob), old = name_of_text_before(versions, version);
        bool has_page = version->brought_by == i,
             is_last = git_id_equal(&version->blob, &versions->items[versions->count - 1].blob);
        if (version->is_closed || !name.size)
            continue;
        visit_if(&of, text_format(arena, "/versions/%.*s/", TEXT_ARGS(name)), has_page);
        if (!is_last)
            visit_if(&of, text_format(arena, "/versions/%.*s/since/", TEXT_ARGS(name)), has_page);
        if (old.size && !text_equal(name, old))
            visit_if(&of, text_format(arena, "/versions/%.*s/from/%.*s/", TEXT_ARGS(name), TEXT_ARGS(old)),
                     revisions_brings_words(finding->site, versions, i));
    }
}

static void note_standing_texts(struct gone_finding *finding) {
    const struct site *site = finding->site;
    bool is_needed = !finding->has_noted_texts && site->settings.history == HISTORY_FULL;
    finding->has_noted_texts = true;
    for (uint32_t i = 0; is_needed && i < site->essay_count; i++)
        if (essay_is_open(&site->essays[i]) && !site->essays[i].thing.draft)
            each_text(finding, site->essays[i].versions, stands_at, TEXT(""));
}

/* The pages of its history, where it stood at `address`. */
static void lead_parts(struct gone_finding *finding, const struct gone_thing *gone, struct text address) {
    struct essay there = {.thing.address = address, .versions = gone->was->versions};
    uint32_t parts = revisions_history_parts(finding->site, &there);
    for (uint32_t part = 0; part <= parts; part++)
        lead_to(finding, revisions_history_part(finding->site, &there, part, finding->arena).address, gone->address);
}

static void lead_history(struct gone_finding *finding, const struct gone_thing *gone) {
    lead_parts(finding, gone, gone->address);
    if (finding->site->settings.history == HISTORY_FULL)
        each_text(finding, gone->was->versions, lead_to, gone->address);
}

/* The changes of what had them, and its feeds, for which those of the whole reader stand; where it stood at `address`. */
static void lead_changes(struct gone_finding *finding, const struct gone_thing *gone, struct text address) {
    if (gone->is_index || gone->kind >= THING_KINDS || !thing_kinds[gone->kind].has_changes)
        return;
    struct text changes = text_join(finding->arena, revisions_folder(address, finding->arena), TEXT("changes/"));
    lead_to(finding, changes, gone->address);
    lead_to(finding, text_join(finding->arena, changes, TEXT("feed.xml")), TEXT("/changes/feed.xml"));
    lead_to(finding, text_join(finding->arena, revisions_folder(address, finding->arena), TEXT("feed.xml")), TEXT("/feed.xml"));
}

static void lead_old_address(struct gone_finding *finding, const struct gone_thing *gone, struct text address) {
    if (text_contains(address, TEXT("#")) || text_equal(address, gone->address))
        return;
    lead_to(finding, address, gone->address);
    lead_changes(finding, gone, address);
    if (gone->was)
        lead_parts(finding, gone, address);
}

/* Where a file stood that could be seen, before it was renamed for the last time, too, and its aliases; newest first. */
static void find_old_addresses(struct texts *addresses, struct gone_finding *finding, uint32_t last) {
    for (uint32_t i = last; i != NONE; i = finding->history->revisions[i].previous) {
        const struct past_text *past = past_text(finding->site, i);
        struct text alias, rest = past ? past->aliases : TEXT("");
        if (!past || !past->is_told || past->is_draft || !past->address.size)
            continue;
        *array_add(addresses, finding->arena) = past->address;
        while (former_alias_next(&alias, &rest, past->address, finding->arena))
            *array_add(addresses, finding->arena) = alias;
    }
}

static void lead_old_addresses(struct gone_finding *finding, const struct gone_thing *gone) {
    struct texts addresses = {0};
    find_old_addresses(&addresses, finding, gone->file->last);
    for (size_t i = 0; i < addresses.count; i++)
        lead_old_address(finding, gone, addresses.items[i]);
}

static void lead_namesake(struct gone_finding *finding, const struct gone_namesake *namesake) {
    struct texts addresses = {0};
    find_old_addresses(&addresses, finding, namesake->last);
    for (size_t i = 0; i < addresses.count; i++)
        lead_to(finding, addresses.items[i], namesake->to);
}

/* After what is gone from an address itself has it. */
static void lead_namesakes(struct gone_finding *finding) {
    for (size_t i = 0; i < finding->namesakes.count; i++)
        lead_namesake(finding, &finding->namesakes.items[i]);
}

/* Neighbours. */

static bool may_be_named(const struct essay *essay) {
    return essay_is_open(essay) && !essay->thing.draft;
}

/* How many of its names an essay shares with others. */
static void count_shared(struct gone_finding *finding, uint32_t *shared, struct text names) {
    const struct site *site = finding->site;
    struct former_name name;
    while (former_name_next(&name, &names)) {
        uint32_t number = former_name_today(site, &name, finding->arena);
        const struct thing *thing = number == NONE ? NULL : site_thing(site, name.kind, number);
        for (size_t i = 0; thing && (name.kind == THING_AUTHOR || name.kind == THING_TOPIC) && i < thing->essays.count; i++)
            shared[thing->essays.items[i]]++;
    }
}

/* Those that share most, the newest of equals first. */
static void find_neighbours(struct gone_finding *finding, struct gone_thing *gone) {
    const struct site *site = finding->site;
    struct arena scratch = {0};
    uint32_t *shared = arena_array(&scratch, uint32_t, site->essay_count + 1), most = 0;
    const struct past_text *past = past_text(site, gone->last);
    count_shared(finding, shared, past ? past->names : TEXT(""));
    for (uint32_t i = 0; i < site->essay_count; i++)
        most = shared[i] > most ? shared[i] : most;
    for (; most > 0 && gone->essays.count < NEIGHBOURS_MOST; most--)
        for (size_t i = 0; i < site->essays_by_date.count && gone->essays.count < NEIGHBOURS_MOST; i++) {
            uint32_t number = site->essays_by_date.items[i];
            if (shared[number] == most && may_be_named(&site->essays[number]))
                numbers_add(&gone->essays, number, finding->arena);
        }
    arena_free(&scratch);
}

/* How many of the passages an essay's text has today. */
static uint32_t passages_in(const struct essay *essay, const struct facts *facts, struct span passages) {
    const struct body *body = document_body(essay->thing.source.file);
    const struct doc_block *blocks = body ? DOC_ITEMS(body, blocks, struct doc_block) : NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; i < passages.size; i++)
        for (uint32_t j = 0; body && j < body->blocks.count; j++)
            if (passage_digest(&blocks[j]) == facts->passages[passages.offset + i]) {
                count++;
                break;
            }
    return count;
}

static bool was_changed_with(const struct gone_finding *finding, const struct essay *essay, const struct gone_thing *gone) {
    for (size_t i = 0; i < essay->versions->count; i++) {
        uint32_t revision = essay->versions->items[i].revision;
        if (revision == NONE ? gone->is_uncommitted : finding->history->revisions[revision].commit == gone->commit)
            return true;
    }
    return false;
}

/* The version whose text was the last. */
static size_t last_version(const struct gone_thing *gone) {
    const struct versions *versions = gone->was->versions;
    size_t last = versions->count;
    while (last > 0 && (versions->items[last - 1].revision != gone->last || !versions->items[last - 1].blob.hex[0]))
        last--;
    return last ? last - 1 : SIZE_MAX;
}

/* Merged mostly into one that changed in the same commit, or is near. */
static void find_heir(struct gone_finding *finding, struct gone_thing *gone) {
    const struct site *site = finding->site;
    struct facts facts;
    size_t last = last_version(gone);
    if (last == SIZE_MAX || !versions_facts(&facts, site, gone->was->versions))
        return;
    struct span passages = facts.items[last].passages;
    for (uint32_t i = 0; i < site->essay_count; i++) {
        const struct essay *essay = &site->essays[i];
        bool is_near = numbers_have(&gone->essays, i) || was_changed_with(finding, essay, gone);
        if (is_near && may_be_named(essay) && passages_in(essay, &facts, passages) * 2 > passages.size)
            gone->into = i;
    }
}

/* Names. */

struct last_naming {
    uint32_t essay;  /* today's that named it; NONE */
    uint32_t commit; /* with which it named it no longer; NONE: not in one */
    bool is_uncommitted;
};

static void note_gone_name(struct gone_finding *finding, const struct former_name *name, struct text address,
                           const struct last_naming *naming) {
    uint32_t place = place_of(finding, address, name->kind, name->slug);
    if (place == NONE)
        return;
    struct gone_thing *gone = &finding->site->gone.items[place];
    gone->kind = name->kind;
    if (!gone->title.size)
        gone->title = smart_text(name->words, settings_marks(&finding->site->settings), finding->arena);
    if (naming->essay != NONE && !numbers_have(&gone->essays, naming->essay))
        numbers_add(&gone->essays, naming->essay, finding->arena);
    if (gone->last != NONE)
        return;
    gone->is_uncommitted |= naming->is_uncommitted;
    if (naming->commit != NONE && (gone->commit == NONE || naming->commit < gone->commit))
        gone->commit = naming->commit;
}

static void note_name(struct gone_finding *finding, struct text line, const struct last_naming *naming) {
    struct former_name name;
    struct text rest = line;
    uint32_t seen = table_get(&finding->seen_names, line), met = naming->essay == NONE ? SEVERAL - 1 : naming->essay;
    if (seen == SEVERAL || seen == met || !former_name_next(&name, &rest))
        return;
    bool stands = former_name_today(finding->site, &name, finding->arena) != NONE;
    table_put(&finding->seen_names, line, stands ? SEVERAL : met, finding->arena);
    if (!stands)
        note_gone_name(finding, &name, thing_usual_address(name.kind, name.slug, finding->arena), naming);
}

/* Newest first, for it went with the last version that named it. */
static void note_names_of(struct gone_finding *finding, const struct versions *versions, uint32_t essay) {
    for (size_t i = versions->count; i-- > 1;) {
        const struct version *version = &versions->items[i - 1], *next = &versions->items[i];
        struct text line, rest = version->names;
        if (version->is_closed || text_equal(version->names, next->names))
            continue;
        bool is_known = next->revision != NONE;
        struct last_naming naming = {.essay = essay, .is_uncommitted = !is_known};
        naming.commit = is_known ? finding->history->revisions[next->revision].commit : NONE;
        while (text_cut(&line, &rest, '\n'))
            note_name(finding, line, &naming);
    }
}

static void note_names(struct gone_finding *finding) {
    const struct site *site = finding->site;
    for (size_t i = 0; i < site->essays_by_date.count; i++) {
        uint32_t number = site->essays_by_date.items[i];
        if (may_be_named(&site->essays[number]))
            note_names_of(finding, site->essays[number].versions, number);
    }
    for (uint32_t i = 0; i < site->withdrawn_count; i++)
        note_names_of(finding, site->withdrawn[i].versions, NONE);
}

static void lead_to_records(struct gone_finding *finding) {
    const struct site *site = finding->site;
    struct namings namings = {0};
    struct text address;
    for (uint32_t i = 0; i < site->essay_count; i++)
        if (may_be_named(&site->essays[i]))
            namings_add_essay(&namings, finding->loading, &site->essays[i]);
    for (uint32_t i = 0; i < site->withdrawn_count; i++)
        namings_add(&namings, site->withdrawn[i].versions, finding->arena);
    for (size_t i = 0; i < namings.count; i++) {
        const struct thing *thing = naming_moved(&address, &namings.items[i], site, finding->arena);
        if (thing)
            lead_to(finding, address, thing->address);
    }
}

static void add_index(struct gone_finding *finding, uint8_t kind) {
    struct gone_thing *gone = array_add(&finding->site->gone, finding->arena);
    *gone = gone_unknown(text_of(thing_kinds[kind].section), TEXT(""));
    gone->kind = kind;
    gone->is_index = true;
}

/* The index of a kind of which there is none any more. */
static void add_indexes(struct gone_finding *finding) {
    struct site *site = finding->site;
    bool has_gone[THING_KINDS] = {false};
    for (size_t i = 0; i < site->gone.count; i++)
        has_gone[site->gone.items[i].kind] = true;
    for (uint8_t kind = 0; kind < THING_KINDS; kind++) {
        bool is_optional = kind == THING_PLACE || kind == THING_PUBLICATION || kind == THING_LIST || kind == THING_TERM;
        if (has_gone[kind] && is_optional && site_order(site, kind)->count == 0)
            add_index(finding, kind);
    }
}

/* Ids. */

static void add_id(struct texts *ids, struct table *seen, struct text id, struct arena *arena) {
    id = text_copy(id, arena);
    if (id.size && table_put(seen, id, 1, arena) == NONE)
        *array_add(ids, arena) = id;
}

/* Of all its texts that could be seen: headings, passages, and those that were gone before it. */
static void add_ids_of_essay(struct gone_finding *finding, struct texts *ids, struct table *seen, const struct essay *was) {
    const struct versions *versions = was->versions;
    struct tombstones tombstones;
    struct texts headings;
    struct marks marks;
    versions_heading_ids(&headings, finding->site, was, finding->arena);
    for (size_t i = 0; i < headings.count; i++)
        add_id(ids, seen, headings.items[i], finding->arena);
    for (size_t i = versions->count; versions->count > 1 && i-- > 0;) {
        if (versions->items[i].is_closed || !versions->items[i].blob.hex[0])
            continue;
        versions_marks(&marks, finding->site, was, i, finding->arena);
        for (size_t j = 0; j < marks.count; j++)
            add_id(ids, seen, text_of(marks.items[j].id), finding->arena);
    }
    versions_tombstones(&tombstones, finding->site, was, NULL, finding->arena);
    for (size_t i = 0; i < tombstones.count; i++)
        add_id(ids, seen, text_of(tombstones.items[i].id), finding->arena);
}

/* What led to the places of terms in the glossary, where that is gone. */
static void add_ids_of_terms(struct gone_finding *finding, struct texts *ids, struct table *seen) {
    const struct site *site = finding->site;
    for (size_t i = 0; i < site->gone.count; i++) {
        struct text address = site->gone.items[i].address;
        size_t hash = text_find_char(address, '#', 0);
        if (hash < address.size)
            add_id(ids, seen, text_after(address, hash + 1), finding->arena);
    }
}

static void find_ids(struct gone_finding *finding, struct gone_thing *gone) {
    struct table seen = {0};
    struct text id,
        rest = gone->last != NONE && !gone->was ? revision_ids(finding->site, gone->last, finding->arena) : TEXT("");
    while (text_cut(&id, &rest, ' '))
        add_id(&gone->ids, &seen, id, finding->arena);
    if (gone->was)
        add_ids_of_essay(finding, &gone->ids, &seen, gone->was);
    if (gone->is_index && gone->kind == THING_TERM)
        add_ids_of_terms(finding, &gone->ids, &seen);
}

static int by_address(const void *left, const void *right) {
    return text_compare(((const struct gone_thing *)left)->address, ((const struct gone_thing *)right)->address);
}

const struct gone_thing *gone_at(const struct site *site, struct text address) {
    struct gone_thing key = {.address = address};
    return site->gone.count ? bsearch(&key, site->gone.items, site->gone.count, sizeof key, by_address) : NULL;
}

/* Told of where its last text stood, since an essay has its address: that one's history says so. */
static void note_replaced(struct gone_finding *finding, const struct gone_thing *gone) {
    const struct past_text *past = past_text(finding->site, gone->last);
    const struct address_claim *holder;
    if (!past || text_equal(past->address, gone->address))
        return;
    holder = addresses_at(&finding->loading->addresses, past->address, finding->arena);
    if (holder)
        former_holder_note(finding->loading, holder, gone->title, gone->address);
}

/* Those whose text another essay has: it is at its address that they can be told of. */
static void note_all_replaced(struct gone_finding *finding) {
    for (size_t i = 0; i < finding->replaced.count; i++) {
        const struct gone_thing *gone = &finding->replaced.items[i];
        bool has_page = table_get(&finding->texts, gone->address) != NONE;
        if (has_page && gone->was && !is_kept_back(finding, gone))
            note_replaced(finding, gone);
    }
}

static void connect_gone(struct gone_finding *finding, struct gone_thing *gone) {
    find_ids(finding, gone);
    if (gone->last != NONE)
        lead_old_addresses(finding, gone);
    if (gone->was) {
        note_replaced(finding, gone);
        lead_history(finding, gone);
        find_neighbours(finding, gone);
        find_heir(finding, gone);
    }
    lead_changes(finding, gone, gone->address);
}

/* False, with a diagnostic, when the machine fails. */
static bool find_withdrawn(struct gone_finding *finding) {
    finding->present = present_of(finding->site, finding->arena);
    finding->past = (struct past){&finding->site->origin, finding->history};
    former_titles_note(finding->loading);
    add_uncommitted(finding);
    add_withdrawn(finding);
    if (!make_ghosts(finding))
        return false;
    drop_kept_back(finding);
    return true;
}

static bool find_in_history(struct gone_finding *finding) {
    struct site *site = finding->site;
    if (!find_withdrawn(finding))
        return false;
    keep_withdrawn(finding);
    lead_namesakes(finding);
    note_names(finding);
    lead_to_records(finding);
    add_indexes(finding);
    if (site->gone.count)
        note_standing_texts(finding);
    for (size_t i = 0; i < site->gone.count; i++)
        connect_gone(finding, &site->gone.items[i]);
    note_all_replaced(finding);
    return true;
}

void gone_take_ids(struct gone_thing *gone, const struct listed_address *listed, struct arena *arena) {
    for (size_t i = 0; listed && i < listed->ids.count; i++)
        *array_add(&gone->ids, arena) = listed->ids.items[i].id;
}

/* The places of terms of which only the lock knows. */
static void add_listed_terms(struct gone_finding *finding) {
    struct text section = text_of(thing_kinds[THING_TERM].section);
    const struct address_list *lock = finding->site->lock;
    const struct listed_address *listed = lock ? address_list_find(lock, section) : NULL;
    for (size_t i = 0; listed && finding->site->term_count && i < listed->ids.count; i++) {
        struct text id = listed->ids.items[i].id;
        uint32_t place =
            place_of(finding, text_format(finding->arena, "%.*s#%.*s", TEXT_ARGS(section), TEXT_ARGS(id)), THING_TERM, id);
        if (place != NONE)
            finding->site->gone.items[place].title = words_of_path(id, finding->arena);
    }
}

bool gone_load(struct loading *loading) {
    struct site *site = loading->site;
    struct gone_finding finding = {.loading = loading, .site = site, .history = site->history, .arena = loading->arena};
    bool good = true;
    if (site->is_edition)
        return true;
    if (site->history->revision_count && site->settings.history != HISTORY_OFF)
        good = find_in_history(&finding);
    add_said(&finding);
    take_out_dropped(site);
    for (size_t i = 0; site->lock && i < site->gone.count; i++)
        gone_take_ids(&site->gone.items[i], address_list_find(site->lock, site->gone.items[i].address), finding.arena);
    add_listed_terms(&finding);
    if (site->gone.count)
        qsort(site->gone.items, site->gone.count, sizeof *site->gone.items, by_address);
    return good;
}

bool former_holders_load(struct loading *loading) {
    struct site *site = loading->site;
    struct gone_finding finding = {.loading = loading, .site = site, .history = site->history, .arena = loading->arena};
    if (!site->history->revision_count || site->settings.history == HISTORY_OFF || loading->shown == NONE)
        return true;
    if (!find_withdrawn(&finding))
        return false;
    for (size_t i = 0; i < site->gone.count; i++)
        if (site->gone.items[i].was)
            note_replaced(&finding, &site->gone.items[i]);
    note_all_replaced(&finding);
    return true;
}
