#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the catalogue of built-in kinds, and the index of the embedded CRDs.

    scripts/catalogue.py kinds OPENAPI-FOLDER   > Sources/CKn8Data/catalogue.txt
    scripts/catalogue.py crds                   writes Sources/CKn8Data/crds.txt and crds.inc from manifests/crds

OPENAPI-FOLDER holds what an API server answers: openapi-v2.json, openapi-v3/*.json, discovery-api.json and
discovery-apis.json (aggregated). Only facts are taken, no descriptions. The form is told in Sources/CKn8Data/README.md.
"""

import glob
import json
import os
import re
import sys

STANDARD_VERBS = ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"]

# Definitions that are no structs, by what they look like in JSON.
SCALARS = {
    "meta.v1.Time": "time",
    "meta.v1.MicroTime": "time",
    "meta.v1.FieldsV1": "object",
    "meta.v1.Patch": "object",
    "resource.Quantity": "quantity",
    "intstr.IntOrString": "intstr",
    "runtime.RawExtension": "object",
    "apiextensions.v1.JSON": "any",
    "apiextensions.v1.JSONSchemaPropsOrArray": "any",
    "apiextensions.v1.JSONSchemaPropsOrBool": "any",
    "apiextensions.v1.JSONSchemaPropsOrStringArray": "any",
    "apiextensions.v1.CustomResourceSubresourceStatus": "object",
}

# Fields that OpenAPI calls required, and that the server fills in or does without.
OPTIONAL = {
    ("rbac.v1.RoleRef", "apiGroup"),
    ("networking.v1.NetworkPolicySpec", "podSelector"),
    ("rbac.v1.ClusterRole", "rules"),
    ("rbac.v1.Role", "rules"),
    ("discovery.v1.EndpointSlice", "endpoints"),
    ("core.v1.PersistentVolumeClaimTemplate", "metadata"),
    ("core.v1.ResourceClaim", "name"),
}

# What the server fills in although OpenAPI does not say so (pkg/apis/*/v1/defaults.go). What depends on other fields is
# in Kn8Schema's NativeDefaults.
DEFAULTS = {
    "core.v1.PodSpec": {
        "restartPolicy": "Always",
        "dnsPolicy": "ClusterFirst",
        "schedulerName": "default-scheduler",
        "securityContext": "{}",
        "terminationGracePeriodSeconds": 30,
    },
    "core.v1.Container": {
        "terminationMessagePath": "/dev/termination-log",
        "terminationMessagePolicy": "File",
        "resources": "{}",
    },
    "core.v1.Probe": {"timeoutSeconds": 1, "periodSeconds": 10, "successThreshold": 1, "failureThreshold": 3},
    "core.v1.HTTPGetAction": {"path": "/", "scheme": "HTTP"},
    "core.v1.GRPCAction": {"service": '""'},
    "core.v1.ObjectFieldSelector": {"apiVersion": "v1"},
    "core.v1.ConfigMapVolumeSource": {"defaultMode": 420},
    "core.v1.SecretVolumeSource": {"defaultMode": 420},
    "core.v1.DownwardAPIVolumeSource": {"defaultMode": 420},
    "core.v1.ProjectedVolumeSource": {"defaultMode": 420},
    "core.v1.ServiceAccountTokenProjection": {"expirationSeconds": 3600},
    "core.v1.HostPathVolumeSource": {"type": '""'},
    "core.v1.AzureDiskVolumeSource": {"readOnly": "false"},
    "core.v1.PersistentVolumeClaimSpec": {"volumeMode": "Filesystem"},
    "core.v1.PersistentVolumeSpec": {"volumeMode": "Filesystem", "persistentVolumeReclaimPolicy": "Retain"},
    "core.v1.Secret": {"type": "Opaque"},
    "core.v1.EndpointPort": {"protocol": "TCP"},
    "discovery.v1.EndpointPort": {"protocol": "TCP", "name": '""'},
    "apps.v1.DeploymentSpec": {"replicas": 1, "revisionHistoryLimit": 10, "progressDeadlineSeconds": 600},
    "apps.v1.ReplicaSetSpec": {"replicas": 1},
    "apps.v1.StatefulSetSpec": {
        "replicas": 1,
        "podManagementPolicy": "OrderedReady",
        "revisionHistoryLimit": 10,
        "persistentVolumeClaimRetentionPolicy": "{}",
        "updateStrategy": "{}",
        "serviceName": '""',
    },
    "apps.v1.StatefulSetUpdateStrategy": {"type": "RollingUpdate"},
    "apps.v1.RollingUpdateStatefulSetStrategy": {"partition": 0},
    "apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy": {"whenDeleted": "Retain", "whenScaled": "Retain"},
    "apps.v1.DaemonSetSpec": {"revisionHistoryLimit": 10, "updateStrategy": "{}"},
    "apps.v1.DaemonSetUpdateStrategy": {"type": "RollingUpdate"},
    "apps.v1.RollingUpdateDaemonSet": {"maxUnavailable": 1, "maxSurge": 0},
    "apps.v1.DeploymentStrategy": {"type": "RollingUpdate"},
    "apps.v1.RollingUpdateDeployment": {"maxSurge": "25%", "maxUnavailable": "25%"},
    "batch.v1.CronJobSpec": {
        "concurrencyPolicy": "Allow",
        "suspend": "false",
        "successfulJobsHistoryLimit": 3,
        "failedJobsHistoryLimit": 1,
    },
    "core.v1.ServiceSpec": {"type": "ClusterIP", "sessionAffinity": "None"},
    "networking.v1.NetworkPolicyPort": {"protocol": "TCP"},
    "networking.v1.IngressClassParametersReference": {"scope": "Cluster"},
    "rbac.v1.RoleRef": {"apiGroup": "rbac.authorization.k8s.io"},
    "autoscaling.v2.HorizontalPodAutoscalerSpec": {"minReplicas": 1},
    "autoscaling.v1.HorizontalPodAutoscalerSpec": {"minReplicas": 1},
    "storage.v1.StorageClass": {"reclaimPolicy": "Delete", "volumeBindingMode": "Immediate"},
    "storage.v1.CSIDriverSpec": {
        "attachRequired": "true",
        "podInfoOnMount": "false",
        "storageCapacity": "false",
        "requiresRepublish": "false",
        "seLinuxMount": "false",
        "fsGroupPolicy": "ReadWriteOnceWithFSType",
    },
    "scheduling.v1.PriorityClass": {"preemptionPolicy": "PreemptLowerPriority"},
    "admissionregistration.v1.ServiceReference": {"port": 443},
    "admissionregistration.v1.RuleWithOperations": {"scope": "*"},
    "admissionregistration.v1.MutatingWebhook": {
        "failurePolicy": "Fail",
        "matchPolicy": "Equivalent",
        "namespaceSelector": "{}",
        "objectSelector": "{}",
        "timeoutSeconds": 10,
        "reinvocationPolicy": "Never",
    },
    "admissionregistration.v1.ValidatingWebhook": {
        "failurePolicy": "Fail",
        "matchPolicy": "Equivalent",
        "namespaceSelector": "{}",
        "objectSelector": "{}",
        "timeoutSeconds": 10,
    },
}
DEFAULTS["core.v1.EphemeralContainer"] = DEFAULTS["core.v1.Container"] | {}
DEFAULTS["apps.v1.DeploymentSpec"]["strategy"] = "{}"

