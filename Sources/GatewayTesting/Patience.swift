// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// How much longer than usual everything may take: a build with a sanitizer is many times slower.
package enum Patience {
    /// `TEST_PATIENCE`, a whole number from 1; 1 when it is not set.
    package static let factor = max(1, ProcessInfo.processInfo.environment["TEST_PATIENCE"].flatMap { Int($0) } ?? 1)
}
