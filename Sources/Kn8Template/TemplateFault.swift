// SPDX-License-Identifier: MIT

package import Kn8Value

/// One reason why a template cannot be processed, in the API server's form for field errors.
package struct TemplateFault: Hashable, Sendable {
    /// The field as oc names it: `template.parameters[1]`, `item[0].labels`.
    package var field: String
    /// `Required value: …` or `Invalid value: …: …`.
    package var message: String
    /// Where that is in the template.
    package var path: FieldPath

    static func required(_ field: String, _ detail: String, at path: FieldPath) -> TemplateFault {
        TemplateFault(field: field, message: "Required value: \(detail)", path: path)
    }

    /// `quoted` is the value at fault as it is to be shown.
    static func invalid(_ field: String, quoted: String, _ detail: String, at path: FieldPath) -> TemplateFault {
        TemplateFault(field: field, message: "Invalid value: \(quoted): \(detail)", path: path)
    }

    /// `template.parameters[1]: Required value: …`.
    package var line: String { "\(field): \(message)" }
}

/// Everything that keeps a template from being processed.
package struct TemplateFaults: Error, Hashable, Sendable {
    /// The template's name.
    package var name: String
    /// The reasons, at least one.
    package var faults: [TemplateFault]

    /// What `oc process --local` says: one line, or a heading and one line for each reason.
    package var localText: String {
        guard faults.count > 1 else { return "The Template \"\(name)\" is invalid: \(faults.first?.line ?? "")" }
        return "The Template \"\(name)\" is invalid: " + faults.map { "\n* \($0.line)" }.joined()
    }

    /// What `oc process` says of a template that the server processed.
    package var serverText: String {
        "unable to process template" + faults.map { "\n  \($0.message)" }.joined()
    }

    /// The server's refusal as one sentence, as `oc new-app` quotes it.
    package var sentence: String {
        let lines = faults.map(\.line)
        let body = lines.count == 1 ? lines[0] : "[\(lines.joined(separator: ", "))]"
        return "Template.template.openshift.io \"\(name)\" is invalid: \(body)"
    }
}
