/*
 * http: requests of browsers, by libmicrohttpd, which only http.c includes.
 *
 *     struct http *http = http_start(&options);
 *     ... poll http_descriptor(http) for input, at most http_wait_ms(http) long; then http_run(http) ...
 *
 * There are no threads. For each address of the site `asked` is called, now or later somebody calls http_answer, and meanwhile
 * the connection waits and costs nothing; door.h lets browsers in, and knows when one that waits has gone. What is refused is
 * answered here: a host that is not ours (a page elsewhere whose name was bound to this machine would read drafts), a method
 * other than GET and HEAD, and a path that is none. So are ranges, ETags, and the two addresses of our own, whose names begin
 * with _colophon: the script, and the stream of events.
 */
#ifndef SERVE_HTTP_H
#define SERVE_HTTP_H

#include "base/buffer.h"
#include "base/diag.h"

struct http;

/* A browser's question, from `asked` to http_answer, or to `left`. */
struct http_request;

struct http_answer {
    unsigned status;
    struct text type, location; /* empty: none */
    struct text tag;            /* names these bytes, for the ETag; empty: none */
    struct text body;
};

struct http_options {
    const char *address;      /* of the interface: 127.0.0.1 or ::1, say */
    unsigned port, last_port; /* the first of these that is free */
    const char *const *hosts; /* that may be asked for, beside localhost, 127.0.0.1, [::1] and `address` */
    size_t host_count;
    struct text prefix; /* below which the site is: begins and ends with a slash */
    struct text script;
    void (*asked)(struct http_request *request, struct text address, void *context);
    void (*left)(struct http_request *request, void *context); /* its browser is gone: it is not to be answered any more */
    void *context;
};

/* NULL with errno: EADDRINUSE where no port is free. `options` must outlive it. */
struct http *http_start(const struct http_options *options, struct arena *arena);

unsigned http_port(const struct http *http);
int http_descriptor(const struct http *http);
int http_wait_ms(const struct http *http); /* -1: for ever */
void http_run(struct http *http);

/* The texts are copied. */
void http_answer(struct http_request *request, const struct http_answer *answer);

/* Sends this event to all streams; those that begin later get the last one first. */
void http_tell(struct http *http, struct text event);

/* The version of libmicrohttpd that runs. */
const char *http_library(void);

#endif
