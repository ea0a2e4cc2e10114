// SPDX-License-Identifier: MIT

internal import Kn8Policy
internal import Kn8Reports
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// Judges units one by one, each alone: documents and schemas. What needs the whole set is left as facts.
struct ManifestJudge: Sendable {
    /// What remains of an object for the rules about the whole set.
    struct Kept: Sendable {
        /// The object, or what the rules read of it.
        let facts: Value
        /// The text's place among the inputs.
        let text: Int
        /// Where its document is, in indices of the text.
        let extent: DocumentExtent
        /// The way from the document's root to it.
        let base: FieldPath
    }

    /// What came of a unit.
    struct Outcome: Sendable {
        /// The findings about documents and objects, in the order of the unit.
        var findings: [Finding] = []
        /// The objects, in the order of the unit.
        var objects: [Kept] = []
        /// Whether some document could not be read.
        var isBroken = false
        /// What is to be passed over.
        var suppressions: [Suppression] = []
        /// The objects as reports list them, where they do.
        var listed: [ReportedObject] = []
        /// How many bytes were judged.
        var size = 0
    }

    let catalog: SchemaCatalog
    let strictness: ValidationStrictness
    let timings: WorkTimings
    /// Whether there is room to keep the objects as they are, which costs no time.
    var keepsObjects = false
    /// What is no Kubernetes object.
    var roles = ManifestRoles()
    /// Whether reports list the objects, for which their lines must be found.
    var listsObjects = false

    /// The verdict on `unit`.
    func judge(_ unit: ManifestUnit, of texts: [ManifestText]) -> Outcome {
        var outcome = Outcome()
        for stretch in unit.stretches {
            let name = texts[stretch.text].name
            guard !roles.isTemplate(name) else {
                if stretch.offset == 0 { outcome.findings.append(ManifestRoles.template(in: name)) }
                continue
            }
            outcome.size += stretch.bytes.count
            outcome.suppressions += Suppressions.comments(
                in: stretch.bytes,
                file: name,
                firstLine: stretch.firstLine
            )
            timings.measure(.parse) {
                YAMLStream.read(
                    stretch.bytes,
                    file: name,
                    firstLine: stretch.firstLine,
                    duplicates: .kept
                ) { item in
                    if case .document(let document) = item, let role = roles.role(of: document) {
                        outcome.findings += findings(on: document, role)
                        return
                    }
                    let item = ManifestItem(item, strictness: strictness)
                    outcome.isBroken = outcome.isBroken || item.findings.contains(where: \.leavesOutObjects)
                    outcome.findings += item.findings
                    for object in item.objects { judge(object, in: stretch, &outcome) }
                }
            }
        }
        return outcome
    }

    /// What is said of a document that is no object; the fields of a kustomization are judged all the same.
    private func findings(on document: YAMLDocument, _ role: String) -> [Finding] {
        let note = ManifestRoles.note(role, document.span(of: FieldPath()))
        guard role == ManifestRoles.kustomization, case .object(var map) = document.value else { return [note] }
        if map["apiVersion"] == nil { map["apiVersion"] = "kustomize.config.k8s.io/v1beta1" }
        if map["kind"] == nil { map["kind"] = "Kustomization" }
        return [note]
            + catalog.validate(.object(map), strictness: strictness).map { violation in
                Finding(
                    rule: violation.rule,
                    severity: violation.severity,
                    message: violation.message,
                    span: document.span(of: violation.path, part: violation.shownPart),
                    path: violation.path,
                    remedy: violation.remedy
                )
            }
    }

    private func judge(_ object: SourceObject, in stretch: ManifestUnit.Stretch, _ outcome: inout Outcome) {
        outcome.suppressions += Suppressions.annotation(of: object)
        if listsObjects { outcome.listed.append(ReportedObject(object)) }
        // What has no apiVersion or no kind is in the findings already.
        let count = outcome.findings.count
        defer { if outcome.findings.count > count { SecretLedger.current.note(object.value) } }
        if object.value.isTyped {
            outcome.findings += timings.measure(.schema) {
                catalog.validate(object.value, strictness: strictness).filter { !$0.isSaidAlready }.map(object.finding)
                    + catalog.hazards(in: object).map(object.finding)
                    + (TemplateJudge.isTemplate(object) ? TemplateJudge(catalog: catalog).findings(on: object) : [])
            }
        }
        timings.measure(.facts) {
            var extent = object.document.extent
            let shift = stretch.offset - stretch.bytes.startIndex
            extent.range = extent.range.lowerBound + shift..<extent.range.upperBound + shift
            outcome.objects.append(
                Kept(
                    facts: keepsObjects ? object.value : Policy.facts(of: object.value),
                    text: stretch.text,
                    extent: extent,
                    base: object.base
                )
            )
        }
    }
}

extension Value {
    fileprivate var isTyped: Bool {
        self["apiVersion"]?.string?.isEmpty == false && self["kind"]?.string?.isEmpty == false
    }
}

extension Violation {
    /// Whether `manifest/name-missing` has said it.
    fileprivate var isSaidAlready: Bool { message.hasSuffix("Required value: name or generateName is required") }
}

extension Finding {
    /// Whether the finding is why a document could not be read.
    fileprivate var leavesOutObjects: Bool {
        guard severity == .error, rule.hasPrefix("yaml/"), !rule.hasPrefix("yaml/hazard-") else { return false }
        // A name that is set twice may be either; what is set twice further down is no name of the object.
        return rule != "yaml/duplicate-key" || (path?.steps.count ?? 0) < 3 || path?.steps.last == .key("name")
    }
}
