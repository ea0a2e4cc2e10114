// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Apply

/// The program that `KUBECTL_EXTERNAL_DIFF` names: it compares two folders with a file for each object, as kubectl has it
/// (`kubectl:pkg/cmd/diff/diff.go`).
struct ExternalDiff {
    private let words: [String]
    private let environment: [String: String]

    /// The program of `environment`; nil when it names none.
    init?(environment: [String: String]) {
        let words = (environment["KUBECTL_EXTERNAL_DIFF"] ?? "").split(separator: " ").map(String.init)
        guard let program = words.first else { return nil }
        // Words with anything else in them are dropped, as kubectl does.
        self.words = [program] + words.dropFirst().filter { $0.utf8.allSatisfy(ExternalDiff.isPlain) }
        self.environment = environment
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "="):
            true
        default: false
        }
    }

    /// Lets the program compare `differences`, and returns what its status says; the folders are gone afterwards.
    ///
    /// - Throws: When a file cannot be written, or the program cannot be run.
    func run(_ differences: [ObjectDiff], _ session: Session) throws(CommandError) -> ExitStatus {
        let live = try Folder("LIVE-", environment)
        defer { live.remove() }
        let merged = try Folder("MERGED-", environment)
        defer { merged.remove() }
        for difference in differences {
            if difference.before != nil { try live.write(difference.textBefore, to: difference.name) }
            if difference.after != nil { try merged.write(difference.textAfter, to: difference.name) }
        }
        session.console.flush()
        switch try ChildProcess.run(words + [live.path, merged.path]) {
        case 0: return .success
        case 1: return .failure
        case let status:
            throw CommandError("\"\(words[0])\" ended with status \(status)", status: .unusable)
        }
    }
}

/// A folder with a file for each object.
private final class Folder {
    let path: String
    private var files: [String] = []

    init(_ prefix: String, _ environment: [String: String]) throws(CommandError) {
        path = try PrivateFile.makeFolder(prefix: prefix, environment: environment)
    }

    func write(_ text: String, to name: String) throws(CommandError) {
        // A name with a slash in it would be another folder's.
        let file = path + "/" + String(name.map { $0 == "/" ? ":" : $0 })
        files.append(file)
        try PrivateFile.write(text, to: file)
    }

    func remove() {
        files.forEach { unlink($0) }
        rmdir(path)
    }
}
