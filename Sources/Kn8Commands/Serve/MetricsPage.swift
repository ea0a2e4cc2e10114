// SPDX-License-Identifier: MIT

internal import Glibc

/// A page in Prometheus' text format.
struct MetricsPage {
    private(set) var text = ""

    /// Begins the metric `name`.
    mutating func family(_ name: String, _ kind: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    }

    /// One value of the metric begun.
    mutating func sample(_ name: String, _ labels: String, _ value: String) {
        text += labels.isEmpty ? "\(name) \(value)\n" : "\(name){\(labels)} \(value)\n"
    }

    /// A metric of one value.
    mutating func single(_ name: String, _ kind: String, _ help: String, _ value: Int) {
        family(name, kind, help)
        sample(name, "", String(value))
    }

    /// `text` as it stands between the quotes of a label.
    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x5C || $0 == 0x22 || $0 == 0x0A }) else { return text }
        return text.reduce(into: "") { result, character in
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
    }

    /// Microseconds as seconds.
    static func seconds(_ microseconds: Int64) -> String {
        let rest = String(microseconds % 1_000_000)
        return "\(microseconds / 1_000_000)." + String(repeating: "0", count: 6 - rest.utf8.count) + rest
    }

    /// What the process takes.
    mutating func addProcess(startedAt: time_t) {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let used = Int64(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000
        family("process_cpu_seconds_total", "counter", "Processor time.")
        sample(
            "process_cpu_seconds_total",
            "",
            Self.seconds(used + Int64(usage.ru_utime.tv_usec) + Int64(usage.ru_stime.tv_usec))
        )
        if let resident = Self.residentBytes {
            single("process_resident_memory_bytes", "gauge", "Resident memory.", resident)
        }
        single("process_start_time_seconds", "gauge", "When the process was started.", startedAt)
    }

    private static var residentBytes: Int? {
        guard let bytes = try? WholeFile.read("/proc/self/statm") else { return nil }
        let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? Int(fields[1]).map { $0 * Int(getpagesize()) } : nil
    }
}
