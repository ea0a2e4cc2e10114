// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Schema

@Suite struct ExplanationTests {
    static let definition = Manifest.one(
        """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: widgets.example.com}
        spec:
          group: example.com
          scope: Namespaced
          names: {kind: Widget, plural: widgets}
          versions:
          - name: v1
            served: true
            storage: true
            schema:
              openAPIV3Schema:
                type: object
                description: A widget.
                required: [spec]
                properties:
                  spec:
                    type: object
                    required: [size]
                    properties:
                      size: {type: integer, default: 3, description: How large it is.}
                      colour: {type: string, enum: [red, green, blue, cyan, pink]}
                      shade: {type: string, enum: ["", dark]}
                      parts:
                        type: array
                        description: What it is made of.
                        items:
                          type: object
                          description: One part.
                          properties: {name: {type: string}, env: {type: object, additionalProperties: {type: string}}}
                      free: {type: object, x-kubernetes-preserve-unknown-fields: true}
                      at: {x-kubernetes-int-or-string: true}
        """
    )

    private static func text(
        _ word: String,
        recursive: Bool = false,
        _ format: Explanation.Format = .plaintext
    ) -> String {
        var catalog = SchemaCatalog.standard
        _ = catalog.add(crd: definition)
        guard let (entry, path) = catalog.kind(explaining: word),
            let explanation = catalog.explanation(of: entry, definitions: [definition])
        else { return "no kind" }
        do {
            return explanation.header(format) + (try explanation.body(of: path, recursive: recursive, format))
        } catch let missing {
            return "no \(missing.name), \(missing.nearest ?? "-")"
        }
    }

    @Test func `a list of fields has types, values, defaults and what is required`() {
        #expect(
            Self.text("widgets.spec") == """
                GROUP:      example.com
                KIND:       Widget
                VERSION:    v1

                FIELD: spec <Object>


                DESCRIPTION:
                    <empty>
                FIELDS:
                  at\t<IntOrString>
                    <no description>

                  colour\t<string>
                  enum: red, green, blue, cyan, ....
                    <no description>

                  free\t<Object>
                    <no description>

                  parts\t<[]Object>
                    What it is made of.

                  shade\t<string>
                  enum: "", dark
                    <no description>

                  size\t<integer> -required-
                  default: 3
                    How large it is.



                """
        )
    }

    @Test func `a field has all its values, its default and the words of its elements`() {
        #expect(
            Self.text("widget.spec.colour") == """
                GROUP:      example.com
                KIND:       Widget
                VERSION:    v1

                FIELD: colour <string>
                ENUM:
                    red
                    green
                    blue
                    cyan
                    pink

                DESCRIPTION:
                    <empty>


                """
        )
        #expect(Self.text("widget.spec.size").contains("FIELD: size <integer>\n\nDEFAULT: 3\n\nDESCRIPTION:\n"))
        #expect(
            Self.text("widget.spec.parts").contains(
                "DESCRIPTION:\n    What it is made of.\n    One part.\n    \nFIELDS:\n  env\t<map[string]string>\n"
            )
        )
    }

    @Test func `recursion prints names only`() {
        let text = Self.text("widget", recursive: true)
        #expect(
            text.contains(
                "DESCRIPTION:\n    A widget.\n    \nFIELDS:\n  apiVersion\t<string>\n  kind\t<string>\n  metadata"
            )
        )
        #expect(
            text.contains("\n  spec\t<Object> -required-\n    at\t<IntOrString>\n    colour\t<string>\n    enum: red,")
        )
        #expect(text.contains("\n    parts\t<[]Object>\n      env\t<map[string]string>\n      name\t<string>\n"))
        let crd = Self.text("crd.spec.versions.schema", recursive: true)
        #expect(crd.contains("    not\t<JSONSchemaProps>\n    nullable\t<boolean>\n"))
    }

    @Test func `the form of old`() {
        #expect(
            Self.text("widget.spec.parts", .plaintextOpenAPIv2) == """
                KIND:     Widget
                VERSION:  example.com/v1

                RESOURCE: parts <[]Object>

                DESCRIPTION:
                     What it is made of.

                     One part.

                FIELDS:
                   env\t<map[string]string>
                     <no description>

                   name\t<string>
                     <no description>


                """
        )
        #expect(
            Self.text("pod.spec.nodeName", .plaintextOpenAPIv2).contains(
                "FIELD:    nodeName <string>\n\nDESCRIPTION:\n"
            )
        )
    }

    @Test(arguments: [
        ("deploy.spec.replicsa", "no replicsa, replicas"), ("deployments.apps.spec.replicas.x", "no x, -"),
        ("widgets.v1.example.com.spec.sise", "no sise, size"), ("nosuch.spec", "no kind"),
        ("pods.Spec", "no Spec, spec"),
    ])
    func aMissingFieldHasANearestName(_ word: String, _ want: String) {
        #expect(Self.text(word) == want)
    }

    @Test(arguments: [
        ("a b", 76, "a b"), ("aaa bbb ccc", 7, "aaa bbb\nccc"), ("aaa bbb ccc", 6, "aaa\nbbb\nccc"),
        ("aaaaaaaaaa b", 4, "aaaaaaaaaa\nb"), ("a\nb  c", 3, "a\nb\nc"), ("", 5, ""), ("ab  \ncd", 3, "ab\ncd"),
    ])
    func textIsBrokenAtSpaces(_ text: String, _ limit: Int, _ want: String) {
        let shown = WordWrap.wrapped(text, at: limit)
        // Spaces before a break may stay, as they do in kubectl.
        let lines = shown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        #expect(lines.joined(separator: "\n") == want)
    }

    @Test func `every description is of a field that there is`() throws {
        let catalog = SchemaCatalog.standard
        let custom = catalog.resources.filter { if case .embeddedCRD = $0.origin { true } else { false } }
        var unknown: [String] = []
        var last = ""
        var roots: [ExplainedNode] = []
        for name in FieldDescriptions.shared.names.sorted() {
            let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
            guard let section = parts.first, section != "meta.v1" else { continue }
            if section != last { roots = [] }
            defer { last = section }
            if section == last {
                // The roots are those of the name before.
            } else if let schema = catalog.schema(definition: section) {
                roots = [ExplainedNode(source: .native(schema), texts: .shared)]
            } else {
                roots = custom.filter { "\($0.kind).\($0.group)" == section }
                    .compactMap { catalog.explanation(of: $0, definitions: [])?.root }
            }
            let path = parts.dropFirst().first?.split(separator: ".").map(String.init) ?? []
            let isThere = roots.contains { root in
                var node: ExplainedNode? = root
                for step in path { node = node?.fields.first { $0.name == step }?.node }
                return node != nil
            }
            if !isThere { unknown.append(name) }
        }
        #expect(unknown == [])
        #expect(Array(FieldDescriptions.shared.names).count > 600)
    }
}
