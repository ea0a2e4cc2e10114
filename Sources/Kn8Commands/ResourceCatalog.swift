// SPDX-License-Identifier: MIT

internal import Kn8API

/// The kinds a cluster serves, found by any name people have for them.
struct ResourceCatalog {
    /// Every served resource, in discovery's order.
    let resources: [Resource]

    /// The resources that `word` means: a plural, a singular, a short name or a kind, alone or followed by `.group` or
    /// `.version.group`; or a category such as `all`, which may mean several.
    func resources(named word: String) throws(CommandError) -> [Resource] {
        let wanted = word.lowercased()
        if let found = resources.first(where: { $0.answers(to: wanted) }) { return [found] }
        let members = resources.filter { $0.categories.contains(wanted) }
        guard members.isEmpty else { return members }
        throw CommandError("the server doesn't have a resource type \"\(word)\"")
    }
}

extension Resource {
    /// Whether `word`, in lower case, names this resource.
    fileprivate func answers(to word: String) -> Bool {
        let names = [plural, singular, gvk.kind.lowercased()] + shortNames
        return names.contains { name in
            guard word.hasPrefix(name) else { return false }
            let rest = word.dropFirst(name.count)
            return rest.isEmpty || rest == ".\(gvk.group)" || rest == ".\(gvk.version).\(gvk.group)"
        }
    }
}
