#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the kinds of well-known operators, from the CRDs of clones of their repositories.

    scripts/operators.py FOLDER > Sources/CKn8Data/operators.txt

FOLDER/OWNER+NAME/repo is the clone of each repository in SOURCES. Only facts are taken: names, types, bounds, which fields are
required. What a CRD says with oneOf, anyOf, not or CEL rules is left out; a node whose fields are those of one of Kubernetes' own
definitions becomes that definition. The form is told in Sources/CKn8Data/README.md.
"""

import os
import re
import subprocess
import sys

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LOADER.add_constructor("tag:yaml.org,2002:value", lambda loader, node: node.value)
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATA = os.path.join(ROOT, "Sources", "CKn8Data")

# Repository, tag or commit, pattern of paths, prefix of the definitions' names, pattern of kinds.
SOURCES = [
    ("argoproj/argo-cd", "v3.5.1", r"manifests/crds/app.*-crd\.yaml", "argocd", ".*"),
    ("argoproj/argo-workflows", "v4.1.2", r"manifests/base/crds/full/argoproj\.io_(cluster|cron)?workflow(template|eventbinding)?s\.yaml", "argo", ".*"),
    ("tektoncd/pipeline", "v1.15.0", r"config/300-crds/300-\w+\.yaml", "tekton", ".*"),
    ("tektoncd/pipeline", "v0.10.1", r"config/300-\w+\.yaml", "tekton0", ".*"),
    ("tektoncd/triggers", "v0.37.0", r"config/300-\w+\.yaml", "triggers", ".*"),
    ("tektoncd/triggers", "v0.3.1", r"config/300-\w+\.yaml", "triggers0", ".*"),
    ("cert-manager/cert-manager", "v1.21.1", r"deploy/crds/\S+\.yaml", "certmanager", ".*"),
    ("cert-manager/cert-manager", "v1.5.4", r"deploy/crds/\S+\.yaml", "certmanager0", ".*"),
    ("prometheus-operator/prometheus-operator", "v0.93.0", r"example/prometheus-operator-crd/monitoring\S+\.yaml", "monitoring", ".*"),
    ("kubedb/apimachinery", "0.12.0", r"api/crds/\S+\.yaml", "kubedb", ".*"),
    ("spotahome/redis-operator", "v1.2.4", r"charts/redisoperator/crds/\S+\.yaml", "redis", ".*"),
    ("rook/rook", "v1.20.6", r"deploy/examples/crds\.yaml", "rook", "Ceph(Cluster|BlockPool|Filesystem|ObjectStore|ObjectStoreUser|Client|NFS)|ObjectBucket.*"),
    ("elastic/cloud-on-k8s", "v3.5.0", r"config/crds/v1/resources/\w+\.k8s\.elastic\.co_\w+\.yaml", "elastic", "Elasticsearch|Kibana|ApmServer|Beat|Logstash|Agent|EnterpriseSearch"),
    ("zalando/postgres-operator", "v2.0.1", r"manifests/(postgresql|postgresteam|operatorconfiguration)\.crd\.yaml", "zalando", ".*"),
    ("pingcap/tidb-operator", "v1.6.0", r"manifests/crd/v1/pingcap\.com_(tidbclusters|tidbmonitors|backups|restores|backupschedules)\.yaml", "pingcap", ".*"),
    ("Orange-OpenSource/casskop", "v2.1.0-release", r"config/crd/bases/db\.orange\.com_cassandra\w+\.yaml", "casskop", ".*"),
    ("minio/operator", "v7.1.1", r"resources/base/crds/\S+\.yaml", "minio", ".*"),
    ("minio/operator", "2.0.9", r"operator-deployment/crd\.yaml", "minio0", ".*"),
    ("minio/operator", "1.0.9", r"minio-operator\.yaml", "minio00", ".*"),
    ("rook/rook", "v1.2.7", r"cluster/examples/kubernetes/yugabytedb/operator\.yaml", "yugabytedb", ".*"),
    ("nats-io/nats-streaming-operator", "v0.4.2", r"deploy/crd\.yaml", "natsstreaming", ".*"),
]
QUANTITY = r"^(\+|-)?(([0-9]+"


def git(clone, *words):
    return subprocess.run(["git", "-C", clone, *words], capture_output=True, text=True, errors="replace").stdout


def core():
    """{definition: {field: (type, required)}} of the catalogue's own definitions."""
    found, current = {}, None
    for line in open(os.path.join(DATA, "catalogue.txt")):
        words = line.split()
        if line.startswith("def "):
            current = found.setdefault(words[1], {})
        elif words and current is not None and not line.startswith("#"):
            current[words[0].rstrip("!")] = (words[1], words[0].endswith("!"))
    meta = {"meta.v1.LabelSelector", "meta.v1.LabelSelectorRequirement", "meta.v1.ObjectMeta", "meta.v1.OwnerReference"}
    return {n: f for n, f in found.items() if not {"apiVersion", "metadata"} <= set(f)
            if n in meta or n.startswith("core.") and not re.search("Status|Event|Condition|Endpoint|Node[A-Z]?[a-z]*System", n)}


