#include "serve/server.h"

#include "serve/generation.h"
#include "serve/script.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

enum { PAGE_DEADLINE_SECONDS = 30, LOAD_DEADLINE_SECONDS = 600 };

/* A request that the site has not answered. */
struct open_request {
    uint64_t number;
    struct http_request *request; /* NULL: its browser is gone */
    struct buffer address;
    bool is_asked;
    int64_t asked_ms; /* when the current generation had nothing else to do before it */
    struct open_request *next;
};

struct server {
    const struct server_options *options;
    struct http *http;
    struct watch *watch;
    struct generation current, loading; /* no process: there is none */
    unsigned started;
    struct server_told told;
    bool is_last_failed;
    uint64_t requests;
    struct open_request *first, **last; /* in the order in which they came */
};

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool runs(const struct generation *generation) {
    return generation->process != 0;
}

/* Browsers are told. */

static void keep_text(struct buffer *buffer, struct text text) {
    buffer_clear(buffer);
    buffer_add(buffer, text);
}

static void tell_browsers(struct server *server) {
    struct buffer event = {0};
    buffer_add_format(&event, "event: state\ndata: {\"generation\":%u,\"failed\":%s,\"problems\":\"", server->current.number,
                      server->is_last_failed ? "true" : "false");
    buffer_add_json(&event, buffer_text(&server->told.problems));
    buffer_add(&event, TEXT("\"}\n\n"));
    http_tell(server->http, buffer_text(&event));
    buffer_free(&event);
}

/* Answers. */

static void answer(struct http_request *request, const struct http_answer *answer) {
    if (request)
        http_answer(request, answer);
}

static void answer_html(struct server *server, struct http_request *request, const struct http_answer *bare) {
    struct buffer page = {0};
    struct http_answer whole = *bare;
    script_add(&page, bare->body, server->options->http.prefix, server->current.number, bare->tag);
    whole.body = buffer_text(&page);
    answer(request, &whole);
    buffer_free(&page);
}

/* While there is no site, or one of its pages cannot be made. */
static void answer_trouble(struct server *server, struct http_request *request, struct text words) {
    struct buffer page = {0};
    buffer_add(&page,
               TEXT("<!doctype html>\n<meta charset=\"utf-8\">\n<title>Not built</title>\n<body>\n<p>This page cannot be "
                    "made. It comes by itself when this is mended:</p>\n<pre id=\"colophon-problems\">"));
    buffer_add_html(&page, words);
    buffer_add(&page, TEXT("</pre>\n</body>\n"));
    answer_html(server, request,
                &(struct http_answer){.status = 500, .type = TEXT("text/html; charset=utf-8"), .body = buffer_text(&page)});
    buffer_free(&page);
}

static void drop(struct server *server, struct open_request **at) {
    struct open_request *waiting = *at;
    *at = waiting->next;
    if (server->last == &waiting->next)
        server->last = at;
    buffer_free(&waiting->address);
    free(waiting);
}

static void answer_all_trouble(struct server *server) {
    while (server->first) {
        answer_trouble(server, server->first->request, buffer_text(&server->told.problems));
        drop(server, &server->first);
    }
}

static void ask(struct server *server, struct open_request *waiting) {
    waiting->is_asked = true;
    waiting->asked_ms = now_ms();
    generation_ask(&server->current, waiting->number, buffer_text(&waiting->address));
}

static void ask_all(struct server *server) {
    for (struct open_request *waiting = server->first; waiting; waiting = waiting->next)
        if (!waiting->is_asked)
            ask(server, waiting);
}

static void ask_again(struct server *server) {
    for (struct open_request *waiting = server->first; waiting; waiting = waiting->next)
        waiting->is_asked = false;
}

static void asked(struct http_request *request, struct text address, void *context) {
    struct server *server = context;
    struct open_request *waiting = memory_alloc_zeroed(1, sizeof *waiting);
    *waiting = (struct open_request){.number = ++server->requests, .request = request};
    buffer_add(&waiting->address, address);
    *server->last = waiting;
    server->last = &waiting->next;
    if (runs(&server->current))
        ask(server, waiting);
    else if (server->told.is_again && !runs(&server->loading))
        answer_all_trouble(server);
}

