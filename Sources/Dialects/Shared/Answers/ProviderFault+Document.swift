// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

extension ProviderFault {
    /// The fault of a body with a status of success that could not be read as an answer of its dialect.
    init(notAnAnswer body: ArraySlice<UInt8>, _ error: JSONError) {
        // An array may still wrap an error object.
        if let report = ProviderReport(document: body) {
            self = .reported(report)
            return
        }
        switch body.first(where: { !$0.isJSONBlank }) {
        case nil: self.init(.invalidResponse, "sent an empty body")
        case UInt8(ascii: "<"): self.init(.invalidResponse, "sent an HTML page instead of an answer")
        case UInt8(ascii: "{") where error.code == .unexpectedEnd:
            self.init(.truncated, "ended the answer before it was complete")
        default: self.init(.invalidResponse, "sent something that is not JSON instead of an answer")
        }
    }

    /// The fault of a JSON object with a status of success that is no answer of its dialect.
    init(unrelated body: ArraySlice<UInt8>) {
        if let report = ProviderReport(document: body) {
            self = .reported(report)
        } else {
            self.init(.invalidResponse, "sent a JSON document that is no answer")
        }
    }
}
