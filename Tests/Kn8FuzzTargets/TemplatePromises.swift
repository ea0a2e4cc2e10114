// SPDX-License-Identifier: MIT
internal import Kn8Template
internal import Kn8Value
internal import Kn8YAML

/// Whatever text there is: as a template it is processed or refused, twice the same with one seed, and every place told of
/// is one of the template's; as a generator's expression it draws from its own alphabets; as a file of parameters it is
/// read or refused.
enum TemplatePromises {
    static func complaint(about bytes: [UInt8]) -> String? {
        for item in YAMLStream.documents(in: bytes, file: "input").prefix(4) {
            guard case .document(let document) = item, let template = try? Template(document.value) else { continue }
            if let complaint = complaint(about: template) { return complaint }
            for violation in TemplateLint.violations(of: template) { _ = document.span(of: violation.path) }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        _ = try? ParameterFile(text, named: "input")
        _ = try? ParameterAssignments(text.split(separator: "\n").map(String.init))
        return complaint(about: text)
    }

    private static func complaint(about template: Template) -> String? {
        let processor = TemplateProcessor(random: .seeded("fuzz"))
        guard let result = try? processor.process(template) else {
            return (try? processor.process(template)) == nil ? nil : "refused, then processed"
        }
        guard let again = try? processor.process(template), again.tree == result.tree else {
            return "two runs differ with one seed"
        }
        if result.objects.count != (template.objects ?? []).count { return "objects got lost" }
        for (index, object) in result.objects.enumerated() {
            for path in [FieldPath(), FieldPath(keys: "metadata", "labels", "a"), FieldPath(keys: "spec")] {
                let origin = result.origin(ofObject: index, at: path)
                if template.source.value(at: origin.path) == nil { return "no such place: \(origin.path)" }
                if origin.parameters.contains(where: { !template.parameters.indices.contains($0) }) {
                    return "no such parameter"
                }
            }
            _ = object.json()
        }
        return nil
    }

    private static func complaint(about expression: String) -> String? {
        guard expression.utf8.count < 4_096 else { return nil }
        var random: any RandomNumberGenerator = ParameterRandom.seeded("fuzz")("P")
        guard let value = try? ParameterExpression.value(of: expression, random: &random) else { return nil }
        // What is generated may look like a class itself, and is then filled in as well.
        guard let alphabets = ParameterExpression.alphabets(of: expression), !value.contains("["),
            alphabets.count == value.utf8.count
        else { return nil }
        for (byte, alphabet) in zip(value.utf8, alphabets) where !alphabet.contains(byte) {
            return "drew \(byte) out of \(alphabet)"
        }
        return nil
    }
}
