// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of ConfigMaps, Secrets and Namespaces (`kubernetes:pkg/apis/core/validation/validation.go`).
enum ConfigurationRules {
    /// So many bytes of data may an object hold.
    static let limit = 1_048_576

    static func check(configMap: ValueMap, _ rules: inout FieldRules) {
        let (data, binary) = (configMap.map("data") ?? [:], configMap.map("binaryData") ?? [:])
        var size = 0
        for entry in data {
            checkKey(entry.key, in: "data", &rules)
            if binary[entry.key] != nil {
                let words = "duplicate of key present in binaryData"
                rules.invalid(.entry("data", entry.key), .string(entry.key), words)
            }
            size += entry.value.string?.utf8.count ?? 0
        }
        for entry in binary {
            checkKey(entry.key, in: "binaryData", &rules)
            size += decodedSize(entry.value)
        }
        if size > limit { rules.tooLong(.odd("[]"), limit) }
    }

    static func check(secret: ValueMap, _ rules: inout FieldRules) {
        let (data, texts) = (secret.map("data") ?? [:], secret.map("stringData") ?? [:])
        var size = 0
        for entry in data {
            checkKey(entry.key, in: "data", &rules)
            if texts[entry.key] == nil { size += decodedSize(entry.value) }
        }
        for entry in texts {
            // By then the server has made data of it.
            if !NameShape.configKey.holds(entry.key) {
                for words in NameShape.configKey.faults(in: entry.key) {
                    rules.invalid(
                        .entry("data", entry.key),
                        .string(entry.key),
                        words,
                        seenAt: .entry("stringData", entry.key)
                    )
                }
            }
            size += entry.value.string?.utf8.count ?? 0
        }
        if size > limit { rules.tooLong("data", limit) }
        checkType(secret, data, texts, &rules)
    }

    private static func checkType(
        _ secret: ValueMap,
        _ data: ValueMap,
        _ texts: ValueMap,
        _ rules: inout FieldRules
    ) {
        func has(_ key: String) -> Bool { data[key] != nil || texts[key] != nil }
        func require(_ keys: [String]) {
            for key in keys where !has(key) { rules.required(.entry("data", key)) }
        }
        switch secret.text("type") {
        case "kubernetes.io/service-account-token":
            let key = "kubernetes.io/service-account.name"
            if (secret.map("metadata")?.map("annotations") ?? [:]).isMissing(key) {
                rules.required(FieldRules.Field(steps: [.key("metadata"), .key("annotations")], entry: key))
            }
        case "kubernetes.io/dockercfg": checkJSON(".dockercfg", data, texts, &rules)
        case "kubernetes.io/dockerconfigjson": checkJSON(".dockerconfigjson", data, texts, &rules)
        case "kubernetes.io/basic-auth":
            if !has("username"), !has("password") { require(["username", "password"]) }
        case "kubernetes.io/ssh-auth":
            if (data["ssh-privatekey"] ?? texts["ssh-privatekey"] ?? "") == "" {
                rules.required(.entry("data", "ssh-privatekey"))
            }
        case "kubernetes.io/tls": require(["tls.crt", "tls.key"])
        default: break
        }
    }

    private static func checkJSON(_ key: String, _ data: ValueMap, _ texts: ValueMap, _ rules: inout FieldRules) {
        let seen = FieldRules.Field.entry(texts[key] == nil ? "data" : "stringData", key)
        var text: String?
        if let plain = texts[key]?.string {
            text = plain
        } else if let encoded = data[key]?.string {
            text = Array(encoded.utf8).withUnsafeBufferPointer(Base64.text)
        } else {
            return rules.required(.entry("data", key))
        }
        guard let text else { return }
        let words: String
        do throws(JSONError) {
            let value = try Value(json: text)
            if case .object = value { return }
            if case .null = value { return }
            let names = ["integer": "number", "boolean": "bool"]
            let name = names[value.typeName] ?? value.typeName
            words = "json: cannot unmarshal \(name) into Go value of type map[string]interface {}"
        } catch {
            words = error.message
        }
        rules.invalid(.entry("data", key), "<secret contents redacted>", words, seenAt: seen)
    }

    private static func checkKey(_ key: String, in field: String, _ rules: inout FieldRules) {
        guard !NameShape.configKey.holds(key) else { return }
        for words in NameShape.configKey.faults(in: key) { rules.invalid(.entry(field, key), .string(key), words) }
    }

    private static func decodedSize(_ value: Value) -> Int {
        guard let text = value.string else { return 0 }
        let padding = text.utf8.suffix(2).filter { $0 == UInt8(ascii: "=") }.count
        return max(0, text.utf8.count / 4 * 3 - padding)
    }

    static func check(namespace: ValueMap, _ rules: inout FieldRules) {
        for (index, finalizer) in (namespace.map("spec")?.texts("finalizers") ?? []).enumerated() {
            let seen = FieldRules.Field(steps: [.key("spec"), .key("finalizers"), .index(index)])
            let shown = Value.string(finalizer)
            for words in NameShape.qualified.faults(in: finalizer) {
                rules.invalid(["spec", "finalizers"], shown, words, seenAt: seen)
            }
            if !finalizer.contains("/"), !["kubernetes", "orphan", "foregroundDeletion"].contains(finalizer) {
                let words = "name is neither a standard finalizer name nor is it fully qualified"
                rules.invalid(["spec", "finalizers"], shown, words, seenAt: seen)
            }
        }
    }
}
