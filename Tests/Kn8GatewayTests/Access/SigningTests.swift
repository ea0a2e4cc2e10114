// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Gateway
import Kn8Value
import Testing

/// Who asks for a certificate, who approves it and who signs it.
struct SigningTests {
    private static let requests = "/apis/certificates.k8s.io/v1/certificatesigningrequests"
    private static let merge = "application/merge-patch+json"

    // `openssl req -new -subj …`, the lines between those of PEM.
    private static let dev =
        "MIHnMIGOAgEAMCwxDTALBgNVBAoMBHRlYW0xDTALBgNVBAMMBGphbmUxDDAKBgNVBAoMA2RldjBZMBMGByqGSM49AgEG"
        + "CCqGSM49AwEHA0IABLvzRuj98a4SGn/kqrzBCS5aJ0HrR84URf+kh5tQpcPwx+wV+8oIZww7QzkC6q4Uc/Cb3pg3Y5XV"
        + "BDblCW9aidqgADAKBggqhkjOPQQDAgNIADBFAiBicaOIS3Y1CM8MzzWyAd09ifS8NYojzdIjdov47PGlhQIhAJscRdYD"
        + "4qQLqokoKBrAQoxPs0aW26MSGmxr3xXkXyev"
    private static let masters =
        "MIHyMIGZAgEAMDcxDTALBgNVBAoMBHRlYW0xDTALBgNVBAMMBGphbmUxFzAVBgNVBAoMDnN5c3RlbTptYXN0ZXJzMFkw"
        + "EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEXKWWj4vySlJZEvbiioBMlRRK7EoVb2aHxDSAorrgVf7m7rZMT6GjIp8wBHbf"
        + "xAsdfNqVME/Hs2nPe8u3FVUGTqAAMAoGCCqGSM49BAMCA0gAMEUCIQDbEK4qI99f27pqrLGpTxx6rnKZXgo+58/UagLS"
        + "OmR6VgIgRX5GuqF/kQtxE0W9tYBU72SMno0JO7exA2FUQr2jCEc="
    private static let mastersBesideName =
        "MIHhMIGIAgEAMCYxJDALBgNVBAMMBGphbmUwFQYDVQQKDA5zeXN0ZW06bWFzdGVyczBZMBMGByqGSM49AgEGCCqGSM49"
        + "AwEHA0IABLvzRuj98a4SGn/kqrzBCS5aJ0HrR84URf+kh5tQpcPwx+wV+8oIZww7QzkC6q4Uc/Cb3pg3Y5XVBDblCW9a"
        + "idqgADAKBggqhkjOPQQDAgNIADBFAiBibhUdLAq5lRebtXWmvLTkojgADQ00e3Yuteb44nJ46wIhAMxFxLzgN51mLKRk"
        + "7P9vNg70YYOsxCnxsKYOLLxWBT3l"

    private static func pem(_ der: String) -> String {
        "-----BEGIN CERTIFICATE REQUEST-----\n\(der)\n-----END CERTIFICATE REQUEST-----\n"
    }

    private static func request(
        _ text: String = pem(dev),
        signer: String = "example.com/app",
        rest: String = ""
    ) -> String {
        """
        {apiVersion: certificates.k8s.io/v1, kind: CertificateSigningRequest, metadata: {name: r},
        spec: {request: \(Base64.encoded(text)), signerName: \(signer), usages: [client auth]\(rest)}}
        """
    }

    private static func cluster() async throws -> RightsGateway {
        let all =
            "update,patch certificates.k8s.io certificatesigningrequests/approval,certificatesigningrequests/status"
        return try await RightsGateway([
            "jane": ["create,get,update,patch certificates.k8s.io certificatesigningrequests"],
            "nobody": [all, "approve certificates.k8s.io signers example.org/*", "sign certificates.k8s.io signers x"],
            "approver": [all, "approve certificates.k8s.io signers example.com/app"],
            "boss": [all, "approve certificates.k8s.io signers example.com/*"],
            "signer": [all, "sign certificates.k8s.io signers example.com/app"],
        ])
    }

