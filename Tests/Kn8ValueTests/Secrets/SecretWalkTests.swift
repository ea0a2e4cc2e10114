// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Value

/// Where secrets stand: each row's object has `hunter2` or its base64 where one is, and `plain` where none is.
struct SecretWalkTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var json: String
        /// How many secrets there are.
        var count = 1
    }

    static let rows = [
        Row(
            testDescription: "data",
            json: #"{"apiVersion":"v1","kind":"Secret","data":{"a":"aHVudGVyMg==","b":"aHVudGVyMg=="}}"#,
            count: 2
        ),
        Row(testDescription: "stringData", json: #"{"apiVersion":"v1","kind":"Secret","stringData":{"a":"hunter2"}}"#),
        Row(testDescription: "data that is a text", json: #"{"apiVersion":"v1","kind":"Secret","data":"hunter2"}"#),
        Row(testDescription: "data that is a list", json: #"{"apiVersion":"v1","kind":"Secret","data":["hunter2"]}"#),
        Row(testDescription: "a Secret without apiVersion", json: #"{"kind":"Secret","stringData":{"a":"hunter2"}}"#),
        Row(
            testDescription: "a Secret of another group",
            json: #"{"apiVersion":"example.com/v1","kind":"Secret","stringData":{"a":"plain"}}"#,
            count: 0
        ),
        Row(
            testDescription: "name and type",
            json: #"{"apiVersion":"v1","kind":"Secret","metadata":{"name":"plain"},"type":"plain"}"#,
            count: 0
        ),
        Row(
            testDescription: "in a List",
            json: #"{"kind":"List","items":[{"apiVersion":"v1","kind":"Secret","stringData":{"a":"hunter2"}}]}"#
        ),
        Row(
            testDescription: "kubectl's copy",
            json:
                ##"{"kind":"Secret","metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"kind\":\"Secret\",\"stringData\":{\"a\":\"hunter2\"}}\n"}}}"##
        ),
        Row(
            testDescription: "a copy that is no JSON",
            json: ##"{"metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{hunter2"}}}"##
        ),
        Row(
            testDescription: "variables of containers",
            json:
                #"{"kind":"Pod","spec":{"containers":[{"env":[{"name":"DB_PASSWORD","value":"hunter2"},{"name":"DB_HOST","value":"plain"}]}]}}"#
        ),
        Row(testDescription: "a variable that is a number", json: #"{"env":[{"name":"PIN_TOKEN","value":4711}]}"#),
        Row(
            testDescription: "a variable that refers to another",
            json: #"{"env":[{"name":"TOKEN","value":"$(plain)"}]}"#,
            count: 0
        ),
        Row(
            testDescription: "a variable with a source",
            json: #"{"env":[{"name":"TOKEN","valueFrom":{"secretKeyRef":{"name":"plain","key":"plain"}}}]}"#,
            count: 0
        ),
        Row(
            testDescription: "a header of a probe",
            json: #"{"httpHeaders":[{"name":"Authorization","value":"hunter2"}]}"#
        ),
        Row(
            testDescription: "a parameter of a template",
            json: #"{"kind":"Template","parameters":[{"name":"ROOT_PASSWORD","value":"hunter2"}]}"#
        ),
        Row(
            testDescription: "a Secret in a template",
            json: #"{"kind":"Template","objects":[{"apiVersion":"v1","kind":"Secret","stringData":{"a":"hunter2"}}]}"#
        ),
        Row(
            testDescription: "a field that says so",
            json: #"{"spec":{"auth":{"password":"hunter2","passwordSecret":"plain"}}}"#
        ),
        Row(
            testDescription: "a field that is a mapping",
            json: #"{"spec":{"password":{"valueFrom":{"secretKeyRef":{"name":"plain"}}}}}"#,
            count: 0
        ),
        Row(testDescription: "a flag", json: #"{"args":["--token=hunter2","--port=80"]}"#),
        Row(testDescription: "a flag and its value", json: #"{"command":["x","--password","hunter2","plain"]}"#),
        Row(testDescription: "two flags", json: #"{"command":["x","--password","--verbose","plain"]}"#, count: 0),
        Row(testDescription: "a variable of a command", json: #"{"command":["env","PGPASSWORD=hunter2","psql"]}"#),
        Row(
            testDescription: "a key of a ConfigMap",
            json: #"{"kind":"ConfigMap","data":{"db-password":"hunter2","secret-name":"plain"}}"#
        ),
        Row(
            testDescription: "a file of a ConfigMap",
            json: #"{"kind":"ConfigMap","data":{"token-settings":"a: plain\nb: plain\n"}}"#,
            count: 0
        ),
        Row(testDescription: "a URL", json: #"{"spec":{"url":"postgres://u:hunter2@db:5432/x, http://h/plain"}}"#),
        Row(testDescription: "a URL without a password", json: #"{"spec":{"url":"https://plain@h/a:b@c"}}"#, count: 0),
        Row(
            testDescription: "a private key",
            json:
                #"{"spec":{"tls":{"key":"-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----\n","certificate":"-----BEGIN CERTIFICATE-----\nplain\n-----END CERTIFICATE-----\n"}}}"#
        ),
        Row(
            testDescription: "a kubeconfig",
            json:
                #"{"apiVersion":"v1","kind":"Config","users":[{"name":"plain","user":{"token":"hunter2","client-key-data":"hunter2","client-certificate-data":"plain"}}]}"#,
            count: 2
        ),
    ]

    @Test(arguments: rows) func everySecretIsFoundAndReplaced(_ row: Row) throws {
        let value = try Value(json: row.json)
        var found: [String] = []
        _ = SecretWalk { secret, _ in
            found.append(secret)
            return nil
        }
        .rewritten(value)
        #expect(found.count == row.count)
        let masked = SecretWalk { _, _ in "***" }.rewritten(value)
        #expect((masked == nil) == (row.count == 0))
        let text = (masked ?? value).json()
        for secret in ["hunter2", "aHVudGVyMg==", "4711"] { #expect(!text.contains(secret)) }
        #expect(text.components(of: "plain") == row.json.components(of: "plain"))
        #expect(text.components(of: "***") == row.count)
        #expect(text.components(of: "\n") == value.json().components(of: "\n"))
    }

    @Test func depthIsBounded() {
        var value: Value = "plain"
        for _ in 0..<10_000 { value = .array([value]) }
        #expect(SecretWalk { _, _ in "***" }.rewritten(value) == nil)
    }
}

extension String {
    fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
