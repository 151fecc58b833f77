/*
 * The syntaxes of hosts, each tried with the host's own parser or server (tests/site/hosts.sh), or read in its source.
 *
 * - netlify: from, to, status, between spaces, percent-encoded. Where a file stands, only 301! is followed. It takes /a, /a/
 * and /a.html for one address, so a rule between two of these must not be forced: it would lead in a circle.
 *
 * - cloudflare: the same without "!", and a line has at most 1,000 characters. Rules go before files.
 *
 * - gitlab: the same without "!", but `from` is compared as the decoded path. Files go before rules, so those for aliases have
 * an effect only where someone publishes the site without these.
 *
 * - nginx: an exact location, compared as the decoded path.
 *
 * - apache: a regular expression over the decoded path; the target is decoded, too, and encoded by the server.
 */
#include "connect/addresses.h"
#include "pages/hosts.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "compose/links.h"

#include <string.h>

/* A move below `base`: decoded, as the server compares it; encoded, as browsers send it. */
struct rule {
    struct text from, to;         /* decoded; `to` without its anchor */
    struct text from_url, to_url; /* `to_url` without its anchor */
    struct text anchor;           /* "#term", encoded; "" */
    bool has_page;
    struct arena *arena;
};

static struct text url_of(struct text path, struct arena *arena) {
    return text_join(arena, TEXT("/"), link_to_file(text_after(path, 1), arena));
}

static struct rule rule_of(const struct page_move *move, struct text base, struct arena *arena) {
    size_t hash = address_hash(move->to);
    struct rule rule = {.has_page = move->has_page, .arena = arena};
    rule.from = text_join(arena, base, text_after(move->from, 1));
    rule.to = text_join(arena, base, text_slice(move->to, 1, hash));
    rule.from_url = url_of(rule.from, arena);
    rule.to_url = url_of(rule.to, arena);
    rule.anchor = link_anchor(text_after(move->to, hash + 1), arena);
    return rule;
}

/* _redirects */

static void add_line(struct buffer *out, const struct rule *rule, struct text from, const char *status) {
    buffer_add_format(out, "%.*s %.*s%.*s %s\n", TEXT_ARGS(from), TEXT_ARGS(rule->to_url), TEXT_ARGS(rule->anchor), status);
}

static struct text without(struct text text, const char *ending) {
    return text_ends(text, text_of(ending)) ? text_slice(text, 0, text.size - strlen(ending)) : text;
}

/* What netlify takes for the same address has the same. */
static struct text netlify_form(struct text path, struct arena *arena) {
    return utf8_fold(without(without(without(path, "index.html"), ".html"), "/"), arena);
}

static bool netlify(struct buffer *out, const struct rule *rule) {
    bool is_same = text_equal(netlify_form(rule->from, rule->arena), netlify_form(rule->to, rule->arena));
    if (text_contains(rule->from_url, TEXT("*")) || text_starts(rule->from_url, TEXT("/.netlify")))
        return false;
    add_line(out, rule, rule->from_url, rule->has_page && !is_same ? "301!" : "301");
    return true;
}

/* It takes a rule from a folder to an index for a circle. */
static bool cloudflare(struct buffer *out, const struct rule *rule) {
    bool is_index = text_ends(rule->to_url, TEXT("/index")) || text_ends(rule->to_url, TEXT("/index.html"));
    if (text_contains(rule->from_url, TEXT("*")) || (is_index && text_ends(rule->from_url, TEXT("/"))))
        return false;
    add_line(out, rule, rule->from_url, "301");
    return true;
}

/* Its lines are cut at any white space, and what it sends visitors to is decoded first. */
static bool gitlab_reads(struct text path) {
    for (size_t at = 0; at < path.size;) {
        uint32_t c = utf8_next(path, &at);
        if (utf8_is_space(c) || (c < 0x80 && strchr("*:%?#\"<>\\^`{}|", (int)c)))
            return false;
    }
    return true;
}

