// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Value

/// One run of a credential plugin as a child process.
struct PluginRun {
    let plugin: CredentialPlugin
    /// kn8's own variables.
    let environment: [String: String]
    /// What the plugin may know of the cluster; nil for nothing.
    let cluster: Value?
    /// Whether there is a terminal to ask at.
    let hasTerminal: Bool

    private static let largestOutput = 1 << 20

    /// Runs the plugin and reads the credential that it prints.
    func credential() throws(KubeconfigError) -> Credential {
        if plugin.interactiveMode == .always, !hasTerminal {
            throw KubeconfigError(
                "exec plugin cannot support interactive mode: standard input is not a terminal"
            )
        }
        guard let path = executable else { throw KubeconfigError(missing) }
        let (output, status) = try run(path)
        guard status == 0 else {
            throw KubeconfigError("exec: executable \(plugin.command) failed with exit code \(status)")
        }
        return try Credential.read(output, apiVersion: plugin.apiVersion)
    }

    private var isInteractive: Bool { plugin.interactiveMode != .never && hasTerminal }

    private var missing: String {
        var text = """
            exec: executable \(plugin.command) not found

            It looks like you are trying to use a client-go credential plugin that is not installed.

            To learn more about this feature, consult the documentation available at:
                  https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
            """
        if !plugin.installHint.isEmpty { text += "\n\n\(plugin.installHint)" }
        return text
    }

    private var executable: String? {
        guard !plugin.command.contains("/") else {
            return access(plugin.command, X_OK) == 0 ? plugin.command : nil
        }
        // As Go has it, a folder that is not named from the root is not searched.
        let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
        return folders.lazy.map { "\($0)/\(plugin.command)" }.first { access($0, X_OK) == 0 }
    }

    private var variables: [String] {
        var variables = environment
        for variable in plugin.environment { variables[variable.name] = variable.value }
        var spec: Value = ["interactive": .bool(isInteractive)]
        if let cluster { spec["cluster"] = cluster }
        let info: Value = ["kind": "ExecCredential", "apiVersion": .string(plugin.apiVersion), "spec": spec]
        variables["KUBERNETES_EXEC_INFO"] = info.json()
        return variables.map { "\($0.key)=\($0.value)" }
    }

    private func run(_ path: String) throws(KubeconfigError) -> (output: [UInt8], status: Int32) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw PlainFile.failure("pipe", plugin.command) }
        ends.forEach { _ = fcntl($0, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO)
        if !isInteractive {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        var process = pid_t()
        let code = CStrings.with([plugin.command] + plugin.arguments) { arguments in
            CStrings.with(variables) { variables in
                posix_spawn(&process, path, &actions, nil, arguments, variables)
            }
        }
        close(ends[1])
        defer { close(ends[0]) }
        guard code == 0 else {
            throw KubeconfigError("exec: \(plugin.command): \(String(cString: strerror(code)).lowercased())")
        }
        let output = read(ends[0])
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        // The exit code, or as shells have it 128 and the signal.
        return (output, status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F))
    }

    private func read(_ descriptor: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return bytes }
            if bytes.count < PluginRun.largestOutput { bytes += chunk[..<count] }
        }
    }
}

/// Texts as C has them.
enum CStrings {
    /// Calls `body` with `texts` as a list that ends with a null pointer.
    static func with<Result>(
        _ texts: [String],
        _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = texts.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }
}
