// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Dialects
internal import Logging
internal import Upstream

extension Call {
    /// Logs what the operator should know of: providers that fail, and faults of our own.
    ///
    /// A provider's words are not logged, because they may quote a prompt. A caller's faults are the caller's, and a
    /// caller that is gone is no failure.
    func log(failure: any Error) {
        if let error = failure as? ProviderError {
            note { notes in
                notes.providerFailure = error.providerStatus
                notes.isCancelled = error.kind == .cancelled
            }
        }
        switch failure {
        case is GatewayError, is CancellationError:
            break
        case let error as ProviderError where error.kind == .cancelled:
            break
        case let error as ProviderError:
            logger.warning(
                "the provider failed",
                metadata: [
                    "provider": "\(error.provider)",
                    "provider_status": "\(error.providerStatus ?? "none")",
                    "reason": "\((error.underlying as? UpstreamError)?.message ?? "\(error.kind)")",
                ]
            )
        case let fault as ImageFault where fault.kind == .cancelled:
            break
        case let fault as ImageFault:
            // Where callers send the gateway in vain.
            logger.notice(
                "a picture was not fetched",
                metadata: ["origin": "\(fault.origin ?? "none")", "reason": "\(fault.detail)"]
            )
        default:
            logger.error("internal error", metadata: ["type": "\(type(of: failure))"])
        }
    }
}
