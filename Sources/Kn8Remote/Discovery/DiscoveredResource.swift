// SPDX-License-Identifier: MIT

package import Kn8API

/// A kind as a server says it serves it.
package struct DiscoveredResource: Hashable, Sendable {
    /// What is common to all servers.
    package var resource: Resource
    /// What may be done with it, in discovery's order.
    package var verbs: [String]
    /// Whether it has a scale of its own.
    package var hasScale: Bool
}
