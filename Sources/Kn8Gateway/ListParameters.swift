// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Server
internal import Kn8Value

/// What a list or a watch is asked for (`kubernetes:apimachinery/pkg/apis/meta/internalversion/validation`).
struct ListParameters: Sendable {
    var options: ListOptions
    /// The state to show; nil for any.
    var revision: Int64?
    /// How `revision` is meant; empty when it is not said.
    let match: String
    /// Whether `resourceVersion` is `0`: any state will do.
    let takesAny: Bool
    let isWatch: Bool
    let sendsInitialEvents: Bool?
    let allowsBookmarks: Bool
    /// After how many seconds a watch ends; nil when the server may choose.
    let timeoutSeconds: Int64?

    init(_ query: RequestQuery, isWatch: Bool, name: String = "") throws(APIError) {
        self.isWatch = isWatch
        let limit = try ListParameters.integer(query, "limit") ?? 0
        timeoutSeconds = try ListParameters.integer(query, "timeoutSeconds")
        allowsBookmarks = query.flag("allowWatchBookmarks")
        sendsInitialEvents = query["sendInitialEvents"] == nil ? nil : query.flag("sendInitialEvents")
        match = query.text("resourceVersionMatch")
        options = ListOptions(
            labelSelector: query.text("labelSelector"),
            fieldSelector: query.text("fieldSelector"),
            limit: isWatch ? 0 : Int(clamping: max(0, limit)),
            continueToken: isWatch ? "" : query.text("continue")
        )
        if !name.isEmpty {
            // The old watch form names the object in the path.
            let own = "metadata.name=\(name)"
            options.fieldSelector = options.fieldSelector.isEmpty ? own : "\(options.fieldSelector),\(own)"
        }
        let version = query.text("resourceVersion")
        takesAny = version == "0"
        try ListParameters.check(
            match: match,
            version: version,
            isWatch: isWatch,
            sendsInitialEvents,
            hasToken: !options.continueToken.isEmpty
        )
        if !version.isEmpty {
            guard let number = UInt64(version), let signed = Int64(exactly: number) else {
                let words =
                    "invalid resource version: resourceVersion: Invalid value: \"\(version)\": strconv.ParseUint: "
                    + "parsing \"\(version)\": invalid syntax"
                throw APIError(isWatch ? .internalError : .badRequest, message: words)
            }
            guard options.continueToken.isEmpty || signed == 0 else {
                throw APIError(
                    .badRequest,
                    message: "specifying resource version is not allowed when using continue"
                )
            }
            revision = signed == 0 ? nil : signed
        } else {
            revision = nil
        }
    }

    private static func integer(_ query: RequestQuery, _ name: String) throws(APIError) -> Int64? {
        guard let text = query[name], !text.isEmpty else { return nil }
        guard let number = Int64(text) else { throw notAnInteger(text) }
        return number
    }

    static func notAnInteger(_ text: String) -> APIError {
        APIError(.badRequest, message: "strconv.ParseInt: parsing \(text.goQuoted): invalid syntax")
    }

    private static func check(
        match: String,
        version: String,
        isWatch: Bool,
        _ sendsInitialEvents: Bool?,
        hasToken: Bool
    ) throws(APIError) {
        var causes: [APIError.Cause] = []
        if isWatch {
            if sendsInitialEvents != nil {
                if match.isEmpty {
                    causes.append(
                        .forbidden(
                            "resourceVersionMatch",
                            "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"
                        )
                    )
                }
            } else if !match.isEmpty {
                causes.append(
                    .forbidden(
                        "resourceVersionMatch",
                        "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"
                    )
                )
            }
            if causes.isEmpty, !match.isEmpty, match != "NotOlderThan" {
                causes.append(.unsupported("resourceVersionMatch", .string(match), ["NotOlderThan"]))
            }
        } else {
            if sendsInitialEvents != nil {
                causes.append(.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"))
            }
            if !match.isEmpty {
                if version.isEmpty, !hasToken {
                    causes.append(
                        .forbidden(
                            "resourceVersionMatch",
                            "resourceVersionMatch is forbidden unless resourceVersion is provided"
                        )
                    )
                }
                if hasToken {
                    causes.append(
                        .forbidden(
                            "resourceVersionMatch",
                            "resourceVersionMatch is forbidden when continue is provided"
                        )
                    )
                }
                if match != "Exact", match != "NotOlderThan" {
                    causes.append(
                        .unsupported("resourceVersionMatch", .string(match), ["Exact", "NotOlderThan", ""])
                    )
                }
                if match == "Exact", version == "0" {
                    causes.append(
                        .forbidden(
                            "resourceVersionMatch",
                            "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""
                        )
                    )
                }
            }
        }
        guard causes.isEmpty else { throw RequestOptions.refusal("ListOptions", causes) }
    }
}
