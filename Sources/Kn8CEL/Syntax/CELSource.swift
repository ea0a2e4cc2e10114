// SPDX-License-Identifier: MIT

/// A source text as code points, which places count.
struct CELSource: Sendable {
    let scalars: [Unicode.Scalar]
    private let lineStarts: [Int]

    init(_ text: String) {
        let scalars = Array(text.unicodeScalars)
        self.scalars = scalars
        lineStarts = [0] + scalars.indices.filter { scalars[$0] == "\n" }.map { $0 + 1 }
    }

    var lines: [String] {
        lineStarts.indices.map { number in
            let end = number + 1 < lineStarts.count ? lineStarts[number + 1] - 1 : scalars.count
            return text(lineStarts[number]..<end)
        }
    }

    func text(_ range: Range<Int>) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars[range])
        return String(result)
    }

    func issue(_ message: String, at offset: Int) -> CELIssue {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return CELIssue(offset: offset, line: low + 1, column: offset - lineStarts[low] + 1, message: message)
    }
}
