// SPDX-License-Identifier: MIT
package import Kn8Value

extension SpanIndex {
    /// One finding for every key that its mapping has already, in the order of the text.
    package func duplicateFindings(_ severity: Severity) -> [Finding] {
        var found: [Finding] = []
        collect(0, FieldPath(), severity, &found, depth: 0)
        return found
    }

    private func collect(_ node: Int, _ path: FieldPath, _ severity: Severity, _ found: inout [Finding], depth: Int) {
        guard nodes.indices.contains(node), depth <= Composer.maximalDepth, !nodes[node].isAlias else { return }
        var seen: [String: Int] = [:]
        for (index, child) in nodes[node].children.enumerated() {
            let inner = child.key.map(path.key) ?? path.index(index)
            if let key = child.key, nodes.indices.contains(child.keyNode) {
                if let first = seen[key] {
                    found.append(
                        Finding(
                            rule: "yaml/duplicate-key",
                            severity: severity,
                            message: "duplicate field \"\(inner)\"",
                            span: span(child.keyNode),
                            path: inner,
                            remedy: "'\(key)' is already set on line \(nodes[first].start.line): keep one of the two"
                        )
                    )
                } else {
                    seen[key] = child.keyNode
                }
            }
            collect(child.node, inner, severity, &found, depth: depth + 1)
        }
    }
}
