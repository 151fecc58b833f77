#include "serve/http.h"

#include "serve/clock.h"
#include "serve/door.h"
#include "serve/range.h"
#include "serve/target.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <string.h>

enum { IDLE_SECONDS = 60 };

struct stream;

struct http {
    const struct http_options *options;
    struct MHD_Daemon *daemon;
    struct door door;
    struct stream *streams;
    struct buffer event; /* the last */
    bool has_resumed;    /* a connection that waited goes on */
};

enum request_state { REQUEST_NEW, REQUEST_READ, REQUEST_WAITS, REQUEST_ANSWERED };

struct http_request {
    struct http *http;
    struct MHD_Connection *connection;
    struct text query; /* with its "?", as it was sent; "" for none */
    enum request_state state;
    bool is_left;          /* by its browser, while it waited */
    struct stream *stream; /* what is sent does not end; NULL: an answer */
    struct http_answer answer;
    struct arena arena; /* owns the answer */
};

/* A browser that is told of changes: a connection that stays open, and waits while there is nothing to send. */
struct stream {
    struct http_request *request;
    struct buffer pending;
    size_t sent, begun; /* of it; up to the end of what is being sent */
    bool waits;
    struct stream *next;
};

/* Headers. */

static struct text header_of(struct MHD_Connection *connection, const char *name) {
    return text_of(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name));
}

static void add_header(struct MHD_Response *response, const char *name, struct text value) {
    struct arena scratch = {0};
    if (value.size)
        MHD_add_response_header(response, name, text_terminated(value, &scratch));
    arena_free(&scratch);
}

static struct text quoted_tag(const struct http_answer *answer, struct arena *arena) {
    return answer->tag.size ? text_format(arena, "\"%.*s\"", TEXT_ARGS(answer->tag)) : (struct text){0};
}

static bool is_port(struct text written) {
    for (size_t i = 0; i < written.size; i++)
        if (written.bytes[i] < '0' || written.bytes[i] > '9')
            return false;
    return true;
}

/* The Host without its port, and without the dot that a name may end with; "" where what stands behind it is no port. */
static struct text without_port(struct text host) {
    size_t bracket = text_starts(host, TEXT("[")) ? text_find_char(host, ']', 0) : 0;
    size_t end = text_find_char(host, ':', bracket);
    struct text name = text_slice(host, 0, end);
    bool is_good = is_port(text_after(host, end + 1)) && (!bracket || bracket + 1 == name.size);
    if (is_good && !bracket && text_ends(name, TEXT(".")))
        name.size--;
    return is_good ? name : (struct text){0};
}

static bool is_our_host(const struct http_options *options, struct text host) {
    static const struct text local[] = {TEXT_INIT("localhost"), TEXT_INIT("127.0.0.1"), TEXT_INIT("[::1]")};
    struct text name = without_port(host);
    for (size_t i = 0; i < sizeof local / sizeof *local; i++)
        if (text_equal_ignoring_case(name, local[i]))
            return true;
    for (size_t i = 0; i < options->host_count; i++)
        if (text_equal_ignoring_case(name, text_of(options->hosts[i])))
            return true;
    bool has_brackets = text_starts(name, TEXT("["));
    return text_equal(has_brackets ? text_slice(name, 1, name.size - 1) : name, text_of(options->address));
}

/* Answers. */

static enum MHD_Result send_response(struct MHD_Connection *connection, unsigned status, struct MHD_Response *response) {
    add_header(response, "Cache-Control", TEXT("no-cache"));
    /* What is written here is for no page of another site. */
    add_header(response, "Cross-Origin-Resource-Policy", TEXT("same-origin"));
    add_header(response, "X-Content-Type-Options", TEXT("nosniff"));
    enum MHD_Result queued = MHD_queue_response(connection, status, response);
    MHD_destroy_response(response);
    return queued;
}

static struct MHD_Response *response_of(struct text body) {
    return MHD_create_response_from_buffer(body.size, (void *)(uintptr_t)body.bytes, MHD_RESPMEM_MUST_COPY);
}

/* A part that was asked for of other bytes is no part of these. */
static enum range_state range_asked(struct byte_range *range, struct MHD_Connection *connection,
                                    const struct http_answer *answer, struct text tag) {
    struct text condition = header_of(connection, "If-Range");
    if (answer->status != MHD_HTTP_OK || (condition.size && !text_equal(condition, tag)))
        return RANGE_NONE;
    return range_parse(range, header_of(connection, "Range"), answer->body.size);
}

