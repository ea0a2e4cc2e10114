// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema
internal import Kn8Value

/// The options of a write that stand in the query.
struct RequestOptions: Sendable {
    var write: WriteOptions
    var strictness: ValidationStrictness

    /// The options of a request whose options kind is `kind`: `CreateOptions`, `UpdateOptions`, `PatchOptions`.
    init(_ request: GatewayRequest, _ query: RequestQuery, kind: String, isApply: Bool = false) throws(APIError) {
        var causes: [APIError.Cause] = []
        let manager = query.text("fieldManager")
        if kind == "PatchOptions" {
            if isApply {
                if manager.isEmpty {
                    causes.append(.required("fieldManager", "is required for apply patch"))
                }
            } else if query["force"] != nil {
                causes.append(.forbidden("force", "may not be specified for non-apply patch"))
            }
        }
        causes += RequestOptions.managerCauses(manager)
        let isDry = RequestOptions.isDry(query.values("dryRun"), &causes)
        switch query.text("fieldValidation") {
        case "", "Warn": strictness = .warn
        case "Ignore": strictness = .ignore
        case "Strict": strictness = .strict
        case let other:
            causes.append(
                .unsupported("fieldValidation", .string(other), ["", "Ignore", "Strict", "Warn"])
            )
            strictness = .warn
        }
        guard causes.isEmpty else { throw RequestOptions.refusal(kind, causes) }
        write = WriteOptions(
            dryRun: isDry,
            fieldManager: manager.isEmpty && !isApply ? RequestOptions.manager(of: request) : manager
        )
    }

    /// The options of a deletion, in the body or in the query.
    static func deletion(_ request: GatewayRequest, _ query: RequestQuery) throws(APIError) -> DeleteOptions {
        var body: Value = .emptyObject
        if !request.body.isEmpty {
            let kind = GroupVersionKind(group: "meta.k8s.io", version: "v1", kind: "DeleteOptions")
            body = try RequestBody(request, of: kind, isCustom: false).value
        } else {
            if let seconds = query["gracePeriodSeconds"] {
                guard let number = Int64(seconds) else { throw ListParameters.notAnInteger(seconds) }
                body["gracePeriodSeconds"] = .int(number)
            }
            if let policy = query["propagationPolicy"] { body["propagationPolicy"] = .string(policy) }
            if query["orphanDependents"] != nil { body["orphanDependents"] = .bool(query.flag("orphanDependents")) }
        }
        var causes: [APIError.Cause] = []
        let asked = (body["dryRun"]?.array ?? []).compactMap(\.string) + query.values("dryRun")
        var options = DeleteOptions(dryRun: isDry(asked, &causes))
        let policy = body["propagationPolicy"]?.string
        if let policy, body["orphanDependents"]?.bool != nil {
            causes.append(
                .invalid(
                    "propagationPolicy",
                    .string(policy),
                    "orphanDependents and deletionPropagation cannot be both set"
                )
            )
        }
        if let policy {
            if let propagation = DeleteOptions.Propagation(rawValue: policy) {
                options.propagation = propagation
            } else {
                causes.append(
                    .unsupported("propagationPolicy", .string(policy), ["Foreground", "Background", "Orphan", "nil"])
                )
            }
        } else if body["orphanDependents"]?.bool == true {
            options.propagation = .orphan
        }
        guard causes.isEmpty else { throw refusal("DeleteOptions", causes) }
        options.gracePeriodSeconds = body["gracePeriodSeconds"]?.int.map { $0 < 0 ? 1 : $0 }
        options.uid = body["preconditions"]?["uid"]?.string ?? ""
        options.resourceVersion = body["preconditions"]?["resourceVersion"]?.string ?? ""
        return options
    }

    static func refusal(_ kind: String, _ causes: [APIError.Cause]) -> APIError {
        .invalid(GroupVersionKind(group: "meta.k8s.io", version: "v1", kind: kind), name: "", causes: causes)
    }

    private static func isDry(_ values: [String], _ causes: inout [APIError.Cause]) -> Bool {
        guard !values.isEmpty else { return false }
        if values.contains(where: { $0 != "All" }) {
            causes.append(.unsupported("dryRun", .array(values.map(Value.string)), ["All"]))
        }
        return true
    }

    private static func managerCauses(_ manager: String) -> [APIError.Cause] {
        if manager.utf8.count > 128 {
            return [
                APIError.Cause(
                    reason: "FieldValueTooLong",
                    message: "Too long: may not be more than 128 bytes",
                    field: "fieldManager"
                )
            ]
        }
        for (index, scalar) in manager.unicodeScalars.enumerated() where scalar.value < 0x20 || scalar.value == 0x7F {
            let code = String(scalar.value, radix: 16, uppercase: true)
            let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
            return [
                .invalid("fieldManager", .string(manager), "invalid character U+\(padded) (at position \(index))")
            ]
        }
        return []
    }

    /// Who writes when the request does not say: the client's program.
    static func manager(of request: GatewayRequest) -> String {
        let agent = request.headers["User-Agent"] ?? ""
        let name = String(agent.prefix { $0 != "/" }.prefix(128))
        return name.isEmpty ? "unknown" : name
    }
}
