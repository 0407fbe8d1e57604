// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// Checks the member `classes` of a classification.
enum GivenClasses {
    /// The most classes that a request may give.
    static let maximum = 1_000
    /// The most faults that are told; a list that was made wrongly is wrong in all its elements.
    private static let shownFaults = 10

    /// The classes; what is wrong with them is added to `faults`.
    static func check(_ classes: NativeFields.Classes, _ faults: inout [String]) -> [GivenClass] {
        let expectation = "classes: expected an array of 1 to \(maximum) objects with id and label"
        switch classes {
        case .absent: faults.append("\(expectation), got nothing")
        case .other(let kind): faults.append("\(expectation), got \(kind)")
        case .array(_, count: 0): faults.append("\(expectation), got an empty array")
        case .array(_, let count) where count > maximum: faults.append("\(expectation), got \(count) elements")
        case .array(let elements, _): return check(elements, &faults)
        }
        return []
    }

    private static func check(_ elements: [NativeFields.Element], _ faults: inout [String]) -> [GivenClass] {
        var classes: [GivenClass] = []
        var positions: [ByteString: Int] = [:]
        var found: [String] = []
        for (position, element) in elements.enumerated() {
            let name = "classes[\(position)]"
            guard element.kind == .object else {
                found.append("\(name): expected an object with id and label, got \(element.kind)")
                continue
            }
            guard case .string(let id) = element.id, !id.isEmpty else {
                found.append("\(name).id: expected a string that is not empty, got \(element.id.shownAsText)")
                continue
            }
            guard case .string(let label) = element.label else {
                found.append("\(name).label: expected a string, got \(element.label.shown)")
                continue
            }
            if let first = positions.updateValue(position, forKey: id.text) {
                found.append("\(name).id: expected an id of its own, got that of classes[\(first)]")
                continue
            }
            classes.append(GivenClass(id: id, label: label))
        }
        faults.append(contentsOf: found.prefix(shownFaults))
        if found.count > shownFaults { faults.append("classes: \(found.count - shownFaults) more such faults") }
        return classes
    }
}
