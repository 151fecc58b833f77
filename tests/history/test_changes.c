#include "history/changes.h"

#include "pages/fixture.h"
#include "history/past.h"
#include "pages/shared.h"

static const struct tree_text texts[] = {
    FILE_OF("content/site.yaml", "title: R\nbase_url: https://x.org/\n"),
    FILE_OF("content/essays/a.md", "---\ntitle: A\nauthors: [Ann]\ntopics: [t]\n---\nText.\n"),
    FILE_OF("content/essays/closed.md", "---\ntitle: Closed\nauthors: [Bo]\naccess: summary\n---\nText.\n"),
    FILE_OF("content/essays/draft.md", "---\ntitle: Draft\ndraft: true\n---\nText.\n"),
    FILE_OF("content/essays/uncommitted.md", "---\ntitle: New\ntopics: [new]\n---\nText.\n"),
    FILE_OF("content/topics/t.md", "---\ntitle: Topic\n---\nText.\n"),
};

static struct text people[] = {TEXT_INIT("Ann")};

/* The second commit was made at 23:30 in its own day, which is the next one in UTC. */
static struct commit commits[] = {
    {.id = {"1111111111aaaa"},
     .when = {.precision = DATE_SECOND, .year = 2024, .month = 5, .day = 3},
     .person = 0,
     .note = TEXT_INIT("Third")},
    {.id = {"2222222222aaaa"},
     .when = {.precision = DATE_SECOND, .year = 2024, .month = 5, .day = 1, .hour = 23, .minute = 30, .offset_minutes = -120},
     .person = 0,
     .note = TEXT_INIT("Second")},
    {.id = {"3333333333aaaa"},
     .when = {.precision = DATE_SECOND, .year = 2024, .month = 5, .day = 1},
     .person = 0,
     .note = TEXT_INIT("First")},
};

#define BEFORE(number) .previous = number, .befores = (const uint32_t[]){number}, .before_count = (number) != NONE
#define REVISION(commit_index, before, change, at, from)                                                                       \
    { .commit = commit_index, BEFORE(before), .kind = change, .path = TEXT_INIT(at), .old_path = from }

static struct revision revisions[] = {
    REVISION(0, 6, CHANGE_RENAMED, "content/essays/a.md", TEXT_INIT("content/essays/old-a.md")),
    {.commit = 0, BEFORE(5), .kind = CHANGE_REVISED, .path = TEXT_INIT("content/essays/closed.md"), .blob = {"2"}},
    REVISION(0, NONE, CHANGE_ADDED, "content/essays/draft.md", {0}),
    REVISION(1, 7, CHANGE_WITHDRAWN, "content/essays/some-old-words.md", {0}),
    REVISION(1, NONE, CHANGE_ADDED, "content/media/x.png", {0}),
    {.commit = 2, .previous = NONE, .kind = CHANGE_ADDED, .path = TEXT_INIT("content/essays/closed.md"), .blob = {"1"}},
    REVISION(2, NONE, CHANGE_ADDED, "content/essays/old-a.md", {0}),
    REVISION(2, NONE, CHANGE_ADDED, "content/essays/some-old-words.md", {0}),
    REVISION(2, NONE, CHANGE_ADDED, "content/topics/t.md", {0}),
};

static struct file_history files[] = {
    {.path = TEXT_INIT("content/essays/a.md"), .first = 6, .last = 0, .count = 2},
    {.path = TEXT_INIT("content/essays/closed.md"), .first = 5, .last = 1, .count = 2},
    {.path = TEXT_INIT("content/essays/draft.md"), .first = 2, .last = 2, .count = 1},
    {.path = TEXT_INIT("content/topics/t.md"), .first = 8, .last = 8, .count = 1},
};

static struct history history = {.whole = true,
                                 .commits = commits,
                                 .commit_count = COUNT_OF(commits),
                                 .people = people,
                                 .person_count = 1,
                                 .revisions = revisions,
                                 .revision_count = COUNT_OF(revisions),
                                 .files = files,
                                 .file_count = COUNT_OF(files)};

