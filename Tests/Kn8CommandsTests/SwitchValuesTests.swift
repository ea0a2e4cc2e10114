// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Commands

/// Spellings that kubectl takes, and what they must not be taken for.
@Suite struct SwitchValuesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let given: String
        /// The same in words that need no second look; nil when it is refused.
        let same: String?
        var testDescription: String { given }

        init(_ given: String, _ same: String?) { (self.given, self.same) = (given, same) }
    }

    @Test(arguments: [
        Row("get pods -A=1", "get pods -A"), Row("get pods --watch=F", "get pods"),
        Row("delete pods --all=TRUE", "delete pods --all"), Row("delete pods --all=maybe", nil),
        Row("get pods -owide", "get pods -o wide"), Row("get pods -ojsonpath={.kind}", "get pods -o jsonpath={.kind}"),
        Row("get pods -nweb -Rf x", "get pods -n web -R -f x"), Row("get pods -A5", nil), Row("get pods -q5", nil),
        Row("get pods --namespace= -o name", "get pods --namespace '' -o name"),
        Row("set env deployment/a --env= -n x", "set env deployment/a --env '' -n x"),
        Row("set env deployment/a --env --env=", "set env deployment/a --env --env="),
        Row("config view -v=6 --namespace x --request-timeout=5s", "config view"),
        Row("config view --state x", nil), Row("config view --namespac x", nil), Row("get pods --bogus=", nil),
    ])
    func parsing(_ row: Row) throws {
        func words(_ text: String) -> [String] { text.split(separator: " ").map { $0 == "''" ? "" : String($0) } }
        let session = Session.process().quiet
        guard let same = row.same else {
            #expect(throws: (any Error).self) { try SwitchValues.parse(words(row.given), in: session) }
            return
        }
        let plain = try SwitchValues.parse(words(same), in: session)
        #expect("\(try SwitchValues.parse(words(row.given), in: session))" == "\(plain)")
    }
}
