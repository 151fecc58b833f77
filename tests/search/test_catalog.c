/*
 * An index that was changed is the one that is made of all records, after any changes of any texts; it is cut within its
 * bounds, no form is parted from its stem, and a catalog comes back as it was kept.
 */
#include "search/catalog.h"

#include "base/array.h"
#include "base/none.h"
#include "base/remembered.h"
#include "base/utf8.h"
#include "search/dictionary.h"
#include "support.h"

enum { ESSAYS = 40, ROUNDS = 60, WORDS = 200, RARE_WORDS = 500 };

struct random {
    uint64_t state;
};

static uint32_t next_random(struct random *random, uint32_t below) {
    random->state = random->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(random->state >> 33) % below;
}

/* Mostly few words, often, with endings that stemmers take off. */
static void add_word(struct buffer *out, struct random *random) {
    static const char *const parts[] = {"con", "ta", "ri", "happ", "sk", "é", "中", "文", "in", "o", "de", "9"};
    static const char *const ends[] = {"", "s", "ing", "y", "ies", "ness", "ed", "e", "’s"};
    uint32_t count = 1 + next_random(random, next_random(random, 4) ? 2 : 4);
    buffer_add_char(out, ' ');
    for (uint32_t i = 0; i < count; i++)
        buffer_add(out, text_of(parts[next_random(random, sizeof parts / sizeof *parts)]));
    buffer_add(out, text_of(ends[next_random(random, sizeof ends / sizeof *ends)]));
}

/* Any letters: such a word may begin as none does, so that a shard begins there. */
static void add_rare_word(struct buffer *out, struct random *random) {
    buffer_add_char(out, ' ');
    for (uint32_t letters = 2 + next_random(random, 4); letters > 0; letters--)
        buffer_add_char(out, (char)('a' + next_random(random, 26)));
}

struct fixture {
    struct arena arena;
    struct remembered *aside;
    struct search_recorder *recorder;
    struct random random;
    uint64_t seeds[ESSAYS + 1];
    uint32_t added[ESSAYS + 1]; /* words behind those that the seed gives */
    struct text records[ESSAYS + 1];
    struct search_catalog catalog;
};

/* Mostly a word more, so that most shards stand; else other words. */
static void edit_text(struct fixture *fixture, uint32_t entry) {
    fixture->added[entry]++;
    if (next_random(&fixture->random, 8) == 0)
        fixture->seeds[entry] = next_random(&fixture->random, UINT32_MAX);
}

static void add_text(struct fixture *fixture, uint32_t entry) {
    struct random random = {fixture->seeds[entry]}, more = {(entry + 1) * UINT64_C(0x9e3779b97f4a7c15)};
    struct search_text texts[8];
    struct buffer words[8] = {0};
    for (uint32_t i = 0; i < 8; i++) {
        for (uint32_t j = next_random(&random, WORDS); j > 0; j--)
            add_word(&words[i], &random);
        for (uint32_t j = 0; i == 7 && j < fixture->added[entry]; j++)
            add_rare_word(&words[i], &more);
        texts[i] = (struct search_text){i, buffer_text(&words[i]), i == 0 ? SEARCH_NAME : SEARCH_PASSAGE};
    }
    search_recorder_add(fixture->recorder, entry < ESSAYS ? entry : NONE, texts, 8, entry % 3 ? TEXT("en") : TEXT("fr"));
    for (uint32_t i = 0; i < 8; i++)
        buffer_free(&words[i]);
}

static struct text record_of(struct fixture *fixture) {
    struct buffer out = {0};
    search_recorder_write(&out, fixture->recorder);
    return buffer_take(&out, &fixture->arena);
}

static void write_record(struct fixture *fixture, uint32_t entry) {
    struct search_entry *made = &fixture->catalog.entries.items[entry];
    add_text(fixture, entry);
    fixture->records[entry] = record_of(fixture);
    *made = (struct search_entry){.key = digest_of(fixture->records[entry]), .units = 8};
    search_entry_keep(made, TEXT("frame"), fixture->aside);
}

static struct text merged(struct fixture *fixture) {
    struct buffer lines = {0};
    search_merge(&lines, fixture->records, ESSAYS + 1, TEXT(""), TEXT("h"));
    search_merge(&lines, fixture->records, ESSAYS + 1, TEXT("h"), TEXT(""));
    return buffer_take(&lines, &fixture->arena);
}

/* Of all records, as a clean build makes it. */
static struct search_catalog made_anew(struct fixture *fixture) {
    struct search_catalog catalog = fixture->catalog;
    struct text rest = merged(fixture), line, *lines = arena_array(&fixture->arena, struct text, rest.size);
    size_t count = 0;
    while (text_cut(&line, &rest, '\n'))
        lines[count++] = line;
    catalog.shards.items = NULL, catalog.shards.count = catalog.shards.capacity = 0;
    catalog.longs.items = NULL, catalog.longs.count = catalog.longs.capacity = 0;
    search_catalog_count(&catalog);
    search_catalog_cut(&catalog, lines, count, fixture->aside, &fixture->arena);
    search_catalog_name(&catalog, &fixture->arena);
    return catalog;
}

