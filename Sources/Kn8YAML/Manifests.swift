// SPDX-License-Identifier: MIT
package import Kn8Value

/// The objects of documents, and what keeps a mapping from being an object.
package enum Manifests {
    /// The objects in `document`: itself, or the items of a `List`.
    ///
    /// An object with a finding is returned all the same,
    /// so that other checks can go on.
    package static func objects(in document: YAMLDocument) -> (objects: [SourceObject], findings: [Finding]) {
        var objects: [SourceObject] = []
        var findings: [Finding] = []
        collect(document.value, document, FieldPath(), &objects, &findings, depth: 0)
        return (objects, findings)
    }

    /// `findings` with paths from a document's root, told of the object that each is in.
    package static func attributed(_ findings: [Finding], to objects: [SourceObject]) -> [Finding] {
        findings.map { finding in
            guard let path = finding.path,
                let owner = objects.last(where: { path.steps.starts(with: $0.base.steps) })
            else { return finding }
            var finding = finding
            finding.object = owner.title
            let own = FieldPath(Array(path.steps.dropFirst(owner.base.steps.count)))
            finding.path = own
            finding.message.replace("\"\(path)\"", with: "\"\(own)\"")
            return finding
        }
    }

    // The depth is bounded by the document's.
    private static func collect(
        _ value: Value,
        _ document: YAMLDocument,
        _ base: FieldPath,
        _ objects: inout [SourceObject],
        _ findings: inout [Finding],
        depth: Int
    ) {
        let object = SourceObject(value: value, document: document, base: base)
        if let kind = value["kind"]?.string, kind.hasSuffix("List"), let items = value["items"]?.array,
            depth < Composer.maximalDepth
        {
            for (index, item) in items.enumerated() {
                let path = base.key("items").index(index)
                guard item.object != nil else {
                    findings.append(
                        object.finding(
                            Violation(
                                rule: "yaml/not-a-mapping",
                                message: "an item of a list must be an object, this is of type \(item.typeName)",
                                path: FieldPath(keys: "items").index(index),
                                remedy: "write a whole object, or remove the item"
                            )
                        )
                    )
                    continue
                }
                collect(typed(item, in: value, kind), document, path, &objects, &findings, depth: depth + 1)
            }
            return
        }
        objects.append(object)
        findings += violations(of: value).map(object.finding)
    }

    // An item of a ConfigMapList that says nothing of its kind is a ConfigMap (`apimachinery:unstructured/helpers.go`).
    private static func typed(_ item: Value, in list: Value, _ listKind: String) -> Value {
        guard listKind != "List", item["kind"] == nil, item["apiVersion"] == nil else { return item }
        var item = item
        item["kind"] = .string(String(listKind.dropLast("List".count)))
        item["apiVersion"] = list["apiVersion"]
        return item
    }

    /// `object` as people name it: `Deployment.apps default/web`; nil when it has no kind.
    package static func title(of object: Value) -> String? {
        guard let kind = object["kind"]?.string, !kind.isEmpty else { return nil }
        let version = object["apiVersion"]?.string ?? ""
        let group = version.contains("/") ? version.prefix { $0 != "/" } : ""
        let metadata = object["metadata"]
        let name = metadata?["name"]?.string ?? metadata?["generateName"]?.string ?? ""
        let namespace = metadata?["namespace"]?.string ?? ""
        return kind + (group.isEmpty ? "" : ".\(group)") + (name.isEmpty ? "" : " ")
            + (namespace.isEmpty || name.isEmpty ? "" : "\(namespace)/") + name
    }

    /// What keeps `object` from being one: no apiVersion, no kind, no name.
    package static func violations(of object: Value) -> [Violation] {
        var found: [Violation] = []
        func require(_ field: String, _ example: String) {
            let path = FieldPath(keys: field)
            switch object[field] {
            case .string(let text)? where !text.isEmpty: return
            case nil:
                let misspelt = object.object?.first { $0.key.lowercased() == field.lowercased() }?.key
                found.append(
                    Violation(
                        rule: "manifest/\(field == "kind" ? "kind" : "api-version")-missing",
                        message: "\(field) is not set",
                        path: misspelt.map { FieldPath(keys: $0) } ?? FieldPath(),
                        part: .key,
                        remedy: misspelt.map { "write \(field), not \($0)" } ?? "add \(field): \(example)"
                    )
                )
            default:
                found.append(
                    Violation(
                        rule: "manifest/\(field == "kind" ? "kind" : "api-version")-missing",
                        message: "\(field) must be a string that is not empty",
                        path: path,
                        remedy: "write for example \(field): \(example)"
                    )
                )
            }
        }
        require("apiVersion", "v1")
        require("kind", "ConfigMap")
        if found.isEmpty, let violation = nameViolation(of: object) { found.append(violation) }
        return found
    }

    private static func nameViolation(of object: Value) -> Violation? {
        guard let kind = object["kind"]?.string, !isNameless(kind, object["apiVersion"]?.string ?? "") else {
            return nil
        }
        let metadata = object["metadata"]
        switch metadata {
        case .bool?, .int?, .double?, .array?, .string?: return nil  // its type is wrong, and that is said elsewhere
        case .object?, .null?, nil: break
        }
        for field in ["name", "generateName"] {
            if let name = metadata?[field]?.string, !name.isEmpty { return nil }
        }
        switch metadata?["name"] {
        case .bool?, .int?, .double?, .array?, .object?: return nil  // its type is wrong, and that is said elsewhere
        case .string?, .null?, nil: break
        }
        let path: FieldPath =
            if metadata?["name"] != nil {
                FieldPath(keys: "metadata", "name")
            } else if metadata != nil {
                FieldPath(keys: "metadata")
            } else {
                FieldPath()
            }
        return Violation(
            rule: "manifest/name-missing",
            message: "metadata.name is not set",
            path: path,
            part: metadata?["name"] == nil ? .key : .value,
            remedy: "add metadata.name, or metadata.generateName for kn8 create"
        )
    }

    // Lists, reviews and the configuration files of tools are never stored under a name.
    private static func isNameless(_ kind: String, _ apiVersion: String) -> Bool {
        kind.hasSuffix("List") || kind.hasSuffix("Review") || apiVersion.hasPrefix("kustomize.config.k8s.io/")
            || apiVersion.hasPrefix("kind.x-k8s.io/") || apiVersion.hasPrefix("skaffold/")
            || apiVersion.hasPrefix("kubeadm.k8s.io/")
            || apiVersion.hasPrefix("kubelet.config.k8s.io/") || (kind == "Config" && apiVersion == "v1")
    }
}
