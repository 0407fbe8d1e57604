// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import NIOCore
import NIOHTTP1
import Synchronization

/// What tests can see of one chat request: what was sent, when it was answered and how it ended.
///
/// All times are nanoseconds of CLOCK_MONOTONIC, comparable between the processes of one machine.
final class RequestRecord: Sendable {
    /// The part that changes while the request is answered.
    struct Progress {
        var outcome = Outcome.running
        var firstByteNanoseconds: UInt64?
        var endedNanoseconds: UInt64?
    }

    private static let bodyLimit = 64 << 10

    let id: Int
    let model: String
    private let isStream: Bool
    private let path: String
    private let query: String?
    private let receivedNanoseconds: UInt64
    private let authorization: String?
    private let headers: [(name: String, value: String)]
    private let body: ByteBuffer
    private let connection: Int
    private let chunks = Atomic<Int>(0)
    private let progress = NIOLockedValueBox(Progress())

    init(id: Int, model: String, isStream: Bool, request: IncomingRequest) {
        self.id = id
        self.model = model
        self.isStream = isStream
        (path, query) = request.target
        receivedNanoseconds = request.receivedNanoseconds
        authorization = request.authorization
        headers = Self.merged(request.head.headers.map { ($0.name.lowercased(), $0.value) })
        // A copy: a slice would keep the whole receive buffer alive.
        body = ByteBuffer(bytes: request.body.readableBytesView.prefix(Self.bodyLimit))
        connection = request.connection
    }

    var snapshot: Progress {
        progress.withLockedValue { $0 }
    }

    var chunksSent: Int {
        chunks.load(ordering: .relaxed)
    }

    func chunksWritten(_ count: Int) {
        chunks.add(count, ordering: .relaxed)
    }

    func firstByteWritten() {
        let now = NIODeadline.now().uptimeNanoseconds
        progress.withLockedValue { $0.firstByteNanoseconds = now }
    }

    func ended(_ outcome: Outcome) {
        let now = NIODeadline.now().uptimeNanoseconds
        progress.withLockedValue {
            $0.outcome = outcome
            $0.endedNanoseconds = now
        }
    }

    var json: String {
        let progress = snapshot
        let headerFields = headers.map { "\(JSONText.quoted($0.name)):\(JSONText.quoted($0.value))" }
        return """
            {"id":\(id),"model":\(JSONText.quoted(model)),"stream":\(isStream),\
            "path":\(JSONText.quoted(path)),"query":\(JSONText.quotedOrNull(query)),\
            "received_ns":\(receivedNanoseconds),\
            "first_byte_ns":\(JSONText.numberOrNull(progress.firstByteNanoseconds)),\
            "ended_ns":\(JSONText.numberOrNull(progress.endedNanoseconds)),\
            "outcome":"\(progress.outcome.rawValue)","chunks_sent":\(chunksSent),\
            "authorization":\(JSONText.quotedOrNull(authorization)),"headers":{\(headerFields.joined(separator: ","))},\
            "body":\(JSONText.quoted(String(buffer: body))),"connection":\(connection)}
            """
    }

    /// Joins the values of fields that occur several times, as HTTP allows, since a JSON object has each name once.
    private static func merged(_ fields: [(name: String, value: String)]) -> [(name: String, value: String)] {
        var result: [(name: String, value: String)] = []
        for field in fields {
            if let index = result.firstIndex(where: { $0.name == field.name }) {
                result[index].value += ", " + field.value
            } else {
                result.append(field)
            }
        }
        return result
    }
}
