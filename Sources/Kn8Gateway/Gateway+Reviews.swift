// SPDX-License-Identifier: MIT

internal import Kn8API

extension Gateway {
    /// The answer to what is only asked and never stored.
    func answerReview(_ context: RequestContext, _ served: ServedResource) async throws(APIError) -> GatewayResponse {
        guard context.request.method == "POST", context.route.name.isEmpty else { throw Gateway.methodNotAllowed }
        let gvk = served.resource.gvk
        if gvk.group.isEmpty, gvk.kind == "Binding" { return try await bind(context, served, pod: nil) }
        let negotiation = try Negotiation(context.request, context.query, for: .plain)
        _ = try RequestOptions(context.request, context.query, kind: "CreateOptions")
        let body = try RequestBody(context.request, of: gvk, isCustom: served.isCustom)
        let asked = try stated(body, served, namespace: context.route.namespace)
        guard AccessReviews.answers(gvk) else { throw Gateway.methodNotAllowed }
        let reviews = AccessReviews(authorizer: authorizer, tokens: tokens, time: time)
        let answer = try await reviews.answer(
            to: asked.value,
            gvk,
            namespace: context.route.namespace,
            by: context.user
        )
        return Gateway.answer(201, answer, negotiation)
    }
}