# Kinds that the server still has and warns of (`APILifecycleDeprecated` in kubernetes:staging/src/k8s.io/api/core/v1).
DEPRECATED = {
    ("v1", "ComponentStatus"): "deprecated=1.19",
    ("v1", "Endpoints"): "deprecated=1.33 successor=discovery.k8s.io/v1/EndpointSlice",
}


def short(name):
    """io.k8s.api.apps.v1.Deployment -> apps.v1.Deployment."""
    name = name.split("/")[-1]
    for prefix in (
        "io.k8s.apimachinery.pkg.apis.",
        "io.k8s.apimachinery.pkg.api.",
        "io.k8s.apimachinery.pkg.util.",
        "io.k8s.apimachinery.pkg.",
        "io.k8s.apiextensions-apiserver.pkg.apis.",
        "io.k8s.kube-aggregator.pkg.apis.",
        "io.k8s.api.",
    ):
        if name.startswith(prefix):
            return name[len(prefix):]
    return name


def type_of(field):
    if "$ref" in field:
        name = short(field["$ref"])
        return SCALARS.get(name, name)
    kind = field.get("type")
    form = field.get("format")
    if kind == "array":
        return "[" + type_of(field["items"]) + "]"
    if kind == "object":
        return "{" + type_of(field["additionalProperties"]) + "}" if "additionalProperties" in field else "object"
    if kind == "string":
        return {"byte": "byte", "date-time": "time"}.get(form, "string")
    if kind == "integer":
        return form or "int64"
    return {"boolean": "bool", "number": "number"}.get(kind, "any")


