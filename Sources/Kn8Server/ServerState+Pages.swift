// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Store
internal import Kn8Value

extension ServerState {
    /// The page that `query` asks for.
    mutating func page(_ kind: ServedKind, _ query: ListQuery) throws(APIError) -> ListPage {
        let scope = kind.resource.namespaced ? query.scope : .all
        let filter = try ObjectFilter(query.options, scope: scope, resource: kind.resource)
        let limit = query.options.limit > 0 ? query.options.limit : Int.max
        let newest = store.revision
        if let revision = query.revision, revision < newest {
            let before = try undone(kind.storage, in: scope, to: revision)
            if !before.isEmpty {
                let all = try past(kind.storage, in: scope, before)
                let rest = query.after.map { after in all.drop { $0.key <= after } } ?? all[...]
                return ServerState.cut(Array(rest), filter, limit, revision)
            }
        }
        let revision = query.revision.map { min($0, newest) } ?? newest
        if limit == Int.max, query.after == nil {
            let all = try objects(kind.storage, in: scope)
            let items = filter.isEmpty ? all : all.filter(filter.matches)
            return ListPage(items: items, revision: revision, last: nil, remaining: nil)
        }
        return try slice(kind.storage, scope, filter, after: query.after, limit, revision)
    }

    // Reads on from the store piece by piece, until the page is full.
    private mutating func slice(
        _ collection: StorageKey,
        _ scope: Scope,
        _ filter: ObjectFilter,
        after start: ObjectKey?,
        _ limit: Int,
        _ revision: Int64
    ) throws(APIError) -> ListPage {
        var items: [Object] = []
        var after = start
        while true {
            let (wanted, position) = (min(limit - items.count, 1_000), after)
            let (objects, following) = try attempt { (store: inout ObjectStore) throws(StoreError) in
                try store.objects(in: collection, scope: scope, after: position, limit: wanted)
            }
            items += filter.isEmpty ? objects : objects.filter(filter.matches)
            after = objects.last?.key ?? after
            guard following > 0, !objects.isEmpty else {
                return ListPage(items: items, revision: revision, last: nil, remaining: nil)
            }
            guard items.count < limit else {
                let remaining = filter.isEmpty ? Int64(following) : nil
                return ListPage(items: items, revision: revision, last: after, remaining: remaining)
            }
        }
    }

    private static func cut(_ rest: [Object], _ filter: ObjectFilter, _ limit: Int, _ revision: Int64) -> ListPage {
        let found = filter.isEmpty ? rest : rest.filter(filter.matches)
        guard found.count > limit else {
            return ListPage(items: found, revision: revision, last: nil, remaining: nil)
        }
        let items = Array(found.prefix(limit))
        let remaining = filter.isEmpty ? Int64(found.count - limit) : nil
        return ListPage(items: items, revision: revision, last: items.last?.key, remaining: remaining)
    }

    /// What the objects that were written since `revision` were then; nil for those that were not there.
    private mutating func undone(
        _ collection: StorageKey,
        in scope: Scope,
        to revision: Int64
    ) throws(APIError) -> [ObjectKey: Object?] {
        let changes = try attempt { (store: inout ObjectStore) throws(StoreError) in
            try store.changes(after: revision)
        }
        var before: [ObjectKey: Object?] = [:]
        for change in changes where change.collection == collection {
            let key = change.object.key
            if case .namespace(let name) = scope, key.namespace != name { continue }
            guard before.index(forKey: key) == nil else { continue }
            if change.kind != .added, change.previous == nil {
                throw APIError(.expired, message: "The resourceVersion for the provided list is too old.")
            }
            before.updateValue(change.kind == .added ? nil : change.previous, forKey: key)
        }
        return before
    }

    private mutating func past(
        _ collection: StorageKey,
        in scope: Scope,
        _ before: [ObjectKey: Object?]
    ) throws(APIError) -> [Object] {
        let kept = try objects(collection, in: scope).filter { before.index(forKey: $0.key) == nil }
        return (kept + before.values.compactMap(\.self)).sorted { $0.key < $1.key }
    }
}
