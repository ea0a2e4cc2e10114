// SPDX-License-Identifier: MIT

internal import Kn8Curl

/// Whether a request is made again, and when.
struct RetryPolicy: Hashable, Sendable {
    /// What making a request twice may do.
    enum Repeatability: Hashable, Sendable {
        /// Nothing: it only reads, or states the same again.
        case harmless
        /// The server's state is the same, but the second answer may be another (`delete`: not found).
        case sameState
        /// It may do its work twice.
        case never
    }

    /// How often a request is made at most (`client-go:rest/request.go`).
    static let mostAttempts = 10

    /// How many milliseconds to wait after attempt number `attempt`, from 1, when the server says nothing of it; `random`
    /// is between 0 and 1.
    static func pause(after attempt: Int, random: Double) -> Int {
        let longest = min(100 << min(attempt - 1, 6), 5_000)
        return longest / 2 + Int(Double(longest / 2) * random)
    }

    /// How many milliseconds to wait before the request is made again; nil when it is not.
    static func pause(
        afterStatus status: Int,
        retryAfter: Int64?,
        attempt: Int,
        _ repeatability: Repeatability,
        random: Double
    ) -> Int? {
        guard attempt < mostAttempts else { return nil }
        switch status {
        // It was turned away before anything was done.
        case 429: break
        case 500...599: guard retryAfter != nil, repeatability != .never else { return nil }
        default: return nil
        }
        let own = pause(after: attempt, random: random)
        return retryAfter.map { max(Int(min($0, 300)) * 1_000, own) } ?? own
    }

    /// The same after an exchange that failed on the way.
    static func pause(
        after failure: CurlFailure,
        attempt: Int,
        _ repeatability: Repeatability,
        random: Double
    ) -> Int? {
        guard attempt < 4, failure.cause == .broken, repeatability == .harmless || !failure.mayHaveArrived
        else { return nil }
        return pause(after: attempt, random: random)
    }
}
