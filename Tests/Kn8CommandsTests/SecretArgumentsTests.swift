// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Commands

/// Secrets that stand on the command line, in each of the ways that options take values.
@Suite struct SecretArgumentsTests {
    @Test(arguments: [
        "new-app x -e DB_PASSWORD=hunter2-Tr0ub4dor", "new-app x -eDB_PASSWORD=hunter2-Tr0ub4dor",
        "new-app x -e=DB_PASSWORD=hunter2-Tr0ub4dor", "process x -pTOKEN=hunter2-Tr0ub4dor",
        "process x TOKEN=hunter2-Tr0ub4dor",
        "config set-credentials u --token hunter2-Tr0ub4dor", "config set-credentials u --password=hunter2-Tr0ub4dor",
        "create secret generic x --from-literal a=hunter2-Tr0ub4dor",
    ])
    func areNoted(_ arguments: String) {
        let ledger = SecretLedger()
        SecretArguments.note(arguments.split(separator: " ").map(String.init), in: ledger)
        #expect(!ledger.scrubbed("it is hunter2-Tr0ub4dor").contains("hunter2-Tr0ub4dor"))
    }

    @Test(arguments: ["get pods -owide=hunter2-Tr0ub4dor", "new-app x -ePLAIN=hunter2-Tr0ub4dor"])
    func othersAreNot(_ arguments: String) {
        let ledger = SecretLedger()
        SecretArguments.note(arguments.split(separator: " ").map(String.init), in: ledger)
        #expect(ledger.scrubbed("it is hunter2-Tr0ub4dor") == "it is hunter2-Tr0ub4dor")
    }
}
