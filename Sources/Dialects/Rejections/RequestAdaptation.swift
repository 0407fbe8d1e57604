// SPDX-License-Identifier: Apache-2.0

package import Chat

/// How a request differs from what its dialect would send, because this provider rejects that for this model.
package struct RequestAdaptation: Sendable, Hashable {
    /// What is said otherwise, or not at all.
    package var changes: RequestChanges
    /// The limits of tokens that the model takes; nil where none was refused, or it was not said which are taken.
    package var tokenLimits: NumberRange?
    /// The most tokens that this one request may ask for beside its prompt; nil where that is not known.
    package var tokensLeft: Int?
    /// The temperatures that the model takes; nil as above.
    package var temperatures: NumberRange?

    /// Makes an adaptation.
    package init(
        _ changes: RequestChanges = [],
        tokenLimits: NumberRange? = nil,
        tokensLeft: Int? = nil,
        temperatures: NumberRange? = nil
    ) {
        self.changes = changes
        self.tokenLimits = tokenLimits
        self.tokensLeft = tokensLeft
        self.temperatures = temperatures
    }

    /// Whether all of some changes are made.
    package func contains(_ changes: RequestChanges) -> Bool {
        self.changes.isSuperset(of: changes)
    }

    /// What is true of the model and not of this one request, and so worth remembering.
    package var lasting: RequestAdaptation {
        RequestAdaptation(
            changes.subtracting(.passing),
            tokenLimits: tokenLimits,
            temperatures: temperatures
        )
    }

    /// The adaptation without what changes the parameters that are fixed.
    package func keeping(_ fixed: ChatParameters) -> RequestAdaptation {
        if fixed.isEmpty { return self }
        var kept = self
        if fixed.contains(.temperature) {
            kept.changes.subtract(.omitsTemperature)
            kept.temperatures = nil
        }
        if fixed.contains(.maxTokens) {
            kept.changes.subtract([.omitsTokenLimit, .waivesTokenLimit])
            kept.tokenLimits = nil
            kept.tokensLeft = nil
        }
        if fixed.contains(.responseFormat) {
            kept.changes.subtract([.omitsSchema, .omitsResponseFormat, .waivesResponseFormat])
        }
        if fixed.contains(.reasoning) { kept.changes.subtract(.omitsThinking) }
        return kept
    }

    /// What is known together with what was found later, which is nearer to the truth.
    package func adding(_ later: RequestAdaptation) -> RequestAdaptation {
        RequestAdaptation(
            changes.union(later.changes),
            tokenLimits: later.tokenLimits ?? tokenLimits,
            tokensLeft: later.tokensLeft ?? tokensLeft,
            temperatures: later.temperatures ?? temperatures
        )
    }

    /// The adaptation without what one change had added.
    package func undoing(from before: RequestAdaptation, to after: RequestAdaptation) -> RequestAdaptation {
        RequestAdaptation(
            changes.subtracting(after.changes.subtracting(before.changes)),
            tokenLimits: tokenLimits == after.tokenLimits ? before.tokenLimits : tokenLimits,
            tokensLeft: tokensLeft == after.tokensLeft ? before.tokensLeft : tokensLeft,
            temperatures: temperatures == after.temperatures ? before.temperatures : temperatures
        )
    }

    /// The limit of tokens to send for one that a caller wants; nil when none is to be sent.
    func tokenLimit(for wanted: Int?) -> Int? {
        guard let wanted else { return nil }
        if !changes.isDisjoint(with: [.omitsTokenLimit, .waivesTokenLimit]) { return nil }
        let limit = min(wanted, tokensLeft ?? wanted)
        guard let tokenLimits else { return limit }
        return tokenLimits.nearest(to: Double(limit)).flatMap { Int(exactly: $0.rounded(.down)) }
    }

    /// The temperature to send for one that a caller wants; nil when none is to be sent.
    func temperature(for wanted: Double?) -> Double? {
        guard let wanted, !contains(.omitsTemperature) else { return nil }
        guard let temperatures else { return wanted }
        return temperatures.nearest(to: wanted)
    }
}

extension RequestAdaptation: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: RequestChanges...) {
        self.init(elements.reduce([]) { $0.union($1) })
    }
}