def enum_of(field):
    for place in (field, field.get("items", {}), field.get("additionalProperties", {})):
        if "enum" in place:
            return place["enum"]
    return None


def defaults(folder):
    """(definition, field) -> default, where it is not Go's zero value."""
    found = {}
    for path in glob.glob(os.path.join(folder, "openapi-v3", "*.json")):
        for name, schema in json.load(open(path))["components"]["schemas"].items():
            for field, facts in schema.get("properties", {}).items():
                value = facts.get("default")
                if value not in (None, {}, "", 0, False):
                    found[short(name), field] = value
    return found


def print_kinds(folder):
    print("# Kinds of Kubernetes in discovery's order, then their definitions. Written by scripts/catalogue.py.")
    definitions = {}
    for name, schema in json.load(open(os.path.join(folder, "openapi-v2.json")))["definitions"].items():
        for gvk in schema.get("x-kubernetes-group-version-kind", []):
            definitions[gvk["group"], gvk["version"], gvk["kind"]] = short(name)
    for file in ("discovery-api.json", "discovery-apis.json"):
        for group in json.load(open(os.path.join(folder, file)))["items"]:
            group_name = group["metadata"].get("name", "")
            for version in group["versions"]:
                for resource in version["resources"]:
                    print_kind(group_name, version["version"], resource, definitions)


def print_kind(group, version, resource, definitions):
    kind = resource["responseKind"]["kind"]
    words = [
        "kind",
        f"{group}/{version}" if group else version,
        kind,
        resource["resource"],
        resource.get("singularResource") or kind.lower(),
        resource["scope"].lower(),
    ]
    if resource.get("shortNames"):
        words.append("short=" + ",".join(resource["shortNames"]))
    if resource.get("categories"):
        words.append("categories=" + ",".join(resource["categories"]))
    if sorted(resource["verbs"]) != STANDARD_VERBS:
        words.append("verbs=" + ",".join(resource["verbs"]))
    subresources = [s["subresource"] for s in resource.get("subresources", []) if s["subresource"] in ("scale", "status")]
    if subresources:
        words.append("subresources=" + ",".join(subresources))
    if (words[1], kind) in DEPRECATED:
        words.append(DEPRECATED[words[1], kind])
    words.append("def=" + definitions[group, version, kind])
    print(" ".join(words))


