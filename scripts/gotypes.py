#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes what older minors of Kubernetes knew, from the Go types of a clone of kubernetes/api.

    scripts/gotypes.py retired CLONE > Sources/CKn8Data/retired.txt
    scripts/gotypes.py since CLONE   > Sources/CKn8Data/since.txt

`retired` writes the kinds of versions that the catalogue does not have, with the minors in which they were deprecated and
removed and what took their place; `since` writes in which minor each kind and field of the catalogue came. Only facts are
taken: names, types, which fields are required. A retired definition that says the same as one of the catalogue is not
written again. The form is told in Sources/CKn8Data/README.md.
"""

import functools
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
DATA = os.path.join(ROOT, "Sources", "CKn8Data")
FIRST, LAST = 8, 36
GROUPS = {
    "admissionregistration": "admissionregistration.k8s.io", "authentication": "authentication.k8s.io",
    "authorization": "authorization.k8s.io", "certificates": "certificates.k8s.io",
    "coordination": "coordination.k8s.io", "core": "", "discovery": "discovery.k8s.io", "events": "events.k8s.io",
    "flowcontrol": "flowcontrol.apiserver.k8s.io", "imagepolicy": "imagepolicy.k8s.io",
    "networking": "networking.k8s.io", "node": "node.k8s.io", "rbac": "rbac.authorization.k8s.io",
    "resource": "resource.k8s.io", "scheduling": "scheduling.k8s.io", "settings": "settings.k8s.io",
    "auditregistration": "auditregistration.k8s.io", "storage": "storage.k8s.io", "storagemigration": "storagemigration.k8s.io",
}
BASIC = {
    "string": "string", "bool": "bool", "int": "int64", "int32": "int32", "int64": "int64", "uint16": "int32",
    "uint32": "int64", "uint64": "int64", "float64": "double", "byte": "int32", "interface{}": "any",
    "[]byte": "byte", "meta/v1.Time": "time", "meta/v1.MicroTime": "time", "meta/v1.Duration": "string",
    "meta/v1.FieldsV1": "object", "intstr.IntOrString": "intstr", "resource.Quantity": "quantity",
    "runtime.RawExtension": "object", "types.UID": "string", "types.NodeName": "string",
    "meta/v1.Verbs": "[string]",
}
# A retired version whose definitions are to be compared with those of another.
SUCCESSOR = {"extensions": ["apps.v1", "networking.v1", "policy.v1beta1"], "autoscaling": ["autoscaling.v2"]}
CLUSTER = {"ClusterRole", "ClusterRoleBinding", "PodSecurityPolicy", "PriorityClass", "StorageClass", "CSIDriver", "CSINode",
           "VolumeAttachment", "VolumeAttributesClass", "RuntimeClass", "FlowSchema", "PriorityLevelConfiguration",
           "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration", "ValidatingAdmissionPolicy",
           "ValidatingAdmissionPolicyBinding", "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding",
           "CertificateSigningRequest", "ClusterTrustBundle", "IngressClass", "IPAddress", "ServiceCIDR", "TokenReview",
           "SelfSubjectReview", "SelfSubjectAccessReview", "SelfSubjectRulesReview", "SubjectAccessReview", "ImageReview",
           "DeviceClass", "ResourceSlice", "ResourceClass", "StorageVersionMigration", "DeviceTaintRule",
           "InitializerConfiguration", "ExternalAdmissionHookConfiguration", "ResourcePoolStatusRequest", "ClusterCIDR", "AuditSink",
           "ThirdPartyResource"}


def git(clone, *words):
    return subprocess.run(["git", "-C", clone, *words], capture_output=True, text=True, errors="replace").stdout


@functools.lru_cache(None)
def files(clone, ref):
    found = {}
    for path in git(clone, "ls-tree", "-r", "--name-only", ref).split("\n"):
        if re.fullmatch(r"[a-z]+/v[0-9a-z]+/(types\w*|well_known\w*)\.go", path) and "swagger_doc" not in path and "_test" not in path:
            found.setdefault(os.path.dirname(path), []).append(path)
    return found


@functools.lru_cache(None)
def package(clone, ref, folder):
    """{struct: [(json name, Go type, required, words)]} and {alias: type} of one folder at `ref`."""
    structs, aliases = {}, {}
    for path in files(clone, ref).get(folder, []):
        text = git(clone, "show", f"{ref}:{path}")
        imports = {}
        for alias, target in re.findall(r'^\s*(\w+)?\s*"k8s\.io/([\w./-]+)"', text, re.M):
            imports[alias or target.split("/")[-1]] = re.sub(r"^(api|apimachinery/pkg/(apis|api|util)|apimachinery/pkg)/", "", target)
        for name, other in re.findall(r"^type (\w+) ([\w.\[\]]+)$", text, re.M):
            aliases[name] = qualified(other, folder, imports)
        for name, body in re.findall(r"^type (\w+) struct \{(.*?)^\}", text, re.M | re.S):
            structs[name] = list(fields(body, folder, imports))
    return structs, aliases


def qualified(go, folder, imports):
    go = go.lstrip("*")
    if go == "[]byte":
        return go
    if go.startswith("[]"):
        return "[" + qualified(go[2:], folder, imports) + "]"
    if go.startswith("map["):
        return "{" + qualified(go[go.index("]") + 1:], folder, imports) + "}"
    if "." in go:
        alias, name = go.split(".", 1)
        return imports.get(alias, alias) + "." + name
    return go if go in BASIC else f"{folder}.{go}"


def fields(body, folder, imports):
    notes = []
    for line in body.split("\n"):
        line = line.strip()
        if line.startswith("//"):
            notes.append(line[2:].strip())
            continue
        match = re.match(r"(?:(\w+)\s+)?([\w.*\[\]{}]+)\s+`(.*?)`", line)
        if not match:
            if not line:
                notes = []
            continue
        tag = match.group(3)
        json = re.search(r'json:"([^"]*)"', tag)
        name, *options = (json.group(1) if json else "").split(",")
        go = qualified(match.group(2), folder, imports)
        if "inline" in options or not name:
            yield ("", go, False, [])
        elif name != "-":
            words = []
            for key, word in (("listType", "list"), ("mapType", "map")):
                for note in notes:
                    if note.startswith(f"+{key}="):
                        words.append(f"{word}={note.split('=', 1)[1]}")
            keys = [n.split("=", 1)[1] for n in notes if n.startswith("+listMapKey=")]
            if keys:
                words.append("keys=" + ",".join(keys))
            for key, word in (("patchStrategy", "patch"), ("patchMergeKey", "merge")):
                found = re.search(key + r':"([^"]*)"', tag)
                if found and found.group(1):
                    words.append(f"{word}={found.group(1)}")
            optional = "omitempty" in options or "omitzero" in options or any(n.startswith("+optional") or n.startswith("+k8s:optional") for n in notes)
            yield (name, go, not optional, words)
        notes = []


def flat(clone, ref, folder, struct):
    """The struct's fields, those of inlined ones among them."""
    result = []
    for name, go, required, words in package(clone, ref, folder)[0].get(struct, []):
        if name:
            result.append((name, go, required, words))
        elif go == "meta/v1.TypeMeta":
            result += [("apiVersion", "string", False, []), ("kind", "string", False, [])]
        elif "." in go:
            result += flat(clone, ref, *go.rsplit(".", 1))
    return sorted(result)


