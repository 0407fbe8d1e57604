// SPDX-License-Identifier: Apache-2.0

/// The last record of a request: FCGI_END_REQUEST (FastCGI specification 1.0, section 5.5).
struct EndRequest {
    /// What became of the request.
    enum ProtocolStatus: UInt8 {
        case requestComplete = 0
        case unknownRole = 3
    }

    var requestID: UInt16
    var status = ProtocolStatus.requestComplete

    /// Appends the record.
    func append(to bytes: inout [UInt8]) {
        RecordHeader(type: .endRequest, requestID: requestID, contentLength: 8).append(to: &bytes)
        bytes.append(contentsOf: [0, 0, 0, 0, status.rawValue, 0, 0, 0])
    }

    /// Appends the empty STDOUT record, which ends that stream, and the record.
    func appendWithEndOfOutput(to bytes: inout [UInt8]) {
        RecordHeader(type: .stdout, requestID: requestID, contentLength: 0).append(to: &bytes)
        append(to: &bytes)
    }
}
