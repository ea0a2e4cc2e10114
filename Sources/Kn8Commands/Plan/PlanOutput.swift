// SPDX-License-Identifier: MIT

internal import Kn8Apply

/// A form of a plan and where it goes.
struct PlanOutput: Equatable {
    /// The forms.
    enum Format: String, CaseIterable {
        case text
        case json
        case markdown
        /// What `kn8 apply` carries out.
        case plan
    }

    let format: Format
    /// Nil for standard output.
    let path: String?

    /// `json`, `json=plan.json`, `plan=FILE`, or a name that ends with `.kn8plan`.
    init(_ text: String) throws(CommandError) {
        if text.hasSuffix(SavedPlan.suffix), !text.contains("=") {
            (format, path) = (.plan, text)
            return
        }
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let format = Format(rawValue: parts.first ?? "") else {
            throw CommandError(
                "--output must be text, json or markdown, or a file whose name ends with \(SavedPlan.suffix), not "
                    + "\"\(text)\"",
                status: .unusable
            )
        }
        self.format = format
        path = parts.count > 1 && parts[1] != "-" ? parts[1] : nil
        if path == "" || (format == .plan && path == nil) {
            throw CommandError("-o \(text) names no file; write \(format.rawValue)=FILE", status: .unusable)
        }
    }

    private init(_ format: Format, _ path: String?) { (self.format, self.path) = (format, path) }

    /// The outputs that `texts` ask for and the plan that is saved to `file`. When none but a plan is asked for, people
    /// get the text besides.
    static func outputs(_ texts: [String], saving file: String?) throws(CommandError) -> [PlanOutput] {
        var outputs = try texts.map { text throws(CommandError) in try PlanOutput(text) }
        if let file { outputs.append(PlanOutput(.plan, file)) }
        if outputs.allSatisfy({ $0.format == .plan }) { outputs.insert(PlanOutput(.text, nil), at: 0) }
        guard outputs.count(where: { $0.path == nil }) < 2 else {
            throw CommandError("only one form can go to standard output; name files for the others", status: .unusable)
        }
        return outputs
    }
}
