// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8Value

/// Says what an apply does: objects one by one in words, all of them at the end as YAML or JSON, or events as they happen.
struct ApplyPrinter {
    /// What is printed.
    enum Format: Hashable {
        /// What became of each object, in words or as its name.
        case each(ResultPrinter.Format)
        /// One JSON object a line, for programs; `docs/apply.md` has their fields.
        case events

        /// What `output` names, nil for words; kubectl's complaint when it names nothing.
        init(_ output: String?, template: String?) throws(CommandError) {
            let events = "json-events"
            self =
                try output == events
                ? .events : .each(ResultPrinter.Format(output, template: template, others: [events]))
        }
    }

    let format: Format
    let dryRun: DryRun
    let showsSecrets: Bool
    let showsManagedFields: Bool
    let console: Console
    private var objects: [Value] = []
    /// How often each word was said.
    private(set) var counts: [(word: String, count: Int)] = []

    init(format: Format, dryRun: DryRun, showsSecrets: Bool, showsManagedFields: Bool, console: Console) {
        self.format = format
        self.dryRun = dryRun
        self.showsSecrets = showsSecrets
        self.showsManagedFields = showsManagedFields
        self.console = console
    }

    /// Says what became of one object.
    mutating func print(_ result: ApplyResult) {
        print(result.after, of: result.resource, result.change.rawValue)
    }

    /// Says that `object` was pruned.
    mutating func printPruned(_ object: Object, of resource: Resource) {
        print(object, of: resource, "pruned")
    }

    private mutating func print(_ object: Object, of resource: Resource, _ word: String) {
        count(word)
        let name = "\(resource.printedName)/\(object.name)"
        switch format {
        case .each(.words): console.print("\(name) \(word)\(dryRun.suffix)")
        case .each(.name): console.print(name)
        case .each(.fields): objects.append(shown(object))
        case .events:
            tell(
                "result",
                of: object,
                [("change", .string(word)), ("resourceVersion", .string(object.resourceVersion))]
            )
        }
        // What is stored is told at once, so that an interrupted run has said how far it came.
        console.flush()
    }

    /// Notes that `word` was the outcome for one more object.
    mutating func count(_ word: String) {
        if let index = counts.firstIndex(where: { $0.word == word }) {
            counts[index].count += 1
        } else {
            counts.append((word, 1))
        }
    }

    /// Prints what waits for the end of the apply: one object as it is, several in a list.
    func finish() throws(CommandError) {
        guard case .each(.fields(let form)) = format, let first = objects.first else { return }
        let list: Value = ["apiVersion": "v1", "items": .array(objects), "kind": "List", "metadata": [:]]
        console.write(try form.text(of: objects.count == 1 ? first : list))
    }

    private func shown(_ object: Object) -> Value {
        var object = showsSecrets ? object : SecretMask.masked(object)
        if !showsManagedFields { object["metadata", "managedFields"] = nil }
        return object.value
    }

    // MARK: Events

    /// Writes one event about `object`.
    func tell(_ event: String, of object: Object, _ facts: [(String, Value)]) {
        let kind = object.gvk
        var about: [(String, Value)] = [
            ("apiVersion", .string(kind.apiVersion)), ("kind", .string(kind.kind)), ("name", .string(object.name)),
        ]
        if !object.namespace.isEmpty { about.append(("namespace", .string(object.namespace))) }
        tell(event, about + facts.filter { $0.1 != "" })
    }

    /// Writes one event.
    func tell(_ event: String, _ facts: [(String, Value)]) {
        guard format == .events else { return }
        var line = ValueMap(facts)
        line["event"] = .string(event)
        if dryRun != .none { line["dryRun"] = .string(dryRun.rawValue) }
        console.print(Value.object(line).json())
        console.flush()
    }

    // MARK: The end

    /// How many outcomes there were.
    var total: Int { counts.reduce(0) { $0 + $1.count } }

    /// What came of all: `5 objects: 2 created, 3 unchanged (dry run)`.
    var summary: String {
        let words = counts.map { "\($0.count) \($0.word)" }.joined(separator: ", ")
        return "\(total) \(total == 1 ? "object" : "objects"): \(words)\(dryRun.suffix)"
    }
}
