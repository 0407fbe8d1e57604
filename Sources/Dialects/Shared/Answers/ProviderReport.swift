// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// What a provider says about an error: the fields of its error object, whatever shape that has.
package struct ProviderReport: Sendable, Equatable {
    /// The provider's message as it came: it may hold keys, tags and control characters.
    package var message: ByteString = ""
    /// The error's code in words, such as `unsupported_parameter` or `API_KEY_INVALID`.
    package var code: ByteString?
    /// The error's type, such as `invalid_request_error` or `RESOURCE_EXHAUSTED`.
    package var type: ByteString?
    /// The parameter that it is about, such as `max_tokens` or `messages[0].role`.
    package var parameter: ByteString?
    /// The HTTP status that the error object itself gives, 400 to 599.
    package var status: Int?
    /// When to try again, in seconds from 0, where the error object itself gives it.
    package var retryAfter: Int?

    /// Makes a report.
    package init(
        message: ByteString = "",
        code: ByteString? = nil,
        type: ByteString? = nil,
        parameter: ByteString? = nil,
        status: Int? = nil,
        retryAfter: Int? = nil
    ) {
        self.message = message
        self.code = code
        self.type = type
        self.parameter = parameter
        self.status = status
        self.retryAfter = retryAfter
    }
}
