// SPDX-License-Identifier: MIT

/// Pieces of a body that are made when they are asked for, so that nobody's slowness fills memory. For one reader.
package struct ByteStream: AsyncSequence, Sendable {
    /// The pieces, one after the other.
    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let pull: @Sendable () async -> [UInt8]?

        /// The next piece; nil at the end, and when the task is cancelled.
        package mutating func next() async -> [UInt8]? { await pull() }
        /// The next piece, for a reader that lives on an actor.
        package mutating func next(isolation actor: isolated (any Actor)?) async -> [UInt8]? { await pull() }
    }

    private let pull: @Sendable () async -> [UInt8]?

    /// A stream whose pieces `pull` makes, until it makes none.
    package init(_ pull: @escaping @Sendable () async -> [UInt8]?) { self.pull = pull }

    /// The pieces, one after the other.
    package func makeAsyncIterator() -> Iterator { Iterator(pull: pull) }
}
