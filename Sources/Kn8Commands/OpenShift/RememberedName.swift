// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Remote

/// A name that commands use when none is given, kept in a file beside the state.
struct RememberedName {
    /// Of what there is one.
    enum Kind: String {
        /// The namespace that the local context works in.
        case project
        /// Who works.
        case user
        /// The kubeconfig context that is worked on when none is named.
        case context
    }

    private let path: String?

    /// The choice that belongs to the state at `state`; one that is thrown away has none.
    init(of kind: Kind, state: String) { path = state == ":memory:" ? nil : "\(state).\(kind)" }

    /// The name chosen last; nil when none was.
    var name: String? {
        guard let path else { return nil }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        let bytes = [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
            count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
        }
        let text = String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
        return text.isEmpty ? nil : text
    }

    /// Chooses `name`.
    func choose(_ name: String) throws(CommandError) {
        guard let path else { return }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandError("open \(path): \(String(cString: strerror(errno)).lowercased())")
        }
        defer { close(descriptor) }
        let bytes = Array((name + "\n").utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count else {
            throw CommandError("write \(path): \(String(cString: strerror(errno)).lowercased())")
        }
    }
}

extension RememberedName {
    /// Forgets the choice.
    func forget() {
        if let path { unlink(path) }
    }
}

extension TargetOptions {
    /// The choice that belongs to the state.
    func remembered(_ kind: RememberedName.Kind, in session: Session) throws(CommandError) -> RememberedName {
        RememberedName(of: kind, state: try StatePath.resolved(option: state, environment: session.environment))
    }

    /// The namespace given, else the context's, else `default`; the local context's is the current project.
    func namespace(in session: Session) -> String {
        if let namespace { return namespace }
        if case .remote(let connection)? = try? ContextChoice(self, in: session) {
            return connection.namespace.isEmpty ? "default" : connection.namespace
        }
        return (try? remembered(.project, in: session))?.name ?? "default"
    }
}
