// SPDX-License-Identifier: MIT
import Kn8Value
import Testing

@testable import Kn8YAML

struct YAMLMutationTests {
    static let text = """
        apiVersion: v1
        kind: List
        items:
        - &a {apiVersion: v1, kind: Pod, "x": [1, 2.5, ~, 'é']}
        - <<: *a
          text: |
            two
            lines
        --- # next
        %YAML 1.1
        ---
        {"a": "\\u00e9", "b": [{}]}
        """

    @Test(arguments: 0..<400) func aDamagedTextIsReadOrRefused(_ seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        var bytes = Array(Self.text.utf8)
        for _ in 0..<(1 + next(6)) {
            let index = next(bytes.count)
            switch next(3) {
            case 0: bytes[index] = UInt8(next(256))
            case 1: bytes.remove(at: index)
            default: bytes.insert(contentsOf: bytes[next(bytes.count)...].prefix(next(20)), at: index)
            }
        }
        let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).count
        for item in YAMLStream.documents(in: bytes, file: "f", root: .any) {
            switch item {
            case .findings(let findings):
                #expect(!findings.isEmpty)
                #expect(findings.allSatisfy { (1...lines).contains($0.span?.start.line ?? 0) })
            case .document(let document): #expect(document.span(of: FieldPath(keys: "items").index(1)) != nil)
            }
        }
    }
}
