// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of a pod's volumes.
enum VolumeRules {
    // The kinds of volume in the order in which the server looks for them.
    private static let podSources = [
        "emptyDir", "hostPath", "gitRepo", "gcePersistentDisk", "awsElasticBlockStore", "secret", "nfs", "iscsi",
        "glusterfs", "flocker", "persistentVolumeClaim", "rbd", "cinder", "cephfs", "quobyte", "downwardAPI", "fc",
        "flexVolume", "configMap", "azureFile", "vsphereVolume", "photonPersistentDisk", "portworxVolume", "azureDisk",
        "storageos", "projected", "scaleIO", "csi", "ephemeral", "image",
    ]
    /// The kinds of a PersistentVolume's source, likewise.
    static let persistentSources = [
        "hostPath", "gcePersistentDisk", "awsElasticBlockStore", "glusterfs", "flocker", "nfs", "rbd", "quobyte",
        "cephfs", "iscsi", "cinder", "fc", "flexVolume", "azureFile", "vsphereVolume", "photonPersistentDisk",
        "portworxVolume", "azureDisk", "scaleIO", "local", "storageos", "csi",
    ]
    // How the server spells some of them when there are two.
    private static let misspelt = ["cephfs": "cephFS", "downwardAPI": "downwarAPI"]

    /// Judges the volumes of `spec`, and notes the sound ones.
    static func check(_ spec: ValueMap, _ pod: inout PodRules.Context, _ rules: inout FieldRules) {
        let volumes = spec.list("volumes")
        var sound: [String: ValueMap] = [:]
        var created: Set<String> = []
        if !pod.podName.isEmpty {
            for volume in volumes where volume["ephemeral"] != nil {
                created.insert("\(pod.podName)-\(volume["name"]?.string ?? "")")
            }
        }
        let context = pod
        rules.each(spec, "volumes") { rules, volume, _ in
            let before = rules.violations.count
            checkSource(volume, context, &rules)
            rules.requireShape(volume, "name", .label)
            let name = volume.text("name")
            if sound[name] != nil { rules.duplicate("name", .string(name)) }
            if rules.violations.count == before { sound[name] = volume }
            guard !created.isEmpty, let claim = volume.map("persistentVolumeClaim")?.text("claimName"),
                created.contains(claim)
            else { return }
            let words = "must not reference a PVC that gets created for an ephemeral volume"
            rules.invalid(["persistentVolumeClaim", "claimName"], .string(claim), words)
        }
        pod.volumes = sound
    }

    private static func checkSource(_ volume: ValueMap, _ pod: PodRules.Context, _ rules: inout FieldRules) {
        let sources = present(volume, among: podSources)
        for extra in sources.dropFirst() {
            rules.forbidden(
                FieldRules.Field(misspelt[extra] ?? extra),
                "may not specify more than 1 volume type",
                seenAt: FieldRules.Field(extra)
            )
        }
        guard let kind = sources.first else { return }
        rules.inside(volume, kind) { rules, source in
            switch kind {
            case "emptyDir":
                if let size = source.quantity("sizeLimit"), size < Quantity(0) {
                    rules.forbidden("sizeLimit", "SizeLimit field must be a valid resource quantity")
                }
            case "secret", "configMap":
                rules.require(source, kind == "secret" ? "secretName" : "name")
                rules.fileMode(source, "defaultMode")
                ProjectionRules.checkItems(source, &rules)
            case "persistentVolumeClaim": rules.require(source, "claimName")
            case "downwardAPI":
                rules.fileMode(source, "defaultMode")
                ProjectionRules.checkFiles(source, &rules)
            case "projected":
                rules.fileMode(source, "defaultMode")
                ProjectionRules.check(source, &rules)
            case "ephemeral":
                if let template = source.map("volumeClaimTemplate") {
                    rules.at("volumeClaimTemplate") { rules in ClaimRules.check(template: template, &rules) }
                } else {
                    rules.required("volumeClaimTemplate")
                }
                let claim = "\(pod.podName)-\(volume.text("name"))"
                guard !pod.podName.isEmpty, !NameShape.subdomain.holds(claim) else { return }
                for words in NameShape.subdomain.faults(in: claim) {
                    let name = volume.shown("name")
                    rules.invalid(.above("name"), name, "PVC name \(Value.string(claim).shown): \(words)")
                }
            case "image":
                if pod.isPod { rules.require(source, "reference") }
                rules.choice(source, "pullPolicy", ["Always", "IfNotPresent", "Never"])
            default:
                VolumeSourceRules.check(kind, source, ofPersistentVolume: false, &rules)
                if kind == "iscsi", source.has("initiatorName") {
                    let portal = source.text("targetPortal")
                    if "\(volume.text("name")):\(portal)".utf8.count > 64 {
                        rules.invalid(.above("name"), volume.shown("name"), VolumeSourceRules.portalTooLong)
                    }
                }
            }
        }
    }

    /// Which of `kinds` a volume has, in their order.
    static func present(_ volume: ValueMap, among kinds: [String]) -> [String] {
        var found: [String] = []
        for entry in volume where entry.key != "name" && entry.value != .null {
            if kinds.contains(entry.key) { found.append(entry.key) }
        }
        guard found.count > 1 else { return found }
        return kinds.filter(found.contains)
    }
}
