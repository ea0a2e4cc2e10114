// SPDX-License-Identifier: MIT

internal import Glibc
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
        file.withUnsafeBytes { bytes in
            var next = 0
            while next < bytes.count {
                let line = next..<CatalogueIndex.endOfLine(bytes, next)
                next = line.upperBound + 1
                switch line.isEmpty ? UInt8(ascii: "\n") : bytes[line.lowerBound] {
                case UInt8(ascii: "\n"):
                    if let (name, start) = open { definitions.append((name, start..<line.lowerBound)) }
                    open = nil
                case UInt8(ascii: "k") where open == nil:
                    if var kind = KindEntry(catalogueLine: file.text(line)) {
                        if reference, case .definition(let name) = kind.origin { kind.origin = .reference(name) }
                        kinds.append(kind)
                    }
                case UInt8(ascii: "d") where open == nil:
                    let words = bytes[line].split(separator: UInt8(ascii: " "), maxSplits: 2)
                    if words.count > 1 { open = (String(decoding: words[1], as: UTF8.self), line.lowerBound) }
                case UInt8(ascii: "c") where open == nil:
                    // `crd NAME JSON`: only the beginning is read.
                    let words = bytes[line].prefix(512).split(separator: UInt8(ascii: " "), maxSplits: 2)
                    guard words.count == 3, words[0].elementsEqual("crd".utf8) else { continue }
                    let start = line.lowerBound + words[0].count + words[1].count + 2
                    crds.append((String(decoding: words[1], as: UTF8.self), start..<line.upperBound))
                default: break
                }
            }
        }
        if let (name, start) = open { definitions.append((name, start..<file.count)) }
    }

    private static func endOfLine(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
        guard let base = bytes.baseAddress, start < bytes.count,
            let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
        else { return bytes.count }
        return UnsafeRawPointer(found) - base
    }
}

extension KindEntry {
    /// The kind of a line `kind APIVERSION KIND PLURAL SINGULAR SCOPE [word=value ...]`; nil when the line is none.
    init?(catalogueLine line: String) {
        let words = line[...].pieces(at: UInt8(ascii: " "))
        guard words.count > 6, words[0] == "kind" else { return nil }
        let version = words[1].pieces(at: UInt8(ascii: "/"))
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
            let parts = word.pieces(at: UInt8(ascii: "="), most: 1)
            guard parts.count == 2 else { continue }
            let list = parts[1].pieces(at: UInt8(ascii: ",")).map(String.init)
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
