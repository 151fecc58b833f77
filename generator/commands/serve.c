#include "base/files.h"
#include "base/program.h"
#include "base/remembered.h"
#include "base/utf8.h"
#include "commands/all_pages.h"
#include "commands/interrupt.h"
#include "commands/published.h"
#include "pages/search_index.h"
#include "read/codes.h"
#include "serve/generation.h"
#include "serve/server.h"
#include "serve/target.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    DEFAULT_PORT = 1414,
    PORTS_TRIED = 100,
    PAGE_SECONDS = 30,
    LOAD_SECONDS = 600,
    MOST_PREPARED = 256 /* huge pages: half a gigabyte */
};

/* The command, as each generation inherits it. */
struct serving {
    const struct options *options;
    struct report report;
};

/* One generation: what a child has loaded. */
struct loaded {
    struct reader reader;
    const struct plan *plan;
    struct all_pages all;
    struct text digest_of_copies; /* of all files that are copied: a page shows some of them */
    struct text were;             /* the addresses that there were a moment ago (serve/server.h) */
    struct diag problems;
    struct arena arena;
};

/* As browsers ask for it. */
static struct text address_below(const struct options *options, struct text address, struct arena *arena) {
    struct text prefix = options->prefix ? text_of(options->prefix) : TEXT("/");
    return text_url(text_join(arena, prefix, text_after(address, 1)), arena);
}

/* Addresses as numbers: eight bytes for each. */

static uint64_t number_of(struct text path) {
    return digest_of(path).low;
}

static bool has_number(struct text numbers, uint64_t number) {
    uint64_t one;
    for (size_t at = 0; at + sizeof one <= numbers.size; at += sizeof one)
        if (memcpy(&one, numbers.bytes + at, sizeof one), one == number)
            return true;
    return false;
}

static int by_number(const void *left, const void *right) {
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return a < b ? -1 : a > b;
}

/* Those that there are now and, where `were` is not empty, those of them that are lost. */
static struct text number_addresses(const struct loaded *loaded, struct text were, struct arena *arena) {
    struct publish_pages pages = pages_of(&loaded->all);
    size_t count = pages.count, own = count;
    uint64_t *numbers = arena_array(arena, uint64_t, count + were.size / sizeof *numbers), one;
    for (size_t i = 0; i < own; i++)
        numbers[i] = number_of(pages.path(i, pages.context));
    qsort(numbers, own, sizeof *numbers, by_number);
    for (size_t at = 0; at + sizeof one <= were.size; at += sizeof one) {
        memcpy(&one, were.bytes + at, sizeof one);
        if (!bsearch(&one, numbers, own, sizeof one, by_number))
            numbers[count++] = one;
    }
    return (struct text){(const char *)numbers, count * sizeof *numbers};
}

/* What was changed. */

/* Two numbers for each file: for its path, and for its bytes. */
struct file_numbers {
    uint64_t path, bytes;
};

static struct text number_files(const struct tree *tree, struct arena *arena) {
    struct file_numbers *numbers = arena_array(arena, struct file_numbers, tree->count);
    for (size_t i = 0; i < tree->count; i++)
        numbers[i] = (struct file_numbers){number_of(tree->files[i].path), tree->files[i].id.low};
    return (struct text){(const char *)numbers, tree->count * sizeof *numbers};
}

/* The one file that is new, or has other bytes; SIZE_MAX: there is none, or several. Both lists are in the order of paths. */
static size_t find_changed(struct text now, struct text before) {
    size_t changed = SIZE_MAX;
    struct file_numbers one, other;
    for (size_t i = 0, j = 0; before.size && i < now.size / sizeof one; i++) {
        memcpy(&one, now.bytes + i * sizeof one, sizeof one);
        bool is_there = (j + 1) * sizeof other <= before.size;
        if (is_there)
            memcpy(&other, before.bytes + j * sizeof other, sizeof other);
        is_there &= other.path == one.path;
        j += is_there;
        if (is_there && other.bytes == one.bytes)
            continue;
        if (changed != SIZE_MAX)
            return SIZE_MAX;
        changed = i;
    }
    return changed;
}

