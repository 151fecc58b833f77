#include "pages/hosts.h"

#include "base/buffer.h"
#include "base/utf8.h"
#include "compose/links.h"
#include "pages/shared.h"
#include "read/codes.h"

/* A host, and what it takes: 0 where there is no limit. */
struct host_row {
    const char *name;
    uint8_t file;             /* enum host_file */
    uint32_t most_rules;      /* it reads so many lines, whosever they are, and passes over the rest */
    uint32_t most_file_bytes; /* a larger file is not read at all */
    uint32_t most_rule_bytes;
    const char *limit;
};

/* developers.cloudflare.com/pages/configuration/redirects, docs.gitlab.com/user/project/pages/redirects, docs.netlify.com. */
static const struct host_row hosts[HOST_COUNT] = {
    [HOST_NETLIFY] = {"netlify", HOST_FILE_REDIRECTS, 10000, 0, 0, "netlify is made for at most 10,000 rules"},
    [HOST_CLOUDFLARE] = {"cloudflare", HOST_FILE_REDIRECTS, 2000, 0, 1000, "cloudflare takes 2,000 rules"},
    [HOST_GITLAB] = {"gitlab", HOST_FILE_REDIRECTS, 1000, 64 * 1024, 0, "gitlab takes 1,000 rules in 64 KiB"},
    [HOST_NGINX] = {"nginx", HOST_FILE_NGINX, 0, 0, 4000, ""}, /* a token has at most 4,096 bytes */
    [HOST_APACHE] = {"apache", HOST_FILE_APACHE, 1000, 0, 0,
                     "apache reads .htaccess at each request, which takes some milliseconds from 1,000 rules on"},
};

static const struct {
    const char *address, *head, *tail;
} files[HOST_FILES] = {
    [HOST_FILE_REDIRECTS] = {"/_redirects", "# Old addresses, and where what stood there is now. Written by Colophon.\n", ""},
    [HOST_FILE_NGINX] = {"/redirects.nginx.conf",
                         "# Old addresses, and where what stood there is now. Written by Colophon.\n"
                         "# Between the braces of server { }: include /where/the/site/is/redirects.nginx.conf;\n",
                         ""},
    [HOST_FILE_APACHE] = {"/.htaccess",
                          "# Old addresses, and where what stood there is now. Written by Colophon.\n"
                          "# It is read where the server's configuration has: AllowOverride FileInfo\n"
                          "<IfModule mod_alias.c>\n",
                          "</IfModule>\n"},
};

/* Moves that a host is not told of. */
struct untold {
    size_t count, pageless;
    struct text first;
};

struct host_writing {
    const struct planning *planning;
    struct text base;
    uint8_t file;
    struct buffer out;
    struct text after; /* of the curator's own file, what comes behind it */
    size_t rules;      /* in both */
    struct untold unsaid[HOST_COUNT], beyond[HOST_COUNT];
};

/* What one move adds to a file: rules of some of its hosts. */
struct host_lines {
    struct buffer out;
    size_t rules;
};

static bool writes_for(const struct host_writing *writing, enum host host) {
    return writing->planning->site->settings.hosts[host] && hosts[host].file == writing->file;
}

static void note_untold(struct untold *untold, const struct page_move *move) {
    if (untold->count++ == 0)
        untold->first = move->from;
    untold->pageless += !move->has_page;
}

/* What two hosts read alike stands there once. */
static void add_rule(struct host_lines *lines, struct host_writing *writing, enum host host, const struct page_move *move) {
    const struct host_row *row = &hosts[host];
    struct buffer rule = {0};
    bool is_said = host_rule(&rule, host, move, writing->base, writing->planning->arena);
    struct text text = buffer_text(&rule);
    if (!is_said || (row->most_rule_bytes && text.size > row->most_rule_bytes)) {
        note_untold(&writing->unsaid[host], move);
    } else if (row->most_rules && writing->rules + lines->rules >= row->most_rules) {
        note_untold(&writing->beyond[host], move);
    } else if (!text_contains(buffer_text(&lines->out), text)) {
        buffer_add(&lines->out, text);
        lines->rules++;
    }
    buffer_free(&rule);
}

/* The first host that would not read the file with these lines; HOST_COUNT. */
static enum host refusing(const struct host_writing *writing, const struct host_lines *lines) {
    size_t size = writing->out.size + lines->out.size + writing->after.size;
    enum host host = 0;
    while (host < HOST_COUNT &&
           !(writes_for(writing, host) && hosts[host].most_file_bytes && size > hosts[host].most_file_bytes))
        host++;
    return host;
}

static void write_move(struct host_writing *writing, const struct page_move *move) {
    struct host_lines lines = {0};
    for (enum host host = 0; host < HOST_COUNT; host++)
        if (writes_for(writing, host))
            add_rule(&lines, writing, host, move);
    enum host refuses = refusing(writing, &lines);
    if (lines.rules && refuses < HOST_COUNT) {
        note_untold(&writing->beyond[refuses], move);
    } else {
        buffer_add(&writing->out, buffer_text(&lines.out));
        writing->rules += lines.rules;
    }
    buffer_free(&lines.out);
}

