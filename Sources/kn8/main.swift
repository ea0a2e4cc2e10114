// SPDX-License-Identifier: MIT

import Glibc
import Kn8Commands

// The work begins on this thread: a command that waits for nothing starts no other, which saves a fifth of a cold start.
Task.immediate { @concurrent in
    let status = await Kn8.main(Array(CommandLine.arguments.dropFirst()), in: .process())
    // Without the handlers of `exit`: OpenSSL's would free what libcurl's thread, which may be ending now, frees as well.
    fflush(nil)
    _exit(status)
}
while true { pause() }
