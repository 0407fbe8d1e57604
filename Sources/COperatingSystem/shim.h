/* SPDX-License-Identifier: Apache-2.0 */

/* All of C that the OperatingSystem target uses beyond the C library's own functions: what Swift cannot spell. */

#ifndef COPERATINGSYSTEM_SHIM_H
#define COPERATINGSYSTEM_SHIM_H

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Closes the descriptors from one on that this process did not open itself: those that were not marked to be closed
   when a program is started, or they would not be here. The libraries mark all of theirs. */
static inline void coperatingsystem_close_inherited(int first) {
    DIR *descriptors = opendir("/proc/self/fd");
    if (descriptors == NULL) return;
    struct dirent *entry;
    while ((entry = readdir(descriptors)) != NULL) {
        char *end;
        long fd = strtol(entry->d_name, &end, 10);
        if (*end != 0 || fd < first) continue;
        int flags = fcntl((int)fd, F_GETFD);
        if (flags >= 0 && (flags & FD_CLOEXEC) == 0) (void)close((int)fd);
    }
    (void)closedir(descriptors);
}

/* How many descriptors are open; -1 where that cannot be seen. */
static inline int coperatingsystem_count_open_files(void) {
    DIR *descriptors = opendir("/proc/self/fd");
    if (descriptors == NULL) return -1;
    int count = -1;
    struct dirent *entry;
    while ((entry = readdir(descriptors)) != NULL) {
        if (entry->d_name[0] != '.') count++;
    }
    (void)closedir(descriptors);
    return count;
}

/* The arguments of the process and how many there are; NULL when they are not where they belong. The kernel puts their
   count, the arguments, a null, and the environment one behind the other (System V ABI, "Initial Process Stack"), so they
   stand before the environment for as long as nobody has moved that. */
static inline char **coperatingsystem_arguments(ptrdiff_t *count) {
    extern char **environ;
    const ptrdiff_t most = 1 << 16;
    if (environ == NULL || environ[-1] != NULL) return NULL;
    for (*count = 0; *count < most; *count += 1) {
        char **first = environ - 1 - *count;
        if ((uintptr_t)first[-1] == (uintptr_t)*count) return first;
    }
    return NULL;
}

/* Maps each block from a size on by itself, and gives the heap's end back from twice that on. */
static inline void coperatingsystem_map_blocks(int size) {
#ifdef __GLIBC__
    (void)mallopt(M_MMAP_THRESHOLD, size);
    (void)mallopt(M_TRIM_THRESHOLD, 2 * size);
#else
    (void)size;
#endif
}

/* Gives the heap's free pages back to the system, also those between pages in use, which free() keeps. */
static inline void coperatingsystem_trim_heap(void) {
#ifdef __GLIBC__
    (void)malloc_trim(0);
#endif
}

/* No core dump: neither a file nor a pipe gets what is in memory, keys and prompts among it; 0, or -errno. */
static inline int coperatingsystem_forbid_core_dumps(void) {
    struct rlimit none = {0, 0};
    if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0) != 0) return -errno;
    return 0;
}

extern int __xpg_strerror_r(int number, char *text, size_t capacity);

/* The text of an error number, thread-safe. */
static inline void coperatingsystem_error_text(int number, char *text, size_t capacity) {
    if (__xpg_strerror_r(number, text, capacity) != 0) (void)snprintf(text, capacity, "unknown error");
}

#endif
