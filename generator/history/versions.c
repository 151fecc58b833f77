/* Essays' texts through time: remembered, or followed from version to version by workers. */
#include "history/internal.h"

#include "base/array.h"
#include "base/remembered.h"
#include "base/workers.h"
#include "kinds/formerly.h"
#include "kinds/loading.h"
#include "read/smart.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { TRACE_DEADLINE_MS = 120000 };

/* The essays whose records are not remembered. */
struct untraced {
    const struct essay **items;
    size_t count, capacity;
    const struct site *site;
};

/* Precedes the two records that a worker returns, each aligned to 16. */
struct version_parcel {
    uint64_t facts_bytes, lineage_bytes;
};

static struct text text_or(struct text text, struct text fallback) {
    return text.size ? text : fallback;
}

static const struct version *last_of(const struct essay *essay) {
    return &essay->versions->items[essay->versions->count - 1];
}

/*
 * What does not need the record. Where the text that brought the words is held back elsewhere, each that has them has a page.
 */
static void finish_version(struct version *version, const struct site *site, const struct essay *essay) {
    const struct version *items = essay->versions->items, *current = last_of(essay);
    bool is_other = version->kind != VERSION_WITHDRAWN && !git_id_equal(&version->blob, &current->blob);
    if (items[version->brought_by].is_closed)
        version->brought_by = (uint32_t)(version - items);
    version->is_shown = site->settings.history == HISTORY_FULL && is_other && essay_is_open(essay) && !version->is_closed;
    version->has_page = version->is_shown && version == &items[version->brought_by];
}

static void describe_only(const struct essay *essay) {
    struct version *version = essay->versions->items;
    version->title = essay->thing.title;
    version->words = essay->thing.source.document->word_count;
    version->is_draft = version->is_closed = essay->thing.draft;
}

/* What was held back when it was written is not shown because it is open now; an embargo that ended has ended for it, too. */
static void close_version(struct version *version, const struct site *site, struct hold hold, bool opens_past) {
    bool is_set_aside = path_is_set_aside(version->path);
    if (opens_past)
        hold_lift(&hold);
    enum held held = hold_at(&hold, &site->today);
    hold_narrow(site->validity, &hold, &site->today);
    version->is_draft = is_set_aside || hold.is_refused || held == HELD_DRAFT || held == HELD_FUTURE || held == HELD_EXPIRED;
    version->is_closed = version->is_draft || held == HELD_TEXT;
}

static struct text kept_text(const struct facts *facts, struct span span) {
    return text_slice(facts->bytes, span.offset, (size_t)span.offset + span.size);
}

struct formerly facts_formerly(const struct facts *facts, size_t version) {
    const struct version_fact *fact = &facts->items[version];
    return (struct formerly){.slug = kept_text(facts, fact->slug),
                             .address = kept_text(facts, fact->address),
                             .aliases = kept_text(facts, fact->aliases),
                             .names = kept_text(facts, fact->names),
                             .variant_of = kept_text(facts, fact->variant_of)};
}

static void describe_formerly(struct version *version, const struct site *site, const struct formerly *formerly,
                              struct arena *arena) {
    version->address = formerly_address(site, formerly, version->path, arena);
    version->aliases = formerly->aliases;
    version->names = formerly->names;
    version->variant_of = formerly->variant_of;
    if (version->variant_of.size || formerly->address.size)
        version->slug = formerly_slug(formerly, version->path, arena);
}

static void describe_version(struct version *version, const struct site *site, const struct version *before,
                             const struct facts *facts, uint32_t index, bool opens_past, struct arena *arena) {
    const struct version_fact *fact = &facts->items[index];
    struct formerly formerly = facts_formerly(facts, index);
    struct text title = kept_text(facts, fact->title);
    version->title = text_or(smart_text(title, settings_marks(&site->settings), arena), before ? before->title : TEXT(""));
    version->words = fact->words;
    version->change = fact->change;
    version->ahead = fact->ahead;
    version->brought_by = site->settings.all_versions ? index : fact->brought_by;
    version->since = fact->since;
    if (version->kind == VERSION_WITHDRAWN) /* no text of its own: as the one that went */
        version->is_draft = before && before->is_draft, version->is_closed = before && before->is_closed;
    else
        close_version(version, site, fact->hold, opens_past), describe_formerly(version, site, &formerly, arena);
    if (version->kind == VERSION_TEXT)
        version->kind = fact->kind;
}

