// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// An object told field by field, as `kubectl describe` tells kinds it has no special words for, and then its events.
package struct ObjectDescription {
    private var text = ""

    /// The description of `object` with `events` about it, oldest first. Values of a Secret appear as their size, and in
    /// words too when the user asked for secrets.
    package static func text(of object: Object, events: [Object], now: Timestamp) -> String {
        var description = ObjectDescription()
        let data = object
        let object = SecretMask.masked(object)
        description.heading(object)
        description.body(object, data: data)
        description.events(events, now: now)
        return description.text
    }

    private mutating func heading(_ object: Object) {
        field("Name", object.name, width: 14)
        if !object.namespace.isEmpty { field("Namespace", object.namespace, width: 14) }
        list("Labels", object.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
        let annotations = object.annotations.filter { $0.key != SecretMask.lastAppliedAnnotation }
        list("Annotations", annotations.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" })
        field("API Version", object.apiVersion, width: 14)
        field("Kind", object.kind, width: 14)
    }

    private mutating func list(_ name: String, _ items: [String]) {
        field(name, items.first ?? "<none>", width: 14)
        for item in items.dropFirst() { text += String(repeating: " ", count: 14) + item + "\n" }
    }

    private mutating func body(_ object: Object, data: Object) {
        let isSecret = object.kind == "Secret"
        for entry in object.value.object ?? ValueMap() {
            switch entry.key {
            case "apiVersion", "kind", "metadata": continue
            case "data" where isSecret, "stringData" where isSecret:
                text += "\(ObjectDescription.title(entry.key)):\n"
                for item in data[entry.key]?.object ?? ValueMap() {
                    text += "  \(item.key):  \(told(item.value))\n"
                }
            default: value(entry.value, named: entry.key, indent: 0)
            }
        }
    }

    private func told(_ value: Value) -> String {
        let size = "\(ObjectDescription.decodedSize(value)) bytes"
        guard SecretLedger.current.showsSecrets, let encoded = value.string else { return size }
        let decoded = Base64.decoded(encoded).flatMap { String(validating: $0, as: UTF8.self) }
        return "\(size)  \((decoded ?? encoded).goQuoted)"
    }

    /// How many bytes the base64 text of a Secret's value stands for.
    private static func decodedSize(_ value: Value) -> Int {
        guard let encoded = value.string else { return 0 }
        let significant = encoded.utf8.count { $0 != UInt8(ascii: "=") && $0 != 0x0A && $0 != 0x0D }
        return significant * 3 / 4
    }

    private mutating func value(_ value: Value, named name: String, indent: Int) {
        let margin = String(repeating: " ", count: indent)
        let title = ObjectDescription.title(name)
        switch value {
        case .object(let map):
            text += "\(margin)\(title):\n"
            for entry in map { self.value(entry.value, named: entry.key, indent: indent + 2) }
        case .array(let elements):
            text += "\(margin)\(title):\n"
            for element in elements {
                if case .object(let map) = element {
                    for entry in map { self.value(entry.value, named: entry.key, indent: indent + 2) }
                } else {
                    text += "\(margin)  \(element.string ?? element.json())\n"
                }
            }
        default: text += "\(margin)\(title):  \(value.string ?? value.json())\n"
        }
    }

    private mutating func events(_ events: [Object], now: Timestamp) {
        guard !events.isEmpty else {
            field("Events", "<none>", width: 14)
            return
        }
        text += "Events:\n"
        let rows = events.map { event in
            [
                "  " + (event["type"]?.string ?? ""), event["reason"]?.string ?? "",
                HumanDuration.age(since: event["lastTimestamp"]?.string, now: now),
                event["source", "component"]?.string ?? "", event["message"]?.string ?? "",
            ]
        }
        let rule = ["  ----", "------", "----", "----", "-------"]
        text += TextTable(header: ["  Type", "Reason", "Age", "From", "Message"], rows: [rule] + rows).text
    }

    private mutating func field(_ name: String, _ value: String, width: Int) {
        text += name + ":" + String(repeating: " ", count: max(1, width - name.count - 1)) + value + "\n"
    }

    /// A field name in words: `clusterIP` becomes `Cluster IP`.
    static func title(_ name: String) -> String {
        var words = ""
        var previousIsLower = false
        for character in name {
            if character.isUppercase, previousIsLower { words.append(" ") }
            words.append(words.isEmpty ? Character(character.uppercased()) : character)
            previousIsLower = character.isLowercase || character.isNumber
        }
        return words
    }
}
