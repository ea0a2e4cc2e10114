// SPDX-License-Identifier: MIT

import Glibc
import Kn8Commands

exit(await Kn8.main(Array(CommandLine.arguments.dropFirst()), in: .process()))
