// SPDX-License-Identifier: MIT

import Kn8API
import Kn8TestSupport
import Testing

@testable import Kn8Apply

@Suite struct ClusterIdentityTests {
    /// A server whose store is down: it takes its time to say so.
    private final class Stuck: LayeredClient {
        let base: any APIClient

        init(_ base: any APIClient) { self.base = base }

        func object(_ key: ObjectKey, of resource: Resource) async throws(APIError) -> Object? {
            try? await Task.sleep(for: .seconds(36_000))
            throw APIError(.timeout, message: "etcdserver: request timed out")
        }
    }

    @Test(.timeLimit(.minutes(10))) func aServerThatTakesTooLongHoldsNobodyUp() async throws {
        #expect(await ClusterIdentity.of(Stuck(TestCluster()), limit: .milliseconds(50)).isEmpty)
    }
}
