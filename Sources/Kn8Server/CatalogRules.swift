// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Schema
package import Kn8Value
internal import Synchronization

/// Admission by the catalogue of kinds: its defaults, its schemas, and the definitions the server has learnt of.
package final class CatalogRules: AdmissionRules {
    private let current: Mutex<SchemaCatalog>

    /// The kinds that are known now.
    package var catalog: SchemaCatalog { current.withLock { $0 } }

    /// Rules that begin with the kinds of `catalog`.
    package init(_ catalog: SchemaCatalog = .standard) { current = Mutex(catalog) }

    /// `object` with the defaults of its kind.
    package func defaulted(_ object: Object) -> Object { Object(catalog.defaulted(object.value)) }

    /// What is wrong with `object`, unknown fields included.
    package func violations(of object: Object, replacing old: Object?) -> [Violation] {
        catalog.validate(object.value, replacing: old?.value)
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
