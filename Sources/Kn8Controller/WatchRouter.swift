// SPDX-License-Identifier: MIT

internal import Kn8API

/// One object that one reconciler is to look at.
struct WorkItem: Hashable, Comparable, Sendable {
    /// The reconciler's place in the list.
    let reconciler: Int
    let key: ObjectKey

    static func < (lhs: WorkItem, rhs: WorkItem) -> Bool {
        lhs.reconciler == rhs.reconciler ? lhs.key < rhs.key : lhs.reconciler < rhs.reconciler
    }
}

/// Which reconcilers a change of which kind concerns.
struct WatchRouter: Sendable {
    private var drivers: [GroupVersionKind: [Int]] = [:]
    private var rules: [GroupVersionKind: [(reconciler: Int, rule: WatchRule)]] = [:]

    init(_ reconcilers: [any Reconciler]) {
        for (index, reconciler) in reconcilers.enumerated() {
            drivers[reconciler.drives, default: []].append(index)
            for rule in reconciler.watches { rules[rule.kind, default: []].append((index, rule)) }
        }
    }

    /// Every kind that some reconciler drives or watches.
    var kinds: Set<GroupVersionKind> { Set(drivers.keys).union(rules.keys) }

    func items(for change: CacheChange, cache: InformerCache) -> [WorkItem] {
        var items: [WorkItem] = []
        if let key = change.after?.key ?? change.before?.key {
            for index in drivers[change.kind] ?? [] { items.append(WorkItem(reconciler: index, key: key)) }
        }
        for (index, rule) in rules[change.kind] ?? [] {
            for key in rule.keys(change.before, change.after, cache) {
                items.append(WorkItem(reconciler: index, key: key))
            }
        }
        return items
    }
}