/* The address of the page that shows a file of the tree; "" when it has none. */
static struct text page_of_file(const struct loaded *loaded, size_t file) {
    const struct plan *plan = loaded->plan;
    for (size_t i = 0; i < plan->count; i++) {
        const struct page *page = &plan->pages[i];
        const struct page_kind_row *kind = page_kind(page->kind);
        bool is_of_thing = kind->about != THING_NONE && !(kind->flags & PAGE_CITED);
        const struct source *source = is_of_thing ? thing_source(plan->site, kind->about, page->number) : NULL;
        if (source && text_equal(source->path, loaded->reader.tree->files[file].path))
            return page->address;
    }
    return (struct text){0};
}

static struct text what_was_changed(const struct loaded *loaded, struct text files, struct text before, struct arena *arena) {
    size_t file = find_changed(files, before);
    struct text address = file == SIZE_MAX ? (struct text){0} : page_of_file(loaded, file);
    return address.size ? address_below(loaded->reader.options, address, arena) : (struct text){0};
}

/* Loading. */

static bool is_for_others(const struct options *options) {
    return options->address || options->host_count > 0;
}

static struct text hex_of(struct digest digest, struct arena *arena) {
    return text_format(arena, "%016llx%016llx", (unsigned long long)digest.high, (unsigned long long)digest.low);
}

/* What is the same for every page. A file that a page shows may be another although the page's own bytes are the same. */
static struct text digest_copies(const struct plan *plan, struct arena *arena) {
    struct hasher hasher;
    struct arena scratch = {0};
    hasher_start(&hasher);
    for (size_t i = 0; i < plan->count; i++)
        if (plan_is_copied(plan, i))
            hasher_add_digest(&hasher, plan_key(plan, i, &scratch));
    arena_free(&scratch);
    return hex_of(hasher_end(&hasher), arena);
}

static void list_pages(struct loaded *loaded) {
    loaded->all = all_pages_of(loaded->plan, loaded->reader.editions, &loaded->arena);
    loaded->all.without_keys = true;
}

/* Errors in what was published before keep a build from publishing, and a page from nobody who writes. */
static void load(struct loaded *loaded, const struct server_told *told, bool *is_unchanged) {
    struct reader *reader = &loaded->reader;
    struct text input = {0};
    *is_unchanged = false;
    if (!reader_open(reader, &loaded->problems, &loaded->arena))
        return;
    if (reader_recall(reader, NULL)) {
        input = hex_of(reader_input(reader, NULL), &loaded->arena);
        *is_unchanged = text_equal(input, buffer_text(&told->input));
    }
    if (*is_unchanged)
        return;
    loaded->plan = reader_plan(reader, &loaded->problems, &loaded->arena);
    if (!loaded->plan)
        return;
    published_check(reader, loaded->plan, &loaded->problems, &loaded->arena);
    list_pages(loaded);
    loaded->digest_of_copies = digest_copies(loaded->plan, &loaded->arena);
}

static size_t count_pages(const struct loaded *loaded) {
    struct publish_pages pages = pages_of(&loaded->all);
    return loaded->plan ? publish_count_pages(&pages) : 0;
}

static void tell_line(struct serving *serving, const struct loaded *loaded) {
    struct report_result result = {.done = "Loaded",
                                   .failed = loaded->plan ? "Loaded the site" : "Loaded nothing",
                                   .pages = count_pages(loaded),
                                   .held = loaded->plan ? &loaded->reader.held : NULL,
                                   .today = &loaded->reader.today};
    report_line(&serving->report, &result, &loaded->problems);
    fflush(stdout);
}

/* In seconds since 1970; 0: it never comes. */
static uint64_t moment_of(const struct validity *validity) {
    return validity->until > 0 && validity->until != MOMENT_NEVER ? (uint64_t)validity->until : 0;
}

