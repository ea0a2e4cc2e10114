// SPDX-License-Identifier: MIT

internal import Kn8Value

extension Value {
    /// The mapping of `strings`, as labels, selectors and Secrets have it.
    init(strings: [String: String]) { self = .object(ValueMap(strings.map { ($0.key, Value.string($0.value)) })) }
}
