// SPDX-License-Identifier: MIT

package import Kn8Controller

/// The controllers that every Kubernetes cluster has, with a simulated node in the place of machines.
package enum WorkloadOperators {
    /// All of them, in the order in which they run.
    package static let all: [any Reconciler] = [
        DeploymentReconciler(), ReplicaSetReconciler(), PodReconciler(), EndpointsReconciler(),
        StatefulSetReconciler(), ClaimReconciler(), DisruptionBudgetReconciler(), DaemonSetReconciler(),
        JobReconciler(), ReplicationControllerReconciler(),
    ]
}
