// SPDX-License-Identifier: Apache-2.0

/// Whether all of a request waits on a connection, before anybody takes it.
///
/// libfcgi's reads block, and it is hardened against nothing. So it reads from a connection only what is there to its
/// last byte, and sound. Whatever else comes is taken by a ``RequestAssembly``.
enum RequestScan {
    /// Looks at the first bytes of a connection.
    ///
    /// - Parameters:
    ///   - bytes: What waits, from the start of the request.
    ///   - paramsLimit: The most bytes of all variables.
    /// - Returns: The first record of a request that is whole and sound; nil for anything else.
    static func wholeRequest(in bytes: ArraySlice<UInt8>, paramsLimit: Int) -> BeginRequest? {
        var records = RequestRecords()
        var params = ParamsSoundness(limit: paramsLimit)
        var position = bytes.startIndex
        var request: BeginRequest?
        while true {
            switch records.next(in: bytes, from: &position) {
            case .begin(let begin): request = begin
            case .params(let piece): params.take(bytes[piece])
            case .endOfParams where params.isAtEnd && params.fault == nil: break
            case .stdin: break
            case .endOfStdin: return request
            case .more, .unknownRole, .invalid, .endOfParams: return nil
            }
        }
    }
}
