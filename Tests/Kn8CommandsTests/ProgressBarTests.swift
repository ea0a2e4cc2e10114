// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Commands

struct ProgressBarTests {
    @Test(arguments: [
        (0, 10, "[>                             ]   0%"), (5, 10, "[===============>              ]  50%"),
        (10, 10, "[==============================] 100%"), (11, 10, "[==============================] 100%"),
        (3, 0, "3"),
    ])
    func showsHowFarItIs(_ done: Int, _ total: Int, _ want: String) {
        #expect(ProgressBar.line(done: done, total: total) == want)
    }
}