/* The last text of content/essays/some-old-words.md. */
static struct past_text last_text = {.is_told = true, .title = TEXT_INIT("Some old words, as titled")};
static const struct past_text *past[COUNT_OF(revisions)] = {[8 - 1] = &last_text};

static struct fixture fixture;

/* The plan once more, of the same site with this history. */
static void plan_with_history(void) {
    struct site *site = arena_new(&fixture.arena, struct site);
    *site = *fixture.site;
    site->history = &history;
    site->past = past;
    fixture.plan = plan_make(site, NULL, fixture.layouts, fixture.tree, &fixture.problems, &fixture.arena);
    assert_non_null(fixture.plan);
}

static int set_up(void **state) {
    (void)state;
    fixture_plan(&fixture, texts, COUNT_OF(texts));
    plan_with_history();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    fixture_free(&fixture);
    return 0;
}

#define assert_at(address, path, expected) assert_text(fixture_at(&fixture, (address), (path)), (expected))

static void groups_changes_by_days_and_commits(void **state) {
    (void)state;
    assert_at("/changes/", "known", "true");
    assert_int_equal(fixture_count(&fixture, "/changes/", "days"), 2);
    assert_at("/changes/", "days.0.date.iso", "2024-05-03");
    assert_at("/changes/", "days.1.date.iso", "2024-05-01");
    assert_int_equal(fixture_count(&fixture, "/changes/", "days.0.entries"), 1);
    assert_int_equal(fixture_count(&fixture, "/changes/", "days.0.entries.0.changes"), 2);
    assert_at("/changes/", "days.0.entries.0.count.number", "2");
    assert_at("/changes/", "days.0.entries.0.tally", "1 revised, 1 renamed");
    assert_int_equal(fixture_count(&fixture, "/changes/", "days.1.entries"), 2);
    assert_int_equal(fixture_count(&fixture, "/changes/", "days.1.entries.0.changes"), 1);
    assert_int_equal(fixture_count(&fixture, "/changes/", "days.1.entries.1.changes"), 4);
    assert_at("/changes/", "has_parts", "false");
}

static void tells_what_happened(void **state) {
    (void)state;
    assert_at("/changes/", "days.0.entries.0.id", "c-1111111111");
    assert_at("/changes/", "days.0.entries.0.note", "Third");
    assert_at("/changes/", "days.0.entries.0.person", "Ann");
    assert_at("/changes/", "days.0.entries.0.commit", "1111111111");
    assert_at("/changes/", "days.0.entries.0.changes.0.title", "A");
    assert_at("/changes/", "days.0.entries.0.changes.0.label", "renamed");
    assert_at("/changes/", "days.0.entries.0.changes.0.kind.renamed", "true");
    assert_at("/changes/", "days.0.entries.0.changes.0.was", "old-a");
    assert_at("/changes/", "days.0.entries.0.changes.0.path", "essays/a/");
    /* The addition of what is renamed later is told by its name of today. */
    assert_at("/changes/", "days.1.entries.1.changes.1.title", "A");
    assert_at("/changes/", "days.1.entries.1.changes.1.label", "added");
    assert_at("/changes/", "days.1.entries.1.changes.3.title", "Topic");
}

static void names_what_is_gone_as_its_last_text_did(void **state) {
    (void)state;
    assert_at("/changes/", "days.1.entries.0.changes.0.title", "Some old words, as titled");
    assert_at("/changes/", "days.1.entries.0.changes.0.label", "withdrawn");
    assert_at("/changes/", "days.1.entries.0.changes.0.path", "null");
    assert_at("/changes/", "days.1.entries.0.note", "Second");
    last_text.title = TEXT("");
    plan_with_history();
    assert_at("/changes/", "days.1.entries.0.changes.0.title", "Some old words");
    last_text.title = TEXT("Some old words, as titled");
    plan_with_history();
}

