// SPDX-License-Identifier: MIT

/// An address to listen on, as the user wrote it.
struct ServeAddress {
    /// The name or address, without brackets.
    let host: String

    init(_ text: String) throws(CommandError) {
        var host = text
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        let isPlain = host.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 58: true
            default: false
            }
        }
        guard !host.isEmpty, isPlain else {
            throw CommandError("--bind: '\(text)' is neither an address nor a name", status: .unusable)
        }
        self.host = host
    }

    /// Whether nobody but this machine can reach it.
    var isLoopback: Bool {
        if host == "localhost" || host == "::1" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Whether it stands for every address of the machine.
    var isEverywhere: Bool { host == "0.0.0.0" || host == "::" }

    /// The address that programs in the cluster are told: this one or, when it is none that others could use, the machine's
    /// own, as kube-apiserver has it; nil when there is none.
    var advertised: String? { HostMachine.isAddress(host) && !isLoopback && !isEverywhere ? host : HostMachine.address }

    /// The server's URL for clients on this machine.
    func url(scheme: String, port: Int) -> String {
        let name = isEverywhere ? "127.0.0.1" : host
        return name.contains(":") ? "\(scheme)://[\(name)]:\(port)" : "\(scheme)://\(name):\(port)"
    }
}
