// SPDX-License-Identifier: MIT

internal import Glibc
internal import Synchronization

/// How much processor time each step of a run took, over all threads; told on standard error under `KN8_TIMINGS=1`.
final class WorkTimings: Sendable {
    /// A step of validation, in the order of the work.
    enum Step: String, CaseIterable {
        case list
        case read
        case define
        case parse
        case schema
        case facts
        case policy
        case report
    }

    private let isOn: Bool
    private let start: UInt64
    private let spent = Mutex<[Step: UInt64]>([:])

    /// Timings that are taken only when `isOn`.
    init(isOn: Bool) {
        self.isOn = isOn
        start = isOn ? WorkTimings.now(CLOCK_MONOTONIC) : 0
    }

    /// Does `work` and counts the time of this thread under `step`.
    func measure<Result, Failure: Error>(_ step: Step, _ work: () throws(Failure) -> Result) throws(Failure) -> Result {
        guard isOn else { return try work() }
        let before = WorkTimings.now(CLOCK_THREAD_CPUTIME_ID)
        defer { add(WorkTimings.now(CLOCK_THREAD_CPUTIME_ID) - before, to: step) }
        return try work()
    }

    private func add(_ time: UInt64, to step: Step) { spent.withLock { $0[step, default: 0] += time } }

    /// One line a step and the whole time by the clock; empty when off.
    var text: String {
        guard isOn else { return "" }
        var spent = spent.withLock { $0 }
        // Documents are judged as they are parsed.
        spent[.parse] = (spent[.parse] ?? 0) - min(spent[.parse] ?? 0, (spent[.schema] ?? 0) + (spent[.facts] ?? 0))
        var lines = Step.allCases.map { "\($0.rawValue)\t\(WorkTimings.milliseconds(spent[$0] ?? 0))" }
        lines.append("elapsed\t\(WorkTimings.milliseconds(WorkTimings.now(CLOCK_MONOTONIC) - start))")
        return lines.joined(separator: "\n")
    }

    private static func milliseconds(_ time: UInt64) -> String {
        let tenths = (time + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10) ms"
    }

    private static func now(_ clock: clockid_t) -> UInt64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
