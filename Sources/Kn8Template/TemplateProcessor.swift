// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Fills a template's holes, as `oc process` and OpenShift's server do
/// (`library-go:pkg/template/templateprocessing/template.go`).
package struct TemplateProcessor: Sendable {
    private let random: ParameterRandom
    private let isServer: Bool

    /// A processor that generates values from `random`; `asServer` also refuses names that no parameter of a stored
    /// template can have (`openshift-apiserver:pkg/template/apis/template/validation/validation.go`).
    package init(random: ParameterRandom = .secure, asServer: Bool = false) {
        self.random = random
        isServer = asServer
    }

    /// Generates what is to be generated, then substitutes in message, labels and objects.
    ///
    /// - Throws: Every fault of the parameters, else every fault of the objects.
    package func process(_ template: Template) throws(TemplateFaults) -> ProcessedTemplate {
        var template = template
        var parameterFaults = isServer ? Self.nameFaults(of: template) : []
        if parameterFaults.isEmpty { parameterFaults = generate(&template) }
        if parameterFaults.isEmpty { parameterFaults = template.typeFaults }
        guard parameterFaults.isEmpty else { throw TemplateFaults(name: template.name, faults: parameterFaults) }
        let substitution = Substitution(template.parameters)
        template.message = substitution.text(template.message)
        if let labels = template.labels {
            var filled: [String: String] = [:]
            for (key, value) in labels.sorted(by: { $0.key < $1.key }) {
                filled[substitution.text(key)] = substitution.text(value)
            }
            template.labels = filled
        }
        let originals = template.objects ?? []
        var faults: [TemplateFault] = []
        var objects: [Value] = []
        objects.reserveCapacity(originals.count)
        for (index, original) in originals.enumerated() {
            do throws(TemplateFault.Thrown) {
                objects.append(try filled(original, index, substitution, template.labels))
            } catch {
                faults.append(error.fault)
            }
        }
        guard faults.isEmpty else { throw TemplateFaults(name: template.name, faults: faults) }
        if template.objects != nil { template.objects = objects }
        return ProcessedTemplate(template: template, originals: originals, substitution: substitution)
    }

    private static func nameFaults(of template: Template) -> [TemplateFault] {
        template.parameters.enumerated().compactMap { index, parameter in
            let path = FieldPath(keys: "parameters").index(index).key("name")
            let field = "parameters[\(index)].name"
            if parameter.name.isEmpty { return TemplateFault(field: field, message: "Required value", path: path) }
            guard !parameter.name.utf8.allSatisfy(ReferenceScanner.isNameByte) else { return nil }
            let shown = Value.string(parameter.name).json(escapingHTML: true)
            return .invalid(field, quoted: shown, "does not match ^[a-zA-Z0-9_]+$", at: path)
        }
    }

    /// Fills the empty parameters that have a generator; a default beats the generator.
    private func generate(_ template: inout Template) -> [TemplateFault] {
        var faults: [TemplateFault] = []
        for index in template.parameters.indices where template.parameters[index].value.isEmpty {
            let parameter = template.parameters[index]
            let field = "template.parameters[\(index)]"
            let path = FieldPath(keys: "parameters").index(index)
            if !parameter.generate.isEmpty {
                guard parameter.generate == "expression" else {
                    faults.append(
                        .invalid(
                            field,
                            quoted: Value.string(parameter.generate).json(),
                            "Unknown generator name '\(parameter.generate)' for parameter \(parameter.name)",
                            at: path.key("generate")
                        )
                    )
                    continue
                }
                var generator = random(parameter.name)
                do throws(ParameterExpression.Fault) {
                    template.parameters[index].value =
                        try ParameterExpression.value(of: parameter.from, random: &generator)
                } catch {
                    faults.append(.invalid(field, quoted: parameter.quoted, error.message, at: path.key("from")))
                    continue
                }
            }
            if template.parameters[index].value.isEmpty, parameter.isRequired {
                let detail = "\(field): parameter \(parameter.name) is required and must be specified"
                faults.append(.required(field, detail, at: path))
            }
        }
        return faults
    }

    private func filled(
        _ original: Value,
        _ index: Int,
        _ substitution: Substitution,
        _ labels: [String: String]?
    ) throws(TemplateFault.Thrown) -> Value {
        let path = FieldPath(keys: "objects").index(index)
        guard original["kind"]?.string?.isEmpty == false else {
            let text = original.json(escapingHTML: true)
            throw .init(
                .invalid(
                    "item[\(index)].objects",
                    quoted: text,
                    "unable to handle object: Object 'Kind' is missing in '\(text)'",
                    at: path
                )
            )
        }
        // oc reads whatever has items as a list, and a list has no metadata to it.
        let isList = original["items"] != nil
        let located = isList ? original : Self.withoutNamespace(original)
        var object: Value
        do throws(Substitution.KeyFault) {
            object = try substitution.changed(located) ?? located
        } catch {
            // oc panics here.
            throw .init(
                .invalid(
                    "item[\(index)].parameters",
                    quoted: "\"${{\(error.parameter)}}\"",
                    "a key must be a string, parameter \(error.parameter) is of type \(error.type)",
                    at: FieldPath(path.steps + error.steps.reversed())
                )
            )
        }
        let kind = object["kind"]?.string ?? ""
        let version = object["apiVersion"]?.string ?? ""
        if !version.contains("/"), let group = LegacyGroups.group(of: kind) {
            object["apiVersion"] = .string(version.isEmpty ? group : "\(group)/\(version)")
        } else if object["apiVersion"] == nil {
            object["apiVersion"] = ""
        }
        guard let labels else { return object }
        guard !isList else {
            throw .init(
                .invalid(
                    "item[\(index)].labels",
                    quoted: Value.object(ValueMap(labels.map { ($0.key, Value.string($0.value)) }))
                        .json(escapingHTML: true),
                    "label could not be applied: object does not implement the Object interfaces",
                    at: path
                )
            )
        }
        Self.add(labels, to: &object)
        return object
    }

    /// `object` without a namespace that is written out; one with a `${P}` in it stays. Only a text that is not empty
    /// is taken out: oc empties anything else.
    private static func withoutNamespace(_ object: Value) -> Value {
        let isOld = object["metadata"] == nil
        let holder = isOld ? object : object["metadata"] ?? .null
        guard let namespace = holder["namespace"] else { return object }
        if let text = namespace.string, !ReferenceScanner.references(in: Array(text.utf8)).isEmpty { return object }
        var object = object
        let removes = !isOld && namespace.string?.isEmpty == false
        object[path: isOld ? ["namespace"] : ["metadata", "namespace"]] = removes ? nil : ""
        return object
    }

    /// Lays `labels` over those of `object`; labels of its own that are not all texts are lost, as in oc.
    private static func add(_ labels: [String: String], to object: inout Value) {
        var map = object[path: ["metadata", "labels"]]?.object ?? [:]
        if !map.allSatisfy({ $0.value.string != nil }) { map = [:] }
        for (key, value) in labels { map[key] = .string(value) }
        object[path: ["metadata", "labels"]] = .object(map)
    }
}

extension TemplateFault {
    /// One fault as an error.
    struct Thrown: Error {
        var fault: TemplateFault

        init(_ fault: TemplateFault) { self.fault = fault }
    }
}
