// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Controller

/// The controllers that a server with users needs: accounts and certificates for programs, and gathered roles.
package enum AccessOperators {
    /// All of them; the certificates of `authority`, in PEM, are published when there are any.
    package static func all(authority: String?) -> [any Reconciler] {
        var all: [any Reconciler] = [ServiceAccountReconciler(), RoleAggregationReconciler()]
        if let authority { all.append(RootAuthorityReconciler(authority: authority)) }
        return all
    }

    /// What these controllers give every namespace, without the namespace, for who would not wait for them.
    package static func namespaceContents(authority: String?) -> [Object] {
        [AccessObjects.account] + (authority.map { [AccessObjects.certificates($0)] } ?? [])
    }
}