/* Those first for which there is nothing else. */
static void write_moves(struct host_writing *writing) {
    for (int has_page = 0; has_page < 2; has_page++)
        for (size_t i = 0; i < writing->planning->moves.count; i++)
            if (writing->planning->moves.items[i].has_page == has_page)
                write_move(writing, &writing->planning->moves.items[i]);
}

static struct text of_how_many(const struct untold *untold, struct arena *arena) {
    return untold->count == 1 ? TEXT("") : text_format(arena, " (the first of %zu old addresses)", untold->count);
}

static struct text what_stands(const struct untold *untold) {
    return untold->pageless ? TEXT("nothing stands there, since it differs only in case from an address of today")
                            : TEXT("its page stands there all the same, and says where it is now");
}

static void tell(struct host_writing *writing, enum host host) {
    const struct planning *planning = writing->planning;
    const struct untold *unsaid = &writing->unsaid[host], *beyond = &writing->beyond[host];
    struct diag_place place = planning->site->settings.host_places[host];
    struct arena *arena = planning->arena;
    if (unsaid->count)
        diag_add(planning->problems, DIAG_WARNING, W_HOST_CANNOT_SAY, place,
                 text_format(arena, "%s has no way to say that visitors of \"%.*s\" are sent on%.*s", hosts[host].name,
                             TEXT_ARGS(unsaid->first), TEXT_ARGS(of_how_many(unsaid, arena))),
                 what_stands(unsaid));
    if (beyond->count)
        diag_add(planning->problems, DIAG_WARNING, W_HOST_LIMIT, place,
                 text_format(arena, "%s: visitors of \"%.*s\" are not sent on%.*s", hosts[host].limit, TEXT_ARGS(beyond->first),
                             TEXT_ARGS(of_how_many(beyond, arena))),
                 what_stands(beyond));
}

static bool is_read(const struct site *site, enum host_file file) {
    bool is = false;
    for (enum host host = 0; host < HOST_COUNT; host++)
        is |= site->settings.hosts[host] && hosts[host].file == file;
    return is && !site->is_edition;
}

/* The path that all addresses of the site stand below, as servers see it. */
static struct text decoded_base(const struct site *site, struct arena *arena) {
    return utf8_percent_decoded(link_base_path(site->settings.base_url), arena);
}

static bool is_rule(struct text line) {
    line = text_trim(line);
    return line.size && !text_starts(line, TEXT("#"));
}

/*
 * The curator's own rules go before ours, so that theirs count; but those for many addresses at once, with * or :name, come
 * last: behind the first of them cloudflare takes a hundred more.
 */
static void add_own(struct host_writing *writing) {
    const struct tree *tree = writing->planning->site->tree;
    size_t index = writing->file == HOST_FILE_REDIRECTS ? tree_find(tree, OWN_REDIRECTS_PATH) : SIZE_MAX;
    struct text own, line, rest;
    if (index == SIZE_MAX || !tree_read(tree, index, &own, writing->planning->problems, writing->planning->arena))
        return;
    for (rest = own; text_cut(&line, &rest, '\n');) {
        struct text from = text_trim(line);
        from = text_slice(from, 0, text_find_char(from, ' ', 0));
        from = text_slice(from, 0, text_find_char(from, '\t', 0));
        writing->rules += is_rule(line);
        if (!writing->after.size && is_rule(line) && (text_contains(from, TEXT("*")) || text_contains(from, TEXT("/:"))))
            writing->after = text_between(line.bytes, own.bytes + own.size);
        if (!writing->after.size)
            buffer_add_format(&writing->out, "%.*s\n", TEXT_ARGS(line));
    }
}

static struct text file_of(const struct planning *planning, enum host_file file) {
    struct host_writing writing = {.planning = planning, .file = (uint8_t)file};
    writing.base = decoded_base(planning->site, planning->arena);
    add_own(&writing);
    buffer_add(&writing.out, text_of(files[file].head));
    write_moves(&writing);
    buffer_add(&writing.out, text_of(files[file].tail));
    buffer_add(&writing.out, writing.after);
    for (enum host host = 0; host < HOST_COUNT; host++)
        tell(&writing, host);
    return buffer_take(&writing.out, planning->arena);
}

const struct text *hosts_redirects(const struct planning *planning) {
    struct text *redirects = arena_array(planning->arena, struct text, HOST_FILES);
    for (enum host_file file = 0; file < HOST_FILES; file++)
        redirects[file] = is_read(planning->site, file) ? file_of(planning, file) : TEXT("");
    return redirects;
}

void redirects_plan(struct planning *planning, enum page_kind kind) {
    for (enum host_file file = 0; file < HOST_FILES; file++)
        if (is_read(planning->site, file))
            plan_add(planning, kind, text_of(files[file].address), (uint32_t)file);
}

void redirects_gather(struct gathering *g, const struct from *from) {
    gather_text(g, "redirects", from->plan->redirects[from->page->number]);
}
