#include "serve/generation.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* How a message begins on the channel; its texts follow. */
struct message_head {
    uint32_t kind, status;
    uint64_t request;
    uint64_t sizes[MESSAGE_TEXTS];
};

static void add_message(struct buffer *out, const struct message *message) {
    struct message_head head = {message->kind, message->status, message->request, {0}};
    for (int i = 0; i < MESSAGE_TEXTS; i++)
        head.sizes[i] = message->texts[i].size;
    buffer_add_bytes(out, &head, sizeof head);
    for (int i = 0; i < MESSAGE_TEXTS; i++)
        buffer_add(out, message->texts[i]);
}

/* The size of the message at the front of these bytes; 0 while not even its head is there. */
static size_t size_of_message(struct message_head *head, struct text bytes) {
    if (bytes.size < sizeof *head)
        return 0;
    memcpy(head, bytes.bytes, sizeof *head);
    size_t size = sizeof *head;
    for (int i = 0; i < MESSAGE_TEXTS; i++)
        size += head->sizes[i];
    return size;
}

static void take_message(struct message *message, const struct message_head *head, const char *texts) {
    *message = (struct message){.kind = head->kind, .status = head->status, .request = head->request};
    for (int i = 0; i < MESSAGE_TEXTS; i++) {
        message->texts[i] = (struct text){texts, head->sizes[i]};
        texts += head->sizes[i];
    }
}

/* The child's end. */

static bool send_bytes(int channel, struct text bytes) {
    while (bytes.size) {
        ssize_t sent = send(channel, bytes.bytes, bytes.size, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        bytes = text_after(bytes, (size_t)sent);
    }
    return true;
}

bool channel_send(int channel, const struct message *message) {
    struct buffer out = {0};
    add_message(&out, message);
    bool sent = send_bytes(channel, buffer_text(&out));
    buffer_free(&out);
    return sent;
}

static bool receive_bytes(int channel, char *bytes, size_t size) {
    while (size) {
        ssize_t received = recv(channel, bytes, size, 0);
        if (received < 0 && errno == EINTR)
            continue;
        if (received <= 0)
            return false;
        bytes += received;
        size -= (size_t)received;
    }
    return true;
}

bool channel_receive(struct message *message, int channel, struct arena *arena) {
    struct message_head head;
    if (!receive_bytes(channel, (char *)&head, sizeof head))
        return false;
    size_t size = size_of_message(&head, (struct text){(const char *)&head, sizeof head}) - sizeof head;
    char *texts = arena_array(arena, char, size + 1);
    if (!receive_bytes(channel, texts, size))
        return false;
    take_message(message, &head, texts);
    return true;
}

void channel_outlive(bool goes_on) {
    prctl(PR_SET_PDEATHSIG, goes_on ? 0 : SIGKILL);
}

/* The parent's end. */

enum { OWN_CHANNEL = STDERR_FILENO + 1 };

/* The terminal's Ctrl-C is the parent's to see, who ends the child. */
static _Noreturn void be_child(pid_t parent, int channel, void (*run)(int channel, void *context), void *context) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
    signal(SIGINT, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    signal(SIGTERM, SIG_DFL);
    /* What browsers are connected by must close when the parent closes it. */
    if (dup2(channel, OWN_CHANNEL) < 0 || fcntl(OWN_CHANNEL, F_SETFD, FD_CLOEXEC) < 0)
        _exit(1);
    close_range(OWN_CHANNEL + 1, ~0U, 0);
    run(OWN_CHANNEL, context);
    _exit(0);
}

bool generation_start(struct generation *generation, void (*run)(int channel, void *context), void *context) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return false;
    pid_t parent = getpid(), process = fork();
    if (process == 0) {
        close(ends[0]);
        be_child(parent, ends[1], run, context);
    }
    int error = errno;
    close(ends[1]);
    if (process < 0) {
        close(ends[0]);
        return errno = error, false;
    }
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    *generation = (struct generation){.process = process, .channel = ends[0]};
    return true;
}

bool generation_is_sending(const struct generation *generation) {
    return generation->sent < generation->outgoing.size;
}

static void send_outgoing(struct generation *generation) {
    while (generation_is_sending(generation)) {
        struct text rest = text_after(buffer_text(&generation->outgoing), generation->sent);
        ssize_t sent = send(generation->channel, rest.bytes, rest.size, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return;
        generation->sent += (size_t)sent;
    }
    buffer_clear(&generation->outgoing);
    generation->sent = 0;
}

/* Nothing is received here: who polls would not hear of it. */
void generation_load(struct generation *generation, unsigned number, bool is_recent) {
    generation->number = number;
    add_message(&generation->outgoing, &(struct message){.kind = MESSAGE_LOAD, .status = is_recent});
    send_outgoing(generation);
}

void generation_ask(struct generation *generation, uint64_t request, struct text address) {
    add_message(&generation->outgoing, &(struct message){.kind = MESSAGE_ASK, .request = request, .texts = {address}});
    send_outgoing(generation);
}

/* What was taken makes room; answers are large, so they are read into the buffer itself. */
static void receive_incoming(struct generation *generation) {
    enum { PIECE = 1 << 18 };
    struct buffer *incoming = &generation->incoming;
    if (generation->taken) {
        memmove(incoming->bytes, incoming->bytes + generation->taken, incoming->size - generation->taken);
        incoming->size -= generation->taken;
        generation->taken = 0;
    }
    for (;;) {
        buffer_reserve(incoming, PIECE);
        ssize_t received = recv(generation->channel, incoming->bytes + incoming->size, PIECE, 0);
        if (received < 0 && errno == EINTR)
            continue;
        generation->is_over |= received == 0 || (received < 0 && errno != EAGAIN);
        if (received <= 0)
            return;
        incoming->size += (size_t)received;
    }
}

void generation_exchange(struct generation *generation) {
    if (!generation->process)
        return;
    send_outgoing(generation);
    receive_incoming(generation);
}

bool generation_receive(struct message *message, struct generation *generation) {
    struct message_head head;
    struct text rest = text_after(buffer_text(&generation->incoming), generation->taken);
    size_t size = size_of_message(&head, rest);
    if (!size || size > rest.size)
        return false;
    take_message(message, &head, rest.bytes + sizeof head);
    generation->taken += size;
    return true;
}

void generation_end(struct generation *generation, int *how) {
    int status = 0;
    if (!generation->process)
        return;
    kill(generation->process, SIGKILL);
    while (waitpid(generation->process, &status, 0) < 0 && errno == EINTR)
        continue;
    close(generation->channel);
    buffer_free(&generation->incoming);
    buffer_free(&generation->outgoing);
    *generation = (struct generation){0};
    if (how)
        *how = status;
}
