// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A list of mappings by the field that tells them apart.
struct KeyedList {
    /// The keys in the list's order.
    let order: [Value]
    let elements: [Value: Value]

    /// Nil when an element is no mapping, lacks `key`, or has another's.
    init?(_ list: [Value], key: String) {
        var order: [Value] = []
        var elements: [Value: Value] = [:]
        for element in list {
            guard let name = element[key], elements.updateValue(element, forKey: name) == nil else { return nil }
            order.append(name)
        }
        self.order = order
        self.elements = elements
    }
}
