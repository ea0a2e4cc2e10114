// SPDX-License-Identifier: MIT
internal import Kn8Value

/// Findings that were there before and are no reason to fail.
///
/// As many findings of one fingerprint in one file are known as the baseline counts there. An entry whose file was not
/// read, because it has another name now, counts for any other file.
package struct Baseline: Sendable {
    /// Why a text is no baseline.
    package struct Failure: Error, Equatable {
        /// Lower case, no full stop.
        package var message: String
    }

    /// One or more like findings of one file.
    package struct Entry: Hashable, Sendable {
        var fingerprint: Fingerprint
        var count: Int
        var file: String
        var rule: String
        var object: String?
        var path: String?
        var message: String
    }

    /// The format that is written and read.
    package static let version: Int64 = 1

    /// By file, rule, object, path and message.
    package private(set) var entries: [Entry]

    /// The baseline of `findings`, of which those that are suppressed are left out.
    package init(of report: Report) {
        var counts: [String: Entry] = [:]
        for element in report.entries {
            if case .suppressed = element.standing { continue }
            if element.finding.rule.hasPrefix("baseline/") { continue }
            let file = report.file(of: element.finding)
            let entry = Entry(
                fingerprint: element.fingerprint,
                count: 0,
                file: file,
                rule: element.finding.rule,
                object: element.finding.object,
                path: element.finding.path.flatMap { $0.steps.isEmpty ? nil : Fingerprint.steady($0.description) },
                message: Fingerprint.steady(element.finding.message)
            )
            counts["\(file)\u{0}\(element.fingerprint)", default: entry].count += 1
        }
        entries = counts.values.sorted { $0.sortKey.lexicographicallyPrecedes($1.sortKey) }
    }

    /// Reads what `json` gives.
    package init(json text: [UInt8]) throws(Failure) {
        let value: Value
        do { value = try Value(json: text) } catch { throw Failure(message: "it is not JSON: \(error.message)") }
        guard let version = value["version"]?.int else { throw Failure(message: "it has no version") }
        guard version == Baseline.version else {
            throw Failure(message: "it has version \(version), this kn8 reads version \(Baseline.version)")
        }
        guard let list = value["findings"]?.array else { throw Failure(message: "it has no findings") }
        entries = []
        for (index, item) in list.enumerated() {
            guard let fingerprint = item["fingerprint"]?.string, let file = item["file"]?.string,
                let rule = item["rule"]?.string
            else { throw Failure(message: "findings[\(index)] lacks fingerprint, file or rule") }
            entries.append(
                Entry(
                    fingerprint: Fingerprint(fingerprint),
                    count: Int(max(1, item["count"]?.int ?? 1)),
                    file: file,
                    rule: rule,
                    object: item["object"]?.string,
                    path: item["path"]?.string,
                    message: item["message"]?.string ?? ""
                )
            )
        }
    }

    /// The baseline as a text to be kept beside the manifests: the same findings give the same bytes.
    package var json: String {
        let findings = entries.map { entry -> Value in
            var value: Value = [
                "fingerprint": .string(entry.fingerprint.description), "file": .string(entry.file),
                "rule": .string(entry.rule), "message": .string(entry.message),
            ]
            if entry.count > 1 { value["count"] = .int(Int64(entry.count)) }
            if let object = entry.object { value["object"] = .string(object) }
            if let path = entry.path { value["path"] = .string(path) }
            return value
        }
        let value: Value = ["version": .int(Baseline.version), "findings": .array(findings)]
        return value.json(.indented(2)) + "\n"
    }

    /// Which of `findings` are known, in their order, and how many entries of files that were read are known no more.
    func known(
        _ findings: [(fingerprint: Fingerprint, file: String)],
        files: Set<String>
    ) -> (known: [Bool], stale: Int) {
        var here: [String: Int] = [:]
        var anywhere: [Fingerprint: Int] = [:]
        for entry in entries {
            if files.contains(entry.file) {
                here["\(entry.file)\u{0}\(entry.fingerprint)", default: 0] += entry.count
            } else {
                anywhere[entry.fingerprint, default: 0] += entry.count
            }
        }
        let known = findings.map { finding in
            let key = "\(finding.file)\u{0}\(finding.fingerprint)"
            if let left = here[key], left > 0 {
                here[key] = left - 1
                return true
            }
            guard let left = anywhere[finding.fingerprint], left > 0 else { return false }
            anywhere[finding.fingerprint] = left - 1
            return true
        }
        return (known, here.values.reduce(0, +))
    }
}

extension Baseline.Entry {
    fileprivate var sortKey: [String] { [file, rule, object ?? "", path ?? "", message, fingerprint.description] }
}
