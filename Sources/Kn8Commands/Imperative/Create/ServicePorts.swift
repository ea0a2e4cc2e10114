// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

/// `--tcp`: the ports of a Service.
struct ServicePorts: ParsableArguments {
    @Option(help: "A port, PORT or PORT:TARGET; may be repeated")
    var tcp: [String] = []

    /// The Service called `name` of `type`, with the same `nodePort` for every port unless it is 0.
    func service(
        _ name: String,
        _ type: String,
        nodePort: Int64 = 0,
        needsPorts: Bool = true,
        _ fields: Value = [:]
    ) throws(CommandError) -> Object {
        let texts = tcp.atCommas
        guard !texts.isEmpty || !needsPorts else {
            throw CommandError("at least one tcp port specifier must be provided")
        }
        var ports: [Value] = []
        for text in texts { ports.append(try ServicePorts.port(text, nodePort: nodePort)) }
        var spec = fields
        spec["selector"] = ["app": .string(name)]
        spec["type"] = .string(type)
        if !ports.isEmpty { spec["ports"] = .array(ports) }
        var object = Object("v1", "Service", name, ["spec": spec, "status": ["loadBalancer": [:]]])
        object.labels = ["app": name]
        return object
    }

    private static func port(_ text: String, nodePort: Int64) throws(CommandError) -> Value {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let first = parts.first ?? ""
        guard let number = UInt64(first), first.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            throw CommandError("strconv.ParseUint: parsing \"\(first)\": invalid syntax")
        }
        guard number <= UInt64(UInt16.max) else {
            throw CommandError("strconv.ParseUint: parsing \"\(first)\": value out of range")
        }
        var target: Value = .int(Int64(number))
        if parts.count > 1 {
            if let number = Int64(parts[1]) {
                guard (1...65_535).contains(number) else {
                    throw CommandError("must be between 1 and 65535, inclusive")
                }
                target = .int(number)
            } else {
                if let fault = faultOfPortName(parts[1]) { throw CommandError(fault) }
                target = .string(parts[1])
            }
        }
        var port: Value = [
            "name": .string(parts.joined(separator: "-")), "port": .int(Int64(number)), "protocol": "TCP",
            "targetPort": target,
        ]
        if nodePort != 0 { port["nodePort"] = .int(nodePort) }
        return port
    }

    private static func faultOfPortName(_ name: String) -> String? {
        var faults: [String] = []
        if name.utf8.count > 15 { faults.append("must be no more than 15 characters") }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        if !name.utf8.allSatisfy({ letters.contains($0) || digits.contains($0) || $0 == UInt8(ascii: "-") }) {
            faults.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")
        }
        if !name.utf8.contains(where: letters.contains) { faults.append("must contain at least one letter (a-z)") }
        if name.contains("--") { faults.append("must not contain consecutive hyphens") }
        if name.hasPrefix("-") || name.hasSuffix("-") { faults.append("must not begin or end with a hyphen") }
        return faults.isEmpty ? nil : faults.joined(separator: ",")
    }
}
