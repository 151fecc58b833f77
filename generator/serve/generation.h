/*
 * generation: a process that has loaded a site as its files were at one moment, and answers what is at its addresses.
 *
 *     generation_start(&generation, run, &context); // forks; `run` is called in the child with its end of the channel
 *     generation_load(&generation, 7, false);       // when something has changed
 *     generation_ask(&generation, request, TEXT("/essays/a/"));
 *     ... poll generation.channel ...
 *     while (generation_receive(&message, &generation)) ...
 *     generation_end(&generation);
 *
 * A crash, a hang or a load that is out of date costs that process and nothing else: the parent ends it and starts another.
 * In the child:
 *
 *     ... get ready ...
 *     channel_receive(&message, channel, arena);              // MESSAGE_LOAD
 *     channel_send(channel, &(struct message){.kind = MESSAGE_LOADED, .texts = {line, problems}});
 *     while (channel_receive(&message, channel, arena)) ... channel_send(channel, &answer) ...
 */
#ifndef SERVE_GENERATION_H
#define SERVE_GENERATION_H

#include "base/arena.h"
#include "base/buffer.h"

#include <sys/types.h>

enum message_kind {
    MESSAGE_LOAD,      /* to the child, which stands ready until then; `status`: the generation before was settled just now */
    MESSAGE_ASK,       /* to the child: texts are the address */
    MESSAGE_ANSWER,    /* `status` as in HTTP; texts: content type; where it is instead; the bytes' name (ETag); the bytes */
    MESSAGE_AWAY,      /* as MESSAGE_ANSWER, of what is not there and was a moment ago */
    MESSAGE_LOADED,    /* the site stands; texts: the problems found, for browsers and as the terminal was told; its input;
                          its addresses and its files, as the next generation is given them; what was changed; `request`: the
                          moment until which that is so, in    seconds    since 1970; `status`: how much memory it took, for the
                          one    that will stand ready */
    MESSAGE_SAVED,     /* what it found out is kept: it may be ended */
    MESSAGE_UNCHANGED, /* nothing differs from what the generation before was made from: it ends */
    MESSAGE_FAILED,    /* the site has errors: it ends; texts as of MESSAGE_LOADED; `status`: 1 if it is the machine's fault */
};

enum { MESSAGE_TEXTS = 6 };

struct message {
    uint32_t kind; /* enum message_kind */
    uint32_t status;
    uint64_t request;
    struct text texts[MESSAGE_TEXTS];
};

struct generation {
    unsigned number; /* of those that load; 0: it stands ready */
    int64_t started_ms;
    pid_t process; /* 0: there is none */
    int channel;   /* does not block */
    bool is_over;  /* its end of the channel is closed */
    struct buffer incoming, outgoing;
    size_t taken, sent; /* of these */
};

/* `run` gets the child's end of the channel, which blocks; when it returns, the child ends. False with errno. */
bool generation_start(struct generation *generation, void (*run)(int channel, void *context), void *context);

/* MESSAGE_LOAD and MESSAGE_ASK. */
void generation_load(struct generation *generation, unsigned number, bool is_recent);
void generation_ask(struct generation *generation, uint64_t request, struct text address);

/* Reads and writes what can be; call when poll says that there is something to do. */
void generation_exchange(struct generation *generation);

/* Whether something waits to be sent. */
bool generation_is_sending(const struct generation *generation);

/* The next whole message; its texts are valid until the next call to generation_exchange. */
bool generation_receive(struct message *message, struct generation *generation);

/* Kills the process, if there is one, and waits for it. `how` (may be NULL) is the status of waitpid. What has loaded much
 * takes a while to end. */
void generation_end(struct generation *generation, int *how);

/* In the child. False when the parent is gone. */
bool channel_send(int channel, const struct message *message);
bool channel_receive(struct message *message, int channel, struct arena *arena);

/* Whether the child goes on for now when the parent is gone. */
void channel_outlive(bool goes_on);

#endif
