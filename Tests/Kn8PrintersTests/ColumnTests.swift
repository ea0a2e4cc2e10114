// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Printers
import Kn8Value
import Testing

/// The cells of kinds that belong to the cluster.
struct ColumnTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let kind: String
        let apiVersion: String
        let object: Value
        let cells: [String]
        var testDescription: String { kind }
    }

    static let rows = [
        Row(
            kind: "Node",
            apiVersion: "v1",
            object: [
                "metadata": ["name": "n", "labels": ["node-role.kubernetes.io/control-plane": ""]],
                "spec": ["unschedulable": true],
                "status": [
                    "conditions": [["type": "Ready", "status": "True"]],
                    "nodeInfo": ["kubeletVersion": "v1.36.0", "kernelVersion": "6.1", "architecture": "amd64"],
                    "addresses": [["type": "InternalIP", "address": "10.0.0.1"]],
                ],
            ],
            cells: [
                "n", "Ready,SchedulingDisabled", "control-plane", "<unknown>", "v1.36.0", "10.0.0.1", "<none>",
                "<unknown>", "6.1 (amd64)", "<unknown>",
            ]
        ),
        Row(
            kind: "CronJob",
            apiVersion: "batch/v1",
            object: [
                "metadata": ["name": "c"],
                "spec": [
                    "schedule": "@daily", "suspend": false,
                    "jobTemplate": ["spec": ["template": ["spec": ["containers": [["name": "a", "image": "i"]]]]]],
                ],
            ],
            cells: ["c", "@daily", "<none>", "False", "0", "<none>", "<unknown>", "a", "i", "<none>"]
        ),
        Row(
            kind: "HorizontalPodAutoscaler",
            apiVersion: "autoscaling/v2",
            object: [
                "metadata": ["name": "h"],
                "spec": [
                    "scaleTargetRef": ["kind": "Deployment", "name": "d"], "maxReplicas": 5,
                    "metrics": [
                        [
                            "type": "Resource",
                            "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": 80]],
                        ]
                    ],
                ],
            ],
            cells: ["h", "Deployment/d", "cpu: <unknown>/80%", "<unset>", "5", "0", "<unknown>"]
        ),
        Row(
            kind: "ResourceQuota",
            apiVersion: "v1",
            object: [
                "metadata": ["name": "q"],
                "status": [
                    "hard": ["pods": "2", "limits.cpu": "4"], "used": ["pods": "1", "limits.cpu": "500m"],
                ],
            ],
            cells: ["q", "pods: 1/2", "limits.cpu: 500m/4", "<unknown>"]
        ),
        Row(
            kind: "RoleBinding",
            apiVersion: "rbac.authorization.k8s.io/v1",
            object: [
                "metadata": ["name": "b"], "roleRef": ["kind": "Role", "name": "r"],
                "subjects": [
                    ["kind": "User", "name": "u"], ["kind": "ServiceAccount", "name": "s", "namespace": "n"],
                ],
            ],
            cells: ["b", "Role/r", "<unknown>", "u", "", "n/s"]
        ),
        Row(
            kind: "EndpointSlice",
            apiVersion: "discovery.k8s.io/v1",
            object: [
                "metadata": ["name": "e"], "addressType": "IPv4", "ports": [["port": 80]],
                "endpoints": [["addresses": ["1", "2"]], ["addresses": ["3", "4"]]],
            ],
            cells: ["e", "IPv4", "80", "1,2,3 + 1 more...", "<unknown>"]
        ),
    ]

    @Test(arguments: rows)
    func cellsReadAsTheServerWritesThem(_ row: Row) throws {
        var value = row.object
        value["kind"] = .string(row.kind)
        value["apiVersion"] = .string(row.apiVersion)
        let object = Object(value)
        let columns = try #require(BuiltInColumns.columns(of: object.gvk))
        let now = Timestamp(seconds: 1_700_000_000)
        #expect(columns.map { $0.cell(object, now) } == row.cells)
    }
}
