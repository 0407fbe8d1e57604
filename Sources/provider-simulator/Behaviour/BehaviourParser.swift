// SPDX-License-Identifier: Apache-2.0

/// Reads a model name of the form `NAME[,key=value]...` into a `Behaviour`.
struct BehaviourParser {
    /// What a bad model name is answered with, under status 400.
    struct Failure: Error {
        let message: String
    }

    private var behaviour: Behaviour

    private init(defaults: Behaviour) {
        behaviour = defaults
    }

    /// Reads the keys, which change the behaviour that a dialect has by itself.
    static func parse(_ model: String, defaults: Behaviour) throws(Failure) -> Behaviour {
        var parser = BehaviourParser(defaults: defaults)
        let parts = model.split(separator: ",", omittingEmptySubsequences: false)
        // The kind of server comes first wherever it stands, since the other keys change what it brings along.
        if let server = parts.last(where: { $0.hasPrefix("server=") }) {
            parser.behaviour = try parser.server(server.dropFirst("server=".count)).behaviour
        }
        parser.behaviour.model = model
        guard !model.isEmpty else { throw Failure(message: "you must provide a model parameter") }
        guard let name = parts.first, !name.isEmpty, !name.contains("=") else {
            throw Failure(message: "The model name must begin with a word, before any key=value.")
        }
        for part in parts.dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let key = sides.first, sides.count == 2 else {
                throw Failure(message: "Simulator option '\(part)' in the model name is not of the form key=value.")
            }
            try parser.set(String(key), to: String(sides[1]))
        }
        return parser.behaviour
    }

    private mutating func set(_ key: String, to value: String) throws(Failure) {
        if try setText(key, value) { return }
        if try setStream(key, value) { return }
        if try setError(key, value) { return }
        if try setFault(key, value) { return }
        if try setAnswer(key, value) { return }
        throw Failure(message: "Unknown simulator key '\(key)' in the model name.")
    }

    private mutating func setText(_ key: String, _ value: String) throws(Failure) -> Bool {
        switch key {
        case "chunks": behaviour.chunks = try number(key, value, 0...10_000_000)
        case "size": behaviour.size = try number(key, value, 1...(16 << 20))
        case "interval": behaviour.interval = try number(key, value, 0...3_600_000)
        case "delay": behaviour.delay = try number(key, value, 0...3_600_000)
        case "text": behaviour.text = try choice(key, value)
        case "escape": behaviour.escapesNonASCII = try flag(key, value)
        case "reasoning": behaviour.reasoning = try number(key, value, 0...1_000_000)
        case "array": behaviour.contentIsArray = try flag(key, value)
        case "usage": behaviour.usage = try choice(key, value)
        case "finish": behaviour.finish = try choice(key, value)
        case "finish-twice": behaviour.finishesTwice = try flag(key, value)
        case "finish-in": behaviour.finishPlace = try choice(key, value)
        default: return false
        }
        return true
    }

    private mutating func setStream(_ key: String, _ value: String) throws(Failure) -> Bool {
        switch key {
        case "done": behaviour.done = try choice(key, value)
        case "eol": behaviour.lineEnding = try choice(key, value)
        case "space": behaviour.hasSpaceAfterColon = try flag(key, value)
        case "comments": behaviour.comments = try choice(key, value)
        case "bom": behaviour.hasByteOrderMark = try flag(key, value)
        case "blank-end": behaviour.hasFinalBlankLine = try flag(key, value)
        case "split": behaviour.split = try number(key, value, 1...(16 << 20))
        case "batch": behaviour.batch = try number(key, value, 1...100_000)
        case "role": behaviour.role = try choice(key, value)
        case "encoding": behaviour.transfer = try choice(key, value)
        default: return false
        }
        return true
    }

    private mutating func setError(_ key: String, _ value: String) throws(Failure) -> Bool {
        switch key {
        case "status": behaviour.status = try number(key, value, 200...599)
        case "message": behaviour.message = value.replacing("_", with: " ")
        case "retry-after": behaviour.retryAfter = try headerValue(key, value)
        case "retry-after-ms": behaviour.retryAfterMilliseconds = try headerValue(key, value)
        case "code": behaviour.code = value
        case "type": behaviour.type = value
        case "key": behaviour.key = value
        case "echo-key": behaviour.echoesKey = try flag(key, value)
        case "content-type": behaviour.contentType = try headerValue(key, value)
        case "error-form": behaviour.errorForm = try choice(key, value)
        case "retry-info": behaviour.retryInfo = value
        case "quota": behaviour.quota = value
        default: return false
        }
        return true
    }

    private mutating func setFault(_ key: String, _ value: String) throws(Failure) -> Bool {
        switch key {
        case "fault": behaviour.fault = try fault(value)
        case "loads": behaviour.loads = try number(key, value, 0...1_000_000)
        case "times": behaviour.times = try number(key, value, 0...1_000_000)
        case "context": behaviour.contextLimit = try number(key, value, 0...100_000_000)
        case "max-output": behaviour.outputLimit = try number(key, value, 0...100_000_000)
        case "max-enum": behaviour.enumLimit = try number(key, value, 0...100_000_000)
        case "block-reason": behaviour.blockReason = value
        case "rules": try addRules(value)
        default: return false
        }
        return true
    }

    private mutating func setAnswer(_ key: String, _ value: String) throws(Failure) -> Bool {
        switch key {
        case "server": break
        case "answer":
            behaviour.answers = value.split(separator: "|", omittingEmptySubsequences: false)
                .map(PercentEncoding.decoded)
        case "choose": behaviour.choose = try number(key, value, 1...1_000_000)
        case "parts": behaviour.parts = try number(key, value, 1...1_000)
        case "cached": behaviour.cached = try number(key, value, 0...100_000_000)
        case "reasoning-in": behaviour.reasoningPlace = try choice(key, value)
        default: return false
        }
        return true
    }

    private func server(_ value: Substring) throws(Failure) -> ChatServer {
        try choice("server", String(value))
    }

    private mutating func addRules(_ value: String) throws(Failure) {
        for name in value.split(separator: "+", omittingEmptySubsequences: false) {
            let sides = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if sides.count == 2, ["context", "max-output", "max-enum"].contains(sides[0]) {
                try set(String(sides[0]), to: String(sides[1]))
            } else {
                behaviour.rules.insert(try choice("rules", String(name)))
            }
        }
    }

    private func fault(_ value: String) throws(Failure) -> Fault {
        let sides = value.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let kind: Fault.Kind = try choice("fault", String(sides.first ?? ""))
        guard sides.count == 2 else { return Fault(kind: kind, place: .afterDeltas(0)) }
        guard kind.hasPlace else {
            throw Failure(message: "The fault '\(kind.rawValue)' takes no '@' place.")
        }
        if sides[1] == "finish" {
            return Fault(kind: kind, place: .afterFinish)
        }
        return Fault(kind: kind, place: .afterDeltas(try number("fault", String(sides[1]), 0...10_000_000)))
    }

    private func number(_ key: String, _ value: String, _ range: ClosedRange<Int>) throws(Failure) -> Int {
        guard let number = Int(value), range.contains(number) else {
            let known = "a number from \(range.lowerBound) to \(range.upperBound)"
            throw Failure(message: "Simulator key '\(key)' takes \(known), not '\(value)'.")
        }
        return number
    }

    private func flag(_ key: String, _ value: String) throws(Failure) -> Bool {
        switch value {
        case "on": return true
        case "off": return false
        default: throw Failure(message: "Simulator key '\(key)' takes on or off, not '\(value)'.")
        }
    }

    private func choice<Value>(_ key: String, _ value: String) throws(Failure) -> Value
    where Value: RawRepresentable<String> & CaseIterable {
        guard let result = Value(rawValue: value) else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(message: "Simulator key '\(key)' takes one of \(known), not '\(value)'.")
        }
        return result
    }

    private func headerValue(_ key: String, _ value: String) throws(Failure) -> String {
        guard value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw Failure(message: "Simulator key '\(key)' takes printable ASCII characters only.")
        }
        return value
    }
}
