// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

struct ValueTests {
    @Test func `a path is set and removed in place`() {
        var value: Value = ["metadata": ["name": "a"]]
        value[path: ["metadata", "labels", "x"]] = "y"
        #expect(value == ["metadata": ["name": "a", "labels": ["x": "y"]]])
        value[path: ["metadata", "labels"]] = nil
        #expect(value == ["metadata": ["name": "a"]])
        value[path: ["spec", "none"]] = nil
        #expect(value == ["metadata": ["name": "a"]])
    }

    @Test func `maps are equal whatever the order and the last of two keys counts`() {
        #expect(ValueMap([("b", 1), ("a", 2), ("b", 3)]) == ["a": 2, "b": 3])
    }

    @Test(arguments: [
        (FieldPath(keys: "spec").key("containers").index(0).key("name"), "spec.containers[0].name"),
        (FieldPath(keys: "metadata", "labels", "a/b"), "metadata.labels[a/b]"),
        (FieldPath(keys: "data", "my.cnf"), "data[my.cnf]"),
        (FieldPath(), ""),
    ])
    func pathsAreSpelledAsTheServerDoes(_ path: FieldPath, _ want: String) {
        #expect(path.description == want)
    }

    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-21T14:30:00Z", 1_795_271_400), ("2000-02-29T23:59:59Z", 951_868_799),
        ("1969-12-31T23:59:59Z", -1), ("2026-11-21T15:30:00.25+01:00", 1_795_271_400),
    ])
    func timestampsAreRead(_ text: String, _ seconds: Int64) throws {
        let moment = try #require(Timestamp(text))
        #expect(moment.seconds == seconds)
        #expect(Timestamp(moment.description) == moment)
    }

    @Test(arguments: ["", "2026", "2026-13-01T00:00:00Z", "2026-01-01T00:00:00", "2026-01-01 00:00:00Z", "nonsense"])
    func otherTextsAreNoTimestamps(_ text: String) {
        #expect(Timestamp(text) == nil)
    }
}