/* On the terminal the same problems are told once; and that the machine cannot, which is tried again and again. */
static bool tell(int channel, struct serving *serving, struct loaded *loaded, const struct server_told *told) {
    struct report *report = &serving->report;
    struct arena *arena = &loaded->arena;
    struct text were = told->is_recent ? buffer_text(&told->addresses) : (struct text){0};
    struct message message = {.kind = loaded->plan ? MESSAGE_LOADED : MESSAGE_FAILED,
                              .status = loaded->problems.errors > 0 && loaded->problems.fault == FAULT_MACHINE};
    message.texts[0] =
        report_text(report, &loaded->problems, loaded->reader.tree, false, is_for_others(report->options), arena);
    struct text terminal = message.texts[1] =
        report_text(report, &loaded->problems, loaded->reader.tree, report->color, !isatty(STDERR_FILENO), arena);
    if (loaded->plan) {
        message.status = (uint32_t)arena_huge_pages();
        message.request = loaded->reader.today.source == TODAY_CLOCK ? moment_of(&loaded->reader.held.validity) : 0;
        message.texts[2] = hex_of(reader_input(&loaded->reader, NULL), arena);
        message.texts[3] = number_addresses(loaded, were, arena);
    }
    if (loaded->plan && report->options->follow) {
        message.texts[4] = number_files(loaded->reader.tree, arena);
        message.texts[5] = what_was_changed(loaded, message.texts[4], buffer_text(&told->files), arena);
    }
    bool is_news = !text_equal(terminal, buffer_text(&told->terminal));
    if (is_news)
        report_print(report, terminal);
    if (loaded->plan || !message.status || is_news)
        tell_line(serving, loaded);
    return channel_send(channel, &message);
}

/* Pages. */

static struct text path_at(const struct loaded *loaded, size_t index) {
    struct publish_pages pages = pages_of(&loaded->all);
    return pages.path(index, pages.context);
}

/* The index of a path of the output, or SIZE_MAX. */
static size_t find_path(const struct loaded *loaded, struct text path) {
    size_t from = 0, to = loaded->all.count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = text_compare(path, path_at(loaded, middle));
        if (order == 0)
            return middle;
        if (order < 0)
            to = middle;
        else
            from = middle + 1;
    }
    return SIZE_MAX;
}

/* Editions are loaded when a page of one is asked for. */
static bool load_editions(struct loaded *loaded, size_t index, struct text *why) {
    bool is_edition = loaded->all.pages && loaded->all.pages[index].edition && !loaded->all.pages[index].edition->plan;
    struct diag own = {0};
    bool good = !is_edition || edition_sites_load(loaded->reader.editions, &loaded->reader, NULL, &own, &loaded->arena);
    if (!good)
        *why = own.count ? text_copy(own.items[0].message, &loaded->arena) : TEXT("its edition cannot be loaded");
    diag_free(&own);
    return good;
}

static bool needs_search(const struct loaded *loaded, struct text path) {
    const struct search_index *search = loaded->plan->search;
    return search && search->is_missing && text_starts(path, TEXT("search/"));
}

/* To make the index of the search takes longer than all else of an edit, and few search in a reader that they write. */
static bool add_search(struct loaded *loaded, struct text *why) {
    struct diag own = {0};
    const struct plan *plan = reader_add_search(&loaded->reader, loaded->plan, &own, &loaded->arena);
    if (plan) {
        loaded->plan = plan;
        list_pages(loaded);
        remembered_save(loaded->reader.remembered);
    } else {
        *why = own.count ? text_copy(own.items[0].message, &loaded->arena) : TEXT("the index of the search cannot be made");
    }
    diag_free(&own);
    return plan != NULL;
}

static struct text tag_of(const struct loaded *loaded, struct text path, struct text bytes, struct arena *arena) {
    struct hasher hasher;
    hasher_start(&hasher);
    hasher_add_text(&hasher, bytes);
    if (text_ends(path, TEXT(".html")))
        hasher_add_text(&hasher, loaded->digest_of_copies);
    return hex_of(hasher_end(&hasher), arena);
}

static bool send_failure(int channel, struct message answer, struct text path, struct text why, bool of_machine,
                         struct arena *arena) {
    answer.kind = of_machine ? MESSAGE_AWAY : MESSAGE_ANSWER;
    answer.status = 500;
    answer.texts[3] = text_format(arena, "%.*s: error: %.*s\n", TEXT_ARGS(path), TEXT_ARGS(why));
    return channel_send(channel, &answer);
}

/* `answer` has all but its texts. */
static bool send_page(int channel, struct message answer, struct loaded *loaded, size_t index, struct arena *arena) {
    struct publish_pages pages = pages_of(&loaded->all);
    struct publish_made made = {0};
    struct text path = path_at(loaded, index);
    if (!load_editions(loaded, index, &made.failure.why) || !pages.make(&made, index, NULL, pages.context, arena)) {
        publish_made_free(&made);
        return send_failure(channel, answer, path, made.failure.why, made.failure.of_machine, arena);
    }
    answer.texts[0] = text_of(target_type(path));
    answer.texts[2] = tag_of(loaded, path, buffer_text(&made.bytes), arena);
    answer.texts[3] = buffer_text(&made.bytes);
    bool sent = channel_send(channel, &answer);
    publish_made_free(&made);
    return sent;
}

