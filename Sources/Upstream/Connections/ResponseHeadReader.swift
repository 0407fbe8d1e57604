// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import NIOCore

/// Collects the lines of a response's head, and reads from them how the body ends.
struct ResponseHeadReader {
    /// How a response is framed (RFC 9112 section 6.3).
    struct Framing {
        var status = 0
        var isChunked = false
        /// The body's length; nil when it is not told.
        var length: Int?
        var isKeptAlive = false
    }

    /// The most fields of a head.
    private static let mostFields = 256

    /// The fields, a line each that ends with a line feed.
    private(set) var lines: [UInt8] = []
    private var status: Int?
    private var isVersion11 = false
    private var fields = 0

    /// How many bytes were taken.
    var size: Int { lines.count }

    /// Whether the next line may begin with a byte; it may still turn out to be none.
    func mayBegin(with byte: UInt8) -> Bool {
        status != nil || byte == UInt8(ascii: "H") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\n")
    }

    /// Takes a line.
    ///
    /// - Returns: Whether the head is complete.
    mutating func take(_ line: ByteBufferView) throws(ResponseFault) -> Bool {
        guard let first = line.first else { return status != nil }
        guard status != nil else {
            try takeStatus(line)
            return false
        }
        if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t") {
            // A folded line goes on with the one before it (section 5.2).
            guard !lines.isEmpty else { throw ResponseFault(reason: "a field has no name") }
            lines[lines.count - 1] = UInt8(ascii: " ")
        } else {
            let name = line.prefix { $0 != UInt8(ascii: ":") }
            guard !name.isEmpty, name.count < line.count, name.allSatisfy(\.isInFieldNames) else {
                throw ResponseFault(reason: "a field has no name")
            }
            fields += 1
            guard fields <= Self.mostFields else { throw ResponseFault(reason: "too many fields") }
        }
        guard !line.contains(0) else { throw ResponseFault(reason: "a field has a zero byte") }
        lines += line
        lines.append(UInt8(ascii: "\n"))
        return false
    }

    /// `HTTP/1.1 200 OK`, of which the last part may be missing.
    private mutating func takeStatus(_ line: ByteBufferView) throws(ResponseFault) {
        let parts = line.prefix(13).split(separator: UInt8(ascii: " "), maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0].count == 8, parts[0].starts(with: "HTTP/1.".utf8),
            parts[0].last?.isASCIIDigit == true, parts[1].count == 3, parts[1].allSatisfy(\.isASCIIDigit),
            parts[1].first != UInt8(ascii: "0")
        else {
            throw ResponseFault(reason: "it begins with something else than HTTP/1.1 and a status")
        }
        isVersion11 = parts[0].last != UInt8(ascii: "0")
        status = parts[1].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// How the response is framed, once its head is complete.
    func framing() throws(ResponseFault) -> Framing {
        var framing = Framing()
        framing.status = status ?? 0
        var lengths = 0
        var (closes, keeps) = (false, false)
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            let name = line.prefix { $0 != UInt8(ascii: ":") }
            let value = line.dropFirst(name.count + 1)
            if name.equals("content-length") {
                for text in value.elements {
                    let length = try Self.length(text)
                    guard framing.length ?? length == length else { throw ResponseFault(reason: "it has two lengths") }
                    framing.length = length
                    lengths += 1
                }
            } else if name.equals("transfer-encoding") {
                for coding in value.elements where !coding.equals("identity") {
                    guard coding.equals("chunked") else {
                        throw ResponseFault(reason: "its transfer coding is not chunked")
                    }
                    framing.isChunked = true
                }
            } else if name.equals("connection") {
                for option in value.elements {
                    closes = closes || option.equals("close")
                    keeps = keeps || option.equals("keep-alive")
                }
            }
        }
        let isOdd = lengths > 1 || (lengths > 0 && framing.isChunked)
        framing.isKeptAlive = !closes && !isOdd && (isVersion11 || keeps)
        return framing
    }

    private static func length(_ text: ArraySlice<UInt8>) throws(ResponseFault) -> Int {
        // Eighteen digits fit.
        guard !text.isEmpty, text.count <= 18, text.allSatisfy(\.isASCIIDigit) else {
            throw ResponseFault(reason: "its length is no number")
        }
        return text.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }
}

extension ArraySlice<UInt8> {
    /// The elements of a list with commas, without the blanks around them; of an empty text one that is empty.
    fileprivate var elements: [ArraySlice<UInt8>] {
        split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { ByteString($0).trimmed.bytes }
    }

    /// Whether the text is one in small letters, but for the case of ASCII's letters.
    fileprivate func equals(_ other: String) -> Bool {
        elementsEqual(other.utf8) { $0.lowercasedASCII == $1 }
    }
}

extension UInt8 {
    /// Whether a field's name may have it (RFC 9110 section 5.6.2).
    fileprivate var isInFieldNames: Bool { self > 0x20 && self < 0x7F }
}
