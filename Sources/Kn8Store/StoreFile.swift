// SPDX-License-Identifier: MIT

internal import Synchronization

/// A connection that several stores read through: the one that writes, or the copies made of it at one moment.
final class StoreFile: Sendable {
    private let database: Mutex<Database>

    init(_ database: consuming sending Database) { self.database = Mutex(database) }

    /// Uses the connection alone.
    func use<Result: Sendable>(
        _ body: (inout Database) throws(StoreError) -> Result
    ) throws(StoreError) -> Result {
        try database.withLock { (database: inout Database) throws(StoreError) -> Result in try body(&database) }
    }
}
