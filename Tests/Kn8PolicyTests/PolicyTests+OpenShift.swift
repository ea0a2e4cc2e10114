// SPDX-License-Identifier: MIT

extension PolicyTests {
    private static func route(_ name: String, _ spec: String, _ namespace: String = "default") -> String {
        #"{"apiVersion":"route.openshift.io/v1","kind":"Route","metadata":{"name":"\#(name)","namespace":"#
            + #""\#(namespace)"},"spec":{"to":{"kind":"Service","name":"web"},\#(spec)}}"#
    }

    private static func config(_ spec: String) -> String {
        #"{"apiVersion":"apps.openshift.io/v1","kind":"DeploymentConfig","metadata":{"name":"web"},"spec":{\#(spec)"#
            + #","template":{"spec":{"containers":[{"name":"web","image":" "}]}}}}"#
    }

    private static func imageTrigger(_ parameters: String) -> String {
        #""triggers":[{"type":"ImageChange","imageChangeParams":{\#(parameters),"from":{"name":"web:1"}}}]"#
    }

    static let openShift: [Row] = [
        Row(
            "two Routes, one host",
            route("a", #""host":"h.io""#),
            route("b", #""host":"H.io""#),
            breaches: "openshift/route-clash 1:spec.host"
        ),
        Row("two paths of a host", route("a", #""host":"h.io""#), route("b", #""host":"h.io","path":"/b""#)),
        Row(
            "one path of a host",
            route("a", #""host":"h.io","path":"/b""#),
            route("b", #""host":"h.io","path":"/b""#),
            breaches: "openshift/route-clash 1:spec.host"
        ),
        Row(
            "a host of two namespaces, whatever the path",
            route("a", #""host":"h.io""#),
            route("b", #""host":"h.io","path":"/b""#, "other"),
            breaches: "openshift/route-clash 1:spec.host"
        ),
        Row(
            "a host and its subdomains",
            route("a", #""host":"h.io""#),
            route("b", #""host":"h.io","wildcardPolicy":"Subdomain""#)
        ),
        Row("Routes that get a host of their own", route("a", #""path":"/""#), route("b", #""path":"/""#)),
        Row("no triggers at all mean ConfigChange", config(#""replicas":1"#)),
        Row("no triggers and null", config(#""triggers":null"#)),
        Row(
            "an empty list of triggers",
            config(#""triggers":[]"#),
            breaches: "openshift/triggers-missing 0:spec.triggers"
        ),
        Row("an empty list of triggers while paused", config(#""triggers":[],"paused":true"#)),
        Row("an automatic trigger", config(imageTrigger(#""automatic":true,"containerNames":["web"]"#))),
        Row(
            "a trigger that is not automatic",
            config(imageTrigger(#""automatic":false,"containerNames":["web"]"#)),
            breaches: "openshift/trigger-not-automatic 0:spec.triggers[0].imageChangeParams.automatic"
        ),
        Row(
            "a trigger that does not say whether it is automatic",
            config(imageTrigger(#""containerNames":["web"]"#)),
            breaches: "openshift/trigger-not-automatic 0:spec.triggers[0].imageChangeParams"
        ),
        Row(
            "a trigger that has its image, not automatic any more",
            config(imageTrigger(#""automatic":false,"containerNames":["web"],"lastTriggeredImage":"web@sha256:1""#))
        ),
        Row(
            "a trigger for a container that is not there",
            config(imageTrigger(#""automatic":true,"containerNames":["web","wep"]"#)),
            breaches: "openshift/trigger-container-missing 0:spec.triggers[0].imageChangeParams.containerNames[1]"
        ),
    ]
}
