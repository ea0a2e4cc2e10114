// SPDX-License-Identifier: MIT

import Kn8API
import Kn8TestSupport
import Kn8Value
import Synchronization
import Testing

@testable import Kn8Controller

/// At most one process leads, whatever becomes of the others.
@Suite struct LeaderElectionTests {
    /// A clock that a test moves.
    final class Moment: Sendable {
        private let milliseconds = Mutex<Int64>(1_000)
        var now: Int64 { milliseconds.withLock { $0 } }
        func move(by more: Int64) { milliseconds.withLock { $0 += more } }
    }

    private func candidate(_ name: String, _ cluster: TestCluster, _ moment: Moment) -> LeaderElection {
        LeaderElection(
            cluster,
            LeaderElection.Settings(name: "kn8", namespace: "kube-system", identity: name),
            time: FixedClock(),
            now: { moment.now }
        )
    }

    @Test func theSecondTakesOverWhenTheFirstIsNotHeardOf() async throws {
        let cluster = TestCluster()
        let moment = Moment()
        let (first, second) = (candidate("a", cluster, moment), candidate("b", cluster, moment))
        #expect(try await first.attempt())
        #expect(try await !second.attempt())
        #expect(await second.leader == "a")
        moment.move(by: 9_000)
        #expect(first.fence.isOpen)
        #expect(try await first.attempt())
        moment.move(by: 9_000)
        // It was renewed since: the second waits from where it saw that.
        #expect(try await !second.attempt())
        moment.move(by: 2_000)
        #expect(!first.fence.isOpen)
        moment.move(by: 12_900)
        #expect(try await !second.attempt())
        moment.move(by: 200)
        #expect(try await second.attempt())
        #expect(try await !first.attempt())
        let lease = try #require(cluster.get("Lease", "kn8", namespace: "kube-system"))
        #expect(lease["spec", "holderIdentity"] == "b")
        #expect(lease["spec", "leaseTransitions"] == 1)
        #expect(lease["spec", "leaseDurationSeconds"] == 15)
        #expect(lease["spec", "renewTime"] == "2026-01-01T00:00:00.000001Z")
    }

    @Test func aLeaseThatIsGivenUpIsFreeAtOnce() async throws {
        let cluster = TestCluster()
        let moment = Moment()
        let (first, second) = (candidate("a", cluster, moment), candidate("b", cluster, moment))
        #expect(try await first.attempt())
        #expect(try await !second.attempt())
        await first.release()
        #expect(!first.fence.isOpen)
        #expect(try await second.attempt())
        await first.release()
        #expect(try await second.attempt())
    }

    @Test(arguments: 0..<40)
    func neverDoTwoWrite(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let cluster = TestCluster()
        let moment = Moment()
        let candidates = (0..<3).map { candidate("c\($0)", cluster, moment) }
        var dead: Set<Int> = []
        var leaders: Set<Int> = []
        for _ in 0..<300 {
            moment.move(by: .random(in: 0...4_000, using: &random))
            // Processes stop without a word, and come back to life.
            if Int.random(in: 0..<12, using: &random) == 0 {
                dead.formSymmetricDifference([.random(in: 0..<3, using: &random)])
            }
            let index = Int.random(in: 0..<3, using: &random)
            if !dead.contains(index), try await candidates[index].attempt() { leaders.insert(index) }
            #expect(candidates.count(where: \.fence.isOpen) <= 1)
        }
        #expect(leaders.count > 1)
    }

    @Test func whoDoesNotLeadDoesNotWrite() async throws {
        let cluster = TestCluster()
        let moment = Moment()
        let fence = LeaderFence { moment.now }
        let pace = WritePace(perSecond: 0, burst: 1) { moment.now }
        let client = FencedClient(cluster, fence: fence, pace: pace)
        let object = Object(ControllersTests.map, namespace: "default", name: "a")
        let resource = try #require(try await client.resource(for: object.gvk))
        await #expect(throws: APIError.self) {
            try await client.create(object, of: resource, options: WriteOptions())
        }
        fence.open(until: moment.now + 10)
        _ = try await client.create(object, of: resource, options: WriteOptions())
        moment.move(by: 10)
        await #expect(throws: APIError.self) {
            try await client.delete(object.key, of: resource, options: DeleteOptions())
        }
        #expect(cluster.get("ConfigMap", "a") != nil)
    }

    @Test func writesKeepTheirPace() async {
        let moment = Moment()
        let pace = WritePace(perSecond: 10, burst: 3) { moment.now }
        var waits: [Int64] = []
        for _ in 0..<5 { waits.append(await pace.wait()) }
        #expect(waits == [0, 0, 0, 100, 200])
        moment.move(by: 10_000)
        #expect(await pace.wait() == 0)
    }
}