static void does_not_name_what_may_not_be_told(void **state) {
    (void)state;
    last_text = (struct past_text){.is_told = false, .title = TEXT("Hidden")};
    plan_with_history();
    assert_at("/changes/", "days.1.entries.0.changes.0.title", "an essay");
    assert_at("/changes/", "days.1.entries.0.note", "null");
    assert_at("/changes/", "days.1.entries.1.changes.2.title", "an essay");
    assert_at("/changes/feed.xml", "entries.1.title", "an essay (withdrawn)");
    last_text.is_draft = true;
    plan_with_history();
    assert_int_equal(fixture_count(&fixture, "/changes/", "days.1.entries"), 1);
    last_text = (struct past_text){.is_told = true, .title = TEXT("Some old words, as titled")};
    plan_with_history();
}

static void tells_only_the_title_of_a_closed_essay(void **state) {
    (void)state;
    assert_at("/changes/", "days.0.entries.0.changes.1.title", "Closed");
    const struct changes *changes = fixture.plan->shared->changes;
    assert_false(changes->items[0].title_only);
    assert_true(changes->items[1].title_only);
    assert_at("/authors/bo/changes/", "days.0.entries.0.changes.0.title", "Closed");
    assert_at("/authors/bo/changes/", "days.0.entries.0.note", "null");
}

static void tells_a_topic_and_an_author_of_their_own(void **state) {
    (void)state;
    assert_at("/topics/t/", "topic.changes_path", "topics/t/changes/");
    assert_at("/topics/t/", "topic.changes_feed_url", "https://x.org/topics/t/changes/feed.xml");
    assert_at("/topics/t/changes/", "page.title", "Topic: changes");
    assert_at("/topics/t/changes/", "of.title", "Topic");
    assert_at("/topics/t/changes/", "of.is_topic", "true");
    assert_at("/topics/t/changes/", "days.0.entries.0.changes.0.title", "A");
    assert_int_equal(fixture_count(&fixture, "/topics/t/changes/", "days.0.entries.0.changes"), 1);
    assert_int_equal(fixture_count(&fixture, "/topics/t/changes/", "days.1.entries.0.changes"), 2);
    assert_at("/topics/t/changes/feed.xml", "self_url", "https://x.org/topics/t/changes/feed.xml");
    assert_at("/topics/t/changes/feed.xml", "html_url", "https://x.org/topics/t/changes/");
    assert_at("/topics/t/changes/feed.xml", "entries.0.id", "https://x.org/topics/t/changes/#c-1111111111");
    /* Nothing is known of who is only named in a file that nobody committed. */
    assert_at("/topics/new/", "topic.changes_path", "null");
    assert_int_equal(plan_find(fixture.plan, TEXT("/topics/new/changes/")), SIZE_MAX);
}

static void feeds_the_changes(void **state) {
    (void)state;
    assert_int_equal(fixture_count(&fixture, "/changes/feed.xml", "entries"), 3);
    assert_at("/changes/feed.xml", "entries.0.title", "A and Closed");
    assert_at("/changes/feed.xml", "entries.0.summary", "Third: A renamed; Closed revised");
    assert_at("/changes/feed.xml", "entries.0.url", "https://x.org/changes/#c-1111111111");
    assert_at("/changes/feed.xml", "entries.0.id", "https://x.org/changes/#c-1111111111");
    assert_at("/changes/feed.xml", "entries.1.title", "Some old words, as titled (withdrawn)");
    assert_at("/changes/feed.xml", "entries.1.summary", "Second");
    assert_at("/changes/feed.xml", "entries.1.updated.rfc3339", "2024-05-01T23:30:00-02:00");
    assert_at("/changes/feed.xml", "entries.2.title", "Closed, A and 2 more (added)");
    assert_at("/authors/ann/changes/feed.xml", "entries.0.title", "A (renamed)");
    assert_at("/authors/ann/changes/feed.xml", "entries.0.url", "https://x.org/essays/a/");
    assert_at("/authors/ann/changes/feed.xml", "entries.0.summary", "Third");
    assert_at("/changes/feed.xml", "updated.rfc3339", "2024-05-03T00:00:00Z");
    assert_at("/", "site.changes_feed_path", "changes/feed.xml");
}

