// SPDX-License-Identifier: MIT
internal import Kn8Value

/// A report as a comment for a pull request.
struct MarkdownReport {
    /// GitHub refuses comments of more than 65,536 characters; something may be put around ours.
    static let limit = 60_000

    /// The most characters that are written.
    var limit = MarkdownReport.limit

    /// A heading, a table a file, and what is left out when there is too much.
    func text(of report: Report) -> String {
        let new = report.new
        var text = "### kn8 validate: \(report.fails ? "failed" : new.isEmpty ? "nothing found" : "passed")\n\n"
        text += MarkdownReport.escaped("\(report.summary)") + "\n"
        if report.isInterrupted { text += "\nThe run was interrupted; files are missing.\n" }
        var left = limit - text.count - 200  // for what is said of the rest
        var file: String?
        var shown = 0
        for entry in new {
            let name = entry.finding.span.map { report.root.name($0.file) } ?? ""
            var part = ""
            if name != file {
                part += name.isEmpty ? "\n" : "\n**\(MarkdownReport.code(name))**\n\n"
                part += "| Line | Severity | What is wrong | Rule |\n|---:|---|---|---|\n"
            }
            part += row(entry)
            guard part.count <= left else { break }
            left -= part.count
            text += part
            file = name
            shown += 1
        }
        if shown < new.count { text += "\n… and \(new.count - shown) more, too many for one comment.\n" }
        return text
    }

    private func row(_ entry: Report.Entry) -> String {
        let finding = entry.finding
        var message = MarkdownReport.escaped(finding.message)
        var context: [String] = []
        if let object = finding.object { context.append(object) }
        if let path = finding.path?.description, !path.isEmpty { context.append(path) }
        if !context.isEmpty { message += "<br>in " + MarkdownReport.code(context.joined(separator: ", ")) }
        if let remedy = finding.remedy { message += "<br>help: " + MarkdownReport.escaped(remedy) }
        let line = finding.span.map { "\($0.start.line)" } ?? ""
        return "| \(line) | \(finding.severity.rawValue) | \(message) | \(MarkdownReport.code(finding.rule)) |\n"
    }

    // A code span in a cell: a stroke would end the cell, a backtick the span.
    private static func code(_ text: String) -> String {
        let clean = PlainLine.clean(text).map { $0 == "|" ? "\\|" : "\($0)" }.joined()
        guard clean.contains("`") else { return "`\(clean)`" }
        return "`` \(clean) ``"
    }

    // Nothing of a manifest may become markup, a mention or a link.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in PlainLine.clean(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "!": result += "\\\(scalar)"
            case "@": result += "&#64;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
