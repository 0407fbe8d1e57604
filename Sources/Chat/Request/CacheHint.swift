// SPDX-License-Identifier: Apache-2.0

/// For how long a provider is to keep what it has read up to some place.
///
/// Source: Claude docs, prompt caching.
package enum CacheHint: String, Sendable {
    case fiveMinutes = "5m"
    case oneHour = "1h"
}
