// SPDX-License-Identifier: Apache-2.0

extension PrintedServer {
    static func caddy(in place: ServerPlace, _ snippet: String) throws -> Command {
        try place.write(snippet, to: "snippet.caddy")
        let configuration = """
            {
                admin off
                auto_https off
            }
            http://:\(place.port) {
                bind 127.0.0.1
                import \(place.directory)/snippet.caddy
            }

            """
        let path = try place.write(configuration, to: "Caddyfile")
        return Command(
            "caddy",
            program: "caddy",
            arguments: ["run", "--config", path, "--adapter", "caddyfile"],
            environment: ["HOME": place.directory]
        )
    }
}
