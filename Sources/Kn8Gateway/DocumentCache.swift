// SPDX-License-Identifier: MIT

internal import Kn8Crypto
internal import Synchronization

/// Documents that change only with the set of served kinds, as the bytes that are sent.
final class DocumentCache: Sendable {
    /// A document and what tells it from others.
    struct Document: Sendable {
        let bytes: [UInt8]
        /// 128 hexadecimal digits, upper case.
        let tag: String
    }

    private struct State {
        var version = -1
        var documents: [String: Document] = [:]
    }

    private let state = Mutex(State())

    /// The document called `name`; `body` makes it when it is not there for that version of the served kinds.
    func document(_ name: String, version: Int, _ body: () -> [UInt8]) -> Document {
        let known = state.withLock { state -> Document? in
            if state.version != version {
                state.version = version
                state.documents = [:]
            }
            return state.documents[name]
        }
        if let known { return known }
        let bytes = body()
        let made = Document(bytes: bytes, tag: DocumentCache.tag(bytes))
        state.withLock { if $0.version == version { $0.documents[name] = made } }
        return made
    }

    // As long as the API server's own, which are SHA-512.
    static func tag(_ bytes: [UInt8]) -> String {
        if let one = try? SHA256.digest(bytes), let other = try? SHA256.digest(one) {
            return Hexadecimal.encoded(one + other).uppercased()
        }
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        var text = ""
        for round in 0..<8 {
            hash ^= UInt64(round)
            for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            let digits = String(hash, radix: 16, uppercase: true)
            text += String(repeating: "0", count: 16 - digits.utf8.count) + digits
        }
        return text
    }
}
