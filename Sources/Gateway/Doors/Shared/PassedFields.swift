// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import HTTPTypes

/// Header fields of a provider's response that go on to the caller.
struct PassedFields {
    /// The most fields that are passed on, and the most bytes of them: web servers limit the head of a response.
    private static let (mostFields, mostBytes) = (32, 2_048)

    /// What clients of all dialects read.
    static let shared: [ByteString] = ["retry-after", "retry-after-ms", "x-should-retry"]

    private var fields = HTTPFields()
    private var size = 0

    /// Takes a field, as long as there is room.
    mutating func append(_ name: ByteString, _ value: ByteString) {
        size += name.count + value.count + 4
        guard fields.count < Self.mostFields, size <= Self.mostBytes,
            let name = HTTPField.Name(name.string),  // text: letters, digits and hyphens
            fields[name] == nil
        else { return }
        fields[name] = value.string  // text: visible ASCII, short
    }

    /// Adds them to the fields of a response.
    ///
    /// What the gateway has said already stands, but for a wait in whole seconds, where the provider has a finer number.
    func add(to response: inout HTTPFields) {
        for field in fields {
            let isWait = field.name == .retryAfter && ByteString(field.value).double.map { $0 >= 0 } == true
            if isWait || response[field.name] == nil { response[field.name] = field.value }
        }
    }
}