bool versions_facts(struct facts *facts, const struct site *site, const struct versions *versions) {
    struct version_keys keys = versions_keys(&versions->items[versions->count - 1]);
    struct text record;
    return remembered_find(site->remembered, &record, keys.facts) && facts_view(facts, record) &&
           facts->head.count == versions->count;
}

static const struct version *version_at(const struct versions *versions, uint32_t index) {
    return index == NONE ? NULL : &versions->items[index];
}

/* Whether the essay's versions could be taken from what is remembered. */
static bool describe_all(const struct site *site, const struct essay *essay, struct arena *arena) {
    struct version_keys keys = versions_keys(last_of(essay));
    struct versions *versions = (struct versions *)essay->versions;
    struct facts facts;
    if (!versions_facts(&facts, site, versions))
        return false;
    /* Not needed yet, but it must not be dropped either. */
    if (!remembered_has(site->remembered, keys.lineage))
        return false;
    for (uint32_t i = 0; i < versions->count; i++)
        describe_version(&versions->items[i], site, version_at(versions, version_before(&versions->items[i])), &facts, i,
                         essay->opens_past, arena);
    versions->digest = facts.head.digest;
    versions->has_reworded = facts.head.has_reworded;
    return true;
}

/* A job for workers_map. It returns nothing for an essay with a version that cannot be read. */
static void trace_job(size_t index, struct buffer *out, void *context) {
    const struct untraced *untraced = context;
    struct buffer facts = {0}, lineage = {0};
    if (versions_trace(&facts, &lineage, untraced->site, untraced->items[index])) {
        struct version_parcel parcel = {facts.size, lineage.size};
        buffer_add_bytes(out, &parcel, sizeof parcel);
        buffer_add(out, buffer_text(&facts));
        buffer_align(out, 16);
        buffer_add(out, buffer_text(&lineage));
    }
    buffer_free(&facts);
    buffer_free(&lineage);
}

static void adopt(const struct site *site, const struct essay *essay, struct text bytes) {
    struct version_keys keys = versions_keys(last_of(essay));
    struct version_parcel parcel;
    memcpy(&parcel, bytes.bytes, sizeof parcel);
    size_t facts_end = sizeof parcel + (size_t)parcel.facts_bytes, start = (facts_end + 15) & ~(size_t)15;
    remembered_add(site->remembered, keys.facts, text_slice(bytes, sizeof parcel, facts_end));
    remembered_add(site->remembered, keys.lineage, text_slice(bytes, start, start + (size_t)parcel.lineage_bytes));
}

/* What cannot be known. */

/* Leaves an essay with its current text only. */
static void forget_past(struct versions *versions, const struct essay *essay) {
    struct version *last = &versions->items[versions->count - 1];
    last->kind = VERSION_FIRST;
    last->before_count = 0;
    last->brought_by = 0;
    versions->items = last;
    versions->count = 1;
    versions->whole = false;
    if (essay->thing.source.document)
        describe_only(essay);
}

static void warn_of_partial_clone(struct loading *loading) {
    diag_add(loading->problems, DIAG_WARNING, W_PARTIAL_CLONE, (struct diag_place){0},
             TEXT("partial clone: older texts are unknown, since they are not here"),
             TEXT("run `git fetch --refetch --no-filter`"));
}

static void warn_of_lost_past(struct loading *loading, const struct essay *essay) {
    diag_add(loading->problems, DIAG_WARNING, W_PAST_NOT_FOLLOWED, (struct diag_place){.path = essay->thing.source.path},
             TEXT("what became of this essay's passages cannot be followed: one of its older texts is too hard to read"),
             TEXT("its ids begin with the current text"));
}

/* Why a text could not be read. */
static void explain_unread(struct loading *loading, const struct essay *essay) {
    const struct repository *repository = loading->site->repository;
    for (size_t i = 0; i < essay->versions->count; i++)
        if (essay->versions->items[i].blob.hex[0] &&
            !repository_check(loading->problems, repository, &essay->versions->items[i].blob, essay->thing.source.path))
            return;
    diag_fail(loading->problems, FAULT_MACHINE, E_FILE_UNREADABLE, essay->thing.source.path,
              TEXT("an older text could not be read for a moment"), TEXT("run again; if it comes back, look at the disk"));
}

