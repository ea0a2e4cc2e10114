#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the table by which protobuf bodies are read.

    scripts/protobuf.py FIELDS GO-FOLDER... > Sources/CKn8Data/protobuf.txt

FIELDS is a JSON file of field numbers: {MESSAGE: {FIELD: [NUMBER, TYPE]}}, from the generated.proto files of Kubernetes.
GO-FOLDERs hold kubernetes/api, kubernetes/apimachinery and so on; their types.go say how a field is called in JSON, and
which fields are pointers or part of the struct they are in. Only the messages of served kinds are written. The form is told
in Sources/CKn8Data/README.md.
"""

import json
import os
import re
import sys

META = "k8s.io.apimachinery.pkg.apis.meta.v1."
SPECIAL = {
    META + "Time": "T",
    META + "MicroTime": "U",
    META + "Duration": "D",
    META + "FieldsV1": "F",
    META + "Verbs": "V",
    "k8s.io.apimachinery.pkg.api.resource.Quantity": "Q",
    "k8s.io.apimachinery.pkg.util.intstr.IntOrString": "I",
    "k8s.io.apimachinery.pkg.runtime.RawExtension": "X",
    "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSON": "X",
    "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray": "A",
    "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool": "B",
    "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray": "C",
    "k8s.io.api.authentication.v1.ExtraValue": "V",
    "k8s.io.api.authorization.v1.ExtraValue": "V",
    "k8s.io.api.certificates.v1.ExtraValue": "V",
}
EXTRA = [META + n for n in ("DeleteOptions", "CreateOptions", "Status")] + [
    "k8s.io.api.autoscaling.v1.Scale", "k8s.io.api.policy.v1.Eviction", "k8s.io.api.authentication.v1.TokenRequest",
    "k8s.io.api.core.v1.Binding",
]


def package(group):
    if group == "apiextensions.k8s.io":
        return "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions"
    if group == "apiregistration.k8s.io":
        return "k8s.io.kube_aggregator.pkg.apis.apiregistration"
    return "k8s.io.api." + (group.split(".")[0] or "core")


def go_package(path):
    """The protobuf package of a Go file, by the folders it is in."""
    parts = os.path.dirname(path).split(os.sep)
    for name, prefix in (("apiextensions-apiserver", "k8s.io.apiextensions_apiserver"), ("apimachinery", "k8s.io.apimachinery"),
                         ("kube-aggregator", "k8s.io.kube_aggregator"), ("api", "k8s.io.api")):
        if name in parts:
            return ".".join([prefix] + parts[parts.index(name) + 1:])
    return ""


def go_fields(folders):
    facts = {}
    for folder in folders:
        for top, _, files in os.walk(folder):
            for file in files:
                if not file.endswith(".go") or file.endswith("_test.go") or file.startswith("zz_") or "generated" in file:
                    continue
                path = os.path.join(top, file)
                text = open(path).read()
                for struct in re.finditer(r"^type (\w+) struct \{\n(.*?)^\}", text, re.M | re.S):
                    message = go_package(path) + "." + struct[1]
                    for line in struct[2].split("\n"):
                        tag = re.search(r'`.*protobuf:"(\w+),(\d+),(\w+)', line)
                        if not tag:
                            continue
                        name = re.search(r'json:"([^",]*)((?:,\w+)*)"', line)
                        words = line.split("`")[0].split()
                        kind = words[1] if len(words) > 1 else words[0]
                        facts[(message, int(tag[2]))] = {
                            "json": name[1] if name else "",
                            "inline": len(words) == 1 and not (name and name[1]),
                            "pointer": kind.startswith("*"),
                            "kept": bool(name) and "omitempty" not in name[2] and "omitzero" not in name[2],
                        }
    return facts


def main():
    fields = json.load(open(sys.argv[1]))
    facts = go_fields(sys.argv[2:])
    here = os.path.dirname(os.path.abspath(__file__))
    roots = {}
    for line in open(os.path.join(here, "..", "Sources", "CKn8Data", "catalogue.txt")):
        words = line.split()
        if words[:1] != ["kind"] or len(words) < 7:
            continue
        group, _, version = words[1].rpartition("/")
        message = f"{package(group)}.{version}.{words[2]}"
        if message in fields:
            roots[f"{words[1]} {words[2]}"] = message
    order, queue = [], list(roots.values()) + EXTRA
    while queue:
        message = queue.pop(0)
        if message in order or message in SPECIAL:
            continue
        order.append(message)
        for number, kind in fields[message].values():
            name = re.sub(r"^map<\w+,(.*)>$", r"\1", kind.split()[-1])
            full = resolve(name, message, fields)
            if full:
                queue.append(full)
    index = {message: position for position, message in enumerate(order)}
    print("# How protobuf bodies are read; the form is told in README.md. Written by scripts/protobuf.py.")
    for kind, message in roots.items():
        print("k", kind, index[message])
    for message in EXTRA:
        print("x", message.split(".")[-1], index[message])
    missing = 0
    for message in order:
        print("m", message.split(".")[-1])
        for name, (number, kind) in sorted(fields[message].items(), key=lambda item: item[1][0]):
            fact = facts.get((message, number))
            if fact is None:
                missing += 1
                fact = {"json": name, "inline": False, "pointer": False, "kept": False}
            print(number, ">" if fact["inline"] and not fact["json"] else fact["json"] or name, code(kind, message, fields, index),
                  *(["*"] if fact["pointer"] or fact["kept"] else []))
    if missing:
        print(f"{missing} fields are in no Go file", file=sys.stderr)


def resolve(name, message, fields):
    if name.startswith("."):
        return name[1:]
    own = message.rsplit(".", 1)[0] + "." + name
    return own if own in fields else None


def code(kind, message, fields, index):
    words = kind.split()
    pair = re.match(r"^map<\w+,(.*)>$", words[-1])
    name = pair[1] if pair else words[-1]
    scalar = {"string": "s", "bytes": "y", "bool": "b", "double": "d", "int32": "i", "int64": "i", "uint32": "i", "uint64": "i"}
    full = resolve(name, message, fields)
    text = scalar.get(name) or SPECIAL.get(full) or f"@{index[full]}"
    return ("m" if pair else "r" if words[0] == "repeated" else "") + text


main()
