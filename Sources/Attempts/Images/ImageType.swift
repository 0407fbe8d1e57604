// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// What kind of picture some bytes begin.
///
/// What a server says of it counts only where it is something else than a picture: many say `image/jpeg` of everything.
///
/// Source: PNG specification, 5.2; JFIF and Exif; WebP container specification; ISO/IEC 14496-12, 4.3 (`ftyp`) with the brands
/// of ISO/IEC 23008-12.
enum ImageType {
    /// How many bytes are needed.
    static let prefixLength = 12

    private static let heic = ["heic", "heix", "hevc", "hevx", "heim", "heis", "hevm", "hevs"]
    private static let heif = ["mif1", "msf1", "mif2"]

    /// The media type of a picture that begins like this; nil where it is none that is known.
    static func of(_ bytes: ArraySlice<UInt8>) -> ByteString? {
        let brand = bytes.dropFirst(8).prefix(4)
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "image/png" }
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "image/jpeg" }
        if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) { return "image/gif" }
        if bytes.starts(with: "RIFF".utf8), brand.elementsEqual("WEBP".utf8) { return "image/webp" }
        if bytes.dropFirst(4).starts(with: "ftyp".utf8) {
            if heic.contains(where: { brand.elementsEqual($0.utf8) }) { return "image/heic" }
            if heif.contains(where: { brand.elementsEqual($0.utf8) }) { return "image/heif" }
        }
        return nil
    }

    /// Whether a server says of a body that it may be a picture: it says so, or nothing, or that it is bytes.
    static func mayBe(declared: String?) -> Bool {
        guard let declared else { return true }
        let type = ByteString(declared).prefix { $0 != UInt8(ascii: ";") }.trimmed.lowercased
        return type.isEmpty || type.hasPrefix("image/") || type.equals("application/octet-stream")
            || type.equals("binary/octet-stream")
    }
}
