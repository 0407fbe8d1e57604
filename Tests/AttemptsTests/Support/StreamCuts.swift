// SPDX-License-Identifier: Apache-2.0

import Chat
import Attempts
import Dialects

/// Cuts the body of a stream in two at every offset there is.
///
/// To decode the whole body once for each offset would take hours for a large one. Decoders are values, so the bytes
/// before the cut's event are decoded once and copied, and decoding goes on until two further events are complete.
struct StreamCuts {
    private let body: [UInt8]
    private let ends: [Int]
    private let start: any StreamDecoder

    init(_ body: [UInt8], _ dialect: any Dialect) {
        self.body = body
        start = dialect.decoder(limit: 4 << 20)
        ends = Self.ends(of: body)
    }

    /// The offsets behind blank lines, where events end, and that of the body's end.
    private static func ends(of body: [UInt8]) -> [Int] {
        var ends: [Int] = []
        var lineIsEmpty = false
        for (offset, byte) in body.enumerated() {
            switch byte {
            case UInt8(ascii: "\n"):
                if lineIsEmpty { ends.append(offset + 1) }
                lineIsEmpty = true
            case UInt8(ascii: "\r"): break
            default: lineIsEmpty = false
            }
        }
        return ends.last == body.count ? ends : ends + [body.count]
    }

    /// The offsets at which a cut changes what comes of the stream; none, if all is well.
    func harmful() async -> [Int] {
        var offsets: [Int] = []
        var before = start
        var eventStart = 0
        for (index, end) in ends.enumerated() {
            // Other tests wait for their turn.
            await Task.yield()
            let tailEnd = ends[min(index + 2, ends.count - 1)]
            let expected = outcome(of: before, [eventStart..<tailEnd])
            for cut in eventStart + 1..<max(end + 1, eventStart + 2) where cut < tailEnd {
                if outcome(of: before, [eventStart..<cut, cut..<tailEnd]) != expected { offsets.append(cut) }
            }
            // What an error ends is not decoded any further.
            guard Self.append(body[eventStart..<end], to: &before).last != .over else { break }
            eventStart = end
        }
        return offsets
    }

    private func outcome(of decoder: any StreamDecoder, _ pieces: [Range<Int>]) -> [Step] {
        var decoder = decoder
        var steps: [Step] = []
        for piece in pieces where steps.last != .over {
            steps += Self.append(body[piece], to: &decoder)
        }
        if pieces.last?.upperBound == body.count, steps.last != .over { steps += Self.finish(&decoder) }
        return steps
    }

    private enum Step: Equatable {
        case event(ChatEvent)
        case fault(ProviderFault)
        case over
    }

    private static func append(_ bytes: ArraySlice<UInt8>, to decoder: inout any StreamDecoder) -> [Step] {
        decoder.append(bytes)
        return steps { (emit: ChatEventHandler) throws(ProviderFault) in try decoder.decode(emit: emit) }
    }

    private static func finish(_ decoder: inout any StreamDecoder) -> [Step] {
        steps { (emit: ChatEventHandler) throws(ProviderFault) in try decoder.finish(emit: emit) }
    }

    /// What a decoding emits; ends with `over` when nothing more comes.
    private static func steps(_ decoding: (ChatEventHandler) throws(ProviderFault) -> Void) -> [Step] {
        var steps: [Step] = []
        do throws(ProviderFault) {
            try decoding { (event: ChatEvent) throws(ProviderFault) in steps.append(.event(event)) }
        } catch {
            return steps + [.fault(error), .over]
        }
        if case .event(.completed) = steps.last { steps.append(.over) }
        return steps
    }
}
