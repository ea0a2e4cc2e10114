// SPDX-License-Identifier: MIT

internal import Glibc

/// Work on many units at once whose outcomes come back one by one, in the order of the units.
struct OrderedWork {
    /// How many units are worked on at once.
    let width: Int

    /// Work on all processors that the process may use, or on as many as `KN8_WORKERS` says.
    init(environment: [String: String]) {
        if let wanted = environment["KN8_WORKERS"].flatMap(Int.init), wanted > 0 {
            width = min(wanted, 256)
            return
        }
        width = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }

    /// Calls `work` with each unit that `next` makes, and `each` with every outcome in order. A small number of units and
    /// outcomes is held at any time, however many there are; a single unit is worked on where the caller runs.
    func run<Unit: Sendable, Outcome: Sendable>(
        next: () throws -> Unit?,
        work: @escaping @Sendable (Unit) -> Outcome,
        each: (Outcome) throws -> Void
    ) async throws {
        guard let first = try next() else { return }
        guard width > 1, let second = try next() else {
            try each(work(first))
            if width == 1 { while let unit = try next() { try each(work(unit)) } }
            return
        }
        _ = ThreadHeaps.growInLargeSteps
        try await withThrowingTaskGroup(of: (index: Int, outcome: Outcome).self) { group in
            var early: [Int: Outcome] = [:]
            var started = 0
            var delivered = 0
            func start(_ unit: Unit) {
                let index = started
                group.addTask { (index, work(unit)) }
                started += 1
            }
            start(first)
            start(second)
            var isMore = true
            while true {
                while isMore, started - delivered < width * 4 {
                    guard let unit = try next() else {
                        isMore = false
                        break
                    }
                    start(unit)
                }
                guard let (index, outcome) = try await group.next() else { break }
                early[index] = outcome
                while let outcome = early.removeValue(forKey: delivered) {
                    try each(outcome)
                    delivered += 1
                }
            }
        }
    }
}
