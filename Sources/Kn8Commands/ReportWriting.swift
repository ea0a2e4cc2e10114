// SPDX-License-Identifier: MIT

internal import Kn8Reports

/// Writes a report wherever the plan says.
struct ReportWriting {
    let plan: ValidationPlan
    let console: Console
    let colour: ColourChoice

    func write(_ report: Report) throws(CommandError) {
        // Files first: a report that cannot be written is said before all else.
        for output in plan.outputs {
            guard let path = output.path else { continue }
            try WholeFile.write(text(report, output.format, isTerminal: false), to: path)
        }
        let printed = plan.outputs.first { $0.path == nil }
        if let printed { console.write(text(report, printed.format, isTerminal: console.showsColour)) }
        // Beside another report, so that nothing of it is in the way of a program that reads standard output.
        if plan.annotates {
            let commands = GitHubReport(showsRest: false).text(of: report)
            if !commands.isEmpty { console.say(String(commands.dropLast())) }
        }
        if printed?.format != .text {
            if report.isInterrupted { console.say("interrupted") }
            if printed == nil { console.say("\(report.summary)") }
        }
    }

    private func text(_ report: Report, _ format: ReportFormat, isTerminal: Bool) -> String {
        let isColoured =
            switch colour {
            case .auto: isTerminal
            case .always: true
            case .never: false
            }
        return format.text(of: report, version: Kn8.version, isColoured: isColoured)
    }
}
