// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import FoundationEssentials
import HTTPTypes
import NIOConcurrencyHelpers
import NIOCore
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts

/// Pictures that are fetched from their URLs, with a script in the place of all servers.
@Suite struct ImageFetchingTests {
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 1, 2]
    private static let url = "https://e.example/a.png"

    private func response(
        status: Int = 200,
        _ body: [UInt8] = png,
        _ fields: [(String, String)] = [("Content-Type", "image/png")]
    ) -> ScriptedResponse {
        var response = ScriptedResponse(status: status, body: body)
        response.headerFields = fields
        return response
    }

    private func redirect(_ location: String, status: Int = 302) -> ScriptedResponse {
        response(status: status, [], [("Location", location)])
    }

    private func chat(_ urls: String...) -> ChatRequest {
        let parts = urls.map { MessagePart.media(Media(.image, .url(ByteString($0)))) }
        return ChatRequest(model: "m", messages: [ChatMessage(role: .user, parts: parts)])
    }

    private func fetching(
        _ chat: ChatRequest,
        _ upstream: any UpstreamCalling,
        besides size: Int = 0,
        limits: ImageLimits = ImageLimits(),
        reserve: @escaping @Sendable (Int) -> Bool = { _ in true }
    ) throws -> ImageFetching {
        try #require(
            ProviderClient(upstream: upstream).images(
                of: chat,
                for: .scripted("google"),
                besides: size,
                on: InlineEventLoop(),
                limits: limits,
                reserve: reserve
            )
        )
    }

    private func fault(
        _ responses: [ScriptedResponse],
        _ chat: ChatRequest? = nil,
        besides size: Int = 0,
        limits: ImageLimits = ImageLimits(),
        reserve: @escaping @Sendable (Int) -> Bool = { _ in true }
    ) async throws -> ImageFault? {
        let chat = chat ?? self.chat(Self.url)
        let fetching = try fetching(chat, ScriptedUpstream(responses), besides: size, limits: limits, reserve: reserve)
        do {
            _ = try await fetching.chat()
            return nil
        } catch let fault as ImageFault {
            return fault
        }
    }

    private func media(_ chat: ChatRequest, _ part: Int = 0) -> Media? {
        if case .media(let media) = chat.messages[0].parts[part] { media } else { nil }
    }

    // MARK: What is fetched

    @Test func aPictureTakesThePlaceOfItsURL() async throws {
        let upstream = ScriptedUpstream([response().byteByByte])
        var asked = chat(Self.url + "?x=1#f")
        asked.messages[0].parts.append(.text(TextPart(Array("What?".utf8)[...])))
        let fetched = try await fetching(asked, upstream).chat()
        let base64 = Array(Data(Self.png).base64EncodedString().utf8)
        #expect(media(fetched) == Media(.image, .base64(base64[...]), mediaType: "image/png"))
        #expect(fetched.messages[0].parts[1] == asked.messages[0].parts[1])
        let request = try #require(upstream.requests.first)
        #expect(upstream.requests.count == 1)
        #expect(request.url == "https://e.example/a.png?x=1")
        #expect(request.method == .get)
        #expect(request.isPublicOnly)
        #expect(request.limit == .seconds(20))
        #expect(request.body.isEmpty)
        // Nothing of the caller's, and nothing of a provider's.
        let names: [HTTPField.Name] = [.accept, .userAgent, .acceptEncoding, .connection]
        #expect(request.headerFields.map(\.name) == names)
        #expect(request.headerFields[.userAgent] == "llm-gateway/\(Version.number)")
        #expect(request.headerFields[.acceptEncoding] == "identity")
    }

    @Test func picturesKeepTheirPlaces() async throws {
        let limits = ImageLimits(width: 2)
        let bodies = (0..<5).map { Self.png + [UInt8($0)] }
        let upstream = ScriptedUpstream(bodies.map { response($0) })
        let urls = (0..<5).map { "https://e.example/\($0)" }
        var asked = chat(urls[0], urls[1], urls[2], urls[3])
        let inner = MessagePart.media(Media(.image, .url(ByteString(urls[4]))))
        asked.messages.append(
            ChatMessage(role: .user, parts: [.toolResult(ToolResult(callID: "c", parts: [inner]))])
        )
        let fetched = try await fetching(asked, upstream, limits: limits).chat()
        // A script gives its responses in the order of the requests.
        let order = upstream.requests.map(\.url)
        for (index, url) in urls.enumerated() {
            let position = try #require(order.firstIndex(of: url))
            let base64 = Array(Data(bodies[position]).base64EncodedString().utf8)
            guard index == 4 else {
                #expect(media(fetched, index)?.source == .base64(base64[...]))
                continue
            }
            guard case .toolResult(let result) = fetched.messages[1].parts[0], case .media(let media) = result.parts[0]
            else {
                Issue.record("no picture in the result")
                return
            }
            #expect(media.source == .base64(base64[...]))
        }
    }

    @Test func whereNothingIsToBeFetchedNothingIs() {
        let client = ProviderClient(upstream: ScriptedUpstream([]))
        func images(_ chat: ChatRequest, _ provider: String) -> ImageFetching? {
            client.images(of: chat, for: .scripted(provider), besides: 0, on: InlineEventLoop()) { _ in true }
        }
        #expect(images(.brief(), "google") == nil)
        #expect(images(chat(Self.url), "anthropic") == nil)
        #expect(images(chat(Self.url), "openai") == nil)
        var other = chat()
        other.messages[0].parts = [
            .media(Media(.document, .url("https://e.example/a.pdf"))), .media(Media(.image, .base64([1]))),
        ]
        #expect(images(other, "google") == nil)
    }

    // MARK: Redirects

    @Test(arguments: [301, 302, 303, 307, 308])
    func threeRedirectsAreFollowed(_ status: Int) async throws {
        let upstream = ScriptedUpstream([
            redirect("/b", status: status), redirect("//f.example/c"), redirect("https://g.example"), response(),
        ])
        _ = try await fetching(chat(Self.url), upstream).chat()
        let urls = ["https://e.example/a.png", "https://e.example/b", "https://f.example/c", "https://g.example/"]
        #expect(upstream.requests.map(\.url) == urls)
        #expect(upstream.requests.allSatisfy { $0.isPublicOnly })
        // All of them share the time.
        #expect(Set(upstream.requests.map(\.start)).count == 1)
    }

    @Test func aFourthIsNot() async throws {
        let redirects = (0..<4).map { redirect("/\($0)") }
        let fault = try await fault(redirects + [response()])
        #expect(fault?.reason == "cannot be fetched: its host redirects more than 3 times")
    }

    @Test(arguments: [
        "http://e.example/", "ftp://e.example/", "file:///etc/passwd", "https://e.example:22/",
        "https://u:p@e.example/",
        "https://127.1/", "data:image/png;base64,aGk=",
    ])
    func aRedirectToSomethingElseIsRefused(_ location: String) async throws {
        let upstream = ScriptedUpstream([redirect(location), response()])
        let fetching = try fetching(chat(Self.url), upstream)
        let fault = await #expect(throws: ImageFault.self) { try await fetching.chat() }
        #expect(fault?.reason.hasPrefix("cannot be fetched: where its host redirects to must be") == true)
        #expect(upstream.requests.count == 1)
    }

    /// Of private addresses callers are told what they are told of names that do not exist; the log says more.
    @Test func nobodyCanLookThroughTheGateway() async throws {
        let messages = ["an address of the host is not public", "there is no such name", "connection refused"]
        var faults: [ImageFault] = []
        for message in messages {
            let gone = ScriptedResponse(status: 0, error: UpstreamError(.unreachable, message))
            for responses in [[gone], [redirect("https://f.example/"), gone]] {
                faults.append(try #require(await fault(responses)))
            }
        }
        #expect(Set(faults.map(\.reason)) == ["cannot be fetched: its host cannot be reached"])
        #expect(Set(faults.map(\.detail)) == Set(messages))
        #expect(Set(faults.map(\.origin)) == ["https://e.example", "https://f.example"])
    }

    // MARK: What comes

    @Test(
        arguments: [
            ("image/png", "image/png", "89504E470D0A1A0A0000000D"),
            ("image/jpeg", "image/jpeg", "FFD8FFE000104A4649460001"),
            (nil, "image/jpeg", "FFD8FFE000104A4649460001"), ("", "image/png", "89504E470D0A1A0A0000000D"),
            ("application/octet-stream", "image/webp", "524946460000000057454250"),
            ("binary/octet-stream", "image/heic", "000000186674797068656963"),
            ("image/heic", "image/heif", "00000018667479706D696631"),
            // The bytes have the last word.
            ("IMAGE/JPG; x=y", "image/png", "89504E470D0A1A0A0000000D"),
            ("text/html; charset=utf-8", nil, "89504E470D0A1A0A0000000D"),
            ("image/gif", nil, "474946383961000000000000"),
            ("image/png", nil, "3C68746D6C3E3C626F64793E"), ("image/svg+xml", nil, "3C73766720786D6C6E733D22"),
            ("image/avif", nil, "000000186674797061766966"), ("image/webp", nil, "524946460000000057415645"),
            ("image/png", nil, "89504E47"), ("image/png", nil, ""), ("image/jpeg", "image/jpeg", "FFD8FF"),
        ] as [(String?, String?, String)]
    )
    func theFirstBytesSayWhatItIs(_ declared: String?, _ type: String?, _ hex: String) async throws {
        let digits = Array(hex.utf8).map { $0.hexDigitValue ?? 0 }
        let body = stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        let fields = declared.map { [("Content-Type", $0)] } ?? []
        for response in [response(body, fields), response(body, fields).byteByByte] {
            let upstream = ScriptedUpstream([response])
            do {
                let fetched = try await fetching(chat(Self.url), upstream).chat()
                #expect(media(fetched)?.mediaType.string == type)
            } catch let fault as ImageFault {
                #expect(type == nil)
                let kinds = "PNG, JPEG, WEBP, HEIC, HEIF"
                #expect(fault.reason == "is no picture that the provider takes: \(kinds), not compressed")
            }
        }
    }

    @Test func whatIsCompressedIsNot() async throws {
        let fields = [("Content-Type", "image/png"), ("Content-Encoding", "gzip")]
        #expect(try await fault([response(Self.png, fields)])?.reason.contains("not compressed") == true)
        #expect(try await fault([response(Self.png, [("Content-Encoding", "Identity")])]) == nil)
    }

    @Test(arguments: [404, 206, 204, 304, 500, 300])
    func onlyStatus200IsAnAnswer(_ status: Int) async throws {
        let fault = try await fault([response(status: status)])
        #expect(fault?.reason == "cannot be fetched: its host answered with the status \(status)")
    }

    @Test func aPictureHasALimit() async throws {
        let limits = ImageLimits(size: 1 << 20)
        let largest = Self.png + [UInt8](repeating: 0, count: limits.size - Self.png.count)
        #expect(try await fault([response(largest)], limits: limits) == nil)
        #expect(try await fault([response(largest + [0])], limits: limits)?.reason == "is a picture of more than 1 MiB")
        // What is too large by its own word is not read.
        let announced = response(Self.png, [("Content-Length", "\(limits.size + 1)")])
        #expect(try await fault([announced], limits: limits)?.reason == "is a picture of more than 1 MiB")
        // Nothing is read behind the limit.
        var endless = response()
        endless.pieces = [largest, [0], Self.png, Self.png]
        let upstream = ScriptedUpstream([endless])
        let fetching = try fetching(chat(Self.url), upstream, limits: limits)
        await #expect(throws: ImageFault.self) { try await fetching.chat() }
        #expect(upstream.demands == [.more, .stop])
    }

    @Test func allPicturesHaveToFitIntoTheRequest() async throws {
        let size = Base64Encoder.size(of: Self.png.count)
        let two = chat(Self.url, Self.url)
        #expect(try await fault([response(), response()], two, besides: 20_000_000 - 2 * size) == nil)
        let fault = try await fault([response(), response()], two, besides: 20_000_001 - 2 * size)
        #expect(fault?.reason.hasPrefix("does not fit into the request") == true)
        #expect(fault?.place == .part(1, ofMessage: 0))
        #expect(fault?.kind == .image)
    }

    @Test func theMemoryOfAllRequestsIsALimitOfOurOwn() async throws {
        let taken = NIOLockedValueBox(0)
        let size = Base64Encoder.size(of: Self.png.count)
        let fault = try await fault([response().byteByByte, response()], chat(Self.url, Self.url)) { count in
            taken.withLockedValue { taken in
                taken += count
                return taken <= size
            }
        }
        #expect(fault?.kind == .ownLimit)
        #expect(taken.withLockedValue { $0 } > size)
    }

    @Test func tooManyAreNotBegun() async throws {
        let urls = (0..<17).map { MessagePart.media(Media(.image, .url(ByteString("https://e.example/\($0)")))) }
        let upstream = ScriptedUpstream([response()])
        let asked = ChatRequest(model: "m", messages: [ChatMessage(role: .user, parts: urls)])
        let fetching = try fetching(asked, upstream)
        let fault = await #expect(throws: ImageFault.self) { try await fetching.chat() }
        #expect(fault?.reason == "is one picture too many at a URL: at most 16 are fetched")
        #expect(fault?.place == .part(16, ofMessage: 0))
        #expect(upstream.requests.isEmpty)
    }

    // MARK: Ends

    @Test(arguments: [
        (UpstreamError.Code.timeout(.total), "takes too long to be fetched: all pictures have 20 s together"),
        (.timeout(.connect), "takes too long to be fetched: all pictures have 20 s together"),
        (.cutOff, "cannot be fetched: its host gave no whole answer"),
        (.noAnswer, "cannot be fetched: its host gave no whole answer"),
        (.invalidResponse, "cannot be fetched: its host gave no whole answer"),
    ])
    func whatGoesWrongIsTold(_ code: UpstreamError.Code, _ reason: String) async throws {
        var broken = response()
        broken.error = UpstreamError(code, "a detail")
        let fault = try await fault([broken])
        #expect(fault?.reason == reason)
        #expect(fault?.kind == .image)
    }

    @Test func aProxyIsNamed() async throws {
        let error = UpstreamError(.invalidRequest, "a proxy is set", underlying: ProxyInTheWay())
        let fault = try await fault([ScriptedResponse(status: 0, error: error)])
        #expect(fault?.reason == "cannot be fetched: the gateway reaches its host through a proxy alone")
    }

    @Test func cancellingEndsAllFetches() async throws {
        let upstream = ScriptedUpstream([response().held, response().held])
        let asked = chat(Self.url, Self.url)
        let task = Task {
            let fetching = try fetching(asked, upstream)
            return await #expect(throws: ImageFault.self) { try await fetching.chat() }
        }
        while upstream.demands.count < 2 { await Task.yield() }
        task.cancel()
        #expect(try await task.value?.kind == .cancelled)
    }

    /// The first one that cannot be had ends the others, which would go on for as long as they may.
    @Test func aFailureEndsTheOthers() async throws {
        let fault = try await fault([response().held, response(status: 404)], chat(Self.url, Self.url))
        #expect(fault?.reason == "cannot be fetched: its host answered with the status 404")
    }
}
