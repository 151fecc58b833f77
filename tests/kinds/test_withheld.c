/*
 * What other generators hold back is never published in silence: each row of kinds/withholding.h does what it says, and what is
 * in no table is refused by its words.
 */
#include "kinds/reader.h"

#include "kinds/withholding.h"
#include "read/codes.h"

static const char march_2024[] = "1709251200"; /* 2024-03-01T00:00:00Z */

static const struct site *load_at(struct reader *reader, const char *now) {
    setenv("SOURCE_DATE_EPOCH", now, 1);
    const struct site *site = load(reader);
    unsetenv("SOURCE_DATE_EPOCH");
    return site;
}

/* "build.render" and "never" as front matter: a map in a map. */
static const char *field_of(struct arena *arena, const char *path, const char *value) {
    struct text part, rest = text_of(path), all = TEXT("");
    size_t depth = 0;
    for (; text_cut(&part, &rest, '.'); depth++)
        all = text_format(arena, "%.*s%s%.*s:", TEXT_ARGS(all), depth ? " {" : "", TEXT_ARGS(part));
    all = text_format(arena, "%.*s %s", TEXT_ARGS(all), value);
    for (; depth > 1; depth--)
        all = text_format(arena, "%.*s}", TEXT_ARGS(all));
    return text_terminated(all, arena);
}

/* What the first diagnostic is; "" for none. */
static const char *first_code(const struct reader *reader) {
    return reader->problems.count ? reader->problems.items[0].code : "";
}

/* One field in an essay: what becomes of the essay. */
static enum withholding_effect effect_of(const char *fields, const char *now) {
    struct reader reader = {0};
    add_essay(&reader, "a", text_terminated(text_format(&reader.arena, "title: T\n%s", fields), &reader.arena));
    const struct site *site = load_at(&reader, now);
    enum withholding_effect effect = EFFECT_NONE;
    bool is_told =
        strcmp(first_code(&reader), E_WITHHELD_ELSEWHERE) == 0 || strcmp(first_code(&reader), E_NEAR_MISS_PROMISE) == 0;
    if (reader.problems.errors)
        effect = is_told ? EFFECT_REFUSED : EFFECT_NONE;
    else if (site->essay_count == 0)
        effect = site->held.items[0].held == HELD_FUTURE    ? EFFECT_APPEARS
                 : site->held.items[0].held == HELD_EXPIRED ? EFFECT_EXPIRES
                                                            : EFFECT_DRAFT;
    else if (site->essays[0].thing.hold.is_unindexed)
        effect = EFFECT_UNINDEXED;
    drop(&reader);
    return effect;
}

static void check_value(const char *path, const char *value, enum withholding_effect effect) {
    struct arena arena = {0};
    const char *field = field_of(&arena, path, value);
    if (effect_of(field, march_2024) != effect)
        fail_msg("%s: effect %d, not %d", field, effect_of(field, march_2024), effect);
    arena_free(&arena);
}

static void check_row(const char *path, const char *values, enum withholding_effect effect) {
    struct arena arena = {0};
    struct text value, rest = text_of(values);
    const char *gone_by = effect == EFFECT_EXPIRES ? "2999-01-01" : "2001-01-01";
    const char *to_come = effect == EFFECT_EXPIRES ? "2001-01-01" : "2999-01-01";
    if (strcmp(values, "BELOW") == 0) {
        check_value(path, "{draft: true}", EFFECT_REFUSED);
        check_value(path, "[{target: {path: /x}, private: yes}]", EFFECT_REFUSED);
        check_value(path, "{type: docs, draft: false}", EFFECT_NONE);
        return;
    }
    while (text_cut(&value, &rest, ' ')) {
        bool is_date = text_equal(value, TEXT("DATE")), is_any = text_equal(value, TEXT("ANY"));
        check_value(path, is_date ? to_come : is_any ? "some-words" : text_terminated(value, &arena), effect);
    }
    if (strcmp(values, "DATE") == 0)
        check_value(path, gone_by, EFFECT_NONE);
    else if (strcmp(values, "true") == 0 || strcmp(values, "ANY") == 0)
        check_value(path, "false", EFFECT_NONE);
    else if (strcmp(values, "false") == 0)
        check_value(path, "true", EFFECT_NONE);
    arena_free(&arena);
}

