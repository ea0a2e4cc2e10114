// SPDX-License-Identifier: MIT

/// Work that waits for a server, a bounded number of pieces at once, with the outcomes in the order of the pieces.
package struct RequestPool: Sendable {
    /// How many pieces are worked on at once.
    package let width: Int

    /// A pool of `width` pieces at once; 1 is one after the other, in the caller's task.
    package init(width: Int) { self.width = max(1, width) }

    /// Calls `work` with each of `items`, and `each` with every outcome in order. When `goesOn` says no, nothing new is
    /// begun; what is under way is finished and told of.
    package func run<Item: Sendable, Outcome: Sendable>(
        _ items: [Item],
        while goesOn: () -> Bool = { true },
        work: @escaping @Sendable (Item) async -> Outcome,
        each: (Item, Outcome) async throws -> Void
    ) async throws {
        guard width > 1, items.count > 1 else {
            for item in items {
                guard goesOn() else { return }
                try await each(item, await work(item))
            }
            return
        }
        try await withThrowingTaskGroup(of: (index: Int, outcome: Outcome).self) { group in
            var early: [Int: Outcome] = [:]
            var started = 0
            var delivered = 0
            while true {
                while started < items.count, started - delivered < width, goesOn() {
                    let index = started
                    let item = items[index]
                    group.addTask { (index, await work(item)) }
                    started += 1
                }
                guard let (index, outcome) = try await group.next() else { break }
                early[index] = outcome
                while let outcome = early.removeValue(forKey: delivered) {
                    try await each(items[delivered], outcome)
                    delivered += 1
                }
            }
        }
    }
}
