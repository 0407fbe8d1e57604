// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// The clock that all processes of a machine share: CLOCK_MONOTONIC.
package enum MonotonicTime {
    /// Nanoseconds, comparable with those of the simulator.
    package static var nanoseconds: UInt64 { NIODeadline.now().uptimeNanoseconds }
}
