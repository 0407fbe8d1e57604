// SPDX-License-Identifier: Apache-2.0

/// A call was to go directly, and a proxy is set for where it goes.
package struct ProxyInTheWay: Error, Sendable {
    package init() {}
}
