// SPDX-License-Identifier: Apache-2.0

// Functions of the C library that libraries linked into the program ask for, and that only new versions of glibc have:
// asked for from there they would keep the program from starting on older systems. Linked into the program they are
// found here first. Nobody calls them by this header but their tests.

#ifndef CCOMPATIBILITY_H
#define CCOMPATIBILITY_H

#include <stdint.h>

// glibc 2.36. Asked for by libstdc++ (std::random_device).
uint32_t arc4random(void);

// glibc 2.35, since when it no longer calls the error handler of System V. Asked for by Swift's Glibc module.
float hypotf(float x, float y);

#endif
