// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// Tokens from a file, each with its user (`kube-apiserver --token-auth-file`).
package struct StaticTokens: Sendable {
    /// Why the file cannot be used, in Kubernetes' words.
    package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
        /// The sentence.
        package let description: String
    }

    private var users: [ExactText: UserInfo] = [:]
    /// What is odd about the file but does not matter; for the log. No token is in it.
    package private(set) var warnings: [String] = []

    /// The tokens of a CSV text: token, user, uid, and the groups in one quoted column; `path` is for errors.
    package init(csv text: String, path: String) throws(FileError) {
        var reader = RecordReader(text)
        var number = 0
        while let record = try reader.next() {
            guard record.count >= 3 else {
                throw FileError(
                    description: "token file '\(path)' must have at least 3 columns (token, user name, user uid), "
                        + "found \(record.count)"
                )
            }
            number += 1
            let token = ExactText(record[0])
            guard !token.text.isEmpty else {
                warnings.append("empty token has been found in token file '\(path)', record number '\(number)'")
                continue
            }
            if users[token] != nil {
                warnings.append("duplicate token has been found in token file '\(path)', record number '\(number)'")
            }
            let groups = record.count > 3 ? record[3].split(separator: ",", omittingEmptySubsequences: false) : []
            users[token] = UserInfo(name: record[1], uid: record[2], groups: groups.map(String.init))
        }
    }

    /// Tokens with their users.
    package init(_ users: [String: UserInfo]) {
        self.users = Dictionary(uniqueKeysWithValues: users.map { (ExactText($0.key), $0.value) })
    }

    /// Whose `token` is; nil when it is none of these.
    package func user(of token: String) -> UserInfo? { users[ExactText(token)] }
}

/// Reads records of RFC 4180 as Go's `encoding/csv` does: blank lines are passed over, quotes may hold line breaks.
private struct RecordReader {
    private let text: [Character]
    private var place = 0
    private var line = 1

    init(_ text: String) { self.text = Array(text) }  // CRLF is one character

    private var current: Character? { place < text.count ? text[place] : nil }

    mutating func next() throws(StaticTokens.FileError) -> [String]? {
        while let character = current, character.isNewline {
            place += 1
            line += 1
        }
        guard current != nil else { return nil }
        var record = [try field()]
        while let character = current {
            place += 1
            if character.isNewline {
                line += 1
                break
            }
            record.append(try field())
        }
        return record
    }

    /// One field; the reader then stands before a comma or a line break, or at the end.
    private mutating func field() throws(StaticTokens.FileError) -> String {
        guard current == "\"" else { return try bareField() }
        place += 1
        var result = ""
        while let character = current {
            place += 1
            if character.isNewline { line += 1 }
            guard character == "\"" else {
                result.append(character)
                continue
            }
            switch current {
            case "\"":
                result.append("\"")
                place += 1
            case nil, ",": return result
            case let next? where next.isNewline: return result
            default:
                throw StaticTokens.FileError(
                    description: "parse error on line \(line): extraneous or missing \" in quoted-field"
                )
            }
        }
        throw StaticTokens.FileError(
            description: "parse error on line \(line): extraneous or missing \" in quoted-field"
        )
    }

    private mutating func bareField() throws(StaticTokens.FileError) -> String {
        var result = ""
        while let character = current, character != ",", !character.isNewline {
            guard character != "\"" else {
                throw StaticTokens.FileError(description: "parse error on line \(line): bare \" in non-quoted-field")
            }
            result.append(character)
            place += 1
        }
        return result
    }
}
