// SPDX-License-Identifier: Apache-2.0

/// An error as a provider tells it: the status and the fields of OpenAI's error object.
struct SimulatedError: Error {
    /// The `code` of an error object, which is a string with some providers and a number with others.
    enum Code {
        case none
        case word(String)
        case number(Int)

        var json: String {
            switch self {
            case .none: "null"
            case .word(let word): JSONText.quoted(word)
            case .number(let number): String(number)
            }
        }
    }

    var status: Int
    var message: String
    var type: String
    var param: String?
    var code: Code
    /// Further members of the error object, each with a comma before it.
    var members = ""

    /// The object under the key `error`; further members may follow, each with a comma before it.
    func object(extra: String = "") -> String {
        """
        {"message":\(JSONText.quoted(message)),"type":\(JSONText.quoted(type)),\
        "param":\(JSONText.quotedOrNull(param)),"code":\(code.json)\(members)\(extra)}
        """
    }

    /// The whole body in the usual form.
    var envelope: String {
        #"{"error":\#(object())}"#
    }

    /// The whole body in Google's form.
    var googleEnvelope: String {
        """
        {"error":{"code":\(status),"message":\(JSONText.quoted(message)),"status":\(JSONText.quoted(type))\(members)}}
        """
    }
}
