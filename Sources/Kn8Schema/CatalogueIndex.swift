// SPDX-License-Identifier: MIT

internal import Kn8Data

/// What one pass over a catalogue file finds: its kinds, and the stretch of each definition.
struct CatalogueIndex {
    /// The kinds, in the file's order.
    private(set) var kinds: [KindEntry] = []
    /// Each definition's name and the bytes of its lines, heading included.
    private(set) var definitions: [(name: String, lines: Range<Int>)] = []
    /// Each CRD's name and the bytes of its JSON.
    private(set) var crds: [(name: String, json: Range<Int>)] = []

    /// `reference` tells that the kinds are known and not served.
    init(_ file: EmbeddedFile, reference: Bool = false) {
        var open: (name: String, start: Int)?
        for line in CatalogueIndex.lines(of: file) {
            switch file.byte(at: line.lowerBound) {
            case nil, UInt8(ascii: "\n"):
                if let (name, start) = open { definitions.append((name, start..<line.lowerBound)) }
                open = nil
            case UInt8(ascii: "k") where open == nil:
                if var kind = KindEntry(catalogueLine: file.text(line)) {
                    if reference, case .definition(let name) = kind.origin { kind.origin = .reference(name) }
                    kinds.append(kind)
                }
            case UInt8(ascii: "d") where open == nil:
                let words = file.text(line).split(separator: " ")
                if words.count > 1 { open = (String(words[1]), line.lowerBound) }
            case UInt8(ascii: "c") where open == nil:
                // `crd NAME JSON`: only the beginning is read.
                let words = file.text(line.lowerBound..<min(line.lowerBound + 512, line.upperBound))
                    .split(separator: " ", maxSplits: 2)
                guard words.count == 3, words[0] == "crd" else { continue }
                let start = line.lowerBound + words[0].utf8.count + words[1].utf8.count + 2
                crds.append((String(words[1]), start..<line.upperBound))
            default: break
            }
        }
        if let (name, start) = open { definitions.append((name, start..<file.count)) }
    }

    private static func lines(of file: EmbeddedFile) -> [Range<Int>] {
        file.withUnsafeBytes { bytes in
            var lines: [Range<Int>] = []
            lines.reserveCapacity(bytes.count / 24)
            var start = 0
            for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
                lines.append(start..<index)
                start = index + 1
            }
            if start < bytes.count { lines.append(start..<bytes.count) }
            return lines
        }
    }
}

extension EmbeddedFile {
    fileprivate func byte(at index: Int) -> UInt8? {
        withUnsafeBytes { $0.indices.contains(index) ? $0[index] : nil }
    }
}

extension KindEntry {
    /// The kind of a line `kind APIVERSION KIND PLURAL SINGULAR SCOPE [word=value ...]`; nil when the line is none.
    init?(catalogueLine line: String) {
        let words = line.split(separator: " ")
        guard words.count > 6, words[0] == "kind" else { return nil }
        let version = words[1].split(separator: "/")
        var origin = Origin.definition("")
        var lifecycle = KindLifecycle()
        self.init(
            group: version.count > 1 ? String(version[0]) : "",
            version: version.last.map(String.init) ?? "",
            kind: String(words[2]),
            plural: String(words[3]),
            singular: String(words[4]),
            namespaced: words[5] == "namespaced",
            origin: origin
        )
        for word in words[6...] {
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            let list = parts[1].split(separator: ",").map(String.init)
            switch parts[0] {
            case "short": shortNames = list
            case "categories": categories = list
            case "verbs": verbs = list
            case "subresources":
                hasStatus = list.contains("status")
                hasScale = list.contains("scale")
            case "introduced": lifecycle.introduced = KindLifecycle.minor(parts[1])
            case "deprecated": lifecycle.deprecated = KindLifecycle.minor(parts[1])
            case "removed": lifecycle.removed = KindLifecycle.minor(parts[1])
            case "successor": lifecycle.successor = String(parts[1])
            case "def": origin = .definition(String(parts[1]))
            case "crd": origin = .embeddedCRD(String(parts[1]))
            default: break
            }
        }
        if lifecycle != KindLifecycle() { self.lifecycle = lifecycle }
        self.origin = origin
    }
}
