// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8Template
internal import Kn8Value

/// Creates the objects of an application one by one and tells of each, as oc does (`oc:pkg/helpers/bulk/cmd.go`).
struct ApplicationCreation {
    let client: any APIClient
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
    }

    /// Tries every one of `objects`, which are those of the templates in order.
    func create(_ objects: [Value]) async throws -> Outcome {
        var outcome = Outcome()
        var owners = templates.flatMap { template in template.result.objects.indices.map { (template, $0) } }[...]
        for value in objects {
            let owner = owners.popFirst()
            let object = Object(value)
            do {
                let (resource, created) = try await create(object)
                outcome.created.append(created)
                if printsNames {
                    console.print("\(resource.printedName)/\(created.name)")
                } else {
                    let suffix = isDryRun ? " (dry run)" : ""
                    console.print("    \(resource.printedName) \"\(created.name)\" created\(suffix)")
                }
                console.flush()
            } catch {
                outcome.failed = true
                let indent = printsNames ? "" : "    "
                console.say("\(indent)error: \(error.message)")
                guard let (template, index) = owner, error.reason == .invalid || error.reason == .badRequest else {
                    continue
                }
                let paths = error.causes.map { FieldPath(parsing: $0.field) }
                for path in paths.isEmpty ? [FieldPath()] : paths {
                    template.places(ofObject: index, at: path).forEach { console.say("\(indent)  \($0)") }
                }
            }
        }
        return outcome
    }

    private func create(_ object: Object) async throws(APIError) -> (Resource, Object) {
        guard let resource = try await client.resource(for: object.gvk) else {
            throw Applier.noMatches(for: object.gvk)
        }
        var object = object
        if !resource.namespaced {
            object.namespace = ""
        } else if object.namespace.isEmpty {
            object.namespace = project
        }
        guard !isDryRun else { return (resource, object) }
        return (resource, try await client.create(object, of: resource, options: WriteOptions()))
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
