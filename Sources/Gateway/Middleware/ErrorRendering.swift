// SPDX-License-Identifier: Apache-2.0

/// Turns whatever is thrown below into an error in the form of the call's door; the one place that does.
struct ErrorRendering: Middleware {
    func handle(_ call: Call, next: (Call) async throws -> Reply) async throws -> Reply {
        do {
            return try await next(call)
        } catch {
            call.log(failure: error)
            return call.door.reply(to: GatewayError(error))
        }
    }
}