def short(go):
    """extensions/v1beta1.IngressSpec -> extensions.v1beta1.IngressSpec"""
    return go.replace("/", ".")


def catalogue():
    kinds, definitions, current = {}, {}, None
    for line in open(os.path.join(DATA, "catalogue.txt")):
        words = line.split()
        if line.startswith("kind ") and current is None:
            kinds[words[1], words[2]] = words
        elif line.startswith("def "):
            current = definitions.setdefault(words[1], {})
        elif words and not line.startswith("#"):
            current[words[0].rstrip("!")] = (words[1], words[0].endswith("!"))
    return kinds, definitions


def lifecycle(clone, ref, folder):
    """{kind: {introduced, deprecated, removed, replacement}} as the generated functions answer."""
    text = git(clone, "show", f"{ref}:{folder}/zz_generated.prerelease-lifecycle.go")
    facts = {}
    for kind, fact, minor in re.findall(r"func \(in \*(\w+)\) APILifecycle(\w+)\(\) \(major, minor int\) \{\s*return 1, (\d+)", text):
        facts.setdefault(kind, {})[fact.lower()] = int(minor)
    for kind, group, version, other in re.findall(
        r'func \(in \*(\w+)\) APILifecycleReplacement\(\) schema.GroupVersionKind \{\s*return schema.GroupVersionKind\{Group: "([^"]*)", Version: "([^"]*)", Kind: "([^"]*)"', text):
        facts.setdefault(kind, {})["replacement"] = (f"{group}/{version}" if group else version, other)
    return facts


