#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the catalogue of built-in kinds, and the index of the embedded CRDs.

    scripts/catalogue.py kinds OPENAPI-FOLDER   > Sources/CKn8Data/catalogue.txt
    scripts/catalogue.py openshift OPENAPI-FILE > Sources/CKn8Data/openshift.txt
    scripts/catalogue.py crds                   writes Sources/CKn8Data/crds.txt and crds.inc from manifests/crds

OPENAPI-FOLDER holds what an API server answers: openapi-v2.json, openapi-v3/*.json, discovery-api.json and
discovery-apis.json (aggregated). OPENAPI-FILE is openapi/openapi.json of openshift/api. Only facts are taken, no descriptions. The form is told in Sources/CKn8Data/README.md.
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


def structs(folder):
    """(definition, field) of the Go structs that an encoded object always has, empty or not."""
    found = set()
    for path in glob.glob(os.path.join(folder, "openapi-v3", "*.json")):
        for name, schema in json.load(open(path))["components"]["schemas"].items():
            for field, facts in schema.get("properties", {}).items():
                if facts.get("default") == {}:
                    found.add((short(name), field))
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
    standing = structs(folder)
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
            if (name, field) in standing and words[1] not in ("time", "quantity", "intOrString", "string", "object"):
                words.append("go=struct")
            values = enum_of(facts)
            if values is not None:
                words.append("enum=" + "|".join(values))
            print(" ".join(words))


# Kinds of OpenShift: apiVersion, kind, plural, and what else the line says. Whether they are namespaced comes last.
OPENSHIFT = """
apps.openshift.io/v1 DeploymentConfig deploymentconfigs namespaced short=dc categories=all subresources=scale,status
authorization.openshift.io/v1 ClusterRole clusterroles cluster verbs=create,delete,get,list,patch,update
authorization.openshift.io/v1 ClusterRoleBinding clusterrolebindings cluster verbs=create,delete,get,list,patch,update
authorization.openshift.io/v1 Role roles namespaced verbs=create,delete,get,list,patch,update
authorization.openshift.io/v1 RoleBinding rolebindings namespaced verbs=create,delete,get,list,patch,update
authorization.openshift.io/v1 RoleBindingRestriction rolebindingrestrictions namespaced
build.openshift.io/v1 Build builds namespaced categories=all
build.openshift.io/v1 BuildConfig buildconfigs namespaced short=bc categories=all
image.openshift.io/v1 Image images cluster
image.openshift.io/v1 ImageStream imagestreams namespaced short=is categories=all subresources=status
image.openshift.io/v1 ImageStreamImage imagestreamimages namespaced short=isimage verbs=get
image.openshift.io/v1 ImageStreamImport imagestreamimports namespaced verbs=create
image.openshift.io/v1 ImageStreamMapping imagestreammappings namespaced verbs=create
image.openshift.io/v1 ImageStreamTag imagestreamtags namespaced short=istag verbs=create,delete,get,list,patch,update
image.openshift.io/v1 ImageTag imagetags namespaced short=itag verbs=create,delete,get,list,patch,update
network.openshift.io/v1 EgressNetworkPolicy egressnetworkpolicies namespaced
oauth.openshift.io/v1 OAuthAccessToken oauthaccesstokens cluster
oauth.openshift.io/v1 OAuthAuthorizeToken oauthauthorizetokens cluster
oauth.openshift.io/v1 OAuthClient oauthclients cluster
oauth.openshift.io/v1 OAuthClientAuthorization oauthclientauthorizations cluster
project.openshift.io/v1 Project projects cluster
project.openshift.io/v1 ProjectRequest projectrequests cluster verbs=create,list
quota.openshift.io/v1 ClusterResourceQuota clusterresourcequotas cluster short=clusterquota subresources=status
route.openshift.io/v1 Route routes namespaced categories=all subresources=status
security.openshift.io/v1 RangeAllocation rangeallocations cluster
security.openshift.io/v1 SecurityContextConstraints securitycontextconstraints cluster short=scc
template.openshift.io/v1 BrokerTemplateInstance brokertemplateinstances cluster
template.openshift.io/v1 Template templates namespaced
template.openshift.io/v1 TemplateInstance templateinstances namespaced subresources=status
user.openshift.io/v1 Group groups cluster
user.openshift.io/v1 Identity identities cluster
user.openshift.io/v1 User users cluster
user.openshift.io/v1 UserIdentityMapping useridentitymappings cluster verbs=create,delete,get,patch,update
"""

# What OpenShift's API server checks or fills in although its OpenAPI does not say so (openshift-apiserver:pkg/*/apis/*).
# A name with a question mark is not required.
OPENSHIFT_FACTS = {
    "apps.v1.DeploymentConfigSpec": {"revisionHistoryLimit": "default=10", "strategy": "default={}", "replicas": "default=1"},
    "apps.v1.DeploymentStrategy": {"activeDeadlineSeconds": "default=21600", "type": "default=Rolling enum=Custom|Recreate|Rolling"},
    "apps.v1.RecreateDeploymentStrategyParams": {"timeoutSeconds": "default=600"},
    "apps.v1.RollingDeploymentStrategyParams": {
        "intervalSeconds": "default=1", "timeoutSeconds": "default=600", "updatePeriodSeconds": "default=1"},
    "apps.v1.DeploymentTriggerPolicy": {"type!": "enum=ConfigChange|ImageChange"},
    "apps.v1.LifecycleHook": {"failurePolicy!": "enum=Abort|Ignore|Retry"},
    "build.v1.BuildConfigSpec": {"runPolicy": "default=Serial enum=Parallel|Serial|SerialLatestOnly", "triggers?": ""},
    "build.v1.BuildTriggerPolicy": {
        "type!": "enum=Bitbucket|ConfigChange|Generic|GitHub|GitLab|ImageChange|generic|github|imageChange"},
    "build.v1.BuildSource": {"type": "enum=Binary|Dockerfile|Git|Image|None"},
    "build.v1.BuildStrategy": {"type": "enum=Custom|Docker|JenkinsPipeline|Source"},
    "build.v1.BuildOutput": {},
    "image.v1.TagReferencePolicy": {"type?": "default=Source enum=Local|Source"},
    "image.v1.TagReference": {"referencePolicy": "default={}"},
    "image.v1.TagImportPolicy": {"importMode": "enum=|Legacy|PreserveOriginal"},
    "route.v1.RouteSpec": {"wildcardPolicy": "default=None enum=None|Subdomain"},
    "route.v1.RouteTargetReference": {"kind": "default=Service enum=|Service", "weight": "default=100", "name!": ""},
    "route.v1.TLSConfig": {
        "termination!": "enum=edge|passthrough|reencrypt",
        "insecureEdgeTerminationPolicy": "enum=|Allow|Disable|None|Redirect"},
    "security.v1.RunAsUserStrategyOptions": {"type": "enum=MustRunAs|MustRunAsNonRoot|MustRunAsRange|RunAsAny"},
    "security.v1.SELinuxContextStrategyOptions": {"type": "enum=MustRunAs|RunAsAny"},
    "security.v1.FSGroupStrategyOptions": {"type": "enum=MustRunAs|RunAsAny"},
    "security.v1.SupplementalGroupsStrategyOptions": {"type": "enum=MustRunAs|RunAsAny"},
    "security.v1.SecurityContextConstraints": {"priority?": "", "volumes?": "", "defaultAddCapabilities?": "",
                                               "requiredDropCapabilities?": "", "allowedCapabilities?": ""},
    "authorization.v1.PolicyRule": {"attributeRestrictions?": "", "resources?": "", "apiGroups?": ""},
    "template.v1.Template": {"objects!": ""},
    "template.v1.Parameter": {"name!": ""},
}


def print_openshift(path):
    print("# Kinds of OpenShift, then their definitions. Written by scripts/catalogue.py openshift.")
    schemas = json.load(open(path))["definitions"]
    mine = {name: f"openshift.{name[len(OPENSHIFT_PREFIX):]}" for name in schemas if name.startswith(OPENSHIFT_PREFIX)}
    wanted = []
    for line in OPENSHIFT.strip().split("\n"):
        api, kind, plural, scope, *rest = line.split()
        name = f"{OPENSHIFT_PREFIX}{api.split('.')[0]}.v1.{kind}"
        wanted.append(name)
        print(" ".join(["kind", api, kind, plural, kind.lower(), scope, *rest, "def=" + mine[name]]))

    def rename(kind):
        return re.sub(r"com\.github\.openshift\.api\.", "openshift.", kind)

    done = set()
    while wanted:
        name = wanted.pop()
        if name in done or name not in mine:
            continue
        done.add(name)
        wanted += re.findall(r'"#/definitions/(com\.github\.openshift\.api\.[\w.]+)"', json.dumps(schemas[name]))
    for name in sorted(done, key=mine.get):
        schema = schemas[name]
        facts = OPENSHIFT_FACTS.get(name[len(OPENSHIFT_PREFIX):], {})
        if "properties" not in schema:
            continue
        print("\ndef " + mine[name] + (" map=atomic" if schema.get("x-kubernetes-map-type") == "atomic" else ""))
        # A status is what a controller writes; that of an object is not judged.
        for field, fact in sorted(schema["properties"].items()):
            own = next((v for k, v in facts.items() if k.rstrip("!?") == field), "")
            required = field in schema.get("required", []) and field + "?" not in facts and field != "status" or field + "!" in facts
            kind = rename(type_of(fact))
            words = [field + ("!" if required else ""), "object" if field == "status" else kind]
            if "x-kubernetes-list-type" in fact:
                words.append("list=" + fact["x-kubernetes-list-type"])
            if "x-kubernetes-list-map-keys" in fact:
                words.append("keys=" + ",".join(fact["x-kubernetes-list-map-keys"]))
            for key, word in (("x-kubernetes-patch-strategy", "patch"), ("x-kubernetes-patch-merge-key", "merge")):
                if key in fact:
                    words.append(f"{word}={fact[key]}")
            values = enum_of(fact)
            if own:
                words.append(own)
            elif values is not None:
                words.append("enum=" + "|".join(values))
            print(" ".join(words))


OPENSHIFT_PREFIX = "com.github.openshift.api."


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
    elif len(sys.argv) == 3 and sys.argv[1] == "openshift":
        print_openshift(sys.argv[2])
    elif sys.argv[1:] == ["crds"]:
        write_crds()
    else:
        sys.exit(__doc__)
