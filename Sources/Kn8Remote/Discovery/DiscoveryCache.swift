// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Value

/// Documents of servers that are kept between runs, each with the tag by which the server says whether it still holds.
struct DiscoveryCache: Sendable {
    /// The server's folder; empty to keep nothing.
    private let folder: String

    /// The folder of `server` below `root`; an empty root keeps nothing.
    init(root: String, server: String) {
        guard !root.isEmpty else {
            folder = ""
            return
        }
        let name = server.drop { $0 != "/" }.drop { $0 == "/" }.map { character in
            character.isASCII && (character.isLetter || character.isNumber || character == "." || character == "-")
                ? character : "_"
        }
        folder = "\(root)/\(server.hasPrefix("https:") ? "" : "plain_")\(String(name))"
    }

    /// The document `name` and its tag; nil when it is not kept.
    func document(_ name: String) -> (tag: String, body: [UInt8])? {
        guard !folder.isEmpty, let bytes = try? PlainFile.read("\(folder)/\(name)"),
            let end = bytes.firstIndex(of: 0x0A), end < 1_024
        else { return nil }
        return (String(decoding: bytes[..<end], as: UTF8.self), Array(bytes[(end + 1)...]))
    }

    /// Keeps `body`; that it cannot be kept is no failure, only slower next time.
    func keep(_ name: String, tag: String, body: [UInt8]) {
        guard !folder.isEmpty, !tag.isEmpty, !tag.utf8.contains(0x0A) else { return }
        try? PlainFile.write(Array((tag + "\n").utf8) + body, to: "\(folder)/\(name)")
    }
}