class Retired:
    def __init__(self, clone):
        self.clone = clone
        self.kinds, self.known = catalogue()
        self.same, self.out = {}, {}

    def newest(self, folder, struct):
        for minor in range(LAST, FIRST - 1, -1):
            ref = f"release-1.{minor}"
            if struct in package(self.clone, ref, folder)[0]:
                return ref
        return None

    def oldest(self, folder, struct):
        """The minor in which the struct came; None when it was there before all that are looked at."""
        for minor in range(FIRST, LAST + 1):
            if struct in package(self.clone, f"release-1.{minor}", folder)[0]:
                return minor if minor > FIRST else None

    def type_of(self, go):
        if go in BASIC:
            return BASIC[go]
        if go[0] == "[":
            return "[" + self.type_of(go[1:-1]) + "]"
        if go[0] == "{":
            return "{" + self.type_of(go[1:-1]) + "}"
        folder, name = go.rsplit(".", 1)
        for minor in range(LAST, FIRST - 1, -1):
            structs, aliases = package(self.clone, f"release-1.{minor}", folder)
            if name in aliases:
                return self.type_of(aliases[name])
            if name in structs:
                return self.definition(go)
        if folder == "meta/v1" and short(go) in self.known:
            return short(go)
        return {"JSON": "any"}.get(name, "any")

    def definition(self, go):
        """The name of the definition to write: the catalogue's own when it says the same."""
        if go in self.same:
            return self.same[go]
        folder, name = go.rsplit(".", 1)
        self.same[go] = short(go)
        if short(go) in self.known:
            return short(go)
        ref = self.newest(folder, name)
        mine = {f: (self.type_of(t), r, w) for f, t, r, w in flat(self.clone, ref, folder, name)}
        group = folder.split("/")[0]
        for other in SUCCESSOR.get(group, []) + [f"{group}.v1"]:
            theirs = self.known.get(f"{other}.{name}")
            if theirs and self.equal(mine, theirs):
                self.same[go] = f"{other}.{name}"
                return self.same[go]
        self.out[short(go)] = mine
        return short(go)

    def equal(self, mine, theirs):
        return set(mine) == set(theirs) and all(
            mine[f][0] == theirs[f][0] and (not theirs[f][1] or mine[f][1]) for f in mine)

    def plural(self, kind):
        for (_, other), words in self.kinds.items():
            if other == kind:
                return words[3], words[4], [w for w in words[6:] if w.split("=")[0] in ("short", "categories", "subresources")]
        lower = kind.lower()
        if lower.endswith("parameters"):
            return lower, lower, []
        plural = lower[:-1] + "ies" if lower.endswith("y") else lower + "es" if lower[-1] in "sx" else lower + "s"
        return plural, lower, {"PodSecurityPolicy": ["short=psp"]}.get(kind, [])

    def run(self):
        print("# Kinds and definitions that Kubernetes 1.36 no longer serves by itself. Written by scripts/gotypes.py retired.")
        lines = []
        for ref in [f"release-1.{m}" for m in range(LAST, FIRST - 1, -1)]:
            for folder in sorted(files(self.clone, ref)):
                group, version = folder.split("/")
                if group in ("admission", "apidiscovery", "apiserverinternal", "imagepolicy", "lifecycle", "abac") or version == "v1" and group == "meta":
                    continue
                api = GROUPS.get(group, group)
                api = f"{api}/{version}" if api else version
                structs = package(self.clone, ref, folder)[0]
                life = lifecycle(self.clone, ref, folder)
                for kind in structs:
                    if kind.endswith("List") or (api, kind) in self.kinds or any(l[0] == (api, kind) for l in lines):
                        continue
                    names = {f for f, *_ in flat(self.clone, ref, folder, kind)}
                    if not {"apiVersion", "metadata"} <= names or kind in ("Eviction", "ThirdPartyResourceData"):
                        continue
                    if f"{kind}List" not in structs and kind != "SelfSubjectReview":
                        continue
                    facts = life.get(kind, {})
                    lines.append(((api, kind), folder, kind, facts, int(ref.split(".")[1])))
        for (api, kind), folder, kind, facts, last in sorted(lines, key=lambda l: l[0]):
            facts = FACTS.get((api, kind), FACTS.get(api, {})) | facts
            plural, singular, words = self.plural(kind)
            line = ["kind", api, kind, plural, singular, "cluster" if kind in CLUSTER else "namespaced", *words]
            facts.setdefault("introduced", self.oldest(folder, kind))
            for word in ("introduced", "deprecated", "removed"):
                if facts.get(word):
                    line.append(f"{word}=1.{facts[word]}")
            if "replacement" in facts:
                other, name = facts["replacement"]
                name = name.removesuffix("List")
                if (other, name) not in self.kinds:
                    other = next((a for (a, k) in self.kinds if k == name), "")
                if other:
                    line.append(f"successor={other}" + (f"/{name}" if name != kind else ""))
            elif not facts.get("none"):
                better = [a for (a, k) in self.kinds if k == kind and a.split("/")[0] == api.split("/")[0]]
                if better:
                    line.append(f"successor={better[0]}")
            if "removed" not in facts and "deprecated" not in facts and last < LAST:
                line.append(f"removed=1.{last + 1}")
            line.append("def=" + self.definition(f"{folder}.{kind}"))
            print(" ".join(line))
        for name in sorted(self.out):
            print(f"\ndef {name}")
            for field, (kind, required, words) in sorted(self.out[name].items()):
                print(" ".join([field + ("!" if required and field not in ("status",) else ""), kind, *words]))


