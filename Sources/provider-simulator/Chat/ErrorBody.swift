// SPDX-License-Identifier: Apache-2.0

/// The body of an error answer and its media type, in one of the forms that providers use.
struct ErrorBody {
    let contentType: String
    let text: String

    init(_ error: SimulatedError, dialect: any Dialect, form: ErrorForm) {
        let message = JSONText.quoted(error.message)
        let type = JSONText.quoted(error.type)
        contentType = form == .html ? "text/html; charset=utf-8" : "application/json"
        switch form {
        case .object:
            text = dialect.envelope(error)
        case .string:
            text = #"{"error":\#(message)}"#
        case .array:
            text = "[\(dialect.googleEnvelope(error))]"
        case .detail:
            text = #"{"detail":\#(message)}"#
        case .detailList:
            text = #"{"detail":[{"loc":["body","messages"],"msg":\#(message),"type":\#(type)}]}"#
        case .message:
            text = #"{"message":\#(message)}"#
        case .nested:
            var outer = error
            outer.message = dialect.envelope(error)
            text = dialect.envelope(outer)
        case .html:
            text = Self.page(title: "\(error.status) Error", message: error.message)
        case .empty:
            text = ""
        case .numberCode:
            var numbered = error
            numbered.code = .number(error.status)
            text = numbered.envelope
        case .objectError:
            text = """
                {"object":"error","message":\(message),"type":\(type),\
                "param":\(JSONText.quotedOrNull(error.param)),"code":\(error.status)}
                """
        }
    }

    /// A page as proxies write it.
    static func page(title: String, message: String) -> String {
        """
        <!DOCTYPE html>
        <html><head><title>\(escaped(title))</title></head>
        <body><h1>\(escaped(title))</h1><p>\(escaped(message))</p></body></html>

        """
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
