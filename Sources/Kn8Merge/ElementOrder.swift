// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The order of a merged list's elements, which are told apart by the value at `key`, or by themselves when it is empty.
struct ElementOrder {
    let key: String

    private func name(_ element: Value) -> Value { key.isEmpty ? element : element[key] ?? .null }

    private func positions(_ list: [Value]) -> [Value: Int] {
        var positions: [Value: Int] = [:]
        for (index, element) in list.enumerated() where positions[name(element)] == nil {
            positions[name(element)] = index
        }
        return positions
    }

    /// `merged` with the elements that `order` lists in that order; the others keep theirs and go before the first
    /// listed element that stood behind them in `live`.
    func arranged(_ merged: [Value], as order: [Value], live: [Value]) -> [Value] {
        let wanted = positions(order)
        let lived = positions(live)
        func stable(_ elements: [Value], by places: [Value: Int]) -> [Value] {
            elements.enumerated()
                .sorted {
                    (places[name($0.element)] ?? .max, $0.offset) < (places[name($1.element)] ?? .max, $1.offset)
                }
                .map(\.element)
        }
        var listed = stable(merged.filter { wanted[name($0)] != nil }, by: wanted)[...]
        var others = stable(merged.filter { wanted[name($0)] == nil }, by: lived)[...]
        var result: [Value] = []
        result.reserveCapacity(merged.count)
        while let left = others.first, let right = listed.first {
            if let before = lived[name(left)], let after = lived[name(right)], before < after {
                result.append(left)
                others.removeFirst()
            } else {
                result.append(right)
                listed.removeFirst()
            }
        }
        return result + others + listed
    }

    /// Refuses a patch whose elements, but for those to delete, are not all in `order` and in that order.
    func check(_ patch: [Value], against order: [Value]) throws(StrategicMergePatch.Failure) {
        let kept = patch.filter { $0[PatchDirective.patch] != .string("delete") }
        if kept.isEmpty { return }
        var rest = order[...]
        for element in kept {
            guard !key.isEmpty || element.object == nil, key.isEmpty || element[key] != nil else {
                throw .unfit("map: \(element.goText) does not contain declared merge key: \(key)")
            }
            guard let place = rest.firstIndex(where: { name($0) == name(element) }) else {
                throw .unfit(
                    "The order in patch list:\n\(Value.array(patch).goText)\n doesn't match $setElementOrder list:\n"
                        + "\(Value.array(order).goText)\n"
                )
            }
            rest = rest[(place + 1)...]
        }
    }
}
