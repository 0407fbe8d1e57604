// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import FoundationEssentials
import HTTPTypes
import JSONCoding
import Providers
import Testing

@testable import Gateway

/// The description of the routes is that of `docs/openapi.yaml`, is sound, and has all routes that there are.
///
/// `RECORD_OPENAPI=1` writes what is compiled in anew; it counts with the next build.
@Suite struct OpenAPIDocumentTests {
    private static let root = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
    private static let isRecording = ProcessInfo.processInfo.environment["RECORD_OPENAPI"] != nil

    @Test func whatIsCompiledInIsThePublishedDocument() throws {
        let source = try String(contentsOfFile: Self.root + "/docs/openapi.yaml", encoding: .utf8)
        var writer = JSONWriter()
        try PlainYAML.parse(source).write(to: &writer)
        let made = writer.take()
        if Self.isRecording {
            try Data(made).write(to: URL(filePath: Self.root + "/Sources/Gateway/Doors/openapi.json"))
            return
        }
        #expect(made == OpenAPIDocument.bytes, "RECORD_OPENAPI=1 writes it anew")
    }

    @Test(arguments: [
        "a: 'x'", "a: x: y", "a: x #y", "a: *b", "a:\n    b: c\n  d: e", "a:\n", "- x\nb: c", "a: {\"b\":}", "a: yes",
        "a: b\na: c", "a: >\n  b", "a:\tb", "a: b ",
    ])
    func whatOtherParsersReadOtherwiseIsRefused(_ text: String) {
        #expect(throws: PlainYAML.Failure.self) { try PlainYAML.parse(text) }
    }

    @Test func whatIsReadIsWhatStandsThere() throws {
        let text = """
            # A comment.
            a:
              - b: 1
                "c d": ["x"]
              - plain text, with http://x.example
            e: >-
              one
              two
            f: true
            """
        let expected = #"{"a":[{"b":1,"c d":["x"]},"plain text, with http://x.example"],"e":"one two","f":true}"#
        #expect(try PlainYAML.parse(text) == JSONValue(parsing: Array(expected.utf8)[...]))
    }

    @Test func itIsOfThisVersion() throws {
        let document = try OpenAPIDocument.load().json
        #expect(document["openapi"]?.stringValue == "3.1.0")
        #expect(document["info"]?["version"]?.stringValue == Version.number)
    }

    /// Every route and method of the router is in the document, and the reverse.
    @Test func itHasTheRoutesThatThereAre() throws {
        let router = try InProcessGateway(["GATEWAY_METRICS": "on"]).gateway.router
        var routed: Set<String> = []
        let document = try OpenAPIDocument.load()
        for resource in router.allResources {
            let path = resource.route.replacing("/*", with: "/{id}")
            // HEAD goes without saying.
            for method in resource.endpoints.keys where method != .head {
                routed.insert("\(method.rawValue) \(path)")
                #expect(document.operation(method.rawValue, path)?.isOpen == resource.isOpen, "\(path)")
            }
        }
        #expect(Set(document.operations.map(\.testDescription)) == routed)
    }

    @Test func allReferencesLeadSomewhere() throws {
        let document = try OpenAPIDocument.load()
        var count = 0
        func visit(_ value: JSONValue) {
            if value["$ref"] != nil {
                count += 1
                #expect(document.validator.resolved(value) != nil, "\(value)")
            }
            for member in value.objectValue?.members ?? [] { visit(member.value) }
            for element in value.arrayValue ?? [] { visit(element) }
        }
        visit(document.json)
        #expect(count > 100)
    }

    /// The examples of bodies are what their schemas say.
    @Test func theExamplesAreSound() throws {
        let document = try OpenAPIDocument.load()
        var count = 0
        func visit(_ value: JSONValue, _ path: String) {
            if let example = value["example"], let schema = value["schema"] {
                count += 1
                #expect(document.validator.faults(of: example, schema) == [], "\(path)")
                for data in Self.eventData(of: example) where value["x-event-data"] != nil {
                    #expect(document.validator.faults(of: data, value["x-event-data"] ?? .null) == [], "\(path)")
                }
            }
            for member in value.objectValue?.members ?? [] { visit(member.value, "\(path)/\(member.key)") }
            for (index, element) in (value.arrayValue ?? []).enumerated() { visit(element, "\(path)/\(index)") }
        }
        visit(document.json, "#")
        #expect(count > 30)
    }

    private static func eventData(of example: JSONValue) -> [JSONValue] {
        let lines = (example.stringValue ?? "").split(separator: "\n")
        return lines.filter { $0.hasPrefix("data: {") }.compactMap {
            try? JSONValue(parsing: Array($0.dropFirst(6).utf8)[...])
        }
    }

    /// Everybody gets it, by exactly this path, below the prefix if there is one; HEAD has its length and no body.
    @Test(arguments: ["", "/ai"])
    func everybodyGetsIt(_ prefix: String) async throws {
        let client = try DoorClient([], settings: ["GATEWAY_PATH_PREFIX": prefix.isEmpty ? "/" : prefix])
        let response = await client.send("\(prefix)/openapi.json", "", method: "GET", headers: [:])
        #expect(response.status == 200)
        #expect(response.field("Content-Type") == "application/json; charset=utf-8")
        #expect(response.body == String(decoding: OpenAPIDocument.bytes, as: UTF8.self))
        let head = await client.send("\(prefix)/openapi.json", "", method: "HEAD", headers: [:])
        #expect(head.status == 200)
        #expect(head.field("Content-Length") == String(OpenAPIDocument.bytes.count))
        #expect(head.body.isEmpty)
        for path in ["\(prefix)/openapi.json/", "\(prefix)/openapi.yaml", "\(prefix)//openapi.json"] {
            #expect(await client.send(path, "", method: "GET").status == 404, "\(path)")
        }
        #expect(await client.send("\(prefix)/openapi.json", "", headers: [:]).status == 405)
    }
}
