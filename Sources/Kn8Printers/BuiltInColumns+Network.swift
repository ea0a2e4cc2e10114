// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

extension BuiltInColumns {
    static let service: [Column] = [
        .objectName,
        Column("Type") { object, _ in object["spec", "type"]?.string ?? "ClusterIP" },
        Column("Cluster-IP") { object, _ in orNone(text(object, "spec", "clusterIP")) },
        Column("External-IP") { object, _ in externalAddress(object) },
        Column("Port(s)") { object, _ in
            let ports = (object["spec", "ports"]?.array ?? []).map { port in
                let node = port["nodePort"]?.int.map { ":\($0)" } ?? ""
                return "\(port["port"]?.int ?? 0)\(node)/\(port["protocol"]?.string ?? "TCP")"
            }
            return orNone(ports.joined(separator: ","))
        },
        .age,
        Column("Selector", wide: true) { object, _ in selector(object["spec", "selector"]) },
    ]

    private static func externalAddress(_ object: Object) -> String {
        let addresses = (object["spec", "externalIPs"]?.array ?? []).compactMap(\.string)
        switch object["spec", "type"]?.string {
        case "ExternalName": return text(object, "spec", "externalName")
        case "LoadBalancer":
            let ingress = (object["status", "loadBalancer", "ingress"]?.array ?? [])
                .compactMap { $0["ip"]?.string ?? $0["hostname"]?.string }
            let all = ingress.sorted() + addresses
            return all.isEmpty ? "<pending>" : all.joined(separator: ",")
        default: return orNone(addresses.joined(separator: ","))
        }
    }

    static let endpoints: [Column] = [
        .objectName,
        Column("Endpoints") { object, _ in
            var all: [String] = []
            for subset in object["subsets"]?.array ?? [] {
                let ports = subset["ports"]?.array ?? []
                for address in subset["addresses"]?.array ?? [] {
                    let ip = address["ip"]?.string ?? ""
                    all += ports.isEmpty ? [ip] : ports.map { "\(ip):\($0["port"]?.int ?? 0)" }
                }
            }
            guard all.count > 3 else { return orNone(all.joined(separator: ",")) }
            return all.prefix(3).joined(separator: ",") + " + \(all.count - 3) more..."
        },
        .age,
    ]

    static let ingress: [Column] = [
        .objectName,
        Column("Class") { object, _ in orNone(text(object, "spec", "ingressClassName")) },
        Column("Hosts") { object, _ in
            let hosts = (object["spec", "rules"]?.array ?? []).compactMap { $0["host"]?.string }
            guard !hosts.isEmpty else { return "*" }
            guard hosts.count > 3 else { return hosts.joined(separator: ",") }
            return hosts.prefix(3).joined(separator: ",") + " + \(hosts.count - 3) more..."
        },
        Column("Address") { object, _ in
            (object["status", "loadBalancer", "ingress"]?.array ?? [])
                .compactMap { $0["ip"]?.string ?? $0["hostname"]?.string }.joined(separator: ",")
        },
        Column("Ports") { object, _ in object["spec", "tls"]?.array?.isEmpty == false ? "80, 443" : "80" },
        .age,
    ]

    static let event: [Column] = [
        Column("Last Seen") { object, now in
            let seen = object["lastTimestamp"]?.string ?? object["eventTime"]?.string
            return HumanDuration.age(since: seen ?? object["metadata", "creationTimestamp"]?.string, now: now)
        },
        Column("Type") { object, _ in text(object, "type") },
        Column("Reason") { object, _ in text(object, "reason") },
        Column("Object") { object, _ in
            let subject = object["involvedObject"] ?? object["regarding"]
            return (subject?["kind"]?.string ?? "").lowercased() + "/" + (subject?["name"]?.string ?? "")
        },
        Column("Subobject", wide: true) { object, _ in text(object, "involvedObject", "fieldPath") },
        Column("Source", wide: true) { object, _ in
            let host = text(object, "source", "host")
            return text(object, "source", "component") + (host.isEmpty ? "" : ", \(host)")
        },
        Column("Message") { object, _ in object["message"]?.string ?? text(object, "note") },
        Column("First Seen", wide: true) { object, now in
            HumanDuration.age(since: object["firstTimestamp"]?.string, now: now)
        },
        Column("Count", wide: true) { object, _ in "\(max(1, number(object, "count")))" },
        Column("Name", wide: true, isName: true) { object, _ in object.name },
    ]

    static let persistentVolumeClaim: [Column] = [
        .objectName,
        Column("Status") { object, _ in
            object.isBeingDeleted ? "Terminating" : text(object, "status", "phase")
        },
        Column("Volume") { object, _ in text(object, "spec", "volumeName") },
        Column("Capacity") { object, _ in text(object, "status", "capacity", "storage") },
        Column("Access Modes") { object, _ in
            let short = [
                "ReadWriteOnce": "RWO", "ReadOnlyMany": "ROX", "ReadWriteMany": "RWX", "ReadWriteOncePod": "RWOP",
            ]
            let modes = (object["status", "accessModes"]?.array ?? []).compactMap(\.string)
            return modes.map { short[$0] ?? $0 }.joined(separator: ",")
        },
        Column("StorageClass") { object, _ in text(object, "spec", "storageClassName") },
        Column("VolumeAttributesClass") { _, _ in "<unset>" },
        .age,
        Column("VolumeMode", wide: true) { object, _ in object["spec", "volumeMode"]?.string ?? "<unset>" },
    ]

    static let storageClass: [Column] = [
        .objectName,
        Column("Provisioner") { object, _ in text(object, "provisioner") },
        Column("ReclaimPolicy") { object, _ in object["reclaimPolicy"]?.string ?? "Delete" },
        Column("VolumeBindingMode") { object, _ in object["volumeBindingMode"]?.string ?? "Immediate" },
        Column("AllowVolumeExpansion") { object, _ in "\(object["allowVolumeExpansion"]?.bool ?? false)" },
        .age,
    ]
}