CORE = core()
# Definitions of a single field that are meant when a node has just that field.
SINGLE = {("name",): "core.v1.LocalObjectReference"}


def shape(kind):
    return {"[": "array", "{": "object"}.get(kind[0]) or (
        "object" if "." in kind or kind == "object" else
        {"time": "string", "byte": "string", "int32": "integer", "int64": "integer", "bool": "boolean", "intstr": "any",
         "quantity": "any", "any": "any", "double": "number"}.get(kind, kind))


def own(node):
    if node.get("x-kubernetes-int-or-string"):
        return "any"
    return node.get("type", "any")


def fits(node, kind):
    """Whether a field of a node looks like one of Kubernetes' definitions, one level down."""
    if "any" in (own(node), shape(kind)):
        return True
    if own(node) != shape(kind):
        return False
    while kind[0] in "[{":
        node, kind = node.get("items") or node.get("additionalProperties") or {}, kind[1:-1]
        if not isinstance(node, dict):
            return True
    inner = set(node.get("properties", {}))
    return not inner or kind in CORE and inner <= set(CORE[kind])


def core_of(node):
    """Kubernetes' definition with the fields of `node`; None when there is none."""
    fields = node.get("properties", {})
    names = set(fields)
    if tuple(sorted(names)) in SINGLE and fields["name"].get("type") == "string" and not node.get("required"):
        return SINGLE[tuple(sorted(names))]
    if len(names) < 2:
        return None
    required = set(node.get("required", []))
    best = None
    for name, known in CORE.items():
        if not names <= set(known) or len(names) * 5 < len(known) * 3 or len(known) < 2:
            continue
        if any(r for f, (t, r) in known.items() if r and f not in required):
            continue
        if all(fits(fields[f], known[f][0]) for f in names):
            if best is None or len(known) < len(CORE[best]):
                best = name
    return best


class Group:
    """The definitions of one prefix and version."""

    def __init__(self, prefix):
        self.is_loose = False
        self.prefix, self.names, self.lines, self.same = prefix, set(), {}, {}

    def type_of(self, node, hint, parent):
        """(type, words) of a node."""
        if not isinstance(node, dict):
            return "any", []
        words = []
        if node.get("x-kubernetes-int-or-string") or "anyOf" in node and "type" not in node and "properties" not in node:
            return ("quantity" if str(node.get("pattern", "")).startswith(QUANTITY) else "intstr"), []
        kind = node.get("type")
        if kind == "array":
            inner, more = self.type_of(node.get("items", {}), hint[:-1] if hint.endswith("s") and len(hint) > 3 else hint, parent)
            for key, word in (("minItems", "minitems"), ("maxItems", "maxitems")):
                if key in node:
                    words.append(f"{word}={node[key]}")
            if "x-kubernetes-list-type" in node:
                words.append("list=" + node["x-kubernetes-list-type"])
            if "x-kubernetes-list-map-keys" in node:
                words.append("keys=" + ",".join(node["x-kubernetes-list-map-keys"]))
            return f"[{inner}]", words + [w for w in more if w.split("=")[0] in ("enum", "min", "max", "minlen", "maxlen", "pattern")]
        if kind == "object" or "properties" in node:
            if node.get("properties"):
                return core_of(node) or self.definition(node, hint, parent), words
            extra = node.get("additionalProperties")
            if isinstance(extra, dict) and not node.get("x-kubernetes-preserve-unknown-fields"):
                inner, more = self.type_of(extra, hint, parent)
                return "{" + inner + "}", [w for w in more if w.split("=")[0] in ("enum", "min", "max", "minlen", "maxlen", "pattern")]
            return "object", words
        if kind == "integer":
            kind = node.get("format") if node.get("format") in ("int32", "int64") else "int64"
        elif kind == "number":
            kind = "double"
        elif kind == "boolean":
            return "bool", words
        elif kind == "string":
            form = node.get("format")
            kind = {"byte": "byte", "date-time": "time"}.get(form, "string")
        else:
            return "any", words
        for key, word in (("minimum", "min"), ("maximum", "max"), ("minLength", "minlen"), ("maxLength", "maxlen")):
            if key in node and not node.get("exclusiveM" + key[1:]):
                words.append(f"{word}={node[key]}")
        values = node.get("enum")
        if values and all(isinstance(v, (str, int)) and not isinstance(v, bool) for v in values) and not any("\n" in str(v) for v in values):
            words.append("enum=" + "|".join(str(v) for v in values))
        elif node.get("pattern") and "\n" not in node["pattern"] and kind == "string":
            words.append("pattern=" + node["pattern"])
        return kind, words

    def definition(self, node, hint, parent):
        lines = []
        hint = hint[:1].upper() + re.sub(r"[^A-Za-z0-9]", "", hint[1:])
        required = node.get("required", [])
        for field, facts in sorted(node["properties"].items()):
            if " " in field:
                continue
            kind, words = self.type_of(facts, field, hint)
            value = facts.get("default") if isinstance(facts, dict) else None
            if isinstance(value, bool):
                words.insert(0, "default=" + str(value).lower())
            elif isinstance(value, (int, str)) and " " not in str(value) and value != "":
                words.insert(0, f"default={value}")
            lines.append(" ".join([field + ("!" if field in required else ""), kind, *words]))
        is_open = self.is_loose or node.get("x-kubernetes-preserve-unknown-fields") or node.get("additionalProperties")
        head = "custom" + (" open" if is_open else "")
        content = (head, tuple(lines))
        if content in self.same:
            return self.same[content]
        name = hint if hint not in self.names else parent + hint
        base, count = name, 2
        while name in self.names:
            name, count = f"{base}{count}", count + 1
        self.names.add(name)
        full = f"{self.prefix}.{name}"
        self.same[content] = full
        self.lines[full] = (head, lines)
        return full


