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

    /// Whether a kubeconfig is named; then kn8's own choice does not count.
    var isNamed: Bool { kubeconfig?.isEmpty == false }

    /// What the files say; as for kubectl, one that does not exist says nothing, also if it was named.
    func merged(in session: Session) throws(KubeconfigError) -> Kubeconfig {
        Kubeconfig(try editor(in: session).existingFiles())
    }

    /// What changes the files.
    func editor(in session: Session) -> KubeconfigEditor {
        KubeconfigEditor(KubeconfigPaths(option: kubeconfig, environment: session.environment))
    }

    /// The context that commands work on when none is named: that of a kubeconfig which is named, else the remembered one.
    func currentContext(in session: Session) throws -> String {
        if isNamed { return try merged(in: session).currentContext }
        return try remembered(in: session).name ?? ContextChoice.localName
    }

    /// The choice of `use-context`.
    func remembered(in session: Session) throws(CommandError) -> RememberedName {
        RememberedName(of: .context, state: try StatePath.resolved(option: nil, environment: session.environment))
    }
}
