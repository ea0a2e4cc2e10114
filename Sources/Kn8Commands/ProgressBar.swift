// SPDX-License-Identifier: MIT

internal import Glibc
internal import Synchronization

/// A line on standard error that shows how far a long run is, when a terminal watches; it is gone when the run ends.
final class ProgressBar: Sendable {
    private struct State {
        var done = 0
        var total = 0
        var isDrawn = false
        var nextDrawing: Int64
    }

    // Nothing is drawn in a run that ends sooner, and no more often than that.
    private static let patience: Int64 = 500
    private static let interval: Int64 = 100
    private static let width = 30

    private let isShown: Bool
    private let state: Mutex<State>

    /// A bar that is shown when standard error is a terminal that can take back a line, and not in CI.
    convenience init(environment: [String: String]) {
        let isShown =
            isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb" && environment["TERM"] != nil
            && environment["CI"] == nil
        self.init(isShown: isShown)
    }

    init(isShown: Bool) {
        self.isShown = isShown
        state = Mutex(State(nextDrawing: ProgressBar.now() + ProgressBar.patience))
    }

    /// Starts anew with `total` things to do.
    func begin(_ total: Int) {
        state.withLock { state in
            state.total = total
            state.done = 0
        }
    }

    /// Says that `count` more things are done.
    func advance(by count: Int = 1) {
        guard isShown else { return }
        let line = state.withLock { state -> String? in
            state.done += count
            let now = ProgressBar.now()
            guard now >= state.nextDrawing else { return nil }
            state.nextDrawing = now + ProgressBar.interval
            state.isDrawn = true
            return ProgressBar.line(done: state.done, total: state.total)
        }
        if let line { ProgressBar.write("\r\u{1B}[K" + line) }
    }

    /// Takes the line back.
    func clear() {
        guard isShown else { return }
        let wasDrawn = state.withLock { state in
            defer { state.isDrawn = false }
            return state.isDrawn
        }
        if wasDrawn { ProgressBar.write("\r\u{1B}[K") }
    }

    /// `[=======>      ]  54%`
    static func line(done: Int, total: Int) -> String {
        guard total > 0 else { return "\(done)" }
        let share = Double(min(done, total)) / Double(total)
        let filled = Int(share * Double(width))
        let bar = String(repeating: "=", count: filled) + (filled < width ? ">" : "")
        let rest = String(repeating: " ", count: max(0, width - filled - 1))
        let percent = "\(Int(share * 100))"
        return "[\(bar)\(rest)] \(String(repeating: " ", count: 3 - percent.count))\(percent)%"
    }

    private static func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Glibc.write(STDERR_FILENO, bytes, bytes.count)
    }

    // Milliseconds of a clock that nobody sets.
    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }
}
