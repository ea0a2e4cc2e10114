// SPDX-License-Identifier: MIT

package import Kn8Value

/// A list: of values an expression made, or of JSON whose elements are read when they are asked for.
package struct CELList: Sendable {
    enum Storage {
        case values([CELValue])
        /// The shape is the list's.
        case json([Value], element: CELShape, CELListSemantics)
    }

    let storage: Storage

    /// A list of `values`.
    package init(_ values: [CELValue]) { storage = .values(values) }

    /// A list of JSON; `element` says how each is read.
    package init(_ json: [Value], element: CELShape = .dyn, semantics: CELListSemantics = .atomic) {
        storage = .json(json, element: element, semantics)
    }

    /// The number of elements.
    package var count: Int {
        switch storage {
        case .values(let values): values.count
        case .json(let values, _, _): values.count
        }
    }

    /// How the list compares and is added to.
    package var semantics: CELListSemantics {
        if case .json(_, _, let semantics) = storage { semantics } else { .atomic }
    }

    /// The element at `index`, which must be in range; throws when it is not what its shape declares.
    package func element(at index: Int) throws(CELFailure) -> CELValue {
        switch storage {
        case .values(let values): values[index]
        case .json(let values, let element, _): try element.adapt(values[index])
        }
    }

    /// All elements; throws when one is not what its shape declares.
    package func elements() throws(CELFailure) -> [CELValue] {
        switch storage {
        case .values(let values): return values
        case .json(let values, let element, _):
            var result: [CELValue] = []
            result.reserveCapacity(values.count)
            for value in values { result.append(try element.adapt(value)) }
            return result
        }
    }

    /// Whether an element equals `value`.
    package func contains(_ value: CELValue) throws(CELFailure) -> Bool {
        var steps = 0
        return try contains(value, steps: &steps)
    }

    /// As `contains(_:)`, and counts `steps` as comparing does.
    func contains(_ value: CELValue, steps: inout Int) throws(CELFailure) -> Bool {
        switch storage {
        case .values(let values):
            for present in values where try present.isEqual(to: value, steps: &steps) { return true }
        case .json(let values, let element, _):
            for present in values where try element.adapt(present).isEqual(to: value, steps: &steps) { return true }
        }
        return false
    }
}
