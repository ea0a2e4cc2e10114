// SPDX-License-Identifier: MIT

internal import Kn8Regex
internal import Kn8Value

/// What the values of a parameter must be like, as an annotation of the template says: ours, not oc's.
///
/// `parameter.kn8.dev/REPLICAS: '{"type": "integer", "minimum": 1}'`. Without the annotation every text will do.
package struct ParameterType: Sendable {
    /// The part of the annotation's name before that of the parameter.
    package static let annotation = "parameter.kn8.dev/"

    /// Why an annotation says nothing usable.
    package struct Fault: Error, Hashable, Sendable {
        /// What is wrong with it.
        package var message: String
    }

    private enum Kind: String, CaseIterable {
        case string
        case integer
        case number
        case boolean
    }

    private let kind: Kind?
    private let minimum: Double?
    private let maximum: Double?
    private let minimalLength: Int64?
    private let maximalLength: Int64?
    private let choices: [String]
    private let pattern: LinearPattern?
    private let patternText: String
    /// Whether values are never to be shown.
    package let isSecret: Bool

    /// The type that the annotation's `text`, a JSON object, describes.
    package init(_ text: String) throws(Fault) {
        guard let value = try? Value(json: text), let map = value.object else {
            throw Fault(message: "must be a JSON object, for example {\"type\": \"integer\"}")
        }
        let known = ["type", "minimum", "maximum", "minLength", "maxLength", "enum", "pattern", "secret"]
        if let other = map.first(where: { !known.contains($0.key) }) {
            throw Fault(message: "unknown field \"\(other.key)\", known are \(known.joined(separator: ", "))")
        }
        if let name = map["type"] {
            guard let found = name.string.flatMap(Kind.init) else {
                let names = Kind.allCases.map(\.rawValue).joined(separator: ", ")
                throw Fault(message: "the type must be one of \(names)")
            }
            kind = found
        } else {
            kind = nil
        }
        minimum = try ParameterType.number(map["minimum"], "minimum")
        maximum = try ParameterType.number(map["maximum"], "maximum")
        minimalLength = map["minLength"]?.int
        maximalLength = map["maxLength"]?.int
        choices = (map["enum"]?.array ?? []).map { $0.string ?? $0.json() }
        patternText = map["pattern"]?.string ?? ""
        do throws(PatternSyntaxError) {
            pattern = patternText.isEmpty ? nil : try LinearPattern(patternText)
        } catch {
            throw Fault(message: "the pattern cannot be read: \(error)")
        }
        isSecret = map["secret"]?.bool ?? false
    }

    private static func number(_ value: Value?, _ name: String) throws(Fault) -> Double? {
        switch value {
        case nil: nil
        case .int(let number)?: Double(number)
        case .double(let number)?: number
        default: throw Fault(message: "\(name) must be a number")
        }
    }

    /// What is wrong with `text` as a value; nil when nothing is.
    package func complaint(about text: String) -> String? {
        let parsed = Substitution.typed(text)
        switch kind {
        case .integer where parsed.int == nil: return "must be an integer"
        case .number where parsed.int == nil && !parsed.isDouble: return "must be a number"
        case .boolean where parsed.bool == nil: return "must be true or false"
        default: break
        }
        if !choices.isEmpty, !choices.contains(text) {
            return "must be one of \(choices.map { "\"\($0)\"" }.joined(separator: ", "))"
        }
        if let number = parsed.asDouble {
            if let minimum, number < minimum { return "must be at least \(minimum.jsonText)" }
            if let maximum, number > maximum { return "must be at most \(maximum.jsonText)" }
        } else if minimum != nil || maximum != nil {
            return "must be a number"
        }
        let length = Int64(text.unicodeScalars.count)
        if let minimalLength, length < minimalLength { return "must have at least \(minimalLength) characters" }
        if let maximalLength, length > maximalLength { return "must have at most \(maximalLength) characters" }
        if let pattern, !pattern.matches(text) { return "must match \(patternText)" }
        return nil
    }
}

extension Value {
    fileprivate var isDouble: Bool { if case .double = self { true } else { false } }

    fileprivate var asDouble: Double? {
        switch self {
        case .int(let number): Double(number)
        case .double(let number): number
        default: nil
        }
    }
}

extension Template {
    /// The type that an annotation gives the parameter called `name`; nil without one.
    package func type(of name: String) throws(ParameterType.Fault) -> ParameterType? {
        guard let text = annotations[ParameterType.annotation + name] else { return nil }
        return try ParameterType(text)
    }

    /// The parameters whose values are not of their type. An empty value is none and has no type.
    var typeFaults: [TemplateFault] {
        guard annotations.keys.contains(where: { $0.hasPrefix(ParameterType.annotation) }) else { return [] }
        var faults: [TemplateFault] = []
        for (index, parameter) in parameters.enumerated() where !parameter.value.isEmpty {
            guard let type = try? self.type(of: parameter.name),
                let complaint = type.complaint(about: parameter.value)
            else { continue }
            let shown = type.isSecret ? "\"******\"" : Value.string(parameter.value).json(escapingHTML: true)
            faults.append(
                .invalid(
                    "template.parameters[\(index)]",
                    quoted: shown,
                    "parameter \(parameter.name) \(complaint)",
                    at: FieldPath(keys: "parameters").index(index)
                )
            )
        }
        return faults
    }
}
