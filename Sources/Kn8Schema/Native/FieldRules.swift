// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The notebook of the native rules: the object under judgement, the place in it that is being looked at, and what was
/// found wrong there, in the API server's words (`kubernetes:apimachinery/pkg/util/validation/field/errors.go`).
///
/// A sound object costs no path and no message: places are a stack of steps, and words are made when a rule is broken.
struct FieldRules {
    /// A field below the place that is being looked at.
    struct Field: ExpressibleByStringLiteral, ExpressibleByArrayLiteral {
        var steps: [FieldPath.Step]
        /// The key of an entry below the steps, which the server shows in brackets; nil for a field.
        var entry: String?
        /// What the server writes after the place, when that is no path.
        var spelling: String?
        /// How many steps of the place the server leaves out before these.
        var leftOut = 0

        /// The place itself.
        static var here: Field { Field(steps: []) }
        /// `keys` below the place's parent, for where the server leaves out the last step.
        static func above(_ keys: String...) -> Field { Field(steps: keys.map(FieldPath.Step.key), leftOut: 1) }
        /// What the server names in a way of its own.
        static func odd(_ text: String, leftOut: Int = 0) -> Field {
            var field = Field(steps: [], leftOut: leftOut)
            field.spelling = text
            return field
        }
        /// An item of the list at `key`.
        static func item(_ key: String, _ index: Int) -> Field { Field(steps: [.key(key), .index(index)]) }
        /// The entry of the mapping at `field` called `key`.
        static func entry(_ field: String, _ key: String) -> Field { Field(steps: [.key(field)], entry: key) }

        init(steps: [FieldPath.Step], entry: String? = nil, leftOut: Int = 0) {
            self.steps = steps
            self.entry = entry
            self.leftOut = leftOut
        }
        /// The steps, the entry's included.
        var path: [FieldPath.Step] { entry.map { steps + [.key($0)] } ?? steps }

        init(stringLiteral value: String) { steps = [.key(value)] }
        init(arrayLiteral elements: String...) { steps = elements.map(FieldPath.Step.key) }
        init(_ key: String) { steps = [.key(key)] }
    }

    /// What was found, in the order of the rules.
    private(set) var violations: [Violation] = []
    /// How bad findings are: a warning where the server accepts what can never work.
    private var severity = Severity.error
    private var place: [FieldPath.Step] = []
    private let root: Value

    /// Rules for `root`, looked at from `place`.
    init(_ root: Value, at place: FieldPath = FieldPath()) {
        self.root = root
        self.place = place.steps
    }

    // MARK: Places

    /// Looks at the mapping that `parent` has at `key`, if there is one.
    mutating func inside(_ parent: ValueMap, _ key: String, _ look: (inout FieldRules, ValueMap) -> Void) {
        guard case .object(let child)? = parent[key] else { return }
        place.append(.key(key))
        look(&self, child)
        place.removeLast()
    }

    /// Looks at the place `key` below this one, whether or not there is anything.
    mutating func at(_ key: String, _ look: (inout FieldRules) -> Void) {
        place.append(.key(key))
        look(&self)
        place.removeLast()
    }

    /// Looks at item `index` of the list here.
    mutating func at(_ index: Int, _ look: (inout FieldRules) -> Void) {
        place.append(.index(index))
        look(&self)
        place.removeLast()
    }

    /// Looks at every mapping of the list that `parent` has at `key`.
    mutating func each(_ parent: ValueMap, _ key: String, _ look: (inout FieldRules, ValueMap, Int) -> Void) {
        guard case .array(let items)? = parent[key] else { return }
        place.append(.key(key))
        for index in items.indices {
            guard case .object(let item) = items[index] else { continue }
            place.append(.index(index))
            look(&self, item, index)
            place.removeLast()
        }
        place.removeLast()
    }

    /// Finds only warnings in `look`.
    mutating func asWarnings(_ look: (inout FieldRules) -> Void) {
        let before = severity
        severity = .warning
        look(&self)
        severity = before
    }

    // MARK: Findings

