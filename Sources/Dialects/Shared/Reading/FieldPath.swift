// SPDX-License-Identifier: Apache-2.0

/// Where in a request a value stands; written down only where something is wrong with it.
package indirect enum FieldPath: Sendable, Equatable {
    /// The request itself.
    case root
    case member(String, of: FieldPath)
    case element(Int, of: FieldPath)
}

extension FieldPath: CustomStringConvertible {
    /// The path as OpenAI writes it: `messages[2].content[0].type`; empty for the request itself.
    package var description: String {
        switch self {
        case .root: ""
        case .member(let name, .root): name
        case .member(let name, let parent): "\(parent).\(name)"
        case .element(let index, let parent): "\(parent)[\(index)]"
        }
    }

    /// The path as Anthropic writes it: `messages.2.content.0.type`; empty for the request itself.
    package var dotted: String {
        switch self {
        case .root: ""
        case .member(let name, .root): name
        case .member(let name, let parent): "\(parent.dotted).\(name)"
        case .element(let index, let parent): "\(parent.dotted).\(index)"
        }
    }
}
