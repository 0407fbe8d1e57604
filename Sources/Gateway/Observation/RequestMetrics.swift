// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Metrics
internal import NIOConcurrencyHelpers
internal import NIOCore

/// The figures of all requests, through swift-metrics.
///
/// Every label has few values, whatever callers send: doors, routes, providers and statuses are lists of ours, and models
/// beyond the first hundred, or with a long name, are one, `other`.
final class RequestMetrics: Sendable {
    /// The most models that have figures of their own.
    static let modelLimit = 100
    /// The most bytes of a model's name that has figures of its own.
    static let longestModel = 256
    /// What stands for all that is not on a list.
    static let other = "other"
    /// What stands for a request that names no provider.
    static let none = "none"

    private struct Key: Hashable {
        var door: String
        var endpoint: String
        var provider: String
        var status: Int
    }

    /// The instruments for requests of one kind; made once, because looking them up takes the factory's lock.
    private struct Instruments {
        var requests: Counter
        var timeToFirstByte: Metrics.Timer
        var duration: Metrics.Timer
        var overhead: Metrics.Timer
    }

    private struct Model: Hashable {
        var provider: String
        var name: ByteString
    }

    private struct Tokens {
        var prompt: Counter
        var completion: Counter
    }

    private struct State {
        var instruments: [Key: Instruments] = [:]
        var tokens: [Model: Tokens] = [:]
    }

    private let factory: any MetricsFactory
    private let state = NIOLockedValueBox(State())
    private let failedStreams: Counter
    private let disconnects: Counter
    private let cancellations: Counter
    private let inFlight: Meter
    private let upstreamConnections: Meter

    /// Makes the metrics.
    ///
    /// - Parameter factory: The backend.
    init(factory: any MetricsFactory) {
        self.factory = factory
        failedStreams = Counter(label: "llm_gateway_failed_streams_total", factory: factory)
        disconnects = Counter(label: "llm_gateway_disconnects_total", factory: factory)
        cancellations = Counter(label: "llm_gateway_cancellations_total", factory: factory)
        inFlight = Meter(label: "llm_gateway_requests_in_flight", factory: factory)
        upstreamConnections = Meter(label: "llm_gateway_upstream_connections", factory: factory)
    }

    /// Counts a call that is over.
    func record(_ report: CallReport) {
        let provider = report.provider ?? Self.none
        let key = Key(
            door: report.door,
            endpoint: report.endpoint ?? Self.other,
            provider: provider,
            status: report.status
        )
        let instruments = state.withLockedValue { state in
            if let known = state.instruments[key] { return known }
            let made = makeInstruments(key)
            state.instruments[key] = made
            return made
        }
        instruments.requests.increment()
        if let time = report.timeToFirstByte { instruments.timeToFirstByte.recordNanoseconds(time.nanoseconds) }
        instruments.duration.recordNanoseconds(report.duration.nanoseconds)
        instruments.overhead.recordNanoseconds(report.overhead.nanoseconds)
        if let usage = report.usage {
            let name = report.model ?? ByteString(Self.other)
            let tokens = tokens(of: Model(provider: provider, name: name))
            tokens.prompt.increment(by: usage.promptTokens)
            tokens.completion.increment(by: usage.completionTokens)
        }
        if report.isFailedStream { failedStreams.increment() }
        if report.isDisconnected { disconnects.increment() }
        if report.isCancelled { cancellations.increment() }
    }

    /// Sets what is looked at only when somebody asks.
    func set(requestsInFlight: Int, upstreamConnections: Int) {
        inFlight.set(requestsInFlight)
        self.upstreamConnections.set(upstreamConnections)
    }

    private func makeInstruments(_ key: Key) -> Instruments {
        let labels = [("endpoint", key.endpoint), ("provider", key.provider)]
        func timer(_ name: String) -> Metrics.Timer {
            Metrics.Timer(label: "llm_gateway_\(name)_seconds", dimensions: labels, factory: factory)
        }
        return Instruments(
            requests: Counter(
                label: "llm_gateway_requests_total",
                // A route has one door; of what is `other` nothing else says through which it came.
                dimensions: [("door", key.door)] + labels + [("status", String(key.status))],
                factory: factory
            ),
            timeToFirstByte: timer("time_to_first_byte"),
            duration: timer("request_duration"),
            overhead: timer("overhead")
        )
    }

    private func tokens(of model: Model) -> Tokens {
        state.withLockedValue { state in
            if let known = state.tokens[model] { return known }
            let isNew = state.tokens.count < Self.modelLimit && model.name.count <= Self.longestModel
            let counted = isNew ? model : Model(provider: Self.other, name: ByteString(Self.other))
            if let known = state.tokens[counted] { return known }
            let name = counted.name.string  // text: for a label, short
            func counter(_ type: String) -> Counter {
                Counter(
                    label: "llm_gateway_tokens_total",
                    dimensions: [("provider", counted.provider), ("model", name), ("type", type)],
                    factory: factory
                )
            }
            let made = Tokens(prompt: counter("prompt"), completion: counter("completion"))
            state.tokens[counted] = made
            return made
        }
    }
}