/* What crashed goes into `again`, if that is given. */
static void take_results(struct loading *loading, struct untraced *again, const struct untraced *untraced,
                         const struct workers_results *results) {
    struct site *site = loading->site;
    bool is_partial = false;
    for (size_t i = 0; i < untraced->count; i++) {
        const struct essay *essay = untraced->items[i];
        const struct work *work = &results->items[i];
        if (work->state == WORK_DONE && work->bytes.size) {
            adopt(site, essay, work->bytes);
        } else if (work->state == WORK_CRASHED && again) {
            *array_add(again, loading->arena) = essay;
        } else if (work->state == WORK_STARVED) {
            diag_fail(loading->problems, FAULT_MACHINE, E_CANNOT_WORK, essay->thing.source.path,
                      TEXT("no memory is left to follow this text's versions"), TEXT(""));
        } else if (work->state != WORK_DONE) {
            warn_of_lost_past(loading, essay);
        } else if (is_partial || repository_is_partial(site->repository)) {
            is_partial = true;
        } else {
            explain_unread(loading, essay);
        }
    }
    if (is_partial)
        warn_of_partial_clone(loading);
}

static bool trace_once(struct loading *loading, struct untraced *again, const struct untraced *untraced) {
    struct workers workers = loading->input->workers ? *loading->input->workers : (struct workers){0};
    struct workers_results results;
    workers.deadline_ms = TRACE_DEADLINE_MS;
    if (!workers_map(&results, untraced->count, trace_job, (void *)untraced, &workers, loading->arena)) {
        diag_fail(loading->problems, FAULT_MACHINE, E_CANNOT_WORK, TEXT(""),
                  text_format(loading->arena, "the essays' older texts cannot be read: %s", strerror(errno)), TEXT(""));
        return false;
    }
    take_results(loading, again, untraced, &results);
    workers_release(&results);
    return loading->problems->fault != FAULT_MACHINE;
}

/* An essay must not lose its history because somebody killed a process: only a second crash is the text's own fault. */
static bool trace_missing(struct loading *loading, const struct untraced *untraced) {
    struct untraced again = {.site = untraced->site};
    return trace_once(loading, &again, untraced) && (again.count == 0 || trace_once(loading, NULL, &again));
}

/* Loading. */

static struct versions *versions_of(struct loading *loading, struct version_chain chain) {
    struct versions *versions = arena_new(loading->arena, struct versions);
    versions_digest(loading->site, chain.items, chain.count);
    versions_tell_moments(loading->site, chain.items, chain.count);
    *versions = (struct versions){.whole = loading->site->history->whole, .items = chain.items, .count = chain.count};
    if (chain.count > 1)
        versions->seen = arena_new(loading->arena, struct lineage);
    return versions;
}

/* Of what nobody follows nothing is known, so that nothing of it may be told. */
static void close_all(const struct versions *versions) {
    for (size_t i = 0; i < versions->count; i++)
        versions->items[i].is_draft = versions->items[i].is_closed = true;
}

static void find_or_note(struct untraced *untraced, const struct site *site, const struct essay *essay, struct arena *arena) {
    if (essay->versions->count == 1)
        describe_only(essay);
    else if (!describe_all(site, essay, arena))
        *array_add(untraced, arena) = essay;
}

bool versions_follow(struct loading *loading, const struct essay *essays, uint32_t count, const bool *is_followed) {
    struct site *site = loading->site;
    struct untraced untraced = {.site = site};
    for (uint32_t i = 0; i < count; i++)
        if (!is_followed || is_followed[i])
            find_or_note(&untraced, site, &essays[i], loading->arena);
        else
            close_all(essays[i].versions);
    if (untraced.count && !trace_missing(loading, &untraced))
        return false;
    for (size_t i = 0; i < untraced.count; i++)
        if (!describe_all(site, untraced.items[i], loading->arena))
            forget_past((struct versions *)untraced.items[i]->versions, untraced.items[i]);
    return loading->problems->fault != FAULT_MACHINE;
}

void versions_of_gone(struct loading *loading, struct essay *essay, const struct gone_file *file) {
    essay->versions = versions_of(loading, version_chain_of_gone(loading, file));
}

