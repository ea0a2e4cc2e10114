// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Commands

/// The table of what is waited for, as it fits a terminal.
struct StatusBoardTests {
    private static let rows = [
        ("deployment.apps/web", "1 of 3 replicas are updated"), ("pod/a", "is Pending"), ("pod/b", "is Pending"),
    ].map { (name: $0.0, state: $0.1) }

    @Test func `names and states stand in columns, and the sum below`() {
        #expect(
            StatusBoard.text(Self.rows, done: 4, of: 7, lines: 24, columns: 80) == [
                "deployment.apps/web  1 of 3 replicas are updated", "pod/a                is Pending",
                "pod/b                is Pending", "4 of 7 ready",
            ]
        )
    }

    @Test func `what does not fit is cut and counted`() {
        #expect(
            StatusBoard.text(Self.rows, done: 4, of: 7, lines: 5, columns: 24) == [
                "deployment.apps/web  1…", "and 2 more", "4 of 7 ready",
            ]
        )
    }
}
