// SPDX-License-Identifier: Apache-2.0

/// Something that can be set: its names, how it is read, and how it is shown.
///
/// ``all`` is the table of all settings. Reading, `llm-gateway check`, the search for unknown variables and the test of
/// docs/configuration.md go through it.
package struct Setting: Sendable {
    /// Where a configuration has a value.
    typealias Place<Value> = any WritableKeyPath<Configuration, Value> & Sendable

    /// Its variables: one, or some that can only be read together.
    package let variables: [String]
    /// Its place in a file of settings, words in lower case with dots between them; nil for what no file can say.
    package let key: String?
    /// What stands there, or below it.
    package let values: [SettingValue]
    /// Whether another value can take its place while requests are in flight.
    package var isReloadable: Bool { keep == nil }
    /// Reads the variables into a configuration; what is wrong stays with the reader.
    let read: @Sendable (_ reader: inout EnvironmentReader, _ configuration: inout Configuration) -> Void
    /// Puts what is in force into a configuration that was read later; nil where what was read later counts.
    let keep: (@Sendable (_ inForce: Configuration, _ later: inout Configuration) -> Void)?
    /// What is in force, a `NAME=value` line each, with secrets hidden.
    let lines: @Sendable (_ configuration: Configuration) -> [String]
}

extension Setting {
    /// A setting of one variable that has a way of its own to be read.
    ///
    /// `keep` is nil for one that can be reloaded.
    init(
        _ variable: String,
        _ key: String,
        _ form: SettingForm,
        keep: (@Sendable (_ inForce: Configuration, _ later: inout Configuration) -> Void)?,
        read: @escaping @Sendable (inout EnvironmentReader, inout Configuration) -> Void,
        show: @escaping @Sendable (Configuration) -> String
    ) {
        self.init(
            variables: [variable],
            key: key,
            values: [SettingValue(key: key, variable: variable, form: form)],
            read: read,
            keep: keep
        ) {
            ["\(variable)=\(show($0))"]
        }
    }

    /// A setting of one variable that is a text for a value.
    ///
    /// `parse` is nil for a text that is none; `expectation` is what it must be, the rest of a sentence that begins with
    /// "expected".
    static func value<Value: Sendable>(
        _ variable: String,
        _ key: String,
        _ form: SettingForm,
        _ place: Place<Value>,
        isReloadable: Bool = false,
        expecting expectation: String,
        parse: @escaping @Sendable (String) -> Value?,
        show: @escaping @Sendable (Value) -> String
    ) -> Setting {
        let keep: @Sendable (Configuration, inout Configuration) -> Void = { inForce, later in
            later[keyPath: place] = inForce[keyPath: place]
        }
        return Setting(
            variable,
            key,
            form,
            keep: isReloadable ? nil : keep,
            read: { reader, configuration in
                reader.read(variable, into: &configuration[keyPath: place], expecting: expectation, parse)
            },
            show: { show($0[keyPath: place]) }
        )
    }

    /// A time in seconds, fractions allowed.
    static func seconds(
        _ variable: String,
        _ key: String,
        _ place: Place<Duration>,
        isReloadable: Bool = false
    ) -> Setting {
        value(
            variable,
            key,
            .seconds(canBeOff: false),
            place,
            isReloadable: isReloadable,
            expecting: Duration.expectation,
            parse: { Duration(secondsText: $0) },
            show: \.secondsText
        )
    }

    /// A time in seconds, or `off` for none.
    static func secondsOrOff(
        _ variable: String,
        _ key: String,
        _ place: Place<Duration?>,
        isReloadable: Bool = false
    ) -> Setting {
        value(
            variable,
            key,
            .seconds(canBeOff: true),
            place,
            isReloadable: isReloadable,
            expecting: Duration.expectation,
            parse: { $0.lowercased() == "off" ? .some(nil) : Duration(secondsText: $0).map { .some($0) } },
            show: { $0?.secondsText ?? "off" }
        )
    }

    /// A whole number.
    static func integer(
        _ variable: String,
        _ key: String,
        _ place: Place<Int>,
        in range: ClosedRange<Int>,
        isReloadable: Bool = false
    ) -> Setting {
        value(
            variable,
            key,
            .number(range),
            place,
            isReloadable: isReloadable,
            expecting: "a whole number from \(range.lowerBound) to \(range.upperBound)",
            parse: { Int($0).flatMap { range.contains($0) ? $0 : nil } },
            show: { String($0) }
        )
    }

    /// `on` or `off`, in any case of letters.
    static func onOrOff(
        _ variable: String,
        _ key: String,
        _ place: Place<Bool>,
        isReloadable: Bool = false
    ) -> Setting {
        value(
            variable,
            key,
            .onOrOff,
            place,
            isReloadable: isReloadable,
            expecting: "on or off",
            parse: { ["on": true, "off": false][$0.lowercased()] },
            show: { $0 ? "on" : "off" }
        )
    }

    /// One of some words, in any case of letters.
    static func word<Word: RawRepresentable & CaseIterable & Sendable>(
        _ variable: String,
        _ key: String,
        _ place: Place<Word>,
        isReloadable: Bool = false
    ) -> Setting where Word.RawValue == String {
        value(
            variable,
            key,
            .word(Word.allCases.map(\.rawValue)),
            place,
            isReloadable: isReloadable,
            expecting: "one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))",
            parse: { Word(rawValue: $0.lowercased()) },
            show: \.rawValue
        )
    }
}
