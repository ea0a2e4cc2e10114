// SPDX-License-Identifier: MIT

internal import Kn8Reports
internal import Kn8Value

/// What `validate` is to do: the options, over the settings of the project.
struct ValidationPlan {
    /// The settings; all as they are by default when there is no file.
    let settings: ConfigurationFile
    /// What to read.
    let files: [String]
    /// Whether folders are descended into.
    let recursive: Bool
    /// Where reports go.
    let outputs: [ReportOutput]
    /// Whether annotations go to standard error besides.
    let annotates: Bool
    /// What is made of the rules.
    let rules: RuleSettings
    /// The mildest severity that makes the run fail.
    let threshold: Severity?
    /// The file of known findings.
    let baseline: String?
    /// Where files are named from.
    let root: ProjectRoot
    private let folder: ProjectFolder
    private let excluded: [PathPattern]

    /// The plan; complaints about the settings that are no errors go to the console.
    init(_ options: ReportOptions, _ files: FilenameOptions, in session: Session) throws(CommandError) {
        let folder = ProjectFolder()
        self.folder = folder
        let path = options.withoutConfiguration ? nil : options.config ?? folder.configuration
        let settings = try path.map { path throws(CommandError) in try ValidationPlan.settings(path, session) }
        self.settings = settings ?? ConfigurationFile(path: "")
        let named = files.filename.flatMap { $0.split(separator: ",").map(String.init) }
        self.files = named.isEmpty ? self.settings.files : named
        recursive = files.recursive || (named.isEmpty && self.settings.recursive)

        var outputs = try options.output.map { text throws(CommandError) in try ReportOutput(text) }
        if outputs.isEmpty { outputs = self.settings.outputs }
        try ReportOutput.check(outputs)
        self.outputs = outputs.isEmpty ? [ReportOutput(.text)] : outputs
        annotates =
            session.environment["GITHUB_ACTIONS"] == "true" && !self.outputs.contains { $0.format == .github }

        var rules = RuleSettings()
        let levels =
            self.settings.rules
            + (try options.rules.map { text throws(CommandError) in try RuleNames.level(text) })
        rules.levels = levels.map { (RulePattern($0.rule), $0.level) }
        rules.ignoredKinds = self.settings.ignoredKinds + options.ignoredKinds
        guard options.severity != .never else {
            throw CommandError("--severity takes error, warning or note", status: .unusable)
        }
        rules.minimum = options.severity?.threshold ?? self.settings.severity ?? .note
        self.rules = rules
        threshold = (options.failOn ?? (options.strict ? .warning : self.settings.failOn ?? .error)).threshold
        baseline = options.baseline ?? self.settings.baseline
        root = folder.root(configuration: path)
        let base = folder.absolute(path.map(ConfigurationFile.folder) ?? "")
        excluded =
            self.settings.exclude.map { PathPattern($0, from: base, workingFolder: folder.workingFolder) }
            + options.exclude.map {
                PathPattern($0, from: folder.workingFolder, workingFolder: folder.workingFolder)
            }
    }

    /// The files to read, in order, without those that are excluded.
    ///
    /// - Parameter mayBeMissing: Whether a path that is not there has no files, and is no error.
    func names(mayBeMissing: Bool = false) throws(CommandError) -> [ManifestFiles.Name] {
        guard !files.isEmpty else {
            throw CommandError(
                "must specify -f, or files in \(ProjectFolder.configurationName)",
                status: .unusable
            )
        }
        let names = try ManifestFiles.list(files, recursive: recursive, mayBeMissing: mayBeMissing)
        return excluded.isEmpty ? names : names.filter { !excludes($0.path) }
    }

    /// Whether the file called `name` is left out.
    func excludes(_ name: String) -> Bool { excluded.contains { $0.matches(name) } }

    /// A report's input with all that does not depend on the manifests. A baseline that is about to be written for the first
    /// time, at `newBaseline`, need not be there.
    func input(writing newBaseline: String?) throws(CommandError) -> Report.Input {
        var input = Report.Input()
        input.settings = rules
        input.root = root
        input.rules = RuleNames.rules
        input.threshold = threshold
        if let baseline, WholeFile.exists(baseline) || newBaseline.map(folder.absolute) != folder.absolute(baseline) {
            input.baseline = try BaselineFile.read(baseline)
            input.baselineName = baseline
        }
        return input
    }

    /// Whether a report lists objects that nothing is wrong with.
    var listsObjects: Bool { outputs.contains { $0.format == .junit || $0.format == .tap } }

    private static func settings(_ path: String, _ session: Session) throws(CommandError) -> ConfigurationFile {
        let bytes = try WholeFile.read(path)
        let (file, findings) = ConfigurationFile.read(bytes, path: path)
        guard !findings.isEmpty else { return file }
        let text = TextReport().text(of: findings) { file, _ in file == path ? SourceExcerpt(bytes) : nil }
        session.console.say(String(text.dropLast()))
        guard !findings.contains(where: { $0.severity == .error }) else {
            throw CommandError("the settings in \(path) cannot be used", status: .unusable)
        }
        return file
    }
}
