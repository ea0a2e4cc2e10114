// SPDX-License-Identifier: MIT
internal import CLibYAML
package import Kn8Value

/// The places of all nodes of one document.
package struct SpanIndex: Sendable {
    struct Node: Sendable {
        var start: SourcePosition
        var end: SourcePosition
        var children: [Child] = []
        /// How an unquoted scalar is spelt that is no text, or none to other readers; nil for all others.
        var unquoted: String?
        /// Whether the children are those of an anchor further up.
        var isAlias = false
    }

    struct Child: Sendable {
        /// The key; nil in a list.
        var key: String?
        /// The node of the key; -1 in a list.
        var keyNode: Int
        /// The node of the value.
        var node: Int
    }

    let file: String
    private(set) var nodes: [Node] = []
    private var anchors: [String: Int] = [:]
    private var merges: [Int: [Int]] = [:]

    // Only while the text is read, and only when it is asked for.
    private var lines: LineTable?

    init(_ source: DocumentSource) {
        file = source.file
        source.bytes.withUnsafeBufferPointer { bytes in
            let reader = EventReader(bytes)
            do {
                var type = try reader.next()
                while type == YAML_STREAM_START_EVENT || type == YAML_DOCUMENT_START_EVENT { type = try reader.next() }
                if type != YAML_STREAM_END_EVENT { _ = try read(type, reader, source, depth: 0) }
            } catch {
                // The text was read once before; a text that cannot be read has the places found so far.
            }
        }
        lines = nil
    }

    /// The whole document; nil when it is empty or cannot be read.
    package var root: SourceSpan? { nodes.isEmpty ? nil : span(0) }

    /// Where `path` is; for a path that is not there, the key of the nearest parent that is; nil for an empty document. The
    /// key of the root and of an element of a list is the first key in it.
    package func span(of path: FieldPath, part: Violation.Part = .value) -> SourceSpan? {
        guard let (node, key, isThere) = find(path) else { return nil }
        guard isThere, part != .key else { return head(of: node, key) }
        if nodes[node].start == nodes[node].end, let key { return span(key) }
        return span(node)
    }

    // The key of a node; of the root and of an element of a list, which have none, their own first key.
    private func head(of node: Int, _ key: Int?) -> SourceSpan {
        if let key { return span(key) }
        guard let first = nodes[node].children.first, first.keyNode >= 0 else { return span(node) }
        return span(first.keyNode)
    }

    /// How the unquoted scalar at `path` is spelt; nil for text, for collections, and for what is not there.
    package func unquoted(at path: FieldPath) -> String? {
        guard let (node, _, isThere) = find(path), isThere else { return nil }
        return nodes[node].unquoted
    }

    /// The traps of YAML 1.1 at and below `base`, in the order of the text, with paths counted from `base`. What stands
    /// behind an alias is told where its anchor is.
    package func hazards(under base: FieldPath) -> [UnquotedScalar] {
        guard let (node, _, isThere) = find(base), isThere else { return [] }
        var found: [UnquotedScalar] = []
        collect(node, FieldPath(), &found, depth: 0)
        return found
    }

    private func collect(_ node: Int, _ path: FieldPath, _ found: inout [UnquotedScalar], depth: Int) {
        guard depth <= Composer.maximalDepth, !nodes[node].isAlias else { return }
        if let text = nodes[node].unquoted, let hazard = ScalarHazard(unquoted: text) {
            found.append(UnquotedScalar(hazard: hazard, path: path, isKey: false))
        }
        for (index, child) in nodes[node].children.enumerated() {
            let inner = child.key.map(path.key) ?? path.index(index)
            if child.keyNode >= 0, let text = nodes[child.keyNode].unquoted, text != child.key,
                let hazard = ScalarHazard(unquoted: text)
            {
                found.append(UnquotedScalar(hazard: hazard, path: inner, isKey: true))
            }
            collect(child.node, inner, &found, depth: depth + 1)
        }
    }

    // The deepest node on the way to `path`, its key's node, and whether it is the path's own.
    private func find(_ path: FieldPath) -> (node: Int, key: Int?, isThere: Bool)? {
        guard !nodes.isEmpty else { return nil }
        var current = 0
        var key: Int?
        for step in path.steps {
            guard let child = child(of: current, at: step) else { return (current, key, false) }
            current = child.node
            key = child.keyNode >= 0 ? child.keyNode : nil
        }
        return (current, key, true)
    }

    /// Every anchor that takes the name of an earlier one, in the order of the text, with the line of the earlier one.
    private(set) var repeatedAnchors: [(name: String, span: SourceSpan, first: SourcePosition)] = []

    func span(_ node: Int) -> SourceSpan {
        SourceSpan(file: file, start: nodes[node].start, end: nodes[node].end)
    }

    private func child(of node: Int, at step: FieldPath.Step) -> Child? {
        let children = nodes[node].children
        switch step {
        case .index(let index): return children.indices.contains(index) ? children[index] : nil
        case .key(let key):
            // Of a key that is set twice the last one counts.
            if let found = children.last(where: { $0.key == key }) { return found }
            for source in merges[node] ?? [] {
                if let found = nodes[source].children.last(where: { $0.key == key }) { return found }
                for element in nodes[source].children where element.key == nil {
                    if let found = nodes[element.node].children.last(where: { $0.key == key }) { return found }
                }
            }
            return nil
        }
    }

    // Reading on would cost libyaml time in the square of the depth.
    private static let tooDeep = EventReader.Problem(text: "too deep", context: "", line: 0, column: 0)

    // A document that the composer refused as too deep is read as far as it was.
    private mutating func read(
        _ type: yaml_event_type_t,
        _ reader: EventReader,
        _ source: DocumentSource,
        depth: Int
    ) throws(EventReader.Problem) -> Int {
        if type == YAML_ALIAS_EVENT, let name = reader.anchor, let target = anchors[name] {
            // The alias's own place, the anchor's children.
            nodes.append(
                Node(
                    start: source.position(reader.start),
                    end: source.position(reader.end),
                    children: nodes[target].children,
                    unquoted: nodes[target].unquoted,
                    isAlias: true
                )
            )
            merges[nodes.count - 1] = merges[target]
            return nodes.count - 1
        }
        let index = nodes.count
        nodes.append(Node(start: source.position(reader.start), end: source.position(reader.end)))
        let anchor = reader.anchor
        if reader.hasProperties { skipProperties(index, reader, source) }
        if type == YAML_SCALAR_EVENT, reader.isBlockScalar { trim(index, reader, source) }
        if type == YAML_SCALAR_EVENT, reader.isUnquoted {
            let bytes = reader.scalarBytes
            if ScalarResolver.value(bytes) != nil || ScalarHazard.kind(of: bytes) != nil {
                nodes[index].unquoted = bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
            }
        }
        if type == YAML_SEQUENCE_START_EVENT {
            let isFlow = reader.isFlow
            while true {
                let next = try reader.next()
                if next == YAML_SEQUENCE_END_EVENT { break }
                guard depth < Composer.maximalDepth else { throw SpanIndex.tooDeep }
                let node = try read(next, reader, source, depth: depth + 1)
                nodes[index].children.append(Child(key: nil, keyNode: -1, node: node))
            }
            close(index, isFlow: isFlow, reader, source)
        } else if type == YAML_MAPPING_START_EVENT {
            let isFlow = reader.isFlow
            while true {
                let next = try reader.next()
                if next == YAML_MAPPING_END_EVENT { break }
                guard depth < Composer.maximalDepth else { throw SpanIndex.tooDeep }
                let key = next == YAML_SCALAR_EVENT ? reader.keyText : nil
                let isMerge = key == "<<" && reader.scalar.style == YAML_PLAIN_SCALAR_STYLE
                let keyNode = try read(next, reader, source, depth: depth + 1)
                let node = try read(try reader.next(), reader, source, depth: depth + 1)
                if isMerge {
                    merges[index, default: []].append(node)
                } else {
                    nodes[index].children.append(Child(key: key ?? "", keyNode: keyNode, node: node))
                }
            }
            close(index, isFlow: isFlow, reader, source)
        }
        if let anchor {
            if let first = anchors[anchor] { repeatedAnchors.append((anchor, span(index), nodes[first].start)) }
            anchors[anchor] = index
        }
        return index
    }

    private mutating func table(_ source: DocumentSource) -> LineTable {
        if let lines { return lines }
        let made = LineTable(source.bytes)
        lines = made
        return made
    }

    // A node begins, to the eye, behind its anchor and its tag.
    private mutating func skipProperties(_ index: Int, _ reader: EventReader, _ source: DocumentSource) {
        let mark = reader.start
        guard let count = table(source).properties(line: Int(mark.line), column: Int(mark.column)) else { return }
        nodes[index].start.column += count
    }

    // libyaml ends a block scalar where the next line begins; it ends, to the eye, where its last text does.
    private mutating func trim(_ index: Int, _ reader: EventReader, _ source: DocumentSource) {
        let mark = reader.end
        guard mark.column == 0, let end = table(source).endOfText(above: Int(mark.line)) else { return }
        nodes[index].end = max(source.position(line: end.line, column: end.column), nodes[index].start)
    }

    // libyaml ends a block collection where the next token begins; it ends, to the eye, where its last child does.
    private mutating func close(_ index: Int, isFlow: Bool, _ reader: EventReader, _ source: DocumentSource) {
        if isFlow {
            nodes[index].end = source.position(reader.end)
        } else if let last = nodes[index].children.last {
            nodes[index].end = max(nodes[last.node].end, nodes[index].start)
        }
    }
}
