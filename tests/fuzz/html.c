#include "html.h"

#include "base/array.h"
#include "base/table.h"
#include "base/utf8.h"
#include "targets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct open_elements {
    struct text *items;
    size_t count, capacity;
};

struct checker {
    struct text html;
    enum html_kind kind;
    size_t at;
    struct open_elements open;
    struct table ids;
    unsigned links, paragraphs, headings;
    struct arena arena;
};

static _Noreturn void complain(const struct checker *checker, const char *what) {
    size_t from = checker->at > 120 ? checker->at - 120 : 0;
    struct text before = text_slice(checker->html, from, checker->at);
    struct text after = text_slice(checker->html, checker->at, checker->at + 120);
    fprintf(stderr, "%s at byte %zu:\n%.*s\n=== here ===\n%.*s\n", what, checker->at, TEXT_ARGS(before), TEXT_ARGS(after));
    abort();
}

static bool is_word(struct text word, const char *words) {
    struct text one, rest = text_of(words);
    while (text_cut(&one, &rest, ' '))
        if (text_equal(one, word))
            return true;
    return false;
}

static char peek(const struct checker *checker) {
    return checker->at < checker->html.size ? checker->html.bytes[checker->at] : '\0';
}

static bool take(struct checker *checker, const char *literal) {
    if (!text_starts(text_after(checker->html, checker->at), text_of(literal)))
        return false;
    checker->at += text_of(literal).size;
    return true;
}

static struct text take_name(struct checker *checker) {
    size_t from = checker->at;
    for (char c = peek(checker); (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                                 (c && strchr("-:._", c)); /* of XML, too */
         c = peek(checker))
        checker->at++;
    if (checker->at == from)
        complain(checker, "a '<' or attribute without a name");
    return text_slice(checker->html, from, checker->at);
}

/* The character that an entity at `*at` stands for; 0 for those that a scheme cannot hold. */
static char take_entity(struct text value, size_t *at) {
    static const struct {
        const char *written;
        char meant;
    } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}, {"&#x27;", '\''}};
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (text_starts(text_after(value, *at), text_of(entities[i].written))) {
            *at += text_of(entities[i].written).size;
            return entities[i].meant;
        }
    return '\0';
}

/* Browsers take white space and control characters out of a scheme, and do not look at case. */
static struct text scheme_of(const struct checker *checker, struct text value, char scheme[16]) {
    size_t size = 0;
    for (size_t at = 0; at < value.size && size < 15;) {
        char c = value.bytes[at];
        if (c == '&') {
            c = take_entity(value, &at);
            if (!c)
                complain(checker, "an entity of no known kind in a URL");
        } else {
            at++;
        }
        if ((unsigned char)c <= ' ')
            continue;
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if (c == ':')
            return (struct text){scheme, size};
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))
            return (struct text){0};
        scheme[size++] = c;
    }
    return (struct text){0};
}

static void check_url(const struct checker *checker, struct text value) {
    char space[16];
    struct text scheme = scheme_of(checker, value, space);
    if (is_word(scheme, "javascript vbscript file"))
        complain(checker, "a URL that runs");
    if (text_equal(scheme, TEXT("data")) &&
        !text_starts(text_lower_ascii(text_trim(value), (struct arena *)&checker->arena), TEXT("data:image/")))
        complain(checker, "a data: URL that is no picture");
}

static void check_id(struct checker *checker, struct text value) {
    if (value.size == 0)
        complain(checker, "an empty id");
    if (table_put(&checker->ids, value, 1, &checker->arena) != NONE)
        complain(checker, "an id that stands twice");
}

static void check_value(struct checker *checker, struct text name, struct text value) {
    if (is_word(name, "href src cite"))
        check_url(checker, value);
    else if (text_equal(name, TEXT("id")))
        check_id(checker, value);
}

static struct text take_value(struct checker *checker) {
    if (!take(checker, "\""))
        complain(checker, "a value without quotation marks");
    size_t from = checker->at, end = text_find_char(checker->html, '"', from);
    if (end == checker->html.size)
        complain(checker, "a value without an end");
    checker->at = end + 1;
    struct text value = text_slice(checker->html, from, end);
    if (text_find_char(value, '<', 0) < value.size)
        complain(checker, "a '<' in a value");
    return value;
}

static void take_attribute(struct checker *checker, struct table *seen) {
    static const char known[] =
        "href src cite id class lang title alt width height start align type checked disabled colspan rowspan "
        "scope tabindex role aria-label aria-labelledby aria-describedby aria-hidden aria-current loading "
        "open datetime rel charset name content property media dir hreflang translate itemprop "
        "http-equiv decoding value style defer method action for autocomplete spellcheck placeholder hidden "
        "viewBox preserveAspectRatio fill stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray d";
    struct text name = take_name(checker), value = {0};
    if (checker->kind != HTML_XML && !is_word(name, known) && !text_starts(name, TEXT("data-")))
        complain(checker, "an attribute that no page has");
    if (take(checker, "="))
        value = take_value(checker);
    if (table_put(seen, name, 1, &checker->arena) != NONE)
        complain(checker, "an attribute that stands twice");
    if (checker->kind != HTML_XML)
        check_value(checker, name, value);
}

static bool is_heading(struct text name) {
    return is_word(name, "h1 h2 h3 h4 h5 h6");
}

