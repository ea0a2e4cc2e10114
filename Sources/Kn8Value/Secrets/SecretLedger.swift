// SPDX-License-Identifier: MIT

internal import Synchronization

/// What this run has read that must not be shown, and what is shown instead.
///
/// Everything that reads objects notes them here, everything that prints asks here, and the console passes each text through
/// `scrubbed` at last. It is found through `current`, not handed down: what is forgotten to be handed down is a leak.
package final class SecretLedger: Sendable {
    /// The ledger of the task that asks; outside of a command, one that this process keeps.
    @TaskLocal package static var current = SecretLedger()

    private struct State {
        /// What stands for each secret.
        var standIns: [String: String] = [:]
        /// The secrets to look for in texts; a subset.
        var tainted: Set<String> = []
        /// What objects are called: a secret that is no more than such a name is not looked for.
        var names: Set<String> = []
        /// What is looked for; nil when that has to be worked out.
        var patterns: SecretPatterns?
        /// Counts the changes of what is to be looked for.
        var revision = 0

        mutating func change() {
            patterns = nil
            revision += 1
        }
    }

    private let state = Mutex(State())
    private let isTainted = Atomic<Bool>(false)
    private let isRevealed = Atomic<Bool>(false)
    private let digest: Digest

    /// Names bytes without telling anything of them to whoever lacks the key: `sha256:` and ten or more hexadecimal digits.
    package typealias Digest = @Sendable (_ bytes: [UInt8]) -> String

    /// A ledger with nothing in it.
    package init(digest: @escaping Digest = SecretLedger.ownDigest) { self.digest = digest }

    /// A digest that is good for this process alone: SipHash under the key that Swift draws at start.
    package static let ownDigest: Digest = { bytes in
        var hasher = Hasher()
        hasher.combine(bytes)
        let digits = String(UInt(bitPattern: hasher.finalize()), radix: 16)
        return "run:" + String(repeating: "0", count: max(0, 16 - digits.utf8.count)) + digits
    }

    /// Whether the user asked for secrets by name (`--show-secrets`).
    package var showsSecrets: Bool { isRevealed.load(ordering: .relaxed) }

    /// From now on nothing is hidden by this ledger: the user asked for it.
    package func reveal() { isRevealed.store(true, ordering: .relaxed) }

    /// What is printed in place of `secret`; in base64, it is that of the bytes.
    package func standIn(for secret: String, _ coding: SecretWalk.Coding = .plain) -> String {
        let bytes = coding == .base64 ? Base64.decoded(secret) : nil
        // Binary data goes by its base64, of which there is one spelling for the same bytes.
        let text = bytes.map { String(validating: $0, as: UTF8.self) ?? Base64.encoded($0) } ?? secret
        if let known = state.withLock({ $0.standIns[text] }) { return known }
        // What was printed before stands for the same secret still.
        if SecretStandIn.found(in: text) == text { return text }
        let made = SecretStandIn.text(digest: digest(Array(text.utf8)))
        state.withLock { $0.standIns[text] = made }
        return made
    }

    /// Remembers `secret`, so that it is not printed.
    package func note(secret: String, _ coding: SecretWalk.Coding = .plain) {
        guard secret.utf8.count >= SecretForms.minimalLength, SecretStandIn.found(in: secret) == nil else { return }
        let bytes = coding == .base64 ? Base64.decoded(secret) : nil
        let text = bytes.map { String(validating: $0, as: UTF8.self) ?? Base64.encoded($0) } ?? secret
        let parts = SecretLedger.parts(of: text)
        state.withLock { state in
            let count = state.tainted.count
            state.tainted.insert(text)
            state.tainted.formUnion(parts)
            if state.tainted.count != count { state.change() }
        }
        isTainted.store(true, ordering: .releasing)
    }

    /// Remembers the secrets of `value`, an object or a list of objects, and what they are called.
    package func note(_ value: Value) {
        noteName(of: value)
        _ = SecretWalk { secret, coding in
            self.note(secret: secret, coding)
            return nil
        }
        .rewritten(value)
    }

    /// Remembers the secrets of `object`, which was read and may be one of very many: of kinds that have no room for any
    /// only the name is looked at, and of those that run containers only what they are to be.
    package func note(read object: Value) {
        noteName(of: object)
        let kind = object["kind"]?.string ?? ""
        guard !SecretLedger.plainKinds.contains(kind) else { return }
        let walk = SecretWalk { secret, coding in
            self.note(secret: secret, coding)
            return nil
        }
        if SecretLedger.workloads.contains(kind), let spec = object["spec"] {
            _ = walk.rewritten(spec)
        } else {
            _ = walk.rewritten(object)
        }
    }

    private static let plainKinds: Set = [
        "Namespace", "Node", "Service", "Endpoints", "EndpointSlice", "ServiceAccount", "Lease", "PersistentVolume",
        "PersistentVolumeClaim", "StorageClass", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding",
        "CustomResourceDefinition", "PodDisruptionBudget", "NetworkPolicy", "HorizontalPodAutoscaler", "PriorityClass",
        "LimitRange", "ResourceQuota", "Project",
    ]
    private static let workloads: Set = [
        "Pod", "ReplicaSet", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob", "ReplicationController",
    ]

    /// Remembers that `name` is what something is called, which no output can do without.
    package func note(name: String) {
        guard name.utf8.count >= SecretForms.minimalLength else { return }
        state.withLock { state in
            guard state.names.insert(name).inserted, state.tainted.contains(name) else { return }
            state.change()
        }
    }

    private func noteName(of value: Value) {
        let metadata = value["metadata"]
        if let name = metadata?["name"]?.string { note(name: name) }
        if let namespace = metadata?["namespace"]?.string { note(name: namespace) }
        for item in value["items"]?.array ?? [] { noteName(of: item) }
    }

    /// `value` with what stands for them in place of its secrets, whether they were noted before or not, and of copies of
    /// those that were.
    package func masked(_ value: Value) -> Value {
        let masked = SecretWalk { self.standIn(for: $0, $1) }.rewritten(value) ?? value
        guard isTainted.load(ordering: .acquiring) else { return masked }
        return withoutCopies(masked, patterns(), depth: 0) ?? masked
    }

    /// The secret that `standIn` was printed for by this run; nil when there is none.
    package func secret(of standIn: String) -> String? {
        state.withLock { state in state.standIns.first { $0.value == standIn }?.key }
    }

    // Nil when there are none.
    private func withoutCopies(_ value: Value, _ patterns: SecretPatterns, depth: Int) -> Value? {
        guard depth < 512 else { return nil }
        switch value {
        case .string(let text): return patterns.replaced(in: text) { self.standIn(for: $0) }.map(Value.string)
        case .array(let elements):
            var changed: [Value]?
            for (index, element) in elements.enumerated() {
                guard let new = withoutCopies(element, patterns, depth: depth + 1) else { continue }
                if changed == nil { changed = elements }
                changed?[index] = new
            }
            return changed.map(Value.array)
        case .object(let map):
            var changed: Value?
            for entry in map {
                guard let new = withoutCopies(entry.value, patterns, depth: depth + 1) else { continue }
                if changed == nil { changed = value }
                changed?[entry.key] = new
            }
            return changed
        case .null, .bool, .int, .double: return nil
        }
    }

    /// `text` without any secret that was noted before; as it is when the user asked for secrets.
    package func scrubbed(_ text: String) -> String {
        guard isTainted.load(ordering: .acquiring), !showsSecrets else { return text }
        return patterns().replaced(in: text) { self.standIn(for: $0) } ?? text
    }

    private func patterns() -> SecretPatterns {
        if let known = state.withLock({ $0.patterns }) { return known }
        let (revision, tainted) = state.withLock { ($0.revision, $0.tainted.subtracting($0.names)) }
        var forms: [String: String] = [:]
        for secret in tainted {
            for form in SecretForms.all(of: secret) { forms[form] = secret }
        }
        let made = SecretPatterns(forms)
        state.withLock { if $0.revision == revision { $0.patterns = made } }
        return made
    }

    // A registry's password and its like, which stand within a JSON text.
    private static func parts(of secret: String) -> Set<String> {
        guard secret.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{"), let tree = try? Value(json: secret) else {
            return []
        }
        var parts: Set<String> = []
        collect(tree, named: "", into: &parts, depth: 0)
        return parts
    }

    private static func collect(_ value: Value, named name: String, into parts: inout Set<String>, depth: Int) {
        guard depth < 64 else { return }
        switch value {
        case .string(let text):
            guard name == "auth" || SecretName.says(name), text.utf8.count >= SecretForms.minimalLength else { return }
            parts.insert(text)
        case .object(let map):
            for entry in map { collect(entry.value, named: entry.key, into: &parts, depth: depth + 1) }
        case .array(let elements):
            for element in elements { collect(element, named: name, into: &parts, depth: depth + 1) }
        case .null, .bool, .int, .double: break
        }
    }
}
