"""What the scripts that drive a server with Python's Kubernetes client share: each case prints `ok NAME` or `failed NAME`."""

import contextlib
import time
import traceback

from kubernetes.client.rest import ApiException

NAMESPACE = "default"


def case(function):
    """Runs one case, named by its documentation, and prints what came of it."""
    name = function.__doc__
    try:
        function()
        print("ok", name, flush=True)
    except Exception:
        traceback.print_exc()
        print("failed", name, flush=True)
    return function


@contextlib.contextmanager
def refused(status, words=""):
    """What is called inside must be refused with `status` and with `words` in the answer."""
    try:
        yield
    except ApiException as error:
        assert error.status == status and words in error.body, error
        return
    raise AssertionError(f"no {status}")


def eventually(holds, what):
    """Waits until `holds()` is true."""
    deadline = time.time() + 30
    while not holds():
        assert time.time() < deadline, what
        time.sleep(0.05)
