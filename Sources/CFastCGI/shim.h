/* SPDX-License-Identifier: Apache-2.0 */

/* All of C that the FastCGI target uses: libfcgi, epoll, eventfd, and the few calls that Swift cannot spell. */

#ifndef CFASTCGI_SHIM_H
#define CFASTCGI_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <fcgiapp.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

/* Up to three pieces in one system call, without blocking and without SIGPIPE; the bytes sent, or -errno. */
static inline ssize_t cfastcgi_send(
    int fd, const void *first, size_t first_count, const void *second, size_t second_count, const void *third,
    size_t third_count) {
    struct iovec pieces[3] = {
        {(void *)first, first_count}, {(void *)second, second_count}, {(void *)third, third_count}};
    struct msghdr message;
    memset(&message, 0, sizeof message);
    message.msg_iov = pieces;
    message.msg_iovlen = 3;
    ssize_t sent;
    do {
        sent = sendmsg(fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent < 0 ? -(ssize_t)errno : sent;
}

/* The first bytes that wait on a socket, left there; the count, 0 at the end of the stream, or -errno. */
static inline ssize_t cfastcgi_peek(int fd, void *bytes, size_t count) {
    ssize_t seen;
    do {
        seen = recv(fd, bytes, count, MSG_PEEK | MSG_DONTWAIT);
    } while (seen < 0 && errno == EINTR);
    return seen < 0 ? -(ssize_t)errno : seen;
}

/* Bytes that have arrived on a socket, taken without waiting; the count, 0 at the end of the stream, or -errno. */
static inline ssize_t cfastcgi_take(int fd, void *bytes, size_t count) {
    ssize_t taken;
    do {
        taken = recv(fd, bytes, count, MSG_DONTWAIT);
    } while (taken < 0 && errno == EINTR);
    return taken < 0 ? -(ssize_t)errno : taken;
}

/* Declared by the C library only for programs that ask for its own additions. */
extern int accept4(int fd, struct sockaddr *address, socklen_t *size, int flags);

/* A connection taken from a listening socket, blocking and closed on exec; or -errno. The socket itself does not block,
   which is looked after each time: all processes that hold it share that flag, and whoever starts the next one may clear
   it. systemd does, without NonBlocking=yes. */
static inline int cfastcgi_accept(int listener) {
    int flags = fcntl(listener, F_GETFL);
    if (flags >= 0 && (flags & O_NONBLOCK) == 0) (void)fcntl(listener, F_SETFL, flags | O_NONBLOCK);
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    return fd < 0 ? -errno : fd;
}

/* The user at the other end of a unix socket; 0, or -errno. */
static inline int cfastcgi_peer_user(int fd, uint32_t *user) {
    struct {
        pid_t process;
        uid_t user;
        gid_t group;
    } credentials;
    socklen_t size = sizeof credentials;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) return -errno;
    *user = credentials.user;
    return 0;
}

/* No signal from elsewhere is ever delivered to the calling thread: libfcgi takes an interrupted read or write for a
   dead peer. The signals of the thread's own faults stay, for Swift's report of a crash. */
static inline void cfastcgi_block_all_signals(void) {
    sigset_t all;
    sigfillset(&all);
    const int faults[6] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGABRT};
    for (int i = 0; i < 6; i++) sigdelset(&all, faults[i]);
    pthread_sigmask(SIG_SETMASK, &all, NULL);
}

/* Names the calling thread, for top and debuggers; 15 bytes at the most. */
static inline void cfastcgi_name_thread(const char *name) {
    (void)prctl(PR_SET_NAME, name);
}

/* FCGX_Init installs handlers of its own: put back what the process had, and never die of a broken pipe. */
static inline int cfastcgi_initialize(void) {
    struct sigaction before[3];
    const int signals[3] = {SIGPIPE, SIGUSR1, SIGTERM};
    for (int i = 0; i < 3; i++) sigaction(signals[i], NULL, &before[i]);
    int result = FCGX_Init();
    for (int i = 1; i < 3; i++) sigaction(signals[i], &before[i], NULL);
    signal(SIGPIPE, SIG_IGN);
    return result;
}

#endif