/* The generation that was asked may yet hang or crash: the question stays until then, and its answer goes nowhere. */
static void left(struct http_request *request, void *context) {
    struct server *server = context;
    for (struct open_request *waiting = server->first; waiting; waiting = waiting->next)
        if (waiting->request == request)
            waiting->request = NULL;
}

static bool is_html(struct text type) {
    return text_starts(type, TEXT("text/html"));
}

static void give(struct server *server, struct http_request *request, const struct message *message) {
    struct http_answer given = {.status = message->status,
                                .type = message->texts[0],
                                .location = message->texts[1],
                                .tag = message->texts[2],
                                .body = message->texts[3]};
    if (given.status == 500)
        answer_trouble(server, request, given.body);
    else if (is_html(given.type))
        answer_html(server, request, &given);
    else
        answer(request, &given);
}

/* In the middle of a save a file is not there: the generation that comes knows better. */
static void take_answer(struct server *server, const struct message *message) {
    struct open_request **at = &server->first;
    while (*at && (*at)->number != message->request)
        at = &(*at)->next;
    if (!*at)
        return;
    if (message->status >= 400 && runs(&server->loading))
        return;
    give(server, (*at)->request, message);
    drop(server, at);
    if (server->first)
        server->first->asked_ms = now_ms();
}

/* Generations. */

static void begin(int channel, void *context) {
    struct server *server = context;
    server->options->run(channel, &server->told, server->options->context);
}

static void start_generation(struct server *server) {
    generation_end(&server->loading, NULL);
    if (generation_start(&server->loading, ++server->started, begin, server)) {
        server->loading.started_ms = now_ms();
        return;
    }
    struct text words = TEXT("the site cannot be loaded: the machine has no process left\n");
    server->options->note(words, server->options->context);
    keep_text(&server->told.problems, words);
    server->told.is_again = server->is_last_failed = true;
    tell_browsers(server);
}

/* What was asked while it loaded, and not answered well, is asked of whichever goes on. */
static void settle(struct server *server) {
    server->told.is_again = true;
    tell_browsers(server);
    ask_again(server);
    if (runs(&server->current))
        ask_all(server);
    else
        answer_all_trouble(server);
}

static void keep_told(struct server *server, const struct message *message, bool has_failed) {
    keep_text(&server->told.problems, message->texts[0]);
    keep_text(&server->told.terminal, message->texts[1]);
    keep_text(&server->told.input, message->texts[2]);
    server->is_last_failed = has_failed;
}

static void swap(struct server *server, const struct message *message) {
    keep_told(server, message, false);
    generation_end(&server->current, NULL);
    server->current = server->loading;
    server->loading = (struct generation){0};
    settle(server);
}

static void take_failure(struct server *server, const struct message *message) {
    keep_told(server, message, true);
    generation_end(&server->loading, NULL);
    settle(server);
}

static void take_unchanged(struct server *server) {
    generation_end(&server->loading, NULL);
    ask_again(server);
    if (runs(&server->current))
        ask_all(server);
}

