#include "read/git/history.h"

#include "base/table.h"
#include "read/git/walk_record.h"

#include <stdlib.h>
#include <string.h>

/* A file under all its names. */
struct file_chain {
    uint32_t last; /* its last revision so far */
    uint32_t count;
};

/* To find the revision that a parent of a commit had: by path and blob, which is zeroes of one that withdrew the file. */
struct place_key {
    struct walk_id blob;
    uint32_t path;
};

struct place {
    struct place_key key;
    uint32_t older;  /* the revision before it at the same place, or NONE */
    uint32_t commit; /* of the walk */
    uint32_t oldest; /* the commit of the first revision at this place */
};

/* To ask whether one commit descends from another. */
struct descent {
    uint32_t *seen; /* by commit: the number of the last question that came by */
    uint32_t *ahead;
    uint32_t question;
    uint64_t steps; /* left for all questions, so that they take no more than as much time as there are commits */
};

struct assembly {
    struct history *history;
    const struct commit_walk *walk;
    const struct walk_names *names;
    struct table people; /* from names to the history's people */
    uint32_t *person_of; /* from the walk's people to the history's */
    uint32_t *commit_of; /* from the walk's commits to the history's */
    struct file_chain *chains;
    uint32_t chain_count;
    struct table chain_at; /* from paths to chains */
    struct table moved;    /* paths that a file was renamed away from: 1 until there is a new file, then 0 */
    uint32_t *chain_of;    /* of each revision */
    struct place *places;  /* of each revision */
    struct table newest;   /* from struct place_key to the newest revision there */
    uint32_t *arrivals;    /* of each commit: that of the head's line of first parents with which it came there */
    struct descent descent;
    struct arena *arena;
};

/* The number of the person who is called so. */
static uint32_t person_called(struct assembly *assembly, struct text name) {
    struct history *history = assembly->history;
    uint32_t number = table_get(&assembly->people, name);
    if (number != NONE)
        return number;
    number = (uint32_t)history->person_count++;
    history->people[number] = name;
    table_put(&assembly->people, name, number, assembly->arena);
    return number;
}

