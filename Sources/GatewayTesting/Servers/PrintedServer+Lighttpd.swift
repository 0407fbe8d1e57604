// SPDX-License-Identifier: Apache-2.0

extension PrintedServer {
    static func lighttpd(in place: ServerPlace, _ snippet: String) throws -> Command {
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
        return Command("lighttpd", program: "lighttpd", arguments: ["-D", "-f", path])
    }
}
