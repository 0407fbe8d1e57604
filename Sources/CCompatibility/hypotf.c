// SPDX-License-Identifier: Apache-2.0

#include "CCompatibility.h"

#include <math.h>

float hypotf(float x, float y) {
    // An infinite side makes an infinite hypotenuse, whatever the other one is (IEEE 754, 9.2.1).
    if (isinf(x) || isinf(y)) return INFINITY;
    // The squares of floats are exact as doubles, and none is too large or too small for one.
    return (float)sqrt((double)x * x + (double)y * y);
}
