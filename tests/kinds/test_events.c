/* content/events.yaml: what essays speak of. */
#include "kinds/reader.h"

#define EVENTS "content/events.yaml"

static const struct event *event_at(const struct reader *reader, const char *slug) {
    for (uint32_t i = 0; i < reader->site->event_count; i++)
        if (text_equal(reader->site->events[i].thing.slug, text_of(slug)))
            return &reader->site->events[i];
    fail_msg("no event %s", slug);
    return NULL;
}

static void events_stand_in_the_order_of_their_dates(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A");
    add_essay(&reader, "b", "title: B\naccess: summary");
    add(&reader, EVENTS,
        "- {date: 2019-05-15, title: \"Some \\\"list\\\"\", note: It's out., essays: [b, a, b]}\n"
        "- {date: 2018/2020-06, title: A plan, source: 'https://plan.example/x'}\n"
        "- {date: 2019, title: The year}\n"
        "- {date: 1999-03-07T12:30:00Z, title: 事件}\n"
        "- {date: 2018/12, title: \"No span, but a month\", slug: a-month}\n");
    const struct site *site = load(&reader);
    assert_problems(&reader, "");
    assert_text(titles(&reader, THING_EVENT, &site->events_by_date),
                "事件, A plan, No span, but a month, The year, Some “list”");
    const struct event *list = event_at(&reader, "some-list"), *plan = event_at(&reader, "a-plan");
    assert_text(titles(&reader, THING_ESSAY, &list->thing.essays), "B, A");
    assert_text(titles(&reader, THING_EVENT, &essay_at(site, "a")->events), "Some “list”");
    assert_text(list->thing.summary, "It’s out.");
    assert_text(list->thing.address, "/chronology/#some-list");
    assert_text(date_iso(plan->from, &reader.arena), "2018");
    assert_text(date_iso(plan->until, &reader.arena), "2020-06");
    assert_text(plan->url, "https://plan.example/x");
    assert_text(event_at(&reader, "1999-03-07")->thing.address, "/chronology/#1999-03-07");
    assert_text(date_iso(event_at(&reader, "a-month")->from, &reader.arena), "2018-12");
    drop(&reader);
}

static void a_list_may_stand_below_a_word(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, EVENTS, "events:\n  - {date: 2019, title: One}\n");
    assert_int_equal(load(&reader)->event_count, 1);
    assert_problems(&reader, "");
    drop(&reader);
}

static void a_span_written_otherwise_is_told(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, EVENTS,
        "- {date: 2018-2020, title: A}\n- {date: 2018–2020, title: B}\n- {date: 2018 to 2020, title: C}\n"
        "- {date: 2018/2020, title: D}\n- {date: 2019-05-15, title: E}\n");
    load(&reader);
#define SPAN                                                                                                                   \
    ":10: error[E476]: from a year to a year is written with a stroke\n  help: write the earlier one first: 2018/2020\n"
    assert_problems(&reader, EVENTS ":1" SPAN EVENTS ":2" SPAN EVENTS ":3" SPAN);
    drop(&reader);
}

static void what_is_wrong_is_told_where_it_stands(void **state) {
    (void)state;
    struct reader reader = {0};
    add_essay(&reader, "a", "title: A");
    add_essay(&reader, "hidden", "title: Hidden\ndraft: true");
    add(&reader, EVENTS,
        "- One\n"
        "- {title: Without}\n"
        "- {date: 2019}\n"
        "- {date: 2020/2018, title: Back}\n"
        "- {date: 2019-02-30, title: Never}\n"
        "- {date: 2019, title: Where, place: Geneva}\n"
        "- {date: 2019, title: Twice}\n"
        "- {date: 2020, title: twice}\n"
        "- {date: 2019, title: Of, essays: [aa, hidden]}\n"
        "- {date: 2019, title: \"Of [[a]]\"}\n");
    load(&reader);
    assert_problems(
        &reader, EVENTS
        ":1:3: error[E476]: an event has a date and a title\n"
        "  help: write \"- {date: 2019-05-15, title: What happened}\"\n" EVENTS ":2:3: error[E476]: this event has no date\n"
        "  help: write \"- {date: 2019-05-15, title: What happened}\"\n" EVENTS ":3:3: error[E476]: this event has no title\n"
        "  help: write \"- {date: 2019-05-15, title: What happened}\"\n" EVENTS
        ":4:10: error[E476]: this ends before it begins\n"
        "  help: write the earlier date first: 2018/2020\n" EVENTS
        ":5:10: error[E005]: \"2019-02-30\" is not a date: February 2019 has no 30th day\n" EVENTS
        ":6:30: error[E476]: an event has no field \"place\"\n"
        "  help: it has date, title, note, source, essays and slug\n" EVENTS
        ":8:3: error[E476]: another event has the place \"twice\" on the page, too\n"
        "  help: give one of them a slug of its own: slug: another-name\n" EVENTS ":9:36: error[E100]: unknown essay \"aa\"\n"
        "  help: did you mean \"a\"?\n" EVENTS ":9:40: error[E105]: \"hidden\" is a draft\n"
        "  help: publish it too, or build with --drafts\n" EVENTS
        ":10:23: warning[W477]: [[..]] in a field is shown as it is written\n"
        "  help: write the words that are to be read\n");
    drop(&reader);
}

static void no_list_is_an_error(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, EVENTS, "one: two\n");
    load(&reader);
    assert_problems(&reader, EVENTS ":1:1: error[E476]: events.yaml is a list of events\n"
                                    "  help: write \"- {date: 2019-05-15, title: What happened}\"\n");
    drop(&reader);
}

/* Who is a source is cited, whether a text says so or not. */
static void a_work_may_be_the_source(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, "content/references.bib", "@misc{doe, title = {A Work}}\n@misc{roe, title = {Another}}\n");
    add(&reader, EVENTS,
        "- {date: 2019, title: One, source: work:doe}\n"
        "- {date: 2019, title: Two, source: '@doe'}\n"
        "- {date: 2019, title: Three, source: work:dough}\n"
        "- {date: 2019, title: Four, source: somewhere}\n"
        "- {date: 2019, title: Five, source: 'work:'}\n");
    const struct site *site = load(&reader);
    assert_int_equal(site->work_count, 1);
    assert_text(site->works[event_at(&reader, "one")->work].thing.title, "A Work");
    assert_int_equal(event_at(&reader, "two")->work, event_at(&reader, "one")->work);
    assert_int_equal(event_at(&reader, "three")->work, UINT32_MAX);
    assert_int_equal(reader.problems.errors, 3);
    drop(&reader);
}

static void a_reference_leads_to_an_event(void **state) {
    (void)state;
    struct reader reader = {0};
    add(&reader, EVENTS, "- {date: 2019, title: One}\n");
    add(&reader, "content/essays/a.md", "---\ntitle: A\n---\nOf [[event:one]], [it](/chronology/#one), not [[event:on]].\n");
    load(&reader);
    assert_problems(&reader, "content/essays/a.md:4:49: error[E101]: unknown event \"on\"\n  help: did you mean \"one\"?\n");
    assert_int_equal(event_at(&reader, "one")->thing.backlinks.count, 1);
    drop(&reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_stand_in_the_order_of_their_dates),
        cmocka_unit_test(a_list_may_stand_below_a_word),
        cmocka_unit_test(a_span_written_otherwise_is_told),
        cmocka_unit_test(what_is_wrong_is_told_where_it_stands),
        cmocka_unit_test(no_list_is_an_error),
        cmocka_unit_test(a_work_may_be_the_source),
        cmocka_unit_test(a_reference_leads_to_an_event),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
