#include "serve/http.h"

#include "serve/range.h"
#include "serve/target.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { IDLE_SECONDS = 60 };

/* A browser that is told of changes: a connection that stays open, and waits while there is nothing to send. */
struct stream {
    struct http *http;
    struct MHD_Connection *connection;
    struct buffer pending;
    size_t sent; /* of it */
    bool waits;
    struct stream *next;
};

struct http {
    const struct http_options *options;
    struct MHD_Daemon *daemon;
    unsigned port;
    struct stream *streams;
    struct buffer event; /* the last */
    bool has_resumed;    /* a connection that waited goes on */
};

enum request_state { REQUEST_NEW, REQUEST_READ, REQUEST_WAITS, REQUEST_ANSWERED };

struct http_request {
    struct http *http;
    struct MHD_Connection *connection;
    enum request_state state;
    struct http_answer answer;
    struct arena arena; /* owns the answer */
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

/* The Host without its port. */
static struct text without_port(struct text host) {
    size_t end = text_starts(host, TEXT("[")) ? text_find_char(host, ']', 0) + 1 : text_find_char(host, ':', 0);
    return text_slice(host, 0, end);
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

static void resume(struct http *http, struct MHD_Connection *connection) {
    MHD_resume_connection(connection);
    http->has_resumed = true;
}

/* The stream of events. */

static ssize_t read_stream(void *context, uint64_t position, char *bytes, size_t room) {
    struct stream *stream = context;
    struct text rest = text_after(buffer_text(&stream->pending), stream->sent);
    (void)position;
    if (!rest.size) {
        stream->waits = true;
        MHD_suspend_connection(stream->connection);
        return 0;
    }
    size_t size = rest.size < room ? rest.size : room;
    memcpy(bytes, rest.bytes, size);
    stream->sent += size;
    return (ssize_t)size;
}

static void end_stream(void *context) {
    struct stream *stream = context, **at = &stream->http->streams;
    while (*at != stream)
        at = &(*at)->next;
    *at = stream->next;
    buffer_free(&stream->pending);
    free(stream);
}

static enum MHD_Result begin_stream(struct http *http, struct MHD_Connection *connection) {
    enum { PIECE = 1 << 14 };
    struct stream *stream = memory_alloc_zeroed(1, sizeof *stream);
    *stream = (struct stream){.http = http, .connection = connection, .next = http->streams};
    http->streams = stream;
    buffer_add(&stream->pending, TEXT("retry: 500\n\n"));
    buffer_add(&stream->pending, buffer_text(&http->event));
    struct MHD_Response *response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, PIECE, read_stream, stream, end_stream);
    add_header(response, "Content-Type", TEXT("text/event-stream"));
    return send_response(connection, MHD_HTTP_OK, response);
}

/* What has been sent makes room for what a slow browser has not read yet: of that only the newest event matters. */
static void add_event(struct stream *stream, struct text event) {
    if (stream->sent == stream->pending.size) {
        buffer_clear(&stream->pending);
        stream->sent = 0;
    }
    buffer_add(&stream->pending, event);
    if (stream->waits)
        resume(stream->http, stream->connection);
    stream->waits = false;
}

void http_tell(struct http *http, struct text event) {
    buffer_clear(&http->event);
    buffer_add(&http->event, event);
    for (struct stream *stream = http->streams; stream; stream = stream->next)
        add_event(stream, event);
}

/* Requests. */

void http_answer(struct http_request *request, const struct http_answer *answer) {
    request->answer = (struct http_answer){.status = answer->status,
                                           .type = text_copy(answer->type, &request->arena),
                                           .location = text_copy(answer->location, &request->arena),
                                           .tag = text_copy(answer->tag, &request->arena),
                                           .body = text_copy(answer->body, &request->arena)};
    request->state = REQUEST_ANSWERED;
    resume(request->http, request->connection);
}

static enum MHD_Result ask_site(struct http_request *request, struct text address) {
    request->state = REQUEST_WAITS;
    MHD_suspend_connection(request->connection);
    request->http->options->asked(request, address, request->http->options->context);
    return MHD_YES;
}

static enum MHD_Result send_own(struct http *http, struct MHD_Connection *connection, struct text address) {
    if (text_equal(address, TEXT("/_colophon/events")))
        return begin_stream(http, connection);
    struct http_answer script = {
        .status = MHD_HTTP_OK, .type = TEXT("text/javascript; charset=utf-8"), .body = http->options->script};
    if (text_equal(address, TEXT("/_colophon/serve.js")))
        return send_whole(connection, &script, (struct text){0});
    return send_words(connection, MHD_HTTP_NOT_FOUND, TEXT("there is nothing here\n"));
}

static enum MHD_Result take_path(struct http_request *request, struct text path) {
    struct http *http = request->http;
    struct text address;
    switch (target_address(&address, path, http->options->prefix, &request->arena)) {
    case TARGET_MALFORMED: return send_words(request->connection, MHD_HTTP_BAD_REQUEST, TEXT("this is no path\n"));
    case TARGET_AT_PREFIX: return send_none(request->connection, MHD_HTTP_FOUND, "Location", http->options->prefix);
    case TARGET_OUTSIDE:
        return send_words(request->connection, MHD_HTTP_NOT_FOUND,
                          text_format(&request->arena, "the site is at %.*s\n", TEXT_ARGS(http->options->prefix)));
    case TARGET_FOUND: break;
    }
    return text_starts(address, TEXT("/_colophon/")) ? send_own(http, request->connection, address)
                                                     : ask_site(request, address);
}

static enum MHD_Result take_request(struct http_request *request, struct text path, struct text method) {
    if (!is_our_host(request->http->options, header_of(request->connection, "Host")))
        return send_words(request->connection, MHD_HTTP_FORBIDDEN,
                          TEXT("this host is not served: name it with --host when you start colophon serve\n"));
    if (!text_equal(method, TEXT("GET")) && !text_equal(method, TEXT("HEAD")))
        return send_words(request->connection, MHD_HTTP_METHOD_NOT_ALLOWED, TEXT("only GET and HEAD are answered\n"));
    return take_path(request, path);
}

static struct http_request *new_request(struct http *http, struct MHD_Connection *connection) {
    struct http_request *request = memory_alloc_zeroed(1, sizeof *request);
    *request = (struct http_request){.http = http, .connection = connection};
    return request;
}

/* Called when the headers are there, with each piece of a body, at its end, and again when an answer waits. */
static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *path, const char *method,
                              const char *version, const char *body, size_t *body_size, void **own) {
    struct http_request *request = *own;
    (void)version, (void)body;
    if (!request) {
        *own = new_request(context, connection);
        return MHD_YES;
    }
    if (*body_size) {
        *body_size = 0;
        return MHD_YES;
    }
    if (request->state == REQUEST_ANSWERED)
        return send_answer(connection, &request->answer, &request->arena);
    return take_request(request, text_of(path), text_of(method));
}

