// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What a part of a kubeconfig must be; kubectl's Go types, whose names its complaints have
/// (`client-go:tools/clientcmd/api/v1/types.go`).
indirect enum KubeconfigShape: Sendable {
    case text
    case flag
    /// Text in base64.
    case bytes
    case anything
    case list(KubeconfigShape)
    case mapping(KubeconfigShape)
    case fields(String, [String: KubeconfigShape])

    /// What is wrong first with `value`, which stands at `path` of the Go type `owner`; nil when nothing is.
    func complaint(about value: Value, owner: String, path: String) -> String? {
        func unfit(_ value: Value) -> String {
            "json: cannot unmarshal \(KubeconfigShape.word(for: value)) into Go struct field \(owner).\(path) of type "
                + name
        }
        switch (self, value) {
        case (.anything, _), (_, .null), (.text, .string), (.flag, .bool): return nil
        case (.bytes, .string(let text)):
            return Base64.illegalByte(in: text).map { "illegal base64 data at input byte \($0)" }
        case (.list(let shape), .array(let elements)):
            return elements.lazy.compactMap { shape.complaint(about: $0, owner: owner, path: path) }.first
        case (.mapping(let shape), .object(let map)):
            return map.lazy.compactMap { shape.complaint(about: $0.value, owner: owner, path: path) }.first
        case (.fields(let type, let fields), .object(let map)):
            return map.lazy.compactMap { entry in
                let path = path.isEmpty ? entry.key : "\(path).\(entry.key)"
                return fields[entry.key]?.complaint(about: entry.value, owner: type, path: path)
            }.first
        default: return unfit(value)
        }
    }

    private var name: String {
        switch self {
        case .text: "string"
        case .flag: "bool"
        case .bytes: "[]uint8"
        case .anything: "runtime.RawExtension"
        case .list(let shape): "[]\(shape.name)"
        case .mapping(let shape): "map[string]\(shape.name)"
        case .fields(let type, _): "v1.\(type)"
        }
    }

    private static func word(for value: Value) -> String {
        switch value {
        case .bool: "bool"
        case .int, .double: "number"
        case .string: "string"
        case .array: "array"
        default: "object"
        }
    }
}

extension KubeconfigShape {
    /// A whole file.
    static let config = KubeconfigShape.fields(
        "Config",
        [
            "preferences": .fields("Preferences", ["colors": .flag, "extensions": extensions]),
            "clusters": .list(.fields("NamedCluster", ["name": .text, "cluster": cluster])),
            "contexts": .list(.fields("NamedContext", ["name": .text, "context": context])),
            "users": .list(.fields("NamedAuthInfo", ["name": .text, "user": user])),
            "current-context": .text, "extensions": extensions,
        ]
    )

    private static let extensions = KubeconfigShape.list(
        .fields("NamedExtension", ["name": .text, "extension": .anything])
    )

    private static let cluster = KubeconfigShape.fields(
        "Cluster",
        [
            "server": .text, "tls-server-name": .text, "insecure-skip-tls-verify": .flag,
            "certificate-authority": .text, "certificate-authority-data": .bytes, "proxy-url": .text,
            "disable-compression": .flag, "extensions": extensions,
        ]
    )

    private static let context = KubeconfigShape.fields(
        "Context",
        ["cluster": .text, "user": .text, "namespace": .text, "extensions": extensions]
    )

    private static let user = KubeconfigShape.fields(
        "AuthInfo",
        [
            "client-certificate": .text, "client-certificate-data": .bytes, "client-key": .text,
            "client-key-data": .bytes, "token": .text, "tokenFile": .text, "as": .text, "as-uid": .text,
            "as-groups": .list(.text), "as-user-extra": .mapping(.list(.text)), "username": .text, "password": .text,
            "auth-provider": .fields("AuthProviderConfig", ["name": .text, "config": .mapping(.text)]),
            "exec": plugin, "extensions": extensions,
        ]
    )

    private static let plugin = KubeconfigShape.fields(
        "ExecConfig",
        [
            "command": .text, "args": .list(.text), "apiVersion": .text, "installHint": .text,
            "env": .list(.fields("ExecEnvVar", ["name": .text, "value": .text])), "provideClusterInfo": .flag,
            "interactiveMode": .text,
        ]
    )

    /// The fields of `section`'s entries, and what each of them must be.
    static func fields(of section: KubeconfigFile.Section) -> [String: KubeconfigShape] {
        let shape =
            switch section {
            case .clusters: cluster
            case .contexts: context
            case .users: user
            }
        guard case .fields(_, let fields) = shape else { return [:] }
        return fields
    }
}
