// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Controller

struct WorkQueueTests {
    @Test func aKeyWaitsAtMostOnce() {
        var queue = WorkQueue<String>()
        queue.add("b")
        queue.add("a")
        queue.add("b")
        #expect(queue.takeReady() == ["a", "b"])
        #expect(!queue.hasReady)
    }

    @Test func aRunningKeyRunsOnceMoreAfterwards() {
        var queue = WorkQueue<String>()
        queue.add("a")
        _ = queue.takeReady()
        queue.add("a")
        queue.add("a")
        #expect(!queue.hasReady)
        queue.finish("a")
        #expect(queue.takeReady() == ["a"])
        queue.finish("a")
        #expect(queue.isEmpty)
    }

    @Test func delayedKeysComeInTheirTimeAndTheEarlierDelayCounts() {
        var queue = WorkQueue<String>()
        queue.add("late", at: 90)
        queue.add("soon", at: 50)
        queue.add("soon", at: 20)
        #expect(queue.nextDue == 20)
        queue.advance(to: 19)
        #expect(!queue.hasReady)
        queue.advance(to: 20)
        #expect(queue.takeReady() == ["soon"])
        #expect(queue.delayedKeys == ["late"])
        queue.add("late")
        #expect(queue.nextDue == nil)
    }

    @Test(arguments: [(1, 5), (2, 10), (3, 20), (18, 655_360), (19, 1_000_000), (500, 1_000_000)])
    func backoffDoublesUpToItsCap(failures: Int, milliseconds: Int64) {
        #expect(Backoff().delay(afterFailures: failures) == milliseconds)
    }
}
