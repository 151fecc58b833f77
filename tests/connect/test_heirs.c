/* content/gone.yaml: where addresses lead at which nothing stands any more. */
#include "kinds/reader.h"

static const char topics[] = "title: A\ntopics: [Metals]\naliases: /a/";

/* Loads a reader of one essay with a topic, and this gone.yaml. */
static const struct site *load_gone(struct reader *reader, const char *gone) {
    add_essay(reader, "a", topics);
    add(reader, "content/media/b.pdf", "b");
    add(reader, "content/gone.yaml", gone);
    return load(reader);
}

static void assert_leads(const struct site *site, const char *from, const char *to) {
    for (size_t i = 0; i < site->redirects.count; i++)
        if (text_equal(site->redirects.items[i].from, text_of(from))) {
            assert_text(site->redirects.items[i].to, to);
            return;
        }
    fail_msg("%s leads nowhere", from);
}

static void an_entry_leads_to_what_stands(void **state) {
    (void)state;
    struct reader reader = {0};
    const struct site *site = load_gone(&reader, "/topics/tin/: {to: /topics/metals/}\n"
                                                 "/topics/lead: {to: /topics/tin}\n"
                                                 "/old.html: {to: /a/}\n"
                                                 "/media/a.pdf: {to: /media/b.pdf}\n"
                                                 "/essays/b/:\n  reason: withdrawn at the author\'s request\n");
    assert_problems(&reader, "");
    assert_leads(site, "/topics/tin/", "/topics/metals/");
    assert_leads(site, "/topics/lead/", "/topics/metals/");
    assert_leads(site, "/old.html", "/essays/a/");
    assert_leads(site, "/media/a.pdf", "/media/b.pdf");
    assert_text(gone_said_at(site, TEXT("/essays/b/"))->reason, "withdrawn at the author\u2019s request");
    assert_null(gone_said_at(site, TEXT("/essays/c/")));
    drop(&reader);
}

static void what_an_entry_says_is_checked(void **state) {
    (void)state;
    static const char help[] =
        "  help: write \"/old/address/: {to: /new/address/}\" or \"/old/address/: {reason: \"why it is gone\"}\"\n";
    static const struct {
        const char *gone, *told;
    } wrong[] = {
        {"/x/: {to: /topics/, reason: why}\n", "content/gone.yaml:1:1: error[E415]: it has both \"to\" and \"reason\"\n"},
        {"/x/: {}\n", "content/gone.yaml:1:1: error[E415]: it has neither \"to\" nor \"reason\"\n"},
        {"/x/: /topics/\n",
         "content/gone.yaml:1:1: error[E415]: this says neither where the address leads nor why it is gone\n"},
        {"/x/:\n  reason: why\n  when: now\n",
         "content/gone.yaml:3:3: error[E415]: an address that is gone has \"to\" or \"reason\", and no other field\n"},
        {"[/x/]\n", "content/gone.yaml:1:1: error[E415]: gone.yaml is made of addresses\n"},
        {"/x/: {reason: a}\n/x: {reason: b}\n", "content/gone.yaml:2:1: error[E415]: this address is there twice\n"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct reader reader = {0};
        load_gone(&reader, wrong[i].gone);
        assert_problems(&reader, text_format(&reader.arena, "%s%s", wrong[i].told, help).bytes);
        drop(&reader);
    }
}

static void addresses_are_checked(void **state) {
    (void)state;
    struct reader reader = {0};
    load_gone(&reader, "x: {reason: a}\n/../y/: {reason: a}\n/z/: {to: https://other.example/}\n/w/: {to: /topics/#a}\n");
    assert_int_equal(reader.problems.errors, 4);
    for (size_t i = 0; i < reader.problems.count; i++) {
        assert_string_equal(reader.problems.items[i].code, "E112");
        assert_int_equal(reader.problems.items[i].place.line, i + 1);
    }
    drop(&reader);
}

static void what_leads_nowhere_is_an_error(void **state) {
    (void)state;
    struct reader reader = {0};
    const struct site *site = load_gone(&reader, "/x/: {to: /topics/metal/}\n"
                                                 "/y/: {to: /z/}\n"
                                                 "/z/: {to: /y/}\n"
                                                 "/v/: {to: /v/}\n"
                                                 "/w/: {to: /media/b.pdf}\n");
    assert_problems(&reader, "content/gone.yaml:1:11: error[E416]: \"/x/\" leads nowhere\n"
                             "  help: did you mean \"/topics/metals/\"?\n"
                             "content/gone.yaml:2:11: error[E416]: \"/y/\" leads in a circle\n"
                             "content/gone.yaml:3:11: error[E416]: \"/z/\" leads in a circle\n"
                             "content/gone.yaml:4:11: error[E416]: \"/v/\" leads in a circle\n"
                             "content/gone.yaml:5:11: error[E416]: \"/w/\" leads from a page to a file\n");
    assert_int_equal(site->redirects.count, 1);
    drop(&reader);
}

/* A draft is nothing that visitors could see. */
static void what_stands_today_stays(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "d", "title: D\ndraft: true");
    const struct site *site = load_gone(&reader, "/essays/a/: {to: /topics/}\n"
                                                 "/essays/d/: {reason: in work}\n");
    assert_problems(&reader, "content/gone.yaml:1:1: warning[W417]: \"/essays/a/\" is not gone\n"
                             "  help: something stands there, and stays: take this entry out\n");
    assert_int_equal(site->redirects.count, 1);
    assert_leads(site, "/a/", "/essays/a/");
    drop(&reader);
}

