// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// Puts events together to nodes.
///
/// It calls itself for what stands in a node, no deeper than the limit of depth.
struct YAMLComposer {
    /// A node that aliases can stand for, with what it takes.
    private struct Anchored {
        let node: YAMLNode
        let nodes: Int
        let depth: Int
    }

    private let reader: YAMLEventReader
    private let limits: YAMLLimits
    private var count = 0
    private var anchors: [ByteString: Anchored] = [:]

    init(_ bytes: [UInt8], _ limits: YAMLLimits) {
        reader = YAMLEventReader(bytes)
        self.limits = limits
    }

    /// Reads the one document that there may be; nil when nothing stands in it.
    mutating func document() throws(YAMLError) -> YAMLNode? {
        var root: YAMLNode?
        var hasDocument = false
        while true {
            let (event, mark) = try reader.next()
            switch event {
            case .streamEnd: return root
            case .documentStart(let hasDirectives):
                if hasDocument { throw YAMLError("a second document begins here", at: mark) }
                if hasDirectives { throw YAMLError("directives are not taken", at: mark) }
                hasDocument = true
                let (first, place) = try reader.next()
                root = try node(first, place, depth: 0).node
            case .documentEnd: break
            default: throw YAMLError("expected a document", at: mark)
            }
        }
    }

    /// Makes the node that an event begins, and says how deep it is.
    private mutating func node(
        _ event: YAMLEvent,
        _ mark: YAMLMark,
        depth: Int
    ) throws(YAMLError) -> (node: YAMLNode, depth: Int) {
        let before = count
        let content: YAMLNode.Content
        var inner = 0
        let anchor: ByteString?
        switch event {
        case .alias(let name): return try node(named: name, mark, depth: depth)
        case .scalar(let text, let isPlain, let properties):
            anchor = try begin(properties, mark)
            content = .scalar(text, isPlain: isPlain)
        case .sequenceStart(let properties):
            anchor = try begin(properties, mark)
            try check(depth: depth + 1, mark)
            (content, inner) = try sequence(depth: depth + 1)
        case .mappingStart(let properties):
            anchor = try begin(properties, mark)
            try check(depth: depth + 1, mark)
            (content, inner) = try mapping(depth: depth + 1)
        default: throw YAMLError("expected a value", at: mark)
        }
        let node = YAMLNode(content, at: mark)
        // Only now: within itself it has no name.
        if let anchor { anchors[anchor] = Anchored(node: node, nodes: count - before, depth: inner) }
        return (node, inner)
    }

    /// Counts a node whose properties are these, and takes its name from those before it.
    private mutating func begin(_ properties: YAMLProperties, _ mark: YAMLMark) throws(YAMLError) -> ByteString? {
        if properties.isTagged { throw YAMLError("tags (!) are not taken", at: mark) }
        try add(1, mark)
        if let anchor = properties.anchor { anchors[anchor] = nil }
        return properties.anchor
    }

    private mutating func add(_ nodes: Int, _ mark: YAMLMark) throws(YAMLError) {
        count += nodes
        guard count <= limits.nodes else {
            throw YAMLError("there are more than \(limits.nodes) values", at: mark)
        }
    }

    private func check(depth: Int, _ mark: YAMLMark) throws(YAMLError) {
        guard depth <= limits.depth else {
            throw YAMLError("more than \(limits.depth) values stand in each other", at: mark)
        }
    }

    /// The node that an alias stands for, in the alias's place.
    private mutating func node(
        named name: ByteString,
        _ mark: YAMLMark,
        depth: Int
    ) throws(YAMLError) -> (node: YAMLNode, depth: Int) {
        guard let anchored = anchors[name] else {
            throw YAMLError("nothing before it has the name of the alias", at: mark)
        }
        try add(anchored.nodes, mark)
        try check(depth: depth + anchored.depth, mark)
        return (YAMLNode(anchored.node.content, at: mark), anchored.depth)
    }

    private mutating func sequence(depth: Int) throws(YAMLError) -> (YAMLNode.Content, Int) {
        var nodes: [YAMLNode] = []
        var inner = 0
        while true {
            let (event, mark) = try reader.next()
            if case .sequenceEnd = event { return (.sequence(nodes), inner + 1) }
            let element = try node(event, mark, depth: depth)
            nodes.append(element.node)
            inner = max(inner, element.depth)
        }
    }

    private mutating func mapping(depth: Int) throws(YAMLError) -> (YAMLNode.Content, Int) {
        var entries: [YAMLEntry] = []
        var keys: Set<ByteString> = []
        var inner = 0
        while true {
            let (event, mark) = try reader.next()
            switch event {
            case .mappingEnd: return (.mapping(entries), inner + 1)
            case .scalar(let key, _, let properties):
                if try begin(properties, mark) != nil { throw YAMLError("a key has no name (&)", at: mark) }
                guard keys.insert(key).inserted else { throw YAMLError("the key is there twice", at: mark) }
                let (first, place) = try reader.next()
                let value = try node(first, place, depth: depth)
                entries.append(YAMLEntry(key, at: mark, value.node))
                inner = max(inner, value.depth)
            default: throw YAMLError("expected a text as key", at: mark)
            }
        }
    }
}
