// SPDX-License-Identifier: MIT

import Kn8Merge
import Kn8Value

/// A schema spelt out in a test.
final class SpeltMergeSchema: MergeSchema {
    let mergeForm: MergeForm
    let mergeElements: (any MergeSchema)?
    let standingFields: [(name: String, value: Value)]
    private let fields: [String: MergeField]

    init(
        _ form: MergeForm,
        fields: [String: MergeField] = [:],
        of elements: (any MergeSchema)? = nil,
        standing: [(String, Value)] = []
    ) {
        mergeForm = form
        self.fields = fields
        mergeElements = elements
        standingFields = standing.map { (name: $0.0, value: $0.1) }
    }

    func mergeField(_ name: String) -> MergeField? { fields[name] }

    static let text = SpeltMergeSchema(.text)
    static let number = SpeltMergeSchema(.number)
    static let flag = SpeltMergeSchema(.flag)
    static let scalar = SpeltMergeSchema(.scalar)
    static let texts = SpeltMergeSchema(.mapping, of: text)
    static let finalizers = SpeltMergeSchema(.set, of: text)
    static let arguments = SpeltMergeSchema(.atomicList, of: text)
    static let selector = SpeltMergeSchema(.atomicMapping, fields: ["matchLabels": MergeField(texts)])

    static func record(_ fields: [String: any MergeSchema], standing: [(String, Value)] = []) -> SpeltMergeSchema {
        SpeltMergeSchema(.mapping, fields: fields.mapValues { MergeField($0) }, standing: standing)
    }

    static func list(by keys: String..., of element: any MergeSchema) -> SpeltMergeSchema {
        SpeltMergeSchema(.keyedList(keys), of: element)
    }

    static let metadata = record([
        "name": text, "namespace": text, "uid": text, "labels": texts, "annotations": texts, "finalizers": finalizers,
        "ownerReferences": list(
            by: "uid",
            of: SpeltMergeSchema(.atomicMapping, fields: ["uid": MergeField(text), "name": MergeField(text)])
        ),
    ])

    static let port = SpeltMergeSchema(
        .mapping,
        fields: [
            "containerPort": MergeField(number), "protocol": MergeField(text, defaultValue: "TCP"),
            "name": MergeField(text),
        ]
    )

    static let container = record(
        [
            "name": text, "image": text, "args": arguments,
            "env": list(by: "name", of: record(["name": text, "value": text])),
            "ports": list(by: "containerPort", "protocol", of: port),
            "resources": record(["limits": SpeltMergeSchema(.mapping, of: scalar)]),
            "volumeMounts": list(by: "mountPath", of: record(["mountPath": text, "name": text])),
        ],
        standing: [("resources", .emptyObject)]
    )

    static let podSpec = record(
        [
            "containers": list(by: "name", of: container),
            "imagePullSecrets": list(
                by: "name",
                of: SpeltMergeSchema(.atomicMapping, fields: ["name": MergeField(text)])
            ),
            "nodeSelector": SpeltMergeSchema(.atomicMapping, of: text),
            "tolerations": SpeltMergeSchema(.atomicList, of: record(["key": text])),
            "volumes": list(
                by: "name",
                of: record(["name": text, "emptyDir": record(["medium": text])])
            ),
        ],
        standing: [("containers", .null)]
    )

    static let root: [String: any MergeSchema] = ["apiVersion": text, "kind": text, "metadata": metadata]

    static let deployment = record(
        root.merging(
            [
                "spec": record(
                    [
                        "replicas": number, "selector": selector,
                        "strategy": record(["type": text, "rollingUpdate": record(["maxSurge": scalar])]),
                        "template": record(
                            ["metadata": metadata, "spec": podSpec],
                            standing: [("metadata", .emptyObject), ("spec", .emptyObject)]
                        ),
                    ],
                    standing: [("strategy", .emptyObject), ("template", .emptyObject)]
                ),
                "status": record(["replicas": number]),
            ],
            uniquingKeysWith: { $1 }
        ),
        standing: [("metadata", .emptyObject), ("spec", .emptyObject), ("status", .emptyObject)]
    )

    static let configMap = record(root.merging(["data": texts], uniquingKeysWith: { $1 }))

    /// A custom kind with a bit of everything.
    static let gadget = record(
        root.merging(
            [
                "spec": record([
                    "text": text, "number": number, "free": UntypedSchema(), "whole": UntypedSchema(isAtomic: true),
                    "set": finalizers, "flags": SpeltMergeSchema(.set, of: flag),
                    "list": list(
                        by: "key",
                        "id",
                        of: record([
                            "key": text, "id": number, "value": texts, "on": flag,
                        ])
                    ), "atomic": arguments,
                ])
            ],
            uniquingKeysWith: { $1 }
        )
    )
}
