// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

/// One list for every target: the strictest settings that the toolchain offers.
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioLocks = Target.Dependency.product(name: "NIOConcurrencyHelpers", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let nioSOCKS = Target.Dependency.product(name: "NIOSOCKS", package: "swift-nio-extras")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")

let package = Package(
    name: "llm-gateway",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "llm-gateway", targets: ["llm-gateway"]),
        .executable(name: "provider-simulator", targets: ["provider-simulator"]),
        .executable(name: "gateway-benchmarks", targets: ["Benchmarks"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        // SOCKS proxies.
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0", traits: []),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // Starts the programs under test; no part of the product.
        .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    ],
    targets: [
        // The product, from the wire to the language models. An arrow of imports points downwards only.
        .executableTarget(
            name: "llm-gateway",
            dependencies: [
                "Doctor", "WebServers", "Gateway", "Configuration", "FastCGI", "Providers", "Upstream",
                "OperatingSystem", "ByteStrings", "CCompatibility", argumentParser, logging, serviceLifecycle,
                unixSignals, nioCore, nioLocks, nioPosix,
            ],
            swiftSettings: swiftSettings
        ),
        // Two parts of the program that no request touches: one looks at the gateway from outside, one tells web servers
        // where it is.
        .target(
            name: "Doctor",
            dependencies: [
                "Configuration", "FastCGI", "Providers", "Upstream", "ServerSentEvents", "JSONCoding", "ByteStrings",
                httpTypes, nioCore, nioSSL,
            ],
            // Compiled in, as all that is no code: the program is one file, wherever it is put.
            resources: [
                .embedInCode("Advice/every-server.txt"),
                .embedInCode("Advice/nginx.txt"),
                .embedInCode("Advice/mod_proxy_fcgi.txt"),
                .embedInCode("Advice/mod_fcgid.txt"),
                .embedInCode("Advice/apache.txt"),
                .embedInCode("Advice/lighttpd.txt"),
                .embedInCode("Advice/haproxy.txt"),
                .embedInCode("Advice/caddy.txt"),
                .embedInCode("Advice/other.txt"),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "WebServers",
            dependencies: ["Configuration", "FastCGI", "Upstream"],
            resources: [
                // Links to the shipped files.
                .embedInCode("llm-gateway-errors.conf"),
                .embedInCode("llm-gateway-fastcgi.conf"),
                .embedInCode("llm-gateway-location.conf"),
                .embedInCode("llm-gateway-prefix.conf"),
                .embedInCode("apache.conf"),
                .embedInCode("mod_fcgid.conf"),
                .embedInCode("lighttpd.conf"),
                .embedInCode("haproxy.cfg"),
                .embedInCode("Caddyfile"),
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "Gateway",
            dependencies: [
                "Attempts", "Configuration", "Dialects", "FastCGI", "Providers", "Upstream", "OperatingSystem", "Chat",
                "ServerSentEvents", "JSONCoding", "ByteStrings", "PrometheusMetrics", httpTypes, logging, metrics,
                nioCore, nioLocks,
            ],
            resources: [
                .embedInCode("Prompts/classification-system.txt"),
                .embedInCode("Prompts/classification-user.txt"),
                .embedInCode("Prompts/classification-repair.txt"),
                .embedInCode("Prompts/summarization-system.txt"),
                .embedInCode("Prompts/instructions.txt"),
                .embedInCode("Doors/openapi.json"),
            ],
            swiftSettings: swiftSettings
        ),
        // From one request to one answer.
        .target(
            name: "Attempts",
            dependencies: [
                "Providers", "Dialects", "Upstream", "Chat", "JSONCoding", "ByteStrings", httpTypes, nioCore, nioLocks,
            ],
            swiftSettings: swiftSettings
        ),
        // Who: where a provider is, its key, which dialects it speaks, what its models take.
        .target(
            name: "Configuration",
            dependencies: [
                "FastCGI", "Providers", "Upstream", "OperatingSystem", "YAML", "ByteStrings", "Chat", logging,
            ],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "Providers",
            dependencies: ["Dialects", "Upstream", "Chat", "ByteStrings", httpTypes],
            swiftSettings: swiftSettings
        ),
        // Pure translation: no key, no URL, no I/O, no provider.
        .target(
            name: "Dialects",
            dependencies: ["Chat", "ServerSentEvents", "JSONCoding", "ByteStrings", httpTypes],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "Upstream",
            dependencies: [
                "OperatingSystem", "ByteStrings", httpTypes, nioLocks, nioCore, nioPosix, nioSSL, nioTLS,
                nioSOCKS,
            ],
            swiftSettings: swiftSettings
        ),
        // What of the system's own functions is C and not NIO's. A target "System" would be imported by packages that ask
        // whether there is one.
        .target(
            name: "OperatingSystem",
            dependencies: ["COperatingSystem", nioCore, nioLocks],
            swiftSettings: swiftSettings
        ),
        .systemLibrary(name: "COperatingSystem"),
        .target(
            name: "PrometheusMetrics",
            dependencies: [coreMetrics, nioLocks],
            swiftSettings: swiftSettings
        ),
        .target(name: "Chat", dependencies: ["ByteStrings"], swiftSettings: swiftSettings),
        .target(name: "ServerSentEvents", swiftSettings: swiftSettings),
        .target(name: "JSONCoding", dependencies: ["ByteStrings"], swiftSettings: swiftSettings),
        // A document as a tree of texts, with the place of each; what they mean is for its reader.
        .target(name: "YAML", dependencies: ["CYAML", "ByteStrings"], swiftSettings: swiftSettings),
        .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),
        .target(name: "ByteStrings", swiftSettings: swiftSettings),
        .target(
            name: "FastCGI",
            dependencies: ["CFastCGI", "OperatingSystem", "ByteStrings", httpTypes, logging, nioLocks],
            swiftSettings: swiftSettings
        ),
        .systemLibrary(name: "CFastCGI", providers: [.apt(["libfcgi-dev"])]),
        // What the programs would otherwise want of a new glibc: `make size`.
        .target(name: "CCompatibility"),

        // Beside the product; nothing in it imports these.
        .executableTarget(
            name: "provider-simulator",
            dependencies: ["CCompatibility", argumentParser, nioCore, nioLocks, nioPosix, nioHTTP1],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "GatewayTesting",
            dependencies: [
                .product(name: "Subprocess", package: "swift-subprocess"), nioCore, nioLocks, nioPosix, nioHTTP1,
            ],
            swiftSettings: swiftSettings
        ),
        // Providers' responses from a script, for tests of what calls providers.
        .target(name: "UpstreamTesting", dependencies: ["Upstream", nioCore, nioLocks], swiftSettings: swiftSettings),
        // Makes input that is wrong somewhere, for the tests of what takes it: `make fuzz`.
        .target(
            name: "Fuzzing",
            dependencies: ["JSONCoding", "ByteStrings", nioLocks],
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "Benchmarks",
            dependencies: ["CEpoll", "GatewayTesting", argumentParser],
            swiftSettings: swiftSettings
        ),
        .systemLibrary(name: "CEpoll"),

        // Reads the imports of all others.
        .testTarget(name: "ArchitectureTests", swiftSettings: swiftSettings),
        .testTarget(name: "CCompatibilityTests", dependencies: ["CCompatibility"], swiftSettings: swiftSettings),
        .testTarget(name: "ByteStringsTests", dependencies: ["ByteStrings"], swiftSettings: swiftSettings),
        .testTarget(name: "ServerSentEventsTests", dependencies: ["ServerSentEvents"], swiftSettings: swiftSettings),
        .testTarget(
            name: "JSONCodingTests",
            dependencies: ["JSONCoding", "ByteStrings", "Fuzzing"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "YAMLTests",
            dependencies: ["YAML", "ByteStrings", "Fuzzing"],
            swiftSettings: swiftSettings
        ),
        .testTarget(name: "OperatingSystemTests", dependencies: ["OperatingSystem"], swiftSettings: swiftSettings),
        .testTarget(
            name: "FastCGITests",
            dependencies: ["FastCGI", "CFastCGI", "ByteStrings", "Fuzzing", httpTypes, logging, nioLocks],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "UpstreamTests",
            dependencies: [
                "Upstream", "OperatingSystem", "ByteStrings", "Fuzzing", httpTypes, nioCore, nioEmbedded, nioLocks,
                nioPosix, nioSSL,
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "DialectsTests",
            dependencies: ["Dialects", "Chat", "JSONCoding", "ByteStrings"],
            exclude: ["Golden"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "ProvidersTests",
            dependencies: ["Providers", "Upstream", "ByteStrings"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "AttemptsTests",
            dependencies: [
                // The gateway's native API says which answers without text are errors.
                "Attempts", "Providers", "Dialects", "Gateway", "Upstream", "UpstreamTesting", "Chat", "JSONCoding",
                "ServerSentEvents", "ByteStrings", "Fuzzing", httpTypes, nioCore, nioLocks,
            ],
            resources: [.copy("Fixtures")],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "ConfigurationTests",
            dependencies: ["Configuration", "FastCGI", "Providers", "Upstream", "ByteStrings", "Fuzzing", logging],
            exclude: ["Fixtures"],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "GatewayTests",
            dependencies: [
                "Gateway", "Attempts", "Configuration", "Chat", "Dialects", "FastCGI", "Fuzzing", "JSONCoding",
                "OperatingSystem", "PrometheusMetrics", "Providers", "Upstream", "UpstreamTesting", "WebServers",
                "ByteStrings", httpTypes, logging, nioCore, nioLocks, nioPosix,
            ],
            exclude: ["OpenAI/Golden"],
            resources: [.copy("Exchanges")],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "PrometheusMetricsTests",
            dependencies: ["PrometheusMetrics", metrics],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "DoctorTests",
            dependencies: [
                "Doctor", "Configuration", "FastCGI", "JSONCoding", "Providers", "Upstream", "UpstreamTesting",
                "ByteStrings", httpTypes, nioCore, nioPosix,
            ],
            exclude: ["Fixtures"],
            swiftSettings: swiftSettings
        ),
        .testTarget(name: "BenchmarksTests", dependencies: ["Benchmarks"], swiftSettings: swiftSettings),
        .testTarget(
            name: "IntegrationTests",
            dependencies: ["GatewayTesting", "llm-gateway", "provider-simulator"],
            swiftSettings: swiftSettings
        ),
        // Left out of `make test`, as it needs web servers that a newcomer has no use for: `make test-servers`.
        .testTarget(
            name: "WebServerTests",
            dependencies: ["GatewayTesting", "llm-gateway", "provider-simulator"],
            swiftSettings: swiftSettings
        ),
    ]
)
