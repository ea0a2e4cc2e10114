// SPDX-License-Identifier: MIT

/// A body that goes on as the cluster changes. It makes nothing before its transport asks, so that nobody's slowness fills
/// memory, and it takes no task to wait for it.
package protocol LiveBody: AnyObject, Sendable {
    /// What it is about: the bodies of one topic have news at the same time.
    var topic: String { get }

    /// What comes next.
    func next() -> LiveStep

    /// Has `listener` hear of news from now on, until the body is let go.
    func follow(_ listener: any LiveListener)
}

/// What a live body says when it is asked.
package enum LiveStep: Sendable {
    /// The next bytes.
    case piece([UInt8])
    /// Nothing now: it is to be asked again when there is news, or at this time.
    case quiet(until: ContinuousClock.Instant)
    /// Nothing any more.
    case end
}

/// A transport with live bodies under way.
package protocol LiveListener: AnyObject, Sendable {
    /// The bodies of `topic` may have more to say. It is told by any thread, and must not hold it up.
    func hasNews(of topic: String)
}
