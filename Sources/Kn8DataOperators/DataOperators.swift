// SPDX-License-Identifier: MIT

package import Kn8Controller

/// The operators of databases and queues.
package enum DataOperators {
    /// Every reconciler of this module, in no particular order.
    package static let all: [any Reconciler] = [
        MysqlClusterReconciler(), MysqlBackupReconciler(), KafkaReconciler(), KafkaTopicReconciler(),
        KafkaUserReconciler(),
    ]
}
