// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Secrets on the command line, which no complaint about it may repeat.
enum SecretArguments {
    /// Notes what `arguments` say is a secret: `--token=x`, `--docker-password x`, `DB_PASSWORD=x`, and the literals of a
    /// Secret that is to be created.
    static func note(_ arguments: [String], in ledger: SecretLedger) {
        let makesSecret = arguments.contains("secret") && arguments.contains("create")
        var awaits: Expected?
        for argument in arguments {
            if let expected = awaits {
                note(argument, expected, ledger)
                awaits = nil
                continue
            }
            // `-eDB_PASSWORD=x`
            if argument.hasPrefix("-"), let expected = expected(behind: String(argument.prefix(2)), makesSecret),
                argument.count > 2, !argument.dropFirst(2).hasPrefix("=")
            {
                note(String(argument.dropFirst(2)), expected, ledger)
                continue
            }
            guard let mark = argument.firstIndex(of: "=") else {
                awaits = expected(behind: argument, makesSecret)
                continue
            }
            let name = String(argument[..<mark])
            let value = String(argument[argument.index(after: mark)...])
            if let expected = expected(behind: name, makesSecret) {
                note(value, expected, ledger)
            } else if SecretName.says(name), !SecretName.isTrivial(value) {
                ledger.note(secret: value)
            }
        }
    }

    private enum Expected {
        case secret
        case assignment(isSecret: Bool)
    }

    // What the flag `word` takes.
    private static func expected(behind word: String, _ makesSecret: Bool) -> Expected? {
        switch word {
        case "--from-literal": return .assignment(isSecret: makesSecret)
        case "-p", "--param", "-e", "--env": return .assignment(isSecret: false)
        case "--password", "--docker-password", "--token": return .secret
        default: return nil
        }
    }

    private static func note(_ text: String, _ expected: Expected, _ ledger: SecretLedger) {
        switch expected {
        case .secret: ledger.note(secret: text)
        case .assignment(let isSecret):
            guard let mark = text.firstIndex(of: "=") else { return }
            let value = String(text[text.index(after: mark)...])
            guard isSecret || SecretName.says(String(text[..<mark])), !SecretName.isTrivial(value) else { return }
            ledger.note(secret: value)
        }
    }
}
