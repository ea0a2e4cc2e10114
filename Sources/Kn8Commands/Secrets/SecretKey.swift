// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Crypto
internal import Kn8Value
internal import Synchronization

/// The key under which digests of secrets are made: 32 random bytes in a file beside the state, for its owner alone.
///
/// So outputs about one state can be compared, and those about different ones cannot. Where no file can be kept, digests
/// are good for this run only, and say so (`secret(run:…)` in place of `secret(sha256:…)`).
final class SecretKey: Sendable {
    private enum Lookup {
        case pending
        case done([UInt8]?)
    }

    private struct State {
        var path: String?
        var lookup = Lookup.pending
    }

    private static let byteCount = 32
    private let state: Mutex<State>

    /// The key of the state that `environment` names.
    init(environment: [String: String]) {
        let path = try? StatePath.resolved(option: nil, environment: environment)
        state = Mutex(State(path: path.flatMap(SecretKey.path)))
    }

    /// Takes the key of the state at `state` instead, from the next digest on.
    func use(state path: String) {
        state.withLock { state in
            let new = SecretKey.path(path)
            if state.path != new { state = State(path: new) }
        }
    }

    /// What stands for `bytes`, in the form of `SecretLedger.Digest`.
    func digest(of bytes: [UInt8]) -> String {
        guard let key, let code = try? SHA256.authenticationCode(of: Array("kn8 secret\0".utf8) + bytes, key: key)
        else {
            return SecretLedger.ownDigest(bytes)
        }
        return "sha256:" + Hexadecimal.encoded(code)
    }

    private static func path(_ state: String) -> String? { state == ":memory:" ? nil : "\(state).digest-key" }

    private var key: [UInt8]? {
        state.withLock { state in
            if case .done(let key) = state.lookup { return key }
            let key = state.path.flatMap { SecretKey.read($0) ?? SecretKey.make($0) }
            state.lookup = .done(key)
            return key
        }
    }

    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let bytes = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
        }
        return bytes.count == byteCount ? bytes : nil
    }

    // Two runs may make a key at once: the first to link its file wins, and both read that one.
    private static func make(_ path: String) -> [UInt8]? {
        let key = RandomBytes.make(byteCount)
        let fresh = "\(path)-\(getpid())"
        let descriptor = open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return nil }
        let isWritten = write(descriptor, key, key.count) == key.count
        close(descriptor)
        defer { unlink(fresh) }
        guard isWritten else { return nil }
        _ = link(fresh, path)
        return read(path)
    }
}