static enum MHD_Result send_whole(struct MHD_Connection *connection, const struct http_answer *answer, struct text tag) {
    struct MHD_Response *response = response_of(answer->body);
    add_header(response, "Content-Type", answer->type);
    add_header(response, "ETag", tag);
    add_header(response, "Location", answer->location);
    if (answer->status == MHD_HTTP_OK)
        add_header(response, "Accept-Ranges", TEXT("bytes"));
    if (answer->status == MHD_HTTP_METHOD_NOT_ALLOWED)
        add_header(response, "Allow", TEXT("GET, HEAD"));
    return send_response(connection, answer->status, response);
}

static enum MHD_Result send_part(struct MHD_Connection *connection, const struct http_answer *answer, struct byte_range range,
                                 struct text tag, struct arena *arena) {
    struct MHD_Response *response = response_of(text_slice(answer->body, range.from, range.to));
    add_header(response, "Content-Type", answer->type);
    add_header(response, "ETag", tag);
    add_header(response, "Content-Range", text_format(arena, "bytes %zu-%zu/%zu", range.from, range.to - 1, answer->body.size));
    return send_response(connection, MHD_HTTP_PARTIAL_CONTENT, response);
}

static enum MHD_Result send_none(struct MHD_Connection *connection, unsigned status, const char *name, struct text value) {
    struct MHD_Response *response = response_of((struct text){0});
    add_header(response, name, value);
    return send_response(connection, status, response);
}

static enum MHD_Result send_answer(struct MHD_Connection *connection, const struct http_answer *answer, struct arena *arena) {
    struct text tag = quoted_tag(answer, arena);
    struct byte_range range;
    if (answer->status == MHD_HTTP_OK && tag.size && tag_is_among(tag, header_of(connection, "If-None-Match")))
        return send_none(connection, MHD_HTTP_NOT_MODIFIED, "ETag", tag);
    switch (range_asked(&range, connection, answer, tag)) {
    case RANGE_PART: return send_part(connection, answer, range, tag, arena);
    case RANGE_OUTSIDE:
        return send_none(connection, MHD_HTTP_RANGE_NOT_SATISFIABLE, "Content-Range",
                         text_format(arena, "bytes */%zu", answer->body.size));
    case RANGE_NONE: break;
    }
    return send_whole(connection, answer, tag);
}

static enum MHD_Result send_words(struct MHD_Connection *connection, unsigned status, struct text words) {
    struct http_answer answer = {.status = status, .type = TEXT("text/plain; charset=utf-8"), .body = words};
    return send_whole(connection, &answer, (struct text){0});
}

/* While a connection waits libmicrohttpd does not look at it. */

static int socket_of(struct MHD_Connection *connection) {
    return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
}

static void wait_for_more(struct http_request *request) {
    MHD_suspend_connection(request->connection);
    door_watch(&request->http->door, socket_of(request->connection), request);
}

static void go_on(struct http_request *request) {
    door_forget(&request->http->door, socket_of(request->connection));
    MHD_resume_connection(request->connection);
    request->http->has_resumed = true;
}

/* The stream of events. */

static ssize_t read_stream(void *context, uint64_t position, char *bytes, size_t room) {
    struct stream *stream = context;
    struct text rest = text_after(buffer_text(&stream->pending), stream->sent);
    (void)position;
    if (stream->request->is_left)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    if (!rest.size) {
        stream->waits = true;
        wait_for_more(stream->request);
        return 0;
    }
    size_t size = rest.size < room ? rest.size : room;
    memcpy(bytes, rest.bytes, size);
    stream->sent += size;
    if (stream->sent > stream->begun)
        stream->begun = stream->pending.size;
    return (ssize_t)size;
}

static enum MHD_Result begin_stream(struct http_request *request) {
    enum { PIECE = 1 << 14 };
    struct http *http = request->http;
    struct stream *stream = memory_alloc_zeroed(1, sizeof *stream);
    *stream = (struct stream){.request = request, .next = http->streams};
    http->streams = request->stream = stream;
    buffer_add(&stream->pending, TEXT("retry: 500\n\n"));
    buffer_add(&stream->pending, buffer_text(&http->event));
    struct MHD_Response *response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, PIECE, read_stream, stream, NULL);
    add_header(response, "Content-Type", TEXT("text/event-stream"));
    return send_response(request->connection, MHD_HTTP_OK, response);
}

