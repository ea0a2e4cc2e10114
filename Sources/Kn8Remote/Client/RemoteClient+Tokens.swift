// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

extension RemoteClient {
    private static let accounts = Resource(
        GroupVersionKind(group: "", version: "v1", kind: "ServiceAccount"),
        plural: "serviceaccounts",
        hasStatus: false
    )

    /// The server's answer to `request`, a TokenRequest for the ServiceAccount at `account`.
    package func token(_ request: Object, for account: ObjectKey) async throws(APIError) -> Object {
        let answer = try await sender.answer(
            to: RequestSender.Request(
                method: "POST",
                target: ResourcePath.item(account, of: RemoteClient.accounts, subresource: "token"),
                contentType: "application/json",
                body: request.value.jsonBytes(),
                repeatability: .never,
                subject: "post serviceaccounts/token"
            )
        )
        return try object(in: answer)
    }
}
