#!/bin/bash
# Text from outside stays bytes: where callers' and providers' text is read, no String is made of it, compared, hashed or
# walked, unless the line says why it may be:
#
#     let word = text.string  // text: for a message
#
# String brings what it compares into a normal form and counts characters, one of which can hold a whole message of
# combining marks; ByteString looks at each byte once. What makes a String (A) is seen here, and what walks one (B).
# Usage: lint-text.sh [DIRECTORY…], the rooms when none is given; --self-test tries every form in a fixture.
set -uo pipefail
cd "$(dirname "$0")/.."

rooms=(
    Sources/Chat Sources/JSONCoding Sources/ServerSentEvents Sources/YAML Sources/FastCGI/Protocol
    Sources/OperatingSystem/Logging
    Sources/Gateway/HTTP Sources/Gateway/Access Sources/Gateway/Routing Sources/Gateway/Doors
    Sources/Gateway/Streams
    Sources/Gateway/Logging Sources/Gateway/Observation Sources/Gateway/Tasks
    Sources/Dialects Sources/Attempts
)
makes='String\((decoding|validating|buffer|describing):|[]A-Za-z0-9_)?]\.string(Value)?($|[^A-Za-z0-9_(])|\.readString\(length'
walks='\.(lower|upper)cased\(\)|\b(Character|Substring)\b|\.is(Letter|Number|Whitespace|Newline|Punctuation|HexDigit|WholeNumber)\b'
walks+='|Set<String>|\[(String|Substring) ?:|\.range\(of:|\.components\(|\bRegex\b|\.(first|whole|prefix)Match\('
walks+='|(split\(separator|(first|last)Index\(of): "|\.localized|\.compare\('

# The lines of Swift files that a rule finds: no comments, no marked ones.
find_lines() {
    grep -rnE "$makes|$walks" --include='*.swift' "$@" |
        grep -vE '^[^:]+:[0-9]+: *//|// text: [^ ]'
}

self_test() {
    local directory status=0 line
    directory=$(mktemp -d)
    trap 'rm -rf "$directory"' EXIT
    while IFS= read -r line; do
        printf '%s\n' "$line" >"$directory/Fixture.swift"
        [ -n "$(find_lines "$directory")" ] || { echo "not found: $line"; status=1; }
        printf '%s  // text: for a message\n' "$line" >"$directory/Fixture.swift"
        [ -z "$(find_lines "$directory")" ] || { echo "found although it is marked: $line"; status=1; }
        printf '    /// %s\n' "$line" >"$directory/Fixture.swift"
        [ -z "$(find_lines "$directory")" ] || { echo "found in a comment: $line"; status=1; }
    done <<'FORMS'
        let text = String(decoding: bytes, as: UTF8.self)
        let text = String(buffer: buffer)
        if key.string == "model" {
        guard let code = error["code"]?.stringValue else { return nil }
        let name = name.lowercased()
        let first: Character = "a"
        func rest(of text: Substring) -> Int {
        text.first?.isLetter == true
        let known: Set<String> = []
        var positions: [String: Int] = [:]
        let place = text.range(of: "x")
        let words = text.split(separator: " ")
        let end = text.firstIndex(of: "]")
        let number = try Regex("[0-9]+")
FORMS
    while IFS= read -r line; do
        printf '%s\n' "$line" >"$directory/Fixture.swift"
        [ -z "$(find_lines "$directory")" ] || { echo "found although it is harmless: $line"; status=1; }
    done <<'FORMS'
        if name.lowercased.hasPrefix("gpt-5") { return true }
        let text = try reader.readString().text
        case .string(let text): writer.string(text)
        let all = names.joined(separator: ", ")
        guard case .string(let text) = value else { return nil }
        let words = text.split { $0 == UInt8(ascii: " ") }
FORMS
    exit "$status"
}

[ "${1:-}" = --self-test ] && self_test
found=$(find_lines "${@:-${rooms[@]}}")
[ -z "$found" ] && exit 0
echo "$found"
exit 1
