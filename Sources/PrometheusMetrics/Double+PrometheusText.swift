// SPDX-License-Identifier: Apache-2.0

extension Double {
    /// The number as Go's parser reads it; a whole one without a point.
    var prometheusText: String {
        if isNaN { return "NaN" }
        if isInfinite { return self < 0 ? "-Inf" : "+Inf" }
        return self == rounded() && magnitude < 1e15 ? String(Int64(self)) : description
    }
}