static void assemble_people(struct assembly *assembly) {
    uint32_t count = assembly->walk->head->person_count;
    assembly->history->people = arena_array(assembly->arena, struct text, (size_t)count + assembly->names->coauthor_count);
    assembly->person_of = arena_array(assembly->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        assembly->person_of[i] = person_called(assembly, assembly->names->people[i]);
}

static void assemble_coauthors(struct assembly *assembly, struct commit *commit, uint32_t in_walk) {
    const struct name_list *names = assembly->names->coauthors ? &assembly->names->coauthors[in_walk] : NULL;
    if (!names || !names->count)
        return;
    commit->coauthors = arena_array(assembly->arena, uint32_t, names->count);
    while (commit->coauthor_count < names->count) {
        commit->coauthors[commit->coauthor_count] = person_called(assembly, names->items[commit->coauthor_count]);
        commit->coauthor_count++;
    }
}

/* The trunk. */

enum { STEPS_PER_COMMIT = 32 };

static void start_descent(struct assembly *assembly) {
    uint32_t commits = assembly->walk->head->commit_count;
    assembly->descent.seen = arena_array(assembly->arena, uint32_t, commits);
    assembly->descent.ahead = arena_array(assembly->arena, uint32_t, (size_t)commits + 1);
    assembly->descent.steps = (uint64_t)commits * STEPS_PER_COMMIT;
}

/* All that came with one commit of the head's line and not before. */
static void arrive(struct assembly *assembly, uint32_t commit) {
    const struct commit_walk *walk = assembly->walk;
    uint32_t *ahead = assembly->descent.ahead, count = 0;
    assembly->arrivals[commit] = commit;
    ahead[count++] = commit;
    while (count) {
        const struct walk_commit *at = &walk->commits[ahead[--count]];
        for (uint32_t i = 0; i < at->parent_count; i++) {
            uint32_t parent = walk->parents[at->first_parent + i];
            if (assembly->arrivals[parent] != NONE)
                continue;
            assembly->arrivals[parent] = commit;
            ahead[count++] = parent;
        }
    }
}

/* The head is the first commit of the walk. Oldest first, so that what an older one brought is not the newer one's. */
static void find_arrivals(struct assembly *assembly) {
    const struct commit_walk *walk = assembly->walk;
    uint32_t count = walk->head->commit_count, on_line = 0;
    assembly->arrivals = arena_array(assembly->arena, uint32_t, count);
    uint32_t *line = arena_array(assembly->arena, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        assembly->arrivals[i] = NONE;
    for (uint32_t at = count ? 0 : NONE; at != NONE;) {
        line[on_line++] = at;
        at = walk->commits[at].parent_count ? walk->parents[walk->commits[at].first_parent] : NONE;
    }
    while (on_line > 0)
        arrive(assembly, line[--on_line]);
}

/* Commits to which people can be sent: those that changed something, and the merges that brought that to the trunk. */
static bool *find_kept(const struct assembly *assembly) {
    const struct commit_walk *walk = assembly->walk;
    bool *is_kept = arena_array(assembly->arena, bool, walk->head->commit_count);
    for (uint32_t i = 0; i < walk->head->commit_count; i++)
        if (walk->commits[i].change_count) {
            is_kept[i] = true;
            if (assembly->arrivals[i] != NONE)
                is_kept[assembly->arrivals[i]] = true;
        }
    return is_kept;
}

static uint32_t merge_of(const struct assembly *assembly, uint32_t in_walk) {
    uint32_t arrival = assembly->arrivals[in_walk];
    return arrival == NONE || arrival == in_walk ? NONE : assembly->commit_of[arrival];
}

static void hex_of(struct git_id *id, const struct walk_id *bytes) {
    for (size_t i = 0; i < WALK_ID_SIZE; i++) {
        id->hex[2 * i] = "0123456789abcdef"[bytes->bytes[i] >> 4];
        id->hex[2 * i + 1] = "0123456789abcdef"[bytes->bytes[i] & 15];
    }
    id->hex[2 * WALK_ID_SIZE] = '\0';
}

static void assemble_commits(struct assembly *assembly) {
    const struct commit_walk *walk = assembly->walk;
    struct history *history = assembly->history;
    history->commits = arena_array(assembly->arena, struct commit, walk->head->commit_count);
    assembly->commit_of = arena_array(assembly->arena, uint32_t, walk->head->commit_count);
    bool *is_kept = find_kept(assembly);
    for (uint32_t i = 0; i < walk->head->commit_count; i++) {
        const struct walk_commit *from = &walk->commits[i];
        if (!is_kept[i])
            continue;
        struct commit *commit = &history->commits[history->commit_count];
        hex_of(&commit->id, &from->id);
        commit->when = date_from_seconds(from->authored, from->offset_minutes);
        commit->person = assembly->person_of[from->person];
        commit->subject = walk_text(walk, from->subject);
        commit->note = from->note == NONE ? (struct text){0} : walk_text(walk, from->note);
        assemble_coauthors(assembly, commit, i);
        assembly->commit_of[i] = (uint32_t)history->commit_count++;
    }
}

/* What was there before. */

static bool is_behind(struct assembly *assembly, uint32_t ancestor, uint32_t commit) {
    const struct commit_walk *walk = assembly->walk;
    struct descent *descent = &assembly->descent;
    uint32_t count = 0;
    descent->question++;
    descent->ahead[count++] = commit;
    while (count) {
        uint32_t at = descent->ahead[--count];
        if (at == ancestor || descent->steps == 0)
            return true;
        descent->steps--;
        for (uint32_t i = 0; i < walk->commits[at].parent_count; i++) {
            uint32_t parent = walk->parents[walk->commits[at].first_parent + i];
            /* Parents come behind their children in the walk. */
            if (parent > ancestor || descent->seen[parent] == descent->question)
                continue;
            descent->seen[parent] = descent->question;
            descent->ahead[count++] = parent;
        }
    }
    return false;
}

static uint32_t at_place(const struct assembly *assembly, const struct place_key *key) {
    return table_get(&assembly->newest, (struct text){(const char *)key, sizeof *key});
}

/* What a commit did to a path; NONE: nothing. Its changes are in the order of paths. */
static uint32_t change_at(const struct commit_walk *walk, const struct walk_commit *commit, uint32_t path) {
    struct text name = walk_text(walk, path);
    uint32_t from = commit->first_change, to = from + commit->change_count, end = to;
    while (from < to) {
        uint32_t middle = from + (to - from) / 2;
        if (text_compare(walk_text(walk, walk->changes[middle].path), name) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from < end && walk->changes[from].path == path ? from : NONE;
}

/*
 * The revision by which a commit has this blob at this path: going back along the edges, each way ends at the first commit that
 * changed the path. First parents are tried first. What a merge took as it was is no change, so of two branches that have the
 * same text it is the first parent's.
 */
static uint32_t find_from(struct assembly *assembly, const struct place_key *key, uint32_t commit, uint32_t oldest) {
    const struct commit_walk *walk = assembly->walk;
    struct descent *descent = &assembly->descent;
    uint32_t count = 0;
    descent->question++;
    descent->ahead[count++] = commit;
    while (count && descent->steps) {
        const struct walk_commit *at = &walk->commits[descent->ahead[--count]];
        uint32_t change = change_at(walk, at, key->path);
        descent->steps--;
        if (change != NONE && memcmp(&assembly->places[change].key, key, sizeof *key) == 0)
            return change;
        for (uint32_t i = change == NONE ? at->parent_count : 0; i-- > 0;) {
            uint32_t parent = walk->parents[at->first_parent + i];
            /* Parents come behind their children in the walk. */
            if (parent > oldest || descent->seen[parent] == descent->question)
                continue;
            descent->seen[parent] = descent->question;
            descent->ahead[count++] = parent;
        }
    }
    return NONE;
}

/* As find_from. Where no other revision is possible, it is not asked; nor of what must be there when too much was asked. */
static uint32_t find_there(struct assembly *assembly, struct place_key key, uint32_t parent, bool is_sure) {
    uint32_t newest = at_place(assembly, &key);
    if (newest == NONE || (is_sure && assembly->places[newest].older == NONE))
        return newest;
    uint32_t found = find_from(assembly, &key, parent, assembly->places[newest].oldest);
    return found == NONE && is_sure ? newest : found;
}

/* The newest revision of a file from which `parent` descends, if that had it under another name. */
static uint32_t find_renamed(struct assembly *assembly, uint32_t chain, uint32_t path, uint32_t parent) {
    for (uint32_t at = assembly->chains[chain].last; at != NONE; at = assembly->history->revisions[at].previous)
        if (is_behind(assembly, assembly->places[at].commit, parent))
            return assembly->places[at].key.path != path && assembly->history->revisions[at].blob.hex[0] ? at : NONE;
    return NONE;
}

static bool is_zero(const struct walk_id *id) {
    static const struct walk_id zero;
    return memcmp(id, &zero, sizeof zero) == 0;
}

/* What one parent had. Where it had nothing, a file that comes back continues what was withdrawn. */
static uint32_t find_before(struct assembly *assembly, const struct walk_commit *commit, const struct walk_change *change,
                            const struct walk_id *old, uint32_t parent) {
    struct place_key key = {*old, change->kind == CHANGE_RENAMED ? change->old_path : change->path};
    if (!is_zero(old))
        return find_there(assembly, key, parent, true);
    if (change->kind == CHANGE_ADDED)
        return find_there(assembly, key, parent, false);
    uint32_t chain = commit->parent_count > 1 ? table_get(&assembly->chain_at, walk_text(assembly->walk, key.path)) : NONE;
    return chain == NONE ? NONE : find_renamed(assembly, chain, key.path, parent);
}

/* Each once, and only of one file. */
static void find_befores(struct assembly *assembly, struct revision *revision, uint32_t number, uint32_t in_walk) {
    const struct walk_commit *commit = &assembly->walk->commits[in_walk];
    const struct walk_id *olds = walk_olds(assembly->walk, commit, number);
    uint32_t *befores = arena_array(assembly->arena, uint32_t, commit->parent_count);
    for (uint32_t i = 0; i < commit->parent_count; i++) {
        uint32_t parent = assembly->walk->parents[commit->first_parent + i], known = 0;
        uint32_t before = find_before(assembly, commit, &assembly->walk->changes[number], &olds[i], parent);
        if (before == NONE || (revision->before_count && assembly->chain_of[befores[0]] != assembly->chain_of[before]))
            continue;
        while (known < revision->before_count && befores[known] != before)
            known++;
        if (known == revision->before_count)
            befores[revision->before_count++] = before;
    }
    revision->befores = befores;
}

static void note_place(struct assembly *assembly, uint32_t number, uint32_t commit) {
    const struct walk_change *change = &assembly->walk->changes[number];
    struct place *place = &assembly->places[number];
    *place = (struct place){.key = {.path = change->path}, .commit = commit};
    if (change->kind != CHANGE_WITHDRAWN)
        place->key.blob = change->blob;
    place->older =
        table_put(&assembly->newest, (struct text){(const char *)&place->key, sizeof place->key}, number, assembly->arena);
    place->oldest = place->older == NONE ? commit : assembly->places[place->older].oldest;
}

/* Files. */

static uint32_t start_chain(struct assembly *assembly, struct text path) {
    uint32_t chain = assembly->chain_count++;
    assembly->chains[chain] = (struct file_chain){NONE, 0};
    table_put(&assembly->chain_at, path, chain, assembly->arena);
    table_put(&assembly->moved, path, 0, assembly->arena);
    return chain;
}

/* What was renamed away, and what is there now. */
static uint32_t move_chain(struct assembly *assembly, const struct revision *revision, uint32_t chain) {
    table_put(&assembly->moved, revision->old_path, 1, assembly->arena);
    table_put(&assembly->moved, revision->path, 0, assembly->arena);
    table_put(&assembly->chain_at, revision->path, chain, assembly->arena);
    return chain;
}

/* The file that a change concerns, which may be a new one: that which its author had, whatever is at the path elsewhere. */
static uint32_t chain_for(struct assembly *assembly, const struct revision *revision) {
    uint32_t own = revision->before_count ? assembly->chain_of[revision->befores[0]] : NONE;
    if (revision->kind == CHANGE_RENAMED) {
        uint32_t chain = own != NONE ? own : table_get(&assembly->chain_at, revision->old_path);
        return chain == NONE ? start_chain(assembly, revision->path) : move_chain(assembly, revision, chain);
    }
    if (revision->kind != CHANGE_ADDED && own != NONE)
        return own;
    uint32_t chain = table_get(&assembly->chain_at, revision->path);
    bool is_another = revision->kind == CHANGE_ADDED && table_get(&assembly->moved, revision->path) == 1;
    return chain == NONE || is_another ? start_chain(assembly, revision->path) : chain;
}

static void assemble_revision(struct assembly *assembly, uint32_t number, uint32_t in_walk) {
    const struct walk_change *change = &assembly->walk->changes[number];
    struct revision *revision = &assembly->history->revisions[number];
    revision->commit = assembly->commit_of[in_walk];
    revision->merged_by = merge_of(assembly, in_walk);
    revision->kind = (uint8_t)change->kind;
    revision->path = walk_text(assembly->walk, change->path);
    revision->old_path = walk_text(assembly->walk, change->old_path);
    if (revision->kind != CHANGE_WITHDRAWN)
        hex_of(&revision->blob, &change->blob);
    find_befores(assembly, revision, number, in_walk);
    uint32_t chain = assembly->chain_of[number] = chain_for(assembly, revision);
    if (revision->before_count && assembly->chain_of[revision->befores[0]] != chain)
        revision->before_count = 0;
    revision->previous = assembly->chains[chain].last;
    assembly->chains[chain].last = number;
    assembly->chains[chain].count++;
    note_place(assembly, number, in_walk);
}

static void start_places(struct assembly *assembly) {
    uint32_t changes = assembly->walk->head->change_count;
    assembly->chain_of = arena_array(assembly->arena, uint32_t, changes);
    assembly->places = arena_array(assembly->arena, struct place, changes);
    table_reserve(&assembly->newest, changes, assembly->arena);
}

/* Oldest first, so that each revision finds the one before it. */
static void assemble_revisions(struct assembly *assembly) {
    const struct commit_walk *walk = assembly->walk;
    struct history *history = assembly->history;
    history->revision_count = walk->head->change_count;
    history->revisions = arena_array(assembly->arena, struct revision, history->revision_count);
    assembly->chains = arena_array(assembly->arena, struct file_chain, history->revision_count);
    start_places(assembly);
    for (uint32_t i = walk->head->commit_count; i-- > 0;)
        for (uint32_t j = 0; j < walk->commits[i].change_count; j++)
            assemble_revision(assembly, walk->commits[i].first_change + j, i);
}

/* Collects the revisions of a file, oldest first, in `revisions`. */
static void list_revisions(uint32_t *revisions, const struct history *history, const struct file_chain *chain) {
    uint32_t at = chain->count;
    for (uint32_t i = chain->last; i != NONE; i = history->revisions[i].previous)
        revisions[--at] = i;
}

/* Adds a person to a file's, unless that one has been added already. */
static void add_person(struct file_history *file, uint32_t person, uint32_t *seen, uint32_t mark) {
    if (seen[person] == mark)
        return;
    seen[person] = mark;
    file->people[file->person_count++] = person;
}

static uint32_t revision_now(struct assembly *assembly, const struct walk_file *at, const struct file_chain *chain) {
    uint32_t now = find_there(assembly, (struct place_key){at->blob, at->path}, 0, true);
    return now != NONE && &assembly->chains[assembly->chain_of[now]] == chain ? now : chain->last;
}

static void assemble_file(struct assembly *assembly, const struct walk_file *at, const struct file_chain *chain,
                          uint32_t *revisions, uint32_t *seen) {
    struct history *history = assembly->history;
    struct file_history *file = &history->files[history->file_count++];
    uint32_t mark = (uint32_t)history->file_count, most = 0;
    list_revisions(revisions, history, chain);
    *file = (struct file_history){
        .path = walk_text(assembly->walk, at->path), .first = revisions[0], .last = chain->last, .count = chain->count};
    file->now = revision_now(assembly, at, chain);
    for (uint32_t i = 0; i < chain->count; i++)
        most += 1 + history->commits[history->revisions[revisions[i]].commit].coauthor_count;
    file->people = arena_array(assembly->arena, uint32_t, most < history->person_count ? most : history->person_count);
    for (uint32_t i = 0; i < chain->count; i++) {
        const struct commit *commit = &history->commits[history->revisions[revisions[i]].commit];
        add_person(file, commit->person, seen, mark);
        for (uint32_t j = 0; j < commit->coauthor_count; j++)
            add_person(file, commit->coauthors[j], seen, mark);
    }
}

/* A file whose path no commit changed is behind a symbolic link, and has no history of its own. */
static void assemble_files(struct assembly *assembly) {
    const struct commit_walk *walk = assembly->walk;
    struct arena scratch = {0};
    uint32_t *revisions = arena_array(&scratch, uint32_t, assembly->history->revision_count);
    uint32_t *seen = arena_array(&scratch, uint32_t, assembly->history->person_count);
    assembly->history->files = arena_array(assembly->arena, struct file_history, walk->head->file_count);
    for (uint32_t i = 0; i < walk->head->file_count; i++) {
        uint32_t chain = table_get(&assembly->chain_at, walk_text(walk, walk->files[i].path));
        if (chain != NONE)
            assemble_file(assembly, &walk->files[i], &assembly->chains[chain], revisions, seen);
    }
    arena_free(&scratch);
}

/* Files that are gone. */

static uint32_t arrival_of(const struct assembly *assembly, uint32_t revision) {
    return assembly->arrivals[assembly->places[revision].commit];
}

/* The withdrawal of a file by which the head has it no more; NONE. */
static uint32_t find_withdrawn(struct assembly *assembly, const struct file_chain *chain) {
    const struct history *history = assembly->history;
    for (uint32_t i = chain->last; i != NONE; i = history->revisions[i].previous) {
        struct place_key key = {.path = assembly->walk->changes[i].path};
        uint32_t found = history->revisions[i].kind == CHANGE_WITHDRAWN ? find_there(assembly, key, 0, false) : NONE;
        if (found != NONE && &assembly->chains[assembly->chain_of[found]] == chain)
            return found;
    }
    return NONE;
}

/* Of the texts that came to the head's line before it was withdrawn there the last; of one that came with that, the last too.
 */
static uint32_t find_last_text(const struct assembly *assembly, const struct file_chain *chain, uint32_t withdrawn) {
    const struct revision *revisions = assembly->history->revisions;
    uint32_t found = NONE, newest = NONE, until = arrival_of(assembly, withdrawn);
    for (uint32_t i = chain->last; i != NONE; i = revisions[i].previous) {
        uint32_t arrival = arrival_of(assembly, i);
        if (!revisions[i].blob.hex[0])
            continue;
        newest = newest == NONE ? i : newest;
        if (arrival > until && (found == NONE || arrival < arrival_of(assembly, found)))
            found = i;
    }
    return found == NONE ? newest : found;
}

static bool *standing_chains(const struct assembly *assembly, struct arena *arena) {
    bool *stands = arena_array(arena, bool, (size_t)assembly->chain_count + 1);
    for (size_t i = 0; i < assembly->history->file_count; i++)
        stands[assembly->chain_of[assembly->history->files[i].last]] = true;
    return stands;
}

static void assemble_gone(struct assembly *assembly) {
    struct history *history = assembly->history;
    struct arena scratch = {0};
    bool *stands = standing_chains(assembly, &scratch);
    uint32_t *withdrawn = arena_array(&scratch, uint32_t, (size_t)assembly->chain_count + 1);
    for (uint32_t i = 0; i < assembly->chain_count; i++)
        withdrawn[i] = stands[i] ? NONE : find_withdrawn(assembly, &assembly->chains[i]);
    history->gone = arena_array(assembly->arena, struct gone_file, assembly->chain_count);
    for (uint32_t i = 0; i < history->revision_count; i++) {
        const struct file_chain *chain = &assembly->chains[assembly->chain_of[i]];
        if (withdrawn[assembly->chain_of[i]] == i)
            history->gone[history->gone_count++] = (struct gone_file){chain->last, i, find_last_text(assembly, chain, i)};
    }
    arena_free(&scratch);
}

/* The last path at which a file had a text; NONE where that is another's now. */
static uint32_t last_path(const struct assembly *assembly, const struct file_chain *chain) {
    const struct revision *revisions = assembly->history->revisions;
    uint32_t last = chain->last;
    while (last != NONE && !revisions[last].blob.hex[0])
        last = revisions[last].previous;
    bool is_own = last != NONE && table_get(&assembly->chain_at, revisions[last].path) == (uint32_t)(chain - assembly->chains);
    return is_own ? assembly->walk->changes[last].path : NONE;
}

/* All but what is gone, which is asked of the rest. */
static void assemble(struct assembly *assembly) {
    start_descent(assembly);
    find_arrivals(assembly);
    assemble_people(assembly);
    assemble_commits(assembly);
    assemble_revisions(assembly);
    assemble_files(assembly);
}

void history_find_lost(struct lost_files *lost, const struct commit_walk *walk, struct arena *arena) {
    struct history *history = arena_new(arena, struct history);
    struct walk_names nobody = {.people = arena_array(arena, struct text, walk->head->person_count)};
    struct assembly assembly = {.history = history, .walk = walk, .names = &nobody, .arena = arena};
    assemble(&assembly);
    bool *stands = standing_chains(&assembly, arena);
    *lost = (struct lost_files){.paths = arena_array(arena, uint32_t, assembly.chain_count)};
    for (uint32_t i = 0; i < assembly.chain_count; i++) {
        bool is_lost = !stands[i] && find_withdrawn(&assembly, &assembly.chains[i]) == NONE;
        uint32_t path = is_lost ? last_path(&assembly, &assembly.chains[i]) : NONE;
        if (path != NONE)
            lost->paths[lost->count++] = path;
    }
}

void history_assemble(struct history *history, const struct commit_walk *walk, const struct walk_names *names,
                      struct arena *arena) {
    struct assembly assembly = {.history = history, .walk = walk, .names = names, .arena = arena};
    history->whole = true;
    assemble(&assembly);
    assemble_gone(&assembly);
}

static int by_path(const void *path, const void *file) {
    return text_compare(*(const struct text *)path, ((const struct file_history *)file)->path);
}

const struct file_history *history_of(const struct history *history, struct text path) {
    if (!history->file_count)
        return NULL;
    return bsearch(&path, history->files, history->file_count, sizeof *history->files, by_path);
}