def modern(crd):
    spec = crd["spec"]
    for version in spec.get("versions") or [{"name": spec["version"], "served": True}]:
        if not version.get("served", True):
            continue
        schema = version.get("schema") or spec.get("validation") or {}
        yield version["name"], schema.get("openAPIV3Schema") or {}, version.get("subresources") or spec.get("subresources") or {}


def main(folder):
    print("# Kinds of well-known operators, for manifests whose CRDs are not at hand. Written by scripts/operators.py.")
    groups, kinds, seen = {}, [], set()
    for repo, ref, paths, prefix, wanted in SOURCES:
        clone = os.path.join(folder, repo.replace("/", "+"), "repo")
        lines = [f"# {repo}@{ref}"]
        for path in git(clone, "ls-tree", "-r", "--name-only", ref).split("\n"):
            if not re.fullmatch(paths, path):
                continue
            text = re.sub(r"^\s*\{\{.*\}\}\s*$", "", git(clone, "show", f"{ref}:{path}"), flags=re.M)
            for crd in yaml.load_all(text, LOADER):
                if not crd or crd.get("kind") != "CustomResourceDefinition" or not re.fullmatch(wanted, crd["spec"]["names"]["kind"]):
                    continue
                names, group = crd["spec"]["names"], crd["spec"]["group"]
                for version, schema, subresources in modern(crd):
                    if (group, version, names["kind"]) in seen:
                        continue
                    seen.add((group, version, names["kind"]))
                    words = ["kind", f"{group}/{version}", names["kind"], names["plural"], names.get("singular") or names["kind"].lower(),
                             "cluster" if crd["spec"].get("scope") == "Cluster" else "namespaced"]
                    if names.get("shortNames"):
                        words.append("short=" + ",".join(names["shortNames"]))
                    if names.get("categories"):
                        words.append("categories=" + ",".join(names["categories"]))
                    if subresources:
                        words.append("subresources=" + ",".join(sorted(subresources)))
                    fields = {f: v for f, v in (schema.get("properties") or {}).items() if f not in ("apiVersion", "kind", "metadata", "status")}
                    if any((v or {}).get("properties") for v in fields.values()) or names["kind"] in ("WorkflowEventBinding",):
                        key = f"{prefix}.{version}"
                        writer = groups.setdefault(key, Group(key))
                        # Without preserveUnknownFields, v1beta1 kept what no schema names.
                        writer.is_loose = crd["apiVersion"].endswith("v1beta1") and crd["spec"].get("preserveUnknownFields") is not False
                        fields |= {"apiVersion": {"type": "string"}, "kind": {"type": "string"}, "metadata": {"type": "object"}, "status": {"type": "object"}}
                        node = dict(schema, properties=fields, required=[r for r in schema.get("required", []) if r in fields and r not in ("metadata", "status")])
                        words.append("def=" + writer.definition(node, names["kind"], names["kind"]))
                    lines.append(" ".join(words + ["known"]) if not words[-1].startswith("def=") else " ".join(words))
        if len(lines) == 1:
            sys.exit(f"nothing found for {repo}@{ref}")
        kinds += lines
    print("\n".join(kinds))
    for key in sorted(groups):
        for name, (head, lines) in sorted(groups[key].lines.items()):
            print(f"\ndef {name} {head}")
            print("\n".join(lines))


if __name__ == "__main__":
    if len(sys.argv) == 2:
        main(sys.argv[1])
    else:
        sys.exit(__doc__)