/* What became of one file, through these revisions of it, newest first. */
static const struct changes *changes_through(const struct revision *file_revisions, size_t count, bool stands) {
    struct arena *arena = &fixture.arena;
    struct history *own = arena_new(arena, struct history);
    struct site *site = arena_new(arena, struct site);
    static struct file_history file = {.path = TEXT_INIT("content/essays/a.md"), .last = 0};
    *own = history;
    own->revisions = (struct revision *)file_revisions;
    own->revision_count = count;
    own->files = &file;
    own->file_count = stands ? 1 : 0;
    *site = *fixture.site;
    site->past = NULL;
    site->history = own;
    return changes_of(site, fixture.plan->shared->date_positions, arena);
}

#define BLOB(revision, letter) ((revision).blob.hex[0] = (letter))

static void tells_when_a_file_comes_and_goes(void **state) {
    (void)state;
    struct revision file[] = {
        REVISION(0, 1, CHANGE_ADDED, "content/essays/a.md", {0}),
        REVISION(1, 2, CHANGE_WITHDRAWN, "content/essays/a.md", {0}),
        REVISION(2, NONE, CHANGE_ADDED, "content/essays/a.md", {0}),
    };
    const struct changes *changes = changes_through(file, COUNT_OF(file), true);
    assert_int_equal(changes->count, 3);
    assert_int_equal(changes->items[0].kind, TOLD_RESTORED);
    assert_int_equal(changes->items[1].kind, TOLD_WITHDRAWN);
    assert_int_equal(changes->items[2].kind, TOLD_ADDED);
}

/* The trunk revised what a branch had withdrawn the day before: it did not bring it back. */
static void tells_what_was_done_to_the_text_before_and_not_to_the_last_one(void **state) {
    (void)state;
    struct revision file[] = {
        REVISION(0, 2, CHANGE_REVISED, "content/essays/a.md", {0}),
        REVISION(1, 2, CHANGE_WITHDRAWN, "content/essays/a.md", {0}),
        REVISION(2, NONE, CHANGE_ADDED, "content/essays/a.md", {0}),
    };
    file[0].previous = 1;
    BLOB(file[0], 'b');
    BLOB(file[2], 'a');
    const struct changes *changes = changes_through(file, COUNT_OF(file), true);
    assert_int_equal(changes->count, 3);
    assert_int_equal(changes->items[0].kind, TOLD_REVISED);
    assert_int_equal(changes->items[1].kind, TOLD_WITHDRAWN);
    assert_int_equal(changes->items[2].kind, TOLD_ADDED);
}

static void takes_no_notice_of_what_readers_cannot_see(void **state) {
    (void)state;
    struct revision file[] = {
        REVISION(0, 1, CHANGE_RENAMED, "content/essays/a.md", TEXT_INIT("content/essays/2024/a.md")),
        REVISION(1, 2, CHANGE_RENAMED, "content/essays/2024/a.md", TEXT_INIT("content/essays/_drafts/a.md")),
        REVISION(2, NONE, CHANGE_ADDED, "content/essays/_drafts/a.md", {0}),
    };
    BLOB(file[0], 'b');
    BLOB(file[1], 'b');
    BLOB(file[2], 'c');
    const struct changes *changes = changes_through(file, COUNT_OF(file), true);
    assert_int_equal(changes->count, 1);
    assert_int_equal(changes->items[0].kind, TOLD_ADDED);
    assert_int_equal(changes->items[0].commit, 1);
    BLOB(file[0], 'd');
    changes = changes_through(file, COUNT_OF(file), true);
    assert_int_equal(changes->count, 2);
    assert_int_equal(changes->items[0].kind, TOLD_REVISED);
}

