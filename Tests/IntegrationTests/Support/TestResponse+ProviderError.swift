// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension TestResponse {
    /// Checks that this is the 500 of a provider that failed.
    ///
    /// - Returns: The message.
    @discardableResult
    func expectErrorOf(
        _ provider: TestedProvider,
        status: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let message = try expectError(500, provider.rawValue, sourceLocation: sourceLocation)
        #expect(header("X-Provider") == provider.rawValue, sourceLocation: sourceLocation)
        #expect(header("X-Provider-Status") == status, "\(message)", sourceLocation: sourceLocation)
        return message
    }
}
