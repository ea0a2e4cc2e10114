// SPDX-License-Identifier: MIT

import Kn8API
import Kn8TestSupport
import Kn8Value
import Testing

@testable import Kn8Remote

/// Credential plugins, by the protocol of `client.authentication.k8s.io`; the complaints were observed of kubectl.
@Suite struct PluginRunTests {
    private static let version = "client.authentication.k8s.io/v1"

    private func run(_ script: String, mode: CredentialPlugin.InteractiveMode = .never) throws -> PluginRun {
        PluginRun(
            plugin: CredentialPlugin(
                command: "sh",
                arguments: ["-c", script],
                environment: [CredentialPlugin.Variable(name: "EXTRA", value: "more")],
                apiVersion: Self.version,
                installHint: "",
                providesClusterInfo: true,
                interactiveMode: mode
            ),
            environment: ["PATH": "/usr/bin:/bin", "OWN": "kn8"],
            cluster: ["server": "https://x"],
            hasTerminal: false
        )
    }

    private static func reply(_ status: String, version: String = version) -> String {
        "echo '{\"kind\":\"ExecCredential\",\"apiVersion\":\"\(version)\"\(status)}'"
    }

    @Test func aTokenAndACertificateComeBack() throws {
        let token = try run(
            Self.reply(#","status":{"token":"t","expirationTimestamp":"2030-01-01T00:00:00Z"}"#)
        ).credential()
        #expect(token.authorization == "Bearer t")
        #expect(token.expiry == Timestamp("2030-01-01T00:00:00Z"))
        let pair = try run(Self.reply(#","status":{"clientCertificateData":"C","clientKeyData":"K"}"#)).credential()
        #expect(pair.certificate == Array("C".utf8))
        #expect(pair.key == Array("K".utf8))
    }

    @Test func thePluginIsToldWhatItNeeds() throws {
        let script = """
            test "$OWN" = kn8 && test "$EXTRA" = more || exit 9
            printf '{"kind":"ExecCredential","apiVersion":"\(Self.version)","status":{"token":"%s"}}' \
            "$(printf %s "$KUBERNETES_EXEC_INFO" | sed 's/"/\\\\"/g')"
            """
        let token = try run(script).credential().authorization
        #expect(
            token == "Bearer "
                + #"{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","spec":{"cluster":{"server":"https://x"},"interactive":false}}"#
        )
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let script: String
        var mode = CredentialPlugin.InteractiveMode.never
        let fault: String
    }

    @Test(arguments: [
        Fault(testDescription: "fails", script: "exit 3", fault: "exec: executable sh failed with exit code 3"),
        Fault(
            testDescription: "other version",
            script: reply("", version: "client.authentication.k8s.io/v1beta1"),
            fault:
                "exec plugin is configured to use API version client.authentication.k8s.io/v1, plugin returned version "
                + "client.authentication.k8s.io/v1beta1"
        ),
        Fault(
            testDescription: "no version",
            script: "echo '{}'",
            fault:
                "exec plugin is configured to use API version client.authentication.k8s.io/v1, plugin returned version "
                + "client.authentication.k8s.io/__internal"
        ),
        Fault(testDescription: "no status", script: reply(""), fault: "exec plugin didn't return a status field"),
        Fault(
            testDescription: "empty status",
            script: reply(#","status":{}"#),
            fault: "exec plugin didn't return a token or cert/key pair"
        ),
        Fault(
            testDescription: "half a pair",
            script: reply(#","status":{"token":"x","clientCertificateData":"x"}"#),
            fault: "exec plugin returned only certificate or key, not both"
        ),
        Fault(
            testDescription: "must ask, cannot",
            script: "true",
            mode: .always,
            fault: "exec plugin cannot support interactive mode: standard input is not a terminal"
        ),
    ])
    func faults(_ row: Fault) throws {
        #expect(throws: KubeconfigError(row.fault)) { try run(row.script, mode: row.mode).credential() }
    }

    @Test func aMissingProgramIsSaid() throws {
        var plugin = try run("").plugin
        plugin.command = "no-such-program-here"
        plugin.installHint = "get it at example.com"
        let run = PluginRun(plugin: plugin, environment: ["PATH": "/usr/bin"], cluster: nil, hasTerminal: false)
        do throws(KubeconfigError) {
            _ = try run.credential()
            Issue.record("it ran")
        } catch {
            #expect(error.faults[0].hasPrefix("exec: executable no-such-program-here not found\n\nIt looks like"))
            #expect(error.faults[0].hasSuffix("\n\nget it at example.com"))
        }
    }

    @Test func aCredentialIsKeptUntilItExpiresOrIsRefused() async throws {
        let folder = try TemporaryFolder()
        let count = "\(folder.path)/count"
        var connection = ServerConnection(server: "https://x")
        var plugin = try run(
            "echo x >> \(count); "
                + Self.reply(#","status":{"token":"t","expirationTimestamp":"1970-01-01T00:01:40Z"}"#)
        ).plugin
        plugin.interactiveMode = .ifAvailable
        connection.login = .plugin(plugin)
        let clock = SteppingClock()
        let source = CredentialSource(connection, environment: ["PATH": "/usr/bin:/bin"], time: clock)
        func runs() throws -> Int { (try PlainFile.read(count) ?? []).count / 2 }
        _ = try await source.credential()
        let credential = try await source.credential()
        #expect(try runs() == 1)
        clock.move(to: 200)
        _ = try await source.credential()
        #expect(try runs() == 2)
        clock.move(to: 0)
        #expect(await source.reject(credential))
        _ = try await source.credential()
        #expect(try runs() == 3)
    }

    @Test func aTokenFileIsReadAgain() async throws {
        let folder = try TemporaryFolder()
        var connection = ServerConnection(server: "https://x")
        connection.login = .tokenFile(try folder.file("token", "one\n"))
        let clock = SteppingClock()
        let source = CredentialSource(connection, environment: [:], time: clock)
        #expect(try await source.credential().authorization == "Bearer one")
        try folder.file("token", "two\n")
        #expect(try await source.credential().authorization == "Bearer one")
        clock.move(to: 61)
        #expect(try await source.credential().authorization == "Bearer two")
    }
}
