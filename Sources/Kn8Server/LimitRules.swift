// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What a LimitRange fills in and asks for (`kubernetes:plugin/pkg/admission/limitranger/admission.go`).
struct LimitRules {
    private static let annotation = "kubernetes.io/limit-ranger"

    private let limits: [Value]

    init(_ range: Object) { limits = range["spec", "limits"]?.array ?? [] }

    /// `pod` with the defaults that its containers lack.
    func defaulted(_ pod: Object) -> Object {
        let ofContainers = limits.filter { $0["type"]?.string == "Container" }
        guard !ofContainers.isEmpty else { return pod }
        var pod = pod
        var notes: [String] = []
        for (field, word) in [("containers", "container"), ("initContainers", "init container")] {
            guard case .array(var containers)? = pod["spec", field] else { continue }
            for index in containers.indices {
                let name = containers[index]["name"]?.string ?? ""
                for (part, source) in [("requests", "defaultRequest"), ("limits", "default")] {
                    var filled: [String] = []
                    for limit in ofContainers {
                        for entry in limit[source]?.object ?? [:] {
                            let present = containers[index][path: ["resources", part, entry.key]]
                            let own = containers[index][path: ["resources", "limits", entry.key]]
                            // A limit of one's own is the request, too.
                            guard present == nil, part == "limits" || own == nil else { continue }
                            containers[index][path: ["resources", part, entry.key]] = entry.value
                            filled.append(entry.key)
                        }
                    }
                    if !filled.isEmpty {
                        notes.append("\(filled.joined(separator: ", ")) \(part.dropLast()) for \(word) \(name)")
                    }
                }
            }
            pod["spec", field] = .array(containers)
        }
        guard !notes.isEmpty else { return pod }
        pod["metadata", "annotations", LimitRules.annotation] = .string(
            "LimitRanger plugin set: \(notes.joined(separator: "; "))"
        )
        return pod
    }

    /// What is wrong with a pod or a claim.
    func faults(of object: Object) -> [String] {
        var faults: [String] = []
        for limit in limits {
            switch (limit["type"]?.string ?? "", object.kind) {
            case ("Container", "Pod"):
                for field in ["initContainers", "containers"] {
                    for container in object["spec", field]?.array ?? [] {
                        let needs = container["resources"] ?? .emptyObject
                        faults += self.faults(limit, "Container", Amounts(needs["requests"]), Amounts(needs["limits"]))
                    }
                }
            case ("Pod", "Pod"):
                faults += self.faults(limit, "Pod", Amounts(of: object, "requests"), Amounts(of: object, "limits"))
            case ("PersistentVolumeClaim", "PersistentVolumeClaim"):
                let needs = object["spec", "resources"] ?? .emptyObject
                faults += self.faults(
                    limit,
                    "PersistentVolumeClaim",
                    Amounts(needs["requests"]),
                    Amounts(needs["requests"])
                ).map { $0.replacing("but limit is", with: "but request is") }
            default: break
            }
        }
        return faults
    }

    private func faults(_ limit: Value, _ type: String, _ requests: Amounts, _ limits: Amounts) -> [String] {
        var faults: [String] = []
        for (name, bound) in Amounts(limit["min"]).sorted {
            let head = "minimum \(name) usage per \(type) is \(bound)"
            guard let request = requests[name] else {
                faults.append("\(head).  No request is specified")
                continue
            }
            if request < bound {
                faults.append("\(head), but request is \(request)")
            } else if let limit = limits[name], limit < bound {
                faults.append("\(head), but limit is \(limit)")
            }
        }
        for (name, bound) in Amounts(limit["max"]).sorted {
            let head = "maximum \(name) usage per \(type) is \(bound)"
            guard let limit = limits[name] else {
                faults.append("\(head).  No limit is specified")
                continue
            }
            if bound < limit {
                faults.append("\(head), but limit is \(limit)")
            } else if let request = requests[name], bound < request {
                faults.append("\(head), but request is \(request)")
            }
        }
        for (name, bound) in Amounts(limit["maxLimitRequestRatio"]).sorted {
            let head = "\(name) max limit to request ratio per \(type) is \(bound)"
            guard let request = requests[name], request.approximation != 0 else {
                faults.append("\(head), but no request is specified or request is 0")
                continue
            }
            guard let limit = limits[name], limit.approximation != 0 else {
                faults.append("\(head), but no limit is specified or limit is 0")
                continue
            }
            let ratio = limit.approximation / request.approximation
            if ratio > bound.approximation {
                faults.append("\(head), but provided ratio is \(LimitRules.fixed(ratio))")
            }
        }
        return faults
    }

    // Six digits after the point, as Go's %f.
    private static func fixed(_ number: Double) -> String {
        let millionths = Int64((number * 1e6).rounded())
        let rest = String(millionths % 1_000_000)
        return "\(millionths / 1_000_000)." + String(repeating: "0", count: 6 - rest.utf8.count) + rest
    }
}

/// Quantities by name.
struct Amounts: Hashable, Sendable {
    private(set) var byName: [String: Quantity] = [:]

    init() {}

    /// The quantities of a mapping; those that cannot be read are left out.
    init(_ value: Value?) {
        for entry in value?.object ?? [:] {
            let text = entry.value.string ?? entry.value.int.map { String($0) }
            if let quantity = text.flatMap({ Quantity($0) }) { byName[entry.key] = quantity }
        }
    }

    /// What all containers of `pod` ask for together: its init containers come before the others, one at a time.
    init(of pod: Object, _ part: String) {
        for container in pod["spec", "containers"]?.array ?? [] {
            for (name, amount) in Amounts(container["resources"]?[part]).byName {
                self[name] = self[name].map { $0 + amount } ?? amount
            }
        }
        for container in pod["spec", "initContainers"]?.array ?? [] {
            for (name, amount) in Amounts(container["resources"]?[part]).byName {
                if let known = self[name], !(known < amount) { continue }
                self[name] = amount
            }
        }
    }

    subscript(name: String) -> Quantity? {
        get { byName[name] }
        set { byName[name] = newValue }
    }

    var sorted: [(String, Quantity)] { byName.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

    var value: Value { .object(ValueMap(byName.map { ($0.key, Value.string($0.value.description)) })) }

    /// `cpu=1,memory=2Gi`.
    var text: String { sorted.map { "\($0.0)=\($0.1)" }.joined(separator: ",") }
}