/* A browser that reads slowly gets what it has begun to read, and then only the newest event. */
static void add_event(struct stream *stream, struct text event) {
    bool is_between = stream->sent == stream->begun;
    stream->pending.size = is_between ? 0 : stream->begun;
    if (is_between)
        stream->sent = stream->begun = 0;
    buffer_add(&stream->pending, event);
    if (stream->waits)
        go_on(stream->request);
    stream->waits = false;
}

void http_tell(struct http *http, struct text event) {
    buffer_clear(&http->event);
    buffer_add(&http->event, event);
    for (struct stream *stream = http->streams; stream; stream = stream->next)
        add_event(stream, event);
}

/* Requests. */

/* Who is sent on takes it along. */
static struct text with_query(struct text location, struct http_request *request) {
    return location.size ? text_join(&request->arena, location, request->query) : (struct text){0};
}

void http_answer(struct http_request *request, const struct http_answer *answer) {
    request->answer = (struct http_answer){.status = answer->status,
                                           .type = text_copy(answer->type, &request->arena),
                                           .location = with_query(answer->location, request),
                                           .tag = text_copy(answer->tag, &request->arena),
                                           .body = text_copy(answer->body, &request->arena)};
    request->state = REQUEST_ANSWERED;
    if (!request->is_left)
        go_on(request);
}

static enum MHD_Result ask_site(struct http_request *request, struct text address) {
    request->state = REQUEST_WAITS;
    wait_for_more(request);
    request->http->options->asked(request, address, request->http->options->context);
    return MHD_YES;
}

static enum MHD_Result send_own(struct http_request *request, struct text address) {
    if (text_equal(address, TEXT("/_colophon/events")))
        return begin_stream(request);
    struct http_answer script = {
        .status = MHD_HTTP_OK, .type = TEXT("text/javascript; charset=utf-8"), .body = request->http->options->script};
    if (text_equal(address, TEXT("/_colophon/serve.js")))
        return send_whole(request->connection, &script, (struct text){0});
    return send_words(request->connection, MHD_HTTP_NOT_FOUND, TEXT("there is nothing here\n"));
}

static enum MHD_Result take_path(struct http_request *request, struct text path) {
    struct http *http = request->http;
    struct text address;
    switch (target_address(&address, path, http->options->prefix, &request->arena)) {
    case TARGET_MALFORMED: return send_words(request->connection, MHD_HTTP_BAD_REQUEST, TEXT("this is no path\n"));
    case TARGET_AT_PREFIX:
        return send_none(request->connection, MHD_HTTP_FOUND, "Location", with_query(http->options->prefix, request));
    case TARGET_OUTSIDE:
        return send_words(request->connection, MHD_HTTP_NOT_FOUND,
                          text_format(&request->arena, "the site is at %.*s\n", TEXT_ARGS(http->options->prefix)));
    case TARGET_FOUND: break;
    }
    return text_starts(address, TEXT("/_colophon/")) ? send_own(request, address) : ask_site(request, address);
}

static enum MHD_Result take_request(struct http_request *request, struct text path, struct text method) {
    if (!is_our_host(request->http->options, header_of(request->connection, "Host")))
        return send_words(request->connection, MHD_HTTP_FORBIDDEN,
                          TEXT("this host is not served: name it with --host when you start colophon serve\n"));
    if (!text_equal(method, TEXT("GET")) && !text_equal(method, TEXT("HEAD")))
        return send_words(request->connection, MHD_HTTP_METHOD_NOT_ALLOWED, TEXT("only GET and HEAD are answered\n"));
    return take_path(request, path);
}

/* Called with the first line of a request; what it returns is `own` of the calls that follow. */
static void *begin_request(void *context, const char *target, struct MHD_Connection *connection) {
    struct http_request *request = memory_alloc_zeroed(1, sizeof *request);
    struct text whole = text_of(target);
    *request = (struct http_request){.http = context, .connection = connection};
    request->query = text_copy(text_after(whole, text_find_char(whole, '?', 0)), &request->arena);
    return request;
}

