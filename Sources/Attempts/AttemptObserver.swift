// SPDX-License-Identifier: Apache-2.0

package import Chat

/// What hears of the attempts of a request: the one way on which usage and times reach figures, log and metrics.
///
/// Every attempt of every door and task goes by here, so that none of them can forget to count. The functions are called
/// in turn, on the event loop of the call or off it.
package protocol AttemptObserver: AnyObject, Sendable {
    /// A provider is asked, or waited for while it loads a model.
    func attemptBegan()

    /// A request says less than was asked for, in what means nothing to the answer.
    ///
    /// - Parameter parameters: What it leaves out.
    func attemptLeftOut(_ parameters: ChatParameters)

    /// Whether it wants to hear of the heads of responses, which for most callers are nobody's concern.
    var hearsOfHeads: Bool { get }

    /// The head of a response has come, before anything of its body.
    ///
    /// - Parameter head: What of it may be shown.
    func attemptReceived(_ head: ProviderHead)

    /// The provider's response has ended, or the wait has.
    ///
    /// - Parameter status: The status of the last response; nil when none came.
    func attemptEnded(status: Int?)

    /// An attempt has cost tokens.
    ///
    /// - Parameter usage: What the provider counted; nil for an answer for which it gave no counts.
    func attemptUsed(_ usage: Usage?)
}
