// SPDX-License-Identifier: MIT

package import Kn8API

extension AccessReconciliation {
    /// Makes `client` have `expected`, and says what it took; nothing is written when `options` pretend, or when the
    /// stored object has opted out. What appears or goes in between is looked at anew, three times in all.
    package static func run(
        _ expected: Object,
        in client: any ObjectReader & ObjectWriter,
        removing: Removals = [],
        options: WriteOptions
    ) async throws(APIError) -> AccessReconciliation {
        guard let resource = AccessKinds.resources.first(where: { $0.gvk == expected.gvk }) else {
            throw APIError(.internalError, message: "\(expected.gvk) is no role and no binding")
        }
        for _ in 0..<3 {
            let existing = try await client.object(expected.key, of: resource)
            var plan = AccessReconciliation(expected, over: existing, removing: removing)
            if plan.isProtected || options.dryRun { return plan }
            do throws(APIError) {
                try await plan.write(to: client, resource, options)
                return plan
            } catch {
                let isRace =
                    switch plan.operation {
                    case .create, .recreate: error.reason == .alreadyExists || error.reason == .notFound
                    case .update: error.reason == .notFound
                    case .none: false
                    }
                guard isRace, error.kind == resource.plural else { throw error }
            }
        }
        throw APIError(.internalError, message: "exceeded maximum attempts")
    }

    private mutating func write(
        to client: any ObjectReader & ObjectWriter,
        _ resource: Resource,
        _ options: WriteOptions
    ) async throws(APIError) {
        switch operation {
        case .none: break
        case .create: adopt(try await client.create(object, of: resource, options: options))
        case .update: adopt(try await client.update(object, of: resource, subresource: nil, options: options))
        case .recreate:
            _ = try await client.delete(object.key, of: resource, options: DeleteOptions())
            adopt(try await client.create(object, of: resource, options: options))
        }
    }
}

extension DefaultAccess {
    /// Makes `client` have the default roles and bindings: missing ones are made, and rules, subjects and labels that
    /// were lost are put back, except in objects whose annotation says `false`. Nothing is taken away.
    package static func establish(in client: any ObjectReader & ObjectWriter) async throws(APIError) {
        let options = WriteOptions(fieldManager: "kube-apiserver")
        for object in objects {
            if Task.isCancelled { return }
            _ = try await AccessReconciliation.run(object, in: client, options: options)
        }
    }
}
