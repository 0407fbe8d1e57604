// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import ByteStrings
package import Configuration
package import FastCGI
internal import FoundationEssentials
internal import HTTPTypes
package import Logging
internal import NIOConcurrencyHelpers
package import NIOCore
internal import PrometheusMetrics
internal import Synchronization
package import Upstream

/// The gateway: takes requests from FastCGI, and gives each to a task that answers it.
package final class Gateway: RequestHandler {
    private let executors: [EventLoopExecutor]
    private let next = Atomic<Int>(0)
    private let tasks: RequestTasks
    let router: Router
    private let readiness = Readiness()
    /// What is in force for calls that begin.
    private let snapshot: NIOLockedValueBox<Snapshot>
    private let requestLog: RequestLog?
    private let metrics: RequestMetrics?
    /// Nil as long as there is nothing to read again.
    private let reloads: NIOLockedValueBox<ReloadMetrics?>
    private let registry: PrometheusRegistry?
    private let logger: Logger

    /// Makes a gateway.
    ///
    /// - Parameters:
    ///   - configuration: What is set.
    ///   - upstream: The way to the providers.
    ///   - eventLoops: The loops that requests live on, at least one.
    ///   - requestLog: Where each request leaves its line; nil for nowhere.
    ///   - logger: Where events go.
    ///   - further: Doors beside the gateway's own.
    init(
        _ configuration: Configuration,
        upstream: any UpstreamCalling,
        eventLoops: [any EventLoop],
        requestLog: RequestLog?,
        logger: Logger,
        doors further: [any Door]
    ) {
        let client = ProviderClient(
            upstream: upstream,
            limits: ProviderLimits(configuration),
            timeouts: configuration.upstreamTimeouts,
            remembersCalls: configuration.remembersSignatures
        )
        let first = Snapshot(configuration, client: client, catalog: ModelCatalog(upstream: upstream))
        snapshot = NIOLockedValueBox(first)
        let tasks = RequestTasks(limit: configuration.maximumRequests)
        let process = Int(ProcessInfo.processInfo.processIdentifier)
        let native = NativeDoor()
        var doors: [any Door] = [
            native, OpenAIDoor(), AnthropicDoor(), HealthDoor(readiness: readiness, process: process),
        ]
        if configuration.hasMetrics {
            let registry = PrometheusRegistry(RequestMetrics.descriptions)
            let metrics = RequestMetrics(factory: registry)
            doors.append(
                MetricsDoor(registry: registry) {
                    metrics.set(requestsInFlight: tasks.count, upstreamConnections: upstream.openConnections)
                }
            )
            self.metrics = metrics
            self.registry = registry
        } else {
            metrics = nil
            registry = nil
        }
        reloads = NIOLockedValueBox(configuration.file == nil ? nil : registry.map { ReloadMetrics(factory: $0) })
        router = Router(doors + further, fallback: native, below: configuration.pathPrefix)
        self.tasks = tasks
        self.requestLog = requestLog
        executors = eventLoops.map(EventLoopExecutor.init)
        self.logger = logger
    }

    /// Makes a gateway with the doors that it has.
    ///
    /// - Parameters:
    ///   - configuration: What is set.
    ///   - upstream: The way to the providers.
    ///   - eventLoops: The loops that requests live on, at least one.
    ///   - requestLog: Where each request leaves its line; nil for nowhere.
    ///   - logger: Where events go.
    package convenience init(
        _ configuration: Configuration,
        upstream: any UpstreamCalling,
        eventLoops: [any EventLoop],
        requestLog: RequestLog?,
        logger: Logger
    ) {
        self.init(
            configuration,
            upstream: upstream,
            eventLoops: eventLoops,
            requestLog: requestLog,
            logger: logger,
            doors: []
        )
    }

    // MARK: What is in force

    /// What is in force for calls that begin now.
    private var current: Snapshot { snapshot.withLockedValue { $0 } }

    /// The configuration that is in force.
    package var configuration: Configuration { current.configuration }

    /// Puts another configuration into force, for calls that begin from now on.
    ///
    /// What cannot change while the gateway runs is to be the same, see `Configuration.keepFixedSettings(of:)`.
    package func apply(_ configuration: Configuration) {
        snapshot.withLockedValue { $0 = Snapshot(configuration, after: $0) }
    }

    /// Counts a reading of the configuration.
    package func noteReload(succeeded: Bool) {
        guard let registry else { return }
        let metrics = reloads.withLockedValue { reloads in
            let metrics = reloads ?? ReloadMetrics(factory: registry)
            reloads = metrics
            return metrics
        }
        metrics.record(succeeded: succeeded)
    }

    // MARK: Its end

    /// Says at `/readyz` that no new requests are wanted.
    package func beginDraining() {
        readiness.beginDraining()
    }

    /// Cancels all requests in flight.
    package func cancelAll() {
        tasks.cancelAll()
    }

    /// Waits until no request is in flight.
    package func waitUntilIdle() async {
        await tasks.waitUntilIdle()
    }

    /// How long no request has been in flight; zero while one is.
    package var idleTime: Duration {
        tasks.idleTime
    }

    /// How many requests were in flight at the most since this was asked last.
    package func takePeak() -> Int {
        tasks.takePeak()
    }

    /// A body is worth waiting for only with the key: whatever needs none is answered without one.
    package func admission(of params: Params) -> BodyAdmission {
        let snapshot = current
        // Whatever is asked for: a nil resource is none that is open.
        guard snapshot.authentication.caller(of: params, at: nil) != nil else { return .unwanted }
        return .wanted(caller: ByteString(snapshot.trustedProxies.caller(of: params)))
    }

    package func handle(_ request: Request, _ response: any ResponseSink) {
        let position = next.add(1, ordering: .relaxed).oldValue
        let executor = executors[Int(UInt(bitPattern: position) % UInt(executors.count))]
        let match = router.match(request.params)
        let call = Call(
            request: request,
            response: response,
            eventLoop: executor.eventLoop,
            match: match,
            snapshot: current,
            logger: logger
        )
        if let cancel = tasks.start(on: executor, { [self] in await answer(call) }) {
            response.onDisconnect(cancel)
            return
        }
        let endpoint = call.method.flatMap { call.resource?.endpoints[$0] }
        let full = GatewayError(.unavailable, "too many requests in flight")
        send(endpoint?.replyWithoutRoom ?? call.door.reply(to: full, in: call), to: call)
        report(call)
    }

    private func answer(_ call: Call) async {
        do {
            if let endpoint = try endpoint(for: call) { send(try await endpoint.respond(to: call), to: call) }
        } catch {
            fail(call, error)
        }
        report(call)
    }

    /// Finds who answers a call that may be answered; nil for a preflight, which has its answer then.
    ///
    /// Not inlined, nor is what follows, so that the frame of ``answer(_:)``, which lives as long as a stream, stays
    /// small.
    @inline(never)
    private func endpoint(for call: Call) throws -> (any Endpoint)? {
        if let fields = call.snapshot.crossOrigin.preflight(call.request.params) {
            send(.response(status: .noContent, headerFields: fields, body: []), to: call)
            return nil
        }
        // Without its header a request has no key either.
        if let fault = call.request.paramsFault { throw GatewayError(fault) }
        try call.snapshot.authentication.check(call)
        return try router.endpoint(for: call)
    }

    /// Turns whatever was thrown into an error in the form of the call's door; the one place that does.
    @inline(never)
    private func fail(_ call: Call, _ error: any Error) {
        call.log(failure: error)
        send(call.door.reply(to: GatewayError(error), in: call), to: call)
    }

    /// Leaves the log line of a call that is over, and counts it.
    @inline(never)
    private func report(_ call: Call) {
        let log = call.snapshot.configuration.logLevel <= .info ? requestLog : nil
        guard log != nil || metrics != nil else { return }
        let report = CallReport(call)
        log?.write(report)
        metrics?.record(report)
    }

    /// Sends a whole response: head, body and end in one record.
    @inline(never)
    private func send(_ reply: Reply, to call: Call) {
        guard case .response(let status, var fields, let body) = reply else { return }
        fields[.contentLength] = status == .noContent ? nil : String(body.count)
        var output: [UInt8] = []
        output.reserveCapacity(body.count + 512)
        call.responseHead(status: status, headerFields: fields).append(to: &output)
        if call.method != .head { output.append(contentsOf: body) }
        call.finish(output, status: status)
    }
}
