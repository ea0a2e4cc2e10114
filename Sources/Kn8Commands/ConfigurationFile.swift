// SPDX-License-Identifier: MIT

internal import Kn8Reports
internal import Kn8Value
internal import Kn8YAML

/// A project's settings for `validate`, as `docs/configuration.md` describes them.
struct ConfigurationFile: Equatable {
    var path: String
    var files: [String] = []
    var recursive = true
    var exclude: [String] = []
    var ignoredKinds: [String] = []
    var rules: [RuleLevel] = []
    var severity: Severity?
    var failOn: ReportOptions.FailOn?
    var baseline: String?
    var outputs: [ReportOutput] = []
    var schemas: [String] = []
    var crds: [String] = []
    var kubernetesVersions: [String] = []
    var validate: String?

    /// A rule's level.
    struct RuleLevel: Equatable {
        var rule: String
        var level: RuleSettings.Level
    }

    /// The settings in `bytes`, and what is wrong with them; paths in them start from the file's folder.
    static func read(_ bytes: [UInt8], path: String) -> (file: ConfigurationFile, findings: [Finding]) {
        var reader = ConfigurationReader(path: path)
        let items = YAMLStream.documents(in: bytes, file: path)
        for (index, item) in items.enumerated() {
            switch item {
            case .findings(let findings): reader.findings += findings.map(ofSettings)
            case .document(let document) where index == 0: reader.read(document)
            case .document(let document):
                reader.findings.append(
                    Finding(
                        rule: "config/document",
                        message: "the settings are one document, this is another",
                        span: document.span(of: FieldPath()),
                        remedy: "put all settings into the first"
                    )
                )
            }
        }
        return (reader.file, reader.findings)
    }

    private static func ofSettings(_ finding: Finding) -> Finding {
        guard finding.rule == "yaml/not-a-mapping" else { return finding }
        var finding = finding
        finding.message.replace("a manifest must", with: "the settings must")
        finding.remedy = "write them as keys and values, for example files: [manifests]"
        return finding
    }

    /// The folder of the file at `path`, with a stroke at the end; empty for the working folder.
    static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }

    /// `path` from `folder`; as it is when it is absolute or means a stream.
    static func joined(_ folder: String, _ path: String) -> String {
        guard !folder.isEmpty, !path.hasPrefix("/"), path != "-" else { return path }
        let rest = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
        return (folder.hasSuffix("/") ? folder : folder + "/") + rest
    }
}
