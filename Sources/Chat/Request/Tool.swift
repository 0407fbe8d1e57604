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

    /// The name of one of the caller's; one that is set counts for those alone.
    package var name: ByteString? {
        get {
            switch self {
            case .function(let tool): tool.name
            case .custom(let tool): tool.name
            case .builtin: nil
            }
        }
        set {
            guard let newValue else { return }
            switch self {
            case .function(var tool):
                tool.name = newValue
                self = .function(tool)
            case .custom(var tool):
                tool.name = newValue
                self = .custom(tool)
            case .builtin: break
            }
        }
    }
}
