// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value
import Testing

@testable import Kn8Remote

@Suite struct RequestLogTests {
    @Test func nothingSecretIsLogged() async throws {
        let secret = """
            {"kind":"Secret","apiVersion":"v1","metadata":{"name":"s","annotations":{\
            "kubectl.kubernetes.io/last-applied-configuration":"{\\"data\\":{\\"p\\":\\"CANARY\\"}}"}},"data":{"p":"CANARY"}}
            """
        let path = "/api/v1/namespaces/d/secrets"
        let list = #"{"kind":"SecretList","metadata":{},"items":[{"metadata":{"name":"s"},"data":{"p":"CANARY"}}]}"#
        let api = try StubAPI([
            "GET \(path)/s": [.json(secret)], "GET \(path)": [.json(list)],
            "POST \(path)": [.json(secret, 201, "Set-Cookie: CANARY")],
            "GET \(path)/t": [.json("CANARY no json", 500)],
        ])
        let client = api.client { connection, settings in
            connection.login = .token("CANARY")
            settings.verbosity = 9
        }
        let resource = Resource(GroupVersionKind(group: "", version: "v1", kind: "Secret"), plural: "secrets")
        _ = try await client.object(ObjectKey(namespace: "d", name: "s"), of: resource)
        _ = try await client.objects(of: resource, in: .namespace("d"), options: ListOptions())
        var object = Object(resource.gvk, namespace: "d", name: "s")
        object["stringData"] = ["p": "CANARY"]
        _ = try await client.create(object, of: resource, options: WriteOptions())
        _ = try? await client.object(ObjectKey(namespace: "d", name: "t"), of: resource)
        let log = api.log.joined(separator: "\n")
        #expect(!log.contains("CANARY"))
        #expect(log.contains("Authorization: Bearer <masked>"))
        #expect(log.contains(#"\"data\":{\"p\":\"secret(run:"#))
        #expect(log.contains("/secrets?fieldManager=kn8&fieldValidation=Strict 201 Created in "))
    }

    @Test func levelsShowWhatKubectlsShow() async throws {
        let api = try StubAPI(["GET /version": [.json(#"{"a":"b"}"#)]])
        for (level, lines) in [(0, 0), (6, 1), (7, 5), (8, 10), (9, 7)] {
            let before = api.log.count
            _ = try await api.client { $1.verbosity = level }.raw("GET", "/version")
            #expect(api.log.count - before == lines, "level \(level)")
        }
        #expect(api.log[0].hasSuffix(" milliseconds"))
        #expect(api.log[0].contains("] GET http://127.0.0.1:"))
        #expect(api.log[0].contains("/version 200 OK in "))
    }

    @Test func URLsAreShownWithoutSecrets() async throws {
        let api = try StubAPI(["GET /login": [.json("{}")]])
        for level in 6...9 {
            _ = try? await api.client {
                $0.server = "http://user:CANARY@127.0.0.1:\($0.hostAndPort.port)"
                $1.verbosity = level
            }.raw("GET", "/login?token=CANARY&a=b")
        }
        let log = api.log.joined(separator: "\n")
        #expect(log.contains("/login?token=") && log.contains("&a=b"))
        #expect(!log.contains("CANARY"))
    }
}