static size_t count_slashes(struct text path) {
    size_t count = 0;
    for (size_t i = 0; i < path.size; i++)
        count += path.bytes[i] == '/';
    return count;
}

static bool gitlab(struct buffer *out, const struct rule *rule) {
    enum { MOST_SLASHES = 25 };
    if (!gitlab_reads(rule->from) || !gitlab_reads(rule->to) || count_slashes(rule->from) > MOST_SLASHES ||
        count_slashes(rule->to) > MOST_SLASHES)
        return false;
    add_line(out, rule, rule->from, "301");
    return true;
}

/* nginx */

static void add_escaped(struct buffer *out, struct text text, const char *escaped) {
    for (size_t i = 0; i < text.size; i++) {
        if (text.bytes[i] && strchr(escaped, text.bytes[i]))
            buffer_add_char(out, '\\');
        buffer_add_char(out, text.bytes[i]);
    }
}

/* Where letters of either case are one, as on some desks, an exact location is not enough: the page would lead to itself. */
static void add_location(struct buffer *out, const struct rule *rule, struct text from) {
    buffer_add(out, TEXT("location = \""));
    add_escaped(out, from, "\"\\");
    buffer_add(out, TEXT("\" { absolute_redirect off; "));
    if (!rule->has_page) {
        buffer_add(out, TEXT("if ($uri = \""));
        add_escaped(out, from, "\"\\");
        buffer_add(out, TEXT("\") { "));
    }
    buffer_add(out, TEXT("return 301 \""));
    for (size_t i = 0; i < rule->to_url.size; i++) {
        if (rule->to_url.bytes[i] == '$')
            buffer_add(out, TEXT("%24"));
        else
            buffer_add_char(out, rule->to_url.bytes[i]);
    }
    buffer_add_format(out, "$is_args$args%.*s\";%s }\n", TEXT_ARGS(rule->anchor), rule->has_page ? "" : " }");
}

static bool nginx(struct buffer *out, const struct rule *rule) {
    bool has_variable = text_contains(rule->from, TEXT("$")) && !rule->has_page;
    if (has_variable || text_contains(rule->anchor, TEXT("$")))
        return false;
    add_location(out, rule, rule->from);
    if (text_ends(rule->from, TEXT("/")))
        add_location(out, rule, text_join(rule->arena, rule->from, TEXT("index.html")));
    return true;
}

/* apache */

static bool apache(struct buffer *out, const struct rule *rule) {
    struct buffer pattern = {0}, target = {0};
    if (text_contains(rule->to, TEXT("?")) || text_contains(rule->to, TEXT("#")))
        return false;
    add_escaped(&pattern, rule->from, "\\.[]{}()*+?^$|");
    buffer_add(&pattern, text_ends(rule->from, TEXT("/")) ? TEXT("(index\\.html)?$") : TEXT("$"));
    add_escaped(&target, rule->to, "\\$");
    add_escaped(&target, rule->anchor, "\\$");
    buffer_add(out, TEXT("RedirectMatch 301 \"^"));
    add_escaped(out, buffer_text(&pattern), "\"\\");
    buffer_add(out, TEXT("\" \""));
    add_escaped(out, buffer_text(&target), "\"\\");
    buffer_add(out, TEXT("\"\n"));
    buffer_free(&pattern);
    buffer_free(&target);
    return true;
}

bool host_rule(struct buffer *out, enum host host, const struct page_move *move, struct text base, struct arena *arena) {
    static bool (*const syntaxes[HOST_COUNT])(struct buffer *, const struct rule *) = {
        [HOST_NETLIFY] = netlify, [HOST_CLOUDFLARE] = cloudflare, [HOST_GITLAB] = gitlab,
        [HOST_NGINX] = nginx,     [HOST_APACHE] = apache,
    };
    struct rule rule = rule_of(move, base, arena);
    return syntaxes[host](out, &rule);
}
