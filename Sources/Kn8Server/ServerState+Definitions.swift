// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

extension ServerState {
    /// Reads the definitions; only once, and only when somebody asks for a kind that is not built in. Those that are
    /// served already keep their names, and of the others the oldest gets them.
    mutating func learnDefinitions() throws(APIError) {
        guard !knowsDefinitions else { return }
        knowsDefinitions = true
        let definitions = try objects(ServerState.definitions, in: .all)
            .map { (rank: DefinitionStatus.isEstablished($0) ? 0 : 1, age: $0["metadata", "creationTimestamp"], $0) }
            .sorted { ($0.rank, $0.age?.string ?? "") < ($1.rank, $1.age?.string ?? "") }
        for (_, _, definition) in definitions { serve(definition) }
    }

    /// Serves `definition` and takes over its schemas, as far as its names are free.
    @discardableResult
    mutating func serve(_ definition: Object) -> KindRegistry.Grant {
        let grant = kinds.serve(definition)
        if grant.isEstablished { rules.learn(definition) }
        return grant
    }

    /// Serves `definition`, and writes down what came of it.
    mutating func settle(_ definition: Object) throws(APIError) -> Object {
        let settled = DefinitionStatus.settled(definition, serve(definition), at: time.now())
        return settled == definition ? definition : try put(settled, in: ServerState.definitions)
    }

    /// Gives the definitions of `group` that wait for a name those that have become free.
    mutating func settleWaiting(in group: String) throws(APIError) {
        for name in kinds.waiting(in: group) {
            let key = ObjectKey(namespace: "", name: name)
            guard let definition = try object(key, in: ServerState.definitions) else { continue }
            _ = try settle(definition)
        }
    }
}
