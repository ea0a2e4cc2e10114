// SPDX-License-Identifier: MIT

package import Kn8Value

/// What can be said against a template before anybody gives it values.
package enum TemplateLint {
    /// How many values are generated to see whether one can be of its parameter's type.
    private static let samples = 64

    /// The breaches of `template`, in no particular order; paths begin at the template's root.
    package static func violations(of template: Template) -> [Violation] {
        var references = References()
        references.walk(template.source["message"] ?? .null, FieldPath(keys: "message"), depth: 0)
        references.walk(template.source["labels"] ?? .null, FieldPath(keys: "labels"), depth: 0)
        references.walk(template.source["objects"] ?? .null, FieldPath(keys: "objects"), depth: 0)
        return undefined(references, template) + parameters(template, references) + types(template)
    }

    private struct References {
        var uses: [(name: String, path: FieldPath, part: Violation.Part, isTyped: Bool, isWhole: Bool)] = []

        mutating func walk(_ value: Value, _ path: FieldPath, depth: Int) {
            guard depth < Substitution.depthLimit else { return }
            switch value {
            case .string(let text): note(text, path, .value)
            case .array(let elements):
                for (index, element) in elements.enumerated() { walk(element, path.index(index), depth: depth + 1) }
            case .object(let map):
                for entry in map {
                    note(entry.key, path.key(entry.key), .key)
                    walk(entry.value, path.key(entry.key), depth: depth + 1)
                }
            default: return
            }
        }

        private mutating func note(_ text: String, _ path: FieldPath, _ part: Violation.Part) {
            guard ReferenceScanner.mayRefer(text) else { return }
            if let name = ReferenceScanner.typedName(text) {
                uses.append((name, path, part, true, true))
                return
            }
            for reference in ReferenceScanner.references(in: Array(text.utf8)) {
                uses.append((reference.name, path, part, false, reference.range.count == text.utf8.count))
            }
        }
    }

    private static func undefined(_ references: References, _ template: Template) -> [Violation] {
        let known = Set(template.parameters.map(\.name))
        return references.uses.filter { !known.contains($0.name) }.map { use in
            // A text with more in it may be a shell's.
            Violation(
                rule: "template/undefined-parameter",
                severity: use.isTyped ? .error : use.isWhole ? .warning : .note,
                message: "\(use.isTyped ? "${{\(use.name)}}" : "${\(use.name)}") stays as it is: there is no parameter "
                    + use.name,
                path: use.path,
                part: use.part,
                remedy: "add the parameter \(use.name), or correct the name"
            )
        }
    }

    private static func parameters(_ template: Template, _ references: References) -> [Violation] {
        let used = Set(references.uses.map(\.name))
        var seen = Set<String>()
        var found: [Violation] = []
        for (index, parameter) in template.parameters.enumerated() {
            let path = FieldPath(keys: "parameters").index(index)
            func add(_ rule: String, _ severity: Severity, _ message: String, _ field: String, _ remedy: String) {
                found.append(
                    Violation(
                        rule: "template/\(rule)",
                        severity: severity,
                        message: message,
                        path: path.key(field),
                        remedy: remedy
                    )
                )
            }
            let name = parameter.name
            if name.isEmpty || !name.utf8.allSatisfy(ReferenceScanner.isNameByte) {
                add("parameter-name", .error, "\"\(name)\" does not match ^[a-zA-Z0-9_]+$", "name", "rename it")
            } else if !seen.insert(name).inserted {
                add(
                    "duplicate-parameter",
                    .warning,
                    "parameter \(name) is there already: the last one counts, and -p sets the first",
                    "name",
                    "keep one of the two"
                )
            } else if !used.contains(name) {
                add("unused-parameter", .warning, "nothing refers to parameter \(name)", "name", "remove it")
            }
            if parameter.holdsSecret, !parameter.value.isEmpty, parameter.generate.isEmpty {
                add(
                    "secret-default",
                    .warning,
                    "parameter \(name) has a secret for its default, which everybody can read",
                    "value",
                    "remove the default, or generate the value"
                )
            }
            guard parameter.value.isEmpty, !parameter.generate.isEmpty else { continue }
            guard parameter.generate == "expression" else {
                add(
                    "generator",
                    .error,
                    "Unknown generator name '\(parameter.generate)' for parameter \(name)",
                    "generate",
                    "write generate: expression"
                )
                continue
            }
            var random = ParameterRandom.seeded("lint")(name)
            do throws(ParameterExpression.Fault) {
                _ = try ParameterExpression.value(of: parameter.from, random: &random)
            } catch {
                add(
                    "generator",
                    .error,
                    error.message,
                    "from",
                    "end every class with a range, and count on its upper bound never being drawn"
                )
            }
        }
        return found
    }

    private static func types(_ template: Template) -> [Violation] {
        var found: [Violation] = []
        for key in template.annotations.keys.sorted() where key.hasPrefix(ParameterType.annotation) {
            let name = String(key.dropFirst(ParameterType.annotation.count))
            let place = FieldPath(keys: "metadata", "annotations", key)
            guard let index = template.index(of: name) else {
                found.append(
                    Violation(
                        rule: "template/parameter-type",
                        message: "there is no parameter \(name)",
                        path: place,
                        part: .key
                    )
                )
                continue
            }
            let parameter = template.parameters[index]
            let path = FieldPath(keys: "parameters").index(index)
            do throws(ParameterType.Fault) {
                guard let type = try template.type(of: name) else { continue }
                if !parameter.value.isEmpty, let complaint = type.complaint(about: parameter.value) {
                    found.append(
                        Violation(
                            rule: "template/parameter-type",
                            message: "the default of parameter \(name) \(complaint)",
                            path: path.key("value")
                        )
                    )
                } else if parameter.value.isEmpty, !parameter.generate.isEmpty, neverFits(parameter, type) {
                    found.append(
                        Violation(
                            rule: "template/generated-mismatch",
                            message: "no generated value of parameter \(name) is of its type",
                            path: path.key("from")
                        )
                    )
                }
            } catch {
                found.append(
                    Violation(rule: "template/parameter-type", message: error.message, path: place)
                )
            }
        }
        return found
    }

    /// Whether none of a few values is of the type.
    private static func neverFits(_ parameter: TemplateParameter, _ type: ParameterType) -> Bool {
        for seed in 0..<samples {
            var random = ParameterRandom.seeded("\(seed)")(parameter.name)
            guard let value = try? ParameterExpression.value(of: parameter.from, random: &random) else { return false }
            if type.complaint(about: value) == nil { return false }
        }
        return true
    }
}
