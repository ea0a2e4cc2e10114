// SPDX-License-Identifier: MIT

internal import Glibc
package import Kn8Value
internal import Kn8YAML

/// One kubeconfig file as it is written; fields that kn8 does not know stay in it.
package struct KubeconfigFile: Hashable, Sendable {
    /// What a file has named entries of.
    package enum Section: String, CaseIterable, Sendable {
        case clusters
        case contexts
        case users

        /// The key that an entry's content stands under.
        package var content: String {
            switch self {
            case .clusters: "cluster"
            case .contexts: "context"
            case .users: "user"
            }
        }

        /// The fields that must be text.
        var texts: [String] {
            switch self {
            case .clusters:
                ["server", "certificate-authority", "certificate-authority-data", "tls-server-name", "proxy-url"]
            case .contexts: ["cluster", "user", "namespace"]
            case .users:
                [
                    "token", "tokenFile", "username", "password", "client-certificate", "client-certificate-data",
                    "client-key", "client-key-data", "as", "as-uid",
                ]
            }
        }

        /// Go's name of an entry's type, for complaints.
        var typeName: String {
            switch self {
            case .clusters: "Cluster"
            case .contexts: "Context"
            case .users: "AuthInfo"
            }
        }
    }

    /// Where it is.
    package let path: String
    /// The whole tree; a mapping.
    package var value: Value

    /// A file that says nothing yet.
    package init(path: String) {
        self.path = path
        value = ["apiVersion": "v1", "kind": "Config"]
    }

    /// The file at `path`; nil when there is none.
    package init?(reading path: String) throws(KubeconfigError) {
        guard let bytes = try PlainFile.read(path) else { return nil }
        self.path = path
        value = .emptyObject
        for item in YAMLStream.documents(in: bytes, file: path, duplicates: .kept) {
            switch item {
            case .document(let document): value = document.value
            case .findings(let findings):
                throw KubeconfigError(
                    "error loading config file \"\(path)\": yaml: \(findings.first?.message ?? "it cannot be read")"
                )
            }
            break
        }
        try checkTypes()
    }

    /// The entries of `section`, in order; what has no name is passed over.
    package func entries(_ section: Section) -> [(name: String, content: Value)] {
        (value[section.rawValue]?.array ?? []).compactMap { entry in
            entry["name"]?.string.map { ($0, entry[section.content] ?? .emptyObject) }
        }
    }

    /// The content of the entry `name`, nil when there is none; setting nil removes it, and a new one comes last.
    package subscript(section: Section, name: String) -> Value? {
        get { entries(section).first { $0.name == name }?.content }
        set {
            var list = value[section.rawValue]?.array ?? []
            let index = list.firstIndex { $0["name"]?.string == name }
            switch (index, newValue) {
            case (let index?, let content?): list[index][section.content] = content
            case (let index?, nil): list.remove(at: index)
            case (nil, let content?): list.append([section.content: content, "name": .string(name)])
            case (nil, nil): return
            }
            value[section.rawValue] = .array(list)
        }
    }

    /// `current-context`; empty when it names none.
    package var currentContext: String {
        get { value["current-context"]?.string ?? "" }
        set { value["current-context"] = .string(newValue) }
    }

    /// The folder that relative paths start from.
    var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private func checkTypes() throws(KubeconfigError) {
        guard value.object != nil else {
            throw KubeconfigError("error loading config file \"\(path)\": it is no mapping")
        }
        for section in Section.allCases {
            guard let list = value[section.rawValue], !list.isNull else { continue }
            guard let entries = list.array else {
                throw wrongType(list, "Config.\(section.rawValue)", "[]v1.Named\(section.typeName)")
            }
            for entry in entries {
                for field in section.texts {
                    guard let found = entry[section.content]?[field], !found.isNull, found.string == nil else {
                        continue
                    }
                    throw wrongType(
                        found,
                        "\(section.typeName).\(section.rawValue).\(section.content).\(field)",
                        "string"
                    )
                }
            }
        }
    }

    private func wrongType(_ value: Value, _ field: String, _ type: String) -> KubeconfigError {
        let name =
            switch value {
            case .bool: "bool"
            case .int, .double: "number"
            case .string: "string"
            case .array: "array"
            default: "object"
            }
        return KubeconfigError(
            "error loading config file \"\(path)\": json: cannot unmarshal \(name) into Go struct field \(field) of type "
                + type
        )
    }
}
