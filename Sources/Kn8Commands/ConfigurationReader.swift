// SPDX-License-Identifier: MIT

internal import Kn8Reports
internal import Kn8Value
internal import Kn8YAML

/// Reads settings strictly: what is not known, or not of the type that it must be, is a finding at its place.
struct ConfigurationReader {
    /// The keys that there are.
    enum Key: String, CaseIterable {
        case files
        case recursive
        case exclude
        case ignoreKinds
        case rules
        case severity
        case failOn
        case baseline
        case outputs
        case schemas
        case crds
        case kubernetesVersions
        case validate
    }

    private(set) var file: ConfigurationFile
    var findings: [Finding] = []
    private var document: YAMLDocument?
    private let folder: String

    init(path: String) {
        file = ConfigurationFile(path: path)
        folder = ConfigurationFile.folder(of: path)
    }

    mutating func read(_ document: YAMLDocument) {
        self.document = document
        for entry in document.value.object ?? ValueMap() {
            let path = FieldPath(keys: entry.key)
            guard let key = Key(rawValue: entry.key) else {
                let nearest = NearestName.of(entry.key, among: Key.allCases.map(\.rawValue))
                complain(
                    "config/unknown-key",
                    "there is no setting '\(entry.key)'",
                    path,
                    part: .key,
                    remedy: nearest.map { "did you mean '\($0)'?" }
                        ?? "there are \(Key.allCases.map(\.rawValue).joined(separator: ", "))"
                )
                continue
            }
            read(key, entry.value, path)
        }
    }

    private mutating func read(_ key: Key, _ value: Value, _ path: FieldPath) {
        switch key {
        case .files: file.files = texts(value, path).map { ConfigurationFile.joined(folder, $0) }
        case .recursive:
            guard let flag = value.bool else { return complainOfType(value, "true or false", path) }
            file.recursive = flag
        case .exclude: file.exclude = texts(value, path)
        case .ignoreKinds: file.ignoredKinds = texts(value, path)
        case .rules: readRules(value, path)
        case .severity: file.severity = word(value, path, of: Severity.allCases)
        case .failOn: file.failOn = word(value, path, of: ReportOptions.FailOn.allCases)
        case .baseline: file.baseline = text(value, path).map { ConfigurationFile.joined(folder, $0) }
        case .outputs:
            for (index, text) in texts(value, path).enumerated() {
                do {
                    file.outputs.append(try ReportOutput(text, in: folder))
                } catch {
                    complain("config/value", error.message, path.index(index))
                }
            }
        case .schemas: file.schemas = texts(value, path).map { ConfigurationFile.joined(folder, $0) }
        case .crds: file.crds = texts(value, path).map { ConfigurationFile.joined(folder, $0) }
        case .kubernetesVersions: file.kubernetesVersions = texts(value, path)
        case .validate: file.validate = text(value, path)
        }
    }

    private mutating func readRules(_ value: Value, _ path: FieldPath) {
        guard let map = value.object else { return complainOfType(value, "a mapping from rules to levels", path) }
        for entry in map {
            // YAML reads a bare 'off' as false.
            let level =
                entry.value == false ? .off : word(entry.value, path.key(entry.key), of: RuleSettings.Level.allCases)
            guard let level else { continue }
            file.rules.append(ConfigurationFile.RuleLevel(rule: entry.key, level: level))
            if let flaw = RuleNames.flaw(of: entry.key) {
                complain(
                    "config/unknown-rule",
                    flaw.message,
                    path.key(entry.key),
                    part: .key,
                    remedy: flaw.remedy,
                    severity: .warning
                )
            }
        }
    }

    private mutating func word<Word: RawRepresentable>(_ value: Value, _ path: FieldPath, of words: [Word]) -> Word?
    where Word.RawValue == String {
        guard let text = text(value, path) else { return nil }
        if let word = Word(rawValue: text) { return word }
        let names = words.map(\.rawValue)
        complain(
            "config/value",
            "'\(text)' is none of \(names.joined(separator: ", "))",
            path,
            remedy: NearestName.of(text, among: names).map { "did you mean '\($0)'?" }
        )
        return nil
    }

    private mutating func text(_ value: Value, _ path: FieldPath) -> String? {
        if let text = value.string { return text }
        complainOfType(value, "a string", path)
        return nil
    }

    private mutating func texts(_ value: Value, _ path: FieldPath) -> [String] {
        guard let elements = value.array else {
            complainOfType(value, "a list of strings", path)
            return []
        }
        return elements.enumerated().compactMap { text($1, path.index($0)) }
    }

    private mutating func complainOfType(_ value: Value, _ wanted: String, _ path: FieldPath) {
        let isScalar = value.object == nil && value.array == nil && !value.isNull
        complain(
            "config/type",
            "'\(path)' must be \(wanted), this is of type \(value.typeName)",
            path,
            remedy: isScalar && wanted == "a string" ? "put it in quotes" : nil
        )
    }

    private mutating func complain(
        _ rule: String,
        _ message: String,
        _ path: FieldPath,
        part: Violation.Part = .value,
        remedy: String? = nil,
        severity: Severity = .error
    ) {
        findings.append(
            Finding(
                rule: rule,
                severity: severity,
                message: message,
                span: document?.span(of: path, part: part),
                remedy: remedy
            )
        )
    }
}
