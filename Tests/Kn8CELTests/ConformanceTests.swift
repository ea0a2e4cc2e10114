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

    /// Tests that cel-go, and so Kubernetes and kn8, answer differently (`cel-go:conformance/BUILD.bazel`): keys may be
    /// doubles, of a repeated key the last entry counts, `getMilliseconds` of a duration is the whole of it, and null
    /// makes a list's type null.
    private static let departures: Set<String> = [
        "fields/qualified_identifier_resolution/map_key_float",
        "fields/qualified_identifier_resolution/map_value_repeat_key",
        "fields/qualified_identifier_resolution/map_value_repeat_key_heterogeneous",
        "timestamps/duration_converters/get_milliseconds",
        "type_deduction/legacy_nullable_types/null_assignable_to_abstract_parameter_candidate",
    ]

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
            [.crossTypeOrdering, .optionals, .twoVariableComprehensions, .bindings],
            options: options
        )
    }()

    private struct Count {
        var passed = 0
        var failed = 0
        var leftOut: [String: Int] = [:]
    }

    @Test(.enabled(if: folder != nil, "KN8_CEL_SPEC names no checkout of cel-spec: the conformance suite is skipped"))
    func suite() throws {
        let folder = try #require(Self.folder)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".textproto") }.sorted()
        #expect(files.count >= 30)
        var counts: [(file: String, section: String, count: Count)] = []
        for file in files {
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            let tree = try ProtoText(text)
            let name = String(file.dropLast(".textproto".count))
            for section in tree.all("section") {
                let title = section.first("name")?.text ?? ""
                var count = Count()
                for test in section.all("test") {
                    let row = ConformanceCase(file: name, section: title, test)
                    switch row.run(in: Self.environment) {
                    case .passed: count.passed += 1
                    case .leftOut(let reason): count.leftOut[reason, default: 0] += 1
                    case .failed(let why):
                        count.failed += 1
                        if Self.departures.contains("\(name)/\(title)/\(row.name)") { continue }
                        Issue.record("\(name)/\(title)/\(row.name): \(row.expression): \(why)")
                    }
                }
                counts.append((name, title, count))
            }
        }
        for (file, section, count) in counts {
            print("\(file)/\(section): \(count.passed) passed, \(count.failed) failed, left out \(count.leftOut)")
        }
        let total = counts.reduce(into: Count()) { total, row in
            total.passed += row.count.passed
            total.failed += row.count.failed
            total.leftOut.merge(row.count.leftOut, uniquingKeysWith: +)
        }
        print("TOTAL: \(total.passed) passed, \(total.failed) failed, left out \(total.leftOut)")
    }
}
