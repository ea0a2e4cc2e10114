// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Schema
package import Kn8Value
internal import Synchronization

/// Admission by the catalogue of kinds: its defaults, its schemas, and the definitions the server has learnt of.
package final class CatalogRules: AdmissionRules {
    private static let definition = GroupVersionKind(
        group: "apiextensions.k8s.io",
        version: "v1",
        kind: "CustomResourceDefinition"
    )

    private let current: Mutex<SchemaCatalog>

    /// The kinds that are known now.
    package var catalog: SchemaCatalog { current.withLock { $0 } }

    /// Rules that begin with the kinds of `catalog`.
    package init(_ catalog: SchemaCatalog = .standard) { current = Mutex(catalog) }

    /// `object` with the defaults of its kind.
    package func defaulted(_ object: Object) -> Object { Object(catalog.defaulted(object.value)) }

    /// What is wrong with `object`, unknown fields included; a definition is held to the rules of definitions, too.
    package func violations(of object: Object, replacing old: Object?) -> [Violation] {
        var violations = catalog.validate(object.value, replacing: old?.value)
        // What may not be there at the beginning may have come since.
        if old != nil { violations.removeAll { $0.message.hasSuffix("cannot be set on create") } }
        guard object.gvk == CatalogRules.definition, violations.allSatisfy({ $0.severity != .error }) else {
            return violations
        }
        // What was taken once, by an older kn8, is not held against a change of something else.
        let known = old.map { Set(StructuralRules.violations(of: $0.value)) } ?? []
        return violations
            + StructuralRules.violations(of: object.value).filter { !known.contains($0) }.map(\.namingField)
    }

    /// What is wrong with `object` as the successor of `old`, which this server keeps.
    package func violations(from old: Object, to object: Object) -> [Violation] {
        catalog.violations(from: old.value, to: object.value)
    }

    /// Takes over the kinds that `definition` defines; one that is no sound definition changes nothing.
    package func learn(_ definition: Object) {
        // What is wrong with it was said when it was written.
        current.withLock { _ = $0.add(crd: definition.value) }
    }
}

extension Violation {
    /// The violation of a definition with the field as the server names it, which begins the message where it is missing.
    fileprivate var namingField: Violation {
        var result = self
        result.field = StructuralRules.shown(path)
        if let mark = message.firstRange(of: ": Required value") {
            result.field = String(message[..<mark.lowerBound])
            result.message = String(message[mark.lowerBound...].dropFirst(2))
        }
        return result
    }
}
