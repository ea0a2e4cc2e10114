// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8API

struct RedactionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let value: String
        let want: String
        var testDescription: String { "\(name): \(value)" }
    }

    static let headers = [
        Row(name: "Authorization", value: "Bearer abc.def", want: "Bearer <masked>"),
        Row(name: "authorization", value: "Basic YTpi", want: "Basic <masked>"),
        Row(name: "Authorization", value: "Negotiate", want: "Negotiate"),
        Row(name: "Authorization", value: "abc.def", want: "<masked>"),
        Row(name: "Proxy-Authorization", value: "Basic YTpi", want: "Basic <masked>"),
        Row(name: "Cookie", value: "a=b", want: "<masked>"),
        Row(name: "Set-Cookie", value: "a=b", want: "<masked>"),
        Row(name: "Sec-WebSocket-Protocol", value: "base64url.bearer.authorization.k8s.io.abc", want: "<masked>"),
        Row(name: "X-Auth-Token", value: "abc", want: "<masked>"),
        Row(name: "Content-Type", value: "application/json", want: "application/json"),
    ]

    @Test(arguments: headers) func headersShowNoCredentials(_ row: Row) {
        #expect(Redaction.header(row.name, row.value) == row.want)
    }

    static let addresses = [
        Row(name: "user", value: "https://ann:hunter2@h:6443/api", want: "https://ann:<masked>@h:6443/api"),
        Row(name: "token", value: "https://h/api?token=abc&limit=5", want: "https://h/api?token=<masked>&limit=5"),
        Row(name: "page", value: "https://h/api?limit=5&continue=abc", want: "https://h/api?limit=5&continue=abc"),
    ]

    @Test(arguments: addresses) func addressesShowNoCredentials(_ row: Row) {
        #expect(Redaction.url(row.value) == row.want)
    }

    static let bodies = [
        Row(
            name: "a Secret",
            value: #"{"kind":"Secret","apiVersion":"v1","data":{"a":"aHVudGVyMg=="}}"#,
            want: #"{"apiVersion":"v1","data":{"a":"*"},"kind":"Secret"}"#
        ),
        Row(
            name: "a token review",
            value: #"{"kind":"TokenReview","spec":{"token":"hunter2"}}"#,
            want: #"{"kind":"TokenReview","spec":{"token":"*"}}"#
        ),
        Row(
            name: "a watch",
            value:
                "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Secret\",\"data\":{\"a\":\"eA==\"}}}\n{\"type\":\"x\"}\n",
            want: "{\"object\":{\"data\":{\"a\":\"*\"},\"kind\":\"Secret\"},\"type\":\"ADDED\"}\n{\"type\":\"x\"}"
        ),
        Row(name: "no JSON", value: "hunter2", want: "<7 bytes, not shown>"),
        Row(name: "nothing", value: "", want: ""),
    ]

    @Test(arguments: bodies) func bodiesShowNoSecrets(_ row: Row) {
        SecretLedger.$current.withValue(SecretLedger()) {
            var shown = Redaction.body(Array(row.value.utf8))
            while let standIn = SecretStandIn.found(in: shown) { shown = shown.replacing(standIn, with: "*") }
            #expect(shown == row.want)
        }
    }

    static let patches = [
        Row(
            name: "merge",
            value: #"{"data":{"a":"eA=="},"metadata":{"labels":{"b":"c"}}}"#,
            want: #"{"data":{"a":"*"},"metadata":{"labels":{"b":"c"}}}"#
        ),
        Row(
            name: "JSON",
            value: #"[{"op":"add","path":"/data/a","value":"eA=="}]"#,
            want: #"[{"op":"add","path":"/data/a","value":"*"}]"#
        ),
        Row(
            name: "list",
            value: #"{"kind":"SecretList","items":[{"data":{"a":"eA=="}}]}"#,
            want: #"{"items":[{"data":{"a":"*"}}],"kind":"SecretList"}"#
        ),
    ]

    @Test(arguments: patches) func patchesOfSecretsShowNone(_ row: Row) {
        SecretLedger.$current.withValue(SecretLedger()) {
            var shown = Redaction.body(Array(row.value.utf8), of: "https://h/api/v1/namespaces/d/secrets/s?x=y")
            while let standIn = SecretStandIn.found(in: shown) { shown = shown.replacing(standIn, with: "*") }
            #expect(shown == row.want)
        }
    }
}
