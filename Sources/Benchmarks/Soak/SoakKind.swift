// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// The kinds of requests of a soak run, and what each may be answered with.
enum SoakKind: String, CaseIterable, Sendable {
    case status = "GET / and /llm/providers"
    case plain = "plain answer"
    case stream = "stream"
    case classification = "classification"
    case repairedClassification = "classification, second call needed"
    case summarization = "summarization"
    case adaptation = "parameter that the provider refuses"
    case providerStatus = "provider's status"
    case plainFault = "plain answer, provider's fault"
    case faultBeforeText = "stream, provider's fault before the text"
    case faultAfterText = "stream, provider's fault after text"
    case badRequest = "bad request"
    case leaver = "client that leaves"
    case slowReader = "slow reader"

    /// How often it comes, beside the others.
    var weight: Int {
        switch self {
        case .plain, .stream: 20
        case .faultBeforeText, .faultAfterText, .plainFault, .leaver: 10
        case .providerStatus, .badRequest, .classification, .summarization: 8
        case .status, .adaptation, .repairedClassification: 4
        case .slowReader: 2
        }
    }

    /// A kind, by weight.
    static func random() -> SoakKind {
        var position = Int.random(in: 0..<allCases.reduce(0) { $0 + $1.weight })
        return allCases.first { kind in
            position -= kind.weight
            return position < 0
        } ?? .plain
    }

    /// A request of the kind; `name` is the model's, which no other request has.
    func request(_ name: String) -> TestRequest {
        switch self {
        case .status:
            .get(["/", "/llm/providers"].randomElement() ?? "/")
        case .plain:
            Self.call("generation", "\(name),chunks=\(Int.random(in: 1...64)),delay=\(Int.random(in: 0...20))")
        case .stream:
            Self.call(
                "generation/stream",
                "\(name),chunks=\(Int.random(in: 1...60)),interval=\(Int.random(in: 0...20))"
            )
        case .classification:
            Self.call("classification", "\(name),choose=2", classes: true)
        case .repairedClassification:
            Self.call("classification", "\(name),answer=neither|c2", classes: true)
        case .summarization:
            Self.call("summarization", name)
        case .adaptation:
            Self.call("generation", "\(name),rules=no-temperature")
        case .providerStatus:
            Self.call(Self.eitherTask, "\(name),status=\([400, 401, 403, 404, 429, 500, 502].randomElement() ?? 500)")
        case .plainFault:
            Self.call("generation", "\(name),fault=\(Self.plainFaults.randomElement() ?? "")")
        case .faultBeforeText:
            Self.call("generation/stream", "\(name),fault=\(Self.faultsBeforeText.randomElement() ?? "")")
        case .faultAfterText:
            Self.call("generation/stream", "\(name),chunks=8,fault=\(Self.faultsAfterText.randomElement() ?? "")@4")
        case .badRequest:
            Self.badRequests[Int.random(in: 0..<Self.badRequests.count)]
        case .leaver:
            Self.call(Self.eitherTask, name + (Self.waysToTakeLong.randomElement() ?? ""))
        case .slowReader:
            Self.call("generation/stream", "\(name),chunks=600,size=1000")
        }
    }

    private static let plainFaults = [
        "hang", "stall", "reset", "cut", "close", "garbage", "html", "error-body", "error-event", "error-string",
        "refusal",
        "empty", "empty-length",
    ]
    private static let faultsBeforeText = [
        "hang", "stall", "reset", "cut", "close", "html", "error-body", "error-event", "error-event-named",
        "error-string",
        "error-field", "bare-error", "garbage", "refusal", "empty", "empty-length",
    ]
    private static let faultsAfterText = [
        "stall", "reset", "cut", "close", "garbage", "error-event", "error-event-named", "error-string", "error-field",
        "bare-error",
    ]
    private static let waysToTakeLong = [
        ",fault=hang", ",delay=5000", ",chunks=1000,interval=10", ",fault=stall@3", ",chunks=3000,size=1000",
    ]
    private static let badRequests: [TestRequest] = [
        .post("/llm/generation", "{not json"),
        .post("/llm/generation", #"{"model":"nobody/x","user_prompt":"Hello"}"#),
        .post("/llm/generation/stream", #"{"model":"local/x","user_prompt":"Hello","temperature":3}"#),
        .post("/llm/classification", #"{"model":"local/x","user_prompt":"Hello","classes":[]}"#),
        .post("/llm/summarization", #"{"model":"local/x"}"#),
        .post("/llm/nothing", "{}"),
        .get("/llm/generation"),
    ]

    private static var eitherTask: String { ["generation", "generation/stream"].randomElement() ?? "generation" }

    private static func call(_ task: String, _ model: String, classes: Bool = false) -> TestRequest {
        let list = #","classes":[{"id":"good","label":"Good news"},{"id":"bad","label":"Bad news"}]"#
        return .post(
            "/llm/\(task)",
            #"{"model":"local/\#(model)","user_prompt":"The ship sank in 1912."\#(classes ? list : "")}"#
        )
    }
}
