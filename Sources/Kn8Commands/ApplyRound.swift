// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// Applies a whole set of manifests, object by object, and reports what was refused as it goes.
struct ApplyRound {
    let cluster: Cluster
    let target: TargetOptions
    let session: Session
    /// What becomes of fields that are not known.
    var strictness = ValidationStrictness.strict
    /// Who merges, and as whom.
    var manner = ApplyManner()

    /// Whether to go on with the next object.
    var goesOn: () -> Bool = { true }

    /// What came of the set.
    struct Outcome {
        /// How many objects were not tried.
        var left = 0
        var results: [ApplyResult] = []
        var refusals: [Refusal] = []
        var failed = false
    }

    /// An object that the server refused.
    struct Refusal {
        /// The object as findings name it.
        let title: String
        let error: APIError
        /// What the refusal means; nil when it is the object that is wrong.
        let consequence: Consequence?
    }

    /// Applies the sound objects of `set` in order; `progress` hears of each result at once.
    ///
    /// - Throws: When there is nothing at all to apply, or the state cannot be read.
    func run(_ set: ManifestSet, progress: (ApplyResult) -> Void) async throws -> Outcome {
        var outcome = Outcome()
        outcome.failed = session.report(set.findings, of: set)
        guard !set.objects.isEmpty || outcome.failed else { throw CommandError("no objects passed to apply") }
        let flawed = Set(set.findings.compactMap(\.object))
        let apply = manner.applying(to: cluster.client)
        for source in ApplyOrder.sorted(set.objects, kind: { Object($0.value).gvk }) {
            guard goesOn() else {
                outcome.left += 1
                continue
            }
            if let title = source.title, flawed.contains(title), Object(source.value).name.isEmpty { continue }
            do {
                let manifest = try await located(Object(lenient(source.value)))
                var result = try await apply(manifest)
                result.manifest = manifest
                result.warnings.forEach { session.console.say("Warning: \($0)") }
                outcome.results.append(result)
                progress(result)
            } catch let error as APIError {
                session.console.say(manner.text(of: error, file: source.document.file))
                if error.reason == .invalid || error.reason == .badRequest {
                    _ = session.report(cluster.findings(in: source), of: set)
                }
                outcome.refusals.append(
                    Refusal(
                        title: source.title ?? source.document.file,
                        error: error,
                        consequence: ConsequenceRules.consequence(ofRefusal: error)
                    )
                )
                outcome.failed = true
            }
        }
        return outcome
    }

    // A server that is not strict drops the fields it does not know, and says so or not.
    private func lenient(_ object: Value) -> Value {
        guard strictness != .strict else { return object }
        let (known, unknown) = cluster.split(object)
        if strictness == .warn { unknown.forEach { session.console.say("Warning: \($0)") } }
        return known
    }

    /// `object` with its namespace filled in, or taken out when its kind has none.
    private func located(_ object: Object) async throws -> Object {
        guard let resource = try await cluster.client.resource(for: object.gvk) else {
            throw Applier.noMatches(for: object.gvk)
        }
        var object = object
        guard resource.namespaced else {
            object.namespace = ""
            return object
        }
        if object.namespace.isEmpty { object.namespace = target.namespace(in: session) }
        if let wanted = target.namespace, wanted != object.namespace {
            throw APIError(
                .badRequest,
                message: "the namespace from the provided object \"\(object.namespace)\" does not match the namespace "
                    + "\"\(wanted)\". You must pass '--namespace=\(object.namespace)' to perform this operation."
            )
        }
        return object
    }
}
