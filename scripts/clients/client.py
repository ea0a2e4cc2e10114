"""Drives a server with Python's Kubernetes client; prints `ok NAME` or `failed NAME` a line."""

import sys
import threading
import time

from kubernetes import client, config, dynamic, utils, watch
from kubernetes.client.rest import ApiException

from cases import NAMESPACE, case

config.load_kube_config(sys.argv[1])
core = client.CoreV1Api()
apps = client.AppsV1Api()
custom = client.CustomObjectsApi()


def config_map(name, **data):
    return client.V1ConfigMap(metadata=client.V1ObjectMeta(name=name, labels={"from": "python"}), data=data)


def deployment(name):
    labels = {"app": name}
    return client.V1Deployment(
        metadata=client.V1ObjectMeta(name=name),
        spec=client.V1DeploymentSpec(
            replicas=1,
            selector=client.V1LabelSelector(match_labels=labels),
            template=client.V1PodTemplateSpec(
                metadata=client.V1ObjectMeta(labels=labels),
                spec=client.V1PodSpec(containers=[client.V1Container(name="c", image="nginx:1")]),
            ),
        ),
    )


@case
def _():
    """version"""
    assert client.VersionApi().get_code().git_version.startswith("v1.")


@case
def _():
    """create, read, list"""
    core.create_namespaced_config_map(NAMESPACE, config_map("py", a="b"))
    assert core.read_namespaced_config_map("py", NAMESPACE).data == {"a": "b"}
    found = core.list_namespaced_config_map(NAMESPACE, label_selector="from=python")
    assert [item.metadata.name for item in found.items] == ["py"]


@case
def _():
    """patch of a dict, a list"""
    assert core.patch_namespaced_config_map("py", NAMESPACE, {"data": {"c": "d"}}).data == {"a": "b", "c": "d"}
    patched = core.patch_namespaced_config_map("py", NAMESPACE, [{"op": "remove", "path": "/data/c"}])
    assert patched.data == {"a": "b"}


@case
def _():
    """replace, and the conflict of a stale one"""
    found = core.read_namespaced_config_map("py", NAMESPACE)
    stale = core.read_namespaced_config_map("py", NAMESPACE)
    found.data = {"e": "f"}
    assert core.replace_namespaced_config_map("py", NAMESPACE, found).data == {"e": "f"}
    stale.data = {"g": "h"}
    try:
        core.replace_namespaced_config_map("py", NAMESPACE, stale)
        raise AssertionError("no conflict")
    except ApiException as error:
        assert error.status == 409


@case
def _():
    """the errors of what is missing, and of what is there"""
    for call, status in [
        (lambda: core.read_namespaced_config_map("nope", NAMESPACE), 404),
        (lambda: core.create_namespaced_config_map(NAMESPACE, config_map("py")), 409),
        (lambda: core.create_namespaced_config_map(NAMESPACE, config_map("BAD_NAME")), 422),
    ]:
        try:
            call()
            raise AssertionError(f"no {status}")
        except ApiException as error:
            assert error.status == status, error


@case
def _():
    """paging"""
    for number in range(25):
        core.create_namespaced_config_map(NAMESPACE, config_map(f"page-{number:02}"))
    names, token = [], None
    while True:
        page = core.list_namespaced_config_map(NAMESPACE, limit=10, _continue=token, label_selector="from=python")
        names += [item.metadata.name for item in page.items]
        token = page.metadata._continue
        if not token:
            break
    assert names == sorted(names) and len(names) == 26, names


@case
def _():
    """watch"""
    version = core.list_namespaced_config_map(NAMESPACE).metadata.resource_version
    seen = []

    def write():
        time.sleep(0.2)
        core.create_namespaced_config_map(NAMESPACE, config_map("watched", a="1"))
        core.patch_namespaced_config_map("watched", NAMESPACE, {"data": {"a": "2"}})
        core.delete_namespaced_config_map("watched", NAMESPACE)

    writer = threading.Thread(target=write)
    writer.start()
    watcher = watch.Watch()
    for event in watcher.stream(
        core.list_namespaced_config_map, NAMESPACE, resource_version=version, timeout_seconds=10
    ):
        seen.append(event["type"])
        if event["type"] == "DELETED":
            watcher.stop()
    writer.join()
    assert seen == ["ADDED", "MODIFIED", "DELETED"], seen


@case
def _():
    """watch from a version that is gone"""
    try:
        for _event in watch.Watch().stream(
            core.list_namespaced_config_map, NAMESPACE, resource_version="1", timeout_seconds=2
        ):
            pass
    except ApiException as error:
        assert error.status == 410, error


