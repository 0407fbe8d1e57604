// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

extension NativeFields {
    /// The value of the member `classes`, as it came.
    enum Classes {
        case absent
        case other(JSONKind)
        /// The elements, those beyond ``GivenClasses/maximum`` left out, and how many there are.
        case array([Element], count: Int)
    }

    /// One element of the member `classes`, as it came.
    struct Element {
        /// What kind of value it is.
        let kind: JSONKind
        /// The members of an object.
        private(set) var id = Value.absent
        private(set) var label = Value.absent
    }
}

extension NativeFields.Classes {
    /// Reads the value of the member.
    init(from reader: inout JSONReader) throws(JSONError) {
        let kind = try reader.peekKind()
        guard kind == .array else {
            try reader.skipValue()
            self = .other(kind)
            return
        }
        var elements: [NativeFields.Element] = []
        var count = 0
        try reader.beginArray()
        while try reader.nextElement() {
            count += 1
            if count > GivenClasses.maximum {
                try reader.skipValue()
            } else {
                elements.append(try NativeFields.Element(from: &reader))
            }
        }
        self = .array(elements, count: count)
    }
}

extension NativeFields.Element {
    fileprivate init(from reader: inout JSONReader) throws(JSONError) {
        kind = try reader.peekKind()
        guard kind == .object else {
            try reader.skipValue()
            return
        }
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "id": id = try NativeFields.Value(from: &reader)
            case "label": label = try NativeFields.Value(from: &reader)
            default: try reader.skipValue()
            }
        }
    }
}
