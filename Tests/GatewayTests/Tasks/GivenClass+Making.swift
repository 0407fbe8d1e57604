// SPDX-License-Identifier: Apache-2.0

import JSONCoding

@testable import Gateway

extension GivenClass {
    /// Makes classes of pairs of id and label.
    static func make(_ pairs: [(String, String)]) throws -> [GivenClass] {
        try pairs.map { GivenClass(id: try string($0), label: try string($1)) }
    }

    private static func string(_ text: String) throws -> JSONString {
        var writer = JSONWriter()
        writer.string(text)
        var reader = JSONReader(writer.take())
        return try reader.readString()
    }
}
