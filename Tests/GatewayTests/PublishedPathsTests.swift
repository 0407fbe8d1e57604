// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import FoundationEssentials
import Testing

@testable import Gateway
@testable import WebServers

/// What web servers pass on is what the doors answer.
struct PublishedPathsTests {
    private static let folder = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/nginx/"

    private func tops() throws -> Set<String> {
        let gateway = try InProcessGateway(["GATEWAY_METRICS": "on"]).gateway
        return Set(gateway.router.tops.map { $0.path.string })
    }

    @Test func printedConfigurationsPassOnEveryDoorsPaths() throws {
        #expect(try tops() == Set(ServerSnippet.topLevelNames.map { "/\($0)" }))
    }

    @Test func nginxsFilesHaveALocationForEach() throws {
        let data = try Data(contentsOf: URL(filePath: Self.folder + "llm-gateway-location.conf"))
        let words = String(decoding: data, as: UTF8.self).split { $0 == " " || $0 == "\n" }
        let locations = zip(words, words.dropFirst()).filter { ["=", "^~"].contains($0.0) && $0.1.hasPrefix("/") }
        #expect(Set(locations.map { "/" + ($0.1.split(separator: "/").first ?? "") }) == (try tops()))
    }
}
