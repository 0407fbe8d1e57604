// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A tool that takes any text, or one of a grammar.
///
/// Source: OpenAI API reference, chat completions, custom tools.
package struct CustomTool: Sendable, Equatable {
    /// A grammar.
    package struct Grammar: Sendable, Equatable {
        /// Its kind: `lark` or `regex`.
        package var syntax: ByteString
        /// The grammar itself.
        package var definition: ByteString

        package init(syntax: ByteString, definition: ByteString) {
            self.syntax = syntax
            self.definition = definition
        }
    }

    /// Its name.
    package var name: ByteString
    /// What it does; empty where nothing is said.
    package var description: ByteString
    /// The grammar of its text; nil for any text.
    package var grammar: Grammar?

    package init(name: ByteString, description: ByteString = "", grammar: Grammar? = nil) {
        self.name = name
        self.description = description
        self.grammar = grammar
    }
}
