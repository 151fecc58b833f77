#include "serve/server.h"

#include "serve/clock.h"
#include "serve/generation.h"
#include "serve/questions.h"
#include "serve/script.h"

#include <poll.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

enum {
    AWAY_MS = 2000, /* so long after a change a file that is not there may come back: somebody is saving it */
    ASK_AGAIN_MS = 50,
    IMPATIENT_MS = 2000, /* after the first of changes that come all the time one generation is let finish */
    TRY_AGAIN_MS = 500,  /* what the machine refused; twice as long each time */
    TRY_AGAIN_LONGEST_MS = 60000
};

struct server {
    const struct server_options *options;
    struct http *http;
    struct watch *watch;
    struct generation current, loading, ready; /* no process: there is none */
    bool is_saving;                            /* the current one keeps what it found out, for the next */
    bool is_due;                               /* something has changed, and the next has not begun */
    int64_t changed_ms;                        /* when the first change came that is not loaded; 0: there is none */
    unsigned started;
    struct server_told told;
    bool is_last_failed;
    int64_t settled_ms;               /* when the last generation loaded or failed */
    int64_t tries_ms, tries_pause_ms; /* when the next is started though nothing changed; 0: never */
    struct questions questions;
};

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
    buffer_add_format(&event, "event: state\ndata: {\"generation\":%u,\"failed\":%s", server->current.number,
                      server->is_last_failed ? "true" : "false");
    buffer_add_json_member(&event, "problems", buffer_text(&server->told.problems));
    buffer_add_json_member(&event, "changed", buffer_text(&server->told.changed));
    buffer_add(&event, TEXT("}\n\n"));
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
    script_add(&page, bare->body,
               &(struct script){server->options->http.prefix, server->current.number, bare->tag, server->options->follows});
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

static void answer_all_trouble(struct server *server) {
    while (server->questions.first) {
        answer_trouble(server, server->questions.first->request, buffer_text(&server->told.problems));
        question_drop(&server->questions, server->questions.first);
    }
}

static void ask(struct server *server, struct question *question) {
    question_asked(question);
    generation_ask(&server->current, question->number, buffer_text(&question->address));
}

static void ask_all(struct server *server, enum question_state state) {
    for (struct question *next = server->questions.first; (next = question_next(next, state)); next = next->next)
        ask(server, next);
}

static void asked(struct http_request *request, struct text address, void *context) {
    struct server *server = context;
    struct question *question = question_add(&server->questions, request, address);
    if (runs(&server->current))
        ask(server, question);
    else if (server->told.is_again && !runs(&server->loading))
        answer_all_trouble(server);
}

