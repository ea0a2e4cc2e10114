// SPDX-License-Identifier: MIT

/// From source text to a program: parse, check, judge literals, plan.
struct CELCompiler {
    let environment: CELEnvironment

    func compile(_ text: String) throws(CELIssues) -> CELProgram {
        let options = environment.options
        let features = CELParser.Features(
            macros: environment.macros,
            optionalSyntax: options.optionalSyntax,
            quotedFields: options.quotedFields
        )
        let (syntax, source) = try CELParser.parse(text, features: features)
        let checked = try CELChecker.check(syntax, source, in: environment)
        if !options.skipsChecking {
            let issues = CELValidator(checked: checked, options: options, source: source).issues()
            guard issues.isEmpty else { throw CELIssues(issues, source: source) }
        }
        var planner = CELPlanner(checked: checked, options: options)
        do throws(CELPlanner.Refusal) {
            let planned = try planner.plan(syntax.root)
            return CELProgram(
                source: text,
                checked: checked,
                step: planned.step,
                localCount: planner.localCount,
                options: options
            )
        } catch {
            throw CELIssues(
                [source.issue(error.failure.message, at: syntax.offsets[error.node])],
                source: source,
                isInstantiation: true
            )
        }
    }
}