# What versions from before the generated lifecycle functions do not say (the deprecation guide, and CHANGELOGs).
FACTS = {
    "batch/v2alpha1": {"introduced": 4, "deprecated": 8, "removed": 21, "replacement": ("batch/v1", "CronJob")},
    "rbac.authorization.k8s.io/v1alpha1": {"introduced": 5, "deprecated": 17, "removed": 22},
    ("scheduling.k8s.io/v1alpha1", "PriorityClass"): {"introduced": 8, "deprecated": 14},
    "settings.k8s.io/v1alpha1": {"introduced": 6, "deprecated": 16, "removed": 20, "none": True},
    ("policy/v1beta1", "PodSecurityPolicy"): {"introduced": 10, "deprecated": 21, "removed": 25, "none": True},
    ("extensions/v1beta1", "PodSecurityPolicy"): {"introduced": 3, "deprecated": 11, "removed": 16, "replacement": ("policy/v1beta1", "PodSecurityPolicy")},
}


def print_since(clone):
    kinds, definitions = catalogue()
    first, kind_first = {}, {}
    for minor in range(LAST, FIRST - 1, -1):
        ref = f"release-1.{minor}"
        for name, known in definitions.items():
            group, version, struct = (name.split(".") + ["", ""])[:3]
            folder = f"{group}/{version}"
            if folder not in files(clone, ref):
                continue
            names = {f for f, *_ in flat(clone, ref, folder, struct)}
            for field in known:
                if field in names and first.get((name, field), minor + 1) == minor + 1:
                    first[name, field] = minor
        for (api, kind), words in kinds.items():
            name = words[-1].split("=")[1]
            group, version, struct = (name.split(".") + ["", ""])[:3]
            if struct in package(clone, ref, f"{group}/{version}")[0] and kind_first.get((api, kind), minor + 1) == minor + 1:
                kind_first[api, kind] = minor
    print("# In which minor kinds and fields of catalogue.txt came; none before 1.9. Written by scripts/gotypes.py since.")
    for (api, kind), minor in sorted(kind_first.items(), key=lambda item: (item[1], item[0])):
        if minor > FIRST:
            print(f"kind 1.{minor} {api} {kind}")
    by = {}
    for (name, field), minor in first.items():
        oldest = min(m for (n, _), m in first.items() if n == name)
        if minor > FIRST and minor > oldest:
            by.setdefault((name), []).append((minor, field))
    for name in sorted(by):
        print(f"def {name} " + " ".join(f"{field}=1.{minor}" for minor, field in sorted(by[name])))


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "retired":
        Retired(sys.argv[2]).run()
    elif len(sys.argv) == 3 and sys.argv[1] == "since":
        print_since(sys.argv[2])
    else:
        sys.exit(__doc__)
