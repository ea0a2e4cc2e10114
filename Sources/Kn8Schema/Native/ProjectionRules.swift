// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of volumes whose files come from other objects.
enum ProjectionRules {
    private static let tooShort = "may not specify a duration less than 10 minutes"
    private static let tooLong = "may not specify a duration larger than 2^32 seconds"

    /// The keys that a volume shows, and as which files.
    static func checkItems(_ source: ValueMap, _ rules: inout FieldRules) {
        guard source.has("items") else { return }
        rules.each(source, "items") { rules, item, _ in checkItem(item, &rules) }
    }

    private static func checkItem(_ item: ValueMap, _ rules: inout FieldRules) {
        rules.require(item, "key")
        rules.require(item, "path")
        rules.descendingPath("path", item.text("path"), notReserved: true)
        rules.fileMode(item, "mode")
    }

    /// The fields of the pod that a volume shows; the server leaves out which item it is.
    static func checkFiles(_ source: ValueMap, _ rules: inout FieldRules) {
        rules.each(source, "items") { rules, file, _ in
            func above(_ key: String) -> FieldRules.Field { FieldRules.Field(steps: [.key(key)], leftOut: 2) }
            if file.isMissing("path") { rules.required(above("path"), seenAt: "path") }
            rules.descendingPath(above("path"), file.text("path"), notReserved: true, seenAt: "path")
            let (field, resource) = (file.has("fieldRef"), file.has("resourceFieldRef"))
            let here = FieldRules.Field(steps: [], leftOut: 2)
            if field {
                EnvRules.checkFieldRef(file, among: EnvRules.volumeFieldPaths, &rules)
                if resource {
                    let words = "fieldRef and resourceFieldRef can not be specified simultaneously"
                    rules.invalid(here, "resource", words, seenAt: .here)
                }
            } else if resource {
                EnvRules.checkResourceRef(file, ofVolume: true, &rules)
            } else {
                rules.required(here, "one of fieldRef and resourceFieldRef is required", seenAt: .here)
            }
            rules.fileMode(file, "mode")
        }
    }

    /// A volume that joins several sources.
    static func check(_ projection: ValueMap, _ rules: inout FieldRules) {
        var paths: Set<String> = []
        let projected = FieldRules.Field(steps: [], leftOut: 2)
        rules.each(projection, "sources") { rules, source, _ in
            var kinds = 0
            func note(_ path: String, shown: String, _ rules: inout FieldRules) {
                guard !path.isEmpty, !paths.insert(path).inserted else { return }
                rules.invalid(projected, .string(shown), "conflicting duplicate paths", seenAt: .here)
            }
            for kind in ["secret", "configMap"] where source.has(kind) {
                kinds += 1
                rules.inside(source, kind) { rules, reference in
                    rules.require(reference, "name")
                    checkItems(reference, &rules)
                }
                let reference = source.map(kind) ?? [:]
                for item in reference.list("items") {
                    note(item["path"]?.string ?? "", shown: reference.text("name"), &rules)
                }
            }
            if source.has("downwardAPI") {
                kinds += 1
                rules.inside(source, "downwardAPI") { rules, fields in checkFiles(fields, &rules) }
                for file in source.map("downwardAPI")?.list("items") ?? [] {
                    note(file["path"]?.string ?? "", shown: file["path"]?.string ?? "", &rules)
                }
            }
            if let token = source.map("serviceAccountToken") {
                kinds += 1
                rules.at("serviceAccountToken") { rules in checkToken(token, &rules) }
            }
            if let bundle = source.map("clusterTrustBundle") {
                kinds += 1
                rules.at("clusterTrustBundle") { rules in checkBundle(bundle, &rules) }
                note(bundle.text("path"), shown: bundle.text("path"), &rules)
            }
            if kinds > 1 { rules.forbidden(.here, "may not specify more than 1 volume type per source") }
        }
    }

    private static func checkToken(_ token: ValueMap, _ rules: inout FieldRules) {
        if let seconds = token.number("expirationSeconds") {
            if seconds < 600 { rules.invalid("expirationSeconds", .int(seconds), tooShort) }
            if seconds > 1 << 32 { rules.invalid("expirationSeconds", .int(seconds), tooLong) }
        }
        // The server takes this path for one of the volume.
        let path = FieldRules.Field(steps: [.key("path")], leftOut: 3)
        if token.isMissing("path") {
            rules.required(path, seenAt: "path")
        } else {
            rules.descendingPath(path, token.text("path"), notReserved: true, seenAt: "path")
        }
    }

    private static func checkBundle(_ bundle: ValueMap, _ rules: inout FieldRules) {
        let (name, signer) = (bundle.optionalText("name"), bundle.optionalText("signerName"))
        switch (name, signer) {
        case (_?, _?):
            let shown = GoText([
                "Name": bundle.shown("name"), "SignerName": bundle.shown("signerName"),
                "LabelSelector": bundle.shown("labelSelector"), "Optional": bundle.shown("optional"),
                "Path": .string(bundle.text("path")),
            ])
            rules.invalid(.here, shown, "only one of name and signerName may be used")
        case (let name?, nil):
            if name.isEmpty { rules.required("name", "must be a valid object name") }
            if bundle.has("labelSelector") {
                let words = "labelSelector must be unset if name is specified"
                rules.invalid("labelSelector", bundle.shown("labelSelector"), words)
            }
        case (nil, let signer?):
            if signer.isEmpty { rules.required("signerName", "must be a valid signer name") }
            CertificateRules.checkSigner(bundle, &rules)
            LabelRules.checkSelector(bundle, "labelSelector", &rules)
        case (nil, nil): rules.required(.here, "either name or signerName must be specified")
        }
        rules.require(bundle, "path")
        rules.descendingPath("path", bundle.text("path"), notReserved: true)
    }
}
