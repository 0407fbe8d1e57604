// SPDX-License-Identifier: Apache-2.0

/// A body that is being collected, with what is known of its request.
struct CollectedBody {
    let begin: BeginRequest
    let params: Params
    /// What CONTENT_LENGTH says.
    let expected: Int?
    let lease: BodyMemory.Lease
    let place: ArrivingBodies.Place
    var pace: BodyPace
    var received = 0
    /// It comes too slowly, or too many like it do.
    var isGivenUp = false
}