static void left(struct http_request *request, void *context) {
    struct server *server = context;
    questions_forget(&server->questions, request);
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

/* In the middle of a save a file is not there: the generation that comes knows better, or the file comes back. */
static bool may_come_right(const struct server *server, const struct message *message) {
    if (message->status < 400)
        return false;
    if (runs(&server->loading) || server->is_due || watch_is_pending(server->watch))
        return true;
    return message->kind == MESSAGE_AWAY && clock_ms() < server->settled_ms + AWAY_MS;
}

static void take_answer(struct server *server, const struct message *message) {
    struct question *question = question_find(&server->questions, message->request);
    if (!question)
        return;
    if (may_come_right(server, message)) {
        question_hold(&server->questions, question);
        return;
    }
    give(server, question->request, message);
    question_drop(&server->questions, question);
}

/* Generations. */

static void begin(int channel, void *context) {
    struct server *server = context;
    const struct server_options *options = server->options;
    struct arena arena = {0};
    struct message message;
    options->prepare(&server->told, options->context);
    if (!channel_receive(&message, channel, &arena))
        return;
    server->told.is_recent = message.status != 0;
    options->run(channel, &server->told, options->context);
}

/* What it inherits is what the last one told, so it is made when that is known, and while there is nothing else to do. */
static void stand_ready(struct server *server) {
    if (!runs(&server->ready) && !runs(&server->loading) && server->told.is_again)
        generation_start(&server->ready, begin, server);
}

static void tell_fault(struct server *server, struct text words) {
    generation_end(&server->ready, NULL);
    server->options->note(words, server->options->context);
    keep_text(&server->told.problems, words);
    buffer_clear(&server->told.terminal);
    buffer_clear(&server->told.input);
    server->is_last_failed = true;
}

static void try_again_later(struct server *server) {
    int64_t longer_ms = server->tries_pause_ms ? 2 * server->tries_pause_ms : TRY_AGAIN_MS;
    server->tries_pause_ms = longer_ms < TRY_AGAIN_LONGEST_MS ? longer_ms : TRY_AGAIN_LONGEST_MS;
    server->tries_ms = clock_ms() + server->tries_pause_ms;
}

/* What was asked while it loaded, and not answered well, is asked of whichever goes on. */
static void ask_again(struct server *server) {
    questions_renew(&server->questions);
    if (runs(&server->current))
        ask_all(server, QUESTION_NEW);
    else
        answer_all_trouble(server);
}

static void settle(struct server *server) {
    server->told.is_again = true;
    server->settled_ms = clock_ms();
    server->changed_ms = 0;
    tell_browsers(server);
    ask_again(server);
}

/* It may have been ended meanwhile, where memory is short. */
static bool take_ready(struct server *server) {
    generation_exchange(&server->ready);
    if (server->ready.is_over)
        generation_end(&server->ready, NULL);
    server->loading = server->ready;
    server->ready = (struct generation){0};
    return runs(&server->loading) || generation_start(&server->loading, begin, server);
}

static void start_generation(struct server *server) {
    int64_t now = clock_ms();
    generation_end(&server->loading, NULL);
    server->is_due = false;
    server->tries_ms = 0;
    if (!server->changed_ms)
        server->changed_ms = now;
    if (take_ready(server)) {
        server->loading.started_ms = now;
        generation_load(&server->loading, ++server->started, server->settled_ms && now < server->settled_ms + AWAY_MS);
        return;
    }
    tell_fault(server, TEXT("error: the site cannot be loaded: the machine has no process left, or no file\n"));
    try_again_later(server);
    settle(server);
}

/* What is not kept yet, and what has almost come, is waited for. */
static void start_when_due(struct server *server) {
    bool is_impatient = runs(&server->loading) && clock_ms() > server->changed_ms + IMPATIENT_MS;
    if (server->is_due && !server->is_saving && !is_impatient)
        start_generation(server);
}

static void keep_told(struct server *server, const struct message *message, bool has_failed) {
    generation_end(&server->ready, NULL);
    keep_text(&server->told.problems, message->texts[0]);
    keep_text(&server->told.terminal, message->texts[1]);
    keep_text(&server->told.input, message->texts[2]);
    server->told.until = (int64_t)message->request;
    server->is_last_failed = has_failed;
}

/* Browsers are told before the old one is ended: that takes a while. */
static void swap(struct server *server, const struct message *message) {
    struct generation old = server->current;
    keep_told(server, message, false);
    keep_text(&server->told.addresses, message->texts[3]);
    keep_text(&server->told.files, message->texts[4]);
    keep_text(&server->told.changed, message->texts[5]);
    server->told.memory = message->status;
    server->tries_pause_ms = 0;
    server->current = server->loading;
    server->loading = (struct generation){0};
    server->is_saving = true;
    settle(server);
    http_run(server->http);
    generation_end(&old, NULL);
}

/* What a machine has no room for now it may have later. */
static void take_failure(struct server *server, const struct message *message) {
    bool is_of_machine = message->status != 0;
    keep_told(server, message, true);
    generation_end(&server->loading, NULL);
    if (is_of_machine)
        try_again_later(server);
    else
        server->tries_pause_ms = 0;
    settle(server);
}

static void take_unchanged(struct server *server) {
    generation_end(&server->loading, NULL);
    server->tries_pause_ms = server->changed_ms = 0;
    ask_again(server);
}

static struct text how_it_ended(int status, bool was_late, struct arena *arena) {
    if (was_late)
        return TEXT("took too long, and was ended");
    if (WIFSIGNALED(status))
        return text_format(arena, "was ended by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
    return text_format(arena, "ended with status %d", WEXITSTATUS(status));
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

static struct text what_it_did(const struct question *question, struct arena *arena) {
    return question ? text_format(arena, "making %.*s", TEXT_ARGS(buffer_text(&question->address)))
                    : TEXT("what makes the pages");
}

/* The page that it was at says what is wrong. Everything else is asked of the next generation. */
static void lose_current(struct server *server, bool was_late) {
    struct arena scratch = {0};
    int status = 0;
    struct question *question = question_at_work(&server->questions);
    generation_end(&server->current, &status);
    server->is_saving = false;
    struct text words = text_format(&scratch, "error: %.*s %.*s\n", TEXT_ARGS(what_it_did(question, &scratch)),
                                    TEXT_ARGS(how_it_ended(status, was_late, &scratch)));
    tell_fault(server, words);
    if (question) {
        answer_trouble(server, question->request, words);
        question_drop(&server->questions, question);
    }
    questions_renew(&server->questions);
    tell_browsers(server);
    if (!runs(&server->loading))
        start_generation(server);
    arena_free(&scratch);
}

static void read_current(struct server *server) {
    struct message message;
    generation_exchange(&server->current);
    while (generation_receive(&message, &server->current))
        if (message.kind == MESSAGE_SAVED)
            server->is_saving = false;
        else
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

static bool is_late(int64_t since_ms, unsigned seconds) {
    return clock_ms() - since_ms > (int64_t)seconds * 1000;
}

static unsigned seconds_for(const struct server_options *options, const struct question *question) {
    bool may_load = options->loads_below.size > 0 && text_starts(buffer_text(&question->address), options->loads_below);
    return may_load ? options->load_seconds : options->page_seconds;
}

static void end_what_is_late(struct server *server) {
    const struct question *question = question_at_work(&server->questions);
    if (runs(&server->current) && question && is_late(question->since_ms, seconds_for(server->options, question)) &&
        !runs(&server->loading))
        lose_current(server, true);
    if (runs(&server->loading) && is_late(server->loading.started_ms, server->options->load_seconds))
        lose_loading(server, true);
}

/* Nothing loads, so nothing else asks again what is held. */
static void ask_what_is_held(struct server *server) {
    const struct question *first = question_next(server->questions.first, QUESTION_HELD);
    if (first && runs(&server->current) && !runs(&server->loading) && clock_ms() >= first->since_ms + ASK_AGAIN_MS)
        ask_all(server, QUESTION_HELD);
}

/* The loop. */

static int until_try_ms(const struct server *server) {
    int64_t wait = server->tries_ms - clock_ms();
    return !server->tries_ms ? -1 : wait > 0 ? (int)wait : 0;
}

/* A text appears, opens or expires. The clock may be set, and the machine may sleep, so it is looked at now and then. */
static bool has_passed(const struct server *server) {
    return server->told.until && time(NULL) >= server->told.until;
}

static int until_moment_ms(const struct server *server) {
    enum { LOOK_SECONDS = 20 };
    int64_t seconds = server->told.until - time(NULL);
    return !server->told.until ? -1 : (int)(seconds < LOOK_SECONDS ? seconds < 0 ? 0 : seconds : LOOK_SECONDS) * 1000;
}

static void look_for_changes(struct server *server) {
    if (watch_rang(server->watch) || until_try_ms(server) == 0)
        server->is_due = true;
    if (!has_passed(server))
        return;
    server->told.until = 0;
    server->is_due = true;
}

static int wait_ms(const struct server *server) {
    bool is_held = question_next(server->questions.first, QUESTION_HELD) != NULL;
    int wait = sooner_ms(http_wait_ms(server->http), watch_wait_ms(server->watch));
    wait = sooner_ms(wait, until_try_ms(server));
    wait = sooner_ms(wait, runs(&server->loading) || server->questions.first ? 1000 : -1);
    wait = sooner_ms(wait, is_held && !runs(&server->loading) ? ASK_AGAIN_MS : -1);
    return sooner_ms(wait, until_moment_ms(server));
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
    look_for_changes(server);
    if (runs(&server->loading))
        read_loading(server);
    if (runs(&server->current))
        read_current(server);
    start_when_due(server);
    end_what_is_late(server);
    ask_what_is_held(server);
    http_run(server->http);
    stand_ready(server);
}

bool server_run(const struct server_options *options, struct arena *arena) {
    /* Pages that were made before the server was started again are not of the same generation. */
    struct server server = {.options = options, .started = (unsigned)time(NULL)};
    struct http_options http = options->http;
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
