// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers

/// The last thousand chat requests, oldest first, and the number of calls for each model name that counts them.
final class RequestLog: Sendable {
    /// What the lock protects.
    private struct Contents {
        var records: [RequestRecord] = []
        var callsByModel: [String: Int] = [:]
        var answersByModel: [String: Int] = [:]
    }

    private static let recordLimit = 1_000
    private static let modelLimit = 100_000

    private let contents = NIOLockedValueBox(Contents())

    func append(_ record: RequestRecord) {
        contents.withLockedValue { contents in
            if contents.records.count >= Self.recordLimit {
                contents.records.removeFirst(contents.records.count - Self.recordLimit + 1)
            }
            contents.records.append(record)
        }
    }

    func removeAll() {
        contents.withLockedValue { $0.records = [] }
    }

    /// Counts a call of that exact model name and returns how many there were with it.
    func countCall(model: String) -> Int {
        contents.withLockedValue { contents in
            if contents.callsByModel.count >= Self.modelLimit {
                contents.callsByModel = [:]
            }
            contents.callsByModel[model, default: 0] += 1
            return contents.callsByModel[model] ?? 1
        }
    }

    /// Counts a text that was answered to that exact model name and returns how many there were with it.
    func countAnswer(model: String) -> Int {
        contents.withLockedValue { contents in
            if contents.answersByModel.count >= Self.modelLimit {
                contents.answersByModel = [:]
            }
            contents.answersByModel[model, default: 0] += 1
            return contents.answersByModel[model] ?? 1
        }
    }

    /// The records whose model name begins with the prefix, as a JSON array.
    func json(modelPrefix: String) -> String {
        let records = contents.withLockedValue { $0.records }.filter { $0.model.hasPrefix(modelPrefix) }
        return "[" + records.map(\.json).joined(separator: ",\n") + "]"
    }
}
