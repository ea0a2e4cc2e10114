// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Controller
internal import Kn8Gateway
internal import Kn8HTTP
internal import Kn8Server
internal import Synchronization

/// What a server counts, in the names that a Kubernetes API server has for it.
final class ServeMetrics: Sendable {
    private struct Subject: Hashable, Comparable {
        var verb: String
        var group: String
        var version: String
        var resource: String
        var subresource: String

        static func < (lhs: Subject, rhs: Subject) -> Bool { lhs.labels < rhs.labels }

        var labels: String {
            [
                ("verb", verb), ("group", group), ("version", version), ("resource", resource),
                ("subresource", subresource),
            ]
            .map { "\($0)=\"\(MetricsPage.escaped($1))\"" }.joined(separator: ",")
        }
    }

    private struct Answer: Hashable {
        var subject: Subject
        var code: Int
    }

    private struct Histogram {
        var buckets = [Int](repeating: 0, count: ServeMetrics.bounds.count)
        var count = 0
        var microseconds: Int64 = 0
    }

    private struct State {
        var answers: [Answer: Int] = [:]
        var durations: [Subject: Histogram] = [:]
        var bytes: Int = 0
        var cut = 0
        var controllers = RunStatus()
    }

    /// What else is told at the moment of asking.
    struct Present {
        var connections: Int
        var requests: Int
        var streams: Int
        var revision: Int64
        var objects: [CollectionName: Int]
    }

    /// The upper bounds of the buckets in microseconds, and as they are written.
    private static let bounds: [(Int64, String)] = [
        (500, "0.0005"), (1_000, "0.001"), (2_500, "0.0025"), (5_000, "0.005"), (10_000, "0.01"), (25_000, "0.025"),
        (50_000, "0.05"), (100_000, "0.1"), (250_000, "0.25"), (500_000, "0.5"), (1_000_000, "1"), (5_000_000, "5"),
        (30_000_000, "30"),
    ]
    /// How many different subjects are told apart; the rest are counted together, for clients make them up.
    private static let subjectLimit = 2_000

    private let state = Mutex(State())
    private let startedAt = time(nil)

    /// Counts `exchange`.
    func count(_ exchange: Exchange) {
        var subject = Subject(
            verb: exchange.subject.verb.uppercased(),
            group: exchange.subject.group,
            version: exchange.subject.version,
            resource: exchange.subject.resource,
            subresource: exchange.subject.subresource
        )
        state.withLock { state in
            if state.durations[subject] == nil, state.durations.count >= Self.subjectLimit {
                subject = Subject(verb: "OTHER", group: "", version: "", resource: "", subresource: "")
            }
            state.answers[Answer(subject: subject, code: exchange.status), default: 0] += 1
            state.bytes += exchange.bytes
            if exchange.isCut { state.cut += 1 }
            var histogram = state.durations[subject] ?? Histogram()
            if !exchange.isStream {
                histogram.count += 1
                histogram.microseconds += exchange.microseconds
                if let place = Self.bounds.firstIndex(where: { exchange.microseconds <= $0.0 }) {
                    histogram.buckets[place] += 1
                }
            }
            state.durations[subject] = histogram
        }
    }

    /// How the reconcilers stand now.
    func set(_ status: RunStatus) { state.withLock { $0.controllers = status } }

    /// Everything, in Prometheus' text format.
    func text(_ present: Present) -> String {
        let state = state.withLock { $0 }
        var page = MetricsPage()
        page.family("kn8_build_info", "gauge", "The version of kn8.")
        page.sample("kn8_build_info", "version=\"\(Kn8.version)\"", "1")
        page.family("apiserver_request_total", "counter", "Requests by verb, resource and code.")
        for (answer, count) in state.answers.sorted(by: {
            ($0.key.subject, $0.key.code) < ($1.key.subject, $1.key.code)
        }) {
            page.sample("apiserver_request_total", "\(answer.subject.labels),code=\"\(answer.code)\"", String(count))
        }
        let name = "apiserver_request_duration_seconds"
        page.family(name, "histogram", "Time to answer, of requests that are no streams.")
        for (subject, histogram) in state.durations.sorted(by: { $0.key < $1.key }) where histogram.count > 0 {
            var sum = 0
            for ((_, bound), count) in zip(Self.bounds, histogram.buckets) {
                sum += count
                page.sample("\(name)_bucket", "\(subject.labels),le=\"\(bound)\"", String(sum))
            }
            page.sample("\(name)_bucket", "\(subject.labels),le=\"+Inf\"", String(histogram.count))
            page.sample("\(name)_sum", subject.labels, MetricsPage.seconds(histogram.microseconds))
            page.sample("\(name)_count", subject.labels, String(histogram.count))
        }
        page.single("apiserver_response_bytes_total", "counter", "Bytes of answers' bodies.", state.bytes)
        page.single("kn8_requests_cut_total", "counter", "Answers that did not reach their end.", state.cut)
        page.single("apiserver_current_inflight_requests", "gauge", "Requests under work.", present.requests)
        page.single("apiserver_longrunning_requests", "gauge", "Open watches.", present.streams)
        page.single("kn8_connections", "gauge", "Open connections.", present.connections)
        page.single("kn8_store_revision", "counter", "The revision of the last write.", Int(present.revision))
        page.family("apiserver_storage_objects", "gauge", "Stored objects by resource.")
        for (name, count) in present.objects.map({ ($0.key.resource, $0.value) }).sorted(by: { $0.0 < $1.0 }) {
            page.sample("apiserver_storage_objects", "resource=\"\(name)\"", String(count))
        }
        add(state.controllers, to: &page)
        page.addProcess(startedAt: startedAt)
        return page.text
    }

    private func add(_ status: RunStatus, to page: inout MetricsPage) {
        page.single("workqueue_depth", "gauge", "Keys that wait for their time.", status.delayed)
        page.single("kn8_failing_keys", "gauge", "Keys whose last run failed.", status.failing)
        page.family("controller_runtime_reconcile_total", "counter", "Runs of reconcilers.")
        for (name, count) in status.reconciles.sorted(by: { $0.key < $1.key }) {
            let total = "controller_runtime_reconcile_total"
            page.sample(total, "controller=\"\(name)\",result=\"success\"", String(count.runs - count.errors))
            page.sample(total, "controller=\"\(name)\",result=\"error\"", String(count.errors))
        }
    }
}

extension CollectionName {
    fileprivate var resource: String { group.isEmpty ? plural : "\(plural).\(group)" }
}
