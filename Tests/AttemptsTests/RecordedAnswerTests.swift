// SPDX-License-Identifier: Apache-2.0

import Dialects
import JSONCoding
import Providers
import Testing
import UpstreamTesting

@testable import Attempts

/// Answers of real providers, recorded by others; they are no part of the repository.
@Suite struct RecordedAnswerTests {
    @Test func recordedAnswersAreThere() {
        if TestFiles.recorded == nil {
            print("RecordedAnswerTests: no recorded answers (RECORDED_ANSWERS is not set), skipped")
        } else {
            #expect(RecordedAnswer.all.count == 39)
        }
    }

    @Test(arguments: RecordedAnswer.all)
    func whole(_ answer: RecordedAnswer) async throws {
        let response = try answer.response()
        answer.check(await answer.run(response))
    }

    /// Providers may answer with one document where a stream was asked for.
    @Test(arguments: RecordedAnswer.all.filter { !$0.isStream })
    func documentInPlaceOfStream(_ answer: RecordedAnswer) async throws {
        answer.check(await answer.run(try answer.response(), streaming: true))
    }

    @Test(arguments: RecordedAnswer.all)
    func byteByByte(_ answer: RecordedAnswer) async throws {
        let response = try answer.response()
        let whole = await answer.run(response)
        let pieces = await answer.run(response.byteByByte)
        #expect(pieces == whole)
    }

    /// Through the whole client; large streams at some offsets only, see ``streamCutAtEveryOffset(_:)``.
    @Test(arguments: RecordedAnswer.all)
    func cutAnywhere(_ answer: RecordedAnswer) async throws {
        let response = try answer.response()
        let size = response.pieces.reduce(0) { $0 + $1.count }
        let whole = await answer.run(response)
        for offset in stride(from: 1, to: size, by: answer.isStream ? Cutting.stride(size) : 1) {
            let cut = await answer.run(response.cut(at: offset))
            #expect(cut == whole, "cut at \(offset)")
            await Task.yield()
        }
    }

    @Test(arguments: RecordedAnswer.all.filter(\.isStream))
    func streamCutAtEveryOffset(_ answer: RecordedAnswer) async throws {
        let body = try answer.response().pieces.flatMap(\.self)
        #expect(await StreamCuts(body, answer.provider.dialect).harmful() == [])
    }
}
