// SPDX-License-Identifier: MIT

internal import Kn8API

/// A topic as the stand-in for a broker remembers it: one entry of the ConfigMap `<kafka>-simulated-topics`, since a
/// real operator would ask Kafka what it has.
struct SimulatedTopic: Hashable {
    var id: String
    var partitions: Int64
    var replicas: Int64
    var settings: [String: String]

    /// The ConfigMap of the topics of `cluster`.
    static func storeName(of cluster: String) -> String { "\(cluster)-simulated-topics" }

    /// A topic made now.
    init(id: String, partitions: Int64, replicas: Int64, settings: [String: String]) {
        self.id = id
        self.partitions = partitions
        self.replicas = replicas
        self.settings = settings
    }

    /// The topic that `text` describes, one `key=value` a line; nil when a number is missing.
    init?(text: String) {
        var fields: [String: String] = [:]
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { fields[String(parts[0])] = String(parts[1]) }
        }
        guard let partitions = fields["partitions"].flatMap(Int64.init),
            let replicas = fields["replicas"].flatMap(Int64.init), let id = fields["id"]
        else { return nil }
        var settings: [String: String] = [:]
        for (key, value) in fields where key.hasPrefix("config.") { settings[String(key.dropFirst(7))] = value }
        self.init(id: id, partitions: partitions, replicas: replicas, settings: settings)
    }

    /// One `key=value` a line.
    var text: String {
        let settings = settings.map { "config.\($0.key)=\($0.value.split(separator: "\n").joined(separator: " "))" }
        return (["id=\(id)", "partitions=\(partitions)", "replicas=\(replicas)"] + settings.sorted())
            .joined(separator: "\n") + "\n"
    }
}
