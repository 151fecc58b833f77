#include "serve/door.h"

#include "serve/clock.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* The folders that are gone through are open at once, one in the other; the rest is a few for each generation. */
enum { RESERVED_DESCRIPTORS = 128, MOST_INSIDE = 1000, AGAIN_MS = 200, SILENT_SECONDS = 30 };

/* Where it is. */

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

static int listen_on_free_port(unsigned *port, const char *address, unsigned last_port) {
    int descriptor = listen_at(address, *port);
    while (descriptor < 0 && errno == EADDRINUSE && *port < last_port)
        descriptor = listen_at(address, ++*port);
    return descriptor;
}

static size_t most_inside(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= MOST_INSIDE + RESERVED_DESCRIPTORS)
        return MOST_INSIDE;
    size_t all = (size_t)limit.rlim_cur;
    return all > 2 * RESERVED_DESCRIPTORS ? all - RESERVED_DESCRIPTORS : all / 2;
}

static bool listen_for(const struct door *door, int how, uint32_t events) {
    return epoll_ctl(door->descriptor, how, door->listening, &(struct epoll_event){.events = events}) == 0;
}

bool door_open(struct door *door, const char *address, unsigned port, unsigned last_port) {
    *door = (struct door){.port = port, .descriptor = -1, .most = most_inside()};
    door->listening = listen_on_free_port(&door->port, address, last_port);
    if (door->listening < 0)
        return false;
    door->descriptor = epoll_create1(EPOLL_CLOEXEC);
    bool good = door->descriptor >= 0 && listen_for(door, EPOLL_CTL_ADD, EPOLLIN);
    if (!good)
        fail_with(door->listening, errno);
    return good;
}

bool door_join(struct door *door, int descriptor) {
    return epoll_ctl(door->descriptor, EPOLL_CTL_ADD, descriptor, &(struct epoll_event){.events = EPOLLIN}) == 0;
}

/* Who comes in. */

static void shut(struct door *door, int64_t opens_ms) {
    door->is_shut = true;
    door->opens_ms = opens_ms;
    listen_for(door, EPOLL_CTL_MOD, 0);
}

static void open_again(struct door *door) {
    door->is_shut = false;
    door->opens_ms = 0;
    listen_for(door, EPOLL_CTL_MOD, EPOLLIN);
}

int door_wait_ms(const struct door *door) {
    if (!door->opens_ms)
        return -1;
    int64_t wait = door->opens_ms - clock_ms();
    return wait > 0 ? (int)wait : 0;
}

/* A machine that was switched off says nothing when it goes. */
static void ask_for_signs_of_life(int socket) {
    int yes = 1, seconds = SILENT_SECONDS;
    setsockopt(socket, SOL_SOCKET, SO_KEEPALIVE, &yes, sizeof yes);
    setsockopt(socket, IPPROTO_TCP, TCP_KEEPIDLE, &seconds, sizeof seconds);
    setsockopt(socket, IPPROTO_TCP, TCP_KEEPINTVL, &seconds, sizeof seconds);
}

int door_admit(struct door *door) {
    if (door->inside >= door->most) {
        shut(door, 0);
        return -1;
    }
    if (door->is_shut && door->opens_ms <= clock_ms())
        open_again(door);
    if (door->is_shut)
        return -1;
    int socket = accept4(door->listening, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (socket >= 0)
        ask_for_signs_of_life(socket);
    else if (errno != EAGAIN && errno != EINTR && errno != ECONNABORTED)
        shut(door, clock_ms() + AGAIN_MS);
    return socket;
}

void door_entered(struct door *door) {
    door->inside++;
}

void door_left(struct door *door) {
    door->inside--;
    if (door->is_shut)
        open_again(door);
}

/* Who goes. */

void door_watch(struct door *door, int socket, void *who) {
    epoll_ctl(door->descriptor, EPOLL_CTL_ADD, socket,
              &(struct epoll_event){.events = EPOLLRDHUP | EPOLLONESHOT, .data.ptr = who});
}

void door_forget(struct door *door, int socket) {
    epoll_ctl(door->descriptor, EPOLL_CTL_DEL, socket, NULL);
}

void door_see_out(struct door *door, void (*left)(void *who, void *context), void *context) {
    struct epoll_event events[64];
    int count = epoll_wait(door->descriptor, events, sizeof events / sizeof *events, 0);
    for (int i = 0; i < count; i++)
        if (events[i].data.ptr)
            left(events[i].data.ptr, context);
}
