/* SPDX-License-Identifier: Apache-2.0 */

/* The C of the benchmarks: epoll, which Swift's Glibc lacks, and socket calls that take a place in an array, so that
   Swift code needs no pointers. Sockets never block; a call that fails returns -errno. */

#ifndef CEPOLL_SHIM_H
#define CEPOLL_SHIM_H

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

/* GNU's own, which the headers show only to who asks before anything else is included. */
extern int accept4(int fd, struct sockaddr *address, socklen_t *size, int flags);
extern void *memmem(const void *bytes, size_t count, const void *wanted, size_t wanted_count);

enum {
    CEPOLL_READABLE = EPOLLIN,
    CEPOLL_WRITABLE = EPOLLOUT,
    CEPOLL_GONE = EPOLLHUP | EPOLLERR,
    CEPOLL_BATCH = 512,
    CEPOLL_AGAIN = EAGAIN
};

static inline int cepoll_create(void) {
    int fd = epoll_create1(EPOLL_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

/* Watches a connection, edge-triggered, for input, room to write, and the peer's end. */
static inline int cepoll_watch(int epoll, int fd, uint64_t token) {
    struct epoll_event event = {EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, {.u64 = token}};
    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0 ? -errno : 0;
}

/* Watches a listening socket, level-triggered. */
static inline int cepoll_watch_listener(int epoll, int fd, uint64_t token) {
    struct epoll_event event = {EPOLLIN, {.u64 = token}};
    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0 ? -errno : 0;
}

/* Waits for up to CEPOLL_BATCH events; a negative time waits for ever. */
static inline int cepoll_wait(int epoll, uint64_t *tokens, uint32_t *kinds, int64_t nanoseconds) {
    struct epoll_event events[CEPOLL_BATCH];
    struct timespec time = {nanoseconds / 1000000000, nanoseconds % 1000000000};
    int count = epoll_pwait2(epoll, events, CEPOLL_BATCH, nanoseconds < 0 ? NULL : &time, NULL);
    for (int i = 0; i < count; i++) {
        tokens[i] = events[i].data.u64;
        kinds[i] = events[i].events;
    }
    return count < 0 ? -errno : count;
}

/* CLOCK_MONOTONIC in nanoseconds. */
static inline uint64_t cepoll_now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

/* Timers of the calling thread end when they are due instead of up to 50 µs later. */
static inline void cepoll_exact_timers(void) {
    (void)prctl(PR_SET_TIMERSLACK, 1UL);
}

/* Raises the soft limit on open files to the hard one, and returns it. */
static inline int64_t cepoll_raise_file_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return -errno;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) return -errno;
    return (int64_t)limit.rlim_cur;
}

static inline struct sockaddr_in cepoll_loopback(uint16_t port) {
    struct sockaddr_in address;
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/* A socket that listens on a port of the loopback interface, 0 for a free one. */
static inline int cepoll_listen(uint16_t port) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    int one = 1;
    (void)setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in address = cepoll_loopback(port);
    if (bind(fd, (struct sockaddr *)&address, sizeof address) < 0 || listen(fd, 4096) < 0) {
        int error = errno;
        close(fd);
        return -error;
    }
    return fd;
}

/* The port of a listening socket. */
static inline int cepoll_port(int fd) {
    struct sockaddr_in address;
    socklen_t size = sizeof address;
    if (getsockname(fd, (struct sockaddr *)&address, &size) < 0) return -errno;
    return ntohs(address.sin_port);
}

static inline void cepoll_send_at_once(int fd) {
    int one = 1;
    (void)setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
}

static inline int cepoll_accept(int listener) {
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return -errno;
    cepoll_send_at_once(fd);
    return fd;
}

/* Begins to connect to a port of the loopback interface; a receive buffer of 0 bytes is the system's own choice. */
static inline int cepoll_connect(uint16_t port, int receive_buffer) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    cepoll_send_at_once(fd);
    if (receive_buffer > 0)
        (void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    struct sockaddr_in address = cepoll_loopback(port);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0 && errno != EINPROGRESS) {
        int error = errno;
        close(fd);
        return -error;
    }
    return fd;
}

/* Connects to a unix socket. */
static inline int cepoll_connect_unix(const char *path) {
    struct sockaddr_un address;
    memset(&address, 0, sizeof address);
    address.sun_family = AF_UNIX;
    if (strlen(path) >= sizeof address.sun_path) return -ENAMETOOLONG;
    strcpy(address.sun_path, path);
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) return -errno;
    if (connect(fd, (struct sockaddr *)&address, sizeof address) < 0) {
        int error = errno;
        close(fd);
        return -error;
    }
    return fd;
}

/* Sends bytes from a place in an array. */
static inline int64_t cepoll_send(int fd, const uint8_t *bytes, size_t start, size_t count) {
    ssize_t sent;
    do {
        sent = send(fd, bytes + start, count, MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent < 0 ? -errno : sent;
}

/* Receives into a place in an array; 0 is the end of the stream. */
static inline int64_t cepoll_receive(int fd, uint8_t *bytes, size_t start, size_t count) {
    ssize_t received;
    do {
        received = recv(fd, bytes + start, count, 0);
    } while (received < 0 && errno == EINTR);
    return received < 0 ? -errno : received;
}

/* Closes a socket at once, without the states in which TCP lingers. */
static inline void cepoll_reset(int fd) {
    struct linger linger = {1, 0};
    (void)setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    close(fd);
}

/* Where a byte stands in a part of an array, or `end`. */
static inline int64_t cepoll_find_byte(const uint8_t *bytes, int64_t start, int64_t end, uint8_t byte) {
    const uint8_t *found = start < end ? memchr(bytes + start, byte, (size_t)(end - start)) : NULL;
    return found ? found - bytes : end;
}

/* Where some bytes stand in a part of an array, or -1. */
static inline int64_t cepoll_find(
    const uint8_t *bytes, int64_t start, int64_t end, const uint8_t *wanted, size_t wanted_count) {
    if (start >= end) return -1;
    const uint8_t *found = memmem(bytes + start, (size_t)(end - start), wanted, wanted_count);
    return found ? found - bytes : -1;
}

#endif
