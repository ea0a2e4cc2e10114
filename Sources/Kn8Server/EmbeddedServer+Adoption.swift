// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Store
internal import Synchronization

extension EmbeddedServer {
    /// Keeps in memory `object` as another server has it, with its uid, owners and status, unasked and unchecked; only its version
    /// becomes this server's. A definition is served from now on.
    package func adopt(_ object: Object, of resource: Resource) throws(APIError) -> Object {
        try writeInMemory { (state: inout ServerState) throws(APIError) -> Object in
            let kind = try state.kind(resource.gvk)
            var object = object
            if !kind.resource.namespaced { object.namespace = "" }
            let stored = try state.put(object, in: kind.storage)
            if kind.storage == ServerState.definitions {
                try state.learnDefinitions()
                state.serve(stored)
            }
            return stored
        }
    }

    /// Serves the built-in kind of another server that `resource` is, in a version that this one does not have.
    package func lend(_ resource: Resource) throws(APIError) {
        try state.withLock { (state: inout ServerState) throws(APIError) in
            try state.learnDefinitions()
            state.kinds.lend(resource)
        }
    }

    /// Removes from memory the object at `key`, unasked and without consequences; nothing when there is none.
    package func disown(_ key: ObjectKey, of resource: Resource) throws(APIError) {
        try writeInMemory { (state: inout ServerState) throws(APIError) in
            let kind = try state.kind(resource.gvk)
            let key = kind.resource.namespaced ? key : ObjectKey(namespace: "", name: key.name)
            _ = try state.attempt { (store: inout ObjectStore) throws(StoreError) in
                try store.remove(key, in: kind.storage)
            }
        }
    }

    /// Whether objects of `gvk` are served because of a definition.
    package func isDefined(_ gvk: GroupVersionKind) throws(APIError) -> Bool {
        try state.withLock { (state: inout ServerState) throws(APIError) -> Bool in
            try state.learnDefinitions()
            return state.kinds[gvk]?.isCustom ?? false
        }
    }

    /// Whether objects of `gvk` are served at all.
    package func serves(_ gvk: GroupVersionKind) throws(APIError) -> Bool {
        try state.withLock { (state: inout ServerState) throws(APIError) -> Bool in try state.kindIfServed(gvk) != nil }
    }
}
