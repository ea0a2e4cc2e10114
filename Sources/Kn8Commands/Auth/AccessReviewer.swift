// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Access
internal import Kn8Gateway
internal import Kn8Value

/// Asks a cluster who may do what, in the form of its reviews.
struct AccessReviewer {
    private let reviews: AccessReviews
    private let user: UserInfo

    /// Asks the roles of the state that `target` names, on behalf of whom `identity` names.
    init(_ target: TargetOptions, _ identity: ImpersonationOptions, _ session: Session, _ cluster: Cluster) async throws
    {
        let state = try StatePath.resolved(option: target.state, environment: session.environment)
        user = try identity.user(else: LocalSession.user(in: session, state: state))
        let objects = try await AccessStore.objects(from: cluster.client, defaults: DefaultAccess.objects)
        reviews = AccessReviews(authorizer: RoleAuthorizer(AccessPolicy(objects)), tokens: nil, time: session.time)
    }

    /// The answer to a review of `kind` with this `spec`.
    func answer(_ group: String, _ kind: String, spec: Value = .emptyObject) async throws(APIError) -> Object {
        let gvk = GroupVersionKind(group: "\(group).k8s.io", version: "v1", kind: kind)
        var question = Object(gvk, name: "")
        question["metadata"] = .emptyObject
        question["spec"] = spec
        return Object(try await reviews.answer(to: question.value, gvk, namespace: "", by: user))
    }
}
