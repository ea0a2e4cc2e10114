// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Controller
internal import Kn8Value

/// Writes the status of every IngressRoute, all in one pass, since one object's verdict hangs on all others.
package struct IngressRouteReconciler: Reconciler {
    private let options: IngressOptions

    /// A reconciler for roots in any namespace.
    package init() { self.init(options: IngressOptions()) }

    init(options: IngressOptions) { self.options = options }

    /// `ingressroute`.
    package var name: String { "ingressroute" }
    /// IngressRoute.
    package var drives: GroupVersionKind { NetworkKind.ingressRoute }
    /// Every kind a verdict hangs on, the driven one included: any change asks for one pass over the whole set.
    package var watches: [WatchRule] { WholeSet.watches(of: NetworkKind.ingressRoute) }

    /// Judges the whole set for the first object's key; any other key asks for nothing more.
    package func reconcile(_ key: ObjectKey, in context: any ReconcileContext) async throws -> Outcome {
        guard WholeSet.isLed(by: key, of: NetworkKind.ingressRoute, in: context) else { return .settled }
        let inventory = RoutingInventory(
            of: NetworkKind.ingressRoute,
            in: context,
            accepting: .ingressRoute(options.ingressClass)
        )
        let verdicts = IngressRoutePlanner.plan(inventory, options: options)
        for object in inventory.routes {
            guard let verdict = verdicts[object.key] else { continue }
            var status = object["status"] ?? .emptyObject
            status["currentStatus"] = .string(verdict.currentStatus)
            status["description"] = .string(verdict.description)
            if status != object["status"] { try await context.setStatus(status, of: object) }
        }
        return .settled
    }
}
