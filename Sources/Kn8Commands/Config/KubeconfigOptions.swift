// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Remote

/// Which kubeconfig is looked at or changed.
struct KubeconfigOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Take this kubeconfig instead of $KUBECONFIG or ~/.kube/config", valueName: "path"),
        completion: .file()
    )
    var kubeconfig: String?

    /// The files that count.
    func paths(in session: Session) -> KubeconfigPaths {
        KubeconfigPaths(option: kubeconfig, environment: session.environment)
    }

    /// What the files say.
    func merged(in session: Session) throws(KubeconfigError) -> Kubeconfig { try Kubeconfig(paths(in: session)) }

    /// What changes the files.
    func editor(in session: Session) -> KubeconfigEditor { KubeconfigEditor(paths(in: session)) }

    /// The context that commands work on when none is named: that of a kubeconfig which is named, else the remembered one.
    func currentContext(in session: Session) throws -> String {
        if kubeconfig != nil { return try merged(in: session).currentContext }
        return try remembered(in: session).name ?? ContextChoice.localName
    }

    /// The choice of `use-context`.
    func remembered(in session: Session) throws(CommandError) -> RememberedName {
        RememberedName(of: .context, state: try StatePath.resolved(option: nil, environment: session.environment))
    }
}
