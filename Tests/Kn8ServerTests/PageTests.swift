// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Server
import Kn8Value
import Testing

/// Lists by page: every page shows the state of the first.
struct PageTests {
    static let kind = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What happens between the first page and the second.
        let change: @Sendable (EmbeddedServer, Resource) async throws -> Void
    }

    static let rows = [
        Row(testDescription: "nothing happens") { _, _ in },
        Row(testDescription: "an object of the next page goes") { server, resource in
            let key = ObjectKey(namespace: "default", name: "c")
            _ = try await server.delete(key, of: resource, options: DeleteOptions())
        },
        Row(testDescription: "an object comes in between") { server, resource in
            let object = Object(kind, namespace: "default", name: "bb")
            _ = try await server.create(object, of: resource, options: WriteOptions())
        },
        Row(testDescription: "an object is changed twice") { server, resource in
            for text in ["1", "2"] {
                var object = Object(kind, namespace: "default", name: "d")
                object["data"] = ["x": .string(text)]
                _ = try await server.update(object, of: resource, subresource: nil, options: WriteOptions())
            }
        },
    ]

    @Test(arguments: rows)
    func pagesShowOneState(_ row: Row) async throws {
        let server = try EmbeddedServer(rules: CatalogRules(), time: FixedTime())
        let resource = try #require(try await server.resource(for: PageTests.kind))
        for name in ["a", "b", "c", "d", "e"] {
            let object = Object(PageTests.kind, namespace: "default", name: name)
            _ = try await server.create(object, of: resource, options: WriteOptions())
        }
        let whole = try await server.objects(of: resource, in: .all, options: ListOptions())
        var options = ListOptions(limit: 2)
        var page = try await server.objects(of: resource, in: .all, options: options)
        #expect(page.remaining == 3)
        var items = page.items
        try await row.change(server, resource)
        while !page.continueToken.isEmpty {
            options.continueToken = page.continueToken
            page = try await server.objects(of: resource, in: .all, options: options)
            #expect(page.resourceVersion == whole.resourceVersion)
            items += page.items
        }
        #expect(items == whole.items)
    }

    struct TokenRow: Sendable, CustomTestStringConvertible {
        let token: String
        let message: String
        var testDescription: String { token }
    }

    static let tokens = [
        TokenRow(
            token: "abcd!",
            message: "invalid continue token: continue key is not valid: illegal base64 data at input byte 4"
        ),
        TokenRow(
            token: Base64.urlSafe(Array(#"{"v":"meta.k8s.io/v2","rv":3,"start":"/a"}"#.utf8)),
            message: "invalid continue token: server does not recognize this encoded version meta.k8s.io/v2"
        ),
    ]

    @Test(arguments: tokens)
    func refusesForeignTokens(_ row: TokenRow) {
        let error = #expect(throws: APIError.self) { try ContinueToken.position(row.token) }
        #expect(error?.message == row.message)
    }

    @Test func tokensReadBack() throws {
        for key in [ObjectKey(namespace: "", name: "a"), ObjectKey(namespace: "n-1", name: "b.c")] {
            let token = ContinueToken(key: key, revision: 320)
            #expect(try ContinueToken.position(token.text) == token)
        }
    }
}
