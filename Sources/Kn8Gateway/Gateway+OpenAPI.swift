// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

extension Gateway {
    /// The answer to `/openapi/…`.
    func openAPI(_ context: RequestContext, _ segments: [String]) async throws(APIError) -> GatewayResponse {
        Gateway.pageNotFound
    }
}
