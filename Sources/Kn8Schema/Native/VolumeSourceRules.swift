// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of volumes that lie outside the pod: disks, shares and drivers.
enum VolumeSourceRules {
    static let portalTooLong =
        "Total length of <volume name>:<iscsi.targetPortal> must be under 64 characters if iscsi.initiatorName is "
        + "specified."
    private static let hostPathTypes = [
        "", "BlockDevice", "CharDevice", "Directory", "DirectoryOrCreate", "File", "FileOrCreate", "Socket",
    ]
    private static let required: [String: [String]] = [
        "gitRepo": ["repository"], "gcePersistentDisk": ["pdName"], "awsElasticBlockStore": ["volumeID"],
        "nfs": ["server", "path"], "glusterfs": ["endpoints", "path"], "rbd": ["monitors", "image"],
        "cinder": ["volumeID"], "cephfs": ["monitors"], "flexVolume": ["driver"],
        "azureFile": ["secretName", "shareName"], "vsphereVolume": ["volumePath"], "photonPersistentDisk": ["pdID"],
        "portworxVolume": ["volumeID"], "scaleIO": ["gateway", "system", "volumeName"],
        "azureDisk": ["diskName", "diskURI"],
    ]

    /// The rules of a `source` of that `kind`, of a PersistentVolume or of a pod.
    static func check(
        _ kind: String,
        _ source: ValueMap,
        ofPersistentVolume isPersistent: Bool,
        _ rules: inout FieldRules
    ) {
        for field in required[kind] ?? [] { rules.require(source, field) }
        switch kind {
        case "hostPath":
            guard !source.isMissing("path") else { return rules.required("path") }
            rules.noBacksteps("path", source.text("path"))
            rules.choice(source, "type", hostPathTypes)
        case "gitRepo": rules.descendingPath("directory", source.text("directory"))
        case "gcePersistentDisk":
            // The server calls it by an older name.
            if let number = source.number("partition"), !(0...255).contains(number) {
                rules.invalid(
                    .above("persistentDisk", "partition"),
                    .int(number),
                    "must be between 1 and 255, inclusive",
                    seenAt: "partition"
                )
            }
        case "awsElasticBlockStore":
            if let number = source.number("partition"), !(0...255).contains(number) {
                rules.invalid("partition", .int(number), "must be between 1 and 255, inclusive")
            }
        case "nfs":
            let path = source.text("path")
            if !path.hasPrefix("/"), source.isMissing("path") || !path.isEmpty {
                rules.invalid("path", .string(path), "must be an absolute path")
            }
        case "iscsi": checkISCSI(source, isPersistent, &rules)
        case "fc": checkFibre(source, &rules)
        case "flocker": checkFlocker(source, &rules)
        case "quobyte": checkQuobyte(source, &rules)
        case "flexVolume": checkOptions(source, &rules)
        case "azureDisk": checkAzureDisk(source, &rules)
        case "azureFile" where isPersistent && source.optionalText("secretNamespace") == "":
            rules.required("secretNamespace")
        case "glusterfs" where isPersistent: checkEndpointsNamespace(source, &rules)
        case "cinder": checkSecret(source, "secretRef", withNamespace: isPersistent, isJudged: false, &rules)
        case "storageos":
            rules.requireShape(source, "volumeName", .label)
            rules.shape(source, "volumeNamespace", .label)
            checkSecret(source, "secretRef", withNamespace: isPersistent, isJudged: false, &rules)
        case "local":
            guard !source.isMissing("path") else { return rules.required("path") }
            rules.noBacksteps("path", source.text("path"))
        case "csi": checkCSI(source, isPersistent, &rules)
        default: break
        }
    }

    private static func checkSecret(
        _ source: ValueMap,
        _ key: String,
        withNamespace: Bool,
        isJudged: Bool,
        _ rules: inout FieldRules
    ) {
        rules.inside(source, key) { rules, secret in
            if isJudged { rules.requireShape(secret, "name", .subdomain) } else { rules.require(secret, "name") }
            guard withNamespace else { return }
            if isJudged { rules.requireShape(secret, "namespace", .label) } else { rules.require(secret, "namespace") }
        }
    }

    private static func checkCSI(_ source: ValueMap, _ isPersistent: Bool, _ rules: inout FieldRules) {
        checkDriver(source, "driver", &rules)
        guard isPersistent else {
            return checkSecret(source, "nodePublishSecretRef", withNamespace: false, isJudged: true, &rules)
        }
        rules.require(source, "volumeHandle")
        for name in ["controllerPublish", "controllerExpand", "nodePublish", "nodeExpand"] {
            checkSecret(source, "\(name)SecretRef", withNamespace: true, isJudged: true, &rules)
        }
    }

    /// The name of a CSI driver.
    static func checkDriver(_ map: ValueMap, _ key: String, _ rules: inout FieldRules) {
        let field = FieldRules.Field(key)
        if map.isMissing(key) { rules.required(field) }
        let name = map.text(key)
        if name.utf8.count > 63 { rules.tooLong(field, 63) }
        for words in NameShape.subdomain.faults(in: name.lowercased()) where !name.isEmpty || map.isMissing(key) {
            rules.invalid(field, .string(name), words)
        }
    }

