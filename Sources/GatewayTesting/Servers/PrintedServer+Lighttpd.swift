// SPDX-License-Identifier: Apache-2.0

extension PrintedServer {
    /// Where the snippet has its error files, and how the commands for them are written in it.
    private static let errorFiles = "/etc/lighttpd/"
    private static let commandMark = "    #     "

    static func lighttpd(in place: ServerPlace, _ printed: String) throws -> Command {
        let snippet = printed.replacing(errorFiles, with: "\(place.directory)/")
        let commands = snippet.split(separator: "\n").filter { $0.hasPrefix(commandMark) }
            .map { $0.dropFirst(commandMark.count) }
        let site = try place.makeDirectory("site")
        try place.write(snippet, to: "snippet.conf")
        let configuration = """
            server.bind = "127.0.0.1"
            server.port = \(place.port)
            server.document-root = "\(site)"
            server.upload-dirs = ( "\(place.directory)" )
            include "\(place.directory)/snippet.conf"

            """
        let path = try place.write(configuration, to: "lighttpd.conf")
        // What the snippet asks for is done as it is written there.
        let script = (commands + ["exec lighttpd -D -f \(path)"]).joined(separator: "\n")
        return Command("lighttpd", program: "sh", arguments: ["-e", "-c", script])
    }
}
