// SPDX-License-Identifier: Apache-2.0

import Chat
import Dialects
import HTTPTypes
import Providers
import Testing
import Upstream

@testable import Attempts

/// Whether the test of cuts would see a decoder that they harm.
@Suite struct StreamCutsTests {
    private struct PieceByPiece: Dialect {
        func encode(
            _ chat: ChatRequest,
            for traits: ModelTraits,
            streaming: Bool,
            adaptation: RequestAdaptation
        ) -> WireRequest {
            WireRequest(path: "/")
        }

        func decoder(limit: Int) -> any StreamDecoder { Decoder() }

        func decode(document body: ArraySlice<UInt8>, emit: ChatEventHandler) throws(ProviderFault) {
            throw ProviderFault(.reported, "is not read")
        }

        func sentFields(
            of chat: ChatRequest,
            for traits: ModelTraits,
            streaming: Bool,
            adaptation: RequestAdaptation
        ) -> [SentField] { [] }
    }

    /// Takes each piece for an event.
    private struct Decoder: StreamDecoder {
        private var pieces: [[UInt8]] = []

        mutating func append(_ bytes: some Collection<UInt8>) { pieces.append(Array(bytes)) }

        mutating func decode(emit: ChatEventHandler) throws(ProviderFault) {
            for piece in pieces { try emit(.text(piece[...])) }
            pieces = []
        }

        mutating func finish(emit: ChatEventHandler) throws(ProviderFault) {
            try emit(.completed(ChatCompletion(finishReason: .stop, usage: nil)))
        }
    }

    @Test func aDecoderThatLooksAtPiecesIsFound() async {
        #expect(await StreamCuts(Array("a\n\nbc\n\n".utf8), PieceByPiece()).harmful() == Array(1..<7))
    }
}
