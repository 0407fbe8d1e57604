// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import FastCGI
package import HTTPTypes
package import Logging
internal import NIOConcurrencyHelpers
package import NIOCore
internal import Upstream

/// One HTTP request on its way through the middleware to an endpoint, with all that answering it needs.
///
/// An object, because all layers between keep it while a stream runs.
package final class Call: Sendable {
    /// The request as the web server passed it on.
    package let request: Request
    /// The way back.
    package let response: ResponseWriter
    /// The request's id: nginx's, or one of our own.
    package let requestID: String
    /// The method.
    package let method: HTTPRequest.Method
    /// The path: decoded, without query, and without the slash at its end.
    package let path: String
    /// The path below the gateway's prefix; nil when it is not below it.
    let route: String?
    /// The event loop that the call lives on.
    package let eventLoop: any EventLoop

    /// When the request was complete.
    let start = NIODeadline.now()
    /// The time that providers take for the call.
    let upstreamTiming = UpstreamTiming()

    private let baseLogger: Logger
    private let storedFigures = NIOLockedValueBox(CallFigures())

    /// Makes a call of a request.
    package init(
        request: Request,
        response: ResponseWriter,
        eventLoop: any EventLoop,
        pathPrefix: PathPrefix,
        logger: Logger
    ) {
        self.request = request
        self.response = response
        self.eventLoop = eventLoop
        requestID = RequestID.make(from: request.params)
        method = HTTPRequest.Method(request.params["REQUEST_METHOD"]?.string ?? "") ?? .get
        path = RequestPath.normalize(Self.target(of: request).string)
        route = pathPrefix.strip(path)
        baseLogger = logger
    }

    /// The request's target as the client sent it: path and query.
    var target: ByteString { Self.target(of: request) }

    /// REQUEST_URI, because SCRIPT_NAME and PATH_INFO are split differently by every web server.
    private static func target(of request: Request) -> ByteString {
        request.params["REQUEST_URI"] ?? request.params["PATH_INFO"] ?? "/"
    }

    /// A logger that names the request; made when there is something to log, which is seldom.
    package var logger: Logger {
        var logger = baseLogger
        logger[metadataKey: "request_id"] = "\(requestID)"
        return logger
    }

    /// What is known of the call so far.
    var figures: CallFigures { storedFigures.withLockedValue { $0 } }

    /// Takes note of something for the call's log line and the metrics.
    func note(_ change: (inout CallFigures) -> Void) {
        storedFigures.withLockedValue { change(&$0) }
    }

    /// Takes note of the head of a response in parts, which goes out now.
    func noteHead(status: HTTPResponse.Status) {
        note { figures in
            figures.status = status.code
            figures.firstByte = .now()
        }
    }

    /// Sends the last bytes of the response.
    ///
    /// - Parameters:
    ///   - output: The bytes.
    ///   - status: The status, when the bytes are the whole response.
    /// - Returns: What became of them.
    @discardableResult
    func finish(_ output: [UInt8], status: HTTPResponse.Status? = nil) -> ResponseWriter.Outcome {
        let outcome = response.finish(output)
        note { figures in
            let now = NIODeadline.now()
            figures.end = now
            if case .closed = outcome {
                figures.isDisconnected = true
            } else if let status {
                figures.status = status.code
                figures.firstByte = now
            }
        }
        return outcome
    }

    /// The first value of a header field of the request, by its CGI name: `HTTP_ORIGIN`.
    package func header(_ variable: String) -> String? {
        request.params[variable]?.string
    }
}
