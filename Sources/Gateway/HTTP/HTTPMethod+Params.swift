// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import FastCGI
internal import HTTPTypes

extension HTTPRequest.Method {
    private static let known: [HTTPRequest.Method] = [.get, .post, .options, .head, .put, .delete, .patch, .trace]

    /// The method of a request; nil when its variables tell none, or what is no token (RFC 9110, section 5.6.2).
    init?(_ params: Params) {
        guard let name = params["REQUEST_METHOD"] else { return nil }
        if let known = Self.known.first(where: { name.equals($0.rawValue) }) {
            self = known
        } else {
            // A token is ASCII: as a String, too, it is compared byte for byte.
            self.init(name.string)  // text: see above
        }
    }
}
