// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A rule of an Ingress as `kn8 create ingress` takes it: `host/path=service:port[,tls[=secret]]`.
struct IngressRuleText {
    let host: String
    let path: Value
    /// The Secret of the certificate; nil without TLS, empty for none in particular.
    let secret: String?

    /// Reads `text`; the complaint is kubectl's.
    init(_ text: String) throws(CommandError) {
        let parts = text.split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first, let slash = address.firstIndex(of: "/"),
            let equals = address.lastIndex(of: "="), slash < equals,
            let backend = IngressRuleText.backend(address[address.index(after: equals)...])
        else { throw IngressRuleText.fault(text) }
        host = String(address[..<slash])
        let isPrefix = address[slash..<equals].hasSuffix("*")
        let path = isPrefix ? address[slash..<equals].dropLast() : address[slash..<equals]
        self.path = [
            "backend": backend, "path": .string(String(path)), "pathType": isPrefix ? "Prefix" : "Exact",
        ]
        guard parts.count == 2, let option = parts.last else {
            secret = nil
            return
        }
        let pieces = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard pieces.first == "tls" else { throw IngressRuleText.fault(text) }
        secret = pieces.count == 2 ? pieces.last.map(String.init) ?? "" : ""
    }

    private static func fault(_ text: String) -> CommandError {
        CommandError(
            "rule \(text) is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]"
        )
    }

    /// The backend that `SERVICE:PORT` names; nil when it names none.
    static func backend(_ text: Substring) -> Value? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let name = parts.first, let port = parts.last, !name.isEmpty, !port.isEmpty else {
            return nil
        }
        let number: Value = Int64(port).map { ["number": .int($0)] } ?? ["name": .string(port)]
        return ["service": ["name": .string(name), "port": number]]
    }

    /// One rule for each host, where the host stands first.
    static func rules(_ texts: [IngressRuleText]) -> Value {
        .array(
            texts.map(\.host).unique.map { host in
                let paths = texts.filter { $0.host == host }.map(\.path)
                var rule: Value = ["http": ["paths": .array(paths)]]
                if !host.isEmpty { rule["host"] = .string(host) }
                return rule
            }
        )
    }

    /// One entry for each Secret; a host belongs to the first that names it.
    static func certificates(_ texts: [IngressRuleText]) -> [Value] {
        var hosts: [String: [String]] = [:]
        var secrets: [String] = []
        var seen: Set<String> = []
        for text in texts {
            guard let secret = text.secret, seen.insert(text.host).inserted else { continue }
            if hosts[secret] == nil { secrets.append(secret) }
            hosts[secret, default: []] += text.host.isEmpty ? [] : [text.host]
        }
        return secrets.map { secret in
            var entry: Value = .emptyObject
            if let names = hosts[secret], !names.isEmpty { entry["hosts"] = names.value }
            if !secret.isEmpty { entry["secretName"] = .string(secret) }
            return entry
        }
    }
}
