// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A tool that a model may call.
package enum Tool: Sendable, Equatable {
    /// One of the caller's that takes a JSON object.
    case function(FunctionTool)
    /// One of the caller's that takes any text.
    case custom(CustomTool)
    /// One of a provider's own, which runs there.
    case builtin(VendorValue)

    /// The name of one of the caller's.
    package var name: ByteString? {
        switch self {
        case .function(let tool): tool.name
        case .custom(let tool): tool.name
        case .builtin: nil
        }
    }
}
