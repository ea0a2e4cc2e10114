// SPDX-License-Identifier: MIT

internal import Kn8Policy
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// Everything that is judged without a cluster: documents, schemas, and the references between objects.
enum ManifestChecks {
    /// The findings of `set`, unordered; objects are judged by the definitions among them before those that kn8 ships.
    static func findings(in set: ManifestSet, strictness: ValidationStrictness = .strict) -> [Finding] {
        var findings = set.findings
        var catalog = SchemaCatalog.standard
        for object in set.objects where object.value["kind"]?.string == "CustomResourceDefinition" {
            findings += catalog.add(crd: object.value).map(object.finding)
        }
        // What has no apiVersion or no kind is in the set's findings already.
        for object in set.objects where object.value.isTyped {
            findings += catalog.validate(object.value, strictness: strictness).map(object.finding)
            findings += catalog.hazards(in: object).map(object.finding)
        }
        // A document that could not be read may hold what others refer to.
        let isWhole = !set.findings.contains { $0.leavesOutObjects }
        for breach in Policy.violations(in: set.objects.map(\.value))
        where set.objects.indices.contains(breach.object) && (isWhole || !breach.violation.isAboutAbsence) {
            findings.append(set.objects[breach.object].finding(breach.violation))
        }
        return findings
    }
}

extension Value {
    fileprivate var isTyped: Bool {
        ["apiVersion", "kind"].allSatisfy { self[$0]?.string?.isEmpty == false }
    }
}

extension Finding {
    /// Whether the finding is why a document could not be read.
    fileprivate var leavesOutObjects: Bool {
        guard severity == .error, rule.hasPrefix("yaml/"), !rule.hasPrefix("yaml/hazard-") else { return false }
        // A name that is set twice may be either; what is set twice further down is no name of the object.
        return rule != "yaml/duplicate-key" || (path?.steps.count ?? 0) < 3 || path?.steps.last == .key("name")
    }
}

extension Violation {
    /// Whether the breach is that something is not in the set.
    fileprivate var isAboutAbsence: Bool { rule.hasSuffix("-missing") || rule == "service/no-backends" }
}
