// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// What libyaml reports of a document, in Swift's values.
enum YAMLEvent {
    case documentStart(hasDirectives: Bool)
    case documentEnd
    case alias(ByteString)
    case scalar(ByteString, isPlain: Bool, YAMLProperties)
    case sequenceStart(YAMLProperties)
    case sequenceEnd
    case mappingStart(YAMLProperties)
    case mappingEnd
    case streamEnd
}

/// What stands before a node (YAML 1.2.2 section 6.9).
struct YAMLProperties {
    /// The name behind `&`; nil for none.
    let anchor: ByteString?
    /// Whether there is a tag.
    let isTagged: Bool
}
