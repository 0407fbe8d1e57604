// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// Which tools a model may or must call.
package enum ToolChoice: Sendable, Equatable {
    /// Any, or none.
    case auto
    /// None.
    case none
    /// At least one, whichever.
    case required
    /// This one.
    case named(ByteString)
    /// None but these; at least one of them, where it is required.
    case allowed([ByteString], isRequired: Bool)

    /// Whether the model has to call a tool.
    package var isForced: Bool {
        switch self {
        case .auto, .none: false
        case .required, .named: true
        case .allowed(_, let isRequired): isRequired
        }
    }
}
