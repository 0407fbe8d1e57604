// SPDX-License-Identifier: Apache-2.0

#include "CCompatibility.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/random.h>

uint32_t arc4random(void) {
    uint32_t number;
    ssize_t count;
    do {
        // So few bytes come at once or not at all; only before the kernel has any can a signal interrupt it.
        count = getrandom(&number, sizeof number, 0);
    } while (count < 0 && errno == EINTR);
    // As glibc does: there is no way to report it, and a number that can be guessed would be worse.
    if (count != sizeof number) abort();
    return number;
}
