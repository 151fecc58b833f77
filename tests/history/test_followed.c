/*
 * What is loaded for one essay is what is loaded of it with all others: over made histories in which names, slugs and addresses
 * are given from one text to another, texts are held back, withdrawn, restored and moved, and branches are merged.
 */
#include "kinds/reader.h"
#include "read/sandbox.h"

enum { ROUNDS = 5, STEPS = 14, NAMES = 4 };

struct made {
    struct sandbox *sandbox;
    uint32_t seed;
    int day;
    uint32_t holders, elsewhere, unfollowed; /* what was met, so that the test is known to test it */
};

static uint32_t below(struct made *made, uint32_t count) {
    made->seed = made->seed * 1664525 + 1013904223;
    return (made->seed >> 16) % count;
}

/* Making. */

static const char *name_of(uint32_t number) {
    static const char *const names[NAMES] = {"ash", "birch", "cedar", "elm"};
    return names[number];
}

static struct text path_of(struct made *made, uint32_t number) {
    return text_format(&made->sandbox->arena, "content/essays/%s.md", name_of(number));
}

static void sh(struct made *made, struct text command) {
    run(made->sandbox, "(%.*s) >.out 2>&1 || true", TEXT_ARGS(command));
}

/* Few paragraphs, so that texts share them. */
static void add_body(struct buffer *out, struct made *made) {
    for (uint32_t i = 0, count = 1 + below(made, 3); i < count; i++)
        buffer_add_format(out, "\nThe %s stands where the road turns to the %s, and nobody knows who planted it.\n",
                          name_of(below(made, NAMES)), name_of(below(made, NAMES)));
}

static void add_alias(struct buffer *out, struct made *made) {
    const char *name = name_of(below(made, NAMES));
    switch (below(made, 3)) {
    case 0: buffer_add_format(out, "aliases: [/essays/%s/]\n", name); break;
    case 1: buffer_add_format(out, "redirect_from: /essays/%s/\n", name); break;
    default: buffer_add_format(out, "Aliases:\n  - ../%s/\n  - %s\n", name, name); break;
    }
}

static void add_place(struct buffer *out, struct made *made) {
    uint32_t choice = below(made, 10);
    if (choice == 0)
        buffer_add_format(out, "slug: %s\n", name_of(below(made, NAMES)));
    if (choice == 1)
        buffer_add_format(out, "permalink: /essays/%s/\n", name_of(below(made, NAMES)));
    if (choice == 2)
        buffer_add_format(out, "\"sl\\x75g\": %s\n", name_of(below(made, NAMES)));
    if (choice == 3 || choice == 4)
        add_alias(out, made);
}

static void add_hold(struct buffer *out, struct made *made) {
    static const char *const holds[] = {"draft: true\n",     "access: restricted\n",          "published: false\n",
                                        "open_past: true\n", "access: {until: 2099-01-01}\n", "access: {until: 2001-01-01}\n",
                                        "date: 2099-01-01\n"};
    if (below(made, 4) == 0)
        buffer_add(out, text_of(holds[below(made, sizeof holds / sizeof *holds)]));
}

static void write_text(struct made *made, uint32_t number) {
    struct buffer bytes = {0};
    buffer_add_format(&bytes, "---\ntitle: The %s %u\n", name_of(number), below(made, 3));
    add_place(&bytes, made);
    add_hold(&bytes, made);
    buffer_add(&bytes, TEXT("---\n"));
    add_body(&bytes, made);
    put(made->sandbox, text_terminated(path_of(made, number), &made->sandbox->arena),
        text_terminated(buffer_text(&bytes), &made->sandbox->arena));
    buffer_free(&bytes);
}

static void move_text(struct made *made, uint32_t from, uint32_t to) {
    struct text old = path_of(made, from), new = path_of(made, to);
    sh(made, text_format(&made->sandbox->arena, "git mv -f %.*s %.*s", TEXT_ARGS(old), TEXT_ARGS(new)));
}

/* Its old texts are held back, and must not be shown as those of the new one that has its name. */
static void hold_back_and_replace(struct made *made, uint32_t number, uint32_t to) {
    move_text(made, number, to);
    sh(made, text_format(&made->sandbox->arena, "sed -i '1a access: restricted' %.*s", TEXT_ARGS(path_of(made, to))));
    write_text(made, number);
}

static void edit(struct made *made) {
    uint32_t number = below(made, NAMES), choice = below(made, 8);
    if (choice == 0)
        move_text(made, number, below(made, NAMES));
    if (choice == 1)
        hold_back_and_replace(made, number, below(made, NAMES));
    if (choice == 2)
        sh(made, text_format(&made->sandbox->arena, "git rm -qf %.*s", TEXT_ARGS(path_of(made, number))));
    if (choice == 3)
        sh(made, text_format(&made->sandbox->arena, "git checkout HEAD~3 -- %.*s", TEXT_ARGS(path_of(made, number))));
    if (choice > 3)
        write_text(made, number);
}

