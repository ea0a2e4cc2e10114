// SPDX-License-Identifier: MIT

internal import Kn8Data

/// kn8's own one-line descriptions of types and fields, looked up in the text that is compiled in.
///
/// A section begins with `core.v1.PodSpec: sentence`, or with `HTTPProxy.projectcontour.io: sentence` for a custom kind;
/// its fields follow, each as `  field: sentence` or `  field = default: sentence`, with dotted paths for a custom kind.
struct FieldDescriptions: Sendable {
    /// What is said of a type or a field.
    struct Entry: Hashable, Sendable {
        /// One sentence; empty when only the default is known.
        var text: String
        /// What a missing field counts as; nil when that is not known or there is nothing.
        var defaultText: String?
    }

    /// The descriptions of the binary; read on first use.
    static let shared = FieldDescriptions(EmbeddedData.descriptions)

    private var entries: [String: Entry] = [:]

    private init(_ file: EmbeddedFile) {
        self.init(text: file.text(0..<file.count))
    }

    /// The descriptions that `text` holds.
    init(text: String) {
        var section = ""
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let colon = line.firstRange(of: ": ") else { continue }
            let head = line[..<colon.lowerBound]
            let text = String(line[colon.upperBound...])
            if head.first != " " {
                section = String(head)
                entries[section] = Entry(text: text)
                continue
            }
            let parts = head.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            guard let name = parts.first else { continue }
            let value = parts.count > 1 ? String(parts[1].drop { $0 == " " }) : nil
            entries["\(section)/\(name.hasSuffix(" ") ? name.dropLast() : name)"] = Entry(
                text: text,
                defaultText: value
            )
        }
    }

    /// What is said of the type or kind called `section`; nil when nothing is.
    func entry(of section: String) -> Entry? { entries[section] }

    /// What is said of `field` of the type or kind called `section`; nil when nothing is.
    func entry(of section: String, field: String) -> Entry? { entries["\(section)/\(field)"] }

    /// Every section and field that is described, for tests: `section` or `section/field`.
    var names: some Sequence<String> { entries.keys }
}