static void each_row_does_what_it_says(void **state) {
    (void)state;
#define CHECK_ROW(path, values, effect, users) check_row(path, values, EFFECT_##effect);
    WITHHOLDING(CHECK_ROW)
}

static void case_and_joints_do_not_count(void **state) {
    (void)state;
    assert_int_equal(effect_of("NoIndex: true", march_2024), EFFECT_UNINDEXED);
    assert_int_equal(effect_of("no-index: yes", march_2024), EFFECT_UNINDEXED);
    assert_int_equal(effect_of("PublishDate: 2999-01-01", march_2024), EFFECT_APPEARS);
    assert_int_equal(effect_of("expiry-date: 2001-01-01", march_2024), EFFECT_EXPIRES);
    assert_int_equal(effect_of("Draft: yes", march_2024), EFFECT_DRAFT);
    assert_int_equal(effect_of("isPrivate: true", march_2024), EFFECT_REFUSED);
    assert_int_equal(effect_of("MEMBERS-ONLY: true", march_2024), EFFECT_REFUSED);
}

/* Nobody's table has these; their words say enough. */
static void words_that_hold_back_are_refused(void **state) {
    (void)state;
    static const char *const fields[] = {
        "embargo: 2999-01-01",
        "embargo_until: 3 March 2999",
        "embargoed: true",
        "embargo:",
        "until: 2999-01-01",
        "holdUntil: 2999",
        "restricted: true",
        "restriction: staff",
        "confidential: yes",
        "secret: true",
        "internal: true",
        "isInternal: 1",
        "protected: true",
        "password: x",
        "post_password: open",
        "pagePassword: '1'",
        "membersOnly: true",
        "members_only: yes",
        "paywalled: true",
        "accessLevel: members",
        "access_rights: closed",
        "visibility: hidden",
        "hide: true",
        "hideFromFeed: true",
        "hidden_from_search: true",
        "is_hidden: true",
        "exclude: true",
        "excludeFromFeed: true",
        "exclude_from_search: yes",
        "notPublic: true",
        "public: false",
        "publicly: no",
        "listed: false",
        "visible: false",
        "published_status: draft",
        "status: pending review",
        "status: [draft]",
        "state: wip",
        "post-status: private",
        "workflow: {state: draft}",
        "release_date: 2999-01-01",
        "goLive: 2999-01-01T08:00:00Z",
        "available: 2999-01-01",
        "params: {private: true}",
        "extra: {hidden: true}",
        "meta: {visibility: private}",
        "custom: [{embargo: 2999-01-01}]",
        "unpublished: true",
        "withheld: true",
        "encrypted: true",
        "expiration: 2999-01-01",
        "wip: true",
        "deleted: true",
        "routable: false",
        "_hidden: yes",
        "_discoverable: no",
        "sitemap: {visibility: private}",
        "rights: {statement: CC0-1.0, embargo: 2999}",
        "require_login: true",
        "draft_of: b",
        "unlisted_page: true",
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (effect_of(fields[i], march_2024) != EFFECT_REFUSED)
            fail_msg("%s: effect %d", fields[i], effect_of(fields[i], march_2024));
}

static void what_plainly_holds_nothing_back_is_left_alone(void **state) {
    (void)state;
    static const char *const fields[] = {
        "embargo: 2001-01-01",
        "embargo: none",
        "embargoed: false",
        "private: false",
        "private: no",
        "restricted: 0",
        "visibility: public",
        "visibility: Everyone",
        "status: published",
        "status: publish",
        "status: reviewed",
        "comment_status: closed",
        "hidden: false",
        "hide: [navigation, toc]",
        "hide: title",
        "hide_title: true",
        "hideToc: true",
        "cover: {image: a.png, hidden: true}",
        "toc: {disable: true}",
        "comments: {enabled: false}",
        "password:",
        "password: ''",
        "password: false",
        "unlisted: false",
        "search: true",
        "search: {boost: 2}",
        "sitemap: {priority: 0.5, changefreq: weekly}",
        "robots: index, follow",
        "noindex: false",
        "build: {render: always}",
        "build: {list: always, publishResources: false}",
        "headless: false",
        "output: html",
        "layout: post",
        "order: 0",
        "index: 0",
        "state: California",
        "available: 2001-01-01",
        "accessed: 2020-01-01",
        "accessibility: good",
        "published_at: 2001-01-01",
        "public: true",
        "visible: true",
        "menu: {Private: /private/}",
        "draft: false",
        "location: Members' room",
        "permalink: /private/",
        "url: /drafts/one/",
        "accessLevel: open",
        "access_rights: open access",
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        enum withholding_effect effect = effect_of(fields[i], march_2024);
        bool is_known = strncmp(fields[i], "menu", 4) == 0;
        if (effect != EFFECT_NONE && !is_known)
            fail_msg("%s: effect %d", fields[i], effect);
    }
}

/* Of two dates the later one holds back, of two ways the stronger. */
static void ways_add_up(void **state) {
    (void)state;
    assert_int_equal(effect_of("date: 2001\npublishDate: 2999-01-01", march_2024), EFFECT_APPEARS);
    assert_int_equal(effect_of("publishDate: 2001\ndate: 2999-01-01", march_2024), EFFECT_APPEARS);
    assert_int_equal(effect_of("draft: false\nDraft: true", march_2024), EFFECT_DRAFT);
    assert_int_equal(effect_of("draft: false\npublished: false", march_2024), EFFECT_DRAFT);
    assert_int_equal(effect_of("draft: true\nprivate: true", march_2024), EFFECT_DRAFT);
    assert_int_equal(effect_of("expiryDate: 2999-01-01\nunpublishDate: 2001-01-01", march_2024), EFFECT_EXPIRES);
    assert_int_equal(effect_of("noindex: true\nhidden: true", march_2024), EFFECT_REFUSED);
    assert_int_equal(effect_of("head: [[meta, {name: robots, content: 'noindex'}]]", march_2024), EFFECT_UNINDEXED);
}

static void days_pass(void **state) {
    (void)state;
    assert_int_equal(effect_of("date: 2024-03-01", march_2024), EFFECT_NONE);
    assert_int_equal(effect_of("date: 2024-03-01T00:00:01Z", march_2024), EFFECT_APPEARS);
    assert_int_equal(effect_of("date: 2024-03-02", march_2024), EFFECT_APPEARS);
    assert_int_equal(effect_of("date: 2024-03-02", "1709337600"), EFFECT_NONE);
    assert_int_equal(effect_of("expiryDate: 2024-03-01", march_2024), EFFECT_EXPIRES);
    assert_int_equal(effect_of("expiryDate: 2024-03-02", march_2024), EFFECT_NONE);
    assert_int_equal(effect_of("embargo: 2024-03-02", march_2024), EFFECT_REFUSED);
    assert_int_equal(effect_of("embargo: 2024-03-01", march_2024), EFFECT_NONE);
}

/* Of all kinds of things, not of essays alone. */
static void every_kind_of_file_is_held_back(void **state) {
    (void)state;
    static const char *const paths[] = {"content/pages/p.md", "content/authors/p.md",  "content/topics/p.md",
                                        "content/lists/p.md", "content/glossary/p.md", "content/index.md",
                                        "content/other/p.md"};
    static const char *const ways[] = {"draft: true",
                                       "published: false",
                                       "publish: false",
                                       "date: 2999-01-01",
                                       "publishDate: 2999-01-01",
                                       "expiryDate: 2001-01-01",
                                       "build: {render: never}",
                                       "permalink: false"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        for (size_t j = 0; j <= sizeof ways / sizeof *ways; j++) {
            struct reader reader = {0};
            bool is_refused = j == sizeof ways / sizeof *ways;
            struct text bytes =
                text_format(&reader.arena, "---\ntitle: CANARY\n%s\n---\nCANARY.\n", is_refused ? "access: summary" : ways[j]);
            add(&reader, paths[i], bytes.bytes);
            const struct site *site = load_at(&reader, march_2024);
            if (is_refused)
                assert_string_equal(first_code(&reader), E_WITHHELD_ELSEWHERE);
            else if (site->held.count != 1 || site->home.source.document ||
                     site->page_count + site->author_count + site->topic_count + site->list_count + site->term_count)
                fail_msg("%s: %s", paths[i], ways[j]);
            drop(&reader);
        }
}

static void what_is_set_aside_is_left_out(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/essays/_a.md", "---\ntitle: A\n---\nx\n");
    add(&reader, "content/essays/_b/c.md", "---\ntitle: C\n---\nx\n");
    add(&reader, "content/authors/_drafts/d.md", "---\nname: D\n---\nx\n");
    add(&reader, "content/_notes/e.md", "---\ntitle: E\n---\nx\n");
    add(&reader, "content/_posts/2015-01-01-f.md", "---\ntitle: F\n---\nx\n");
    add(&reader, "content/_posts/2999-01-01-g.md", "---\ntitle: G\n---\nx\n");
    const struct site *site = load_at(&reader, march_2024);
    assert_problems(&reader, "");
    assert_int_equal(site->essay_count, 1);
    assert_int_equal(site->page_count + site->author_count, 0);
    assert_int_equal(site->held.count, 5);
    drop(&reader);
}

static void what_speaks_for_a_folder_is_told(void **state) {
    (void)state;
    static const struct {
        const char *path, *bytes, *code;
    } files[] = {
        {"content/essays/_index.md", "---\ntitle: S\ncascade: {build: {render: never}}\n---\n", E_WITHHELD_BELOW},
        {"content/essays/_index.md", "---\ntitle: S\ndraft: true\n---\n", E_WITHHELD_BELOW},
        {"content/essays/_index.md", "---\ntitle: S\n---\n", NULL},
        {"content/essays/essays.json", "{\"draft\": true}", E_WITHHELD_BELOW},
        {"content/essays/a.json", "{\"permalink\": false}", E_WITHHELD_BELOW},
        {"content/essays/_metadata.yml", "draft: true\n", E_WITHHELD_BELOW},
        {"content/essays/_metadata.yml", "lang: en\n", W_FOLDER_DATA},
        {"content/essays/essays.11tydata.js", "module.exports = {}", W_FOLDER_DATA},
        {"content/essays/numbers.json", "{\"draft\": true}", NULL},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct reader reader = {0};
        add_essay(&reader, "a", "title: A");
        add(&reader, files[i].path, files[i].bytes);
        load_at(&reader, march_2024);
        bool is_found = false;
        for (size_t j = 0; j < reader.problems.count; j++) {
            bool is_ours = strcmp(reader.problems.items[j].code, E_WITHHELD_BELOW) == 0 ||
                           strcmp(reader.problems.items[j].code, W_FOLDER_DATA) == 0;
            is_found |= is_ours && files[i].code && strcmp(reader.problems.items[j].code, files[i].code) == 0;
            if (is_ours && !files[i].code)
                fail_msg("%s: %s", files[i].path, reader.problems.items[j].code);
        }
        if (files[i].code && !is_found)
            fail_msg("%s %s: not told", files[i].path, files[i].bytes);
        drop(&reader);
    }
}

static void references_to_what_is_held_back_are_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "draft", "title: D\ndraft: true");
    add_essay(&reader, "later", "title: L\ndate: 2999-01-01");
    add_essay(&reader, "gone", "title: G\nexpiryDate: 2001-01-01");
    add(&reader, "content/essays/a.md", "---\ntitle: A\n---\n[[draft]], [[later]], [[gone]].\n");
    add(&reader, "content/lists/l.md", "---\ntitle: L\nitems: [gone]\n---\n");
    load_at(&reader, march_2024);
    assert_problems(&reader, "content/essays/a.md:4:3: error[E105]: \"draft\" is a draft\n"
                             "  help: publish it too, or build with --drafts\n"
                             "content/essays/a.md:4:14: error[E105]: \"later\" is dated in the future\n"
                             "  help: refer to it when it has appeared, or build with --future\n"
                             "content/essays/a.md:4:25: warning[W273]: \"gone\" has expired: the words stay, and lead nowhere\n"
                             "  help: take the reference out\n"
                             "content/lists/l.md:3:9: warning[W273]: \"gone\" has expired: the words stay, and lead nowhere\n"
                             "  help: take the reference out\n");
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_row_does_what_it_says),
        cmocka_unit_test(case_and_joints_do_not_count),
        cmocka_unit_test(words_that_hold_back_are_refused),
        cmocka_unit_test(what_plainly_holds_nothing_back_is_left_alone),
        cmocka_unit_test(ways_add_up),
        cmocka_unit_test(days_pass),
        cmocka_unit_test(every_kind_of_file_is_held_back),
        cmocka_unit_test(what_is_set_aside_is_left_out),
        cmocka_unit_test(what_speaks_for_a_folder_is_told),
        cmocka_unit_test(references_to_what_is_held_back_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