static void branch_off(struct made *made) {
    sh(made, TEXT("git checkout -q -B side HEAD~2"));
    edit(made);
    commit(made->sandbox, made->day++, "On a branch");
    sh(made, TEXT("git checkout -q -f main"));
    sh(made, text_format(&made->sandbox->arena, "git merge -q -X %s -m Merge side || git reset -q --hard",
                         below(made, 2) ? "ours" : "theirs"));
}

static void make_history(struct made *made) {
    init(made->sandbox);
    sh(made, TEXT("git symbolic-ref HEAD refs/heads/main"));
    put(made->sandbox, ".gitignore", ".out\n");
    put(made->sandbox, "content/pages/oak.md", "---\ntitle: Oak\npermalink: /essays/elm/\n---\nAn oak.\n");
    for (uint32_t i = 0; i < NAMES; i++)
        write_text(made, i);
    commit(made->sandbox, made->day++, "Begin");
    for (uint32_t i = 0; i < STEPS; i++) {
        if (i == 4)
            sh(made, TEXT("git rm -qf content/pages/oak.md"));
        edit(made);
        commit(made->sandbox, made->day++, "Edit");
        if (below(made, 4) == 0)
            branch_off(made);
    }
    if (below(made, 3) == 0)
        edit(made);
}

/* Comparing. */

static const struct site *load_for(struct made *made, struct repository *repository, struct remembered *remembered,
                                   const struct shown_essay *shown) {
    static const struct workers one = {.count = 1};
    struct sandbox *sandbox = made->sandbox;
    struct site_input input = {.repository = repository,
                               .workers = &one,
                               .remembered = remembered,
                               .drafts = true,
                               .for_editor = true,
                               .shown = shown};
    input.tree = tree_open_folder(&sandbox->problems, sandbox_path(sandbox, "."), repository, NULL, &sandbox->arena);
    const struct site *site = site_load(&sandbox->problems, &input, &sandbox->arena);
    assert_non_null(site);
    return site;
}

static void assert_same_text(struct text a, struct text b) {
    assert_int_equal(a.size, b.size);
    assert_true(text_equal(a, b));
}

static void assert_same_version(const struct version *a, const struct version *b) {
    assert_string_equal(a->blob.hex, b->blob.hex);
    assert_int_equal(a->revision, b->revision);
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->is_aside, b->is_aside);
    assert_int_equal(a->merged_by, b->merged_by);
    assert_int_equal(a->is_draft, b->is_draft);
    assert_int_equal(a->is_closed, b->is_closed);
    assert_int_equal(a->is_elsewhere, b->is_elsewhere);
    assert_int_equal(a->has_page, b->has_page);
    assert_same_text(a->path, b->path);
    assert_same_text(a->title, b->title);
    assert_same_text(a->address, b->address);
    assert_same_text(a->names, b->names);
    assert_int_equal(a->words, b->words);
    assert_int_equal(a->before_count, b->before_count);
    for (uint32_t i = 0; i < a->before_count; i++)
        assert_int_equal(a->befores[i], b->befores[i]);
    assert_memory_equal(&a->change, &b->change, sizeof a->change);
    assert_int_equal(a->ahead, b->ahead);
    assert_memory_equal(&a->since, &b->since, sizeof a->since);
}

static void assert_same_versions(struct made *made, const struct versions *a, const struct versions *b) {
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->whole, b->whole);
    assert_memory_equal(&a->digest, &b->digest, sizeof a->digest);
    for (size_t i = 0; i < a->count; i++) {
        assert_same_version(&a->items[i], &b->items[i]);
        made->elsewhere += a->items[i].is_elsewhere;
    }
}

static const struct former_holder *next_holder(const struct site *site, uint32_t essay, size_t *at) {
    while (*at < site->former_holders.count)
        if (site->former_holders.items[(*at)++].essay == essay)
            return &site->former_holders.items[*at - 1];
    return NULL;
}

static void assert_same_holders(struct made *made, const struct site *wide, const struct site *narrow, uint32_t essay) {
    const struct former_holder *a, *b;
    size_t in_wide = 0, in_narrow = 0;
    do {
        a = next_holder(wide, essay, &in_wide);
        b = next_holder(narrow, essay, &in_narrow);
        assert_int_equal(!a, !b);
        if (a)
            assert_same_text(a->title, b->title), assert_same_text(a->address, b->address);
        made->holders += a != NULL;
    } while (a);
}

/* All of it closed where it was not followed. */
static void count_unfollowed(struct made *made, const struct site *narrow, const struct site *wide) {
    for (uint32_t i = 0; i < narrow->essay_count; i++)
        made->unfollowed += narrow->essays[i].versions->items[0].is_closed && !wide->essays[i].versions->items[0].is_closed;
}

