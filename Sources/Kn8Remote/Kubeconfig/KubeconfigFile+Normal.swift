// SPDX-License-Identifier: MIT

package import Kn8Value

extension KubeconfigFile {
    /// The tree as kubectl writes it: every section there, entries by name, nothing that says nothing.
    package var normalized: Value {
        var value = value
        value["apiVersion"] = "v1"
        value["kind"] = "Config"
        if value["current-context"]?.string == nil { value["current-context"] = "" }
        value["preferences"] = KubeconfigFile.withoutFalsehoods(value["preferences"] ?? .emptyObject, ["colors"])
        for section in Section.allCases {
            let entries = (value[section.rawValue]?.array ?? []).map { entry in
                var entry = entry
                entry["name"] = .string(entry["name"]?.string ?? "")
                entry[section.content] = section.normalized(entry[section.content] ?? .emptyObject)
                return entry
            }
            value[section.rawValue] =
                entries.isEmpty
                ? .null : .array(entries.sorted { ($0["name"]?.string ?? "") < ($1["name"]?.string ?? "") })
        }
        return value
    }

    fileprivate static func withoutFalsehoods(_ value: Value, _ fields: some Sequence<String>) -> Value {
        guard value.object != nil else { return .emptyObject }
        var value = value
        for field in fields {
            switch value[field] {
            case .null, .bool(false), .string(""), .array([]): value[field] = nil
            case .object(let map) where map.isEmpty && field != "exec" && field != "auth-provider": value[field] = nil
            default: continue
            }
        }
        return value
    }
}

extension KubeconfigFile.Section {
    /// The fields that kubectl always writes.
    private var constantFields: [String] {
        switch self {
        case .clusters: ["server"]
        case .contexts: ["cluster", "user"]
        case .users: []
        }
    }

    /// The content of an entry as kubectl writes it: fields that must be there are, others only if they say something.
    func normalized(_ content: Value) -> Value {
        var content = KubeconfigFile.withoutFalsehoods(content, KubeconfigShape.fields(of: self).keys)
        for field in constantFields where content[field] == nil { content[field] = "" }
        if self == .users, let plugin = content["exec"], plugin.object != nil {
            content["exec"] = KubeconfigFile.Section.normalized(plugin: plugin)
        }
        return content
    }

    private static func normalized(plugin: Value) -> Value {
        var plugin = KubeconfigFile.withoutFalsehoods(plugin, ["apiVersion", "installHint", "interactiveMode"])
        let defaults: [(String, Value)] = [
            ("command", ""), ("args", .null), ("env", .null), ("provideClusterInfo", false),
        ]
        for (field, value) in defaults where plugin[field] == nil { plugin[field] = value }
        return plugin
    }
}
