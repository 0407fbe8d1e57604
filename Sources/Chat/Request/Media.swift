// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A picture, a document, a sound or a film of a message.
package struct Media: Sendable, Equatable {
    /// What it is.
    package enum Kind: Sendable {
        case image, document, audio, video
    }

    /// Where it is.
    package enum Source: Sendable, Equatable {
        /// At a URL, which the provider is to fetch.
        case url(ByteString)
        /// Here, in base64 as it came.
        case base64(ArraySlice<UInt8>)
        /// Here, as text; valid UTF-8.
        case text(ArraySlice<UInt8>)
        /// With a provider, under the id that it has given.
        case file(id: ByteString, vendor: Vendor)
    }

    /// What it is.
    package var kind: Kind
    /// Where it is.
    package var source: Source
    /// Its media type, such as `image/png`; empty where it is not known.
    package var mediaType: ByteString
    /// How closely a picture is to be looked at: `low`, `high`, `auto`.
    package var detail: ByteString?
    /// The name of its file.
    package var filename: ByteString?
    /// That everything up to here is worth keeping.
    package var cacheHint: CacheHint?

    package init(
        _ kind: Kind,
        _ source: Source,
        mediaType: ByteString = "",
        detail: ByteString? = nil,
        filename: ByteString? = nil,
        cacheHint: CacheHint? = nil
    ) {
        self.kind = kind
        self.source = source
        self.mediaType = mediaType
        self.detail = detail
        self.filename = filename
        self.cacheHint = cacheHint
    }
}
