// SPDX-License-Identifier: Apache-2.0

/// The shape of an error answer's body (`error-form=`).
enum ErrorForm: String, CaseIterable {
    case object
    case string
    case array
    case detail
    case detailList = "detail-list"
    case message
    case nested
    case html
    case empty
    case numberCode = "number-code"
    case objectError = "object-error"
}
