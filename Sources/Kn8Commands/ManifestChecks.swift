// SPDX-License-Identifier: MIT

internal import Kn8Policy
internal import Kn8Reports
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// Everything that is judged without a cluster: documents, schemas, and the references between objects.
///
/// Texts are read and judged in pieces on all processors; of an object only its facts stay, so that memory grows with the
/// number of objects and not with their text. The findings and their order do not depend on the number of processors.
struct ManifestChecks {
    /// What came of it.
    struct Verdict {
        /// The texts in the order named.
        var texts: [ManifestText]
        /// What is kept of the objects that were judged.
        var objects: [ManifestJudge.Kept] = []
        /// How many objects were judged.
        var objectCount = 0
        /// All findings, those about the set last.
        var findings: [Finding] = []
        /// What is to be passed over.
        var suppressions: [Suppression] = []
        /// The objects, if they were to be listed.
        var listed: [ReportedObject] = []
        /// Whether the user stopped it before all was judged.
        var isInterrupted = false

        /// What is required of a CustomResourceDefinition is said by its schema, with a remedy, and by its rules.
        fileprivate mutating func dropTwins() {
            guard findings.contains(where: { $0.rule == "crd/schema" }) else { return }
            let said = Set(findings.lazy.filter { $0.rule == "schema/required" }.map(Twin.init))
            findings.removeAll { $0.rule == "crd/schema" && said.contains(Twin($0)) }
        }
    }

    /// The same said at the same place.
    private struct Twin: Hashable {
        let file: String?
        let start: SourcePosition?
        let message: String

        init(_ finding: Finding) {
            (file, start, message) = (finding.span?.file, finding.span?.start, finding.message)
        }
    }

    let catalog: SchemaCatalog
    let strictness: ValidationStrictness
    let work: OrderedWork
    let timings: WorkTimings
    /// How many bytes of text are kept in memory, all texts taken together.
    var memory = 64 << 20
    /// Whether reports list the objects.
    var listsObjects = false
    /// Who is told how far it is.
    var progress = ProgressBar(isShown: false)

    /// The verdict on the files that `names` name; objects are judged by the definitions among them before those that
    /// `catalog` has.
    func verdict(on names: [ManifestFiles.Name]) async throws -> Verdict {
        let texts = try await texts(names)
        var verdict = Verdict(texts: texts)
        let catalog = try await catalogWithDefinitions(in: texts, &verdict.findings)
        let size = texts.reduce(0) { $0 + $1.count }
        let judge = ManifestJudge(
            catalog: catalog,
            strictness: strictness,
            timings: timings,
            keepsObjects: size <= memory / 4,
            roles: ManifestRoles(texts),
            listsObjects: listsObjects
        )
        progress.begin(size)
        var units = ManifestUnits(texts)
        var objects: [ManifestJudge.Kept] = []
        var isWhole = true
        try await work.run(
            next: { Interruption.isRequested ? nil : try units.next() },
            work: { judge.judge($0, of: texts) },
            each: { outcome in
                verdict.findings += outcome.findings
                objects += outcome.objects
                isWhole = isWhole && !outcome.isBroken
                verdict.suppressions += outcome.suppressions
                verdict.listed += outcome.listed
                progress.advance(by: outcome.size)
            }
        )
        verdict.dropTwins()
        verdict.objectCount = objects.count
        verdict.isInterrupted = Interruption.isRequested
        isWhole = isWhole && !verdict.isInterrupted
        verdict.findings += try await findings(aboutSetOf: objects, of: texts, isWhole: isWhole)
        verdict.objects = objects
        return verdict
    }