static struct text how_it_ended(int status, bool was_late, struct arena *arena) {
    if (was_late)
        return TEXT("took too long, and was ended");
    if (WIFSIGNALED(status))
        return text_format(arena, "was ended by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    return text_format(arena, "ended with status %d", WEXITSTATUS(status));
}

static void tell_fault(struct server *server, struct text words) {
    server->options->note(words, server->options->context);
    keep_text(&server->told.problems, words);
    buffer_clear(&server->told.terminal);
    buffer_clear(&server->told.input);
    server->is_last_failed = true;
}

static void lose_loading(struct server *server, bool was_late) {
    struct arena scratch = {0};
    int status = 0;
    generation_end(&server->loading, &status);
    tell_fault(server,
               text_format(&scratch, "error: loading the site %.*s\n", TEXT_ARGS(how_it_ended(status, was_late, &scratch))));
    arena_free(&scratch);
    settle(server);
}

/* The oldest request was being answered: its page is what is wrong. The others are asked of the next generation. */
static void lose_current(struct server *server, bool was_late) {
    struct arena scratch = {0};
    int status = 0;
    generation_end(&server->current, &status);
    struct text words = text_format(&scratch, "error: making %.*s %.*s\n",
                                    TEXT_ARGS(server->first ? buffer_text(&server->first->address) : TEXT("a page")),
                                    TEXT_ARGS(how_it_ended(status, was_late, &scratch)));
    tell_fault(server, words);
    if (server->first) {
        answer_trouble(server, server->first->request, words);
        drop(server, &server->first);
    }
    ask_again(server);
    tell_browsers(server);
    if (!runs(&server->loading))
        start_generation(server);
    arena_free(&scratch);
}

static void read_current(struct server *server) {
    struct message message;
    generation_exchange(&server->current);
    while (generation_receive(&message, &server->current))
        take_answer(server, &message);
    if (server->current.is_over)
        lose_current(server, false);
}

static void read_loading(struct server *server) {
    struct message message;
    generation_exchange(&server->loading);
    bool came = generation_receive(&message, &server->loading);
    if (came && message.kind == MESSAGE_LOADED)
        swap(server, &message);
    else if (came && message.kind == MESSAGE_FAILED)
        take_failure(server, &message);
    else if (came)
        take_unchanged(server);
    else if (server->loading.is_over)
        lose_loading(server, false);
}

static bool is_late(int64_t since_ms, int seconds) {
    return now_ms() - since_ms > (int64_t)seconds * 1000;
}

static void end_what_is_late(struct server *server) {
    if (runs(&server->current) && server->first && server->first->is_asked &&
        is_late(server->first->asked_ms, PAGE_DEADLINE_SECONDS) && !runs(&server->loading))
        lose_current(server, true);
    if (runs(&server->loading) && is_late(server->loading.started_ms, LOAD_DEADLINE_SECONDS))
        lose_loading(server, true);
}

/* The loop. */

static int sooner(int left, int right) {
    return left < 0 || (right >= 0 && right < left) ? right : left;
}

static int wait_ms(const struct server *server) {
    int wait = sooner(http_wait_ms(server->http), watch_wait_ms(server->watch));
    return sooner(wait, runs(&server->loading) || server->first ? 1000 : -1);
}

static struct pollfd poll_of(const struct generation *generation) {
    short events = (short)(POLLIN | (generation_is_sending(generation) ? POLLOUT : 0));
    return (struct pollfd){.fd = runs(generation) ? generation->channel : -1, .events = events};
}

static void turn(struct server *server) {
    struct pollfd polls[] = {{.fd = http_descriptor(server->http), .events = POLLIN},
                             {.fd = watch_descriptor(server->watch), .events = POLLIN},
                             poll_of(&server->current),
                             poll_of(&server->loading)};
    poll(polls, sizeof polls / sizeof *polls, wait_ms(server));
    if (watch_rang(server->watch))
        start_generation(server);
    else if (polls[3].revents)
        read_loading(server);
    if (runs(&server->current))
        read_current(server);
    end_what_is_late(server);
    http_run(server->http);
}

bool server_run(const struct server_options *options, struct arena *arena) {
    /* Pages that were made before the server was started again are not of the same generation. */
    struct server server = {.options = options, .started = (unsigned)time(NULL)};
    struct http_options http = options->http;
    server.last = &server.first;
    http.script = script_file();
    http.asked = asked;
    http.left = left;
    http.context = &server;
    server.http = http_start(&http, arena);
    if (!server.http)
        return false;
    server.watch = watch_start(&options->watch, arena);
    options->listening(http_port(server.http), watch_polls_because(server.watch), options->context);
    tell_browsers(&server);
    start_generation(&server);
    for (;;)
        turn(&server);
}
