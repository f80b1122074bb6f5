// The wall clock, SECOND_LOOK_CLOCK seconds ahead of the machine's or behind it; what measures how
// long something takes is left alone. To be loaded before the C library (LD_PRELOAD).
//
// libfaketime does more and was tried first: it does not know the waits of C11, by which librdkafka
// waits, so that a tenth of a second lasts until the day it was told; and it sets an environment
// variable before a program begins, after which Swift on Linux does not find its arguments.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timerfd.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

static time_t offset(void) {
    static int64_t known = INT64_MIN;
    int64_t seconds = __atomic_load_n(&known, __ATOMIC_RELAXED);
    if (seconds == INT64_MIN) {
        const char *text = getenv("SECOND_LOOK_CLOCK");
        seconds = text ? strtoll(text, NULL, 10) : 0;
        __atomic_store_n(&known, seconds, __ATOMIC_RELAXED);
    }
    return seconds;
}

// Telling the time.

int clock_gettime(clockid_t clock, struct timespec *now) {
    int code = (int)syscall(SYS_clock_gettime, clock, now);
    if (code == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) {
        now->tv_sec += offset();
    }
    return code;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec exact;
    if (zone) *(struct timezone *)zone = (struct timezone){0, 0};
    if (clock_gettime(CLOCK_REALTIME, &exact) != 0) return -1;
    *now = (struct timeval){exact.tv_sec, exact.tv_nsec / 1000};
    return 0;
}

time_t time(time_t *out) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out) *out = now.tv_sec;
    return now.tv_sec;
}

int timespec_get(struct timespec *now, int base) {
    return base == TIME_UTC && clock_gettime(CLOCK_REALTIME, now) == 0 ? base : 0;
}

// Waiting until a moment. The kernel's clock is the machine's, so a moment of ours is translated;
// one of a clock that counts from the machine's start is recognised by being nowhere near today.

static const struct timespec *translated(const struct timespec *end, struct timespec *copy) {
    if (!end || end->tv_sec < 400000000) return end;
    *copy = *end;
    copy->tv_sec -= offset();
    if (copy->tv_sec < 0) copy->tv_sec = 0;
    return copy;
}

#define real(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define WAIT_UNTIL(name, parameters, ...)                  \
    int name parameters {                                  \
        static __typeof__(&name) known;                    \
        struct timespec copy;                              \
        if (!known) known = real(name);                    \
        return known(__VA_ARGS__);                         \
    }

WAIT_UNTIL(pthread_cond_timedwait,
    (pthread_cond_t *restrict c, pthread_mutex_t *restrict m, const struct timespec *restrict end),
    c, m, translated(end, &copy))
WAIT_UNTIL(pthread_cond_clockwait,
    (pthread_cond_t *c, pthread_mutex_t *m, clockid_t clock, const struct timespec *end),
    c, m, clock, translated(end, &copy))
WAIT_UNTIL(pthread_mutex_timedlock,
    (pthread_mutex_t *restrict m, const struct timespec *restrict end),
    m, translated(end, &copy))
WAIT_UNTIL(sem_timedwait,
    (sem_t *restrict s, const struct timespec *restrict end),
    s, translated(end, &copy))
WAIT_UNTIL(cnd_timedwait,
    (cnd_t *restrict c, mtx_t *restrict m, const struct timespec *restrict end),
    c, m, translated(end, &copy))
WAIT_UNTIL(mtx_timedlock,
    (mtx_t *restrict m, const struct timespec *restrict end),
    m, translated(end, &copy))
WAIT_UNTIL(clock_nanosleep,
    (clockid_t clock, int flags, const struct timespec *end, struct timespec *left),
    clock, flags, flags & TIMER_ABSTIME ? translated(end, &copy) : end, left)

int timerfd_settime(
    int timer, int flags, const struct itimerspec *wanted, struct itimerspec *before) {
    static __typeof__(&timerfd_settime) known;
    struct timespec copy;
    struct itimerspec ours = *wanted;
    if (flags & TFD_TIMER_ABSTIME) ours.it_value = *translated(&wanted->it_value, &copy);
    if (!known) known = real(timerfd_settime);
    return known(timer, flags, &ours, before);
}
