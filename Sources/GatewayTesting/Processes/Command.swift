// SPDX-License-Identifier: Apache-2.0

/// What is to be run: a program, its arguments, and an environment of its own.
package struct Command: Sendable {
    /// What it is, for failure messages.
    package var name: String
    /// An absolute path, or a name that is looked up in `PATH`.
    package var program: String
    /// The arguments, without the program's name.
    package var arguments: [String]
    /// The whole environment: nothing is inherited, so that no key of whoever runs the tests gets in.
    package var environment: [String: String]

    /// Makes a command.
    package init(
        _ name: String,
        program: String,
        arguments: [String] = [],
        environment: [String: String] = [:]
    ) {
        self.name = name
        self.program = program
        self.arguments = arguments
        self.environment = environment
    }

    /// Lets a shell set a limit first, such as `ulimit -n 64`.
    package mutating func limit(_ words: String) {
        arguments = ["-c", words + #"; exec "$0" "$@""#, program] + arguments
        program = "/bin/sh"
    }
}
