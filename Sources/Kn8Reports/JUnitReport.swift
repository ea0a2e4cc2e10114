// SPDX-License-Identifier: MIT
internal import Kn8Value

/// A report in JUnit's XML: a suite a file, a case an object.
enum JUnitReport {
    /// The document.
    static func text(of report: Report) -> String {
        let suites = ReportCases(report).suites
        let cases = suites.flatMap(\.cases)
        var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
        lines.append("<testsuites name=\"kn8 validate\" \(counts(cases))\(suites.isEmpty ? "/>" : ">")")
        for suite in suites {
            lines.append("  <testsuite name=\"\(escaped(suite.file))\" \(counts(suite.cases))>")
            for item in suite.cases { lines += element(item, in: suite) }
            lines.append("  </testsuite>")
        }
        if !suites.isEmpty { lines.append("</testsuites>") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func counts(_ cases: [ReportCases.Case]) -> String {
        let failures = cases.count { !$0.failures.isEmpty }
        let skipped = cases.count { $0.isSkipped && $0.failures.isEmpty }
        return "tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\""
    }

    private static func element(_ item: ReportCases.Case, in suite: ReportCases.Suite) -> [String] {
        let head =
            "    <testcase name=\"\(escaped(item.name))\" classname=\"\(escaped(item.kind ?? suite.file))\""
            + " file=\"\(escaped(suite.file))\" line=\"\(item.line)\""
        var body: [String] = []
        if let first = item.failures.first {
            let more = item.failures.count - 1
            let message = first.finding.message + (more > 0 ? " (and \(more) more)" : "")
            body.append("      <failure message=\"\(escaped(message))\" type=\"\(escaped(first.finding.rule))\">")
            body += item.failures.flatMap { lines(of: $0.finding) }.map(escaped)
            body[body.count - 1] += "</failure>"
        } else if item.isSkipped {
            body.append("      <skipped message=\"the kind is ignored\"/>")
        }
        if !item.remarks.isEmpty {
            body.append("      <system-out>")
            body += item.remarks.flatMap { lines(of: $0.finding) }.map(escaped)
            body[body.count - 1] += "</system-out>"
        }
        return body.isEmpty ? [head + "/>"] : [head + ">"] + body + ["    </testcase>"]
    }

    private static func lines(of finding: Finding) -> [String] {
        [PlainLine.text(of: finding)] + (finding.remedy.map { ["  help: " + PlainLine.clean($0)] } ?? [])
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in PlainLine.clean(text).unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "\t": result += "&#9;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
