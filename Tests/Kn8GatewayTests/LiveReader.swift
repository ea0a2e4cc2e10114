// SPDX-License-Identifier: MIT

import Kn8Gateway

/// Reads a live body as a transport does, but waits for it.
final class LiveReader: LiveListener {
    private let body: any LiveBody
    private let news: AsyncStream<Void>
    private let bell: AsyncStream<Void>.Continuation

    init(_ body: any LiveBody) {
        self.body = body
        (news, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        body.follow(self)
    }

    func hasNews(of topic: String) { bell.yield() }

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
                    bell.yield()
                }
                await rings.next()
                alarm.cancel()
            }
        }
    }
}
