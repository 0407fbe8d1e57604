// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import FoundationEssentials
import JSONCoding
import Testing

@testable import Gateway

/// The description of the routes, taken apart.
struct OpenAPIDocument: Sendable {
    /// What answers one method of a path.
    struct Operation: Sendable, CustomTestStringConvertible {
        let path: String
        /// In capital letters.
        let method: String
        let json: JSONValue

        var testDescription: String { "\(method) \(path)" }
        /// Whether it is answered without a key.
        var isOpen: Bool { json["security"]?.arrayValue?.isEmpty == true }
        /// The statuses that are described.
        var statuses: Set<Int> {
            Set((json["responses"]?.objectValue?.members ?? []).compactMap { Int($0.key.string) })
        }

        /// The example of a request's body; empty where there is none.
        var exampleBody: String {
            guard let example = json["requestBody"]?["content"]?["application/json"]?["example"] else { return "" }
            var writer = JSONWriter()
            example.write(to: &writer)
            return String(decoding: writer.take(), as: UTF8.self)
        }
    }

    /// As it is compiled in.
    static let bytes = PackageResources.openapi_json

    private static let loaded = Result { try OpenAPIDocument(bytes) }

    let json: JSONValue
    let validator: SchemaValidator
    /// All operations, in the order of the document.
    let operations: [Operation]

    private init(_ bytes: [UInt8]) throws {
        json = try JSONValue(parsing: bytes[...])
        validator = SchemaValidator(document: json)
        operations = (json["paths"]?.objectValue?.members ?? []).flatMap { path in
            (path.value.objectValue?.members ?? []).map { method in
                Operation(path: path.key.string, method: method.key.string.uppercased(), json: method.value)
            }
        }
    }

    /// The document, which is read once.
    static func load() throws -> OpenAPIDocument { try loaded.get() }

    /// An operation; nil when there is none.
    func operation(_ method: String, _ path: String) -> Operation? {
        operations.first { $0.path == path && $0.method == method }
    }

    /// A schema by its name.
    func schema(_ name: String) -> JSONValue? { json["components"]?["schemas"]?[name] }

    /// What of a response is not as an operation describes it.
    func faults(of response: DoorClient.Response, to operation: Operation) -> [String] {
        let responses = operation.json["responses"]
        // A range stands for the statuses that are not told by their number (OpenAPI 3.1, Responses Object).
        let status = responses?["\(response.status)"] ?? responses?["\(response.status / 100)XX"]
        guard let described = status.flatMap(validator.resolved) else {
            return ["\(operation.testDescription): status \(response.status) is not described"]
        }
        var faults = faults(ofFieldsOf: response, described)
        let type = response.field("Content-Type")?.split(separator: ";").first.map(String.init) ?? ""
        guard let media = described["content"]?[type] else { return faults + ["\(type) is not described"] }
        if let events = media["x-event-data"] {
            faults += response.eventData.filter { $0 != "[DONE]" }.flatMap { self.faults(ofJSON: $0, events) }
        } else if type == "application/json", let schema = media["schema"] {
            faults += self.faults(ofJSON: response.body, schema)
        }
        return faults
    }

    /// The header fields that are told by name are there as described; the describing is checked of those that come.
    private func faults(ofFieldsOf response: DoorClient.Response, _ described: JSONValue) -> [String] {
        let names = [
            "X-Finish-Reason", "X-Gateway-Ignored", "X-Provider", "X-Provider-Status", "x-should-retry",
            "WWW-Authenticate",
        ]
        return names.flatMap { name -> [String] in
            guard let value = response.field(name) else { return [] }
            guard let field = described["headers"]?[name].flatMap(validator.resolved), let schema = field["schema"]
            else { return ["the header field \(name) is not described"] }
            return validator.faults(of: .string(ByteString(value)), schema, at: name)
        }
    }

    private func faults(ofJSON text: String, _ schema: JSONValue) -> [String] {
        guard let value = try? JSONValue(parsing: Array(text.utf8)[...]) else { return ["no JSON: \(text)"] }
        return validator.faults(of: value, schema)
    }
}

extension DoorClient.Response {
    /// The data of a stream's events, whatever their names.
    var eventData: [String] {
        body.split(separator: "\n").filter { $0.hasPrefix("data: ") }.map { String($0.dropFirst(6)) }
    }
}
