#include "history/editions.h"

#include "base/array.h"
#include "read/codes.h"
#include "read/git/tags.h"
#include "read/slug.h"

#include <stdlib.h>
#include <string.h>

struct edition_finding {
    struct editions *editions;
    const struct repository *repository;
    struct diag *problems;
    struct arena *arena;
    size_t lost; /* editions that a shallow clone does not have */
};

struct text edition_address(const struct edition *edition, struct arena *arena) {
    return text_format(arena, "/editions/%.*s/", TEXT_ARGS(edition->name));
}

static void complain(const struct edition_finding *finding, const struct edition_setting *setting, const char *code,
                     struct text message, struct text help) {
    diag_add(finding->problems, DIAG_ERROR, code, setting->place, message, help);
}

static void add(struct edition_finding *finding, const struct edition_setting *setting, struct edition edition) {
    edition.place = setting->place;
    if (setting->title.size)
        edition.title = setting->title;
    if (setting->note.size)
        edition.note = setting->note;
    for (size_t i = 0; i < finding->editions->count; i++) {
        const struct edition *other = &finding->editions->items[i];
        if (!text_equal(other->name, edition.name))
            continue;
        /* One tag may match two patterns. */
        if (!text_equal(other->revision, edition.revision))
            complain(finding, setting, E_SAME_EDITION,
                     text_format(finding->arena, "the edition \"%.*s\" is %.*s, and %.*s, too", TEXT_ARGS(edition.name),
                                 TEXT_ARGS(other->revision), TEXT_ARGS(edition.revision)),
                     TEXT("give one of the two another name"));
        return;
    }
    *array_add(finding->editions, finding->arena) = edition;
}

/* By tags */

static void add_tag(struct edition_finding *finding, const struct edition_setting *setting, const struct git_tag *tag,
                    struct text matched) {
    struct edition edition = {.name = slug_of(matched, finding->arena), .title = matched, .revision = tag->name};
    if (!tag->commit.hex[0]) {
        complain(finding, setting, E_EDITION_REVISION,
                 text_format(finding->arena, "the tag \"%.*s\" leads to no commit", TEXT_ARGS(tag->name)),
                 TEXT("an edition is the site of a commit: move the tag to one, or delete it"));
        return;
    }
    if (!edition.name.size) {
        complain(finding, setting, E_BAD_EDITION,
                 text_format(finding->arena, "no name for addresses can be made of the tag \"%.*s\"", TEXT_ARGS(tag->name)),
                 TEXT("name this edition by itself: \"name: some-words\" and \"revision: TAG\""));
        return;
    }
    if (tag->subject.size)
        edition.title = tag->subject;
    edition.note = tag->message;
    edition.commit = tag->commit;
    edition.committed = tag->committed;
    edition.date = tag->when.precision ? tag->when : edition.committed;
    add(finding, setting, edition);
}

static bool add_tags(struct edition_finding *finding, const struct edition_setting *setting) {
    struct text pattern = setting->tags;
    size_t star = text_find_char(pattern, '*', 0);
    struct text prefix = text_slice(pattern, 0, star), suffix = text_after(pattern, star + 1);
    struct git_tags tags = {0};
    if (!finding->repository)
        return true;
    if (!repository_tags(&tags, finding->problems, finding->repository, prefix, suffix, finding->arena))
        return false;
    for (size_t i = 0; i < tags.count; i++) {
        struct text name = tags.items[i].name;
        if (star < pattern.size)
            name = text_slice(name, prefix.size, name.size - suffix.size);
        else if (!text_equal(name, pattern))
            continue;
        add_tag(finding, setting, &tags.items[i], name);
    }
    return true;
}

/* By revision */

static void complain_of_revision(struct edition_finding *finding, const struct edition_setting *setting,
                                 const struct diag *why) {
    const struct diag_item *item = &why->items[0];
    if (finding->repository->shallow)
        finding->lost++;
    else if (item->fault == FAULT_MACHINE)
        diag_fail(finding->problems, FAULT_MACHINE, item->code, (struct text){0},
                  text_format(finding->arena, "the edition \"%.*s\": %.*s", TEXT_ARGS(setting->name), TEXT_ARGS(item->message)),
                  item->help);
    else
        complain(finding, setting, E_EDITION_REVISION, item->message, item->help);
}

static void add_revision(struct edition_finding *finding, const struct edition_setting *setting) {
    struct edition edition = {.name = setting->name, .title = setting->name, .revision = setting->revision};
    struct diag why = {0};
    if (!finding->repository)
        complain(finding, setting, E_EDITION_REVISION,
                 text_format(finding->arena, "the revision \"%.*s\" cannot be found: not in a git repository",
                             TEXT_ARGS(setting->revision)),
                 (struct text){0});
    else if (repository_commit(&edition.commit, &edition.committed, &why, finding->repository,
                               text_terminated(setting->revision, finding->arena), finding->arena)) {
        edition.date = edition.committed;
        add(finding, setting, edition);
    } else {
        complain_of_revision(finding, setting, &why);
    }
    diag_free(&why);
}

static int by_commit_date(const void *left, const void *right) {
    const struct edition *a = left, *b = right;
    int order = date_compare(a->committed, b->committed);
    return order ? order : text_compare(a->name, b->name);
}

/* A problem with an edition is a problem in site.yaml. */
static void blame(struct diag *problems, size_t first) {
    for (size_t i = first; i < problems->count; i++)
        if (problems->items[i].level == DIAG_ERROR && problems->items[i].fault < FAULT_USAGE)
            problems->items[i].fault = FAULT_USAGE;
    if (problems->count > first && problems->fault < FAULT_USAGE)
        problems->fault = FAULT_USAGE;
}

/* Build machines say so; nobody looks at the pages before they are published. */
static bool publishes_unseen(void) {
    const char *ci = getenv("CI");
    return ci && strcmp(ci, "true") == 0;
}

bool editions_find(struct editions *editions, const struct settings *settings, const struct repository *repository,
                   struct diag *problems, struct arena *arena) {
    struct edition_finding finding = {editions, repository, problems, arena, 0};
    size_t first = problems->count;
    bool read = true;
    *editions = (struct editions){0};
    for (size_t i = 0; i < settings->editions.count && read; i++) {
        const struct edition_setting *setting = &settings->editions.items[i];
        if (setting->tags.size)
            read = add_tags(&finding, setting);
        else
            add_revision(&finding, setting);
    }
    if (finding.lost && publishes_unseen())
        complain(&finding, &settings->editions.items[0], E_EDITION_REVISION,
                 text_format(arena, "%zu of the editions cannot be made: this clone is shallow", finding.lost),
                 TEXT("run git fetch --unshallow --tags first; with actions/checkout, set fetch-depth: 0"));
    blame(problems, first);
    if (editions->count)
        qsort(editions->items, editions->count, sizeof *editions->items, by_commit_date);
    if (finding.lost)
        editions->note = "note-shallow-editions";
    return read;
}
