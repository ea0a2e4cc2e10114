// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Crypto
internal import Kn8Data
internal import Kn8Server
internal import Kn8Value

extension Gateway {
    private static let definitions = Resource(
        GroupVersionKind(group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition"),
        plural: "customresourcedefinitions",
        namespaced: false
    )

    /// The answer to `/openapi/…`.
    func openAPI(_ context: RequestContext, _ segments: [String]) async throws(APIError) -> GatewayResponse {
        switch segments.dropFirst().first {
        case "v2" where segments.count == 2: return try await swagger(context)
        case "v3" where segments.count == 2: return try await index(context)
        case "v3": return try await document(context, segments.dropFirst(2).joined(separator: "/"))
        default: return Gateway.pageNotFound
        }
    }

    private func stored() throws(APIError) -> [Object] {
        try server.page(of: Gateway.definitions, ListQuery(scope: .all, options: ListOptions())).items
    }

    // What a document follows from: the binary's catalogue, and the definitions of its group.
    private func hash(_ group: ServedKinds.Group, _ version: ServedKinds.Version, _ definitions: [Object]) -> String {
        var text = "\(EmbeddedData.catalogue.count) \(EmbeddedData.openShift.count) \(EmbeddedData.descriptions.count)"
        text += " \(group.name)/\(version.name)"
        for served in version.resources { text += " \(served.resource.plural) \(served.parts.map(\.name))" }
        for definition in definitions where definition["spec", "group"]?.string == group.name {
            text += " \(definition.uid) \(definition.generation)"
        }
        return String(DocumentCache.tag(Array(text.utf8)))
    }

    private func index(_ context: RequestContext) async throws(APIError) -> GatewayResponse {
        let kinds = try await served()
        let definitions = try stored()
        let document = documents.document("openapi v3", version: server.kindsVersion) {
            var paths: [(String, Value)] = []
            for group in kinds.groups {
                for version in group.versions {
                    let path = group.name.isEmpty ? "api/\(version.name)" : "apis/\(group.name)/\(version.name)"
                    let hash = hash(group, version, definitions)
                    paths.append((path, ["serverRelativeURL": .string("/openapi/v3/\(path)?hash=\(hash)")]))
                }
            }
            return (["paths": .object(ValueMap(paths))] as Value).jsonBytes()
        }
        return answer(document, context, type: "application/json", isHashed: false)
    }

    private func document(_ context: RequestContext, _ path: String) async throws(APIError) -> GatewayResponse {
        let parts = path.split(separator: "/").map(String.init)
        let name: (group: String, version: String)? =
            switch (parts.first, parts.count) {
            case ("api"?, 2): ("", parts[1])
            case ("apis"?, 3): (parts[1], parts[2])
            default: nil
            }
        guard let name, let group = try await served().group(name.group),
            let version = group.versions.first(where: { $0.name == name.version })
        else { return GatewayResponse(status: 404, headers: Gateway.commonHeaders) }
        let definitions = try stored()
        let hash = hash(group, version, definitions)
        if let asked = context.query["hash"], asked != hash {
            return GatewayResponse(
                status: 301,
                headers: ["Location": "/openapi/v3/\(path)?hash=\(hash)", "Cache-Control": "no-cache, private"]
            )
        }
        let catalog = rules.catalog
        let made = documents.document("openapi v3 \(path)", version: server.kindsVersion) {
            var json = JSONBytes(capacity: 1 << 20)
            json.write(OpenAPIDocuments(catalog: catalog, definitions: definitions).document(group.name, version))
            return json.taken()
        }
        let document = DocumentCache.Document(bytes: made.bytes, tag: hash)
        return answer(document, context, type: "application/json", isHashed: context.query["hash"] != nil)
    }

    private func swagger(_ context: RequestContext) async throws(APIError) -> GatewayResponse {
        let accepted = MediaType.accepted(context.request.headers.values(of: "Accept").joined(separator: ","))
        let protobuf = ["application/com.github.proto-openapi.spec.v2@v1.0+protobuf", Gateway.swaggerProtobuf]
        let json = ["application/json", "*/*", "application/*"]
        var isProtobuf = false
        if !accepted.isEmpty {
            guard let first = accepted.first(where: { protobuf.contains($0.name) || json.contains($0.name) }) else {
                return GatewayResponse(status: 406, headers: Gateway.commonHeaders)
            }
            isProtobuf = protobuf.contains(first.name)
        }
        let kinds = try await served()
        let definitions = try stored()
        let catalog = rules.catalog
        let name = isProtobuf ? "openapi v2 protobuf" : "openapi v2"
        let document = documents.document(name, version: server.kindsVersion) {
            let value = OpenAPIDocuments(catalog: catalog, definitions: definitions).swagger(kinds)
            if isProtobuf { return SwaggerMessage.document(value) }
            var json = JSONBytes(capacity: 4 << 20)
            json.write(value)
            return json.taken()
        }
        return answer(
            document,
            context,
            type: isProtobuf ? Gateway.swaggerProtobuf : "application/json",
            isHashed: false
        )
    }

    private static let swaggerProtobuf = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"

    private func answer(
        _ document: DocumentCache.Document,
        _ context: RequestContext,
        type: String,
        isHashed: Bool
    ) -> GatewayResponse {
        var headers: HeaderFields = [
            "Cache-Control": isHashed ? "public, immutable" : "no-cache, private", "Etag": "\"\(document.tag)\"",
            "Vary": "Accept",
        ]
        if isHashed { headers.append("Expires", HTTPDate.text(Timestamp(seconds: time.now().seconds + 31_536_000))) }
        if Gateway.matches(context.request.headers["If-None-Match"], document.tag) {
            return GatewayResponse(status: 304, headers: headers)
        }
        headers.append("Content-Type", type)
        return GatewayResponse(status: 200, headers: headers, body: .bytes(document.bytes))
    }
}

/// Moments as HTTP writes them.
enum HTTPDate {
    private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `Sat, 21 Nov 2026 19:58:00 GMT`.
    static func text(_ moment: Timestamp) -> String {
        let text = Array(moment.description)  // 2026-11-21T19:58:00Z
        guard text.count == 20, let month = Int(String(text[5..<7])), months.indices.contains(month - 1) else {
            return ""
        }
        let day = Int((moment.seconds / 86_400) % 7 + 7) % 7
        return
            "\(days[day]), \(String(text[8..<10])) \(months[month - 1]) \(String(text[0..<4])) \(String(text[11..<19])) GMT"
    }
}
