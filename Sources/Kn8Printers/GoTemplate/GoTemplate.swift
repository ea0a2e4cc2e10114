// SPDX-License-Identifier: MIT

package import Kn8Value

/// What `-o go-template=` takes: Go's `text/template` over an object's fields, with kubectl's `base64decode` and `exists`.
///
/// Lists, mappings and scalars behave as Go's; there are no methods to call. A missing field is `<no value>`.
package struct GoTemplate: Hashable, Sendable {
    /// Why a text is no template, or what one asks of a value that does not have it.
    package struct Fault: Error, Hashable, Sendable {
        /// What is wrong, in Go's words.
        package var message: String
    }

    /// How deep blocks, parentheses and calls of templates may be nested.
    static let maximalDepth = 100

    let nodes: [GoTemplateNode]
    /// The templates that the text defines, by name.
    let definitions: [String: [GoTemplateNode]]

    /// Reads `text`; what stands outside of double braces is printed as it is.
    package init(_ text: String) throws(Fault) {
        var reader = GoTemplateReader(try GoTemplateLexer.tokens(of: text))
        nodes = try reader.nodes()
        definitions = reader.definitions
    }

    /// What the template prints of `root`.
    package func text(of root: Value) throws(Fault) -> String {
        var run = GoTemplateRun(definitions: definitions, root: root)
        do {
            try run.perform(nodes)
        } catch {
            throw Fault(message: "template: output: executing \"output\": \(error.message)")
        }
        return run.output
    }
}
