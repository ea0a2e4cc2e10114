// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Controller

/// Writes the status of every HTTPProxy, all in one pass, since one object's verdict hangs on all others.
package struct HTTPProxyReconciler: Reconciler {
    private let options: IngressOptions

    /// A reconciler for roots in any namespace.
    package init() { self.init(options: IngressOptions()) }

    init(options: IngressOptions) { self.options = options }

    /// `httpproxy`.
    package var name: String { "httpproxy" }
    /// HTTPProxy.
    package var drives: GroupVersionKind { NetworkKind.httpProxy }
    /// Every kind a verdict hangs on, the driven one included: any change asks for one pass over the whole set.
    package var watches: [WatchRule] { WholeSet.watches(of: NetworkKind.httpProxy) }

    /// Judges the whole set for the first object's key; any other key asks for nothing more.
    package func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard WholeSet.isLed(by: key, of: NetworkKind.httpProxy, in: context) else { return .settled }
        let inventory = RoutingInventory(
            of: NetworkKind.httpProxy,
            in: context,
            accepting: .httpProxy(options.ingressClass)
        )
        let verdicts = HTTPProxyPlanner.plan(inventory, options: options)
        for object in inventory.routes {
            let present = object["status"]
            let status = verdicts[object.key]?.status(generation: object.generation, now: context.now, present: present)
            if let status, status != present { try await context.setStatus(status, of: object) }
        }
        return .settled
    }
}