def print_definitions(folder):
    known = defaults(folder)
    for name, fields in DEFAULTS.items():
        for field, value in fields.items():
            known[name, field] = value
    schemas = json.load(open(os.path.join(folder, "openapi-v2.json")))["definitions"]
    for name, schema in sorted((short(name), schema) for name, schema in schemas.items()):
        if name in SCALARS or "properties" not in schema or re.search(r"[a-z]List$", name):
            continue
        print("\ndef " + name + (" map=atomic" if schema.get("x-kubernetes-map-type") == "atomic" else ""))
        required = schema.get("required", [])
        for field, facts in sorted(schema["properties"].items()):
            mark = "!" if field in required and (name, field) not in OPTIONAL else ""
            words = [field + mark, type_of(facts)]
            if (name, field) in known:
                words.append("default=" + str(known[name, field]))
            if "x-kubernetes-map-type" in facts:
                words.append("map=" + facts["x-kubernetes-map-type"])
            if "x-kubernetes-list-type" in facts:
                words.append("list=" + facts["x-kubernetes-list-type"])
            if "x-kubernetes-list-map-keys" in facts:
                words.append("keys=" + ",".join(facts["x-kubernetes-list-map-keys"]))
            if "x-kubernetes-patch-strategy" in facts:
                words.append("patch=" + facts["x-kubernetes-patch-strategy"])
            if "x-kubernetes-patch-merge-key" in facts:
                words.append("merge=" + facts["x-kubernetes-patch-merge-key"])
            values = enum_of(facts)
            if values is not None:
                words.append("enum=" + "|".join(values))
            print(" ".join(words))


def write_crds():
    import yaml

    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    files = sorted(glob.glob(os.path.join(root, "manifests", "crds", "*.yaml")))
    lines = ["# The kinds of manifests/crds. Written by scripts/catalogue.py."]
    for path in files:
        file = os.path.basename(path)
        for crd in yaml.safe_load_all(open(path)):
            if crd:
                lines += crd_lines(crd, file)
    out = os.path.join(root, "Sources", "CKn8Data")
    with open(os.path.join(out, "crds.txt"), "w") as index:
        index.write("\n".join(lines) + "\n")
    with open(os.path.join(out, "crds.inc"), "w") as inc:
        inc.write("// SPDX-License-Identifier: MIT\n")
        inc.write("// The files of manifests/crds, in order. Written by scripts/catalogue.py.\n")
        for number, path in enumerate(files):
            inc.write(f"static const unsigned char crd{number}[] = {{\n")
            inc.write(f'#embed "../../manifests/crds/{os.path.basename(path)}"\n}};\n')
        inc.write("static const kn8_data crds[] = {\n")
        for number, path in enumerate(files):
            inc.write(f'    {{"{os.path.basename(path)}", crd{number}, sizeof crd{number}}},\n')
        inc.write("};\n")


def crd_lines(crd, file):
    spec = crd["spec"]
    names = spec["names"]
    versions = [v for v in spec["versions"] if v.get("served", True)]
    for version in sorted(versions, key=lambda v: version_rank(v["name"])):
        words = [
            "kind",
            f"{spec['group']}/{version['name']}",
            names["kind"],
            names["plural"],
            names.get("singular") or names["kind"].lower(),
            "cluster" if spec["scope"] == "Cluster" else "namespaced",
        ]
        if names.get("shortNames"):
            words.append("short=" + ",".join(names["shortNames"]))
        if names.get("categories"):
            words.append("categories=" + ",".join(names["categories"]))
        if version.get("subresources"):
            words.append("subresources=" + ",".join(sorted(version["subresources"])))
        words.append("crd=" + file)
        yield " ".join(words)


def version_rank(name):
    """Kubernetes' order of versions: v2, v1, v2beta1, v1beta2, v1alpha1, then others by name."""
    match = re.fullmatch(r"v(\d+)(?:(alpha|beta)(\d+))?", name)
    if not match:
        return (1, 0, 0, 0, name)
    stage = {None: 0, "beta": 1, "alpha": 2}[match.group(2)]
    return (0, stage, -int(match.group(1)), -int(match.group(3) or 0), name)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "kinds":
        print_kinds(sys.argv[2])
        print_definitions(sys.argv[2])
    elif sys.argv[1:] == ["crds"]:
        write_crds()
    else:
        sys.exit(__doc__)
