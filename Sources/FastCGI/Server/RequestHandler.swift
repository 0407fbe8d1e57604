// SPDX-License-Identifier: Apache-2.0

/// What answers requests.
package protocol RequestHandler: Sendable {
    /// Takes a request, on a thread that reads requests: it must hand the work on and return at once.
    ///
    /// - Parameters:
    ///   - request: The request, body complete.
    ///   - response: The way back; must be finished, or let go, on any thread.
    func handle(_ request: Request, _ response: ResponseWriter)
}
