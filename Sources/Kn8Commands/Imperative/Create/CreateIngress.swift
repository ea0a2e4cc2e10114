// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateIngress: Generator {
    static let configuration = CommandConfiguration(
        commandName: "ingress",
        abstract: "Create an Ingress",
        discussion: """
            A path that ends with * is a prefix. Examples: 'kn8 create ingress web \
            --rule=\"example.com/shop*=shop:80,tls=cert\"', 'kn8 create ingress all --default-backend=web:http'.
            """,
        aliases: ["ing"]
    )

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions

    @Option(help: "A rule, HOST/PATH=SERVICE:PORT[,tls[=SECRET]]; may be repeated")
    var rule: [String] = []

    @Option(name: .customLong("class"), help: "The IngressClass")
    var ingressClass = ""

    @Option(name: .customLong("default-backend"), help: "Where everything else goes, SERVICE:PORT")
    var defaultBackend = ""

    @Option(help: "An annotation, NAME=VALUE; may be repeated")
    var annotation: [String] = []

    var failure: String? { "failed to create ingress: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        guard !rule.isEmpty || !defaultBackend.isEmpty else {
            throw CommandError(
                "not enough information provided: every ingress has to either specify a default-backend (which catches "
                    + "all traffic) or a list of rules (which catch specific paths)"
            )
        }
        var rules: [IngressRuleText] = []
        for text in rule { rules.append(try IngressRuleText(text)) }
        var object = Object(
            "networking.k8s.io/v1",
            "Ingress",
            name,
            ["spec": [:], "status": ["loadBalancer": [:]]]
        )
        for text in annotation {
            guard let mark = text.firstIndex(of: "="), mark > text.startIndex else {
                throw CommandError("annotation \(text) is invalid and should be in format key=[value]")
            }
            object["metadata", "annotations", String(text[..<mark])] = .string(
                String(text[text.index(after: mark)...])
            )
        }
        if !ingressClass.isEmpty { object["spec", "ingressClassName"] = .string(ingressClass) }
        if !defaultBackend.isEmpty {
            guard let backend = IngressRuleText.backend(defaultBackend[...]) else {
                throw CommandError("default-backend should be in format servicename:serviceport")
            }
            object["spec", "defaultBackend"] = backend
        }
        if !rules.isEmpty { object["spec", "rules"] = IngressRuleText.rules(rules) }
        let certificates = IngressRuleText.certificates(rules)
        if !certificates.isEmpty { object["spec", "tls"] = .array(certificates) }
        return object
    }
}
