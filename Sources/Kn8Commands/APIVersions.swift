// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

struct APIVersions: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "api-versions",
        abstract: "List the API versions that are served, each as group/version"
    )

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let cluster = try session.cluster(at: target)
        let versions = Set(try await cluster.client.resources().map(\.gvk.apiVersion))
        versions.sorted().forEach { session.console.print($0) }
        return .success
    }
}
