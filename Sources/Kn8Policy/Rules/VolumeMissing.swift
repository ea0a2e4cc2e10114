// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let volumeMissing = PolicyRule(
        id: "mysql/volume-missing",
        severity: .warning,
        summary: "a MysqlCluster keeps its data when a pod goes",
        remedy: "set spec.volumeSpec.persistentVolumeClaim"
    ) { set in
        set.members("MysqlCluster", in: "mysql.presslabs.org").compactMap { cluster in
            let volume = cluster.value[path: ["spec", "volumeSpec"]]
            guard cluster.value["spec"]?.object != nil, volume?["persistentVolumeClaim"] == nil,
                volume?["hostPath"] == nil, cluster.value[path: ["spec", "podSpec", "persistentVolumeClaim"]] == nil
            else { return nil }
            return Breach(
                object: cluster.index,
                message: "no persistent volume: deleting a pod loses its data",
                path: FieldPath(keys: "spec"),
                part: .key
            )
        }
    }
}
