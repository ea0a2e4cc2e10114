// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The operations on one resource, as OpenAPI tells of them. Parameters stand in place: kubectl looks up no references
/// to them.
struct OpenAPIOperations {
    let served: ServedResource
    let item: Value
    let list: Value
    let isV3: Bool

    private var kind: Value {
        let gvk = served.resource.gvk
        return ["group": .string(gvk.group), "version": .string(gvk.version), "kind": .string(gvk.kind)]
    }

    private static let readNames = [
        "allowWatchBookmarks", "continue", "fieldSelector", "labelSelector", "limit", "resourceVersion",
        "resourceVersionMatch", "sendInitialEvents", "timeoutSeconds", "watch",
    ]
    private static let writeNames = ["dryRun", "fieldManager", "fieldValidation"]
    private static let deleteNames = ["dryRun", "gracePeriodSeconds", "orphanDependents", "propagationPolicy"]
    private static let flags: Set<String> = [
        "allowWatchBookmarks", "sendInitialEvents", "watch", "force", "orphanDependents",
    ]
    private static let numbers: Set<String> = ["limit", "timeoutSeconds", "gracePeriodSeconds"]

    private func parameter(_ name: String) -> Value {
        let type: Value =
            OpenAPIOperations.flags.contains(name)
            ? "boolean" : OpenAPIOperations.numbers.contains(name) ? "integer" : "string"
        var value: Value = ["name": .string(name), "in": "query"]
        if isV3 { value["schema"] = ["type": type] } else { value["type"] = type }
        return value
    }

    private func place(_ name: String) -> Value {
        var value: Value = ["name": .string(name), "in": "path", "required": true]
        if isV3 { value["schema"] = ["type": "string"] } else { value["type"] = "string" }
        return value
    }

    private func operation(
        _ action: String,
        _ query: [String],
        answer: Value,
        code: String = "200",
        body: Value? = nil,
        bodyTypes: [String] = ["*/*"]
    ) -> Value {
        var parameters = query.map(parameter)
        let types = ["application/json", "application/yaml"]
        var operation: Value = [
            "x-kubernetes-action": .string(action), "x-kubernetes-group-version-kind": kind,
        ]
        func content(_ types: [String], _ schema: Value) -> Value {
            .object(ValueMap(types.map { ($0, ["schema": schema]) }))
        }
        var response: Value = ["description": "OK"]
        if isV3 {
            response["content"] = content(types, answer)
            if let body { operation["requestBody"] = ["content": content(bodyTypes, body)] }
        } else {
            response["schema"] = answer
            if let body {
                parameters.append(["name": "body", "in": "body", "required": true, "schema": body])
                operation["consumes"] = .array(bodyTypes.map(Value.string))
            }
            operation["produces"] = .array(types.map(Value.string))
        }
        operation["parameters"] = .array(parameters)
        operation["responses"] = [code: response]
        return operation
    }

    private func has(_ verb: String) -> Bool { served.verbs.contains(verb) }

    /// On a collection in its namespace.
    var collection: Value {
        var path: Value = .emptyObject
        if has("list") { path["get"] = operation("list", OpenAPIOperations.readNames, answer: list) }
        if has("create") {
            path["post"] = operation("post", OpenAPIOperations.writeNames, answer: item, code: "201", body: item)
        }
        if has("deletecollection") {
            let names = OpenAPIOperations.readNames + OpenAPIOperations.deleteNames
            path["delete"] = operation("deletecollection", names, answer: ["type": "object"])
        }
        if served.resource.namespaced { path["parameters"] = .array([place("namespace")]) }
        return path
    }

    /// On the objects of all namespaces.
    var everywhere: Value { ["get": operation("list", OpenAPIOperations.readNames, answer: list)] }

    /// On one object.
    var object: Value {
        var path = changes(named: served.verbs)
        if has("delete") {
            path["delete"] = operation("delete", OpenAPIOperations.deleteNames, answer: ["type": "object"])
        }
        path["parameters"] = .array((served.resource.namespaced ? [place("namespace")] : []) + [place("name")])
        return path
    }

    /// On a part of one object.
    func part(_ part: ServedResource.Part) -> Value {
        var path = changes(named: part.verbs)
        path["parameters"] = .array((served.resource.namespaced ? [place("namespace")] : []) + [place("name")])
        return path
    }

    private func changes(named verbs: [String]) -> Value {
        var path: Value = .emptyObject
        if verbs.contains("get") { path["get"] = operation("get", ["resourceVersion"], answer: item) }
        if verbs.contains("update") {
            path["put"] = operation("put", OpenAPIOperations.writeNames, answer: item, body: item)
        }
        if verbs.contains("patch") {
            var types = ["application/apply-patch+yaml", "application/json-patch+json", "application/merge-patch+json"]
            if !served.isCustom { types.append("application/strategic-merge-patch+json") }
            path["patch"] = operation(
                "patch",
                OpenAPIOperations.writeNames + ["force"],
                answer: item,
                body: ["type": "object"],
                bodyTypes: types
            )
        }
        return path
    }
}
