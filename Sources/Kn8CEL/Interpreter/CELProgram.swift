// SPDX-License-Identifier: MIT

/// A compiled expression.
package struct CELProgram: Sendable {
    let checked: CELChecked
    /// The static type of its value.
    package var resultType: CELType { checked.resultType }
}

struct CELCompiler {
    let environment: CELEnvironment
    func compile(_ text: String) throws(CELIssues) -> CELProgram {
        let features = CELParser.Features(
            macros: environment.macros,
            optionalSyntax: environment.options.optionalSyntax,
            quotedFields: environment.options.quotedFields
        )
        let (syntax, source) = try CELParser.parse(text, features: features)
        return CELProgram(checked: try CELChecker.check(syntax, source, in: environment))
    }
}