    private static let jane = UserInfo(
        name: "jane",
        uid: "1",
        groups: ["team", "system:authenticated"],
        extra: ["example.com/floor": ["2"]]
    )

    @Test func theServerKnowsWhoAsks() async throws {
        let cluster = try await Self.cluster()
        let claim = ", username: root, uid: \"0\", groups: [\"system:masters\"], extra: {a: [b]}"
        let made = await cluster.ask(Self.jane, "POST \(Self.requests)", Self.request(rest: claim))
        #expect(made.status == 201, "\(made.value)")
        let spec = made.value["spec"]
        #expect(spec?["username"] == "jane" && spec?["uid"] == "1")
        #expect(spec?["groups"] == ["team", "system:authenticated"])
        #expect(spec?["extra"] == ["example.com/floor": ["2"]])
    }

    @Test func whatIsAskedForStays() async throws {
        let cluster = try await Self.cluster()
        let made = await cluster.ask(Self.jane, "POST \(Self.requests)", Self.request())
        let patch = #"{"spec":{"username":"root","signerName":"example.com/other"},"metadata":{"labels":{"a":"b"}}}"#
        let patched = await cluster.ask("jane", "PATCH \(Self.requests)/r", type: Self.merge, patch)
        #expect(patched.status == 200)
        #expect(patched.value["spec"] == made.value["spec"])
        #expect(patched.value[path: ["metadata", "labels", "a"]] == "b")
        let put = await cluster.ask("jane", "PUT \(Self.requests)/r", Self.request(signer: "example.com/other"))
        #expect(put.status == 200)
        #expect(put.value["spec"] == made.value["spec"])
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let user: String
        let part: String
        let status: String
        var code = 200
        var words = ""
        /// The status before.
        var start = ""
        var testDescription: String { "\(user) \(part) \(status) \(start)" }
    }

    private static let approved = #""conditions":[{"type":"Approved","status":"True","reason":"x"}]"#
    private static let failed = #""conditions":[{"type":"Failed","status":"True","reason":"x"}]"#
    private static let signed = #""certificate":"LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCg==""#

    static let rows = [
        Row(user: "approver", part: "approval", status: approved),
        Row(user: "boss", part: "approval", status: approved),
        Row(
            user: "nobody",
            part: "approval",
            status: approved,
            code: 403,
            words: #"certificatesigningrequests.certificates.k8s.io "r" is forbidden: user not permitted to approve "#
                + #"requests with signerName "example.com/app""#
        ),
        Row(user: "signer", part: "approval", status: approved, code: 403),
        Row(user: "jane", part: "approval", status: approved, code: 403),
        Row(user: "signer", part: "status", status: signed),
        Row(user: "signer", part: "status", status: failed),
        Row(
            user: "nobody",
            part: "status",
            status: signed,
            code: 403,
            words:
                #"certificatesigningrequests.certificates.k8s.io "r" is forbidden: user not permitted to sign requests "#
                + #"with signerName "example.com/app""#
        ),
        Row(user: "approver", part: "status", status: signed, code: 403),
        Row(
            user: "signer",
            part: "status",
            status: approved,
            code: 422,
            words: #"updates may not add a condition of type "Approved""#
        ),
        Row(
            user: "signer",
            part: "status",
            status: #""conditions":[]"#,
            code: 422,
            words: #"updates may not remove a condition of type "Approved""#,
            start: approved
        ),
        Row(
            user: "boss",
            part: "approval",
            status: #""conditions":[]"#,
            code: 422,
            words: #"updates may not remove a condition of type "Approved""#,
            start: approved
        ),
        Row(
            user: "boss",
            part: "approval",
            status: #""conditions":[{"type":"Approved","status":"True"},{"type":"Denied","status":"True"}]"#,
            code: 422,
            words: "Approved and Denied conditions are mutually exclusive"
        ),
        Row(
            user: "boss",
            part: "approval",
            status: #""conditions":[{"type":"Denied","status":"False"}]"#,
            code: 422,
            words: #"Unsupported value: "False": supported values: "True""#
        ),
    ]

