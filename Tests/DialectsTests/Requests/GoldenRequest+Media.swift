// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat

extension GoldenRequest {
    /// What is shown and heard.
    static let media = [
        medium("image-url", Media(.image, .url("https://example.com/a.png"), detail: "high")),
        medium("image-base64", Media(.image, .base64("aGk=".slice), mediaType: "image/png", cacheHint: .fiveMinutes)),
        medium("image-of-openai", Media(.image, .file(id: "file-1", vendor: .openAI))),
        medium(
            "pdf-base64",
            Media(.document, .base64("JVBERi0=".slice), mediaType: "application/pdf", filename: "a.pdf")
        ),
        medium("pdf-url", Media(.document, .url("https://example.com/a.pdf"), mediaType: "application/pdf")),
        medium("file-of-openai", Media(.document, .file(id: "file-1", vendor: .openAI))),
        medium("file-of-google", Media(.document, .file(id: "https://example.com/v1beta/files/1", vendor: .google))),
        medium("text-file", Media(.document, .text("Line 1\nLine 2".slice), mediaType: "text/plain")),
        medium("sound", Media(.audio, .base64("UklGRg==".slice), mediaType: "audio/wav")),
        medium("film", Media(.video, .base64("AAAA".slice), mediaType: "video/mp4")),
    ]

    private static func medium(_ name: String, _ media: Media) -> GoldenRequest {
        GoldenRequest(name, [.user(.text("What is it?"), .media(media))])
    }
}
