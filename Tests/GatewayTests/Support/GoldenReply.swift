// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import JSONCoding

/// What a caller gets, with words in the place of what is another one in each answer, or with each provider.
struct GoldenReply {
    /// The header fields that clients read, and that are the same whenever the same is answered.
    private static let fields = [
        "Content-Type", "Retry-After", "Retry-After-Ms", "X-Should-Retry", "X-Provider", "X-Provider-Status",
    ]

    private let provider: GoldenProvider
    /// The ids that the gateway has made for calls, in their order.
    private var callIDs: [ByteString] = []
    /// The answer's id, when it was made and its model, as each document has them.
    private(set) var identities: [[JSONValue]] = []

    init(of provider: GoldenProvider) {
        self.provider = provider
    }

    /// A response as a file of its form has it.
    mutating func text(of response: DoorClient.Response, _ form: GoldenCase.Form) throws -> String {
        switch form {
        case .document:
            return try normalised(JSONValue(parsing: Array(response.body.utf8)[...])).indented() + "\n"
        case .stream:
            return try events(of: response)
        case .response:
            let fields = Self.fields.compactMap { name in
                response.field(name).map { "\(name): \($0 == provider.name ? "PROVIDER" : $0)\n" }
            }
            let isStream = response.field("Content-Type")?.hasPrefix("text/event-stream") == true
            let body = isStream ? try events(of: response) : response.body + "\n"
            return "HTTP/1.1 \(response.status)\n\(fields.joined())\n"
                + body.replacing("The provider \(provider.name)", with: "The provider PROVIDER")
        }
    }

    /// The events of a stream; whatever is none stays as it is.
    private mutating func events(of response: DoorClient.Response) throws -> String {
        var text = ""
        for event in response.body.split(separator: "\n\n") {
            if event.hasPrefix("data: {") {
                let value = try normalised(JSONValue(parsing: Array(event.dropFirst(6).utf8)[...]))
                text += "data: \(value.line)\n\n"
            } else {
                text += "\(event)\n\n"
            }
        }
        return text
    }

    /// A document without what is the answer's own.
    private mutating func normalised(_ value: JSONValue) -> JSONValue {
        guard case .object(var object) = replacingCallIDs(in: value), object["id"] != nil else { return value }
        var identity: [JSONValue] = []
        for index in object.members.indices {
            guard let word = Self.word(for: object.members[index].key) else { continue }
            identity.append(object.members[index].value)
            object.members[index].value = word
        }
        identities.append(identity)
        return .object(object)
    }

    private static func word(for key: ByteString) -> JSONValue? {
        switch key {
        case "id": .string("ID")
        case "created": .number(JSONNumber(0))
        case "model": .string("MODEL")
        default: nil
        }
    }

    private mutating func replacingCallIDs(in value: JSONValue) -> JSONValue {
        switch value {
        case .string(let text) where text.hasPrefix("call_") && text.count == 29:
            if !callIDs.contains(text) { callIDs.append(text) }
            return .string(ByteString("CALL-\((callIDs.firstIndex(of: text) ?? 0) + 1)"))
        case .array(let elements):
            return .array(elements.map { replacingCallIDs(in: $0) })
        case .object(var object):
            for index in object.members.indices {
                object.members[index].value = replacingCallIDs(in: object.members[index].value)
            }
            return .object(object)
        default:
            return value
        }
    }
}
