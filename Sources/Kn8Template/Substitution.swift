// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Puts the values of parameters in the place of their references.
struct Substitution: Sendable {
    /// How deep trees are walked; documents are never deeper.
    static let depthLimit = 1000

    /// How many references a text may have for oc's order of replacement, which costs their number times its length.
    private static let sequentialLimit = 4096

    private let values: [String: String]
    private let typed: [String: Value]
    /// Whether no value holds a character that a reference is made of.
    private let isPlain: Bool

    /// The values of `parameters`; of a name that stands twice the last counts.
    init(_ parameters: [TemplateParameter]) {
        var values: [String: String] = [:]
        for parameter in parameters { values[parameter.name] = parameter.value }
        self.values = values
        typed = values.mapValues(Substitution.typed)
        isPlain = values.values.allSatisfy { !$0.utf8.contains { "${}".utf8.contains($0) } }
    }

    /// The value that stands for a whole `${{NAME}}`: the text read as JSON, else the text itself. Every number goes
    /// through a 64-bit float, as in oc.
    static func typed(_ text: String) -> Value {
        guard let value = try? Value(json: text) else { return .string(text) }
        return value.throughFloat(depth: 0)
    }

    /// `text` with its references replaced, in a place where only text can stand.
    func text(_ text: String) -> String {
        guard ReferenceScanner.mayRefer(text) else { return text }
        if let name = ReferenceScanner.typedName(text), let value = values[name] { return value }
        return replaced(text) ?? text
    }

    /// What `text` becomes where any value can stand; nil when nothing changes.
    func value(of text: String) -> Value? {
        guard ReferenceScanner.mayRefer(text) else { return nil }
        if let name = ReferenceScanner.typedName(text), let value = typed[name] { return value }
        return replaced(text).map(Value.string)
    }

    /// `text` with every `${NAME}` replaced; nil when it has none that is known.
    ///
    /// oc finds all references first and then replaces the first occurrence of each in what the text has become, so
    /// that a value which looks like a reference is hit by the next one (`library-go:pkg/template/templateprocessing`).
    private func replaced(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        let references = ReferenceScanner.references(in: bytes)
        guard references.contains(where: { values[$0.name] != nil }) else { return nil }
        let isUnmixed = isPlain && bytes.count { $0 == UInt8(ascii: "$") } == references.count
        if references.count == 1 || isUnmixed || references.count > Substitution.sequentialLimit {
            var result: [UInt8] = []
            result.reserveCapacity(bytes.count)
            var position = 0
            for reference in references {
                guard let value = values[reference.name] else { continue }
                result += bytes[position..<reference.range.lowerBound]
                result += value.utf8
                position = reference.range.upperBound
            }
            return String(decoding: result + bytes[position...], as: UTF8.self)
        }
        var result = bytes
        for reference in references {
            guard let value = values[reference.name],
                let range = result.firstRange(of: Array(bytes[reference.range]))
            else { continue }
            result.replaceSubrange(range, with: Array(value.utf8))
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// A key that is `${{NAME}}` and became something other than text.
    struct KeyFault: Error {
        var parameter: String
        var type: String
        /// The way to the key, last step first.
        var steps: [FieldPath.Step]
    }

    /// `value` with the references in all its texts and keys replaced; nil when there are none that are known. Numbers,
    /// booleans and null stay.
    func changed(_ value: Value, depth: Int = 0) throws(KeyFault) -> Value? {
        guard depth < Substitution.depthLimit else { return nil }
        switch value {
        case .string(let text): return self.value(of: text)
        case .array(let elements):
            var result: [Value]?
            for (index, element) in elements.enumerated() {
                guard
                    let next = try at(.index(index), { () throws(KeyFault) in try changed(element, depth: depth + 1) })
                else { continue }
                if result == nil { result = elements }
                result?[index] = next
            }
            return result.map(Value.array)
        case .object(let map): return try changed(map, depth: depth)
        default: return nil
        }
    }

    private func changed(_ map: ValueMap, depth: Int) throws(KeyFault) -> Value? {
        var entries: [ValueMap.Entry] = []
        var renamed: [ValueMap.Entry] = []
        var isChanged = false
        for (index, entry) in map.enumerated() {
            let next = try at(.key(entry.key)) { () throws(KeyFault) in try changed(entry.value, depth: depth + 1) }
            let key = try at(.key(entry.key)) { () throws(KeyFault) in try self.key(entry.key) }
            if !isChanged {
                guard next != nil || key != entry.key else { continue }
                isChanged = true
                entries = Array(map[..<index])
            }
            // A null that a reference brought takes its key along; one that was written stays.
            if let next, next.isNull { continue }
            if key == entry.key {
                entries.append(ValueMap.Entry(key: key, value: next ?? entry.value))
            } else {
                renamed.append(ValueMap.Entry(key: key, value: next ?? entry.value))
            }
        }
        // Of a key given twice the last counts, so a renamed entry beats one that had the name.
        return isChanged ? .object(ValueMap(unsorted: entries + renamed)) : nil
    }

    private func at<Result>(
        _ step: FieldPath.Step,
        _ work: () throws(KeyFault) -> Result
    ) throws(KeyFault) -> Result {
        do {
            return try work()
        } catch {
            var fault = error
            fault.steps.append(step)
            throw fault
        }
    }

    /// What the key becomes.
    func key(_ key: String) throws(KeyFault) -> String {
        guard let value = value(of: key) else { return key }
        guard let text = value.string else {
            throw KeyFault(parameter: ReferenceScanner.typedName(key) ?? "", type: value.typeName, steps: [])
        }
        return text
    }
}

extension Value {
    /// The same value after every number in it went through a 64-bit float.
    fileprivate func throughFloat(depth: Int) -> Value {
        guard depth < Substitution.depthLimit else { return self }
        switch self {
        case .int(let number): return Value.number(Double(number))
        case .double(let number): return Value.number(number)
        case .array(let elements): return .array(elements.map { $0.throughFloat(depth: depth + 1) })
        case .object(let map):
            return .object(ValueMap(map.map { ($0.key, $0.value.throughFloat(depth: depth + 1)) }))
        default: return self
        }
    }

    private static func number(_ number: Double) -> Value {
        if number == 0, number.sign == .minus { return .double(number) }
        if let whole = Int64(exactly: number) { return .int(whole) }
        return .double(number)
    }
}
