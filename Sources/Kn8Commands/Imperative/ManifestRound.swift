// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// Goes through manifests in the order of their files, for commands that write each object as it stands there.
struct ManifestRound {
    let cluster: Cluster
    let target: TargetOptions
    let session: Session
    let strictness: ValidationStrictness

    /// Calls `work` with each object of `set`; whether nothing was refused. `doing` tells refusals what was being done,
    /// for example `creating`.
    func run(_ set: ManifestSet, _ doing: String, _ work: (Object, Resource) async throws -> Void) async throws -> Bool
    {
        var isSound = !session.report(set.findings, of: set)
        guard !set.objects.isEmpty || !isSound else { return true }
        for (index, source) in set.objects.enumerated() {
            let context = "error when \(doing) \"\(source.document.file)\""
            do {
                let given = Object(cluster.kept(of: source.value, strictness, session.console))
                let (object, resource) = try await target.placed(given, cluster.client, session)
                guard !object.name.isEmpty || object["metadata", "generateName"]?.string?.isEmpty == false else {
                    throw CommandError("\(context): resource name may not be empty")
                }
                try await work(object, resource)
            } catch let error as APIError {
                session.console.say(text(of: error, context, source))
                if error.code == 0, cluster.isGone { return isLost(set.objects.count - index - 1) }
                if error.reason == .invalid || error.reason == .badRequest {
                    _ = session.report(cluster.findings(in: source), of: set)
                }
                isSound = false
            } catch let error as CommandError {
                session.console.say("error: \(error.message)")
                isSound = false
            }
        }
        return isSound
    }

    private func text(of error: APIError, _ context: String, _ source: SourceObject) -> String {
        guard error.code == 0, cluster.hasAnswered else {
            return ErrorText.text(of: error, doing: context)
        }
        return ErrorText.loss(error, doing: context, with: source.title)
    }

    // Says how many objects are left when the server is gone, which is no success.
    private func isLost(_ left: Int) -> Bool {
        if left > 0, cluster.hasAnswered {
            session.console.say("error: the server is gone: \(left) objects were not tried")
        }
        return false
    }
}
