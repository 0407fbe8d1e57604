// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Testing
import UpstreamTesting

/// One answer of one provider in a folder of `OpenAI/Golden`, each of which is a behaviour.
///
/// What the provider sends stands in `PROVIDER.json`, `PROVIDER.sse` or `PROVIDER.http`; what the caller gets for it in
/// `caller.PROVIDER.json` and so on, or in `caller.json` for all providers without a file of their own. What the caller says
/// besides the model and a message stands in `request.json`.
struct GoldenCase: CustomTestStringConvertible, Sendable {
    /// What was asked for and what comes, by the ending of the files.
    enum Form: String, CaseIterable {
        /// An answer in one piece.
        case document = "json"
        /// A stream.
        case stream = "sse"
        /// Whatever else, with its status and its header fields.
        case response = "http"
    }

    static let root = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/OpenAI/Golden"
    private static let request = "request.json"

    /// The behaviour: `answers/text`.
    let behaviour: String
    let provider: GoldenProvider
    let form: Form

    var testDescription: String { "\(behaviour)/\(sent)" }

    /// The files' names.
    var sent: String { "\(provider.rawValue).\(form.rawValue)" }
    var own: String { "caller.\(sent)" }
    var shared: String { "caller.\(form.rawValue)" }

    static let behaviours = names(in: "").flatMap { kind in names(in: kind).map { "\(kind)/\($0)" } }

    static let all = behaviours.flatMap { behaviour in
        let files = Set(names(in: behaviour))
        return GoldenProvider.allCases.flatMap { provider in
            Form.allCases.map { GoldenCase(behaviour: behaviour, provider: provider, form: $0) }
        }.filter { files.contains($0.sent) }
    }

    /// The files of a behaviour that no case reads.
    static func unread(in behaviour: String) -> [String] {
        let cases = all.filter { $0.behaviour == behaviour }
        let read = cases.flatMap { [$0.sent, $0.hasOwn ? $0.own : $0.shared] } + [request]
        return names(in: behaviour).filter { !read.contains($0) }
    }

    private static func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []).sorted()
    }

    /// What the provider sends.
    func response() throws -> ScriptedResponse {
        let text = try text(of: sent)
        switch form {
        case .document: return ScriptedResponse(text, type: "application/json")
        case .stream: return ScriptedResponse(text, type: "text/event-stream")
        case .response: return try Self.response(text)
        }
    }

    /// Reads a response: its status line, its header fields, an empty line and its body, of which an error has no line end behind
    /// it.
    private static func response(_ text: String) throws -> ScriptedResponse {
        let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
        let lines = (parts.first ?? "").split(separator: "\n")
        let status = try #require(lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) })
        let fields = lines.dropFirst().map { line in
            let field = line.split(separator: ":", maxSplits: 1)
            return (String(field[0]).lowercased(), String((field.last ?? "").drop { $0 == " " }))
        }
        var body = String(parts.count > 1 ? parts[1] : "")
        if !fields.contains(where: { $0.1 == "text/event-stream" }), body.hasSuffix("\n") { body.removeLast() }
        return ScriptedResponse(status: status, body).adding(fields)
    }

    /// What the caller says besides the model and a message: members, with a comma before them.
    var members: String {
        guard let text = try? text(of: Self.request) else { return "" }
        let object = text.drop { $0 != "{" }.dropFirst()
        return "," + object.prefix(upTo: object.lastIndex(of: "}") ?? object.endIndex)
    }

    /// What the caller is to get.
    func expected() throws -> String { try text(of: hasOwn ? own : shared) }

    /// Writes what the caller gets into the provider's own file, unless that for all providers says the same.
    func record(_ found: String) throws {
        if (try? text(of: shared)) == found {
            if hasOwn { try FileManager.default.removeItem(atPath: path(of: own)) }
        } else {
            try Data(found.utf8).write(to: URL(filePath: path(of: own)))
        }
    }

    private var hasOwn: Bool { FileManager.default.fileExists(atPath: path(of: own)) }

    private func path(of file: String) -> String { "\(Self.root)/\(behaviour)/\(file)" }

    private func text(of file: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path(of: file))), as: UTF8.self)
    }
}
