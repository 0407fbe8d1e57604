// SPDX-License-Identifier: Apache-2.0

/// The text of a variable, wherever it was set.
struct SettingText: Sendable {
    /// The text.
    let text: String
    /// Where it comes from.
    let source: SettingSource
    /// The setting's key, where it stands in a file of settings.
    var key: String?
    /// The text as its file has it, where something was put into it: what messages may show.
    var written: String?

    /// How messages begin that are about it: with its place, or the variable's name.
    func label(_ variable: String) -> String {
        guard case .file(let place) = source, let key else { return variable }
        return "\(place.description): \(key)"
    }

    /// What is wrong, without what was put into the text: with the text as its file has it in the place of what came.
    func problem(_ problem: String) -> String {
        guard let written else { return problem }
        if let got = problem.firstRange(of: ", got \"") { return problem[..<got.lowerBound] + ", got \"\(written)\"" }
        return problem.contains(text) ? "\"\(written)\" cannot be used" : problem
    }
}
