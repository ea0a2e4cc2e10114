// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// A choice of objects by a few of their fields, in kubectl's grammar.
struct FieldSelector: Hashable, Sendable {
    private struct Term: Hashable {
        let path: [String]
        let value: String
        let negated: Bool
    }

    private let terms: [Term]

    private static let fieldsByKind: [String: Set<String>] = [
        "Pod": [
            "spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "spec.hostNetwork",
            "status.phase", "status.podIP", "status.nominatedNodeName",
        ],
        "Node": ["spec.unschedulable"],
        "Namespace": ["status.phase"],
        "Secret": ["type"],
        "Service": ["spec.clusterIP", "spec.type"],
        "ReplicationController": ["status.replicas"],
        "Job": ["status.successful"],
        "Event": [
            "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid",
            "involvedObject.apiVersion", "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason",
            "reportingComponent", "source", "type", "regarding.kind", "regarding.namespace", "regarding.name",
            "regarding.uid", "reportingController",
        ],
        "CertificateSigningRequest": ["spec.signerName"],
    ]

    init(_ text: String, for resource: Resource) throws(APIError) {
        var terms: [Term] = []
        for part in FieldSelector.split(text) where !part.isEmpty {
            let negated: Bool
            let halves: [Substring]
            if let range = FieldSelector.range(of: "!=", in: part) {
                (negated, halves) = (true, [part[..<range.lowerBound], part[range.upperBound...]])
            } else if let range = FieldSelector.range(of: "==", in: part) ?? FieldSelector.range(of: "=", in: part) {
                (negated, halves) = (false, [part[..<range.lowerBound], part[range.upperBound...]])
            } else {
                throw APIError(.badRequest, message: "invalid selector: '\(text)'; can't understand '\(part)'")
            }
            let field = String(halves[0])
            let extra = FieldSelector.fieldsByKind[resource.gvk.kind]
            guard field == "metadata.name" || field == "metadata.namespace" || extra?.contains(field) == true else {
                throw APIError(
                    .badRequest,
                    message: extra == nil
                        ? "\"\(field)\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
                        : "field label not supported: \(field)"
                )
            }
            let value = String(halves[1].filter { $0 != "\\" })
            terms.append(Term(path: field.split(separator: ".").map(String.init), value: value, negated: negated))
        }
        self.terms = terms
    }

    var isEmpty: Bool { terms.isEmpty }

    func matches(_ object: Object) -> Bool {
        terms.allSatisfy { term in
            let found: String
            switch object.value[path: term.path] {
            case .string(let text)?: found = text
            case .bool(let flag)?: found = String(flag)
            case .int(let number)?: found = String(number)
            case .object? where term.path == ["source"]: found = object["source", "component"]?.string ?? ""
            default: found = term.path == ["spec", "unschedulable"] ? "false" : ""
            }
            return (found == term.value) != term.negated
        }
    }

    // A backslash takes a separator's meaning away.
    private static func split(_ text: String) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var index = text.startIndex
        var escaped = false
        while index < text.endIndex {
            let character = text[index]
            if escaped {
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else if character == "," {
                parts.append(text[start..<index])
                start = text.index(after: index)
            }
            index = text.index(after: index)
        }
        parts.append(text[start...])
        return parts
    }

    private static func range(of symbol: String, in part: Substring) -> Range<Substring.Index>? {
        var index = part.startIndex
        while index < part.endIndex {
            if part[index...].hasPrefix(symbol) {
                return index..<part.index(index, offsetBy: symbol.count)
            }
            index = part.index(after: index)
        }
        return nil
    }
}