static void assert_same(const struct search_catalog *a, const struct search_catalog *b) {
    assert_int_equal(a->shards.count, b->shards.count);
    for (size_t i = 0; i < a->shards.count; i++) {
        assert_true(text_equal(a->shards.items[i].name, b->shards.items[i].name));
        assert_true(digest_equal(a->shards.items[i].digest, b->shards.items[i].digest));
    }
    assert_int_equal(a->longs.count, b->longs.count);
    for (size_t i = 0; i < a->longs.count; i++) {
        assert_true(text_equal(a->longs.items[i].stem, b->longs.items[i].stem));
        assert_int_equal(a->longs.items[i].shard, b->longs.items[i].shard);
    }
    assert_true(text_equal(a->version, b->version));
}

/* The last shard whose beginning is not above a word. */
static size_t shard_of(const struct search_catalog *catalog, struct text word) {
    size_t shard = catalog->shards.count;
    while (shard > 0 && text_compare(catalog->shards.items[shard - 1].name, word) > 0)
        shard--;
    return shard;
}

/* Each form as it is written is where a query looks for it: beside its stem, or as an alias. */
static void assert_found(const struct search_catalog *catalog, struct fixture *fixture) {
    struct text line, rest, form, lines;
    for (size_t i = 0; i < catalog->shards.count; i++) {
        assert_true(search_shard_lines(&lines, &catalog->shards.items[i], fixture->aside));
        while (text_cut(&line, &lines, '\n')) {
            struct search_line read;
            assert_true(search_line_read(&read, line));
            struct text word = text_slice(read.key, 0, text_find_char(read.key, '\t', 0));
            assert_int_equal(shard_of(catalog, word), i + 1);
            for (rest = read.forms; text_cut(&form, &rest, ' ');) {
                size_t end = 0;
                for (int characters = search_digit_of(form.bytes[0]); characters > 0; characters--)
                    utf8_next(read.key, &end);
                form =
                    text_join(&fixture->arena, text_slice(read.key, 0, end), text_slice(form, 1, text_find_char(form, ':', 0)));
                if (!search_form_is_far(read.key, form))
                    assert_int_equal(shard_of(catalog, form), i + 1);
            }
        }
    }
}

static void start(struct fixture *fixture, uint64_t seed) {
    *fixture = (struct fixture){.random = {seed}};
    fixture->aside = remembered_aside(remembered_open(NULL, &fixture->arena));
    fixture->recorder = search_recorder_open(&fixture->arena);
    fixture->catalog.entries.items = arena_array(&fixture->arena, struct search_entry, ESSAYS + 1);
    fixture->catalog.entries.count = ESSAYS + 1;
    fixture->catalog.languages = TEXT("[\"en\"]");
    for (uint32_t i = 0; i <= ESSAYS; i++) {
        fixture->added[i] = RARE_WORDS;
        fixture->seeds[i] = next_random(&fixture->random, UINT32_MAX);
        write_record(fixture, i);
    }
    fixture->catalog = made_anew(fixture);
}

static void changed_is_made_anew(void **state) {
    (void)state;
    struct fixture fixture;
    size_t changed = 0;
    start(&fixture, 1);
    assert_true(fixture.catalog.shards.count > 10);
    for (int round = 0; round < ROUNDS; round++) {
        struct search_change changes[5] = {0};
        size_t count = 1 + next_random(&fixture.random, round % 3 ? 1 : 5);
        for (size_t i = 0; i < count; i++) {
            uint32_t entry = (uint32_t)i * 8 + next_random(&fixture.random, 8) + (i == 4);
            changes[i] = (struct search_change){.entry = entry, .before = fixture.records[entry]};
            edit_text(&fixture, entry);
            write_record(&fixture, entry);
            changes[i].after = fixture.records[entry];
        }
        struct search_catalog anew = made_anew(&fixture);
        changed += search_catalog_change(&fixture.catalog, changes, count, fixture.aside, &fixture.arena);
        search_catalog_name(&fixture.catalog, &fixture.arena);
        assert_same(&fixture.catalog, &anew);
        assert_found(&fixture.catalog, &fixture);
    }
    assert_int_equal(changed, ROUNDS);
    arena_free(&fixture.arena);
}

