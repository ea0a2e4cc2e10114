// SPDX-License-Identifier: MIT

internal import Kn8Value

extension SchemaCatalog {
    /// The minor of Kubernetes 1 whose kinds are served.
    package static let currentMinor = 36

    /// The kind under that `apiVersion` that the catalogue knows without serving it: a retired version, or an operator's
    /// kind. Nil also when a definition among the input says which versions of that kind there are.
    package func reference(apiVersion: String, kind: String) -> KindEntry? {
        let (group, version) = SchemaCatalog.parts(of: apiVersion)
        let key = Key(group: group, version: version, kind: kind)
        guard let entry = ReferenceKinds.byKey[key] else { return nil }
        // An operator's kind is as the given definition has it.
        if entry.lifecycle == nil, resources.contains(where: { $0.group == group && $0.kind == kind }) { return nil }
        return entry
    }

    /// The built-in kind under that `apiVersion` that older servers have, and this catalogue does not serve.
    package func retired(_ apiVersion: String, _ kind: String) -> KindEntry? {
        reference(apiVersion: apiVersion, kind: kind).flatMap { $0.lifecycle == nil ? nil : $0 }
    }

    /// Every kind that is known and not served, in the catalogue's order.
    package static var referenceKinds: [KindEntry] { Catalogue.reference.kinds }

    /// In which minors a kind's version came and went.
    package func lifecycle(of entry: KindEntry) -> KindLifecycle {
        var lifecycle = entry.lifecycle ?? KindLifecycle()
        if lifecycle.introduced == nil, case .definition = entry.origin {
            lifecycle.introduced = ReleaseFacts.shared.kinds[Key(entry)]
        }
        return lifecycle
    }

    /// What is to be said of a kind's version in the minors that are asked for.
    func lifecycleViolations(of entry: KindEntry) -> [Violation] {
        // When a served kind came matters only to minors of the past.
        let looksBack = minors.contains { $0 < Self.currentMinor }
        let lifecycle = looksBack ? lifecycle(of: entry) : entry.lifecycle ?? KindLifecycle()
        guard lifecycle != KindLifecycle() else { return [] }
        var verdicts: [KindVerdict: [Int]] = [:]
        for minor in minors {
            verdicts[KindVerdict(of: entry, lifecycle, in: minor), default: []].append(minor)
        }
        return KindVerdict.allCases.compactMap { verdict in
            verdicts[verdict].flatMap { verdict.violation(of: entry, lifecycle, in: $0, isAsked: namesMinors) }
        }
    }
}

extension SchemaCatalog.Key {
    /// The key of a kind.
    init(_ entry: KindEntry) { self.init(group: entry.group, version: entry.version, kind: entry.kind) }
}

/// The kinds that are known and not served, by key.
private enum ReferenceKinds {
    static let byKey: [SchemaCatalog.Key: KindEntry] = Dictionary(
        Catalogue.reference.kinds.map { (SchemaCatalog.Key($0), $0) },
        uniquingKeysWith: { first, _ in first }
    )
}
