// SPDX-License-Identifier: Apache-2.0

import Fuzzing
import ByteStrings
import JSONCoding
import Testing

struct JSONFuzzTests {
    /// The value and the two errors of an input; the ways of reading must agree on whether it is correct.
    static func read(_ input: [UInt8]) -> JSONValue? {
        var reader = JSONReader(input, skipping: .validated)
        do {
            let value = try JSONValue(from: &reader)
            try reader.finish()
            #expect(validationError(input) == nil, "\(input)")
            return value
        } catch {
            #expect(validationError(input) == error, "\(input)")
            return nil
        }
    }

    static func text(_ bytes: [UInt8]) -> Comment {
        "\(String(decoding: bytes, as: UTF8.self).debugDescription) \(bytes)"
    }

    @Test(.timeLimit(.minutes(1)), arguments: 0..<4 as Range<UInt64>)
    func documentsAgreeWithDecoder(_ seed: UInt64) throws {
        var source = RandomJSON(seed: seed)
        for _ in 0..<300 {
            let input = Array(source.document().utf8)
            let value = try #require(Self.read(input), Self.text(input))
            #expect(DecoderOracle(value) == DecoderOracle.decode(input), Self.text(input))

            var writer = JSONWriter()
            value.write(to: &writer)
            #expect(Self.read(writer.bytes) == value, Self.text(input))

            var structural = JSONReader(input, skipping: .structural)
            try structural.skipValue()
            try structural.finish()
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: 10..<14 as Range<UInt64>)
    func mutationsAgreeWithDecoder(_ seed: UInt64) {
        var source = RandomJSON(seed: seed)
        var accepted = 0
        var refused = 0
        for _ in 0..<1000 {
            let input = source.mutation(of: Array(source.document(depth: 2).utf8))
            let value = Self.read(input)
            if Self.decoderDiffers(on: input) {
                continue
            }
            let oracle = DecoderOracle.decode(input)
            if let value {
                accepted += 1
                guard let expected = DecoderOracle(value) else { continue }
                #expect(expected == oracle, Self.text(input))
            } else {
                refused += 1
                #expect(oracle == nil, Self.text(input))
            }
        }
        #expect(accepted > 100)
        #expect(refused > 100)
    }

    /// Inputs on which Foundation's decoder is known to deviate from RFC 8259 or from our choices.
    static func decoderDiffers(on input: [UInt8]) -> Bool {
        // It guesses UTF-16 and UTF-32 from zero bytes and byte order marks at the start.
        if input.prefix(4).contains(0) || input.first == 0xFF || input.first == 0xFE
            || input.starts(with: [0xEF, 0xBB, 0xBF])
        {
            return true
        }
        return false
    }

    @Test(.timeLimit(.minutes(1)))
    func randomBytesNeverTrap() {
        var source = RandomJSON(seed: 20)
        for round in 0..<4000 {
            let input =
                round.isMultiple(of: 2)
                ? source.bytes(count: round % 40) : source.mutation(of: Array(source.document(depth: 2).utf8))
            _ = Self.read(input)
            _ = try? JSONValue(parsing: input[...])
            var structural = JSONReader(input, skipping: .structural)
            _ = Result { try structural.captureValue() }
            Self.walkLoosely(input)
        }
    }

    /// Reads like a caller that looks at some members and skips others, using every accessor.
    private static func walkLoosely(_ input: [UInt8]) {
        var reader = JSONReader(input)
        do {
            try reader.beginObject()
            while let key = try reader.nextKey() {
                _ = key.equals("0") || key.isEmpty
                switch try reader.peekKind() {
                case .string: _ = try reader.readString().utf8()
                case .number:
                    let number = try reader.readNumber()
                    _ = (number.int, number.double)
                default: try reader.skipValue()
                }
            }
            try reader.finish()
        } catch {
            #expect(error.offset <= input.count)
        }
    }

    /// Escaping any text and decoding it gives the text back.
    @Test(.timeLimit(.minutes(1)))
    func stringsSurviveWriterAndReader() throws {
        var source = RandomJSON(seed: 30)
        for round in 0..<2000 {
            let text = String(decoding: source.bytes(count: round % 50), as: UTF8.self)
            var writer = JSONWriter()
            writer.beginObject()
            writer.key(text)
            writer.string(text)
            writer.key(text)
            writer.string(utf8: Array(text.utf8))
            writer.endObject()
            let members = try #require(Self.read(writer.bytes)?.objectValue?.members)
            #expect(members.count == 2)
            for member in members {
                #expect(Array(member.key.bytes) == Array(text.utf8))
                #expect(member.value.stringValue.map { Array($0.utf8) } == Array(text.utf8))
            }
        }
    }
}