static void kept_comes_back(void **state) {
    (void)state;
    struct fixture fixture;
    struct search_catalog back;
    start(&fixture, 2);
    assert_false(search_catalog_recall(&back, fixture.aside, &fixture.arena));
    search_catalog_keep(&fixture.catalog, fixture.aside);
    assert_true(search_catalog_recall(&back, fixture.aside, &fixture.arena));
    assert_same(&back, &fixture.catalog);
    assert_int_equal(back.units, fixture.catalog.units);
    assert_true(search_catalog_stands(&back, fixture.aside));
    arena_free(&fixture.arena);
}

static void shards_have_a_size(void **state) {
    (void)state;
    struct fixture fixture;
    start(&fixture, 3);
    for (size_t i = 0; i < fixture.catalog.shards.count; i++) {
        struct buffer out = {0};
        struct text lines;
        search_shard_lines(&lines, &fixture.catalog.shards.items[i], fixture.aside);
        search_shard_write(&out, fixture.catalog.shards.items[i].name, lines, fixture.catalog.common);
        assert_true(out.size < 2 * SHARD_MOST);
        assert_true(out.size > SHARD_LEAST || i + 1 == fixture.catalog.shards.count);
        buffer_free(&out);
    }
    arena_free(&fixture.arena);
}

static void assert_shard(struct buffer *line, uint32_t common, const char *expected) {
    struct buffer out = {0};
    search_shard_write(&out, TEXT("a"), buffer_text(line), common);
    assert_text(buffer_text(&out), expected);
    buffer_free(&out);
}

/* Of a common line the postings in titles stand in a shard, where these are few. */
static void common_lines_have_titles(void **state) {
    (void)state;
    /* In the title and a passage of essay 0, in the summary and a heading of essay 1, in the title of essay 2. */
    static const struct search_posting postings[] = {{0, 0, 1}, {0, 2, 0}, {1, 0, 0}, {1, 1, 3}, {2, 0, 3}};
    struct buffer line = {0};
    buffer_add(&line, TEXT("as\tC:3\t5\t"));
    for (size_t i = 0; i < 5; i++)
        search_add_posting(&line, i ? &postings[i - 1] : NULL, postings[i]);
    buffer_add(&line, TEXT("\tG"));
    assert_shard(&line, 5, "colophonSearch(\"w-a\",\"as\\t\\t5\\tDAIBAGHA\\tG\")");
    assert_shard(&line, 4, "colophonSearch(\"w-a\",\"as\\t\\t5\\tDAPA\\tG\")");

    struct search_posting last = {0};
    buffer_clear(&line);
    buffer_add(&line, TEXT("as\tC:300\t300\t"));
    for (uint32_t i = 0; i < 300; last = (struct search_posting){i++, 0, 1})
        search_add_posting(&line, i ? &last : NULL, (struct search_posting){i, 0, 1});
    buffer_add_char(&line, '\t');
    assert_shard(&line, 299, "colophonSearch(\"w-a\",\"as\\t\\t300\")");
    buffer_free(&line);
}

/* However many texts a record has. */
static void records_add_up(void **state) {
    (void)state;
    struct fixture fixture;
    start(&fixture, 4);
    struct text of_each = merged(&fixture);
    for (uint32_t i = 0; i <= ESSAYS; i++)
        add_text(&fixture, i);
    struct text of_all = record_of(&fixture);
    assert_true(text_equal(of_all, of_each));
    arena_free(&fixture.arena);
}

static bool load(struct text *bytes, struct text name, void *context, struct arena *arena) {
    (void)arena;
    *bytes = *(const struct text *)context;
    return text_equal(name, TEXT("index"));
}

/* However many characters two of them have in common. */
static void index_tells_where_shards_begin(void **state) {
    (void)state;
    static const char *const names[] = {"0",  "b",   "ca", "ch", "chameleonaceouslyyyyyyyyyyx", "chameleonaceouslyyyyyyyyyyyy",
                                        "中", "中文"};
    struct arena arena = {0};
    struct buffer out = {0};
    struct search_catalog catalog = {.languages = TEXT("[]")};
    *array_add(&catalog.entries, &arena) = (struct search_entry){0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        *array_add(&catalog.shards, &arena) = (struct search_shard){.name = text_of(names[i])};
    search_catalog_write(&out, &catalog);
    struct text bytes = buffer_text(&out);
    struct search_files files = {.load = load, .context = &bytes, .arena = &arena};
    struct search_dictionary *dictionary = search_dictionary_open(&files);
    assert_int_equal(dictionary->count, sizeof names / sizeof *names);
    for (size_t i = 0; i < dictionary->count; i++)
        assert_text(dictionary->starts[i], names[i]);
    buffer_free(&out);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_add_up),
        cmocka_unit_test(changed_is_made_anew),
        cmocka_unit_test(kept_comes_back),
        cmocka_unit_test(shards_have_a_size),
        cmocka_unit_test(common_lines_have_titles),
        cmocka_unit_test(index_tells_where_shards_begin),
    };
    return cmocka_run_group_tests_name("catalog", tests, NULL, NULL);
}
