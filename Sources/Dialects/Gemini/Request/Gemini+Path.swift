// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

extension Gemini {
    /// The path of a model, percent-encoded; its name may stand behind `models/` or `tunedModels/`.
    static func path(of model: ByteString) -> String {
        for collection: String in ["models/", "tunedModels/"] where model.hasPrefix(collection) {
            return "/" + collection + percentEncoded(model.dropFirst(collection.utf8.count))
        }
        return "/models/" + percentEncoded(model)
    }

    /// Encodes everything but the unreserved characters of RFC 3986, 2.3.
    private static func percentEncoded(_ text: ByteString) -> String {
        var output = ""
        for byte in text.bytes {
            if byte.isASCIILetter || byte.isASCIIDigit || "-._~".utf8.contains(byte) {
                output.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                output += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
        return output
    }
}
