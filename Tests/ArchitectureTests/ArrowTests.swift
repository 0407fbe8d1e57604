// SPDX-License-Identifier: Apache-2.0

import Testing

/// Which target may import which: docs/architecture.md's table of rooms, as arrows.
struct ArrowTests {
    /// The targets from the top downwards, each with those that it may import.
    ///
    /// A new arrow is a decision: it is written down here, or the import is in the wrong room.
    static let arrows: [(target: String, below: Set<String>)] = [
        (
            "llm-gateway",
            [
                "Doctor", "WebServers", "Gateway", "Configuration", "FastCGI", "Attempts", "Providers", "Upstream",
                "OperatingSystem", "ByteStrings", "CCompatibility",
            ]
        ),
        // Neither of them knows the way of a request.
        (
            "Doctor",
            ["Configuration", "FastCGI", "Providers", "Upstream", "ServerSentEvents", "JSONCoding", "ByteStrings"]
        ),
        ("WebServers", ["Configuration", "FastCGI", "Upstream"]),
        (
            "Gateway",
            [
                "Configuration", "FastCGI", "Attempts", "Providers", "Dialects", "Upstream", "OperatingSystem", "Chat",
                "ServerSentEvents", "JSONCoding", "ByteStrings", "PrometheusMetrics",
            ]
        ),
        ("PrometheusMetrics", []),
        (
            "Attempts",
            ["Providers", "Dialects", "Upstream", "Chat", "ServerSentEvents", "JSONCoding", "ByteStrings"]
        ),
        ("Configuration", ["FastCGI", "Providers", "Upstream", "OperatingSystem", "YAML", "Chat", "ByteStrings"]),
        ("FastCGI", ["CFastCGI", "OperatingSystem", "ByteStrings"]),
        ("CFastCGI", []),
        // Who answers, and where: what its dialect means is below.
        ("Providers", ["Dialects", "Upstream", "Chat", "ServerSentEvents", "JSONCoding", "ByteStrings"]),
        ("Upstream", ["OperatingSystem", "ByteStrings"]),
        ("YAML", ["CYAML", "ByteStrings"]),
        ("CYAML", []),
        ("OperatingSystem", ["COperatingSystem"]),
        ("COperatingSystem", []),
        // No key, no URL, no input or output.
        ("Dialects", ["Chat", "ServerSentEvents", "JSONCoding", "ByteStrings"]),
        ("Chat", ["ByteStrings"]),
        ("ServerSentEvents", []),
        ("JSONCoding", ["ByteStrings"]),
        ("ByteStrings", []),
        // Beside the product.
        ("provider-simulator", ["CCompatibility"]),
        ("Benchmarks", ["GatewayTesting", "CEpoll"]),
        ("GatewayTesting", []),
        ("UpstreamTesting", ["Upstream"]),
        ("Fuzzing", ["JSONCoding", "ByteStrings"]),
        ("CEpoll", []),
        ("CCompatibility", []),
    ]

    /// What is for tests and measurements; an arrow to it would put it into the program.
    static let besideTheProduct: Set<String> = [
        "provider-simulator", "Benchmarks", "GatewayTesting", "UpstreamTesting", "Fuzzing", "CEpoll",
    ]

    private static let below = Dictionary(uniqueKeysWithValues: arrows.map { ($0.target, $0.below) })

    @Test func everyFolderIsInTheTable() throws {
        let folders = try Repository.folders("Sources")
        #expect(folders.contains("Gateway"))
        #expect(folders.filter { Self.below[$0] == nil } == [])
    }

    /// Read from its end, the table leads only to targets that have been there before.
    @Test func noArrowOfTheTablePointsUpwards() {
        var isBelow: Set<String> = []
        for (target, below) in Self.arrows.reversed() where !Self.besideTheProduct.contains(target) {
            #expect(below.subtracting(isBelow) == [], "\(target)")
            isBelow.insert(target)
        }
    }

    @Test func everyImportIsAnArrowOfTheTable() throws {
        var count = 0
        for target in try Repository.folders("Sources") {
            for file in try Repository.files("Sources/\(target)", ending: ".swift") {
                for module in try Repository.imports(of: file) where Self.below[module] != nil {
                    #expect(Self.below[target]?.contains(module) == true, "\(file) imports \(module)")
                    count += 1
                }
            }
        }
        // It has seen what there is.
        #expect(count > 300)
    }

    @Test func everyDependencyIsAnArrowOfTheTable() throws {
        let dependencies = try Repository.dependencies()
        #expect(dependencies["Chat"] != nil)
        for (target, modules) in dependencies {
            // Tests may import anything.
            guard let below = Self.below[target] else { continue }
            let found = modules.filter { Self.below[$0] != nil }
            #expect(Set(found).subtracting(below) == [], "\(target)")
        }
    }

    @Test func nothingInTheProductReachesWhatIsBesideIt() {
        for (target, below) in Self.arrows where !Self.besideTheProduct.contains(target) {
            #expect(below.isDisjoint(with: Self.besideTheProduct), "\(target)")
        }
    }
}