static void request_over(void *context, struct MHD_Connection *connection, void **own, enum MHD_RequestTerminationCode why) {
    struct http_request *request = *own;
    (void)context, (void)connection, (void)why;
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

/* The start. */

union socket_address {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
};

static socklen_t fill_address(union socket_address *address, const char *written, unsigned port) {
    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET, written, &address->four.sin_addr) == 1) {
        address->four.sin_family = AF_INET;
        address->four.sin_port = htons((uint16_t)port);
        return sizeof address->four;
    }
    if (inet_pton(AF_INET6, written, &address->six.sin6_addr) != 1)
        return 0;
    address->six.sin6_family = AF_INET6;
    address->six.sin6_port = htons((uint16_t)port);
    return sizeof address->six;
}

static int fail_with(int descriptor, int error) {
    close(descriptor);
    errno = error;
    return -1;
}

static int listen_at(const char *written, unsigned port) {
    union socket_address address;
    int yes = 1;
    socklen_t size = fill_address(&address, written, port);
    if (!size)
        return errno = EINVAL, -1;
    int descriptor = socket(address.any.sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor < 0)
        return -1;
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (bind(descriptor, &address.any, size) != 0 || listen(descriptor, SOMAXCONN) != 0)
        return fail_with(descriptor, errno);
    return descriptor;
}

static int listen_on_free_port(unsigned *port, const struct http_options *options) {
    int descriptor = -1;
    for (*port = options->port; descriptor < 0 && *port <= options->last_port; (*port)++) {
        descriptor = listen_at(options->address, *port);
        if (descriptor >= 0 || errno != EADDRINUSE)
            break;
    }
    return descriptor;
}

struct http *http_start(const struct http_options *options, struct arena *arena) {
    struct http *http = arena_new(arena, struct http);
    *http = (struct http){.options = options};
    int descriptor = listen_on_free_port(&http->port, options);
    if (descriptor < 0)
        return NULL;
    http->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME, (uint16_t)http->port, NULL, NULL, handle, http,
                                    MHD_OPTION_LISTEN_SOCKET, descriptor, MHD_OPTION_NOTIFY_COMPLETED, request_over, NULL,
                                    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_UNESCAPE_CALLBACK,
                                    leave_encoded, NULL, MHD_OPTION_END);
    return http->daemon ? http : NULL;
}

unsigned http_port(const struct http *http) {
    return http->port;
}

int http_descriptor(const struct http *http) {
    return MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

int http_wait_ms(const struct http *http) {
    MHD_UNSIGNED_LONG_LONG wait;
    return MHD_get_timeout(http->daemon, &wait) == MHD_YES ? (int)(wait < 60000 ? wait : 60000) : -1;
}

/* What is answered while connections are gone through would otherwise wait for the next event. */
void http_run(struct http *http) {
    do {
        http->has_resumed = false;
        MHD_run(http->daemon);
    } while (http->has_resumed);
}
