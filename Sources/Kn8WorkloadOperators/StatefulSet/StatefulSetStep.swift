// SPDX-License-Identifier: MIT

internal import Kn8API

/// The writes that a StatefulSet's rules allow at once.
struct StatefulSetStep: Sendable {
    var ordinalsToCreate: [Int64] = []
    var podsToDelete: [Object] = []

    var isEmpty: Bool { ordinalsToCreate.isEmpty && podsToDelete.isEmpty }
}
