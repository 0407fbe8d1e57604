// SPDX-License-Identifier: Apache-2.0

import Fuzzing
import JSONCoding
import Testing

struct JSONNumberTests {
    static func number(_ text: String) throws -> JSONNumber {
        var reader = JSONReader(Array(text.utf8))
        let number = try reader.readNumber()
        try reader.finish()
        #expect(number.literal.elementsEqual(text.utf8))
        return number
    }

    @Test(arguments: [
        ("0", 0), ("-0", 0), ("-0.0", 0), ("0e5", 0), ("0.0e-5", 0), ("7", 7), ("-12", -12), ("12.0", 12),
        ("12.000", 12), ("1E3", 1000),
        ("1e+3", 1000), ("1.5e1", 15), ("-1.25E2", -125), ("1200e-2", 12), ("100e-2", 1), ("0.001e3", 1),
        ("1e18", 1_000_000_000_000_000_000),
        ("999999999999999999", 999_999_999_999_999_999), ("1000000000000000000", 1_000_000_000_000_000_000),
        ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("9223372036854775807.0", Int.max),
        ("-922337203685477580.8e1", Int.min), ("92233720368547758070e-1", Int.max),
        ("1700000000123", 1_700_000_000_123),
        ("0e99999999999999999999999", 0), ("0.0e-99999999999999999999999", 0), ("1.0000000000000000000000000", 1),
    ])
    func integer(_ text: String, _ expected: Int) throws {
        #expect(try Self.number(text).int == expected)
    }

    @Test(arguments: [
        "0.5", "1.5", "-1.0001", "1e-1", "12e-2", "15e-1", "1e-05", "9223372036854775808", "-9223372036854775809",
        "1e19", "1e99", "1e999999",
        "1e99999999999999999999999", "-1e9223372036854775807", "1e-9223372036854775808", "1e-99999999999999999999999",
        "123456789012345678901234567890", "9223372036854775807.5", "0.1e-99999999999999999999",
    ])
    func notAnInteger(_ text: String) throws {
        #expect(try Self.number(text).int == nil)
    }

    @Test(arguments: [
        ("0", 0.0), ("-0", -0.0), ("1e-05", 1e-05), ("1E3", 1000), ("12.0", 12), ("0.1", 0.1), ("-1.5e+2", -150),
        ("1.7976931348623157e308", .greatestFiniteMagnitude), ("5e-324", .leastNonzeroMagnitude), ("1e-999", 0),
        ("-1e-999", -0.0),
        ("123456789012345678901234567890", 123_456_789_012_345_677_877_719_597_056),
        ("0.30000000000000004", 0.30000000000000004),
        ("0.000000000000000000000000000000000000000000000000000001e54", 1),
    ])
    func double(_ text: String, _ expected: Double) throws {
        let found = try #require(try Self.number(text).double)
        #expect(found.bitPattern == expected.bitPattern)
    }

    @Test(arguments: ["1e309", "-1e309", "1e999999999999999999999999"])
    func infinite(_ text: String) throws {
        #expect(try Self.number(text).double == nil)
    }

    @Test
    func longNumbers() throws {
        let zeros = String(repeating: "0", count: 100_000)
        #expect(try Self.number("1" + zeros).int == nil)
        #expect(try Self.number("1" + zeros).double == nil)
        #expect(try Self.number("0." + zeros + "1e100001").int == 1)
        #expect(try Self.number("1" + zeros + "e-100000").int == 1)
        #expect(try Self.number("1." + zeros).int == 1)
    }

    @Test
    func creation() {
        #expect(JSONNumber(-5).literal.elementsEqual("-5".utf8))
        #expect(JSONNumber(Int.min).int == Int.min)
        #expect(JSONNumber(0.5)?.double == 0.5)
        #expect(JSONNumber(Double.nan) == nil)
        #expect(JSONNumber(-Double.infinity) == nil)
    }

    @Test
    func randomIntegersKeepTheirValue() throws {
        var random = SplitMix64(seed: 1)
        for _ in 0..<2000 {
            let value = Int.random(in: .min ... .max, using: &random) >> Int.random(in: 0..<64, using: &random)
            let scaled = Int.random(in: 0..<20, using: &random)
            #expect(try Self.number("\(value)").int == value)
            #expect(try Self.number("\(value).0e0").int == value)
            let zeros = value == 0 ? "" : String(repeating: "0", count: scaled)
            #expect(try Self.number("\(value)\(zeros)e-\(scaled)").int == value)
            #expect(try Self.number("\(value)").double == Double(value))
        }
    }
}
