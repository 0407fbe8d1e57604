// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
import NIOPosix
import OperatingSystem
import Testing

@testable import Upstream

@Suite(.timeLimit(.minutes(2)))
struct NameResolverTests {
    @Test func namesWithoutAnAnswerHoldNobodyElseUp() async throws {
        let server = try await ScriptedServer.start([.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"), .close])
        let port = server.port
        let names = BlockingNames()
        defer { names.answer() }
        let resolver = NameResolver(names.addresses)
        try await UpstreamFixture.with(names: resolver) { fixture in
            try await withThrowingTaskGroup(of: UpstreamError?.self) { group in
                for index in 0..<80 {
                    group.addTask(executorPreference: EventLoopExecutor(fixture.eventLoop)) {
                        try await fixture.failure("http://mute\(index % 10).example:\(port)/")
                    }
                }
                #expect(
                    try await eventually { (0..<10).allSatisfy { resolver.waiting(for: "mute\($0).example") == 8 } }
                )
                for index in 0..<5 {
                    let receiver = RecordingReceiver()
                    try await fixture.call("http://good\(index).example:\(port)/", receiver)
                    #expect(receiver.text == "ok")
                }
                group.cancelAll()
                // Nobody waits for the threads, which go on.
                for try await error in group { #expect(error?.code == .cancelled) }
            }
        }
        for index in 0..<10 {
            #expect(try await eventually { names.count("mute\(index).example") == 1 })
            #expect(resolver.waiting(for: "mute\(index).example") == 0)
        }
        try await server.stop()
    }

    @Test func aCallWhoseTimeIsOverLeavesAndSaysWhatItWaitedFor() async throws {
        let names = BlockingNames()
        defer { names.answer() }
        let resolver = NameResolver(names.addresses)
        let timeouts = UpstreamTimeouts(connect: .milliseconds(100))
        let error = try await UpstreamFixture.with(timeouts: timeouts, names: resolver) {
            try await $0.failure("http://mute.example/")
        }
        #expect(error?.code == .timeout(.connect))
        #expect(error?.message.contains("mute.example") == true)
        #expect(resolver.waiting(for: "mute.example") == 0)
    }

    @Test func allWhoWaitGetTheOneAnswer() async throws {
        let names = BlockingNames()
        let resolver = NameResolver(names.addresses)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let lookUps = (0..<20).map { _ in resolver.lookUp("mute", on: loop) }
        names.answer()
        for lookUp in lookUps { #expect(try await lookUp.addresses.get().count == 1) }
        #expect(names.count("mute") == 1)
    }

    @Test(arguments: [
        (HostNameError?.none, NameResolver.successMemory),
        (HostNameError(result: -2, systemError: 0), NameResolver.failureMemory),
        // Out of files: what holds now need not hold for the next call.
        (HostNameError(result: -3, systemError: 24), .zero),
    ])
    func anAnswerIsUsedForSomeSeconds(_ failure: HostNameError?, _ memory: TimeAmount) async throws {
        let calls = NIOLockedValueBox(0)
        let resolver = NameResolver { _ in
            calls.withLockedValue { $0 += 1 }
            if let failure { throw failure }
            return [try SocketAddress(ipAddress: "192.0.2.1", port: 0)]
        }
        let loop = NIOAsyncTestingEventLoop()
        func ask() async { _ = try? await resolver.lookUp("name", on: loop).addresses.get() }
        await ask()
        if memory > .zero {
            await loop.advanceTime(by: memory - .nanoseconds(1))
            await ask()
            #expect(calls.withLockedValue { $0 } == 1)
            await loop.advanceTime(by: .nanoseconds(1))
        }
        await ask()
        #expect(calls.withLockedValue { $0 } == 2)
        await loop.shutdownGracefully()
    }

    @Test func moreNamesThanThreadsAreALimitOfOurOwn() async throws {
        let names = BlockingNames()
        defer { names.answer() }
        let resolver = NameResolver(names.addresses)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        for index in 0..<NameResolver.lookUpLimit { _ = resolver.lookUp("mute\(index)", on: loop) }
        let error = await #expect(throws: UpstreamError.self) {
            try await resolver.lookUp("one more", on: loop).addresses.get()
        }
        #expect(error?.code == .ownLimit)
    }

    @Test func theSystemKnowsItsOwnNameAndNoInventedOne() throws {
        #expect(try HostNames.addresses(of: "localhost").contains { $0.ipAddress == "127.0.0.1" })
        #expect(throws: HostNameError.self) { try HostNames.addresses(of: "no such name.invalid") }
    }

    @Test(arguments: [
        (Int32(-2), Int32(0), HostNameError.Reason.unknown), (-5, 0, .unknown), (-3, 0, .noAnswer), (-3, 24, .ownLimit),
        (-2, 23, .ownLimit), (-10, 0, .ownLimit), (-4, 0, .other),
    ])
    func theReasonOfAFailureIsTold(_ result: Int32, _ systemError: Int32, _ reason: HostNameError.Reason) {
        let error = HostNameError(result: result, systemError: systemError)
        #expect(error.reason == reason)
        #expect(UpstreamError(error, otherwise: .unreachable).code == (reason == .ownLimit ? .ownLimit : .unreachable))
    }
}