/* One commit a day from 1 January 2023 on, each with `each` changes, newest first; `days` of them. */
static void plan_days(uint32_t days, uint32_t each) {
    struct arena *arena = &fixture.arena;
    struct history *own = arena_new(arena, struct history);
    struct site *site = arena_new(arena, struct site);
    *own = (struct history){.whole = true, .people = people, .person_count = 1};
    own->commits = arena_array(arena, struct commit, days);
    own->revisions = arena_array(arena, struct revision, days * each);
    struct date start = {.precision = DATE_DAY, .year = 2023, .month = 1, .day = 1};
    for (uint32_t i = 0; i < days; i++) {
        struct commit *commit = &own->commits[own->commit_count++];
        snprintf(commit->id.hex, sizeof commit->id.hex, "%010u", i);
        commit->when = date_from_seconds(date_seconds(start) + (int64_t)(days - 1 - i) * 86400, 0);
        for (uint32_t j = 0; j < each; j++)
            own->revisions[own->revision_count++] = (struct revision){
                .commit = i,
                .previous = NONE,
                .path = text_format(arena, "content/essays/essay-%u-%u.md", i, j),
            };
    }
    *site = *fixture.site;
    site->past = NULL;
    site->history = own;
    fixture.plan = plan_make(site, NULL, fixture.layouts, fixture.tree, &fixture.problems, &fixture.arena);
    assert_non_null(fixture.plan);
}

static void divides_many_by_year(void **state) {
    (void)state;
    plan_days(366, 1);
    assert_at("/changes/", "has_parts", "true");
    assert_int_equal(fixture_count(&fixture, "/changes/", "days"), 50);
    assert_at("/changes/", "parts.0.label", "2024");
    assert_at("/changes/", "parts.0.path", "changes/2024/");
    assert_at("/changes/", "parts.0.count.number", "1");
    assert_at("/changes/", "parts.1.count.number", "365");
    assert_at("/changes/2024/", "page.title", "Changes of 2024");
    assert_at("/changes/2024/", "up.path", "changes/");
    assert_int_equal(fixture_count(&fixture, "/changes/2024/", "days"), 1);
    /* A year with many is divided again; what shows changes leads to the next, across years. */
    assert_int_equal(fixture_count(&fixture, "/changes/2023/", "days"), 0);
    assert_int_equal(fixture_count(&fixture, "/changes/2023/", "parts"), 12);
    assert_int_equal(fixture_count(&fixture, "/changes/2023/02/", "days"), 28);
    assert_at("/changes/2023/02/", "page.title", "Changes of February 2023");
    assert_at("/changes/2023/02/", "newer.path", "changes/2023/03/");
    assert_at("/changes/2023/02/", "older.path", "changes/2023/01/");
    assert_at("/changes/2024/", "older.path", "changes/2023/12/");
    assert_at("/changes/2024/", "newer", "null");
    assert_at("/changes/feed.xml", "entries.1.url", "https://x.org/changes/2023/12/#c-0000000001");
    assert_at("/changes/feed.xml", "entries.1.id", "https://x.org/changes/#c-0000000001");
    assert_int_equal(fixture_count(&fixture, "/changes/feed.xml", "entries"), 50);
    plan_with_history();
}

static void shows_each_change_on_one_part(void **state) {
    (void)state;
    plan_days(800, 9);
    const struct changes *changes = fixture.plan->shared->changes;
    assert_int_equal(changes->count, 7200);
    uint32_t *shown = arena_array(&fixture.arena, uint32_t, changes->count);
    for (size_t i = 1; i < changes->parts.count; i++) {
        const struct changes_part *part = &changes->parts.items[i];
        assert_true(part->shown == part->count || (part->shown == 0 && part->parts.count > 0));
        for (uint32_t j = part->first; j < part->first + part->shown; j++)
            shown[changes->scopes.items[part->scope].items.items[j]]++;
    }
    for (size_t i = 0; i < changes->count; i++)
        assert_int_equal(shown[i], 1);
    assert_int_equal(fixture_count(&fixture, "/changes/2023/05/", "parts"), 31);
    assert_at("/changes/2023/05/17/", "page.title", "Changes of 17 May 2023");
    assert_int_equal(fixture_count(&fixture, "/changes/2023/05/17/", "days.0.entries.0.changes"), 9);
    plan_with_history();
}

