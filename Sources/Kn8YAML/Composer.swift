// SPDX-License-Identifier: MIT
internal import CLibYAML
internal import Kn8Value

/// Makes the value of one document out of libyaml's events, keeping no places: the fast path.
struct Composer: ~Copyable {
    /// How deep mappings and lists may nest.
    static let maximalDepth = 512
    /// How many nodes aliases may add to a document.
    static let maximalExpansion = 1_000_000

    private struct Anchor {
        var value: Value
        var nodes: Int
        var height: Int
    }

    private let reader: EventReader
    private let source: DocumentSource
    private var anchors: [String: Anchor] = [:]
    private var openAnchors: Set<String> = []
    private var nodes = 0
    private var expanded = 0
    // How deep the nodes read so far reach, counted from the root.
    private var deepest = 0
    /// What is wrong but does not stop the reading.
    private(set) var findings: [Finding] = []
    /// Whether some mapping has a key twice; the span index says which.
    private(set) var hasDuplicates = false
    /// Whether some unquoted scalar may be read as something else than it looks, or an anchor's name is taken twice; the
    /// span index says which.
    private(set) var hasHazards = false

    /// A composer of what `reader` reads from `source`.
    init(_ reader: EventReader, _ source: DocumentSource) {
        self.reader = reader
        self.source = source
    }

    /// The value of the document; nil when it is empty.
    mutating func document() throws(DocumentFailure) -> Value? {
        var type = try next()
        if type == YAML_STREAM_START_EVENT { type = try next() }
        guard type == YAML_DOCUMENT_START_EVENT else { return nil }
        let value = try node(try next(), depth: 0)
        _ = try next()
        guard try next() == YAML_STREAM_END_EVENT else {
            throw DocumentFailure(
                "yaml/syntax",
                "a second document begins here",
                at: span,
                remedy: "part them with ---"
            )
        }
        return value.isNull ? nil : value
    }

    private var span: SourceSpan { source.span(reader.start, reader.end) }

    private func next() throws(DocumentFailure) -> yaml_event_type_t {
        do { return try reader.next() } catch { throw DocumentFailure(error, in: source) }
    }

    private mutating func node(_ type: yaml_event_type_t, depth: Int) throws(DocumentFailure) -> Value {
        nodes += 1
        switch type {
        case YAML_SCALAR_EVENT:
            let value = scalar()
            if reader.scalar.anchor != nil, let name = reader.anchor {
                keep(Anchor(value: value, nodes: 1, height: 0), as: name)
            }
            return value
        case YAML_ALIAS_EVENT: return try alias(depth: depth)
        default:
            guard depth < Composer.maximalDepth else {
                throw DocumentFailure(
                    "yaml/too-deep",
                    "mappings and lists nest deeper than \(Composer.maximalDepth) levels",
                    at: span,
                    remedy: "flatten the document"
                )
            }
            let anchor = reader.anchor
            if let anchor { openAnchors.insert(anchor) }
            let before = nodes
            let deepestBefore = deepest
            deepest = depth + 1
            let value =
                type == YAML_SEQUENCE_START_EVENT ? try sequence(depth: depth) : try mapping(depth: depth)
            if let anchor {
                openAnchors.remove(anchor)
                keep(Anchor(value: value, nodes: nodes - before + 1, height: deepest - depth), as: anchor)
            }
            deepest = max(deepest, deepestBefore)
            return value
        }
    }

    private mutating func keep(_ anchor: Anchor, as name: String) {
        if anchors.updateValue(anchor, forKey: name) != nil { hasHazards = true }
    }

    private mutating func sequence(depth: Int) throws(DocumentFailure) -> Value {
        var elements: [Value] = []
        while true {
            let type = try next()
            if type == YAML_SEQUENCE_END_EVENT { return .array(elements) }
            elements.append(try node(type, depth: depth + 1))
        }
    }

    private mutating func mapping(depth: Int) throws(DocumentFailure) -> Value {
        var entries: [ValueMap.Entry] = []
        var merged: [Value] = []
        while true {
            let type = try next()
            if type == YAML_MAPPING_END_EVENT { break }
            let key: String?
            if type == YAML_SCALAR_EVENT {
                if isMergeKey {
                    merged.append(try mergeSource(depth: depth))
                    continue
                }
                key = keyText()
            } else {
                let place = span
                let value = try node(type, depth: depth + 1)
                key = type == YAML_ALIAS_EVENT ? value.keyText : nil
                if key == nil { report("a mapping key must be a string, a number or a boolean", at: place) }
            }
            let value = try node(try next(), depth: depth + 1)
            guard let key else { continue }
            // Insertion keeps small mappings sorted, so that the map takes the array over as it is.
            var index = entries.count
            if index < 24 { while index > 0, key < entries[index - 1].key { index -= 1 } }
            entries.insert(ValueMap.Entry(key: key, value: value), at: index)
        }
        let count = entries.count
        var map = ValueMap(unsorted: entries)
        if map.count < count { hasDuplicates = true }
        for source in merged.flatMap({ $0.array ?? [$0] }) {
            for entry in source.object ?? [:] where map[entry.key] == nil { map[entry.key] = entry.value }
        }
        return .object(map)
    }

