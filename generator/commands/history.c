#include "commands/essay.h"

#include "base/array.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* One version of one essay. */
struct listed_version {
    const struct essay *essay;
    const struct version *version;
    uint32_t number; /* in its essay, from 0 */
};

struct listed_versions {
    struct listed_version *items;
    size_t count, capacity;
};

static void add_entries(struct listed_versions *entries, const struct essay *essay, struct arena *arena) {
    const struct versions *versions = essay->versions;
    for (size_t i = versions->count; i-- > 0;)
        *array_add(entries, arena) = (struct listed_version){essay, &versions->items[i], (uint32_t)i};
}

/* Uncommitted texts first, then in the order of git's history, newest first. */
static int compare_entries(const void *a, const void *b) {
    const struct listed_version *left = a, *right = b;
    uint32_t x = left->version->revision + 1, y = right->version->revision + 1;
    if (x != y)
        return x < y ? -1 : 1;
    int order = text_compare(left->essay->thing.slug, right->essay->thing.slug);
    return order ? order : left->number > right->number ? -1 : left->number < right->number;
}

/* The first digits of a blob are its version's address. */
static struct text blob_of(const struct version *version) {
    enum { SHOWN_DIGITS = 12 };
    return text_slice(text_of(version->blob.hex), 0, SHOWN_DIGITS);
}

static struct text date_of(const struct commit *commit, struct arena *arena) {
    return commit ? text_slice(date_iso(commit->when, arena), 0, 10) : TEXT("");
}

static struct text person_of(const struct site *site, const struct commit *commit) {
    return commit ? site->history->people[commit->person] : TEXT("");
}

/* Of a version without a commit: in a shallow clone nobody can say more. */
static struct text no_commit(const struct site *site) {
    return site->origin.shallow ? TEXT("unknown: shallow clone") : TEXT("not committed");
}

/* The commit that took in what was written on a branch; NULL. */
static const struct commit *merge_of(const struct site *site, const struct version *version) {
    return version->merged_by == NONE ? NULL : &site->history->commits[version->merged_by];
}

static void write_line(struct buffer *out, const struct site *site, const struct listed_version *entry, bool whole,
                       struct arena *arena) {
    const struct version *version = entry->version;
    const struct commit *commit = essay_commit(site, version);
    struct text subject = commit ? commit->subject : no_commit(site), person = person_of(site, commit);
    struct text date = commit ? date_of(commit, arena) : site->origin.shallow ? TEXT("?") : TEXT("now");
    struct text words = text_format(arena, "+%u -%u", version->change.words_added, version->change.words_removed);
    if (version->kind == VERSION_FIRST)
        words = text_format(arena, "%u words", version->words);
    buffer_add_format(out, "%-10.*s  %-12.*s  %-9s  %12.*s  ", TEXT_ARGS(date), TEXT_ARGS(blob_of(version)),
                      essay_version_kind(version), TEXT_ARGS(words));
    if (whole)
        buffer_add_format(out, "%.*s: ", TEXT_ARGS(entry->essay->thing.slug));
    buffer_add(out, version->is_aside ? TEXT("on a branch: ") : TEXT(""));
    buffer_add_visible(out, subject);
    if (person.size)
        buffer_add_format(out, " (%.*s)", TEXT_ARGS(text_visible(person, arena)));
    const struct commit *merge = merge_of(site, version);
    if (merge)
        buffer_add_format(out, ", merged by %.*s on %.*s", TEXT_ARGS(text_visible(person_of(site, merge), arena)),
                          TEXT_ARGS(date_of(merge, arena)));
    buffer_add_char(out, '\n');
}

