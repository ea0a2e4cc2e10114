// SPDX-License-Identifier: MIT

internal import Kn8Apply

extension Apply {
    /// Carries out a saved plan, which says itself what is written and how.
    func apply(_ file: PlanFile, dryRun: DryRun, in session: Session) async throws -> ExitStatus {
        guard PlanFile.isPlan(file.path) else {
            throw CommandError("Unexpected args: [\(file.path)]\nSee 'kn8 apply -h' for help and examples")
        }
        guard manifests.filename.isEmpty else {
            throw CommandError("a plan says itself what is applied; leave out -f, or the plan")
        }
        guard !showsSecrets else { throw CommandError("a plan shows no secrets; leave out --show-secrets") }
        return try await file.apply(to: target, dryRun: dryRun, in: session) { name, deed in
            session.console.print(output == "name" ? name : "\(name) \(deed)\(dryRun.suffix)")
            session.console.flush()
        }
    }
}
