// SPDX-License-Identifier: Apache-2.0

/// What becomes of a body that has not all come.
enum BodyPlan {
    /// It is collected.
    case collect(CollectedBody)
    /// Its request is answered without it.
    case answer(Request)
}