static void write_object(struct buffer *out, const struct site *site, const struct listed_version *entry, struct arena *arena) {
    const struct version *version = entry->version;
    const struct commit *commit = essay_commit(site, version);
    struct buffer object = {0};
    buffer_add_char(&object, '{');
    buffer_add_json_member(&object, "reason", TEXT("version"));
    buffer_add_json_member(&object, "essay", entry->essay->thing.slug);
    buffer_add_json_member(&object, "kind", text_of(essay_version_kind(version)));
    buffer_add_json_member(&object, "blob", text_of(version->blob.hex));
    buffer_add_json_member(&object, "path", version->path);
    buffer_add_json_member(&object, "title", version->title);
    if (commit) {
        buffer_add_json_member(&object, "commit", text_of(commit->id.hex));
        buffer_add_json_member(&object, "date", date_iso(commit->when, arena));
        buffer_add_json_member(&object, "person", person_of(site, commit));
        buffer_add_json_member(&object, "subject", commit->subject);
    }
    if (version->has_page)
        buffer_add_json_member(&object, "address", text_format(arena, "/versions/%.*s/", TEXT_ARGS(blob_of(version))));
    buffer_add_format(&object, ",\"is_aside\":%s", version->is_aside ? "true" : "false");
    const struct commit *merge = merge_of(site, version);
    if (merge) {
        buffer_add_json_member(&object, "merged_by", person_of(site, merge));
        buffer_add_json_member(&object, "merged_on", date_iso(merge->when, arena));
        buffer_add_json_member(&object, "merge", text_of(merge->id.hex));
    }
    buffer_add_format(&object, ",\"words\":%u,\"words_added\":%u,\"words_removed\":%u}\n", (unsigned)version->words,
                      (unsigned)version->change.words_added, (unsigned)version->change.words_removed);
    buffer_add(out, buffer_text(&object));
    buffer_free(&object);
}

static void write_history(const struct site *site, const struct options *options, struct listed_versions *entries,
                          struct arena *arena) {
    struct buffer out = {0};
    bool whole = options->word_count == 0;
    if (entries->count && whole)
        qsort(entries->items, entries->count, sizeof *entries->items, compare_entries);
    for (size_t i = 0; i < entries->count; i++) {
        if (options->json)
            write_object(&out, site, &entries->items[i], arena);
        else
            write_line(&out, site, &entries->items[i], whole, arena);
    }
    fwrite(out.bytes, 1, out.size, stdout);
    buffer_free(&out);
}

/* Old links to that lead here. */
static void write_former_holders(const struct site *site, const struct essay *essay) {
    struct buffer out = {0};
    for (size_t i = 0; i < site->former_holders.count; i++) {
        const struct former_holder *one = &site->former_holders.items[i];
        if (&site->essays[one->essay] != essay)
            continue;
        buffer_add_format(&out, "%.*s was the address of ", TEXT_ARGS(essay->thing.address));
        buffer_add_visible(&out, one->title);
        buffer_add_format(&out, " before, now %.*s\n", TEXT_ARGS(one->address));
    }
    fwrite(out.bytes, 1, out.size, stdout);
    buffer_free(&out);
}

static enum status run(const struct options *options, struct diag *problems, struct arena *arena) {
    struct essay_reader of;
    struct listed_versions entries = {0};
    bool open = essay_reader_open(&of, options, !options->json, problems, arena);
    const struct site *site = of.reader.site;
    const struct essay *essay = NULL;
    if (open && options->word_count > 0)
        essay = essay_meant(site, text_of(options->words[0]), problems, arena);
    for (uint32_t i = 0; open && i < site->essay_count; i++)
        if (options->word_count == 0 || essay == &site->essays[i])
            add_entries(&entries, &site->essays[i], arena);
    if (entries.count) {
        reader_tell_origin(&of.reader, arena);
        write_history(site, &of.options, &entries, arena);
        if (essay && !of.options.json)
            write_former_holders(site, essay);
    }
    return essay_reader_close(&of, problems);
}

const struct command command_history = {
    .name = "history",
    .summary = "list the versions of an essay, or of all essays, newest first",
    .words = "[ESSAY]",
    .details = "ESSAY is a slug or a file. Each line: date, address, kind of change, words, subject, person. Drafts and\n"
               "essays whose text may not be published are listed, too.\n",
    .flags = "source rev jobs json quiet color",
    .most_words = 1,
    .run = run,
};