/* Called when the headers are there, with each piece of a body, at its end, and again when an answer waits. */
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *path, const char *method,
                              const char *version, const char *body, size_t *body_size, void **own) {
    struct http_request *request = *own;
    (void)context, (void)version, (void)body;
    if (request->state == REQUEST_NEW) {
        request->state = REQUEST_READ;
        return MHD_YES;
    }
    if (*body_size) {
        *body_size = 0;
        return MHD_YES;
    }
    if (request->is_left)
        return MHD_NO;
    if (request->state == REQUEST_ANSWERED)
        return send_answer(connection, &request->answer, &request->arena);
    return take_request(request, text_of(path), text_of(method));
}

static void end_stream(struct stream *stream) {
    struct stream **at = &stream->request->http->streams;
    while (*at != stream)
        at = &(*at)->next;
    *at = stream->next;
    buffer_free(&stream->pending);
    free(stream);
}

static void request_over(void *context, struct MHD_Connection *connection, void **own, enum MHD_RequestTerminationCode why) {
    struct http_request *request = *own;
    (void)context, (void)connection, (void)why;
    if (request && request->stream)
        end_stream(request->stream);
    if (request)
        arena_free(&request->arena);
    free(request);
    *own = NULL;
}

/* Paths are decoded by target.c, which knows what is none. */
static size_t leave_encoded(void *context, struct MHD_Connection *connection, char *path) {
    (void)context, (void)connection;
    return strlen(path);
}

/* Who comes and goes. */

/* The answer of one that is gone goes nowhere; the others are still waiting for theirs. */
static void left(void *who, void *context) {
    struct http_request *request = who;
    struct http *http = context;
    if (!request->stream)
        http->options->left(request, http->options->context);
    request->is_left = true;
    go_on(request);
}

static void count_connection(void *context, struct MHD_Connection *connection, void **own,
                             enum MHD_ConnectionNotificationCode code) {
    struct http *http = context;
    (void)connection, (void)own;
    if (code == MHD_CONNECTION_NOTIFY_STARTED)
        door_entered(&http->door);
    else
        door_left(&http->door);
}

static void let_in(struct http *http) {
    struct sockaddr_storage from;
    socklen_t size = sizeof from;
    for (int socket; (socket = door_admit(&http->door)) >= 0;) {
        getpeername(socket, (struct sockaddr *)&from, &size);
        MHD_add_connection(http->daemon, socket, (struct sockaddr *)&from, size);
    }
}

struct http *http_start(const struct http_options *options, struct arena *arena) {
    struct http *http = arena_new(arena, struct http);
    *http = (struct http){.options = options};
    if (!door_open(&http->door, options->address, options->port, options->last_port))
        return NULL;
    http->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_NO_LISTEN_SOCKET, 0, NULL, NULL, handle,
                                    http, MHD_OPTION_NOTIFY_COMPLETED, request_over, NULL, MHD_OPTION_NOTIFY_CONNECTION,
                                    count_connection, http, MHD_OPTION_CONNECTION_LIMIT, (unsigned)http->door.most + 1,
                                    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_URI_LOG_CALLBACK,
                                    begin_request, http, MHD_OPTION_UNESCAPE_CALLBACK, leave_encoded, NULL, MHD_OPTION_END);
    if (!http->daemon)
        return NULL;
    return door_join(&http->door, MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd) ? http : NULL;
}

unsigned http_port(const struct http *http) {
    return http->door.port;
}

int http_descriptor(const struct http *http) {
    return http->door.descriptor;
}

int http_wait_ms(const struct http *http) {
    MHD_UNSIGNED_LONG_LONG wait;
    int daemon = MHD_get_timeout(http->daemon, &wait) == MHD_YES ? (int)(wait < 60000 ? wait : 60000) : -1;
    return sooner_ms(daemon, door_wait_ms(&http->door));
}

/* What is answered while connections are gone through would otherwise wait for the next event. */
void http_run(struct http *http) {
    door_see_out(&http->door, left, http);
    do {
        http->has_resumed = false;
        let_in(http);
        MHD_run(http->daemon);
    } while (http->has_resumed);
}

const char *http_library(void) {
    return MHD_get_version();
}
