// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Curl
internal import Kn8Value

/// One watch over as many connections as it takes. One reader.
actor RemoteWatch {
    private let sender: RequestSender
    private let resource: Resource
    private let target: String
    private let options: ListOptions
    private var version: String
    private var stream: CurlStream?
    private var lines = LineSplitter()
    private var failures = 0
    // Since when there has been no connection, if there was one.
    private var lost: ContinuousClock.Instant?

    /// The longest line that is taken for an event.
    static let longestLine = 64 << 20

    init(
        _ sender: RequestSender,
        of resource: Resource,
        in scope: Scope,
        after version: String,
        options: ListOptions
    ) {
        self.sender = sender
        self.resource = resource
        self.version = version
        self.options = options
        target = ResourcePath.collection(resource, in: scope)
    }

    /// Connects, unless it is.
    func open() async throws(APIError) {
        guard stream == nil else { return }
        let query = ResourcePath.query([
            ("allowWatchBookmarks", "true"), ("fieldSelector", options.fieldSelector),
            ("labelSelector", options.labelSelector), ("resourceVersion", version),
            ("timeoutSeconds", "\(Int.random(in: 300...600))"), ("watch", "true"),
        ])
        stream = try await sender.stream(
            of: RequestSender.Request(target: target + query, subject: "watch \(resource.plural)")
        )
        lines = LineSplitter()
    }

    /// The next change; nil when the task was cancelled.
    func next() async throws(APIError) -> WatchEvent? {
        while !Task.isCancelled {
            if let line = lines.next() {
                failures = 0
                if let event = try event(in: line) { return event }
                continue
            }
            guard let stream else {
                try await reopen()
                continue
            }
            do throws(CurlFailure) {
                if let bytes = try await stream.next() {
                    lines.add(bytes)
                } else {
                    self.stream = nil
                }
            } catch {
                self.stream = nil
                switch error.cause {
                case .cancelled: return nil
                case .broken, .timedOut: continue
                default: throw ConnectionFault.error(error, sender.connection)
                }
            }
            guard lines.pending <= RemoteWatch.longestLine else {
                throw ConnectionFault.error("an event of the watch is too large")
            }
        }
        return nil
    }

    private func reopen() async throws(APIError) {
        if failures > 0 {
            let pause = RetryPolicy.pause(after: failures, random: .random(in: 0...1))
            try? await Task.sleep(for: .milliseconds(pause))
        }
        failures += 1
        do throws(APIError) {
            try await open()
            lost = nil
        } catch {
            // A server that starts anew refuses connections first, and then answers with errors of its own.
            guard error.code == 0 || error.code >= 500 else { throw error }
            let since = lost ?? .now
            lost = since
            guard ContinuousClock.now - since < sender.settings.watchPatience else { throw error }
        }
    }

    private func event(in line: [UInt8]) throws(APIError) -> WatchEvent? {
        guard let value = try? Value(json: line), let object = value["object"] else {
            throw ConnectionFault.error("an event of the watch is no JSON")
        }
        switch value["type"]?.string ?? "" {
        case "ERROR": throw StatusReader.error(status: object)
        case let type:
            let object = Object(object)
            if !object.resourceVersion.isEmpty { version = object.resourceVersion }
            return WatchEvent.Kind(rawValue: type).map { WatchEvent($0, object) }
        }
    }
}
