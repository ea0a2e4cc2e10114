// SPDX-License-Identifier: MIT

internal import Kn8CEL
internal import Kn8Value

/// An expression of a policy: compiled, or what is wrong with it.
struct AdmissionExpression: Sendable {
    let source: String
    let program: CELProgram?
    /// In the words of the API server, without `compilation error:`; nil when nothing is wrong.
    let fault: String?

    /// `source`, whose value must be of one of the types when any are given.
    init(_ source: String, in environment: CELEnvironment, mustBe types: [CELType] = []) {
        self.source = source
        do throws(CELIssues) {
            let compiled = try environment.compile(source)
            guard types.isEmpty || types.contains(compiled.resultType) else {
                let names = types.map(\.runtimeName)
                let wanted = names.count == 1 ? names.joined() : "one of [\(names.joined(separator: " "))]"
                (program, fault) = (nil, "must evaluate to \(wanted) but got \(compiled.resultType.runtimeName)")
                return
            }
            (program, fault) = (compiled, nil)
        } catch {
            let words =
                error.isInstantiation
                ? "program instantiation failed: \(error.issues.first?.message ?? "")" : "compilation failed: \(error)"
            (program, fault) = (nil, words)
        }
    }
}