/* Which ids of old headings are kept depends on which versions were ever seen. */
static void note_closed(struct site *site) {
    for (uint32_t i = 0; i < site->essay_count; i++) {
        struct versions *versions = (struct versions *)site->essays[i].versions;
        struct hasher hasher;
        hasher_start(&hasher);
        hasher_add_digest(&hasher, versions->digest);
        for (size_t v = 0; v < versions->count; v++)
            hasher_add_number(&hasher, versions->items[v].is_closed);
        if (versions->count > 1)
            versions->digest = hasher_end(&hasher);
    }
}

bool versions_load(struct loading *loading) {
    struct site *site = loading->site;
    for (uint32_t i = 0; i < site->essay_count; i++)
        site->essays[i].versions = versions_of(loading, version_chain_of(loading, &site->essays[i]));
    if ((loading->input->shown && !followed_find(loading)) ||
        !versions_follow(loading, site->essays, site->essay_count, loading->is_followed))
        return false;
    versions_close_reused(loading);
    note_closed(site);
    for (uint32_t i = 0; i < site->essay_count; i++)
        for (size_t v = 0; v < site->essays[i].versions->count; v++)
            finish_version(&site->essays[i].versions->items[v], site, &site->essays[i]);
    return loading->problems->fault != FAULT_MACHINE;
}

/* Marks and tombstones. */

/* What is remembered is checked once: a long history has a page for each of its versions. */
static bool view_lineage(struct lineage *lineage, const struct site *site, const struct versions *versions) {
    struct version_keys keys = versions_keys(&versions->items[versions->count - 1]);
    struct text record;
    if (!versions->seen->versions.count &&
        !(remembered_find(site->remembered, &record, keys.lineage) && lineage_view(versions->seen, record)))
        return false;
    *lineage = *versions->seen;
    return true;
}

/* What is known of an essay's ids: remembered, or made again. */
static bool find_lineage(struct lineage *lineage, const struct site *site, const struct essay *essay, struct arena *arena) {
    *lineage = (struct lineage){0};
    if (essay->versions->count == 1) {
        const struct body *body = document_body(essay->thing.source.file);
        if (body)
            lineage_begin(lineage, body, arena);
        return body != NULL;
    }
    if (view_lineage(lineage, site, essay->versions))
        return true;
    struct buffer facts = {0}, traced = {0};
    errno = 0;
    bool good = versions_trace(&facts, &traced, site, essay) && lineage_read(lineage, buffer_text(&traced), arena);
    if (!good)
        workers_fail(errno ? errno : EIO);
    buffer_free(&facts);
    buffer_free(&traced);
    return good;
}

static void write_id(char id[MARK_SIZE], const struct lineage *lineage, uint32_t name) {
    memcpy(id, "p-", 2);
    memcpy(id + 2, lineage->names.items[name].letters, LINEAGE_LETTERS + 1);
}

static struct marks marks_of(const struct lineage *lineage, size_t version, struct arena *arena) {
    if (version >= lineage->versions.count)
        return (struct marks){0};
    struct lineage_version part = lineage->versions.items[version];
    struct mark *items = arena_array(arena, struct mark, part.count);
    for (uint32_t i = 0; i < part.count; i++) {
        const struct lineage_mark *mark = &lineage->marks.items[part.first + i];
        write_id(items[i].id, lineage, mark->name);
        items[i].block = mark->block;
        items[i].is_main = i == 0 || items[i - 1].block != mark->block;
    }
    return (struct marks){.items = items, .count = part.count};
}

/* The mark of a name in one version, or NULL. */
static const struct lineage_mark *find_mark(const struct lineage *lineage, size_t version, uint32_t name) {
    struct lineage_version part = lineage->versions.items[version];
    for (uint32_t i = 0; i < part.count; i++)
        if (lineage->marks.items[part.first + i].name == name)
            return &lineage->marks.items[part.first + i];
    return NULL;
}

/* Places: what headings and other places were called. */

/* The facts of an essay's versions: remembered, or made again, as find_lineage does. */
static bool find_facts(struct facts *facts, const struct site *site, const struct essay *essay, struct arena *arena) {
    struct buffer traced = {0}, lineage = {0};
    if (versions_facts(facts, site, essay->versions))
        return true;
    errno = 0;
    bool good = versions_trace(&traced, &lineage, site, essay) && facts_view(facts, text_copy(buffer_text(&traced), arena));
    if (!good)
        workers_fail(errno ? errno : EIO);
    buffer_free(&traced);
    buffer_free(&lineage);
    return good;
}

