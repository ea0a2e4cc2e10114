// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// The walk of the article that installs 3scale, on the article's own template. Template and article are not ours to keep:
/// `KN8_CORPUS` names a folder that has `3scale/amp-eval-tech-preview-2.4.0.yml`, `KN8_SEED_ARTICLE` the article's text.
/// Without them these tests say that they were skipped.
struct ArticleTests {
    static let corpus = ProcessInfo.processInfo.environment["KN8_CORPUS"].map {
        "\($0)/3scale/amp-eval-tech-preview-2.4.0.yml"
    }
    static let article = ProcessInfo.processInfo.environment["KN8_SEED_ARTICLE"]

    private func installed(_ kn8: Kn8Process) throws -> Kn8Process.Outcome {
        let path = try #require(Self.corpus)
        _ = try kn8.run("new-project", "3scale")
        _ = try kn8.run(
            "create",
            "secret",
            "docker-registry",
            "threescale-registry-auth",
            "--docker-server=registry.redhat.io",
            "--docker-username=u",
            "--docker-password=p"
        )
        return try kn8.run(
            "new-app",
            "--param",
            "WILDCARD_DOMAIN=192.168.64.3.nip.io",
            "--param",
            "AMP_RELEASE=2.4.0",
            "--no-hide-secrets",
            "-f",
            path
        )
    }