static bool send_where(int channel, uint64_t request, struct text address, const struct options *options, struct arena *arena) {
    struct message answer = {.kind = MESSAGE_ANSWER, .request = request, .status = 302};
    answer.texts[1] = address_below(options, text_join(arena, address, TEXT("/")), arena);
    return channel_send(channel, &answer);
}

/* A file that is being saved may be away for a moment. */
static bool send_missing(int channel, uint64_t request, struct loaded *loaded, struct text path, struct arena *arena) {
    size_t index = find_path(loaded, TEXT("404.html"));
    bool was_there = has_number(loaded->were, number_of(path)) ||
                     has_number(loaded->were, number_of(text_join(arena, path, TEXT("/index.html"))));
    struct message answer = {.kind = was_there ? MESSAGE_AWAY : MESSAGE_ANSWER, .request = request, .status = 404};
    if (index != SIZE_MAX)
        return send_page(channel, answer, loaded, index, arena);
    answer.texts[0] = TEXT("text/plain; charset=utf-8");
    answer.texts[3] = TEXT("there is no such page\n");
    return channel_send(channel, &answer);
}

/* As hosts do: a folder's page is index.html, and a folder without its slash leads to it. */
static bool answer(int channel, const struct message *question, struct loaded *loaded, struct arena *arena) {
    struct text address = question->texts[0], path = text_after(address, 1);
    bool is_folder = path.size == 0 || text_ends(path, TEXT("/"));
    struct text file = is_folder ? text_join(arena, path, TEXT("index.html")) : path, why;
    struct message found = {.kind = MESSAGE_ANSWER, .request = question->request, .status = 200};
    if (needs_search(loaded, path) && !add_search(loaded, &why))
        return send_failure(channel, found, path, why, true, arena);
    size_t index = find_path(loaded, file);
    if (index != SIZE_MAX)
        return send_page(channel, found, loaded, index, arena);
    if (!is_folder && find_path(loaded, text_join(arena, path, TEXT("/index.html"))) != SIZE_MAX)
        return send_where(channel, question->request, address, loaded->reader.options, arena);
    return send_missing(channel, question->request, loaded, file, arena);
}

static void answer_all(int channel, struct loaded *loaded) {
    struct message question;
    struct arena arena = {0};
    while (channel_receive(&question, channel, &arena) && answer(channel, &question, loaded, &arena))
        arena_free(&arena);
}

static void run_generation(int channel, const struct server_told *told, void *context) {
    struct serving *serving = context;
    struct loaded loaded = {0};
    bool is_unchanged = false;
    serving->report = report_start(serving->options);
    loaded.problems.strict = serving->options->strict;
    if (reader_find(&loaded.reader, &serving->report, &loaded.problems, &loaded.arena)) {
        loaded.reader.keep = true;
        loaded.reader.is_again = told->is_again;
        loaded.reader.is_shown_only = true;
        state_place_settle(&loaded.reader.place, loaded.reader.shown_output, &loaded.problems, &loaded.arena);
        loaded.were = buffer_text(&told->addresses);
        load(&loaded, told, &is_unchanged);
    }
    if (is_unchanged) {
        channel_send(channel, &(struct message){.kind = MESSAGE_UNCHANGED});
        return;
    }
    /* One that has errors is ended when it has told them. */
    if (!loaded.plan && loaded.reader.remembered)
        remembered_save(loaded.reader.remembered);
    if (!tell(channel, serving, &loaded, told) || !loaded.plan)
        return;
    channel_outlive(true);
    remembered_save(loaded.reader.remembered);
    channel_outlive(false);
    if (channel_send(channel, &(struct message){.kind = MESSAGE_SAVED}))
        answer_all(channel, &loaded);
}

/* While nothing has changed, and nobody waits. */
static void prepare_generation(const struct server_told *told, void *context) {
    (void)context;
    arena_prepare(told->memory < MOST_PREPARED ? told->memory : MOST_PREPARED);
}