/* Whether visitors saw it in one of its versions. */
static bool was_seen(const struct versions *versions, const struct place_fact *place) {
    uint32_t i = place->first;
    while (i <= place->last && versions->items[i].is_closed)
        i++;
    return i <= place->last;
}

static struct text id_of(const struct facts *facts, const struct place_fact *place) {
    return kept_text(facts, place->id);
}

void versions_heading_ids(struct texts *ids, const struct site *site, const struct essay *essay, struct arena *arena) {
    struct facts facts;
    *ids = (struct texts){0};
    if (essay->versions->count == 1 || !find_facts(&facts, site, essay, arena))
        return;
    for (uint64_t i = 0; i < facts.head.places; i++)
        if (was_seen(essay->versions, &facts.places[i]))
            *array_add(ids, arena) = id_of(&facts, &facts.places[i]);
}

struct table table_of_ids(const struct document *document, struct arena *arena) {
    struct table table = {0};
    for (uint32_t i = 0; document && i < document_place_count(document); i++)
        table_put(&table, document_place(document, i), 1, arena);
    return table;
}

/* An id and the passage that had it last. */
struct former_place {
    struct text id;
    uint32_t name, last;
};

struct former_places {
    struct former_place *items;
    size_t count, capacity;
    struct table by_id;
};

static void add_former(struct former_places *places, struct former_place place, struct arena *arena) {
    uint32_t index = table_get(&places->by_id, place.id);
    if (index == NONE) {
        table_put(&places->by_id, place.id, (uint32_t)places->count, arena);
        *array_add(places, arena) = place;
    } else if (places->items[index].last < place.last) {
        places->items[index] = place;
    }
}

static struct former_places former_places(const struct site *site, const struct essay *essay, struct arena *arena) {
    struct former_places places = {0};
    struct facts facts;
    if (essay->versions->count == 1 || !find_facts(&facts, site, essay, arena))
        return places;
    struct table now = table_of_ids(essay->thing.source.document, arena);
    for (uint64_t i = 0; i < facts.head.places; i++) {
        const struct place_fact *place = &facts.places[i];
        struct text id = id_of(&facts, place);
        bool is_former = place->last + 1 < essay->versions->count && was_seen(essay->versions, place);
        if (is_former && table_get(&now, id) == NONE)
            add_former(&places, (struct former_place){id, place->name, place->last}, arena);
    }
    return places;
}

static int by_block(const void *left, const void *right) {
    const struct former_mark *a = left, *b = right;
    int order = (a->block > b->block) - (a->block < b->block);
    return order ? order : text_compare(a->id, b->id);
}

static void add_former_marks(struct marks *marks, const struct lineage *lineage, const struct site *site,
                             const struct essay *essay, struct arena *arena) {
    const struct versions *versions = essay->versions;
    struct former_places places = former_places(site, essay, arena);
    struct former_mark *former = arena_array(arena, struct former_mark, places.count + versions->listed_count);
    for (size_t i = 0; i < versions->listed_count; i++)
        former[marks->former_count++] = versions->listed[i];
    for (size_t i = 0; i < places.count; i++) {
        const struct lineage_mark *mark = find_mark(lineage, essay->versions->count - 1, places.items[i].name);
        if (mark)
            former[marks->former_count++] = (struct former_mark){places.items[i].id, mark->block};
    }
    if (marks->former_count)
        qsort(former, marks->former_count, sizeof *former, by_block);
    marks->former = former;
}

void versions_marks(struct marks *marks, const struct site *site, const struct essay *essay, size_t version,
                    struct arena *arena) {
    struct lineage lineage;
    *marks = (struct marks){0};
    if (!find_lineage(&lineage, site, essay, arena))
        return;
    *marks = marks_of(&lineage, version, arena);
    if (version + 1 == essay->versions->count)
        add_former_marks(marks, &lineage, site, essay, arena);
}

static void write_first_id(char id[MARK_SIZE], const struct doc_passage *passage) {
    struct doc_block block = {.letters = passage->letters, .kind = passage->kind};
    struct lineage_name name = lineage_name_of(&block, 0);
    memcpy(id, "p-", 2);
    memcpy(id + 2, name.letters, LINEAGE_LETTERS + 1);
}

