"""More of what programs do with Python's Kubernetes client; prints `ok NAME` or `failed NAME` a line."""

import base64
import inspect
import json
import logging
import sys
import tempfile
import threading
import time

from kubernetes import client, config, dynamic, informer, utils, watch
from kubernetes.client.rest import ApiException
from kubernetes.leaderelection import electionconfig, leaderelection
from kubernetes.leaderelection.resourcelock.leaselock import LeaseLock
from kubernetes.stream import stream

from cases import NAMESPACE, case, eventually, refused

config.load_kube_config(sys.argv[1])
logging.disable()  # an informer that is stopped logs how its connection ended
core = client.CoreV1Api()
apps = client.AppsV1Api()
custom = client.CustomObjectsApi()
reviews = client.AuthorizationV1Api()
api = dynamic.DynamicClient(client.ApiClient())


def config_map(name, labels=None, **data):
    return client.V1ConfigMap(metadata=client.V1ObjectMeta(name=name, labels=labels or {"from": "wider"}), data=data)


def deployment(name, **spec):
    labels = {"app": name}
    template = {"metadata": {"labels": labels}, "spec": {"containers": [{"name": "c", "image": "nginx:1"}]}}
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": name},
        "spec": {"selector": {"matchLabels": labels}, "template": template, **spec},
    }


def pod(name, **labels):
    spec = {"containers": [{"name": "c", "image": "busybox"}]}
    return {"metadata": {"name": name, "labels": labels}, "spec": spec}


def review(kind, user=None, **attributes):
    spec = {"resourceAttributes": {"namespace": NAMESPACE, **attributes}}
    if user:
        spec["user"] = user
    return {"apiVersion": "authorization.k8s.io/v1", "kind": kind, "spec": spec}


@case
def _():
    """every list of every group"""
    tried = 0
    for name, group in inspect.getmembers(client, inspect.isclass):
        if not name.endswith("Api") or name in ("CustomObjectsApi", "LogsApi", "OpenidApi", "WellKnownApi"):
            continue
        served = group()
        for method in dir(served):
            if not method.startswith(("list_", "get_api_resources", "get_api_group", "get_code")):
                continue
            if method.endswith("_with_http_info") or "_namespaced_" in method:
                continue
            # The client refuses events without eventTime, such as those of the core group.
            if (name, method) == ("EventsV1Api", "list_event_for_all_namespaces"):
                continue
            try:
                getattr(served, method)()
                tried += 1
            except ApiException as error:
                # Versions that are off in a plain cluster, or newer than this one.
                assert error.status == 404, (name, method, error)
    assert tried > 100, tried


@case
def _():
    """typed objects have the status they are made with"""
    spec = {"selector": {"matchLabels": {"a": "b"}}, "minAvailable": 1}
    budget = client.PolicyV1Api().create_namespaced_pod_disruption_budget(
        NAMESPACE, {"metadata": {"name": "made"}, "spec": spec}
    )
    assert budget.status.expected_pods == 0
    assert core.create_namespaced_pod(NAMESPACE, pod("made")).status.phase == "Pending"
    service = core.create_namespaced_service(NAMESPACE, {"metadata": {"name": "made"}, "spec": {"ports": [{"port": 1}]}})
    assert service.status.load_balancer is not None
    target = {"apiVersion": "apps/v1", "kind": "Deployment", "name": "x"}
    scaler = client.AutoscalingV2Api().create_namespaced_horizontal_pod_autoscaler(
        NAMESPACE,
        {"metadata": {"name": "made"}, "spec": {"maxReplicas": 2, "scaleTargetRef": target}},
    )
    assert scaler.status.desired_replicas == 0
    claim = {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "1Gi"}}}
    made = core.create_namespaced_persistent_volume_claim(NAMESPACE, {"metadata": {"name": "made"}, "spec": claim})
    assert made.status.phase == "Pending"


@case
def _():
    """a namespace has what pods need"""
    core.create_namespace({"metadata": {"name": "furnished"}})
    assert core.read_namespaced_service_account("default", "furnished").metadata.uid
    assert "BEGIN CERTIFICATE" in core.read_namespaced_config_map("kube-root-ca.crt", "furnished").data["ca.crt"]
    assert core.read_namespaced_service("kubernetes", NAMESPACE).spec.cluster_ip == "10.96.0.1"
    core.delete_namespace("furnished")


