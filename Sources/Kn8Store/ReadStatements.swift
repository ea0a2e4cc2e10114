// SPDX-License-Identifier: MIT

internal import Kn8SQLite

/// The statements that read single rows, compiled once.
final class ReadStatements: Sendable {
    let state: Statement
    let dependents: Statement

    init(on connection: borrowing Connection) throws(SQLiteError) {
        state = try Statement("SELECT json FROM log WHERE revision=?1", on: connection)
        dependents = try Statement("SELECT resource, namespace, name FROM owners WHERE uid=?1", on: connection)
    }
}
