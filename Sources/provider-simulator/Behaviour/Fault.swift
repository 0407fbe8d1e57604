// SPDX-License-Identifier: Apache-2.0

/// Something that goes wrong on purpose (`fault=KIND` or `fault=KIND@PLACE`).
struct Fault {
    /// What goes wrong; docs/simulator.md describes each.
    enum Kind: String, CaseIterable {
        case hang
        case stall
        case reset
        case close
        case cut
        case html
        case errorBody = "error-body"
        case errorEvent = "error-event"
        case errorEventNamed = "error-event-named"
        case errorString = "error-string"
        case errorField = "error-field"
        case bareError = "bare-error"
        case garbage
        case refusal
        case empty
        case emptyLength = "empty-length"
        case notSSE = "not-sse"
        case loading
        case slowHeaders = "slow-headers"
        case blockedPrompt = "blocked-prompt"
        case emptyContent = "empty-content"
        case noContent = "no-content"
        case noParts = "no-parts"

        /// Whether an `@` place makes sense.
        var hasPlace: Bool {
            switch self {
            case .stall, .reset, .close, .cut, .garbage: true
            default: isErrorInStream
            }
        }

        /// Whether the answer is whole but has no text.
        var leavesNoText: Bool {
            switch self {
            case .empty, .emptyLength, .blockedPrompt, .emptyContent, .noContent, .noParts: true
            default: false
            }
        }

        /// Whether it is an error that is told inside a stream that began well.
        var isErrorInStream: Bool {
            switch self {
            case .errorEvent, .errorEventNamed, .errorString, .errorField, .bareError: true
            default: false
            }
        }
    }

    /// When it happens.
    enum Place {
        /// After that many deltas; with 0 before the first event.
        case afterDeltas(Int)
        /// After the finish reason.
        case afterFinish
    }

    let kind: Kind
    let place: Place

    var isBeforeFirstEvent: Bool {
        if case .afterDeltas(0) = place { true } else { false }
    }
}
