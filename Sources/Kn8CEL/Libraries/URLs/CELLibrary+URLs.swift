// SPDX-License-Identifier: MIT

extension CELLibrary {
    /// URLs (`kubernetes:apiserver/pkg/cel/library/urls.go`).
    package static let urls = CELLibrary(
        "kubernetes.urls",
        functions: [
            CELFunction(
                "url",
                [
                    .global("string_to_url", [.string], CELURL.celType, cost: .transforming(0)) {
                        text throws(CELFailure) in .opaque(try CELURL(text.text()))
                    }
                ]
            ),
            CELFunction(
                "isURL",
                [
                    // Kubernetes forgot a cost for it, so it is that of any call.
                    .global("is_url_string", [.string], .bool) { text throws(CELFailure) in
                        let text = try text.text()
                        return .bool((try? WebAddress(requestURI: text)) != nil)
                    }
                ]
            ),
            part("getScheme", "url_get_scheme") { $0.scheme },
            part("getHost", "url_get_host") { $0.host },
            part("getHostname", "url_get_hostname") { $0.hostname },
            part("getPort", "url_get_port") { $0.port },
            part("getEscapedPath", "url_get_escaped_path") { $0.escapedPath },
            CELFunction(
                "getQuery",
                [
                    .receiver("url_get_query", [CELURL.celType], .map(.string, .list(.string))) {
                        url throws(CELFailure) in
                        let url: CELURL = try url.opaque()
                        return .map(
                            CELMap(url.address.queryValues.map { (.string($0.key), .list(ofTexts: $0.values)) })
                        )
                    }
                ]
            ),
        ],
        constants: [.type("kubernetes.URL")]
    )

    private static func part(
        _ name: String,
        _ id: String,
        _ text: @escaping @Sendable (WebAddress) -> String
    ) -> CELFunction {
        CELFunction(
            name,
            [
                .receiver(id, [CELURL.celType], .string) { url throws(CELFailure) in
                    let url: CELURL = try url.opaque()
                    return .string(text(url.address))
                }
            ]
        )
    }
}
