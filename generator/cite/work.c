#include "cite/work.h"

#include "base/array.h"
#include "base/utf8.h"

#define WORK_NAME(id, csl) [WORK_##id] = TEXT_INIT(csl),
const struct text work_type_names[WORK_TYPE_COUNT] = {WORK_TYPES(WORK_NAME)};
const struct text work_text_names[WORK_TEXT_COUNT] = {WORK_TEXTS(WORK_NAME)};
const struct text work_role_names[WORK_ROLE_COUNT] = {WORK_NAMES(WORK_NAME)};
const struct text work_when_names[WORK_WHEN_COUNT] = {WORK_DATES(WORK_NAME)};

size_t work_named(const struct text *names, size_t count, struct text name) {
    size_t i = 0;
    while (i < count && !text_equal(names[i], name))
        i++;
    return i;
}

/* Of an address: "%3C" is "<". Left as it is where that would be a character that no page may have. */
static struct text address_decoded(struct text coded, struct arena *arena) {
    struct utf8_replaced replaced = {0};
    struct text plain = utf8_percent_decoded(coded, arena);
    utf8_allowed(&replaced, plain, arena);
    return replaced.count ? coded : plain;
}

static bool begins_with(struct text text, struct text front) {
    return text_equal_ignoring_case(text_slice(text, 0, front.size), front);
}

struct text work_doi(struct text written, struct arena *arena) {
    static const struct text schemes[] = {TEXT_INIT("https://"), TEXT_INIT("http://"), TEXT_INIT("")};
    static const struct text hosts[] = {TEXT_INIT("doi.org/"), TEXT_INIT("dx.doi.org/"), TEXT_INIT("www.doi.org/")};
    struct text doi = text_trim(written), label = TEXT("doi:");
    while (begins_with(doi, label))
        doi = text_trim(text_after(doi, label.size));
    for (size_t i = 0; i < COUNT_OF(schemes) * COUNT_OF(hosts); i++) {
        struct text scheme = schemes[i / COUNT_OF(hosts)], host = hosts[i % COUNT_OF(hosts)];
        if (begins_with(doi, scheme) && begins_with(text_after(doi, scheme.size), host))
            return address_decoded(text_after(doi, scheme.size + host.size), arena);
    }
    return doi;
}

struct text work_family(const struct work_name *name, struct arena *arena) {
    if (!name->non_dropping.size)
        return name->family;
    return text_format(arena, "%.*s %.*s", TEXT_ARGS(name->non_dropping), TEXT_ARGS(name->family));
}

static bool is_page_number(struct text text) {
    bool is = text.size > 0;
    for (size_t i = 0; i < text.size; i++)
        is &= (text.bytes[i] >= '0' && text.bytes[i] <= '9') || (text.bytes[i] >= 'a' && text.bytes[i] <= 'z') ||
              (text.bytes[i] >= 'A' && text.bytes[i] <= 'Z');
    return is;
}

struct work_pages work_pages(const struct cited_work *work) {
    static const struct text dashes[] = {TEXT_INIT("–"), TEXT_INIT("-")};
    struct text pages = work->texts[WORK_PAGE];
    for (size_t i = 0; i < COUNT_OF(dashes); i++) {
        size_t at = text_find(pages, dashes[i], 0);
        struct text left = text_trim(text_slice(pages, 0, at)), right = text_trim(text_after(pages, at + dashes[i].size));
        if (is_page_number(left) && is_page_number(right))
            return (struct work_pages){left, right};
    }
    return (struct work_pages){.first = pages};
}

bool work_has_date(const struct work_date *date) {
    return date->from.precision != DATE_NONE || date->year != 0 || date->literal.size > 0;
}

struct work_date work_date_of(struct date date) {
    if (date.precision > DATE_DAY)
        date = (struct date){.precision = DATE_DAY, .year = date.year, .month = date.month, .day = date.day};
    return (struct work_date){.from = date};
}

static void add_text(struct hasher *hasher, uint64_t number, struct text text) {
    hasher_add_number(hasher, number);
    hasher_add_text(hasher, text);
}

static void add_names(struct hasher *hasher, const struct work_names *names) {
    hasher_add_number(hasher, names->count << 1 | names->has_others);
    for (size_t i = 0; i < names->count; i++) {
        const struct work_name *name = &names->items[i];
        const struct text parts[] = {name->family,       name->given,  name->dropping,
                                     name->non_dropping, name->suffix, name->literal};
        hasher_add_number(hasher, (uint64_t)name->comma_suffix << 1 | name->static_ordering);
        for (size_t part = 0; part < sizeof parts / sizeof *parts; part++)
            hasher_add_text(hasher, parts[part]);
    }
}

static void add_day(struct hasher *hasher, struct date date) {
    hasher_add_number(hasher, (uint64_t)(uint16_t)date.year << 24 | (uint64_t)date.precision << 16 | (uint64_t)date.month << 8 |
                                  date.day);
}

static void add_date(struct hasher *hasher, const struct work_date *date) {
    add_day(hasher, date->from);
    add_day(hasher, date->to);
    hasher_add_number(hasher, (uint64_t)(uint16_t)date->year << 16 | (uint64_t)date->season << 8 |
                                  (uint64_t)date->is_open << 1 | date->is_circa);
    hasher_add_text(hasher, date->literal);
}

/* Each with its number, since most are not given. */
struct digest work_digest(const struct cited_work *work) {
    struct hasher hasher;
    hasher_start(&hasher);
    add_text(&hasher, work->type, work->key);
    for (size_t i = 0; i < WORK_TEXT_COUNT; i++)
        if (work->texts[i].size)
            add_text(&hasher, i, work->texts[i]);
    hasher_add_number(&hasher, WORK_TEXT_COUNT);
    for (size_t i = 0; i < WORK_ROLE_COUNT; i++)
        if (work->names[i].count || work->names[i].has_others) {
            hasher_add_number(&hasher, i);
            add_names(&hasher, &work->names[i]);
        }
    hasher_add_number(&hasher, WORK_ROLE_COUNT);
    for (size_t i = 0; i < WORK_WHEN_COUNT; i++)
        if (work_has_date(&work->dates[i])) {
            hasher_add_number(&hasher, i);
            add_date(&hasher, &work->dates[i]);
        }
    return hasher_end(&hasher);
}