@case
def _():
    """patches: strategic, merge, JSON"""
    made = deployment("patched")
    made["spec"]["template"]["spec"]["containers"].append({"name": "d", "image": "busybox"})
    apps.create_namespaced_deployment(NAMESPACE, made)
    change = {"spec": {"template": {"spec": {"containers": [{"name": "d", "image": "busybox:2"}]}}}}

    def images(content_type, body):
        found = apps.patch_namespaced_deployment("patched", NAMESPACE, body, _content_type=content_type)
        return [container.image for container in found.spec.template.spec.containers]

    assert images("application/strategic-merge-patch+json", change) == ["nginx:1", "busybox:2"]
    assert images("application/merge-patch+json", change) == ["busybox:2"]
    path = "/spec/template/spec/containers/0/image"
    assert images("application/json-patch+json", [{"op": "replace", "path": path, "value": "i"}]) == ["i"]
    with refused(422):
        images("application/json-patch+json", [{"op": "test", "path": path, "value": "j"}])


@case
def _():
    """server-side apply, and its conflicts"""

    def apply(manager, replicas, **options):
        return apps.patch_namespaced_deployment(
            "applied",
            NAMESPACE,
            deployment("applied", replicas=replicas),
            field_manager=manager,
            _content_type="application/apply-patch+yaml",
            **options,
        )

    assert apply("one", 1).metadata.managed_fields[0].operation == "Apply"
    with refused(409, "conflict with \\\"one\\\""):
        apply("two", 2)
    assert apply("two", 2, force=True).spec.replicas == 2
    assert apply("two", 2, dry_run="All").metadata.name == "applied"


@case
def _():
    """dry runs and strict fields"""
    core.create_namespaced_config_map(NAMESPACE, config_map("dry"), dry_run="All")
    with refused(404):
        core.read_namespaced_config_map("dry", NAMESPACE)
    wrong = {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "wrong"}, "nonsense": 1}
    with refused(400, "strict decoding error: unknown field"):
        custom.create_namespaced_custom_object(
            "apps", "v1", NAMESPACE, "deployments", wrong, field_validation="Strict"
        )


@case
def _():
    """dynamic client: patch, replace, list, delete collection"""
    maps = api.resources.get(api_version="v1", kind="ConfigMap")
    for name in ("d1", "d2"):
        body = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name, "labels": {"set": "dynamic"}}}
        maps.create(body=body, namespace=NAMESPACE)
    patched = maps.patch(
        name="d1", namespace=NAMESPACE, body={"data": {"a": "b"}}, content_type="application/merge-patch+json"
    )
    found = patched.to_dict()
    found["data"] = {"c": "d"}
    assert maps.replace(body=found, namespace=NAMESPACE).data.c == "d"
    assert len(maps.get(namespace=NAMESPACE, label_selector="set=dynamic").items) == 2
    maps.delete(namespace=NAMESPACE, label_selector="set=dynamic")
    assert not maps.get(namespace=NAMESPACE, label_selector="set=dynamic").items
    assert api.resources.search(kind="Deployment", group="apps")[0].subresources["scale"]
    for kind in ("Node", "Namespace", "Role", "Lease", "CustomResourceDefinition"):
        api.resources.get(kind=kind, api_version=api.resources.search(kind=kind)[0].group_version).get()


@case
def _():
    """watch: resume, bookmarks, the first events"""
    version = core.list_namespaced_config_map(NAMESPACE).metadata.resource_version
    made = [core.create_namespaced_config_map(NAMESPACE, config_map(f"w{n}", {"set": "watch"})) for n in range(3)]

    def seen(resource_version=None, **options):
        events = watch.Watch().stream(
            core.list_namespaced_config_map,
            NAMESPACE,
            resource_version=resource_version,
            timeout_seconds=1,
            label_selector="set=watch",
            **options,
        )
        return [(event["type"], event["object"].metadata.name) for event in events]

    added = [("ADDED", f"w{n}") for n in range(3)]
    assert seen(version) == added
    assert seen(made[1].metadata.resource_version) == added[2:]
    assert sorted(seen()) == added
    first = core.list_namespaced_config_map(
        NAMESPACE,
        watch=True,
        send_initial_events=True,
        resource_version_match="NotOlderThan",
        allow_watch_bookmarks=True,
        label_selector="set=watch",
        timeout_seconds=1,
        _preload_content=False,
    )
    events = [json.loads(line) for line in first.data.splitlines()]
    assert [event["type"] for event in events][:4] == ["ADDED"] * 3 + ["BOOKMARK"], events
    assert events[3]["object"]["metadata"]["annotations"] == {"k8s.io/initial-events-end": "true"}


