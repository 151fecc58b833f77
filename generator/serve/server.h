/*
 * server: a site in the browser as its files are now: one process that answers browsers and watches, and generations (serve/
 * generation.h) that load the site and make its pages.
 *
 *     server_run(&options);          // until a signal ends the process
 *
 * When something changes, a generation that stands ready loads the site; a further change ends it and another begins, unless
 * changes come all the time. When it has loaded, it takes the place of the one before, and browsers are told. One that has
 * errors, crashes or hangs changes nothing but what is told: the one before goes on. While there is none, requests wait for the
 * first to load, and are then answered by a page that says what is wrong.
 */
#ifndef SERVE_SERVER_H
#define SERVE_SERVER_H

#include "serve/http.h"
#include "serve/watch.h"

/* What is known of the last generation that loaded or failed; the next one is given it. */
struct server_told {
    struct buffer problems; /* as browsers show them; empty: none */
    struct buffer terminal; /* as the terminal was told, so that it is told once */
    struct buffer input;    /* names what the site was made from; empty: not known */
    /* Numbers that stand for its addresses, eight bytes each; with those that were lost just before when `is_recent`. */
    struct buffer addresses;
    struct buffer files;   /* numbers that stand for the files that it was made from, when browsers follow */
    struct buffer changed; /* the page of the one file that was another before; empty: none, or several */
    bool is_recent;        /* a moment ago */
    uint32_t memory;       /* that it took: of MESSAGE_LOADED */
    int64_t until;         /* the moment until which it is right, in seconds since 1970; 0: for ever */
    bool is_again;         /* there was one */
};

struct server_options {
    struct http_options http; /* `script`, `asked`, `left` and `context` are set by server_run */
    struct watch_options watch;
    unsigned page_seconds, load_seconds; /* what takes longer is given up */
    struct text loads_below;             /* an address, below which a page may take as long as a load */
    bool follows;                        /* browsers go to what was changed */
    /* In a child that stands ready: does what can be done before anything has changed. */
    void (*prepare)(const struct server_told *told, void *context);
    /* In a child: loads the site, says so on the channel, and answers what is asked there. */
    void (*run)(int channel, const struct server_told *told, void *context);
    /* When browsers may come. */
    void (*listening)(unsigned port, const char *polls_because, void *context);
    /* What the terminal should know. */
    void (*note)(struct text line, void *context);
    void *context;
};

/* Returns only when it cannot begin: false with errno, as of http_start. */
bool server_run(const struct server_options *options, struct arena *arena);

#endif
