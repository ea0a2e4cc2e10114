// SPDX-License-Identifier: MIT

/// Whether a text is well-formed XML, as far as JUnit's reports go: no entities of its own, no CDATA, no comments.
struct XMLText {
    /// What is wrong; nil when nothing is.
    let flaw: String?

    init(_ text: String) {
        var open: [String] = []
        var rest = Substring(text)
        var roots = 0
        while let mark = rest.firstIndex(of: "<") {
            let words = rest[..<mark]
            if words.contains("&"), XMLText.badEntity(words) {
                flaw = "an entity in \(words)"
                return
            }
            guard let end = rest[mark...].firstIndex(of: ">") else {
                flaw = "a tag without an end"
                return
            }
            let tag = rest[rest.index(after: mark)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("?") { continue }
            if tag.hasPrefix("/") {
                guard open.popLast() == String(tag.dropFirst()) else {
                    flaw = "\(tag) closes another"
                    return
                }
                continue
            }
            if XMLText.badEntity(tag) || tag.filter({ $0 == "\"" }).count % 2 != 0 || tag.contains("<") {
                flaw = "the attributes of \(tag)"
                return
            }
            if open.isEmpty { roots += 1 }
            if !tag.hasSuffix("/") { open.append(String(tag.prefix { $0 != " " })) }
        }
        flaw =
            !open.isEmpty ? "\(open) is left open" : roots != 1 ? "\(roots) roots" : nil
    }

    private static func badEntity(_ text: Substring) -> Bool {
        text.split(separator: "&", omittingEmptySubsequences: false).dropFirst()
            .contains { part in !["lt;", "gt;", "amp;", "quot;", "#9;"].contains { part.hasPrefix($0) } }
    }
}
