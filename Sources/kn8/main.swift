// SPDX-License-Identifier: MIT

import Glibc
import Kn8Commands

// The work begins on this thread: a command that waits for nothing starts no other, which saves a fifth of a cold start.
Task.immediate { @concurrent in
    exit(await Kn8.main(Array(CommandLine.arguments.dropFirst()), in: .process()))
}
while true { pause() }
