// SPDX-License-Identifier: Apache-2.0

internal import Chat

extension ChatRequest {
    /// Whether the temperature is sent: to a model that is known not to take one only where it is fixed, so that its
    /// provider says so.
    func sendsTemperature(_ traits: ModelTraits) -> Bool {
        traits.takesTemperature || fixedParameters.contains(.temperature)
    }
}
