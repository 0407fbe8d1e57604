// SPDX-License-Identifier: Apache-2.0

/// The bytes of an HTTP request, and what its answer must have.
struct LoadRequest: Sendable {
    /// The bytes.
    let bytes: [UInt8]
    /// The number of chunks of the stream; 0 when the answer is none.
    var chunks = 0
    /// The stream's number when each of its chunks waits for a credit; 0 otherwise.
    var credit = 0

    /// A POST request with a JSON body.
    init(path: String, body: String, chunks: Int = 0, credit: Int = 0) {
        let head = """
            POST \(path) HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n\
            Content-Length: \(body.utf8.count)\r\n\r\n
            """
        bytes = Array((head + body).utf8)
        self.chunks = chunks
        self.credit = credit
    }
}
