// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

extension ProviderReport {
    /// Reads the details of an error of Google's APIs, objects that are told apart by their `@type`.
    ///
    /// The code is the quota for a day that is used up, else the reason, such as `API_KEY_INVALID`.
    /// Source: google.rpc error details, ErrorInfo, QuotaFailure and RetryInfo.
    init(googleDetails details: [JSONValue]) {
        var dailyQuota: ByteString?
        self.init()
        for detail in details {
            let type = detail["@type"]?.textValue
            switch type?.split(where: { $0 == UInt8(ascii: ".") }).last {
            case "ErrorInfo"?:
                code = detail["reason"]?.textValue ?? code
            case "QuotaFailure"?:
                let quotas = (detail["violations"]?.arrayValue ?? []).compactMap {
                    $0["quotaId"]?.textValue
                }
                dailyQuota = quotas.first { $0.contains("PerDay") } ?? dailyQuota
            case "RetryInfo"?:
                retryAfter = detail["retryDelay"]?.textValue.flatMap { RetryAfter.seconds(inDuration: $0) }
            default:
                break
            }
        }
        if let dailyQuota {
            code = dailyQuota
            // The delay is that of the minute's quotas, and a day is longer.
            retryAfter = nil
        }
    }
}
