// SPDX-License-Identifier: Apache-2.0

/// Reads a model name of the form `NAME[,key=value]...` into a `Behaviour`.
struct BehaviourParser {
    /// What a bad model name is answered with, under status 400.
    struct Failure: Error {
        let message: String
    }

    private var behaviour = Behaviour()

    static func parse(_ model: String) throws(Failure) -> Behaviour {
        var parser = BehaviourParser()
        parser.behaviour.model = model
        let parts = model.split(separator: ",", omittingEmptySubsequences: false)
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
        case "finish-in":
            let place: FinishPlace = try choice(key, value)
            behaviour.finishesInLastDelta = place == .last
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
        case "fault": behaviour.fault = try fault(value)
        case "loads": behaviour.loads = try number(key, value, 0...1_000_000)
        case "times": behaviour.times = try number(key, value, 0...1_000_000)
        case "context": behaviour.contextLimit = try number(key, value, 0...100_000_000)
        case "rules": try addRules(value)
        default: return false
        }
        return true
    }

    private mutating func addRules(_ value: String) throws(Failure) {
        for name in value.split(separator: "+", omittingEmptySubsequences: false) {
            if name.hasPrefix("context=") {
                try set("context", to: String(name.dropFirst("context=".count)))
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
