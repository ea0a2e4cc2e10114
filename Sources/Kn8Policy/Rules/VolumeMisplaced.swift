// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let volumeMisplaced = PolicyRule(
        id: "mysql/volume-misplaced",
        severity: .error,
        summary: "a MysqlCluster's volume is under volumeSpec",
        remedy: "move it to spec.volumeSpec.persistentVolumeClaim"
    ) { set in
        set.members("MysqlCluster", in: "mysql.presslabs.org").compactMap { cluster in
            let path = FieldPath(keys: "spec", "podSpec", "persistentVolumeClaim")
            guard cluster.value.value(at: path) != nil else { return nil }
            return Breach(
                object: cluster.index,
                message: "persistentVolumeClaim is under spec.podSpec and is ignored; data would live on an emptyDir",
                path: path,
                part: .key
            )
        }
    }
}
