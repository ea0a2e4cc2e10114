// SPDX-License-Identifier: MIT

internal import Glibc

/// Which hosts are gone to directly, whatever the environment says of proxies (`golang.org/x/net/http/httpproxy`).
struct ProxyExceptions: Sendable {
    private let entries: [Substring]

    /// Those that `NO_PROXY` lists.
    init(_ list: String) {
        entries = list.lowercased().split { $0 == "," || $0 == " " }
    }

    /// Whether `host` is reached without a proxy; this machine always is.
    func cover(host: String, port: Int) -> Bool {
        let host = host.lowercased().filter { $0 != "[" && $0 != "]" }
        if host == "localhost" || entries.contains("*") { return true }
        guard let address = Self.address(host) else {
            return entries.contains { Self.name(host, port, isOf: $0) }
        }
        if Self.isLoopback(address) { return true }
        return entries.contains { Self.address(address, port, isOf: $0) }
    }

    private static func isLoopback(_ address: [UInt8]) -> Bool {
        address.count == 4 ? address[0] == 127 : address == [UInt8](repeating: 0, count: 15) + [1]
    }

    /// `.b.c` and `*.b.c` are what is below b.c, `b.c` is itself as well; `:443` holds for that port alone.
    private static func name(_ host: String, _ port: Int, isOf entry: Substring) -> Bool {
        var entry = entry
        if let colon = entry.lastIndex(of: ":") {
            guard Int(entry[entry.index(after: colon)...]) == port else { return false }
            entry = entry[..<colon]
        }
        if entry.hasPrefix("*.") { entry = entry.dropFirst() }
        if entry.hasPrefix(".") { return host.hasSuffix(entry) }
        return host == entry || host.hasSuffix(".\(entry)")
    }

    /// An address, one with a port, or a network such as `10.0.0.0/8`.
    private static func address(_ address: [UInt8], _ port: Int, isOf entry: Substring) -> Bool {
        let parts = entry.split(separator: "/", maxSplits: 1)
        if parts.count == 2, let network = Self.address(String(parts[0])), let bits = Int(parts[1]) {
            guard network.count == address.count, (0...network.count * 8).contains(bits) else { return false }
            return zip(network, address).enumerated().allSatisfy { index, pair in
                let kept = min(8, max(0, bits - index * 8))
                return (pair.0 ^ pair.1) >> (8 - kept) == 0
            }
        }
        if Self.address(String(entry)) == address { return true }
        guard let colon = entry.lastIndex(of: ":"), Int(entry[entry.index(after: colon)...]) == port else {
            return false
        }
        return Self.address(entry[..<colon].filter { $0 != "[" && $0 != "]" }) == address
    }

    /// The bytes of an IP address; nil for a name.
    private static func address(_ text: String) -> [UInt8]? {
        for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
            var bytes = [UInt8](repeating: 0, count: count)
            if inet_pton(family, text, &bytes) == 1 { return bytes }
        }
        return nil
    }
}
