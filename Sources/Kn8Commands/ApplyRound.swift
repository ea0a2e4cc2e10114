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
    /// Whether it is no error that there is nothing to apply.
    var mayBeEmpty = false
    /// Who merges, and as whom.
    var manner = ApplyManner()
    /// Which of the manifests are applied, by their labels.
    var selector = LabelSelector()
    /// What every object is made of before it is applied.
    var preparation: (Object) throws(CommandError) -> Object = { (object) throws(CommandError) in object }
    /// Whether to go on with the next object.
    var goesOn: () -> Bool = { true }
    /// Hears what is said of single objects, besides standard error.
    var hears: (Remark) -> Void = { _ in }

    /// What came of the set.
    struct Outcome {
        /// How many objects were not tried.
        var left = 0
        var results: [ApplyResult] = []
        var refusals: [Refusal] = []
        /// What was deleted afterwards.
        var pruned: [PruneSearch.Leftover] = []
        var failed = false
        /// How it was first seen that the server is gone.
        var loss: APIError?
    }

    /// An object that the server refused.
    struct Refusal {
        /// The object as findings name it.
        let title: String
        let error: APIError
        /// The object as it was to be applied.
        let object: Object
        /// What the refusal means, for who finds it out; nil when it is the object that is wrong.
        var consequence: Consequence?
    }

    /// What is said of one object.
    enum Remark {
        case warning(String, of: Object)
        case refusal(APIError, of: Object, file: String)
    }

    /// One object on its way.
    private struct Item: Sendable {
        let source: SourceObject
        var object: Object
    }

    /// Why an object was not applied.
    private struct Fault: Error {
        let error: APIError
        /// Whether it is kn8 that refuses.
        var isOwn = false
    }

    /// Applies the sound objects of `set` in order; `progress` hears of each result at once.
    ///
    /// - Throws: When there is nothing at all to apply, or the state cannot be read.
    func run(_ set: ManifestSet, progress: (ApplyResult) -> Void) async throws -> Outcome {
        var outcome = Outcome()
        outcome.failed = session.report(set.findings, of: set)
        let items = try items(of: set)
        guard !items.isEmpty || outcome.failed || mayBeEmpty else { throw CommandError("no objects passed to apply") }
        let places = ApplyOrder.places(of: items.map(\.object), namespace: target.namespace(in: session))
        await cluster.readAhead(of: items.map(\.object), namespace: target.namespace(in: session))
        let pool = RequestPool(width: cluster.requestWidth)
        let apply = manner.applying(to: cluster, strictness.fieldValidation)
        let locate = locator
        var rest = places[...]
        let goesOn = { self.goesOn() && outcome.loss == nil }
        while let first = rest.first, goesOn() {
            let wave = rest.prefix { $0.wave == first.wave }
            rest = rest.dropFirst(wave.count)
            let definitions = outcome.results.count
            let work = wave.map { place in
                var item = items[place.index]
                item.object = Object(cluster.kept(of: item.object.value, strictness, session.console))
                return item
            }
            try await pool.run(work, while: goesOn) { item -> Result<ApplyResult, Fault> in
                do throws(Fault) {
                    let object = try await locate(item.object)
                    do throws(APIError) {
                        var result = try await apply(object)
                        result.manifest = object
                        return .success(result)
                    } catch {
                        throw Fault(error: error)
                    }
                } catch {
                    return .failure(error)
                }
            } each: { item, answer in
                switch answer {
                case .success(let result):
                    for warning in result.warnings {
                        session.console.say("Warning: \(warning)")
                        hears(.warning(warning, of: item.object))
                    }
                    outcome.results.append(result)
                    progress(result)
                case .failure(let fault): refuse(fault, item, of: set, &outcome)
                }
            }
            if outcome.loss == nil { try await establish(outcome.results[definitions...], &outcome.failed) }
        }
        outcome.left = items.count - outcome.results.count - outcome.refusals.count
        if outcome.loss != nil, outcome.left > 0, cluster.hasAnswered {
            session.console.say("error: the server is gone: \(outcome.left) objects were not applied")
        }
        return outcome
    }

    /// The objects of `set` that can and shall be applied.
    private func items(of set: ManifestSet) throws -> [Item] {
        let flawed = Set(set.findings.compactMap(\.object))
        return try set.objects.compactMap { source in
            let object = Object(source.value)
            if let title = source.title, flawed.contains(title), object.name.isEmpty { return nil }
            if object.name.isEmpty, let stem = object["metadata", "generateName"]?.string, !stem.isEmpty {
                throw CommandError("from \(stem): cannot use generate name with apply")
            }
            guard selector.matches(object.labels) else { return nil }
            return Item(source: source, object: try preparation(object))
        }
    }

    private func refuse(_ fault: Fault, _ item: Item, of set: ManifestSet, _ outcome: inout Outcome) {
        let error = fault.error
        let file = item.source.document.file
        if error.code == 0, cluster.isGone {
            outcome.failed = true
            // All that were under way say the same.
            if outcome.loss?.message == error.message { return }
            outcome.loss = outcome.loss ?? error
        }
        session.console.say(text(of: fault, item))
        if !fault.isOwn, error.reason == .invalid || error.reason == .badRequest {
            _ = session.report(cluster.findings(in: item.source), of: set)
        }
        hears(.refusal(error, of: item.object, file: file))
        outcome.refusals.append(
            Refusal(
                title: item.source.title ?? file,
                error: error,
                object: item.object
            )
        )
        outcome.failed = true
    }

    private func text(of fault: Fault, _ item: Item) -> String {
        let file = item.source.document.file
        if fault.isOwn { return "error: \(fault.error.message)" }
        guard fault.error.code == 0, cluster.hasAnswered else {
            return manner.text(of: fault.error, file: file)
        }
        return ErrorText.loss(fault.error, doing: "error when applying \"\(file)\"", with: item.source.title)
    }

    /// Fills in an object's namespace, or takes it out when its kind has none.
    private var locator: @Sendable (Object) async throws(Fault) -> Object {
        let client = cluster.client
        let fallback = target.namespace(in: session)
        let wanted = target.namespace
        return { object throws(Fault) in
            let resource: Resource?
            do throws(APIError) {
                resource = try await client.resource(for: object.gvk)
            } catch {
                throw Fault(error: error)
            }
            guard let resource else { throw Fault(error: Applier.noMatches(for: object.gvk)) }
            var object = object
            guard resource.namespaced else {
                object.namespace = ""
                return object
            }
            if object.namespace.isEmpty { object.namespace = fallback }
            if let wanted, wanted != object.namespace {
                throw Fault(
                    error: APIError(
                        .badRequest,
                        message: "the namespace from the provided object \"\(object.namespace)\" does not match the "
                            + "namespace \"\(wanted)\". You must pass '--namespace=\(object.namespace)' to perform "
                            + "this operation."
                    ),
                    isOwn: true
                )
            }
            return object
        }
    }

    // Nothing of a kind can be stored before its definition is established.
    private func establish(_ results: ArraySlice<ApplyResult>, _ failed: inout Bool) async throws {
        guard manner.dryRun == .none else { return }
        for result in results where result.resource.gvk.kind == "CustomResourceDefinition" {
            var object = result.after
            let deadline = ContinuousClock.now.advanced(by: .seconds(60))
            while true {
                let readiness = Readiness(of: object)
                if case .ready = readiness { break }
                if case .failed(let why) = readiness {
                    session.console.say("error: customresourcedefinition/\(object.name): \(why)")
                    failed = true
                    break
                }
                guard ContinuousClock.now < deadline else {
                    session.console.say(
                        "error: timed out waiting for the condition on customresourcedefinitions/\(object.name)"
                    )
                    failed = true
                    break
                }
                try await Task.sleep(for: .milliseconds(100))
                guard let next = try await cluster.client.object(object.key, of: result.resource) else { break }
                object = next
            }
        }
    }
}
