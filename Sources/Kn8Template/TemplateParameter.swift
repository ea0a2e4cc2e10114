// SPDX-License-Identifier: MIT

package import Kn8Value

/// One parameter of a template (`openshift/api:template/v1/types.go`).
package struct TemplateParameter: Hashable, Sendable {
    /// What references spell: `${NAME}`.
    package var name: String
    /// What people call it; empty when it has no other name.
    package var displayName: String
    /// What it is for; empty when nothing is said.
    package var description: String
    /// The default, or what was given or generated; empty when there is none.
    package var value: String
    /// The generator's name; empty for none, and emptied when a value is given.
    package var generate: String
    /// What the generator works from.
    package var from: String
    /// Whether processing fails without a value.
    package var isRequired: Bool

    /// A parameter `name`.
    package init(
        name: String,
        displayName: String = "",
        description: String = "",
        value: String = "",
        generate: String = "",
        from: String = "",
        isRequired: Bool = false
    ) {
        self.name = name
        self.displayName = displayName
        self.description = description
        self.value = value
        self.generate = generate
        self.from = from
        self.isRequired = isRequired
    }

    /// What lists show: the display name, else the name.
    package var title: String { displayName.isEmpty ? name : displayName }

    /// Whether the name says that the value is a secret: a password, a token, a private key.
    package var holdsSecret: Bool { SecretName.says(name) }

    /// The parameter as a tree, without empty fields.
    package var tree: Value {
        var tree: Value = ["name": .string(name)]
        for (key, text) in fields.dropFirst() where !text.isEmpty { tree[key] = .string(text) }
        if isRequired { tree["required"] = true }
        return tree
    }

    /// Compact JSON in the order in which oc's struct declares the fields, as its errors quote a parameter.
    var quoted: String {
        var pieces = fields.filter { $0.0 == "name" || !$0.1.isEmpty }
            .map { "\"\($0.0)\":\(Value.string($0.1).json(escapingHTML: true))" }
        if isRequired { pieces.append("\"required\":true") }
        return "{\(pieces.joined(separator: ","))}"
    }

    private var fields: [(String, String)] {
        [
            ("name", name), ("displayName", displayName), ("description", description), ("value", value),
            ("generate", generate), ("from", from),
        ]
    }
}
