// SPDX-License-Identifier: Apache-2.0

extension PrintedServer {
    static func nginx(in place: ServerPlace, _ snippet: String) throws -> Command {
        let path = try place.write(snippet, to: "snippet.conf")
        let configuration = Nginx.configuration(
            in: place.directory,
            http: """
                server {
                    listen 127.0.0.1:\(place.port);
                    server_name localhost;
                    include \(path);
                }
                """
        )
        return try Nginx.command(configuration, in: place.directory)
    }
}
