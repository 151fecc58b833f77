/*
 * generation: a process that has loaded a site as its files were at one moment, and answers what is at its addresses.
 *
 *     generation_start(&generation, 7, run, &context);        // forks; `run` is called in the child with its end of the
 * channel generation_ask(&generation, request, TEXT("/essays/a/"));
 *     ... poll generation.channel ...
 *     while (generation_receive(&message, &generation)) ...
 *     generation_end(&generation);
 *
 * A crash, a hang or a load that is out of date costs that process and nothing else: the parent ends it and starts another.
 * In the child:
 *
 *     channel_send(channel, &(struct message){.kind = MESSAGE_LOADED, .texts = {line, problems}});
 *     while (channel_receive(&message, channel, arena)) ... channel_send(channel, &answer) ...
 */
#ifndef SERVE_GENERATION_H
#define SERVE_GENERATION_H

#include "base/arena.h"
#include "base/buffer.h"

#include <sys/types.h>

enum message_kind {
    MESSAGE_ASK,       /* to the child: texts are the address */
    MESSAGE_ANSWER,    /* `status` as in HTTP; texts: content type; where it is instead; the bytes' name (ETag); the bytes */
    MESSAGE_AWAY,      /* as MESSAGE_ANSWER, of what is not there and was a moment ago */
    MESSAGE_LOADED,    /* the site stands; texts: the problems found, for browsers and as the terminal was told; its input;
                          its addresses, as the next generation is given them */
    MESSAGE_UNCHANGED, /* nothing differs from what the generation before was made from: it ends */
    MESSAGE_FAILED,    /* the site has errors: it ends; texts as of MESSAGE_LOADED; `status`: 1 if it is the machine's fault */
};

enum { MESSAGE_TEXTS = 4 };

struct message {
    uint32_t kind; /* enum message_kind */
    uint32_t status;
    uint64_t request;
    struct text texts[MESSAGE_TEXTS];
};

struct generation {
    unsigned number; /* from 1 on, of those that were started */
    int64_t started_ms;
    pid_t process; /* 0: there is none */
    int channel;   /* does not block */
    bool is_over;  /* its end of the channel is closed */
    struct buffer incoming, outgoing;
    size_t taken, sent; /* of these */
};

/* `run` gets the child's end of the channel, which blocks; when it returns, the child ends. False with errno. */
bool generation_start(struct generation *generation, unsigned number, void (*run)(int channel, void *context), void *context);

void generation_ask(struct generation *generation, uint64_t request, struct text address);

/* Reads and writes what can be; call when poll says that there is something to do. */
void generation_exchange(struct generation *generation);

/* Whether something waits to be sent. */
bool generation_is_sending(const struct generation *generation);

/* The next whole message; its texts are valid until the next call to generation_exchange. */
bool generation_receive(struct message *message, struct generation *generation);

/* Kills the process, if there is one, and waits for it. `how` (may be NULL) is the status of waitpid. */
void generation_end(struct generation *generation, int *how);

/* In the child. False when the parent is gone. */
bool channel_send(int channel, const struct message *message);
bool channel_receive(struct message *message, int channel, struct arena *arena);

#endif
