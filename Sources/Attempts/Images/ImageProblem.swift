// SPDX-License-Identifier: Apache-2.0

internal import Upstream

/// Why a picture could not be fetched.
enum ImageProblem: Error, Sendable, Equatable {
    /// The URL is none that is asked.
    case url(WebURL.Fault)
    /// There are too many pictures.
    case tooMany(limit: Int)
    /// A proxy would have to be gone through.
    case proxy
    /// There was no connection: for want of such a name, of a public address, of a server.
    case unreachable(String)
    /// There was no whole response.
    case noAnswer(String)
    /// It took too long.
    case tooSlow(limit: Duration)
    /// The server has another answer.
    case status(Int)
    /// The server leads from one URL to the next one for too long.
    case redirects(limit: Int)
    /// The server leads to a URL that is not asked.
    case redirect(WebURL.Fault)
    /// What came is compressed, or no picture of a kind that the provider takes.
    case noImage(taken: String)
    /// The picture is too large.
    case tooLarge(limit: Int)
    /// The request has no room for it.
    case noRoom(limit: Int)
    /// The gateway is at a limit of its own.
    case ownLimit(String)
    /// The caller is gone, or the process ends.
    case cancelled

    init(_ error: any Error, limit: Duration) {
        switch error {
        case let problem as ImageProblem: self = problem
        case let error as UpstreamError:
            switch error.code {
            case .invalidRequest where error.underlying is ProxyInTheWay: self = .proxy
            case .unreachable, .invalidRequest: self = .unreachable(error.message)
            case .timeout: self = .tooSlow(limit: limit)
            case .noAnswer, .cutOff, .invalidResponse: self = .noAnswer(error.message)
            case .ownLimit: self = .ownLimit(error.message)
            case .cancelled: self = .cancelled
            }
        default: self = .cancelled
        }
    }

    /// What the caller is told, the rest of a sentence that begins with the name of the URL.
    ///
    /// It is the same for a name that does not exist and one that has a private address, so that nobody can look through the
    /// gateway into the network behind it.
    var reason: String {
        switch self {
        case .url(let fault): fault.rawValue
        case .tooMany(let limit): "is one picture too many at a URL: at most \(limit) are fetched"
        case .proxy: "cannot be fetched: the gateway reaches its host through a proxy alone"
        case .unreachable: "cannot be fetched: its host cannot be reached"
        case .noAnswer: "cannot be fetched: its host gave no whole answer"
        case .tooSlow(let limit):
            "takes too long to be fetched: all pictures have \(limit.components.seconds) s together"
        case .status(let status): "cannot be fetched: its host answered with the status \(status)"
        case .redirects(let limit): "cannot be fetched: its host redirects more than \(limit) times"
        case .redirect(let fault): "cannot be fetched: where its host redirects to \(fault.rawValue)"
        case .noImage(let taken): "is no picture that the provider takes: \(taken), not compressed"
        case .tooLarge(let limit): "is a picture of more than \(limit >> 20) MiB"
        case .noRoom(let limit):
            "does not fit into the request: with all pictures, in base64, it has \(limit / 1_000_000) MB at the most"
        case .ownLimit: "cannot be fetched now: the gateway is at a limit of its own"
        case .cancelled: "was not fetched"
        }
    }

    /// What the operator is told beyond that; nil for nothing.
    var detail: String? {
        switch self {
        case .unreachable(let detail), .noAnswer(let detail), .ownLimit(let detail): detail
        default: nil
        }
    }
}