    /// A field that must be there is missing or empty.
    mutating func required(_ field: Field, _ detail: String = "", seenAt seen: Field? = nil) {
        add("required", field, "Required value" + (detail.isEmpty ? "" : ": \(detail)"), seenAt: seen)
    }

    /// A field has a value that `words` explain.
    mutating func invalid(_ field: Field, _ value: Value, _ words: String, seenAt seen: Field? = nil) {
        add("invalid", field, "Invalid value: \(value.shown): \(words)", seenAt: seen)
    }

    /// A field is wrong in a way that its value does not show.
    mutating func invalid(_ field: Field, _ words: String) { add("invalid", field, "Invalid value: \(words)") }

    /// A field has a value out of a short list of others.
    mutating func unsupported(_ field: Field, _ value: Value, _ supported: [String], seenAt seen: Field? = nil) {
        let list = supported.map { Value.string($0).shown }.joined(separator: ", ")
        let nearest = value.string.flatMap { NearestName.of($0, among: supported) }
        add(
            "unsupported",
            field,
            "Unsupported value: \(value.shown): supported values: \(list)",
            remedy: nearest.map { "did you mean '\($0)'?" },
            seenAt: seen
        )
    }

    /// A value that must be unique was there before.
    mutating func duplicate(_ field: Field, _ value: Value) {
        add("duplicate", field, "Duplicate value: \(value.shown)")
    }

    /// A field refers to something that is not in the object; `known` are the names it could have meant.
    mutating func notFound(_ field: Field, _ name: String, _ detail: String = "", among known: [String] = []) {
        add(
            "not-found",
            field,
            "Not found: \(Value.string(name).shown)" + (detail.isEmpty ? "" : ": \(detail)"),
            remedy: NearestName.of(name, among: known).map { "did you mean '\($0)'?" }
        )
    }

    /// A field must not be there, or must not change.
    mutating func forbidden(_ field: Field, _ words: String, seenAt seen: Field? = nil) {
        add("forbidden", field, "Forbidden: \(words)", seenAt: seen)
    }

    /// A text or a mapping is longer than `limit` bytes.
    mutating func tooLong(_ field: Field, _ limit: Int) {
        add("too-long", field, "Too long: may not be more than \(limit) bytes")
    }

    /// A list has more than `limit` items.
    mutating func tooMany(_ field: Field, _ count: Int, _ limit: Int) {
        add("too-many", field, "Too many: \(count): must have at most \(limit) items")
    }

    /// Records a finding of `rule` at `field`, which the server names, or at `seen` where the reader finds it.
    mutating func add(
        _ rule: String,
        _ field: Field,
        _ message: String,
        remedy: String? = nil,
        seenAt seen: Field? = nil,
        part: Violation.Part = .value
    ) {
        let named = place.dropLast(field.leftOut) + field.steps
        var name = FieldPath(Array(named)).description
        if let entry = field.entry { name += "[\(entry)]" }
        if let spelling = field.spelling { name += name.isEmpty ? spelling : ".\(spelling)" }
        let wanted = (seen.map { place + $0.path } ?? place.dropLast(field.leftOut) + field.path)
        let path = nearest(wanted)
        // Of what is missing the message says where it should be.
        let isMissing = path.steps.count < wanted.count
        var violation = Violation(
            rule: "native/\(rule)",
            severity: severity,
            message: isMissing ? "\(name): \(message)" : message,
            path: path,
            part: part,
            remedy: remedy
        )
        if isMissing, rule == "required", path.steps.count + 1 == wanted.count, case .key(let key)? = wanted.last {
            violation.remedy = "add '\(key)'"
        }
        if path.description != name { violation.field = name }
        violations.append(violation)
    }

    // The way to what is there of `path`.
    private func nearest(_ steps: [FieldPath.Step]) -> FieldPath {
        var current = root
        for (depth, step) in steps.enumerated() {
            let next: Value? =
                switch step {
                case .key(let key): current[key]
                case .index(let index): current[index]
                }
            guard let next, next != .null else { return FieldPath(Array(steps[..<depth])) }
            current = next
        }
        return FieldPath(steps)
    }
}