bool versions_passage(char id[MARK_SIZE], const struct site *site, const struct essay *essay, const struct doc_passage *passage,
                      struct arena *arena) {
    struct lineage lineage;
    if (essay->versions->count == 1) {
        write_first_id(id, passage);
        return true;
    }
    if (!find_lineage(&lineage, site, essay, arena) || lineage.versions.count < essay->versions->count)
        return false;
    struct lineage_version part = lineage.versions.items[essay->versions->count - 1];
    for (uint32_t i = 0; i < part.count; i++) {
        const struct lineage_mark *mark = &lineage.marks.items[part.first + i];
        if (mark->block != passage->block)
            continue;
        write_id(id, &lineage, mark->name);
        return true;
    }
    return false;
}

void versions_first_marks(struct marks *marks, const struct body *body, struct arena *arena) {
    struct lineage lineage = {0};
    lineage_begin(&lineage, body, arena);
    *marks = marks_of(&lineage, 0, arena);
}

/* By name: the first of its wordings that visitors saw, and the one of which least is left. */
struct wording_ends {
    uint32_t first, least; /* indexes of wordings, or NONE */
    bool is_parted;
};

static bool was_shown(const struct versions *versions, const struct lineage_wording *wording) {
    return wording->version < versions->count && !versions->items[wording->version].is_closed;
}

static struct wording_ends *find_ends(const struct lineage *lineage, const struct versions *versions,
                                      const struct lineage_left *left, struct arena *arena) {
    struct wording_ends *ends = arena_array(arena, struct wording_ends, lineage->names.count + 1);
    for (size_t i = 0; i < lineage->names.count; i++)
        ends[i] = (struct wording_ends){NONE, NONE, false};
    for (uint32_t i = 0; i < lineage->wordings.count; i++) {
        const struct lineage_wording *wording = &lineage->wordings.items[i];
        struct wording_ends *end = &ends[wording->name];
        if (!was_shown(versions, wording))
            continue;
        end->is_parted |= end->first != NONE && wording->is_parted;
        if (end->first == NONE)
            end->first = end->least = i;
        else if (left[i].is_elsewhere > left[end->least].is_elsewhere ||
                 (left[i].is_elsewhere == left[end->least].is_elsewhere && left[i].percent < left[end->least].percent))
            end->least = i;
    }
    return ends;
}

/* The first text that visitors saw without these words of a name; NONE. */
static uint32_t since_when(const struct versions *versions, const struct lineage_wording *wording) {
    uint32_t version = wording->left;
    while (version < versions->count && versions->items[version].is_closed)
        version++;
    return version < versions->count ? version : NONE;
}

static void add_rewording(struct rewordings *rewordings, const struct lineage *lineage, const struct versions *versions,
                          uint32_t mark, const struct wording_ends *ends, uint32_t which, bool is_elsewhere,
                          struct arena *arena) {
    const struct lineage_wording *wording = which == NONE ? NULL : &lineage->wordings.items[which];
    uint32_t since = wording ? since_when(versions, wording) : NONE;
    if (since == NONE)
        return;
    *array_add(rewordings, arena) = (struct rewording){
        .mark = mark,
        .version = wording->version,
        .block = wording->block,
        .since = since,
        .is_first = which == ends->first,
        .is_parted = which == ends->first && ends->is_parted,
        .is_elsewhere = is_elsewhere,
    };
}

void versions_rewordings(struct rewordings *rewordings, const struct site *site, const struct essay *essay,
                         const struct passages *now, struct arena *arena) {
    struct lineage lineage;
    *rewordings = (struct rewordings){0};
    if (essay->versions->count == 1 || !find_lineage(&lineage, site, essay, arena))
        return;
    const struct lineage_left *left = lineage_left(&lineage, now, arena);
    const struct wording_ends *ends = find_ends(&lineage, essay->versions, left, arena);
    struct lineage_version part = lineage.versions.items[essay->versions->count - 1];
    for (uint32_t i = 0; i < part.count; i++) {
        const struct wording_ends *end = &ends[lineage.marks.items[part.first + i].name];
        const uint32_t which[] = {end->first, end->least};
        for (size_t w = 0; w < 1u + (end->least != end->first); w++)
            add_rewording(rewordings, &lineage, essay->versions, i, end, which[w],
                          which[w] != NONE && left[which[w]].is_elsewhere, arena);
    }
}

