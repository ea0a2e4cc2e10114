// SPDX-License-Identifier: MIT

package import Kn8Controller

/// The controllers of OpenShift, as far as a template needs them; registry and router are simulated.
package enum OpenShiftOperators {
    /// All of them, in the order in which they run.
    package static let all: [any Reconciler] = [
        ProjectReconciler(), ImageStreamReconciler(), DeploymentConfigReconciler(), RouteReconciler(),
        BuildConfigReconciler(),
    ]
}
