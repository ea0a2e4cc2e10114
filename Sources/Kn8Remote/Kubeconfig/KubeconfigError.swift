// SPDX-License-Identifier: MIT

/// Why a kubeconfig cannot be used, in kubectl's words.
package struct KubeconfigError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong, one sentence each.
    package let faults: [String]

    /// One thing wrong.
    package init(_ fault: String) { faults = [fault] }

    /// Several things wrong, at least one.
    package init(_ faults: [String]) { self.faults = faults }

    /// The words for standard error: `error: …`, or a list of what is wrong.
    package var description: String {
        faults.count == 1
            ? "error: \(faults[0])" : "Error in configuration: " + faults.map { "\n* \($0)" }.joined()
    }
}
