// SPDX-License-Identifier: Apache-2.0

/// A request that is put together from what arrives of it, in pieces of any size.
///
/// The variables are collected as they came, for libfcgi to read. The body is collected here, so that it is in memory
/// once, and no read ever waits for its rest.
struct RequestAssembly {
    /// How far the request is.
    enum Step: Equatable {
        /// All bytes were taken, and more are needed.
        case more
        /// The variables are there: it is time to decide what becomes of the body, and to go on then.
        case head(BeginRequest)
        /// The body is there.
        case whole
        /// A role other than the responder's is asked for.
        case unknownRole(BeginRequest)
        /// This is no request.
        case refused
    }

    /// Bytes of variables beyond their limit that are passed over, so that the request can be answered all the same.
    private static let passedOver = 1 << 20

    /// The name-value pairs as they came; empty when they have a fault.
    private(set) var params: [UInt8] = []
    /// The body so far.
    private(set) var body: [UInt8] = []
    /// The records behind what was taken: those of a body that nobody waits for are read by these.
    private(set) var records = RequestRecords()

    private let paramsLimit: Int
    private var soundness: ParamsSoundness
    private var paramsCount = 0
    private var begin: BeginRequest?

    init(paramsLimit: Int) {
        self.paramsLimit = paramsLimit
        soundness = ParamsSoundness(limit: paramsLimit)
    }

    /// What is wrong with the variables.
    var paramsFault: ParamsFault? { soundness.fault }

    /// Makes room for a body.
    mutating func reserve(_ count: Int) {
        body.reserveCapacity(count)
    }

    /// Gives the body away.
    mutating func takeBody() -> [UInt8] {
        defer { body = [] }
        return body
    }

    /// Takes bytes, up to the next thing to be decided.
    ///
    /// - Parameters:
    ///   - bytes: What has arrived.
    ///   - position: Where to go on in it; behind what was taken afterwards.
    /// - Returns: How far the request is with them.
    mutating func take(_ bytes: ArraySlice<UInt8>, from position: inout Int) -> Step {
        while true {
            switch records.next(in: bytes, from: &position) {
            case .more:
                return .more
            case .begin(let begin):
                self.begin = begin
            case .params(let piece):
                paramsCount += piece.count
                guard paramsCount <= paramsLimit + Self.passedOver else { return .refused }
                soundness.take(bytes[piece])
                if soundness.fault == nil { params.append(contentsOf: bytes[piece]) } else { params = [] }
            case .endOfParams:
                guard let begin, soundness.isAtEnd else { return .refused }
                return .head(begin)
            case .stdin(let piece):
                body.append(contentsOf: bytes[piece])
            case .endOfStdin:
                return .whole
            case .unknownRole(let begin):
                return .unknownRole(begin)
            case .invalid:
                return .refused
            }
        }
    }
}