@case
def _():
    """an informer keeps up"""
    maps = informer.SharedInformer(core.list_namespaced_config_map, namespace=NAMESPACE, label_selector="set=informed")
    heard = []
    for kind in ("ADDED", "MODIFIED", "DELETED"):
        maps.add_event_handler(kind, lambda found, kind=kind: heard.append(kind))
    maps.start()
    core.create_namespaced_config_map(NAMESPACE, config_map("informed", {"set": "informed"}))
    eventually(lambda: heard == ["ADDED"], heard)
    core.patch_namespaced_config_map("informed", NAMESPACE, {"data": {"a": "b"}})
    core.delete_namespaced_config_map("informed", NAMESPACE)
    eventually(lambda: heard == ["ADDED", "MODIFIED", "DELETED"], heard)
    maps.stop()


@case
def _():
    """pages of one moment, and a token that is no good"""
    for number in range(5):
        core.create_namespaced_config_map(NAMESPACE, config_map(f"moment-{number}", {"set": "moment"}))
    first = core.list_namespaced_config_map(NAMESPACE, limit=2, label_selector="set=moment")
    core.delete_namespaced_config_map("moment-4", NAMESPACE)
    rest = core.list_namespaced_config_map(NAMESPACE, _continue=first.metadata._continue, label_selector="set=moment")
    assert rest.items[-1].metadata.name == "moment-4", "the token leads to the moment of the first page"
    assert rest.metadata.resource_version == first.metadata.resource_version
    assert core.list_namespaced_config_map(NAMESPACE, limit=1).metadata.remaining_item_count > 0
    with refused(400):
        core.list_namespaced_config_map(NAMESPACE, _continue="nonsense")
    with refused(400):
        core.list_namespaced_config_map(NAMESPACE, field_selector="data.a=b")
    exact = core.list_namespaced_config_map(
        NAMESPACE,
        label_selector="set=moment",
        resource_version=first.metadata.resource_version,
        resource_version_match="Exact",
    )
    assert len(exact.items) == 5


@case
def _():
    """delete: preconditions, propagation, finalizers"""
    made = core.create_namespaced_config_map(NAMESPACE, config_map("held"))
    with refused(409):
        core.delete_namespaced_config_map("held", NAMESPACE, body={"preconditions": {"uid": "another"}})
    core.patch_namespaced_config_map("held", NAMESPACE, {"metadata": {"finalizers": ["example.com/held"]}})
    answer = core.delete_namespaced_config_map("held", NAMESPACE, body={"preconditions": {"uid": made.metadata.uid}})
    assert answer
    assert core.read_namespaced_config_map("held", NAMESPACE).metadata.deletion_timestamp
    core.patch_namespaced_config_map("held", NAMESPACE, {"metadata": {"finalizers": None}})
    with refused(404):
        core.read_namespaced_config_map("held", NAMESPACE)
    apps.delete_namespaced_deployment("applied", NAMESPACE, propagation_policy="Foreground")
    sets = "app=applied"
    eventually(lambda: not apps.list_namespaced_replica_set(NAMESPACE, label_selector=sets).items, "replica sets stay")


@case
def _():
    """eviction, and a budget that stands against it"""
    core.create_namespaced_pod(NAMESPACE, pod("evicted", app="evicted"))
    budget = {"metadata": {"name": "evicted"}, "spec": {"minAvailable": 1, "selector": {"matchLabels": {"app": "evicted"}}}}
    policy = client.PolicyV1Api()
    policy.create_namespaced_pod_disruption_budget(NAMESPACE, budget)
    eventually(
        lambda: policy.read_namespaced_pod_disruption_budget_status("evicted", NAMESPACE).status.current_healthy == 1,
        "the pod never counts",
    )
    body = client.V1Eviction(metadata=client.V1ObjectMeta(name="evicted", namespace=NAMESPACE))
    with refused(429, "disruption budget"):
        core.create_namespaced_pod_eviction("evicted", NAMESPACE, body)
    policy.delete_namespaced_pod_disruption_budget("evicted", NAMESPACE)
    core.create_namespaced_pod_eviction("evicted", NAMESPACE, body)
    with refused(404):
        core.read_namespaced_pod("evicted", NAMESPACE)


