// SPDX-License-Identifier: MIT

/// The one place that knows where secrets stand in an object: it finds them for the ledger, and replaces them for printers.
///
/// Found are, at any depth: all values of a Secret; environment variables, headers and parameters whose name says so; fields
/// such as `password`; flags of commands such as `--token=…`; one-line values of ConfigMaps whose key says so; private keys
/// in PEM; passwords in URLs; and all of these in the copy that kubectl keeps in an annotation.
package struct SecretWalk {
    /// How a secret is written.
    package enum Coding: Hashable, Sendable {
        /// As it is.
        case plain
        /// In base64, as `data` of a Secret has it.
        case base64
    }

    /// kubectl's copy of the manifest in the object itself.
    package static let lastAppliedAnnotation = "kubectl.kubernetes.io/last-applied-configuration"

    private static let maximalDepth = 512
    private let replace: (_ secret: String, Coding) -> String?

    /// A walk that calls `replace` with each secret and puts its answer there; nil leaves the secret as it is.
    package init(replace: @escaping (_ secret: String, Coding) -> String?) { self.replace = replace }

    /// `value` with what was replaced; nil when nothing was.
    package func rewritten(_ value: Value) -> Value? { walk(value, depth: 0) }

    /// `text`, which is a value under no telling name, with the secrets in it replaced; nil when it has none.
    package func rewritten(text: String) -> String? { content(text) }

    /// What takes the place of `secret`, which is written as it is; nil to leave it.
    func replaced(_ secret: String) -> String? { replace(secret, .plain) }

    private func walk(_ value: Value, depth: Int) -> Value? {
        guard depth < SecretWalk.maximalDepth else { return nil }
        switch value {
        case .object(let map): return self.map(map, depth: depth)
        case .array(let elements): return array(elements, depth: depth)
        case .string(let text): return content(text).map(Value.string)
        case .null, .bool, .int, .double: return nil
        }
    }

    private func array(_ elements: [Value], depth: Int) -> Value? {
        var changed: [Value]?
        for (index, element) in elements.enumerated() {
            guard let new = walk(element, depth: depth + 1) else { continue }
            if changed == nil { changed = elements }
            changed?[index] = new
        }
        return changed.map(Value.array)
    }

    private func map(_ map: ValueMap, depth: Int) -> Value? {
        var changed: Value?
        func put(_ value: Value?, at key: String) {
            guard let value else { return }
            if changed == nil { changed = .object(map) }
            changed?[key] = value
        }
        let kind = map["kind"]?.string
        let isSecret = kind == "Secret" && map["apiVersion"]?.string ?? "v1" == "v1"
        let isPair = map["value"] != nil && (map["name"]?.string).map(SecretName.says) ?? false
        for entry in map {
            switch entry.key {
            case "items" where kind == "SecretList": put(secrets(entry.value, depth: depth + 1), at: entry.key)
            case "data" where isSecret: put(values(entry.value, .base64, depth: depth + 1), at: entry.key)
            case "stringData" where isSecret: put(values(entry.value, .plain, depth: depth + 1), at: entry.key)
            case "data" where kind == "ConfigMap": put(configuration(entry.value), at: entry.key)
            case "value" where isPair: put(secret(entry.value), at: entry.key)
            case "managedFields", "fieldsV1": continue  // names of fields, no values
            case "command", "args": put(arguments(entry.value, depth: depth + 1), at: entry.key)
            case SecretWalk.lastAppliedAnnotation: put(copy(entry.value, depth: depth + 1), at: entry.key)
            default:
                if entry.value.isScalar, SecretName.saysField(entry.key) {
                    put(secret(entry.value), at: entry.key)
                } else {
                    put(walk(entry.value, depth: depth + 1), at: entry.key)
                }
            }
        }
        return changed
    }

    // The items of a server's list do not say of which kind they are.
    private func secrets(_ value: Value, depth: Int) -> Value? {
        guard case .array(let items) = value else { return walk(value, depth: depth) }
        var changed: [Value]?
        for (index, item) in items.enumerated() {
            guard let new = kindless(item, depth: depth + 1) else { continue }
            if changed == nil { changed = items }
            changed?[index] = new
        }
        return changed.map(Value.array)
    }

    /// A Secret, or a change to one, that need not say what it is, with what was replaced; nil when nothing was.
    package func rewritten(secret value: Value) -> Value? { kindless(value, depth: 0) }

    private func kindless(_ value: Value, depth: Int) -> Value? {
        guard case .object = value, value["kind"] == nil else { return walk(value, depth: depth) }
        var whole = value
        whole["kind"] = "Secret"
        guard var changed = walk(whole, depth: depth) else { return nil }
        changed["kind"] = nil
        return changed
    }

    // A text or a number that is a secret as a whole.
    private func secret(_ value: Value) -> Value? {
        switch value {
        case .string(let text): SecretName.isTrivial(text) ? nil : replace(text, .plain).map(Value.string)
        case .int, .double: replace(value.json(), .plain).map(Value.string)
        case .array, .object, .bool, .null: nil
        }
    }

    // Everything in the data of a Secret, however wrong its type may be: all texts, numbers and truth values.
    private func values(_ value: Value, _ coding: Coding, depth: Int) -> Value? {
        guard depth < SecretWalk.maximalDepth else { return replaced(value.json()).map(Value.string) }
        switch value {
        case .null: return nil
        case .string(let text): return text.isEmpty ? nil : replace(text, coding).map(Value.string)
        case .bool, .int, .double: return replaced(value.json()).map(Value.string)
        case .array(let elements):
            var changed: [Value]?
            for (index, element) in elements.enumerated() {
                guard let new = values(element, .plain, depth: depth + 1) else { continue }
                if changed == nil { changed = elements }
                changed?[index] = new
            }
            return changed.map(Value.array)
        case .object(let map):
            var changed: Value?
            for entry in map {
                guard let new = values(entry.value, coding, depth: depth + 1) else { continue }
                if changed == nil { changed = value }
                changed?[entry.key] = new
            }
            return changed
        }
    }

    private func configuration(_ value: Value) -> Value? {
        guard case .object(let map) = value else { return nil }
        var changed: Value?
        for entry in map {
            guard case .string(let text) = entry.value else { continue }
            let isWhole = SecretName.says(entry.key) && !text.dropLast().contains("\n")
            guard let new = isWhole ? secret(entry.value) : content(text).map(Value.string) else { continue }
            if changed == nil { changed = value }
            changed?[entry.key] = new
        }
        return changed
    }

    // `--token=x`, `--token x`, `TOKEN=x`.
    private func arguments(_ value: Value, depth: Int) -> Value? {
        guard case .array(let words) = value else { return walk(value, depth: depth) }
        var changed: [Value]?
        var isAwaited = false
        for (index, word) in words.enumerated() {
            guard case .string(let text) = word else { continue }
            var new: String?
            if isAwaited, !text.hasPrefix("-") {
                new = SecretName.isTrivial(text) ? nil : replace(text, .plain)
                isAwaited = false
            } else {
                (new, isAwaited) = (argument(text), text.hasPrefix("-") && SecretName.says(text) && !text.contains("="))
            }
            guard let new else { continue }
            if changed == nil { changed = words }
            changed?[index] = .string(new)
        }
        return changed.map(Value.array)
    }

    private func argument(_ text: String) -> String? {
        if let mark = text.firstIndex(of: "="), !text[..<mark].contains(" "), SecretName.says(String(text[..<mark])) {
            let value = String(text[text.index(after: mark)...])
            guard !SecretName.isTrivial(value), let new = replace(value, .plain) else { return nil }
            return String(text[...mark]) + new
        }
        return content(text)
    }

    private func copy(_ value: Value, depth: Int) -> Value? {
        guard case .string(let text) = value else { return nil }
        // A copy that nobody can read may be of anything.
        guard let tree = try? Value(json: text), case .object = tree else { return replaced(text).map(Value.string) }
        return kindless(tree, depth: depth).map { .string($0.json() + (text.hasSuffix("\n") ? "\n" : "")) }
    }
}

extension Value {
    // Whether this is a text or a number.
    fileprivate var isScalar: Bool {
        switch self {
        case .string, .int, .double: true
        case .array, .object, .bool, .null: false
        }
    }
}