    private func texts(_ names: [ManifestFiles.Name]) async throws -> [ManifestText] {
        let size = names.reduce(0) { $0 + ($1.size ?? 0) }
        let limit = size > memory ? min(memory, ManifestUnits.size) : min(memory, ManifestText.largest)
        var rest = names[...]
        var texts: [ManifestText] = []
        try await work.run(
            next: {
                defer { rest = rest.dropFirst(64) }
                return rest.isEmpty || Interruption.isRequested ? nil : rest.prefix(64)
            },
            work: { [timings] names in
                timings.measure(.read) {
                    Result<[ManifestText], CommandError> { () throws(CommandError) in
                        var texts: [ManifestText] = []
                        for name in names { texts.append(try ManifestText(name, keeping: limit)) }
                        return texts
                    }
                }
            },
            each: { texts += try $0.get() }
        )
        return texts
    }

    /// The catalog and the definitions in `texts`, which may stand anywhere: so they are looked for before all else.
    private func catalogWithDefinitions(
        in texts: [ManifestText],
        _ findings: inout [Finding]
    ) async throws -> SchemaCatalog {
        var catalog = catalog
        var units = ManifestUnits(texts)
        try await work.run(
            next: { Interruption.isRequested ? nil : try units.next() },
            work: { [timings] unit in
                timings.measure(.define) { CustomDefinitions.definitions(in: unit, of: texts) }
            },
            each: { definitions in
                for object in definitions {
                    if AdmissionPolicies.isPolicy(object.value) {
                        catalog.policies.add(object.value)
                    } else {
                        findings += catalog.add(crd: object.value).map(object.finding)
                    }
                }
            }
        )
        let kinds = catalog.policies.lookedUpKinds
        guard !kinds.isEmpty else { return catalog }
        units = ManifestUnits(texts)
        try await work.run(
            next: { Interruption.isRequested ? nil : try units.next() },
            work: { CustomDefinitions.definitions(in: $0, of: texts, kinds: kinds) },
            each: { objects in objects.forEach { catalog.policies.add($0.value) } }
        )
        return catalog
    }

    private func findings(
        aboutSetOf objects: [ManifestJudge.Kept],
        of texts: [ManifestText],
        isWhole: Bool
    ) async throws -> [Finding] {
        var findings: [Finding] = []
        var last: (object: Int, index: SpanIndex)?
        for breach in try await violations(inSetOf: objects)
        // A document that could not be read may hold what others refer to.
        where objects.indices.contains(breach.object) && (isWhole || !breach.violation.isAboutAbsence) {
            let object = objects[breach.object]
            if last?.object != breach.object {
                let bytes = try? texts[object.text].bytes(object.extent.range)
                last = (breach.object, object.extent.spanIndex(of: bytes ?? []))
            }
            let violation = breach.violation
            findings.append(
                Finding(
                    rule: violation.rule,
                    severity: violation.severity,
                    message: violation.message,
                    span: last?.index.span(
                        of: FieldPath(object.base.steps + violation.path.steps),
                        part: violation.shownPart
                    ),
                    path: violation.path,
                    object: Manifests.title(of: object.facts),
                    remedy: violation.remedy
                )
            )
        }
        return findings
    }
}

extension ManifestChecks {
    /// What the rules about the whole set find; the rules are shared out when there is much to judge.
    private func violations(inSetOf objects: [ManifestJudge.Kept]) async throws -> [PolicyViolation] {
        let subject = timings.measure(.policy) { PolicySubject(objects.map(\.facts)) }
        guard objects.count >= ManifestChecks.fewestShared else {
            return timings.measure(.policy) { subject.violations(of: Policy.rules[...]) }
        }
        var rest = Policy.rules[...]
        var found: [PolicyViolation] = []
        try await work.run(
            next: {
                defer { rest = rest.dropFirst(2) }
                return rest.isEmpty ? nil : rest.prefix(2)
            },
            work: { [timings] rules in timings.measure(.policy) { subject.violations(of: rules) } },
            each: { found += $0 }
        )
        return PolicySubject.ordered(found)
    }

    /// The fewest objects for which the rules are shared out.
    private static let fewestShared = 512
}

extension Violation {
    /// Whether the breach is that something is not in the set.
    fileprivate var isAboutAbsence: Bool { rule.hasSuffix("-missing") || rule == "service/no-backends" }
}