@case
def _():
    """tokens: request, review, use"""
    core.create_namespaced_service_account(NAMESPACE, {"metadata": {"name": "robot"}})
    request = client.AuthenticationV1TokenRequest(spec={"expirationSeconds": 600, "audiences": None})
    token = core.create_namespaced_service_account_token("robot", NAMESPACE, request).status.token
    payload = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert claims["sub"] == f"system:serviceaccount:{NAMESPACE}:robot"
    authentication = client.AuthenticationV1Api()
    verdict = authentication.create_token_review({"spec": {"token": token}}).status
    assert verdict.authenticated and verdict.user.username == claims["sub"]
    assert not authentication.create_token_review({"spec": {"token": token[:-5] + "AAAAA"}}).status.authenticated
    settings = client.Configuration.get_default_copy()
    settings.cert_file = settings.key_file = None
    settings.api_key = {"authorization": f"Bearer {token}"}
    robot = client.ApiClient(settings)
    assert client.AuthenticationV1Api(robot).create_self_subject_review({}).status.user_info.username == claims["sub"]
    with refused(403, "cannot list resource \\\"secrets\\\""):
        client.CoreV1Api(robot).list_namespaced_secret(NAMESPACE)


@case
def _():
    """who may do what"""
    verdict = reviews.create_subject_access_review(review("SubjectAccessReview", "jane", verb="get", resource="pods"))
    assert not verdict.status.allowed
    rights = client.RbacAuthorizationV1Api()
    rules = [{"apiGroups": [""], "resources": ["pods"], "verbs": ["get"]}]
    rights.create_namespaced_role(NAMESPACE, {"metadata": {"name": "wider-reader"}, "rules": rules})
    rights.create_namespaced_role_binding(
        NAMESPACE,
        {
            "metadata": {"name": "wider-reader"},
            "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": "wider-reader"},
            "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": "jane"}],
        },
    )
    asked = review("LocalSubjectAccessReview", "jane", verb="get", resource="pods")
    asked["metadata"] = {"namespace": NAMESPACE}
    verdict = reviews.create_namespaced_local_subject_access_review(NAMESPACE, asked).status
    assert verdict.allowed and "reader" in verdict.reason
    asked = {"spec": {"namespace": NAMESPACE}}
    assert reviews.create_self_subject_rules_review(asked).status.resource_rules[0].verbs
    rights.delete_namespaced_role_binding("wider-reader", NAMESPACE)
    assert not reviews.create_namespaced_local_subject_access_review(
        NAMESPACE, {**review("LocalSubjectAccessReview", "jane", verb="get", resource="pods")}
    ).status.allowed


@case
def _():
    """a definition with columns, status, scale and rules"""
    group, definitions = "wider.example.com", client.ApiextensionsV1Api()
    spec = {
        "type": "object",
        "required": ["size"],
        "properties": {"size": {"type": "integer", "maximum": 9}, "replicas": {"type": "integer"}},
        "x-kubernetes-validations": [{"rule": "self.size != 3", "message": "not three"}],
    }
    status = {"type": "object", "properties": {"replicas": {"type": "integer"}, "phase": {"type": "string"}}}
    version = {
        "name": "v1",
        "served": True,
        "storage": True,
        "subresources": {
            "status": {},
            "scale": {"specReplicasPath": ".spec.replicas", "statusReplicasPath": ".status.replicas"},
        },
        "schema": {"openAPIV3Schema": {"type": "object", "properties": {"spec": spec, "status": status}}},
    }
    names = {"plural": "boxes", "singular": "box", "kind": "Box"}
    definitions.create_custom_resource_definition(
        {
            "metadata": {"name": f"boxes.{group}"},
            "spec": {"group": group, "scope": "Namespaced", "names": names, "versions": [version]},
        }
    )
    where = (group, "v1", NAMESPACE, "boxes")
    accepted = definitions.read_custom_resource_definition(f"boxes.{group}").status
    assert {condition.type for condition in accepted.conditions} == {"NamesAccepted", "Established"}

    def box(name, **spec):
        return {"apiVersion": f"{group}/v1", "kind": "Box", "metadata": {"name": name}, "spec": spec}

    for size, words in [(10, "should be less than or equal to 9"), (3, "not three")]:
        with refused(422, words):
            custom.create_namespaced_custom_object(*where, box("bad", size=size))
    with refused(422, "Required value"):
        custom.create_namespaced_custom_object(*where, box("bad"))
    made = custom.create_namespaced_custom_object(*where, box("b", size=1, replicas=2))
    assert made["metadata"]["generation"] == 1
    answer = custom.patch_namespaced_custom_object_status(*where, "b", {"status": {"phase": "Up", "replicas": 2}})
    assert answer["status"]["phase"] == "Up" and answer["metadata"]["generation"] == 1
    scale = custom.patch_namespaced_custom_object_scale(*where, "b", {"spec": {"replicas": 5}})
    assert scale["spec"]["replicas"] == 5 and scale["status"]["replicas"] == 2
    made = custom.get_namespaced_custom_object(*where, "b")
    made["spec"]["size"] = 2
    assert custom.replace_namespaced_custom_object(*where, "b", made)["metadata"]["generation"] == 3
    assert len(custom.list_namespaced_custom_object(*where, limit=1)["items"]) == 1
    boxes = dynamic.DynamicClient(client.ApiClient()).resources.get(kind="Box", api_version=f"{group}/v1")
    assert boxes.get(name="b", namespace=NAMESPACE).spec.size == 2
    custom.delete_collection_namespaced_custom_object(*where)
    assert not custom.list_namespaced_custom_object(*where)["items"]
    definitions.delete_custom_resource_definition(f"boxes.{group}")
    eventually(
        lambda: f"boxes.{group}" not in [item.metadata.name for item in definitions.list_custom_resource_definition().items],
        "the definition stays",
    )