/* Where visitors last saw it. False when they never did. */
static bool last_seen(struct tombstone *tombstone, const struct lineage *lineage, const struct versions *versions,
                      const struct lineage_grave *grave) {
    const struct lineage_mark *mark;
    for (size_t v = (size_t)grave->last + 1; v-- > 0;)
        if (!versions->items[v].is_closed && (mark = find_mark(lineage, v, grave->name))) {
            *tombstone = (struct tombstone){.last = (uint32_t)v, .block = mark->block, .gone = grave->gone};
            write_id(tombstone->id, lineage, grave->name);
            return true;
        }
    return false;
}

static void add_former_ids(struct tombstone *tombstone, const struct former_places *places, uint32_t name,
                           struct arena *arena) {
    for (size_t i = 0; i < places->count; i++)
        if (places->items[i].name == name)
            *array_add(&tombstone->former, arena) = places->items[i].id;
}

static void add_nearest(struct tombstone *tombstone, const struct lineage_nearest *nearest, const struct lineage *lineage) {
    struct lineage_version part = lineage->versions.items[lineage->last_text];
    for (uint32_t i = 0; i < nearest->count; i++)
        for (uint32_t at = 0; at < part.count; at++) {
            struct lineage_mark mark = lineage->marks.items[part.first + at];
            if (mark.block != nearest->passages[i])
                continue;
            struct near_passage *near = &tombstone->nearest[tombstone->nearest_count++];
            near->block = mark.block;
            write_id(near->id, lineage, mark.name);
            break;
        }
}

void versions_tombstones(struct tombstones *tombstones, const struct site *site, const struct essay *essay,
                         const struct passages *now, struct arena *arena) {
    struct lineage lineage;
    *tombstones = (struct tombstones){0};
    if (essay->versions->count == 1 || !find_lineage(&lineage, site, essay, arena))
        return;
    struct lineage_gone gone = lineage_gone(&lineage, arena);
    struct tombstone *items = arena_array(arena, struct tombstone, gone.count);
    struct former_places places = former_places(site, essay, arena);
    bool is_asked = now && gone.count && lineage.last_text + 1 == essay->versions->count;
    const struct lineage_nearest *nearest = is_asked ? lineage_nearest(&lineage, &gone, now, arena) : NULL;
    for (size_t i = 0; i < gone.count; i++) {
        struct tombstone *tombstone = &items[tombstones->count];
        if (!last_seen(tombstone, &lineage, essay->versions, &gone.items[i]))
            continue;
        tombstones->count++;
        add_former_ids(tombstone, &places, gone.items[i].name, arena);
        if (nearest)
            add_nearest(tombstone, &nearest[i], &lineage);
    }
    tombstones->items = items;
}

/* Texts. */

static struct version_text parse_text(const struct site *site, struct text bytes, struct arena *arena) {
    struct parse_options options = settings_parse_options(&site->settings, site->language, arena);
    struct buffer document = {0}, body = {0};
    document_parse(&document, &body, bytes, &options);
    struct version_text text = {document_of(text_copy(buffer_text(&document), arena)),
                                body_of(text_copy(buffer_text(&body), arena))};
    buffer_free(&document);
    buffer_free(&body);
    return text;
}

bool version_read(struct version_text *text, const struct site *site, const struct essay *essay, size_t version,
                  struct arena *arena) {
    const struct versions *versions = essay->versions;
    const struct version *current = &versions->items[versions->count - 1];
    struct text bytes;
    if (git_id_equal(&versions->items[version].blob, &current->blob)) {
        *text = (struct version_text){essay->thing.source.document, document_body(essay->thing.source.file)};
        return text->body != NULL;
    }
    if (!site->repository || !repository_read(&bytes, site->repository, &versions->items[version].blob, arena))
        return false;
    *text = parse_text(site, bytes, arena);
    return true;
}

bool versions_text(struct version_text *text, const struct site *site, const struct essay *essay, size_t version,
                   struct arena *arena) {
    errno = 0;
    bool read = version_read(text, site, essay, version, arena);
    if (!read)
        workers_fail(errno ? errno : EIO);
    return read;
}

bool revision_text(struct version_text *text, const struct site *site, uint32_t revision, struct arena *arena) {
    struct text bytes;
    errno = 0;
    bool read = repository_read(&bytes, site->repository, &site->history->revisions[revision].blob, arena);
    if (read)
        *text = parse_text(site, bytes, arena);
    else
        workers_fail(errno ? errno : EIO);
    return read;
}
