// SPDX-License-Identifier: Apache-2.0

package import HTTPTypes

/// The status and the header fields of a response, written as a CGI response (RFC 3875, section 6).
package struct ResponseHead: Sendable, Equatable {
    /// The status.
    package var status: HTTPResponse.Status
    /// The header fields.
    package var headerFields: HTTPFields

    /// Makes a head.
    package init(status: HTTPResponse.Status, headerFields: HTTPFields = [:]) {
        self.status = status
        self.headerFields = headerFields
    }

    /// Appends the head with its closing blank line.
    ///
    /// The status always has a reason phrase: nginx copies the text, and `Status: 200` alone would become the line
    /// `HTTP/1.1 200`. `HTTPField` admits no line break in a value, so none can be smuggled in.
    package func append(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "Status: ".utf8)
        bytes.append(contentsOf: String(status.code).utf8)
        bytes.append(UInt8(ascii: " "))
        bytes.append(contentsOf: (status.reasonPhrase.isEmpty ? "Status" : status.reasonPhrase).utf8)
        bytes.append(contentsOf: "\r\n".utf8)
        for field in headerFields {
            bytes.append(contentsOf: field.name.rawName.utf8)
            bytes.append(contentsOf: ": ".utf8)
            bytes.append(contentsOf: field.value.utf8)
            bytes.append(contentsOf: "\r\n".utf8)
        }
        bytes.append(contentsOf: "\r\n".utf8)
    }
}
