// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A struct of the server as its messages show it: JSON with the fields in the struct's order, under their Go names.
struct GoText {
    /// The JSON.
    let text: String

    /// A struct of `fields`.
    init(_ fields: KeyValuePairs<String, Value>) {
        text = "{" + fields.map { "\(Value.string($0.key).shown):\($0.value.shown)" }.joined(separator: ",") + "}"
    }
}

extension FieldRules {
    /// A field has a struct that `words` explain.
    mutating func invalid(_ field: Field, _ value: GoText, _ words: String, seenAt seen: Field? = nil) {
        add("invalid", field, "Invalid value: \(value.text): \(words)", seenAt: seen)
    }

    /// A struct that must be unique was there before.
    mutating func duplicate(_ field: Field, _ value: GoText) {
        add("duplicate", field, "Duplicate value: \(value.text)")
    }

    /// A field has a struct whose part `value` is none of `supported`.
    mutating func unsupported(
        _ field: Field,
        _ shown: GoText,
        _ supported: [String],
        of value: String,
        seenAt seen: Field? = nil
    ) {
        let list = supported.map { Value.string($0).shown }.joined(separator: ", ")
        add(
            "unsupported",
            field,
            "Unsupported value: \(shown.text): supported values: \(list)",
            remedy: NearestName.of(value, among: supported).map { "did you mean '\($0)'?" },
            seenAt: seen
        )
    }
}
