// SPDX-License-Identifier: MIT

internal import NIOCore

/// How long one connection may still do what it does: shake hands, send the head of a request, or lie idle.
///
/// One timer serves all of that. It looks at the deadline when it fires and goes on when that has moved.
final class ConnectionClock {
    private enum Doing {
        case head
        case idle
        case answer
    }

    private let limits: HTTPLimits
    private let channel: any Channel
    private var doing = Doing.head
    private var deadline: NIODeadline
    private var timer: Scheduled<Void>?
    private var timerDue = NIODeadline.distantFuture

    init(limits: HTTPLimits, channel: any Channel) {
        self.limits = limits
        self.channel = channel
        deadline = .now() + .seconds(limits.headSeconds)
        schedule()
    }

    /// The client sent something; whether it is a whole head is not known yet.
    func bytesCame() {
        guard case .idle = doing else { return }
        doing = .head
        deadline = .now() + .seconds(limits.headSeconds)
    }

    /// All that came has been looked at.
    func bytesAreRead() {
        if case .head = doing, deadline < timerDue { schedule() }
    }

    /// The head of a request is there; from now on others watch over the time.
    func headIsRead() { doing = .answer }

    /// The answer is written; the connection waits for its next request.
    func answerIsWritten() {
        doing = .idle
        deadline = .now() + .seconds(limits.idleSeconds)
        if timer == nil { schedule() }
    }

    /// The connection is closed, or has got another guard.
    func stop() {
        doing = .answer
        timer?.cancel()
        timer = nil
    }

    private func schedule() {
        timer?.cancel()
        timerDue = deadline
        let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
        timer = channel.eventLoop.scheduleTask(deadline: deadline) { bound.value.fire() }
    }

    private func fire() {
        timer = nil
        timerDue = .distantFuture
        if case .answer = doing { return }
        guard deadline <= .now() else { return schedule() }
        channel.close(promise: nil)
    }
}
