// SPDX-License-Identifier: MIT

extension CELLibrary {
    /// The operators, functions and macros of the language itself. `zone` finds named time zones.
    static func standard(zone: @escaping @Sendable (String) -> CELTimeZone?) -> CELLibrary {
        CELLibrary("standard", functions: [], macros: CELMacro.standard, constants: [])
    }
}
