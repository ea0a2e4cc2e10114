// SPDX-License-Identifier: MIT

internal import Kn8API
package import Kn8Crypto
package import Kn8Value

/// A plan in a file: the writes, what they stand on, and no secret value. `docs/plan.md` has the format.
package struct SavedPlan: Sendable {
    /// The format's version.
    package static let version: Int64 = 1
    /// How the name of such a file ends.
    package static let suffix = ".kn8plan"

    /// Why a file is no plan.
    package enum Fault: Error, Hashable, Sendable {
        /// It is no JSON, or not of this form.
        case unreadable
        /// It was written by another version of kn8, in a format of this version.
        case unknownVersion(Int64)
        /// Its content is not what its hash says.
        case changed

        /// The fault in words.
        package var description: String {
            switch self {
            case .unreadable: "it is no plan of kn8"
            case .unknownVersion(let version):
                "it has format \(version), and this kn8 reads format \(SavedPlan.version)"
            case .changed: "it has been changed or cut short since it was saved: its hash does not fit"
            }
        }
    }

    /// The kn8 that made it.
    package var madeBy: String
    /// When it was made.
    package var time: Timestamp
    /// The cluster it was made for; see `ClusterIdentity`.
    package var cluster: String
    /// How it was made: what is needed to make it again, of no concern here.
    package var making: Value
    /// The plan in kn8's JSON, for people and programs.
    package var report: Value
    /// What the writes stand on.
    package var reads: [PlanTape.Read]
    /// The writes, in order.
    package var writes: [SavedWrite]
    private var salt: [UInt8]

    /// A plan of what is on `tape`, with secret values sealed.
    package init(
        tape: PlanTape,
        cluster: String,
        making: Value,
        report: Value,
        madeBy: String,
        time: Timestamp
    ) throws(CryptoError) {
        let salt = RandomBytes.make(16)
        (self.cluster, self.making, self.report) = (cluster, making, report)
        (self.madeBy, self.time, self.salt) = (madeBy, time, salt)
        reads = tape.reads
        writes = []
        for write in tape.writes { writes.append(try PlanSeal.sealed(write, salt: salt)) }
    }

    /// The writes that lack secret values.
    package var sealedWrites: [SavedWrite] { writes.filter { !$0.seal.isEmpty } }

    /// Puts the secret values in, out of `tape`, which was made anew in the same way from the same state.
    ///
    /// - Returns: The writes whose values are not those of the plan; with any of them the plan must not be carried out.
    package mutating func unseal(from tape: PlanTape) throws(CryptoError) -> [SavedWrite] {
        var strange: [SavedWrite] = []
        let anew = tape.writes
        for (index, write) in writes.enumerated() where !write.seal.isEmpty {
            guard anew.indices.contains(index) else {
                strange.append(write)
                continue
            }
            let sealed = try PlanSeal.sealed(anew[index], salt: salt)
            guard sealed.seal == write.seal, sealed.key == write.key, sealed.kind == write.kind else {
                strange.append(write)
                continue
            }
            writes[index].body = PlanSeal.filled(write.body, from: anew[index].body, masked: sealed.body)
        }
        return strange
    }

    // MARK: The file

    private var content: Value {
        [
            "kn8plan": .int(SavedPlan.version), "kn8": .string(madeBy), "time": .string(time.description),
            "cluster": .string(cluster), "making": making, "plan": report,
            "reads": .array(reads.map(\.value)), "writes": .array(writes.map(\.value)),
            "salt": .string(Hexadecimal.encoded(salt)),
        ]
    }

    private static func hash(_ content: Value) throws(CryptoError) -> String {
        Hexadecimal.encoded(try SHA256.digest(content.jsonBytes()))
    }

    /// The file.
    package func text() throws(CryptoError) -> String {
        var content = content
        content["sha256"] = .string(try SavedPlan.hash(content))
        return content.json(.indented(2)) + "\n"
    }

    /// Reads a file; the hash is checked before all else but the version.
    package static func read(_ bytes: [UInt8]) throws -> SavedPlan {
        guard let content = try? Value(json: bytes), let version = content["kn8plan"]?.int else {
            throw Fault.unreadable
        }
        guard version == SavedPlan.version else { throw Fault.unknownVersion(version) }
        return try SavedPlan(content)
    }

    private init(_ content: Value) throws {
        var hashed = content
        hashed["sha256"] = nil
        guard content["sha256"]?.string == (try SavedPlan.hash(hashed)) else { throw Fault.changed }
        guard let time = Timestamp(content["time"]?.string ?? ""), let cluster = content["cluster"]?.string,
            let reads = content["reads"]?.array, let writes = content["writes"]?.array
        else { throw Fault.unreadable }
        self.time = time
        self.cluster = cluster
        madeBy = content["kn8"]?.string ?? ""
        making = content["making"] ?? .emptyObject
        report = content["plan"] ?? .emptyObject
        self.reads = reads.map(PlanTape.Read.init)
        self.writes = try writes.map { value in
            guard let write = SavedWrite(value) else { throw Fault.unreadable }
            return write
        }
        salt = Hexadecimal.decoded(content["salt"]?.string ?? "")
    }
}

extension PlanTape.Read {
    fileprivate var value: Value {
        var value: Value = [
            "apiVersion": .string(kind.apiVersion), "kind": .string(kind.kind), "name": .string(key.name),
        ]
        if !key.namespace.isEmpty { value["namespace"] = .string(key.namespace) }
        if uid.isEmpty {
            value["absent"] = true
        } else {
            value["uid"] = .string(uid)
            value["resourceVersion"] = .string(resourceVersion)
        }
        return value
    }

    fileprivate init(_ value: Value) {
        func text(_ key: String) -> String { value[key]?.string ?? "" }
        self.init(
            kind: GroupVersionKind(apiVersion: text("apiVersion"), kind: text("kind")),
            key: ObjectKey(namespace: text("namespace"), name: text("name")),
            uid: text("uid"),
            resourceVersion: text("resourceVersion")
        )
    }
}

extension Hexadecimal {
    /// The bytes of `text`; what is no pair of digits ends it.
    fileprivate static func decoded(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Substring(text)
        while rest.utf8.count >= 2, let byte = UInt8(rest.prefix(2), radix: 16) {
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}
