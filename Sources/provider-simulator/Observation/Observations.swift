// SPDX-License-Identifier: Apache-2.0

/// Everything that the simulator remembers about what it did, and the optional line a request on standard error.
final class Observations: Sendable {
    let log = RequestLog()
    let statistics = Statistics()
    private let verboseOutput: TerminalOutput?

    init(verboseOutput: TerminalOutput?) {
        self.verboseOutput = verboseOutput
    }

    /// Opens the record of a chat request.
    func started(_ request: IncomingRequest, model: String, isStream: Bool) -> RequestRecord {
        let id = statistics.requestStarted()
        let record = RequestRecord(id: id, model: model, isStream: isStream, request: request)
        log.append(record)
        return record
    }

    /// Closes the record of a chat request.
    func ended(_ record: RequestRecord, _ outcome: Outcome, status: Int?) {
        record.ended(outcome)
        statistics.requestEnded(outcome)
        if verboseOutput != nil {
            let status = status.map(String.init) ?? "none"
            note("#\(record.id) \(record.model) status=\(status) chunks=\(record.chunksSent) \(outcome.rawValue)")
        }
    }

    func chunksWritten(_ count: Int, of record: RequestRecord?) {
        statistics.chunksWritten(count)
        record?.chunksWritten(count)
    }

    /// Writes a line when lines are wanted.
    func note(_ line: @autoclosure () -> String) {
        verboseOutput?.write(line: line())
    }
}
