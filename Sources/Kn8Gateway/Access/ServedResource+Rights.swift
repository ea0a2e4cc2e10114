// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Access

extension ServedResource {
    /// Whether its objects say who may do what.
    var givesRights: Bool { resource.gvk.group == AccessKinds.group }
}
