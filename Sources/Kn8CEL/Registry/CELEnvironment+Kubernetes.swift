// SPDX-License-Identifier: MIT

extension CELEnvironment {
    /// What expressions of Kubernetes 1.`minor` may use (`kubernetes:apiserver/pkg/cel/environment/base.go`), without
    /// any variable. `zone` finds named time zones; see `Options.zone`.
    package static func kubernetes(
        minor: Int = 36,
        zone: (@Sendable (String) -> CELTimeZone?)? = nil
    ) -> CELEnvironment {
        var options = Options()
        options.optionalSyntax = minor >= 28
        options.checksLiterals = minor >= 29
        if let zone { options.zone = zone }
        return CELEnvironment(kubernetesLibraries(minor: minor), options: options)
    }

    /// The environment of the newest Kubernetes that kn8 knows.
    package static let kubernetes = kubernetes(minor: 36)

    private static func kubernetesLibraries(minor: Int) -> [CELLibrary] {
        let introduced: [(since: Int, library: CELLibrary)] = [
            (28, .crossTypeOrdering), (28, .optionals), (32, .twoVariableComprehensions),
        ]
        return CELLibrary.kubernetes(minor: minor) + introduced.filter { $0.since <= minor }.map(\.library)
    }
}
