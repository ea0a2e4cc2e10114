// SPDX-License-Identifier: MIT

import Kn8Gateway

/// Reads a live body as a transport does, but waits for it.
final class LiveReader: Sendable {
    private final class Bell: LiveListener {
        let ring: AsyncStream<Void>.Continuation

        init(_ ring: AsyncStream<Void>.Continuation) { self.ring = ring }

        func hasNews(of topic: String) { ring.yield() }
    }

    private let body: any LiveBody
    private let news: AsyncStream<Void>
    private let bell: Bell

    init(_ body: any LiveBody) {
        self.body = body
        let (news, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.news = news
        bell = Bell(ring)
        body.follow(bell)
    }

    /// The next piece; nil at the end.
    func next() async -> [UInt8]? {
        var rings = news.makeAsyncIterator()
        while true {
            switch body.next() {
            case .piece(let bytes): return bytes
            case .end: return nil
            case .quiet(let moment):
                let alarm = Task { [bell] in
                    do { try await Task.sleep(until: moment, clock: .continuous) } catch { return }
                    bell.ring.yield()
                }
                await rings.next()
                alarm.cancel()
            }
        }
    }
}
