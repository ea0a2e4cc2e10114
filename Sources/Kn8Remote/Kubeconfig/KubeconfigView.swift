// SPDX-License-Identifier: MIT

package import Kn8Value

/// A merged kubeconfig as `config view` shows it.
package struct KubeconfigView {
    private var value: Value
    private let config: Kubeconfig

    /// All of `config`; with `only`, that context, its cluster and its user.
    package init(_ config: Kubeconfig, only context: String? = nil) throws(KubeconfigError) {
        var names: [KubeconfigFile.Section: String] = [:]
        if let context {
            guard !context.isEmpty else { throw KubeconfigError("current-context must exist in order to minify") }
            guard let entry = config.entry(.contexts, context) else {
                throw KubeconfigError("cannot locate context \(context)")
            }
            names = [
                .contexts: context, .clusters: entry.value["cluster"]?.string ?? "",
                .users: entry.value["user"]?.string ?? "",
            ]
            for section in [KubeconfigFile.Section.clusters, .users] {
                guard let name = names[section], !name.isEmpty, config.entry(section, name) == nil else { continue }
                throw KubeconfigError("cannot locate \(section.content) \(name)")
            }
        }
        self.config = config
        value = [
            "apiVersion": "v1", "kind": "Config", "preferences": config.preferences,
            "current-context": .string(context ?? config.currentContext),
        ]
        if !config.extensions.isEmpty { value["extensions"] = .array(config.extensions) }
        for section in KubeconfigFile.Section.allCases {
            let entries = config.entries(section).filter { names[section] == nil || names[section] == $0.name }
            value[section.rawValue] =
                entries.isEmpty
                ? .null : .array(entries.map { [section.content: $0.written, "name": .string($0.name)] })
        }
        var file = KubeconfigFile(path: "")
        file.value = value
        value = file.normalized
    }

    /// The tree, secrets and all.
    package var raw: Value { value }

    /// The tree without what lets somebody in.
    package var redacted: Value {
        changed { section, content in
            var content = content
            for field in ["certificate-authority-data", "client-certificate-data", "client-key-data"]
            where content[field]?.string?.isEmpty == false {
                content[field] = "DATA+OMITTED"
            }
            guard section == .users else { return content }
            for field in ["token", "password"] where content[field]?.string?.isEmpty == false {
                content[field] = "REDACTED"
            }
            for field in ["access-token", "id-token", "refresh-token", "client-secret"] {
                let path = ["auth-provider", "config", field]
                if content[path: path] != nil { content[path: path] = "REDACTED" }
            }
            // kubectl shows these; a plugin's variables often are passwords.
            if let variables = content[path: ["exec", "env"]]?.array {
                content[path: ["exec", "env"]] = .array(
                    variables.map { variable in
                        var variable = variable
                        if KubeconfigView.soundsSecret(variable["name"]?.string ?? "") {
                            variable["value"] = "REDACTED"
                        }
                        return variable
                    }
                )
            }
            return content
        }
    }

    /// The view with certificates and keys in it, and not the paths of their files.
    package func flattened() throws(KubeconfigError) -> KubeconfigView {
        var view = self
        for section in KubeconfigFile.Section.allCases {
            guard var entries = value[section.rawValue]?.array else { continue }
            for index in entries.indices {
                var content = entries[index][section.content] ?? .emptyObject
                for field in ["certificate-authority", "client-certificate", "client-key"] {
                    let name = entries[index]["name"]?.string ?? ""
                    guard let path = config.entry(section, name)?.value[field]?.string, !path.isEmpty else { continue }
                    if content["\(field)-data"]?.string?.isEmpty != false {
                        guard let bytes = try PlainFile.read(path) else {
                            throw KubeconfigError("open \(path): no such file or directory")
                        }
                        content["\(field)-data"] = .string(Base64.encoded(bytes))
                    }
                    content[field] = nil
                }
                entries[index][section.content] = content
            }
            view.value[section.rawValue] = .array(entries)
        }
        return view
    }

    private func changed(_ change: (KubeconfigFile.Section, Value) -> Value) -> Value {
        var value = value
        for section in KubeconfigFile.Section.allCases {
            guard let entries = value[section.rawValue]?.array else { continue }
            value[section.rawValue] = .array(
                entries.map { entry in
                    var entry = entry
                    entry[section.content] = change(section, entry[section.content] ?? .emptyObject)
                    return entry
                }
            )
        }
        return value
    }

    private static func soundsSecret(_ name: String) -> Bool {
        let name = name.uppercased()
        return ["SECRET", "TOKEN", "PASSWORD", "PASSWD", "KEY"].contains { word in
            name.hasSuffix(word) || name.split(separator: "_").contains { $0 == word }
        }
    }
}