@case
def _():
    """leader election by a lease"""
    order = []

    def candidate(name, until):
        def lead():
            order.append(name)
            until.wait(20)

        lock = LeaseLock("election", NAMESPACE, name)
        settings = electionconfig.Config(lock, 4, 3, 1, onstarted_leading=lead, onstopped_leading=lambda: None)
        threading.Thread(target=leaderelection.LeaderElection(settings).run, daemon=True).start()

    done = threading.Event()
    candidate("first", done)
    eventually(lambda: order == ["first"], order)
    candidate("second", done)
    time.sleep(1)
    holder = client.CoordinationV1Api().read_namespaced_lease("election", NAMESPACE).spec.holder_identity
    assert order == ["first"] and holder == "first", (order, holder)
    done.set()


@case
def _():
    """create from a file of YAML, and what is there already"""
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        for kind, name in [("ConfigMap", "y1"), ("Secret", "y2")]:
            file.write(f"apiVersion: v1\nkind: {kind}\nmetadata: {{name: {name}}}\n---\n")
        file.write("apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: y3}}\n---\n")
        file.write(json.dumps(deployment("y4")))
        file.flush()
        utils.create_from_yaml(client.ApiClient(), file.name, namespace=NAMESPACE)
        try:
            utils.create_from_yaml(client.ApiClient(), file.name, namespace=NAMESPACE)
            raise AssertionError("no failure")
        except utils.FailToCreateError as error:
            assert len(error.api_exceptions) == 4 and all(inner.status == 409 for inner in error.api_exceptions)
    assert core.read_namespaced_config_map("y3", NAMESPACE) and apps.read_namespaced_deployment("y4", NAMESPACE)


@case
def _():
    """events of both groups"""
    about = client.V1ObjectReference(kind="Pod", name="made", namespace=NAMESPACE)
    core.create_namespaced_event(
        NAMESPACE,
        client.CoreV1Event(
            metadata={"generateName": "made."},
            involved_object=about,
            reason="Seen",
            type="Normal",
            event_time="2026-01-01T00:00:00.000000Z",
            action="Look",
            reporting_component="example.com/wider",
            reporting_instance="wider-0",
        ),
    )
    found = core.list_namespaced_event(NAMESPACE, field_selector="involvedObject.name=made,reason=Seen").items
    assert len(found) == 1
    newer = client.EventsV1Api().read_namespaced_event(found[0].metadata.name, NAMESPACE)
    assert newer.regarding.name == "made"


@case
def _():
    """what needs a kubelet says so"""
    for call in (
        lambda: core.read_namespaced_pod_log("made", NAMESPACE),
        lambda: stream(core.connect_get_namespaced_pod_exec, "made", NAMESPACE, command=["true"], stdout=True),
        lambda: core.connect_get_namespaced_pod_proxy("made", NAMESPACE),
    ):
        try:
            call()
            raise AssertionError("no refusal")
        except ApiException as error:
            assert "kubelet" in str(error), error
