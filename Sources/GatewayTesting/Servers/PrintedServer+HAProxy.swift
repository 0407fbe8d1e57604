// SPDX-License-Identifier: Apache-2.0

extension PrintedServer {
    static func haproxy(in place: ServerPlace, _ snippet: String) throws -> Command {
        // The limits are those of Debian's own configuration; the option is what the snippet wants there.
        let configuration = """
            global
                log stderr local0
            defaults
                mode http
                option abortonclose
                timeout connect 5000
                timeout client 50000
                timeout server 50000
            frontend site
                mode http
                bind 127.0.0.1:\(place.port)
            \(snippet)

            """
        let path = try place.write(configuration, to: "haproxy.cfg")
        return Command("haproxy", program: "haproxy", arguments: ["-db", "-f", path])
    }
}
