// SPDX-License-Identifier: Apache-2.0

/// What a document may take.
package struct YAMLLimits: Sendable {
    /// The bytes of the document.
    package var size: Int
    /// How many mappings and sequences may stand in each other.
    package var depth: Int
    /// The scalars, sequences and mappings, keys included.
    ///
    /// What an alias stands for counts each time, so that a few lines cannot stand for a gigabyte.
    package var nodes: Int

    /// Makes limits; the defaults are far above what a person writes.
    package init(size: Int = 1 << 20, depth: Int = 32, nodes: Int = 50_000) {
        self.size = size
        self.depth = depth
        self.nodes = nodes
    }
}
