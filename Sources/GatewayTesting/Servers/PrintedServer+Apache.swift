// SPDX-License-Identifier: Apache-2.0

extension PrintedServer {
    static func apache(in place: ServerPlace, _ snippet: String) throws -> Command {
        try apacheCommand(
            in: place,
            modules: ["env", "setenvif", "headers", "proxy", "proxy_fcgi", "rewrite"],
            server: "",
            site: snippet
        )
    }

    /// The parts of the snippet go to the virtual host, to `.htaccess`, and to the launcher next to it.
    static func modFcgid(in place: ServerPlace, _ snippet: String) throws -> Command {
        let parts = snippet.split(separator: /#### [^\n]*\n/, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4 else {
            throw TestFailure("print-config mod_fcgid has \(parts.count) parts:\n\(snippet)")
        }
        let site = try place.makeDirectory("site")
        try place.write(parts[2], to: "site/.htaccess")
        try ServerPlace.makeExecutable(try place.write(parts[3], to: "site/llm-gateway.fcgi"))
        let server = """
            TypesConfig /dev/null
            FcgidIPCDir \(place.directory)/fcgid
            FcgidProcessTableFile \(place.directory)/fcgid_shm
            """
        let frame = """
            DocumentRoot \(site)
            <Directory \(site)>
                AllowOverride FileInfo AuthConfig Options
            </Directory>
            """
        return try apacheCommand(
            in: place,
            modules: ["mime", "headers", "rewrite", "fcgid"],
            server: server,
            site: frame + "\n" + parts[1]
        )
    }

    private static func apacheCommand(
        in place: ServerPlace,
        modules: [String],
        server: String,
        site: String
    ) throws -> Command {
        // Root's children have to become somebody else.
        let user = ServerPlace.isRoot ? "User \(ServerPlace.serviceUser)\nGroup \(ServerPlace.serviceUser)" : ""
        let loading = (["mpm_event", "authz_core"] + modules)
            .map { "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so" }.joined(separator: "\n")
        let configuration = """
            ServerRoot \(place.directory)
            ServerName localhost
            PidFile \(place.directory)/apache.pid
            DefaultRuntimeDir \(place.directory)
            ErrorLog /dev/stderr
            LogLevel warn
            \(user)
            \(loading)
            \(server)
            Listen 127.0.0.1:\(place.port)
            <VirtualHost 127.0.0.1:\(place.port)>
            \(site)
            </VirtualHost>

            """
        let path = try place.write(configuration, to: "apache.conf")
        return Command("apache", program: "apache2", arguments: ["-f", path, "-DFOREGROUND"])
    }
}
