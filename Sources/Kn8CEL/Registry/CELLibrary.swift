// SPDX-License-Identifier: MIT

/// Functions, macros and constants that belong together: strings, quantities, addresses.
///
/// A library is a value, made once as a static constant in a folder of its own, and an environment is made of a list
/// of them (`CELEnvironment.init`). The later one wins where two declare an overload with the same parameters, which
/// is how a newer version of a library replaces parts of an older one.
package struct CELLibrary: Sendable {
    /// A name that stands for a value in every expression, such as the type `kubernetes.Quantity`.
    package struct Constant: Sendable {
        /// The name, which may have dots.
        package let name: String
        /// Its static type.
        package let type: CELType
        /// Its value.
        package let value: CELValue

        /// The constant `name`.
        package init(name: String, type: CELType, value: CELValue) {
            self.name = name
            self.type = type
            self.value = value
        }

        /// The name of an opaque type, as expressions write it in `type(x) == kubernetes.Quantity`.
        package static func type(_ name: String) -> Constant {
            Constant(name: name, type: .type(.opaque(name)), value: .type(.opaque(name)))
        }
    }

    /// What the documentation calls it.
    package let name: String
    /// Its functions.
    package let functions: [CELFunction]
    /// Its macros.
    package let macros: [CELMacro]
    /// Its constants.
    package let constants: [Constant]

    /// The library `name`.
    package init(
        _ name: String,
        functions: [CELFunction] = [],
        macros: [CELMacro] = [],
        constants: [Constant] = []
    ) {
        self.name = name
        self.functions = functions
        self.macros = macros
        self.constants = constants
    }
}
