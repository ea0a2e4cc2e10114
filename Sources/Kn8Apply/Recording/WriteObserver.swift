// SPDX-License-Identifier: MIT

package import Kn8API

/// Who hears of what goes through a `RecordingClient`. Dry runs are not told.
package protocol WriteObserver: Sendable {
    /// Whether what goes with a Namespace or a definition is to be looked up before either is deleted.
    var wantsContents: Bool { get }

    /// The object at `key` was read; nil when there was none.
    func didRead(_ key: ObjectKey, of resource: Resource, _ object: Object?)

    /// `write` is about to be made.
    ///
    /// - Parameters:
    ///   - before: The object as it is; nil when there is none.
    ///   - contents: What goes with it, when that is wanted.
    ///   - cluster: What the cluster is known by; see `ClusterIdentity`.
    /// - Returns: The number under which the outcome will be told.
    /// - Throws: When the write must not be made, since it could not be noted.
    func willWrite(
        _ write: ObjectWrite,
        before: Object?,
        contents: [(Resource, Object)],
        cluster: String
    ) throws(APIError) -> Int

    /// Write number `write` was made; `after` is nil when the object is gone.
    func didWrite(_ write: Int, after: Object?)

    /// Write number `write` was refused.
    func didFail(_ write: Int, _ error: APIError)
}
