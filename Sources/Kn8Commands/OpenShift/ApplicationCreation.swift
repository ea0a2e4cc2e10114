// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8Template
internal import Kn8Value

/// Creates the objects of an application one by one and tells of each, as oc does (`oc:pkg/helpers/bulk/cmd.go`).
struct ApplicationCreation {
    let cluster: Cluster
    let project: String
    let templates: [ApplicationTemplate]
    let isDryRun: Bool
    /// Whether `kind/name` is printed and nothing else.
    let printsNames: Bool
    let console: Console

    /// What came of the objects.
    struct Outcome {
        var created: [Object] = []
        var failed = false
        /// What is to be said, in order.
        var lines: [Line] = []
    }

    /// One line for standard output, or for standard error.
    enum Line {
        case told(String)
        case complained(String)
    }

    /// Tries every one of `objects`, which are those of the templates in order, and tells of each once it is stored.
    func run(_ objects: [Value]) async throws -> Outcome {
        let outcome = try await cluster.batch { try await create(objects) }
        for line in outcome.lines {
            switch line {
            case .told(let text): console.print(text)
            case .complained(let text): console.say(text)
            }
        }
        return outcome
    }

    private func create(_ objects: [Value]) async throws -> Outcome {
        var outcome = Outcome()
        var owners = templates.flatMap { template in template.result.objects.indices.map { (template, $0) } }[...]
        for value in objects {
            let owner = owners.popFirst()
            let object = Object(value)
            do {
                let (resource, created) = try await create(object)
                outcome.created.append(created)
                let suffix = isDryRun ? " (dry run)" : ""
                outcome.lines.append(
                    .told(
                        printsNames
                            ? "\(resource.printedName)/\(created.name)"
                            : "    \(resource.printedName) \"\(created.name)\" created\(suffix)"
                    )
                )
            } catch {
                outcome.failed = true
                let indent = printsNames ? "" : "    "
                outcome.lines.append(.complained("\(indent)error: \(error.message)"))
                guard let (template, index) = owner, error.reason == .invalid || error.reason == .badRequest else {
                    continue
                }
                var paths = cluster.violations(of: value).filter { $0.severity == .error }.map(\.path)
                if paths.isEmpty { paths = error.causes.map { FieldPath(parsing: $0.field) } }
                for path in paths.isEmpty ? [FieldPath()] : paths {
                    outcome.lines += template.places(ofObject: index, at: path).map { .complained("\(indent)  \($0)") }
                }
            }
        }
        return outcome
    }

    private func create(_ object: Object) async throws(APIError) -> (Resource, Object) {
        guard let resource = try await cluster.client.resource(for: object.gvk) else {
            throw Applier.noMatches(for: object.gvk)
        }
        var object = object
        if !resource.namespaced {
            object.namespace = ""
        } else if object.namespace.isEmpty {
            object.namespace = project
        }
        guard !isDryRun else { return (resource, object) }
        return (resource, try await cluster.client.create(object, of: resource, options: WriteOptions()))
    }
}

extension FieldPath {
    /// The path that a server's complaint spells: `spec.containers[0].name`, `metadata.labels[a/b]`.
    init(parsing text: String) {
        var steps: [Step] = []
        var name = ""
        var bracket: String?
        func close() {
            if !name.isEmpty { steps.append(.key(name)) }
            name = ""
        }
        for character in text {
            if let inside = bracket {
                guard character == "]" else {
                    bracket = inside + String(character)
                    continue
                }
                steps.append(Int(inside).map(Step.index) ?? .key(inside))
                bracket = nil
            } else if character == "[" {
                close()
                bracket = ""
            } else if character == "." {
                close()
            } else {
                name.append(character)
            }
        }
        close()
        self.init(steps)
    }
}
