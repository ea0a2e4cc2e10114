// SPDX-License-Identifier: MIT

/// The writes of a transaction, on their way into the file.
package struct SealedWrites: Sendable {
    let changes: [PendingChange]
    /// The revision that they lead to.
    package let revision: Int64
    let trimming: Int64?
    let file: StoreFile

    /// Writes them to the file, and waits until they are safe there; after an error nothing of them is stored.
    package func store() throws(StoreError) {
        try file.use { (database: inout Database) throws(StoreError) in
            try database.commit(changes, trimming: trimming)
        }
    }
}
