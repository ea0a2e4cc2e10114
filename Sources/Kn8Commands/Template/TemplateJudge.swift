// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Policy
internal import Kn8Schema
internal import Kn8Template
internal import Kn8Value
internal import Kn8YAML

/// Judges templates before anybody gives them values: their parameters, and what their objects are with the defaults.
struct TemplateJudge {
    let catalog: SchemaCatalog

    /// Whether `object` is a template to judge.
    static func isTemplate(_ object: SourceObject) -> Bool { Template.isTemplate(object.value) }

    /// What is wrong with the template `object`.
    func findings(on object: SourceObject) -> [Finding] {
        let template: Template
        do throws(TemplateDecodingError) {
            template = try Template(object.value)
        } catch {
            // The schema of templates says it too.
            return []
        }
        let found = TemplateLint.violations(of: template).map(object.finding)
        guard !found.contains(where: { $0.severity == .error }) else { return found }
        return found + objectFindings(template, object)
    }

    /// What the objects are like with the defaults; what an empty parameter takes part in is left alone.
    private func objectFindings(_ given: Template, _ object: SourceObject) -> [Finding] {
        var template = given
        var blank = Set<Int>()
        for (index, parameter) in template.parameters.enumerated() where parameter.value.isEmpty {
            guard parameter.generate.isEmpty else { continue }
            blank.insert(index)
            template.parameters[index].value = "x"
        }
        let result: ProcessedTemplate
        do throws(TemplateFaults) {
            result = try TemplateProcessor(random: .seeded("validate")).process(template)
        } catch {
            return error.faults.map { fault in
                object.finding(Violation(rule: "template/objects", message: fault.message, path: fault.path))
            }
        }
        return clashes(in: result, blank, object) + breaches(in: result, template, blank, object)
    }

    /// What the objects have against each other, as far as one template can tell.
    private func clashes(in result: ProcessedTemplate, _ blank: Set<Int>, _ object: SourceObject) -> [Finding] {
        let rules = Policy.rules.filter { $0.id.hasPrefix("openshift/") }
        return Policy.violations(in: result.objects, rules: rules).compactMap { found in
            var violation = found.violation
            let origin = result.origin(ofObject: found.object, at: violation.path)
            guard !origin.parameters.contains(where: blank.contains) else { return nil }
            violation.path = origin.path
            return object.finding(violation)
        }
    }

    private func breaches(
        in result: ProcessedTemplate,
        _ template: Template,
        _ blank: Set<Int>,
        _ object: SourceObject
    ) -> [Finding] {
        TemplateBreach.all(in: result, catalog.errors(in:)).filter { breach in
            !breach.origin.parameters.contains(where: blank.contains)
        }.map { breach in
            var violation = breach.violation
            violation.path = breach.origin.path
            if let index = breach.origin.parameters.first {
                let parameter = template.parameters[index]
                violation.path = FieldPath(keys: "parameters").index(index)
                if parameter.generate.isEmpty { violation.path = violation.path.key("value") }
                violation.part = .value
                let place = object.span(of: breach.origin.path).map { " on line \($0.start.line)" } ?? ""
                violation.message =
                    "parameter \(parameter.name), used\(place), makes \(breach.title) invalid: "
                    + breach.violation.message
            } else {
                violation.message = "\(breach.title): \(breach.violation.message)"
            }
            return object.finding(violation)
        }
    }
}

/// What a schema has against an object of a processed template, with the way back.
struct TemplateBreach {
    /// The object as people name it.
    let title: String
    /// The breach, with the path in the processed object.
    let violation: Violation
    /// Where in the template that comes from.
    let origin: TemplateOrigin

    /// Every breach of the objects of `result`, as `violations` finds them.
    static func all(in result: ProcessedTemplate, _ violations: (Value) -> [Violation]) -> [TemplateBreach] {
        result.objects.enumerated().flatMap { index, value in
            let object = Object(value)
            return violations(value).map { violation in
                TemplateBreach(
                    title: "\(object.kind) \(object.name)",
                    violation: violation,
                    origin: result.origin(ofObject: index, at: violation.path)
                )
            }
        }
    }
}

extension SchemaCatalog {
    /// The errors among what is wrong with `object`; a kind that is not known has none.
    func errors(in object: Value) -> [Violation] {
        guard kind(of: object) != nil else { return [] }
        return validate(object).filter { $0.severity == .error }
    }
}