    @Test(.enabled(if: corpus != nil, "KN8_CORPUS names no folder: the article's template is not checked"))
    func theArticleIsFollowedToItsEnd() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try installed(kn8)
        #expect(outcome.status == 0)
        #expect(outcome.errors.isEmpty)
        let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count { $0.hasPrefix("        * ") } == 41)
        #expect(lines.count { $0.hasSuffix(" # generated") } == 13)
        #expect(lines.count { $0.hasPrefix("    Access your application via route '") } == 7)
        #expect(lines.contains("        * MySQL User=mysql"))
        // What is created is what the template holds, in its order.
        let created = lines.filter { $0.hasSuffix(" created") }.map { line in
            line.dropFirst(4).dropLast(" created".count).replacing(" \"", with: "/").dropLast()
        }
        let names = try kn8.run("process", "-f", try #require(Self.corpus), "-p", "WILDCARD_DOMAIN=x", "-o", "name")
        #expect(created.count == 67)
        #expect(created.map(String.init) == names.output.split(separator: "\n").map(String.init))
        // Everything runs.
        let pods = try kn8.run("get", "pods", "--no-headers").output.split(separator: "\n")
        #expect(pods.count == 15)
        #expect(pods.allSatisfy { $0.contains("Running") && !$0.contains(" 0/") })
        let configs = try kn8.run("get", "dc", "--no-headers").output.split(separator: "\n")
        #expect(configs.allSatisfy { $0.split(separator: " ").dropFirst().prefix(3) == ["1", "1", "1"] })
        let status = try kn8.run("status").output
        #expect(status.hasSuffix("\n\n8 infos identified, use 'kn8 status --suggest' to see details.\n"))
        #expect(status.split(separator: "\n").count { $0.hasPrefix("https://") } == 7)
        let claims = try Value(json: try kn8.run("get", "pvc", "system-storage", "-o", "json").output)
        #expect(claims["spec"]?["storageClassName"] == nil)
        // Once more: everything is there.
        let again = try installed(kn8)
        #expect(again.status == 1)
        #expect(again.output.hasSuffix("--> Creating resources ...\n--> Failed\n"))
        #expect(again.errors.split(separator: "\n").count == 67)
        #expect(again.errors.hasPrefix("    error: imagestreams.image.openshift.io \"amp-backend\" already exists\n"))
    }

    @Test(.enabled(if: corpus != nil, "KN8_CORPUS names no folder: the article's template is not checked"))
    func wrongAndMissingParametersStopEverything() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try #require(Self.corpus)
        let missing = try kn8.run("new-app", "-f", path)
        #expect(missing.status == 1)
        #expect(
            missing.errors.hasPrefix(
                "error: error processing template \"default/3scale-api-management-eval\": Template.template.openshift.io "
                    + "\"3scale-api-management-eval\" is invalid: template.parameters[39]: Required value: "
                    + "template.parameters[39]: parameter WILDCARD_DOMAIN is required and must be specified\n"
            )
        )
        let wrong = try kn8.run("new-app", "-f", path, "-p", "WILDCARD_DOMAINS=x")
        #expect(wrong.errors == "error: unexpected parameter name \"WILDCARD_DOMAINS\"\n")
        #expect(try kn8.run("get", "all").output.split(separator: "\n").count <= 2)
    }

    @Test(
        .enabled(
            if: corpus != nil && article != nil,
            "KN8_CORPUS and KN8_SEED_ARTICLE name no files: the article's transcript is not compared"
        )
    )
    func theOutputIsTheArticles() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try installed(kn8)
        let text = try String(contentsOfFile: try #require(Self.article), encoding: .utf8)
        let wanted = Self.transcript(text.replacing("'oc status'", with: "'kn8 status'"))
        #expect(wanted.count > 100)
        let shown = Self.transcript(
            outcome.output.replacing(try #require(Self.corpus), with: "amp-eval-tech-preview.yml")
        )
        #expect(shown == wanted)
    }

    @Test(
        .enabled(
            if: article != nil,
            "KN8_SEED_ARTICLE names no file: the article's login and its project are not compared"
        )
    )
    func theLoginAndTheProjectAreTheArticles() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let text = try String(contentsOfFile: try #require(Self.article), encoding: .utf8)
            .replacing("https://192.168.64.3:8443", with: "local").replacing("'oc ", with: "'kn8 ")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let start = try #require(lines.firstIndex { $0.hasPrefix("Logged into ") })
        let end = try #require(lines[start...].firstIndex { $0 == "Using project \"myproject\"." })
        let wanted = Array(lines[start...end])
        // The projects of the article's server, of which ours has some already.
        let names = wanted.filter { $0.hasPrefix("  ") }.map { $0.drop { $0 == " " || $0 == "*" } }
        #expect(names.count == 14)
        let manifests = names.filter { $0 != "myproject" }.map {
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: \($0)}\n"
        }
        _ = try kn8.run("apply", "-f", try kn8.file("projects.yaml", manifests.joined(separator: "---\n")))
        _ = try kn8.run("new-project", "myproject")
        let login = try kn8.run("login", "-u", "system:admin")
        let shown = login.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(shown.filter { $0 != "    kube-node-lease" } == wanted + [""])
        let created = try #require(lines[end...].first { $0.hasPrefix("Now using project ") })
        let project = try kn8.run("new-project", "3scale").output.split(separator: "\n").map(String.init)
        #expect(project.first == created)
        #expect(
            project.contains("You can add applications to this project with the 'new-app' command. For example, try:")
        )
    }

    /// The lines of `new-app`, trimmed, with the random values masked.
    private static func transcript(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("--> Deploying") }),
            let end = lines[start...].firstIndex(where: { $0.contains("status' to view your app.") })
        else { return [] }
        return lines[start...end].map { line in
            var line = line
            while line.last == " " { line.removeLast() }
            return line.replacing(/=[a-zA-Z0-9]+ # generated/, with: "=* # generated")
                .replacing(/as admin\/[a-z0-9]+$/, with: "as admin/*")
        }
    }

    @Test func `a template of 5,000 objects`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        var text = "apiVersion: v1\nkind: Template\nmetadata: {name: many}\n"
        text += "parameters: [{name: A, value: a}]\nobjects:\n"
        for index in 0..<5_000 {
            text += "- {apiVersion: v1, kind: ConfigMap, metadata: {name: 'c-${A}-\(index)'}, data: {v: '${A}'}}\n"
        }
        let path = try kn8.file("many.yml", text)
        let outcome = try kn8.run("new-app", "-f", path)
        #expect(outcome.status == 0)
        #expect(outcome.output.split(separator: "\n").count { $0.hasSuffix(" created") } == 5_000)
    }
}