static void compare_all(struct made *made) {
    struct sandbox *sandbox = made->sandbox;
    struct repository *repository = repository_open(&sandbox->problems, sandbox_path(sandbox, "."), &sandbox->arena);
    struct remembered *shared = remembered_open(NULL, &sandbox->arena);
    const struct site *wide = load_for(made, repository, remembered_open(NULL, &sandbox->arena), NULL);
    for (uint32_t i = 0; i < 2 * wide->essay_count; i++) {
        uint32_t number = i / 2;
        struct shown_essay shown = {wide->essays[number].thing.source.path, true};
        const struct site *narrow = load_for(made, repository, i % 2 ? shared : NULL, &shown);
        assert_int_equal(narrow->essay_count, wide->essay_count);
        assert_same_text(narrow->essays[number].thing.source.path, shown.name);
        assert_same_versions(made, wide->essays[number].versions, narrow->essays[number].versions);
        assert_same_holders(made, wide, narrow, number);
        count_unfollowed(made, narrow, wide);
        shown.with_former = false;
        narrow = load_for(made, repository, NULL, &shown);
        assert_same_versions(made, wide->essays[number].versions, narrow->essays[number].versions);
        assert_int_equal(narrow->former_holders.count, 0);
    }
    repository_close(repository);
}

static void one_essay_is_loaded_as_with_all_others(void **state) {
    struct made made = {.sandbox = *state, .seed = 12};
    sandbox_environment();
    for (uint32_t round = 0; round < ROUNDS; round++) {
        made.seed = 12 + round;
        made.day = 0;
        make_history(&made);
        compare_all(&made);
        run(made.sandbox, "rm -rf .git content");
    }
    assert_true(made.holders > 0);
    assert_true(made.elsewhere > 0);
    assert_true(made.unfollowed > 0);
}

/*
 * Two essays that are gone had its address. One's last text stands in the past of a third, which had the address never: so it
 * is told of where that stands, behind the other, which is told of at a page of its own.
 */
static void what_is_gone_may_stand_in_another_essay(void **state) {
    struct made made = {.sandbox = *state};
    struct sandbox *sandbox = made.sandbox;
    sandbox_environment();
    init(sandbox);
    put(sandbox, ".gitignore", ".out\n");
    put(sandbox, "content/essays/elm.md", "---\ntitle: Elm\nslug: ash\n---\n\nAn elm by the road.\n");
    put(sandbox, "content/essays/birch.md", "---\ntitle: Birch\n---\n\nA birch.\n");
    commit(sandbox, made.day++, "Begin");
    sh(&made, TEXT("git rm -q content/essays/elm.md"));
    commit(sandbox, made.day++, "Fell the elm");
    put(sandbox, "content/essays/ash.md", "---\ntitle: Ash\n---\n\nAn ash at the gate.\n");
    sh(&made, TEXT("cp content/essays/ash.md content/essays/birch.md"));
    commit(sandbox, made.day++, "Plant an ash");
    sh(&made, TEXT("git rm -q content/essays/ash.md"));
    put(sandbox, "content/essays/birch.md", "---\ntitle: Birch\n---\n\nA birch, and no ash.\n");
    commit(sandbox, made.day++, "Fell the ash");
    put(sandbox, "content/essays/cedar.md", "---\ntitle: Cedar\nslug: ash\n---\n\nA cedar.\n");
    commit(sandbox, made.day++, "Plant a cedar");
    compare_all(&made);
    assert_int_equal(made.holders, 4);
}

/* By whatever it is called; and what is not there is shown of nothing. */
static void an_essay_is_found_by_each_of_its_names(void **state) {
    struct made made = {.sandbox = *state, .seed = 1};
    sandbox_environment();
    make_history(&made);
    struct sandbox *sandbox = made.sandbox;
    struct repository *repository = repository_open(&sandbox->problems, sandbox_path(sandbox, "."), &sandbox->arena);
    const struct site *wide = load_for(&made, repository, NULL, NULL);
    const struct thing *thing = &wide->essays[0].thing;
    const struct text names[] = {thing->slug, thing->address, thing->source.path,
                                 text_join(&sandbox->arena, TEXT("../r/"), thing->source.path)};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct site *narrow = load_for(&made, repository, NULL, &(struct shown_essay){names[i], true});
        assert_same_versions(&made, wide->essays[0].versions, narrow->essays[0].versions);
    }
    assert_int_equal(essay_called(wide, TEXT("nothing.md")), NONE);
    assert_non_null(load_for(&made, repository, NULL, &(struct shown_essay){TEXT("nothing.md"), true}));
    repository_close(repository);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        SANDBOX_CASE(one_essay_is_loaded_as_with_all_others),
        SANDBOX_CASE(what_is_gone_may_stand_in_another_essay),
        SANDBOX_CASE(an_essay_is_found_by_each_of_its_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