@case
def _():
    """deployments, their status and scale"""
    apps.create_namespaced_deployment(NAMESPACE, deployment("py"))
    deadline = time.time() + 15
    while True:
        status = apps.read_namespaced_deployment_status("py", NAMESPACE).status
        if status and (status.available_replicas or 0) >= 1:
            break
        assert time.time() < deadline, "never available"
        time.sleep(0.05)
    scale = apps.patch_namespaced_deployment_scale("py", NAMESPACE, {"spec": {"replicas": 3}})
    assert scale.spec.replicas == 3
    assert apps.read_namespaced_deployment("py", NAMESPACE).spec.replicas == 3


@case
def _():
    """create from YAML"""
    made = utils.create_from_dict(
        client.ApiClient(),
        {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "py"}, "spec": {"ports": [{"port": 80}]}},
    )
    assert made[0].metadata.name == "py"


@case
def _():
    """dynamic client: discovery, create, apply, watch, delete"""
    api = dynamic.DynamicClient(client.ApiClient())
    maps = api.resources.get(api_version="v1", kind="ConfigMap")
    body = {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "dyn"}, "data": {"a": "b"}}
    assert maps.create(body=body, namespace=NAMESPACE).data.a == "b"
    body["data"] = {"a": "c"}
    applied = maps.server_side_apply(
        body=body, name="dyn", namespace=NAMESPACE, field_manager="py", force_conflicts=True
    )
    assert applied.data.a == "c"
    events = maps.watch(namespace=NAMESPACE, name="dyn", timeout=1)
    assert next(iter(events))["type"] == "ADDED"
    maps.delete(name="dyn", namespace=NAMESPACE)


@case
def _():
    """custom resources"""
    api = client.ApiextensionsV1Api()
    group = "py.example.com"
    schema = {"type": "object", "x-kubernetes-preserve-unknown-fields": True}
    api.create_custom_resource_definition(
        {
            "apiVersion": "apiextensions.k8s.io/v1",
            "kind": "CustomResourceDefinition",
            "metadata": {"name": f"things.{group}"},
            "spec": {
                "group": group,
                "scope": "Namespaced",
                "names": {"plural": "things", "singular": "thing", "kind": "Thing"},
                "versions": [
                    {"name": "v1", "served": True, "storage": True, "schema": {"openAPIV3Schema": schema}}
                ],
            },
        }
    )
    body = {"apiVersion": f"{group}/v1", "kind": "Thing", "metadata": {"name": "t"}, "spec": {"a": 1}}
    custom.create_namespaced_custom_object(group, "v1", NAMESPACE, "things", body)
    custom.patch_namespaced_custom_object(group, "v1", NAMESPACE, "things", "t", {"spec": {"b": 2}})
    found = custom.get_namespaced_custom_object(group, "v1", NAMESPACE, "things", "t")
    assert found["spec"] == {"a": 1, "b": 2}, found
    custom.delete_namespaced_custom_object(group, "v1", NAMESPACE, "things", "t")
    api.delete_custom_resource_definition(f"things.{group}")


@case
def _():
    """access reviews"""
    review = client.V1SelfSubjectAccessReview(
        spec=client.V1SelfSubjectAccessReviewSpec(
            resource_attributes=client.V1ResourceAttributes(verb="get", resource="pods", namespace=NAMESPACE)
        )
    )
    assert client.AuthorizationV1Api().create_self_subject_access_review(review).status.allowed


@case
def _():
    """leases, as for leader election"""
    api = client.CoordinationV1Api()
    now = "2026-01-01T00:00:00.000000Z"
    lease = {"metadata": {"name": "py"}, "spec": {"holderIdentity": "a", "renewTime": now, "leaseDurationSeconds": 15}}
    api.create_namespaced_lease(NAMESPACE, lease)
    found = api.read_namespaced_lease("py", NAMESPACE)
    found.spec.holder_identity = "b"
    assert api.replace_namespaced_lease("py", NAMESPACE, found).spec.holder_identity == "b"


@case
def _():
    """delete, deletecollection, namespaces"""
    core.delete_namespaced_config_map("py", NAMESPACE)
    core.delete_collection_namespaced_config_map(NAMESPACE, label_selector="from=python")
    assert not core.list_namespaced_config_map(NAMESPACE, label_selector="from=python").items
    core.create_namespace({"metadata": {"name": "py"}})
    core.delete_namespace("py")
    deadline = time.time() + 15
    while any(item.metadata.name == "py" for item in core.list_namespace().items):
        assert time.time() < deadline, "never gone"
        time.sleep(0.05)
