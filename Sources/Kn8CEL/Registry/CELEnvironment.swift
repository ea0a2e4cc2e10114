// SPDX-License-Identifier: MIT

/// What expressions may use: variables, functions, macros, types; and what they are compiled with.
///
/// An environment is a value. Make one of libraries once, then derive from it by `declaring` the variables of a place:
///
///     let rule = try CELEnvironment.kubernetes.declaring("self", shape.type).compile("self.min <= self.max")
///     let value = try rule.evaluate(["self": try shape.adapt(json)])
package struct CELEnvironment: Sendable {
    /// What differs between users of the language.
    package struct Options: Sendable {
        /// Whether the elements of a list literal, and the keys and the values of a map literal, must be of one type.
        package var homogeneousAggregates = true
        /// Whether `a.?b`, `a[?b]` and `[?x]` are read.
        package var optionalSyntax = true
        /// Whether fields may be written between backticks.
        package var quotedFields = false
        /// Whether literal arguments of `duration`, `timestamp` and `matches` are judged when compiling.
        package var checksLiterals = true
        /// Whether `has()` costs 1.
        package var presenceTestHasCost = false
        /// Names are looked up in this package and the ones around it first.
        package var container = ""
        /// Whether nothing is checked: names and overloads are found, or missed, at run time.
        package var skipsChecking = false
        /// The object type that a literal `Name{field: value}` makes, for names that are not declared one by one, such as
        /// the `Object.spec.template` of mutating policies; nil when there is none.
        package var objectType: @Sendable (String) -> CELShape? = { _ in nil }
        /// The zone of a name such as `Europe/Berlin`; nil when there is none. This floor reads no files, so named
        /// zones other than `UTC` are unknown unless somebody gives their TZif files here (`CELTimeZone(tzif:)`). Taken when
        /// the environment is made; a change later has no effect.
        package var zone: @Sendable (String) -> CELTimeZone? = { CELTimeZone(fixed: $0) }

        /// As Kubernetes has them.
        package init() {}
    }

    /// What differs between users of the language.
    package var options: Options
    private(set) var variables: [String: CELType] = [:]
    private(set) var functions: [String: CELFunction] = [:]
    private(set) var macros: [CELMacro] = []
    private(set) var constants: [String: CELLibrary.Constant] = [:]
    private(set) var objectTypes: [String: CELShape] = [:]

    /// The language's operators, functions and macros, and those of `libraries`.
    package init(_ libraries: [CELLibrary] = [], options: Options = Options()) {
        self.options = options
        add(.standard(zone: options.zone))
        for library in libraries { add(library) }
    }

    /// This environment and `library`.
    package func adding(_ library: CELLibrary) -> CELEnvironment {
        var result = self
        result.add(library)
        return result
    }

    /// This environment with the variable `name`, which may have dots, of `type`.
    package func declaring(_ name: String, _ type: CELType) -> CELEnvironment {
        var result = self
        result.variables[name] = type
        return result
    }

    /// This environment with an object type that expressions may construct: `Name{field: value}`.
    package func declaring(objectType shape: CELShape) -> CELEnvironment {
        var result = self
        result.objectTypes[shape.name] = shape
        result.constants[shape.name] = CELLibrary.Constant(
            name: shape.name,
            type: .type(.object(shape)),
            value: .type(.object(shape))
        )
        return result
    }

    /// The program of `source`, or what is wrong with it.
    package func compile(_ source: String) throws(CELIssues) -> CELProgram {
        try CELCompiler(environment: self).compile(source)
    }

    private mutating func add(_ library: CELLibrary) {
        for function in library.functions {
            guard var present = functions[function.name] else {
                functions[function.name] = function
                continue
            }
            for overload in function.overloads {
                let same = present.overloads.firstIndex {
                    $0.id == overload.id
                        || ($0.isReceiver == overload.isReceiver && $0.parameters == overload.parameters)
                }
                if let same {
                    present.overloads[same] = overload
                } else {
                    present.overloads.append(overload)
                }
            }
            functions[function.name] = present
        }
        for macro in library.macros {
            macros.removeAll {
                $0.name == macro.name && $0.argumentCount == macro.argumentCount && $0.isReceiver == macro.isReceiver
            }
            macros.append(macro)
        }
        for constant in library.constants { constants[constant.name] = constant }
    }
}
