// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// What a dialect takes of pictures when it has no words for a URL: they are to be in the request, in base64.
package struct InlineImages: Sendable, Equatable {
    /// Their media types.
    package var types: [ByteString]
    /// The most bytes that a request may have, with all that is in it.
    package var requestSize: Int

    package init(types: [ByteString], requestSize: Int) {
        self.types = types
        self.requestSize = requestSize
    }
}
