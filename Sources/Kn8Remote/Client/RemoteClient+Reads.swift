// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Curl
internal import Kn8Value

extension RemoteClient: ObjectReader {
    /// The object at `key`, or nil when there is none.
    package func object(_ key: ObjectKey, of resource: Resource) async throws(APIError) -> Object? {
        switch await reads.take(key, of: resource) {
        case .object(let object): return object
        case .nothing: return nil
        case .unknown: break
        }
        do throws(APIError) {
            let answer = try await sender.answer(
                to: RequestSender.Request(
                    target: ResourcePath.item(key, of: resource),
                    subject: "get \(resource.plural) \(key.name)"
                )
            )
            return try object(in: answer)
        } catch {
            // Only a server that knows the resource says which name it has not found.
            guard error.reason == .notFound, error.message.hasSuffix(" not found") else { throw error }
            return nil
        }
    }

    /// The objects in `scope` that `options` select, ordered by key. Without a limit all pages are fetched.
    package func objects(
        of resource: Resource,
        in scope: Scope,
        options: ListOptions
    ) async throws(APIError) -> ObjectList {
        guard options.limit <= 0 else { return try await page(of: resource, in: scope, options: options) }
        var options = options
        options.limit = RemoteClient.pageSize
        var list: ObjectList?
        while true {
            let next: ObjectList
            do throws(APIError) {
                next = try await page(of: resource, in: scope, options: options)
            } catch {
                // The snapshot of the first page is gone: all of it at once, then.
                guard error.code == 410, list != nil else { throw error }
                options.limit = 0
                options.continueToken = ""
                return try await page(of: resource, in: scope, options: options)
            }
            if list == nil { list = next } else { list?.items += next.items }
            list?.resourceVersion = next.resourceVersion
            guard !next.continueToken.isEmpty else { break }
            options.continueToken = next.continueToken
        }
        list?.continueToken = ""
        list?.remaining = nil
        return list ?? ObjectList(items: [], resourceVersion: "")
    }

    private func page(
        of resource: Resource,
        in scope: Scope,
        options: ListOptions
    ) async throws(APIError) -> ObjectList {
        let answer = try await sender.answer(
            to: RequestSender.Request(
                target: ResourcePath.collection(resource, in: scope) + ResourcePath.query(RemoteClient.query(options)),
                subject: "get \(resource.plural)"
            )
        )
        return RemoteClient.list(try value(in: answer), of: resource)
    }

    static func query(_ options: ListOptions) -> [(name: String, value: String)] {
        [
            ("continue", options.continueToken), ("fieldSelector", options.fieldSelector),
            ("labelSelector", options.labelSelector), ("limit", options.limit > 0 ? "\(options.limit)" : ""),
        ]
    }

    /// The list that `value` is; items that leave out what the list says of them get it.
    static func list(_ value: Value, of resource: Resource) -> ObjectList {
        let items = (value["items"]?.array ?? []).map { item in
            var item = item
            if item["kind"] == nil { item["kind"] = .string(resource.gvk.kind) }
            if item["apiVersion"] == nil { item["apiVersion"] = .string(resource.gvk.apiVersion) }
            return Object(item)
        }
        let metadata = value["metadata"]
        return ObjectList(
            items: items,
            resourceVersion: metadata?["resourceVersion"]?.string ?? "",
            continueToken: metadata?["continue"]?.string ?? "",
            remaining: metadata?["remainingItemCount"]?.int
        )
    }
}