/* The command. */

static void note(struct text line, void *context) {
    struct serving *serving = context;
    report_note(&serving->report, text_trim(line));
}

static struct text shown_host(const struct options *options, struct arena *arena) {
    const char *address = options->address;
    if (!address || strcmp(address, "127.0.0.1") == 0)
        return TEXT("localhost");
    return text_contains(text_of(address), TEXT(":")) ? text_format(arena, "[%s]", address) : text_of(address);
}

/* A shell leaves it behind: some browsers end when they are closed, and nobody waits for that. */
static bool open_browser(const char *url) {
    static const char script[] = "command -v \"$1\" >/dev/null || exit 1; \"$1\" \"$2\" </dev/null >/dev/null 2>&1 &";
    const char *named = getenv("BROWSER");
    const char *const words[] = {"sh", "-c", script, "sh", named && *named ? named : "xdg-open", url, NULL};
    return program_run(words, NULL) == 0;
}

static void tell_address(unsigned port, const char *polls_because, void *context) {
    struct serving *serving = context;
    const struct options *options = serving->options;
    struct arena scratch = {0};
    if (!options->port && port != DEFAULT_PORT)
        report_note(&serving->report,
                    text_format(&scratch, "note: port %u is busy: this is the next one that is free", (unsigned)DEFAULT_PORT));
    if (*polls_because)
        report_note(&serving->report,
                    text_format(&scratch, "note: the files are looked at twice a second, since %s", polls_because));
    const char *url = text_terminated(text_format(&scratch, "http://%.*s:%u%s", TEXT_ARGS(shown_host(options, &scratch)), port,
                                                  options->prefix ? options->prefix : "/"),
                                      &scratch);
    printf("Serving %s (Ctrl-C ends it)\n", url);
    fflush(stdout);
    if (options->open && !open_browser(url))
        report_note(&serving->report,
                    text_format(&scratch,
                                "note: no browser was opened, since neither $BROWSER nor xdg-open is a program "
                                "here: open %s yourself",
                                url));
    arena_free(&scratch);
}

static enum status fail(struct report *report, struct diag *problems, struct text message, struct text help) {
    diag_fail(problems, FAULT_USAGE, E_USAGE, (struct text){0}, message, help);
    return report_problems(report, problems, NULL);
}

static enum status fail_to_listen(struct report *report, struct diag *problems, struct arena *arena) {
    const struct options *options = report->options;
    const char *address = options->address ? options->address : "127.0.0.1";
    unsigned port = options->port ? options->port : DEFAULT_PORT;
    if (errno == EADDRINUSE && !options->port)
        return fail(report, problems, text_format(arena, "the ports %u to %u are all busy", port, port + PORTS_TRIED - 1),
                    TEXT("name another one with --port"));
    if (errno == EADDRINUSE)
        return fail(report, problems, text_format(arena, "port %u is busy", port),
                    TEXT("name another one, or none: then the next free one is taken"));
    return fail(
        report, problems, text_format(arena, "cannot listen at %s, port %u: %s", address, port, strerror(errno)),
        TEXT("--bind needs an address of this machine, as 127.0.0.1, 0.0.0.0 or ::1; a port below 1024 may need rights"));
}

