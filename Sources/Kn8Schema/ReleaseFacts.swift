// SPDX-License-Identifier: MIT

internal import Kn8Data
internal import Kn8Value

/// In which minors the catalogue's kinds and fields came. Read when a minor before the current one is asked for.
struct ReleaseFacts: Sendable {
    /// The facts of the binary.
    static let shared = ReleaseFacts(EmbeddedData.since)

    /// The first minor of each kind that came after 1.8.
    private(set) var kinds: [SchemaCatalog.Key: Int] = [:]
    /// The first minor of each field that came after its definition, by definition and name.
    private(set) var fields: [String: [String: Int]] = [:]

    /// Lines `kind 1.MINOR APIVERSION KIND` and `def NAME FIELD=1.MINOR ...`.
    init(_ file: EmbeddedFile) {
        for line in file.text(0..<file.count).split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count > 2 else { continue }
            if words[0] == "kind", words.count == 4, let minor = KindLifecycle.minor(words[1]) {
                let (group, version) = SchemaCatalog.parts(of: String(words[2]))
                kinds[SchemaCatalog.Key(group: group, version: version, kind: String(words[3]))] = minor
            } else if words[0] == "def" {
                fields[String(words[1])] = Dictionary(
                    words.dropFirst(2).compactMap { word in
                        let parts = word.split(separator: "=")
                        return parts.count == 2 ? KindLifecycle.minor(parts[1]).map { (String(parts[0]), $0) } : nil
                    },
                    uniquingKeysWith: { first, _ in first }
                )
            }
        }
    }

    /// The fields of `value` that one of `minors` does not know yet; `value` is judged to fit `schema`.
    func earlyFields(of value: Value, _ schema: Schema, in minors: [Int]) -> [Violation] {
        var found: [Violation] = []
        var steps: [FieldPath.Step] = []
        collect(value, schema, minors, &steps, &found)
        return found
    }

    private func collect(
        _ value: Value,
        _ schema: Schema,
        _ minors: [Int],
        _ steps: inout [FieldPath.Step],
        _ found: inout [Violation]
    ) {
        guard steps.count < SchemaValidator.deepest else { return }
        switch value {
        case .object(let map):
            let first = schema.definition.isEmpty ? nil : fields[schema.definition]
            for entry in map {
                steps.append(.key(entry.key))
                defer { steps.removeLast() }
                if let minor = first?[entry.key] {
                    let without = minors.filter { $0 < minor }
                    if !without.isEmpty {
                        found.append(ReleaseFacts.violation(FieldPath(steps), minor, without))
                        continue
                    }
                }
                guard let child = schema.child(.key(entry.key)) else { continue }
                collect(entry.value, child, minors, &steps, &found)
            }
        case .array(let elements):
            guard let items = schema.items?.schema else { return }
            for (index, element) in elements.enumerated() {
                steps.append(.index(index))
                collect(element, items, minors, &steps, &found)
                steps.removeLast()
            }
        default: break
        }
    }

    private static func violation(_ path: FieldPath, _ minor: Int, _ without: [Int]) -> Violation {
        Violation(
            rule: "schema/early-field",
            message: "unknown field \"\(path)\" before v1.\(minor): not in "
                + without.map { "v1.\($0)" }.joined(separator: ", "),
            path: path,
            part: .key
        )
    }
}
