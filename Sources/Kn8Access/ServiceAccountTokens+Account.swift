// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

extension ServiceAccountTokens {
    /// The user of a token whose signature is good, as long as the account is still the same, and with it what the token
    /// is bound to.
    func account(of token: JSONWebToken) async throws -> UserInfo {
        let facts = token.claims["kubernetes.io"] ?? .emptyObject
        let namespace = facts["namespace"]?.string ?? ""
        let name = facts[path: ["serviceaccount", "name"]]?.string ?? ""
        let uid = facts[path: ["serviceaccount", "uid"]]?.string ?? ""
        let account = ServiceAccountName(namespace: namespace, name: name)
        guard !namespace.isEmpty, !name.isEmpty, !uid.isEmpty, token.claims["sub"]?.string == account.userName else {
            throw Rejection("service account token claims could not be validated due to unexpected private claim")
        }
        guard let stored = try await object("ServiceAccount", "serviceaccounts", namespace: namespace, name: name)
        else { throw Rejection("serviceaccounts \(name.goQuoted) not found") }
        if isGone(stored) { throw Rejection("service account \(namespace)/\(name) has been deleted") }
        guard stored.uid == uid else {
            throw Rejection("service account UID (\(stored.uid)) does not match claim (\(uid))")
        }
        var extra: [String: [String]] = [:]
        if let identifier = token.claims["jti"]?.string, !identifier.isEmpty {
            extra["authentication.kubernetes.io/credential-id"] = ["JTI=\(identifier)"]
        }
        for (kind, plural) in [("Secret", "secrets"), ("Pod", "pods"), ("Node", "nodes")] {
            guard let field = Self.boundField(of: kind), let claim = facts[field] else { continue }
            // A token bound to a pod names the node only for information.
            let isBinding = kind != "Node" || facts["pod"] == nil
            let boundName = claim["name"]?.string ?? ""
            let boundUID = claim["uid"]?.string ?? ""
            if isBinding {
                let home = kind == "Node" ? "" : namespace
                guard let bound = try await object(kind, plural, namespace: home, name: boundName), !isGone(bound)
                else { throw Rejection("service account token has been invalidated") }
                guard bound.uid == boundUID else {
                    throw Rejection(
                        "\(field) UID (\(bound.uid)) does not match service account \(field) ref claim (\(boundUID))"
                    )
                }
            }
            guard kind != "Secret" else { continue }
            extra["authentication.kubernetes.io/\(field)-name"] = [boundName]
            if !boundUID.isEmpty { extra["authentication.kubernetes.io/\(field)-uid"] = [boundUID] }
        }
        return account.user(uid: uid, extra: extra)
    }

    private func object(
        _ kind: String,
        _ plural: String,
        namespace: String,
        name: String
    ) async throws(APIError) -> Object? {
        let resource = Resource(
            GroupVersionKind(group: "", version: "v1", kind: kind),
            plural: plural,
            namespaced: !namespace.isEmpty
        )
        return try await reader.object(ObjectKey(namespace: namespace, name: name), of: resource)
    }

    /// Whether deletion of `object` began longer ago than clocks may differ.
    private func isGone(_ object: Object) -> Bool {
        guard let text = object["metadata", "deletionTimestamp"]?.string else { return false }
        guard let moment = Timestamp(text) else { return true }
        return moment.seconds < time.now().seconds - 60
    }
}
