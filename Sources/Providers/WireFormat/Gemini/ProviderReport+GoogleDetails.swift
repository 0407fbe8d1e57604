// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

extension ProviderReport {
    /// Reads the details of an error of Google's APIs, objects that are told apart by their `@type`.
    ///
    /// The code is the quota for a day that is used up, else the reason, such as `API_KEY_INVALID`.
    /// Source: google.rpc error details, ErrorInfo, QuotaFailure and RetryInfo.
    init(googleDetails details: [JSONValue]) {
        var dailyQuota: String?
        self.init()
        for detail in details {
            switch detail["@type"]?.stringValue?.split(separator: ".").last {
            case "ErrorInfo":
                code = detail["reason"]?.stringValue ?? code
            case "QuotaFailure":
                let quotas = (detail["violations"]?.arrayValue ?? []).lazy.compactMap { $0["quotaId"]?.stringValue }
                dailyQuota = quotas.first { $0.contains("PerDay") } ?? dailyQuota
            case "RetryInfo":
                retryAfter = detail["retryDelay"]?.stringValue.flatMap { RetryAfter.seconds(inDuration: $0) }
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
