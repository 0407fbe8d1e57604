// SPDX-License-Identifier: Apache-2.0

/// Some of the parameters of a chat.
package struct ChatParameters: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let temperature = ChatParameters(rawValue: 1 << 0)
    package static let maxTokens = ChatParameters(rawValue: 1 << 1)
    package static let responseFormat = ChatParameters(rawValue: 1 << 2)
    package static let reasoning = ChatParameters(rawValue: 1 << 3)
}
