// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import FoundationEssentials
import JSONCoding

/// A JSON value as Foundation's decoder sees it.
indirect enum DecoderOracle: Decodable, Equatable {
    case null
    case bool(Bool)
    case number(Double)
    case string([UInt8])
    case array([DecoderOracle])
    case object([[UInt8]: DecoderOracle])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(Array(value.utf8))
        } else if var elements = try? decoder.unkeyedContainer() {
            var array: [DecoderOracle] = []
            while !elements.isAtEnd {
                array.append(try elements.decode(DecoderOracle.self))
            }
            self = .array(array)
        } else {
            let members = try decoder.container(keyedBy: AnyKey.self)
            var object: [[UInt8]: DecoderOracle] = [:]
            for key in members.allKeys {
                object[Array(key.stringValue.utf8)] = try members.decode(DecoderOracle.self, forKey: key)
            }
            self = .object(object)
        }
    }

    /// The same for a value of ours; nil when the decoder is known to see it differently.
    init?(_ value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let value):
            // The decoder refuses numbers that overflow, which here is left to the caller, and those that underflow.
            guard let double = value.double, double != 0 || value.int == 0 else { return nil }
            self = .number(double)
        case .string(let value):
            // The decoder refuses escapes of lone surrogates, which are replaced here.
            guard !value.contains("\u{FFFD}") else { return nil }
            self = .string(Array(value.bytes))
        case .array(let elements):
            var array: [DecoderOracle] = []
            for element in elements {
                guard let element = DecoderOracle(element) else { return nil }
                array.append(element)
            }
            self = .array(array)
        case .object(let members):
            var object: [[UInt8]: DecoderOracle] = [:]
            for member in members.members {
                guard !member.key.contains("\u{FFFD}") else { return nil }
                // The decoder keeps one of two members with the same key and does not say which.
                guard let element = DecoderOracle(member.value), object[Array(member.key.bytes)] == nil else {
                    return nil
                }
                object[Array(member.key.bytes)] = element
            }
            self = .object(object)
        }
    }

    static func decode(_ bytes: [UInt8]) -> DecoderOracle? {
        try? JSONDecoder().decode(DecoderOracle.self, from: Data(bytes))
    }

    private struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
