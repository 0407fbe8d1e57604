// SPDX-License-Identifier: Apache-2.0

/// What a file of settings may hold, made of the table of settings.
struct FileLayout: Sendable {
    /// The settings but those of providers, by their keys.
    let values: [String: SettingValue]
    /// The keys that others stand below.
    let sections: Set<String>

    /// The layout of this version.
    static let current = FileLayout(Setting.all)
    /// Below it stand the providers by their names.
    static let providers = "providers"

    init(_ settings: [Setting]) {
        var values: [String: SettingValue] = [:]
        var sections: Set<String> = []
        for value in settings.flatMap(\.values) {
            values[value.key] = value
            var names = value.key.split(separator: ".").dropLast()
            while !names.isEmpty {
                sections.insert(names.joined(separator: "."))
                names = names.dropLast()
            }
        }
        self.values = values
        self.sections = sections
    }

    /// The names that may stand in a section; the empty one is the whole file.
    func names(in section: String) -> [String] {
        let prefix = section.isEmpty ? "" : "\(section)."
        let below = (Array(values.keys) + sections + [Self.providers]).filter { $0.hasPrefix(prefix) }
        return Set(below.map { String($0.dropFirst(prefix.count).prefix { $0 != "." }) }).sorted()
    }

    /// What a key that is not known was likely meant to be; nil where nothing is like it.
    func guess(_ name: String, in section: String) -> String? {
        if let near = Self.nearest(to: name, among: names(in: section)) { return near }
        // In the wrong section, or as a variable.
        return values.values.filter { $0.key.hasSuffix(".\(name)") || $0.variable == name.uppercased() }.map(\.key)
            .min()
    }

    /// The name that differs the least, by up to a third of its letters.
    static func nearest(to name: String, among names: [String]) -> String? {
        guard name.utf8.count <= 40 else { return nil }
        let (given, least) = (Array(name.lowercased().utf8), max(1, name.utf8.count / 3))
        let distances = names.map { (distance: distance(given, Array($0.utf8)), name: $0) }
        return distances.filter { $0.distance <= least }.min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
    }

    /// How many letters have to be put in, left out, changed, or exchanged with the next one to make one of the other (optimal
    /// string alignment).
    private static func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
        var rows = [[Int]](repeating: Array(0...other.count), count: one.count + 1)
        for row in one.indices {
            rows[row + 1][0] = row + 1
            for column in other.indices {
                var least = min(rows[row][column + 1], rows[row + 1][column]) + 1
                least = min(least, rows[row][column] + (one[row] == other[column] ? 0 : 1))
                let areExchanged =
                    row > 0 && column > 0 && one[row] == other[column - 1] && one[row - 1] == other[column]
                if areExchanged { least = min(least, rows[row - 1][column - 1] + 1) }
                rows[row + 1][column + 1] = least
            }
        }
        return rows[one.count][other.count]
    }
}
