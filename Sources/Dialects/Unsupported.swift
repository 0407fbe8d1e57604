// SPDX-License-Identifier: Apache-2.0

package import Chat

/// A part of a chat that a dialect has no words for: it is refused before anybody is asked.
package struct Unsupported: Error, Sendable, Equatable {
    /// Where in the chat it is; a door says so in its own words.
    package enum Place: Sendable, Equatable {
        /// A parameter, of which it is one.
        case parameter(ChatParameters)
        /// A tool, by its number from 0.
        case tool(Int)
        /// A part of a message, by their numbers from 0.
        case part(Int, ofMessage: Int, PartKind = .content)
    }

    /// What a part of a message is, where callers write it in a place of its own.
    package enum PartKind: Sendable, Equatable {
        /// Something that is said.
        case content
        /// A tool's call, by its number among those of the message, from 0.
        case toolCall(Int)
        /// The result of such a call.
        case toolResult
    }

    /// Where it is.
    package var place: Place
    /// What is wrong with it: the rest of a sentence that begins with its name.
    package var reason: String

    package init(_ place: Place, _ reason: String) {
        self.place = place
        self.reason = reason
    }
}