/* Whether it is of letters, digits and these signs; letters of other alphabets, too. */
static bool is_of(struct text word, const char *signs) {
    for (size_t i = 0; i < word.size; i++) {
        char one = word.bytes[i];
        bool is_letter = (one >= 'a' && one <= 'z') || (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') || one & 0x80;
        if (!is_letter && !strchr(signs, one))
            return false;
    }
    return true;
}

/* A path whose parts are names, so that each browser asks for it as it is written here. */
static bool is_prefix(struct text prefix) {
    if (text_equal(prefix, TEXT("/")))
        return true;
    if (prefix.size < 3 || !text_starts(prefix, TEXT("/")) || !text_ends(prefix, TEXT("/")) ||
        utf8_first_invalid(prefix) < prefix.size)
        return false;
    struct text part, rest = text_slice(prefix, 1, prefix.size - 1);
    while (text_cut(&part, &rest, '/'))
        if (!part.size || text_equal(part, TEXT(".")) || text_equal(part, TEXT("..")) || !is_of(part, "-._~"))
            return false;
    return true;
}

/* A name as a browser sends it in Host, without the port; an address in brackets, too. */
static bool is_host(struct text host) {
    bool has_brackets = text_starts(host, TEXT("[")) && text_ends(host, TEXT("]"));
    struct text name = has_brackets ? text_slice(host, 1, host.size - 1) : host;
    return name.size > 0 && is_of(name, has_brackets ? ":.%" : "-._") && !text_starts(name, TEXT(".")) &&
           !text_ends(name, TEXT("."));
}

static bool check_hosts(struct report *report, struct diag *problems, struct arena *arena) {
    const struct options *options = report->options;
    for (size_t i = 0; i < options->host_count; i++)
        if (!is_host(text_of(options->hosts[i]))) {
            fail(report, problems, text_format(arena, "--host is \"%s\", which is no name of a host", options->hosts[i]),
                 TEXT("write it as in the browser's address, without http:// and without the port: --host reader.test"));
            return false;
        }
    return true;
}

/* What is read of the reader, and where its repository says which commit is there. */
static struct watch_options what_to_watch(const struct reader *reader, struct arena *arena) {
    static const struct text parts[] = {TEXT_INIT("content"), TEXT_INIT("layouts"), TEXT_INIT("assets")};
    enum { PARTS = sizeof parts / sizeof *parts };
    const char **folders = arena_array(arena, const char *, PARTS);
    for (size_t i = 0; i < PARTS; i++)
        folders[i] = path_join(arena, reader->folder, parts[i]);
    return (struct watch_options){
        .folders = folders, .folder_count = PARTS, .root = reader->folder, .poll_ms = reader->options->poll_ms};
}

/* Tests have less patience. */
static unsigned seconds_of(const char *name, unsigned otherwise) {
    const char *given = getenv(name);
    unsigned long seconds = given ? strtoul(given, NULL, 10) : 0;
    return seconds > 0 && seconds < otherwise ? (unsigned)seconds : otherwise;
}

static enum status serve(struct serving *serving, const struct reader *reader, struct diag *problems, struct arena *arena) {
    const struct options *options = serving->options;
    unsigned port = options->port ? options->port : DEFAULT_PORT;
    struct server_options server = {
        .http = {.address = options->address ? options->address : "127.0.0.1",
                 .port = port,
                 .last_port = options->port ? port : port + PORTS_TRIED - 1,
                 .hosts = options->hosts,
                 .host_count = options->host_count,
                 .prefix = options->prefix ? text_of(options->prefix) : TEXT("/")},
        .watch = what_to_watch(reader, arena),
        .page_seconds = seconds_of("COLOPHON_PAGE_SECONDS", PAGE_SECONDS),
        .load_seconds = seconds_of("COLOPHON_LOAD_SECONDS", LOAD_SECONDS),
        .loads_below = TEXT("/search/"), /* whose index is made when it is first asked for */
        .follows = options->follow,
        .prepare = prepare_generation,
        .run = run_generation,
        .listening = tell_address,
        .note = note,
        .context = serving,
    };
    server_run(&server, arena);
    return fail_to_listen(&serving->report, problems, arena);
}

static enum status run(const struct options *given, struct diag *problems, struct arena *arena) {
    struct options options = *given;
    options.drafts = !options.no_drafts;
    struct serving serving = {.options = &options, .report = report_start(&options)};
    struct reader reader;
    if (options.prefix && !is_prefix(text_of(options.prefix)))
        return fail(&serving.report, problems, text_format(arena, "--prefix is \"%s\", which is no path", options.prefix),
                    TEXT("write names with a slash before and behind each: --prefix /reader/"));
    if (!check_hosts(&serving.report, problems, arena))
        return STATUS_USAGE;
    interrupt_watch(NULL);
    if (!reader_find(&reader, &serving.report, problems, arena))
        return report_problems(&serving.report, problems, NULL);
    return serve(&serving, &reader, problems, arena);
}

const struct command command_serve = {
    .name = "serve",
    .summary = "show the site in a browser while it is written; writes no page",
    .words = "[DIR]",
    .most_words = 1,
    .takes_reader = true,
    .details =
        "Pages are made when they are asked for, with drafts, and come again by themselves when something has changed.\n",
    .flags = "source port bind host prefix open follow no-drafts base-url future day jobs poll strict quiet verbose color",
    .run = run,
};
