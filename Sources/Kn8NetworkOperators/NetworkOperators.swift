// SPDX-License-Identifier: MIT

package import Kn8Controller

/// The reconcilers that judge how traffic enters the cluster.
package enum NetworkOperators {
    /// All of them, without state of their own.
    package static var all: [any Reconciler] { [IngressRouteReconciler(), HTTPProxyReconciler()] }
}