    @Test(arguments: rows) func statements(_ row: Row) async throws {
        let cluster = try await Self.cluster()
        await cluster.post(Self.requests, Self.request())
        if !row.start.isEmpty {
            let start = "{\"status\":{\(row.start)}}"
            let answer = await cluster.ask(.owner, "PATCH \(Self.requests)/r/approval", type: Self.merge, start)
            #expect(answer.status == 200)
        }
        let before = await TestGateway.ask(cluster.gateway, "GET", "\(Self.requests)/r").value
        let patch = "{\"status\":{\(row.status)}}"
        let answer = await cluster.ask(row.user, "PATCH \(Self.requests)/r/\(row.part)", type: Self.merge, patch)
        #expect(answer.status == row.code, "\(answer.value)")
        if !row.words.isEmpty { #expect(answer.value["message"]?.string?.contains(row.words) == true) }
        let after = await TestGateway.ask(cluster.gateway, "GET", "\(Self.requests)/r").value
        #expect((after == before) == (row.code != 200))
    }

    @Test func anApprovalGivesNoCertificateAndASignatureNoApproval() async throws {
        let cluster = try await Self.cluster()
        await cluster.post(Self.requests, Self.request())
        func patch(_ user: String, _ part: String, _ status: String) async -> Value {
            await cluster.ask(user, "PATCH \(Self.requests)/r/\(part)", type: Self.merge, "{\"status\":{\(status)}}")
                .value
        }
        let one = await patch("boss", "approval", "\(Self.approved),\(Self.signed)")
        #expect(one[path: ["status", "certificate"]] == nil)
        let changed = #""conditions":[{"type":"Approved","status":"True","reason":"other"}]"#
        let two = await patch("signer", "status", "\(changed),\(Self.signed)")
        #expect(two[path: ["status", "certificate"]] != nil)
        #expect(two["status"]?["conditions"]?[0]?["reason"] == "x")
        let three = await patch("signer", "status", #""certificate":"eA==""#)
        #expect(three["message"]?.string?.contains("updates may not modify existing certificate content") == true)
        #expect(await cluster.ask("boss", "PATCH \(Self.requests)/none/approval", type: Self.merge, "{}").status == 404)
    }

    struct Subject: Sendable, CustomTestStringConvertible {
        let label: String
        let text: String
        var signer = "kubernetes.io/kube-apiserver-client"
        let status: Int
        var testDescription: String { label }
    }

    @Test(arguments: [
        Subject(label: "an ordinary group", text: pem(dev), status: 201),
        Subject(label: "masters", text: pem(masters), status: 403),
        Subject(label: "masters in the same part as the name", text: pem(mastersBesideName), status: 403),
        Subject(label: "masters in a second block", text: pem(dev) + pem(masters), status: 403),
        Subject(label: "masters after words on the line", text: "x " + pem(masters) + pem(dev), status: 403),
        Subject(label: "what is none", text: "x", status: 403),
        Subject(label: "half of one", text: pem(String(dev.prefix(60))), status: 403),
        Subject(label: "masters for another signer", text: pem(masters), signer: "example.com/app", status: 201),
    ]) func subjects(_ row: Subject) async throws {
        let cluster = try await Self.cluster()
        let answer = await cluster.ask("jane", "POST \(Self.requests)", Self.request(row.text, signer: row.signer))
        #expect(answer.status == row.status, "\(answer.value)")
        let applied = await cluster.ask(
            "jane",
            "PATCH \(Self.requests)/r?fieldManager=x&force=true",
            type: "application/apply-patch+yaml",
            Self.request(row.text, signer: row.signer)
        )
        #expect(applied.status == (row.status == 201 ? 200 : 403))
    }
}
