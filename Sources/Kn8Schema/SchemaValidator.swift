// SPDX-License-Identifier: MIT

package import Kn8Value

/// Judges values against a schema, in the API server's words.
///
/// On a sound value it walks the tree once and allocates nothing a node: a breach's path is put together on the way
/// back, and its words after that.
package struct SchemaValidator {
    /// Nesting beyond which values are not judged; the readers refuse such input anyway.
    static let deepest = 512

    let strictness: ValidationStrictness
    var breaches: [Breach] = []

    init(strictness: ValidationStrictness) { self.strictness = strictness }

    /// What is wrong with `value` under `schema`, in the order of the tree.
    package static func validate(
        _ value: Value,
        against schema: Schema,
        strictness: ValidationStrictness = .strict
    ) -> [Violation] {
        var validator = SchemaValidator(strictness: strictness)
        validator.check(value, schema, Place())
        return validator.breaches.map(\.violation)
    }

    /// What a node needs to know of the way to it.
    struct Place {
        /// How many steps from the root.
        var depth = 0
        /// The Go struct the field belongs to; empty outside built-in kinds.
        var structure = ""
        /// Whether the last step is a key of a map, which is no field of a Go struct.
        var isMapKey = false
        /// Whether a controller writes this part, so that only its shape is judged.
        var isStatus = false
    }

    mutating func check(_ value: Value, _ schema: Schema, _ place: Place) {
        guard place.depth < SchemaValidator.deepest else { return }
        if case .null = value, schema.nullable || schema.isNative || schema.type == .any { return }
        guard checkType(value, schema, place) else { return }
        switch value {
        case .object(let map): checkFields(map, schema, place)
        case .array(let elements): checkElements(elements, schema, place)
        default: break
        }
        if let constraints = schema.constraints { checkConstraints(value, schema, constraints, place) }
        if !schema.format.isEmpty {
            if schema.isNative { checkDecodes(value, schema) } else { checkFormat(value, schema) }
        }
    }

    private mutating func checkFields(_ map: ValueMap, _ schema: Schema, _ place: Place) {
        var inner = place
        inner.depth += 1
        inner.isMapKey = false
        if schema.isNative, !schema.definition.isEmpty { inner.structure = schema.structName }
        let isOpen = schema.isOpen
        var next = 0
        for entry in map {
            let before = breaches.count
            // Both are sorted: a search begins where the last one ended.
            let (position, isNamed) = schema.position(of: entry.key, from: next)
            next = position
            if isNamed {
                let child = schema.fields[position].link.schema
                if case .null = entry.value, !child.nullable, schema.fields[position].canBeDropped {
                    continue  // the server drops it, or puts the default in its place
                }
                inner.isStatus = place.isStatus || (place.depth == 0 && entry.key == "status")
                check(entry.value, child, inner)
            } else if let additional = schema.additional {
                var value = inner
                value.isMapKey = true
                value.structure = place.structure
                check(entry.value, additional.schema, value)
            } else if !isOpen, schema.type == .object || !schema.fields.isEmpty {
                addUnknown(entry.key, in: schema)
            }
            if breaches.count != before { prefix(.key(entry.key), from: before) }
        }
        guard !place.isStatus || !schema.isNative else { return }
        for name in schema.requiredNames {
            guard let value = map[name] else {
                addMissing(name)
                continue
            }
            if schema.isNative, case .null = value { addMissing(name) }
        }
    }

    private mutating func checkElements(_ elements: [Value], _ schema: Schema, _ place: Place) {
        if let items = schema.items?.schema {
            var inner = place
            inner.depth += 1
            for index in elements.indices {
                let before = breaches.count
                check(elements[index], items, inner)
                if breaches.count != before { prefix(.index(index), from: before) }
            }
        }
        if let listType = schema.listType, !schema.isNative { checkUnique(elements, listType) }
    }

    private mutating func checkUnique(_ elements: [Value], _ listType: Schema.ListType) {
        guard elements.count > 1 else { return }
        var seen: Set<Value> = []
        for (index, element) in elements.enumerated() {
            let identity: Value
            switch listType {
            case .atomic: return
            case .set: identity = element
            case .map(let keys):
                identity = .object(ValueMap(keys.compactMap { key in element[key].map { (key, $0) } }))
            }
            if !seen.insert(identity).inserted {
                add("schema/duplicate", steps: [.index(index)]) { _ in "Duplicate value: \(identity.shown)" }
            }
        }
    }

    private mutating func prefix(_ step: FieldPath.Step, from first: Int) {
        for index in first..<breaches.count { breaches[index].reversedSteps.append(step) }
    }

    /// Records a breach at the current node, or at `steps` below it.
    mutating func add(
        _ rule: String,
        severity: Severity = .error,
        steps: [FieldPath.Step] = [],
        part: Violation.Part = .value,
        remedy: String? = nil,
        wantsText: Bool = false,
        _ message: @escaping (FieldPath) -> String
    ) {
        breaches.append(
            Breach(
                rule: rule,
                severity: severity,
                reversedSteps: steps.reversed(),
                part: part,
                remedy: remedy,
                wantsText: wantsText,
                message: message
            )
        )
    }

    private mutating func addUnknown(_ key: String, in schema: Schema) {
        guard let severity = strictness.severity else { return }
        let nearest = NearestName.of(key, among: schema.fields.lazy.map(\.name))
        add(
            "schema/unknown-field",
            severity: severity,
            part: .key,
            remedy: nearest.map { "did you mean '\($0)'?" }
        ) { "unknown field \"\($0)\"" }
    }

    private mutating func addMissing(_ name: String) {
        add("schema/required", remedy: "add '\(name)'") { path in
            let field = path.key(name)
            return "\(field): Required value"
        }
    }
}
