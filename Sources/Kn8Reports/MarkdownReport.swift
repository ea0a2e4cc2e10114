// SPDX-License-Identifier: MIT
internal import Kn8Value

/// A report as a comment for a pull request.
struct MarkdownReport {
    /// The most characters that are written.
    var limit = MarkdownComment.limit

    /// A heading, a table a file, and what is left out when there is too much.
    func text(of report: Report) -> String {
        let new = report.new
        var heading = "### kn8 validate: \(report.fails ? "failed" : new.isEmpty ? "nothing found" : "passed")\n\n"
        heading += MarkdownComment.escaped("\(report.summary)") + "\n"
        if report.isInterrupted { heading += "\nThe run was interrupted; files are missing.\n" }
        var comment = MarkdownComment(heading, limit: limit)
        var file: String?
        let rows = new.map { entry in
            let name = entry.finding.span.map { report.root.name($0.file) } ?? ""
            defer { file = name }
            return name == file ? row(entry) : head(name) + row(entry)
        }
        comment.append(rows: rows)
        return comment.text
    }

    private func head(_ file: String) -> String {
        let title = file.isEmpty ? "\n" : "\n**\(MarkdownComment.code(file))**\n\n"
        return title + "| Line | Severity | What is wrong | Rule |\n|---:|---|---|---|\n"
    }

    private func row(_ entry: Report.Entry) -> String {
        let finding = entry.finding
        var message = MarkdownComment.escaped(finding.message)
        var context: [String] = []
        if let object = finding.object { context.append(object) }
        if let path = finding.path?.description, !path.isEmpty { context.append(path) }
        if !context.isEmpty { message += "<br>in " + MarkdownComment.code(context.joined(separator: ", ")) }
        if let remedy = finding.remedy { message += "<br>help: " + MarkdownComment.escaped(remedy) }
        let line = finding.span.map { "\($0.start.line)" } ?? ""
        return "| \(line) | \(finding.severity.rawValue) | \(message) | \(MarkdownComment.code(finding.rule)) |\n"
    }
}