    private var isMergeKey: Bool {
        let scalar = reader.scalar
        guard scalar.length == 2, scalar.style == YAML_PLAIN_SCALAR_STYLE, scalar.tag == nil else { return false }
        return scalar.value[0] == UInt8(ascii: "<") && scalar.value[1] == UInt8(ascii: "<")
    }

    private mutating func mergeSource(depth: Int) throws(DocumentFailure) -> Value {
        let type = try next()
        let place = span
        let value = try node(type, depth: depth + 1)
        let isFit =
            switch value {
            case .object: true
            case .array(let elements): elements.allSatisfy { $0.object != nil }
            default: false
            }
        if !isFit { report("'<<' takes a mapping or a list of mappings", at: place) }
        return value
    }

    private mutating func alias(depth: Int) throws(DocumentFailure) -> Value {
        let name = reader.anchor ?? ""
        guard let anchor = anchors[name] else {
            let message =
                openAnchors.contains(name)
                ? "the value of anchor '\(name)' contains itself" : "no anchor '\(name)' comes before this alias"
            throw DocumentFailure(
                "yaml/alias",
                message,
                at: span,
                remedy: "define &\(name) earlier in the same document, or quote the value if '*' is meant literally"
            )
        }
        expanded += anchor.nodes
        nodes += anchor.nodes
        guard expanded <= Composer.maximalExpansion else {
            throw DocumentFailure(
                "yaml/alias",
                "aliases blow the document up beyond \(Composer.maximalExpansion) nodes",
                at: span,
                remedy: "write the repeated parts out, or generate the file"
            )
        }
        guard depth + anchor.height <= Composer.maximalDepth else {
            throw DocumentFailure(
                "yaml/too-deep",
                "mappings and lists nest deeper than \(Composer.maximalDepth) levels",
                at: span,
                remedy: "flatten the document"
            )
        }
        deepest = max(deepest, depth + anchor.height)
        return anchor.value
    }

    private mutating func scalar() -> Value {
        let scalar = reader.scalar
        let bytes = reader.scalarBytes
        if let tag = scalar.tag { return tagged(String(cString: tag), bytes) }
        guard scalar.style == YAML_PLAIN_SCALAR_STYLE, scalar.plain_implicit != 0 else { return .string(text(bytes)) }
        if let value = ScalarResolver.value(bytes) {
            if !hasHazards { hasHazards = ScalarHazard.mayConcern(value, bytes) }
            return value
        }
        if !hasHazards, ScalarHazard.mayBeTimeOrDate(bytes) { hasHazards = ScalarHazard.kind(of: bytes) != nil }
        if ScalarResolver.isNonFinite(bytes) {
            report("\(text(bytes)) is no number in JSON", at: span, remedy: "quote it if the text is meant")
            return .null
        }
        return .string(text(bytes))
    }

    private mutating func keyText() -> String? {
        let scalar = reader.scalar
        let bytes = reader.scalarBytes
        if scalar.tag == nil, scalar.style != YAML_PLAIN_SCALAR_STYLE || ScalarResolver.value(bytes) == nil {
            if scalar.anchor != nil, let name = reader.anchor {
                keep(Anchor(value: .string(text(bytes)), nodes: 1, height: 0), as: name)
            }
            return text(bytes)
        }
        let value = self.scalar()
        guard let key = value.keyText else {
            report(
                "a mapping key cannot be null",
                at: span,
                remedy: "quote the key if '\(text(bytes))' is meant literally"
            )
            return nil
        }
        return key
    }

    private func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    private mutating func tagged(_ tag: String, _ bytes: UnsafeBufferPointer<UInt8>) -> Value {
        let family = "tag:yaml.org,2002:"
        guard tag.hasPrefix(family) else { return .string(text(bytes)) }
        let kind = String(tag.dropFirst(family.count))
        let resolved = ScalarResolver.value(bytes)
        switch (kind, resolved) {
        case ("int", .int?), ("bool", .bool?), ("null", .null?), ("float", .double?): return resolved ?? .null
        case ("float", .int(let number)?): return .double(Double(number))
        case ("int", _), ("bool", _), ("null", _), ("float", _):
            report("'\(text(bytes))' is not of the type !!\(kind)", at: span, remedy: "drop the tag, or fix the value")
            return .null
        case ("binary", _):
            guard let decoded = Base64.text(bytes) else {
                report(
                    "!!binary holds no base64 of UTF-8 text",
                    at: span,
                    remedy: "use binaryData of a ConfigMap or data of a Secret for bytes"
                )
                return .null
            }
            return .string(decoded)
        default: return .string(text(bytes))
        }
    }

    private mutating func report(_ message: String, at place: SourceSpan, remedy: String? = nil) {
        findings.append(DocumentFailure("yaml/syntax", message, at: place, remedy: remedy).finding)
    }
}

extension Value {
    /// The text of this value as a mapping key (`sigs.k8s.io/yaml:yaml.go`, `convertToJSONableObject`); nil when it can
    /// be none.
    var keyText: String? {
        switch self {
        case .string(let text): text
        case .int(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .double(let number):
            number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(Float(number).description)
        default: nil
        }
    }
}