/* What cannot stand in what is open, so that a browser would close that first. */
static void check_nesting(const struct checker *checker, struct text name) {
    static const char blocks[] =
        "p ul ol li dl blockquote pre table h1 h2 h3 h4 h5 h6 hr div section article aside header footer "
        "nav main figure details address";
    if (text_equal(name, TEXT("a")) && checker->links > 0)
        complain(checker, "a link in a link");
    if (checker->paragraphs > 0 && is_word(name, blocks))
        complain(checker, "a block in a paragraph");
    if (checker->headings > 0 && is_heading(name))
        complain(checker, "a heading in a heading");
    if (checker->open.count == 0)
        return; /* what a part of a page stands in is not known */
    struct text parent = checker->open.items[checker->open.count - 1];
    if (is_word(name, "td th") && !text_equal(parent, TEXT("tr")))
        complain(checker, "a cell outside a row");
    if (text_equal(name, TEXT("tr")) && !is_word(parent, "thead tbody"))
        complain(checker, "a row outside a table");
    if (text_equal(name, TEXT("li")) && !is_word(parent, "ul ol"))
        complain(checker, "an item outside a list");
}

static void count_open(struct checker *checker, struct text name, unsigned change) {
    if (text_equal(name, TEXT("a")))
        checker->links += change;
    if (text_equal(name, TEXT("p")))
        checker->paragraphs += change;
    if (is_heading(name))
        checker->headings += change;
}

static void open_element(struct checker *checker, struct text name) {
    static const char of_text[] =
        "a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div "
        "dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img input kbd li mark nav ol p "
        "path pre q ruby rt rp s samp section small span strong sub summary sup svg table tbody td th thead time tr u ul var";
    static const char of_page[] = "html head body main meta link title button form label script noscript template";
    if (!is_word(name, of_text) && !(checker->kind == HTML_PAGE && is_word(name, of_page)))
        complain(checker, "an element that no page has");
    check_nesting(checker, name);
}

/* JSON runs nowhere: its text ends at the next '<', which must be that of its end. */
static void skip_json(struct checker *checker) {
    checker->at = text_find_char(checker->html, '<', checker->at);
    if (!text_starts(text_after(checker->html, checker->at), TEXT("</script>")))
        complain(checker, "a '<' in JSON");
}

/* A script stands in a file: nothing that runs is in a page itself. */
static void check_script(struct checker *checker, const struct table *attributes) {
    size_t at = checker->at;
    while (checker->html.bytes[at] != '<')
        at--;
    struct text tag = text_after(checker->html, at);
    if (text_starts(tag, TEXT("<script type=\"application/ld+json\">")) ||
        text_starts(tag, TEXT("<script type=\"application/json\" ")))
        skip_json(checker);
    else if (table_get(attributes, TEXT("src")) == NONE ||
             !text_starts(text_after(checker->html, checker->at), TEXT("</script>")))
        complain(checker, "a script in a page");
}

static void open_tag(struct checker *checker) {
    struct text name = take_name(checker);
    struct table seen = {0};
    bool xml = checker->kind == HTML_XML;
    if (!xml)
        open_element(checker, name);
    while (peek(checker) == ' ' || peek(checker) == '\n') {
        while (peek(checker) == ' ' || peek(checker) == '\n')
            checker->at++;
        if (peek(checker) != '/' && peek(checker) != '>')
            take_attribute(checker, &seen);
    }
    bool empty = take(checker, "/") && (xml || text_equal(name, TEXT("path")));
    if (!take(checker, ">"))
        complain(checker, "a tag without an end");
    if (checker->kind == HTML_PAGE && text_equal(name, TEXT("script")))
        check_script(checker, &seen);
    if (empty || (!xml && is_word(name, "br hr img input meta link col")))
        return;
    *array_add(&checker->open, &checker->arena) = name;
    count_open(checker, name, 1);
}

static void close_tag(struct checker *checker) {
    struct text name = take_name(checker);
    if (!take(checker, ">"))
        complain(checker, "a closing tag without an end");
    if (checker->open.count == 0 || !text_equal(checker->open.items[checker->open.count - 1], name))
        complain(checker, "a closing tag of what is not open");
    checker->open.count--;
    count_open(checker, name, -1u);
}

static void check_tag(struct checker *checker) {
    if (checker->kind != HTML_BODY &&
        (take(checker, "!DOCTYPE html>") || take(checker, "?xml version=\"1.0\" encoding=\"utf-8\"?>")))
        return;
    if (take(checker, "/"))
        close_tag(checker);
    else
        open_tag(checker);
}

static void check_characters(struct checker *checker) {
    checker->at = utf8_first_invalid(checker->html);
    if (checker->at < checker->html.size)
        complain(checker, "a byte that is not UTF-8, or NUL");
    for (checker->at = 0; checker->at < checker->html.size; checker->at++) {
        unsigned char c = (unsigned char)peek(checker);
        if ((c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f)
            complain(checker, "a control character");
    }
}

void html_check(struct text html, enum html_kind kind) {
    struct checker checker = {.html = html, .kind = kind};
    check_characters(&checker);
    for (checker.at = text_find_char(html, '<', 0); checker.at < html.size;
         checker.at = text_find_char(html, '<', checker.at)) {
        checker.at++;
        check_tag(&checker);
    }
    if (checker.open.count > 0)
        complain(&checker, "an element that is never closed");
    arena_free(&checker.arena);
}