    private static func checkISCSI(_ source: ValueMap, _ isPersistent: Bool, _ rules: inout FieldRules) {
        rules.require(source, "targetPortal")
        rules.require(source, "iqn")
        checkInitiator(source, "iqn", as: "iqn", &rules)
        rules.within(source, "lun", 0...255)
        let usesSecret = (source.flag("chapAuthDiscovery") ?? false) || (source.flag("chapAuthSession") ?? false)
        if usesSecret, !source.has("secretRef") { rules.required("secretRef") }
        if isPersistent { checkSecret(source, "secretRef", withNamespace: false, isJudged: false, &rules) }
        checkInitiator(source, "initiatorName", as: "initiatorname", &rules)
    }

    private static func checkInitiator(_ map: ValueMap, _ key: String, as field: String, _ rules: inout FieldRules) {
        let name = map.text(key)
        guard !name.isEmpty else { return }
        let body = name.utf8.dropFirst(4)
        let isValid: Bool
        switch name.prefix(3) {
        case "iqn":
            let parts = name.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false)
            let date = parts.count == 3 ? Array(parts[1].utf8) : []
            let isDated = date.count == 7 && date[4] == UInt8(ascii: "-") && date.filter(\.isDigit).count == 6
            let rest = parts.count == 3 ? parts[2].split(separator: ":", maxSplits: 1) : []
            isValid = isDated && rest.count == 2 && !rest[1].contains { ",;*&$| \t\n".contains($0) }
        case "eui": isValid = name.utf8.count == 20 && body.allSatisfy(\.isAlphanumeric)
        case "naa": isValid = name.utf8.count == 36 && body.allSatisfy(\.isAlphanumeric)
        default:
            let words = "must be valid format starting with iqn, eui, or naa"
            return rules.invalid(FieldRules.Field(field), .string(name), words, seenAt: FieldRules.Field(key))
        }
        if !isValid {
            let words = "must be valid format"
            rules.invalid(FieldRules.Field(field), .string(name), words, seenAt: FieldRules.Field(key))
        }
    }

    private static func checkFibre(_ source: ValueMap, _ rules: inout FieldRules) {
        let (targets, ids) = (source.list("targetWWNs"), source.list("wwids"))
        if targets.isEmpty, ids.isEmpty {
            rules.required("targetWWNs", "must specify either targetWWNs or wwids, but not both")
        }
        if !targets.isEmpty, !ids.isEmpty {
            let words = "targetWWNs and wwids can not be specified simultaneously"
            rules.invalid("targetWWNs", .array(targets), words)
        }
        guard !targets.isEmpty else { return }
        if source.has("lun") {
            rules.within(source, "lun", 0...255)
        } else {
            rules.required("lun", "lun is required if targetWWNs is specified")
        }
    }

    private static func checkFlocker(_ source: ValueMap, _ rules: inout FieldRules) {
        let (name, id) = (source.text("datasetName"), source.text("datasetUUID"))
        if name.isEmpty, id.isEmpty { rules.required(.here, "one of datasetName and datasetUUID is required") }
        if !name.isEmpty, !id.isEmpty {
            rules.invalid(.here, "resource", "datasetName and datasetUUID can not be specified simultaneously")
        }
        if name.contains("/") { rules.invalid("datasetName", .string(name), "must not contain '/'") }
    }

    private static func checkQuobyte(_ source: ValueMap, _ rules: inout FieldRules) {
        let words = "must be a host:port pair or multiple pairs separated by commas"
        let registry = source.text("registry")
        if source.isMissing("registry") {
            rules.required("registry", words)
        } else if source.text("tenant").utf8.count >= 65 {
            rules.required("tenant", "must be a UUID and may not exceed a length of 64 characters")
        } else {
            for pair in registry.split(separator: ",", omittingEmptySubsequences: false) where !pair.contains(":") {
                rules.invalid("registry", .string(registry), words)
            }
        }
        rules.require(source, "volume")
    }

    private static func checkOptions(_ source: ValueMap, _ rules: inout FieldRules) {
        for option in source.map("options") ?? [:] {
            let space = ".\(option.key.split(separator: "/", maxSplits: 1).first ?? "")".lowercased()
            if space.hasSuffix(".kubernetes.io") || space.hasSuffix(".k8s.io") {
                rules.invalid(
                    .entry("options", option.key),
                    .string(option.key),
                    "kubernetes.io and k8s.io namespaces are reserved"
                )
            }
        }
    }

    private static func checkAzureDisk(_ source: ValueMap, _ rules: inout FieldRules) {
        rules.choice(source, "cachingMode", ["None", "ReadOnly", "ReadWrite"])
        rules.choice(source, "kind", ["Dedicated", "Managed", "Shared"])
        let address = source.text("diskURI")
        guard !address.isEmpty else { return }
        let isManaged = source.text("kind", or: "Shared") == "Managed"
        if isManaged, !address.hasPrefix("/subscriptions/") {
            rules.unsupported(
                "diskURI",
                .string(address),
                [
                    "/subscriptions/{sub-id}/resourcegroups/{group-name}/providers/microsoft.compute/disks/{disk-id}"
                ]
            )
        }
        if !isManaged, !address.hasPrefix("https://") {
            rules.unsupported(
                "diskURI",
                .string(address),
                ["https://{account-name}.blob.core.windows.net/{container-name}/{disk-name}.vhd"]
            )
        }
    }

    private static func checkEndpointsNamespace(_ source: ValueMap, _ rules: inout FieldRules) {
        if source.optionalText("endpointsNamespace") == "" {
            let words = "if the endpointnamespace is set, it must be a valid namespace name"
            rules.invalid("endpointsNamespace", "", words)
        }
        rules.shape(source, "endpointsNamespace", .label)
    }
}
