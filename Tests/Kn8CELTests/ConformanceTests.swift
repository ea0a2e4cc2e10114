// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import Kn8CEL

/// The cases of cel-spec, from the folder that `KN8_CEL_SPEC` names (a checkout of github.com/google/cel-spec). With
/// `KN8_RECORD=1` the counts are written to docs/cel.md.
@Suite struct ConformanceTests {
    private static let folder: URL? = ProcessInfo.processInfo.environment["KN8_CEL_SPEC"].map {
        URL(fileURLWithPath: $0).appending(path: "tests/simple/testdata")
    }

    /// Tests that Kubernetes answers differently; the file says why.
    private static let departures: Set<String> = {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/departures.txt")
        let lines = (try? String(contentsOf: file, encoding: .utf8))?.components(separatedBy: "\n") ?? []
        return Set(lines.filter { !$0.isEmpty && !$0.hasPrefix("#") })
    }()

    private static let environment: CELEnvironment = {
        var options = CELEnvironment.Options()
        options.homogeneousAggregates = false
        options.checksLiterals = false
        options.quotedFields = true
        options.zone = { name in
            if let fixed = CELTimeZone(fixed: name) { return fixed }
            guard !name.contains(".."),
                let bytes = try? Data(contentsOf: URL(fileURLWithPath: "/usr/share/zoneinfo/\(name)"))
            else { return nil }
            return CELTimeZone(tzif: Array(bytes))
        }
        return CELEnvironment(
            CELLibrary.kubernetes(minor: 36) + [
                .math, .encoders, .crossTypeOrdering, .optionals, .twoVariableComprehensions, .bindings,
            ],
            options: options
        )
    }()

    private struct Count {
        var passed = 0
        var departed = 0
        var failed = 0
        var leftOut: [String: Int] = [:]

        mutating func add(_ other: Count) {
            passed += other.passed
            departed += other.departed
            failed += other.failed
            leftOut.merge(other.leftOut, uniquingKeysWith: +)
        }

        /// The columns of a table.
        var columns: String {
            let reasons = leftOut.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
            return "\(passed) | \(departed) | \(reasons.isEmpty ? "" : reasons)"
        }
    }

    @Test(.enabled(if: folder != nil, "KN8_CEL_SPEC names no checkout of cel-spec: the conformance suite is skipped"))
    func suite() throws {
        let folder = try #require(Self.folder)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".textproto") }.sorted()
        #expect(files.count >= 30)
        var rows: [String] = []
        var total = Count()
        for file in files {
            let tree = try ProtoText(String(contentsOf: folder.appending(path: file), encoding: .utf8))
            let name = String(file.dropLast(".textproto".count))
            for section in tree.all("section") {
                let count = run(section, of: name)
                total.add(count)
                rows.append("| \(name) | \(section.first("name")?.text ?? "") | \(count.columns) |")
            }
        }
        rows.append("| **all** | | \(total.columns) |")
        print("conformance: \(total.columns), \(total.failed) failed")
        if ProcessInfo.processInfo.environment["KN8_RECORD"] == "1" { try record(rows) }
    }

    private func run(_ section: ProtoText, of file: String) -> Count {
        let title = section.first("name")?.text ?? ""
        var count = Count()
        for test in section.all("test") {
            let row = ConformanceCase(file: file, section: title, test)
            let label = "\(file)/\(title)/\(row.name)"
            switch row.run(in: Self.environment) {
            case .passed:
                count.passed += 1
            case .leftOut(let reason): count.leftOut[reason, default: 0] += 1
            case .failed(let why):
                if Self.departures.contains(label) {
                    count.departed += 1
                } else {
                    count.failed += 1
                    Issue.record("\(label): \(row.expression): \(why)")
                }
            }
        }
        return count
    }

    private func record(_ rows: [String]) throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/cel.md").standardizedFileURL
        var lines = try String(contentsOf: page, encoding: .utf8).components(separatedBy: "\n")
        let begin = try #require(lines.firstIndex(of: "<!-- conformance: begin -->"))
        let end = try #require(lines.firstIndex(of: "<!-- conformance: end -->"))
        let head = ["", "| File | Section | Pass | Depart | Left out |", "| --- | --- | --- | --- | --- |"]
        lines.replaceSubrange((begin + 1)..<end, with: head + rows + [""])
        try lines.joined(separator: "\n").write(to: page, atomically: true, encoding: .utf8)
    }
}
