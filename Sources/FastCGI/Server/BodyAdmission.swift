// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// What a handler says of a request's body before it is read.
package enum BodyAdmission: Sendable {
    /// It is to be read, for a caller with this address.
    case wanted(caller: ByteString)
    /// The request is answered without it.
    case unwanted
}
