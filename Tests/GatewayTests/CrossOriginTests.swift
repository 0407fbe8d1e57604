// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import FastCGI
import HTTPTypes
import Testing

@testable import Gateway

struct CrossOriginTests {
    private static let chosen = CrossOrigin(allowedOrigins: ["https://a.example", "http://localhost:3000"])
    private static let all = CrossOrigin(allowedOrigins: ["*"])

    private static func fields(_ crossOrigin: CrossOrigin, _ params: Params) -> HTTPFields {
        var fields = HTTPFields()
        crossOrigin.add(to: &fields, for: params, exposing: SilentDoor().exposedFields)
        return fields
    }

    private static func preflight(
        _ names: String...,
        origin: String = "https://a.example",
        by crossOrigin: CrossOrigin = chosen
    ) -> HTTPFields? {
        var params: Params = [
            "REQUEST_METHOD": "OPTIONS", "HTTP_ORIGIN": origin, "HTTP_ACCESS_CONTROL_REQUEST_METHOD": "POST",
        ]
        for name in names { params.append(name: "HTTP_ACCESS_CONTROL_REQUEST_HEADERS".utf8, value: name.utf8) }
        return crossOrigin.preflight(params)
    }

    @Test func anAllowedOriginIsNamed() {
        let fields = Self.fields(Self.chosen, ["HTTP_ORIGIN": "http://localhost:3000"])
        #expect(fields[.accessControlAllowOrigin] == "http://localhost:3000")
        #expect(fields[.accessControlExposeHeaders]?.contains("X-Request-ID") == true)
        #expect(fields[.vary] == "Origin")
    }

    @Test(arguments: [
        nil, "", "null", "https://A.example", "https://a.example/", "https://a.example.evil",
        "https://a.exampl\u{65}\u{301}",
        "*",
    ])
    func otherOriginsGetNothingButThatItDepends(_ origin: String?) {
        let fields = Self.fields(Self.chosen, origin.map { ["HTTP_ORIGIN": $0] } ?? [:])
        #expect(fields == [.vary: "Origin"])
    }

    @Test func aStarAllowsAllAndDependsOnNothing() {
        let fields = Self.fields(Self.all, ["HTTP_ORIGIN": "https://anything.example"])
        #expect(fields[.accessControlAllowOrigin] == "*")
        #expect(fields[.vary] == nil)
        #expect(Self.preflight(origin: "https://anything.example", by: Self.all) != nil)
    }

    @Test func withoutOriginsThereIsNothing() {
        let none = CrossOrigin(allowedOrigins: [])
        #expect(Self.fields(none, ["HTTP_ORIGIN": "https://a.example"]).isEmpty)
        #expect(Self.preflight(by: none) == nil)
    }

    @Test func onlyAPreflightOfAnAllowedOriginIsAnswered() {
        #expect(Self.preflight() != nil)
        #expect(Self.preflight(origin: "https://b.example") == nil)
        let origin = ("HTTP_ORIGIN", "https://a.example")
        for (name, value) in [("HTTP_ACCESS_CONTROL_REQUEST_METHOD", "POST"), ("REQUEST_METHOD", "OPTIONS")] {
            var params: Params = [origin.0: origin.1]
            params.append(name: name.utf8, value: value.utf8)
            #expect(Self.chosen.preflight(params) == nil)
        }
    }

    @Test(arguments: [
        ([], "Content-Type, X-API-Key, Authorization"),
        (["x-api-key,content-type"], "Content-Type, X-API-Key, Authorization"),
        (["traceparent, x-vendor!#1"], "Content-Type, X-API-Key, Authorization, traceparent, x-vendor!#1"),
        (["b3", "Baggage , B3"], "Content-Type, X-API-Key, Authorization, b3, Baggage"),
        (["a b, c:d, ä, e\r\nf, , g\"h, ok"], "Content-Type, X-API-Key, Authorization, ok"),
    ])
    func whatABrowserAsksForIsAllowedIfItIsAName(_ asked: [String], _ allowed: String) {
        var params: Params = [
            "REQUEST_METHOD": "OPTIONS", "HTTP_ORIGIN": "https://a.example",
            "HTTP_ACCESS_CONTROL_REQUEST_METHOD": "POST",
        ]
        for name in asked { params.append(name: "HTTP_ACCESS_CONTROL_REQUEST_HEADERS".utf8, value: name.utf8) }
        #expect(Self.chosen.preflight(params)?[.accessControlAllowHeaders] == allowed)
    }

    @Test func namesAreBounded() throws {
        let names = (0..<5_000).map { "name-\($0)" }.joined(separator: ",")
        let allowed = try #require(Self.preflight(names)?[.accessControlAllowHeaders])
        #expect(allowed.utf8.count < 2_200)
        #expect(allowed.hasSuffix(", name-\(allowed.split(separator: ",").count - 4)"))
        #expect(
            try #require(Self.preflight(String(repeating: "n", count: 9_000)))[.accessControlAllowHeaders]?.count == 38
        )
    }
}