/* "FROM > TO", or the reason, of each place: by page, and in the order of the file. */
static void assert_places(const struct site *site, const char *const *said, size_t count) {
    struct arena arena = {0};
    assert_int_equal(site->gone_places.count, count);
    for (size_t i = 0; i < count; i++) {
        const struct gone_place *place = &site->gone_places.items[i];
        struct target page = place->page, to = place->to;
        page.anchor = to.anchor = TEXT("");
        struct text from = site_address(site, page, &arena);
        struct text where = to.kind == THING_NONE ? place->reason : site_address(site, to, &arena);
        assert_text(text_format(&arena, "%.*s#%.*s: %.*s %.*s", TEXT_ARGS(from), TEXT_ARGS(place->page.anchor),
                                TEXT_ARGS(where), TEXT_ARGS(place->to.anchor)),
                    said[i]);
    }
    arena_free(&arena);
}

static void a_place_has_a_reason_or_leads_to_another(void **state) {
    (void)state;
    static const char *const said[] = {"/essays/a/#x: Cut. ", "/essays/a/#caf\u00e9: / ", "/glossary/#tin: No term. ",
                                       "/topics/metals/#y: /essays/b/ here"};
    struct reader reader = {0};
    add(&reader, "content/essays/b.md", "---\ntitle: B\n---\n## Here\n");
    add(&reader, "content/glossary/lead.md", "---\nterm: Lead\n---\nA metal.\n");
    const struct site *site = load_gone(&reader, "/essays/a/#x: {reason: Cut.}\n"
                                                 "/topics/metals#y: {to: /essays/b/#here}\n"
                                                 "/a/#caf%C3%A9: {to: /}\n"
                                                 "/glossary/#tin: {reason: No term.}\n");
    assert_problems(&reader, "");
    assert_int_equal(site->gone_said.count, 0);
    assert_places(site, said, 4);
    drop(&reader);
}

static void places_are_checked(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/essays/b.md", "---\ntitle: B\n---\n## Here\n");
    add_essay(&reader, "d", "title: D\ndraft: true");
    const struct site *site = load_gone(&reader, "/essays/c/#x: {reason: Cut.}\n"
                                                 "/essays/a/#x: {to: /essays/b/#hare}\n"
                                                 "/essays/a/#y: {to: /essays/d/}\n"
                                                 "/topics/#x: {reason: Cut.}\n"
                                                 "/essays/b/#here: {reason: Cut.}\n"
                                                 "/essays/d/#x: {reason: Cut.}\n"
                                                 "/essays/b/#z: {to: /media/b.pdf}\n"
                                                 "/essays/b/#w: {reason: Cut.}\n"
                                                 "/essays/b#w: {reason: Cut.}\n");
    static const char not_gone[] = "  help: something stands there, and stays: take this entry out\n";
    assert_problems(&reader,
                    text_format(&reader.arena,
                                "content/gone.yaml:1:1: error[E416]: \"/essays/c/\" is no page of this site\n"
                                "  help: did you mean \"/essays/a/\"?\n"
                                "content/gone.yaml:2:20: error[E416]: \"/essays/b/#hare\" is no place on that page\n"
                                "  help: did you mean \"here\"?\n"
                                "content/gone.yaml:3:20: error[E416]: \"/essays/d/\" is no page of this site\n"
                                "  help: did you mean \"/essays/a/\"?\n"
                                "content/gone.yaml:4:1: error[E416]: \"/topics/\" has no text that a place could stand beside\n"
                                "content/gone.yaml:5:1: warning[W417]: \"/essays/b/#here\" is not gone\n%s"
                                "content/gone.yaml:7:20: error[E416]: \"/media/b.pdf\" is no page of this site\n"
                                "content/gone.yaml:9:1: warning[W417]: \"/essays/b/#w\" is not gone\n%s",
                                not_gone, not_gone)
                        .bytes);
    assert_int_equal(site->gone_places.count, 1);
    drop(&reader);
}

static void an_edition_does_not_read_it(void **state) {
    (void)state;
    struct reader reader = {.input.is_edition = true};
    const struct site *site = load_gone(&reader, "/x/: nonsense\n");
    assert_problems(&reader, "");
    assert_int_equal(site->gone_said.count, 0);
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_entry_leads_to_what_stands),
        cmocka_unit_test(what_an_entry_says_is_checked),
        cmocka_unit_test(addresses_are_checked),
        cmocka_unit_test(what_leads_nowhere_is_an_error),
        cmocka_unit_test(what_stands_today_stays),
        cmocka_unit_test(an_edition_does_not_read_it),
        cmocka_unit_test(a_place_has_a_reason_or_leads_to_another),
        cmocka_unit_test(places_are_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