static void shows_a_part_of_a_very_large_commit(void **state) {
    (void)state;
    plan_days(1, 1000);
    assert_int_equal(fixture_count(&fixture, "/changes/2023/01/01/", "days.0.entries.0.changes"), 200);
    assert_at("/changes/2023/01/01/", "days.0.entries.0.more.number", "800");
    assert_at("/changes/2023/01/01/", "days.0.entries.0.tally", "1000 added");
    assert_at("/changes/2023/01/01/", "days.0.entries.0.is_long", "true");
    plan_with_history();
}

static void tells_how_large_a_change_is(void **state) {
    (void)state;
    static const struct {
        struct version version;
        const char *size;
    } cases[] = {
        {{.kind = VERSION_TEXT, .change = {.words_added = 12, .words_removed = 3}}, "12 words added, 3 removed"},
        {{.kind = VERSION_TEXT, .change = {.words_added = 1}}, "1 word added"},
        {{.kind = VERSION_TEXT, .change = {.words_removed = 1}}, "1 word removed"},
        {{.kind = VERSION_TEXT, .change = {.passages_moved = 1}}, "1 passage moved"},
        {{.kind = VERSION_TEXT, .change = {.words_added = 2, .passages_added = 1}}, "2 words added, 1 new passage"},
        {{.kind = VERSION_TEXT, .change = {.passages_added = 1}}, "1 new passage"},
        {{.kind = VERSION_TEXT, .change = {.passages_reworded = 2}}, "no word added or removed, 2 passages changed"},
        {{.kind = VERSION_TEXT,
          .change = {.words_added = 5, .words_removed = 1, .passages_removed = 1, .passages_reworded = 1, .passages_moved = 3}},
         "5 words added, 1 removed, 1 passage removed, 1 passage changed, 3 passages moved"},
        {{.kind = VERSION_FORM}, "formatting only"},
        {{.kind = VERSION_FIELDS}, "front matter only"},
        {{.kind = VERSION_MOVED}, ""},
        {{.kind = VERSION_RESTORED}, ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct change change = {.kind = TOLD_REVISED, .version = &cases[i].version};
        assert_text(changes_size(&change, fixture.site->language, &fixture.arena), cases[i].size);
        change.kind = TOLD_WITHDRAWN;
        assert_text(changes_size(&change, fixture.site->language, &fixture.arena), "");
    }
    struct version first = {.kind = VERSION_FIRST, .words = 1204};
    assert_text(changes_size(&(struct change){.kind = TOLD_ADDED, .version = &first}, fixture.site->language, &fixture.arena),
                "1204 words");
    assert_text(changes_size(&(struct change){.kind = TOLD_REVISED}, fixture.site->language, &fixture.arena), "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(groups_changes_by_days_and_commits),
        cmocka_unit_test(tells_what_happened),
        cmocka_unit_test(names_what_is_gone_as_its_last_text_did),
        cmocka_unit_test(does_not_name_what_may_not_be_told),
        cmocka_unit_test(tells_only_the_title_of_a_closed_essay),
        cmocka_unit_test(tells_a_topic_and_an_author_of_their_own),
        cmocka_unit_test(feeds_the_changes),
        cmocka_unit_test(tells_when_a_file_comes_and_goes),
        cmocka_unit_test(tells_what_was_done_to_the_text_before_and_not_to_the_last_one),
        cmocka_unit_test(takes_no_notice_of_what_readers_cannot_see),
        cmocka_unit_test(tells_how_large_a_change_is),
        cmocka_unit_test(divides_many_by_year),
        cmocka_unit_test(shows_each_change_on_one_part),
        cmocka_unit_test(shows_a_part_of_a_very_large_commit),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
