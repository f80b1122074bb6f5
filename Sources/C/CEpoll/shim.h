#pragma once
#include <stdint.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

// What Swift cannot say for itself: a packed structure with a union in it.

// Debuggers show it: at most 15 bytes. The headers have these for GNU programs alone.
extern int pthread_setname_np (pthread_t thread, const char *name);
extern int accept4 (int descriptor, struct sockaddr *address, socklen_t *size, int flags);

static inline int epoll_accept (int descriptor)
{
    return accept4 (descriptor, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

static inline int epoll_say (int poll, int operation, int descriptor, uint32_t events, uint64_t id)
{
    struct epoll_event event;
    event.events = events;
    event.data.u64 = id;
    return epoll_ctl (poll, operation, descriptor, &event);
}

struct epoll_happening { uint64_t id; uint32_t events; };

// At most `count` of what happened, at most 256; waits for `milliseconds`.
static inline int epoll_hear (int poll, struct epoll_happening *happenings, int count, int milliseconds)
{
    struct epoll_event events[256];
    int heard = epoll_wait (poll, events, count > 256 ? 256 : count, milliseconds);
    for (int index = 0; index < heard; index++) {
        happenings[index].id = events[index].data.u64;
        happenings[index].events = events[index].events;
    }
    return heard;
}
