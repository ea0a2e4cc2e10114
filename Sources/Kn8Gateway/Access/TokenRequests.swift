// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// Answers `serviceaccounts/NAME/token` (`kubernetes:pkg/registry/core/serviceaccount/storage/token.go`).
package struct TokenRequests: Sendable {
    /// What a TokenRequest is.
    package static let kind = GroupVersionKind(group: "authentication.k8s.io", version: "v1", kind: "TokenRequest")

    let tokens: any TokenAuthority
    let reader: any ObjectReader
    let time: any TimeSource

    /// Tokens of `tokens` for the accounts that `reader` has.
    package init(tokens: any TokenAuthority, reader: any ObjectReader, time: any TimeSource) {
        self.tokens = tokens
        self.reader = reader
        self.time = time
    }

    /// The answer to `request`: the same object with a token in its status, or without one under dry run.
    package func answer(
        to request: Value,
        account key: ObjectKey,
        isDryRun: Bool = false
    ) async throws(APIError) -> Value {
        var answer = request
        if answer["metadata"]?.object == nil { answer["metadata"] = .emptyObject }
        if answer["spec"]?.object == nil { answer["spec"] = .emptyObject }
        if answer[path: ["spec", "expirationSeconds"]]?.int == nil {
            answer[path: ["spec", "expirationSeconds"]] = 3600
        }
        let account = try await self.account(key)
        try check(answer, key)
        let audiences = (answer[path: ["spec", "audiences"]]?.array ?? []).compactMap(\.string)
        let order = TokenOrder(
            account: account,
            audiences: audiences,
            seconds: answer[path: ["spec", "expirationSeconds"]]?.int ?? 3600,
            boundObject: try await boundObject(answer[path: ["spec", "boundObjectRef"]], account: account)
        )
        answer["apiVersion"] = .string(Self.kind.apiVersion)
        answer["kind"] = .string(Self.kind.kind)
        answer[path: ["metadata", "name"]] = .string(key.name)
        answer[path: ["metadata", "namespace"]] = .string(key.namespace)
        answer[path: ["metadata", "creationTimestamp"]] = .string(time.now().description)
        if answer[path: ["spec", "boundObjectRef"]] == nil { answer[path: ["spec", "boundObjectRef"]] = .null }
        answer["status"] = .emptyObject
        guard !isDryRun else { return answer }
        let issued = try await tokens.issue(order)
        answer[path: ["spec", "audiences"]] = .array(issued.audiences.map(Value.string))
        answer["status"] = [
            "token": .string(issued.token), "expirationTimestamp": .string(issued.expiration.description),
        ]
        return answer
    }

    private func account(_ key: ObjectKey) async throws(APIError) -> Object {
        let kind = GroupVersionKind(group: "", version: "v1", kind: "ServiceAccount")
        let resource = Resource(kind, plural: "serviceaccounts", hasStatus: false)
        guard let account = try await reader.object(key, of: resource) else {
            throw .notFound(resource, name: key.name)
        }
        return account
    }

    private func check(_ request: Value, _ key: ObjectKey) throws(APIError) {
        var causes: [APIError.Cause] = []
        func invalid(_ field: String, _ value: String, _ words: String) {
            causes.append(
                APIError.Cause(
                    reason: "FieldValueInvalid",
                    message: "Invalid value: \(value): \(words)",
                    field: field
                )
            )
        }
        let name = request[path: ["metadata", "name"]]?.string ?? ""
        if !name.isEmpty, name != key.name {
            invalid("metadata.name", name.goQuoted, "must match the service account name if specified")
        }
        let namespace = request[path: ["metadata", "namespace"]]?.string ?? ""
        if !namespace.isEmpty, namespace != key.namespace {
            invalid("metadata.namespace", namespace.goQuoted, "must match the service account namespace if specified")
        }
        let seconds = request[path: ["spec", "expirationSeconds"]]?.int ?? 3600
        if seconds < 600 {
            invalid("spec.expirationSeconds", "\(seconds)", "may not specify a duration less than 10 minutes")
        }
        if seconds > 1 << 32 {
            invalid("spec.expirationSeconds", "\(seconds)", "may not specify a duration larger than 2^32 seconds")
        }
        guard causes.isEmpty else { throw .invalid(Self.kind, name: "", causes: causes) }
    }

    private func boundObject(_ reference: Value?, account: Object) async throws(APIError) -> Object? {
        guard let reference, reference.object != nil else { return nil }
        let gvk = GroupVersionKind(
            apiVersion: reference["apiVersion"]?.string ?? "",
            kind: reference["kind"]?.string ?? ""
        )
        let plurals = ["Pod": "pods", "Secret": "secrets", "Node": "nodes"]
        guard gvk.group.isEmpty, let plural = plurals[gvk.kind] else {
            throw APIError(.badRequest, message: "cannot bind token to object of type \(gvk)")
        }
        let kind = GroupVersionKind(group: "", version: "v1", kind: gvk.kind)
        let resource = Resource(kind, plural: plural, namespaced: gvk.kind != "Node")
        let name = reference["name"]?.string ?? ""
        let key = ObjectKey(namespace: resource.namespaced ? account.namespace : "", name: name)
        guard let object = try await reader.object(key, of: resource) else { throw .notFound(resource, name: name) }
        if gvk.kind == "Pod" {
            let own = object["spec", "serviceAccountName"]?.string ?? ""
            guard own == account.name else {
                throw APIError(
                    .badRequest,
                    message: "cannot bind token for serviceaccount \(account.name.goQuoted) to pod running with "
                        + "different serviceaccount name."
                )
            }
        }
        let uid = reference["uid"]?.string ?? ""
        guard uid.isEmpty || uid == object.uid else {
            throw APIError(
                .conflict,
                message: "Operation cannot be fulfilled on \(gvk.kind) \(name.goQuoted): the UID in the bound object "
                    + "reference (\(uid)) does not match the UID in record. The object might have been deleted and then "
                    + "recreated",
                name: name,
                kind: gvk.kind
            )
        }
        return object
    }
}
