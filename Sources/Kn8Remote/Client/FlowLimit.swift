// SPDX-License-Identifier: MIT

internal import Synchronization

/// How many requests may be under way at once: more while the server keeps up, half as many when it says it is too much.
final class FlowLimit: Sendable {
    private struct State {
        var limit: Int
        var underWay = 0
        var served = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
        var first = 0
    }

    /// The bounds of the limit.
    static let range = 4...128

    private let state: Mutex<State>

    init(_ limit: Int = 32) { state = Mutex(State(limit: limit)) }

    /// The limit now.
    var limit: Int { state.withLock { $0.limit } }

    /// Waits for a place, in the order of asking.
    func enter() async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isFree = state.withLock { state in
                guard state.underWay >= state.limit else {
                    state.underWay += 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
    }

    /// Gives the place back; `wasTooMuch` when the server turned the request away as one too many.
    func leave(wasTooMuch: Bool) {
        let next = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.underWay -= 1
            if wasTooMuch {
                state.limit = max(state.limit / 2, FlowLimit.range.lowerBound)
                state.served = 0
            } else {
                state.served += 1
                if state.served >= state.limit {
                    state.limit = min(state.limit + 4, FlowLimit.range.upperBound)
                    state.served = 0
                }
            }
            var admitted: [CheckedContinuation<Void, Never>] = []
            while state.underWay < state.limit, state.first < state.waiting.count {
                admitted.append(state.waiting[state.first])
                state.first += 1
                state.underWay += 1
            }
            if state.first == state.waiting.count {
                state.waiting.removeAll(keepingCapacity: true)
                state.first = 0
            }
            return admitted
        }
        next.forEach { $0.resume() }
    }
}
