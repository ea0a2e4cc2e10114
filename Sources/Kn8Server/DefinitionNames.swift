// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The names of a definition, which nothing else in its group may have
/// (`kubernetes:apiextensions-apiserver/pkg/controller/status/naming_controller.go`).
struct DefinitionNames: Hashable, Sendable {
    /// The last of the names that others have already.
    struct Conflict: Hashable, Sendable {
        let reason: String
        let message: String
    }

    /// Names that are given away in one group.
    struct Taken: Sendable {
        private(set) var resources: Set<String> = []
        private(set) var kinds: Set<String> = []

        mutating func add(_ names: DefinitionNames) {
            resources.formUnion([names.plural, names.singular] + names.shortNames)
            kinds.formUnion([names.kind, names.listKind])
        }
    }

    var plural = ""
    var singular = ""
    var shortNames: [String] = []
    var kind = ""
    var listKind = ""

    /// Whether there is enough to serve objects by.
    var isComplete: Bool { ![plural, singular, kind, listKind].contains("") }

    init() {}

    /// The names under `spec.names` or `status.acceptedNames`; none when there is nothing.
    init(_ value: Value?) {
        guard let value else { return }
        func text(_ field: String) -> String? { value[field]?.string.flatMap { $0.isEmpty ? nil : $0 } }
        plural = text("plural") ?? ""
        shortNames = (value["shortNames"]?.array ?? []).compactMap(\.string)
        kind = text("kind") ?? ""
        singular = text("singular") ?? kind.lowercased()
        listKind = text("listKind") ?? (kind.isEmpty ? "" : "\(kind)List")
    }

    /// The names of a kind that is served anyway.
    init(_ resource: Resource) {
        plural = resource.plural
        singular = resource.singular
        shortNames = resource.shortNames
        kind = resource.gvk.kind
        listKind = "\(kind)List"
    }

    /// These names as far as nobody has `taken` them; where one is taken, what `held` has in its place.
    func granted(
        over held: DefinitionNames = DefinitionNames(),
        besides taken: Taken
    ) -> (names: DefinitionNames, conflict: Conflict?) {
        var names = held
        var conflict: Conflict?
        func isFree(_ wanted: [String], _ taken: Set<String>, _ name: String) -> Bool {
            let faults = wanted.filter { !$0.isEmpty && taken.contains($0) }.map { "\($0.goQuoted) is already in use" }
            guard let first = faults.first else { return true }
            let message = faults.count == 1 ? first : "[\(faults.joined(separator: ", "))]"
            conflict = Conflict(reason: "\(name)Conflict", message: message)
            return false
        }
        if isFree([plural], taken.resources, "Plural") { names.plural = plural }
        if isFree([singular], taken.resources, "Singular") { names.singular = singular }
        if isFree(shortNames, taken.resources, "ShortNames") { names.shortNames = shortNames }
        if isFree([kind], taken.kinds, "Kind") { names.kind = kind }
        if isFree([listKind], taken.kinds, "ListKind") { names.listKind = listKind }
        return (names, conflict)
    }
}
