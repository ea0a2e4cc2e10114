// SPDX-License-Identifier: MIT

package import Kn8Value

/// What makes a CRD acceptable to the API server, in its words (`kubernetes:apiextensions-apiserver/pkg/apis/
/// apiextensions/validation/validation.go` and `…/pkg/apiserver/schema/{validation,complete}.go`).
package struct StructuralRules {
    static let deepest = 128
    var violations: [Violation] = []

    /// What is wrong with `crd`, which is of v1; empty when the server would take it.
    package static func violations(of crd: Value) -> [Violation] {
        var rules = StructuralRules()
        rules.checkNames(crd)
        rules.checkVersions(crd["spec"] ?? .null)
        rules.checkConversion(crd["spec"] ?? .null)
        return rules.violations
    }

    mutating func add(_ message: String, _ path: FieldPath, part: Violation.Part = .value) {
        violations.append(Violation(rule: "crd/schema", message: message, path: path, part: part))
    }

    mutating func invalid(_ value: Value, _ words: String, _ path: FieldPath) {
        add("Invalid value: \(value.shown): \(words)", path)
    }

    mutating func forbid(_ words: String, _ path: FieldPath) { add("Forbidden: \(words)", path) }

    mutating func unsupported(_ value: Value, _ supported: [String], _ path: FieldPath) {
        let list = supported.map { Value.string($0).shown }.joined(separator: ", ")
        add("Unsupported value: \(value.shown): supported values: \(list)", path)
    }

    /// `path` is what is missing; its parent is pointed at.
    mutating func require(_ path: FieldPath, _ words: String = "") {
        add(
            "\(StructuralRules.shown(path)): Required value\(words.isEmpty ? "" : ": \(words)")",
            FieldPath(path.steps.dropLast())
        )
    }

    /// `path` as the server spells it: a property's name in brackets.
    package static func shown(_ path: FieldPath) -> String {
        var text = ""
        var isName = false
        for step in path.steps {
            switch step {
            case .index(let index): text += "[\(index)]"
            case .key(let key) where isName:
                text += "[\(key)]"
                isName = false
                continue
            case .key(let key):
                text += text.isEmpty ? key : ".\(key)"
                isName = key == "properties"
                continue
            }
            isName = false
        }
        return text
    }
}
