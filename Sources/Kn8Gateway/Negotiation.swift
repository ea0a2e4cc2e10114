// SPDX-License-Identifier: MIT

internal import Kn8API

/// How an answer is to look, by the client's `Accept`.
struct Negotiation: Hashable, Sendable {
    enum Format: Hashable, Sendable {
        case json
        case yaml
    }

    /// What stands for the object.
    enum Form: Hashable, Sendable {
        case object
        /// A table of that version of meta.k8s.io.
        case table(String)
        /// The metadata alone, in that version of meta.k8s.io; of a list or of one object.
        case metadata(String)
        /// Aggregated discovery.
        case discovery
    }

    var format = Format.json
    var form = Form.object
    var isPretty = false

    /// What kind of answer there is, which decides the forms it may take.
    enum Subject: Hashable, Sendable {
        case item
        case list
        case watch
        /// `/api` and `/apis`.
        case discoveryRoot
        /// What is no object of the store.
        case plain
    }

    init() {}

    /// What the client accepts of what there is.
    init(_ request: GatewayRequest, _ query: RequestQuery, for subject: Subject) throws(APIError) {
        let accepted = MediaType.accepted(request.headers.values(of: "Accept").joined(separator: ","))
        if !accepted.isEmpty {
            var fault: APIError?
            var chosen: Negotiation?
            for type in accepted {
                guard let format = Negotiation.format(type, subject) else { continue }
                switch Negotiation.form(type, subject) {
                case .success(let form)?:
                    chosen = Negotiation()
                    chosen?.format = format
                    chosen?.form = form
                    chosen?.isPretty = type.parameters["pretty"] == "1"
                case .failure(let error)?: fault = fault ?? error
                case nil: fault = fault ?? Negotiation.wrongForm
                }
                if chosen != nil { break }
            }
            guard let chosen else { throw fault ?? Negotiation.notAcceptable }
            self = chosen
        }
        if subject != .watch { isPretty = isPretty || Negotiation.wantsLines(request, query) }
    }

    /// Whether lines are asked for, or a person seems to read.
    static func wantsLines(_ request: GatewayRequest, _ query: RequestQuery) -> Bool {
        if let pretty = query["pretty"] { return ["1", "t", "T", "true", "TRUE", "True"].contains(pretty) }
        let agent = request.headers["User-Agent"] ?? ""
        return agent.hasPrefix("curl") || agent.hasPrefix("Wget") || agent.hasPrefix("Mozilla/5.0")
    }

    private static func format(_ type: MediaType, _ subject: Subject) -> Format? {
        switch type.name {
        case "application/json", "*/*": .json
        case "application/yaml": subject == .watch ? nil : .yaml
        default: nil
        }
    }

    private static func form(_ type: MediaType, _ subject: Subject) -> Result<Form, APIError>? {
        guard let word = type.parameters["as"] else { return .success(.object) }
        let (group, version) = (type.parameters["g"] ?? "", type.parameters["v"] ?? "")
        switch (group, word) {
        case ("meta.k8s.io", "Table") where subject != .plain && subject != .discoveryRoot:
            return ["v1", "v1beta1"].contains(version) ? .success(.table(version)) : nil
        case ("meta.k8s.io", "PartialObjectMetadata"):
            guard ["v1", "v1beta1"].contains(version) else { return nil }
            if subject == .list { return .failure(itemOfList) }
            return subject == .item || subject == .watch ? .success(.metadata(version)) : nil
        case ("meta.k8s.io", "PartialObjectMetadataList"):
            return subject == .list && ["v1", "v1beta1"].contains(version) ? .success(.metadata(version)) : nil
        case ("apidiscovery.k8s.io", "APIGroupDiscoveryList"):
            return subject == .discoveryRoot && version == "v2" ? .success(.discovery) : nil
        default: return nil
        }
    }

    private static let wrongForm = APIError(
        .notAcceptable,
        message: "only the following media types are accepted: application/json, application/yaml, "
            + "application/vnd.kubernetes.protobuf"
    )
    private static let itemOfList = APIError(
        .notAcceptable,
        message: "you requested PartialObjectMetadata, but the requested object is a list"
    )
    private static let notAcceptable = APIError(
        .notAcceptable,
        message: "406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, "
            + "application/vnd.kubernetes.protobuf, application/json;stream=watch, "
            + "application/vnd.kubernetes.protobuf;stream=watch"
    )
}
