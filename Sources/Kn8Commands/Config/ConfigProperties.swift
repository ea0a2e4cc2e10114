// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Remote
internal import Kn8Value

struct ConfigSet: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set one value of a kubeconfig",
        discussion:
            "Examples: 'kn8 config set clusters.prod.server https://1.2.3.4', 'kn8 config set current-context prod'."
    )

    @Argument(help: "The value's place, for example contexts.prod.namespace")
    var property: String

    @Argument(help: "The value; certificates and keys in base64")
    var value: String

    @Flag(name: .customLong("set-raw-bytes"), help: "Take a certificate or key as it is written, not as base64")
    var isRaw = false

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        let property = try KubeconfigProperty(property)
        let value = try property.value(value, isRaw: isRaw)
        let editor = kubeconfig.editor(in: session)
        switch property.place {
        case .currentContext: try editor.setCurrentContext(value.string ?? "")
        case .entry(let section, let name):
            let path = try editor.file(of: section, name)
            try editor.edit(path) { file throws(KubeconfigError) in property.set(value, in: &file) }
        case .top, .section:
            // What another file says already need not be said again.
            let said = try kubeconfig.merged(in: session).preferences["colors"]?.bool ?? false
            if value.bool != said {
                let path = try editor.fileOfPreferences()
                try editor.edit(path) { file throws(KubeconfigError) in property.set(value, in: &file) }
            }
        }
        session.console.print("Property \"\(self.property)\" set.")
        return .success
    }
}

struct ConfigUnset: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "unset",
        abstract: "Remove one value of a kubeconfig",
        discussion: "Examples: 'kn8 config unset users.me.token', 'kn8 config unset contexts.old'."
    )

    @Argument(help: "The value's place, for example contexts.prod.namespace")
    var property: String

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        let property = try KubeconfigProperty(property)
        let editor = kubeconfig.editor(in: session)
        switch property.place {
        case .currentContext: try editor.setCurrentContext("")
        case .entry(let section, let name):
            let path = try editor.file(of: section, name)
            try editor.edit(path) { file throws(KubeconfigError) in try property.unset(in: &file) }
        case .top, .section:
            for file in try editor.existingFiles() {
                try editor.edit(file.path) { file throws(KubeconfigError) in try property.unset(in: &file) }
            }
        }
        session.console.print("Property \"\(self.property)\" unset.")
        return .success
    }
}
