// SPDX-License-Identifier: MIT

internal import Kn8Reports
internal import Kn8Value

/// A form of the report and where it goes.
struct ReportOutput: Equatable {
    var format: ReportFormat
    /// Nil for standard output.
    var path: String?

    /// `format` on standard output.
    init(_ format: ReportFormat) { self.format = format }

    /// `sarif`, `sarif=out.sarif` or `sarif=-`; relative files are below `folder` unless that is empty.
    init(_ text: String, in folder: String = "") throws(CommandError) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts.first ?? ""
        let names = ReportFormat.allCases.map(\.rawValue)
        guard let format = ReportFormat(rawValue: name) else {
            let nearest = NearestName.of(name, among: names).map { "; did you mean '\($0)'?" } ?? ""
            throw CommandError(
                "there is no report format '\(name)', there are \(names.joined(separator: ", "))\(nearest)",
                status: .unusable
            )
        }
        self.format = format
        guard parts.count > 1, parts[1] != "-" else { return }
        guard !parts[1].isEmpty else {
            throw CommandError("-o \(text) names no file; write \(name)=FILE", status: .unusable)
        }
        path = ConfigurationFile.joined(folder, parts[1])
    }

    /// Complains when two of `outputs` would go to one place.
    static func check(_ outputs: [ReportOutput]) throws(CommandError) {
        var seen: [String: ReportFormat] = [:]
        for output in outputs {
            let place = output.path.map(ProjectRoot.normal) ?? "-"
            if let first = seen.updateValue(output.format, forKey: place) {
                throw CommandError(
                    output.path.map { "two reports would go to \($0): \(first.rawValue) and \(output.format.rawValue)" }
                        ?? """
                        only one report can go to standard output, not both \(first.rawValue) and \
                        \(output.format.rawValue); name a file for one, for example -o \
                        \(output.format.rawValue)=FILE
                        """,
                    status: .unusable
                )
            }
        }
    }
}
