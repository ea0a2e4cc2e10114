// SPDX-License-Identifier: MIT

package import Kn8Controller

/// The operators of platforms: Knative Serving.
package enum PlatformOperators {
    /// Every reconciler of this module, in no particular order.
    package static let all: [any Reconciler] = [
        KnativeServiceReconciler(), KnativeConfigurationReconciler(), KnativeRevisionReconciler(),
        KnativeRouteReconciler(),
    ]
}
