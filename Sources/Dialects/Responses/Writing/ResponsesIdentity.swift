// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// What is the same in all of a response.
package struct ResponsesIdentity: Sendable {
    /// The response's id.
    package var id: ByteString
    /// When it was made, in seconds since 1970.
    package var created: Int
    /// The model as the caller has named it.
    package var model: ByteString
    /// What is repeated of the request.
    package var echo: ResponseEcho
    /// Whether opaque values of reasoning are told.
    package var includesOpaque: Bool

    package init(
        id: ByteString = ByteString(RandomID.make("resp_")),
        created: Int,
        model: ByteString,
        echo: ResponseEcho,
        includesOpaque: Bool = false
    ) {
        self.id = id
        self.created = created
        self.model = model
        self.echo = echo
        self.includesOpaque = includesOpaque
    }
}
