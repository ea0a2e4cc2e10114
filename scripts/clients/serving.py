"""A `kn8 serve` of one's own, and a client of it that needs nothing but Python: for crash-serve, soak and the benchmarks."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
KN8 = os.environ.get("KN8", os.path.join(HERE, ".build", "debug", "kn8"))


class Server:
    """A server without TLS on a port of its own."""

    def __init__(self, state, *options):
        self.state = state
        self.options = options
        self.port = 0
        self.process = None
        self.ready_in = 0.0

    def start(self):
        began = time.perf_counter()
        self.process = subprocess.Popen(
            [KN8, "serve", "--insecure", "--port", "0", "--state", self.state, *self.options],
            stdout=subprocess.PIPE,
            stderr=open(self.state + ".log", "ab"),
            text=True,
        )
        line = self.process.stdout.readline()
        self.ready_in = time.perf_counter() - began
        found = re.search(r":(\d+)$", line.strip())
        if not found:
            self.process.wait()
            sys.exit(f"kn8 serve did not start: {line}{open(self.state + '.log').read()}")
        self.port = int(found[1])
        return self

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=30)
        self.process.stdout.close()
        return status

    def resident(self):
        """Resident memory in bytes."""
        with open(f"/proc/{self.process.pid}/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def cpu(self):
        """Processor seconds so far."""
        with open(f"/proc/{self.process.pid}/stat") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def client(self, timeout=30):
        return Client(self.port, timeout)


class Client:
    """One kept-alive connection."""

    def __init__(self, port, timeout):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def ask(self, method, path, body=None, kind="application/json"):
        """The status and the decoded body."""
        data = json.dumps(body) if body is not None else None
        self.connection.request(method, path, data, {"Content-Type": kind} if data else {})
        answer = self.connection.getresponse()
        raw = answer.read()
        return answer.status, json.loads(raw) if raw[:1] == b"{" else raw

    def close(self):
        self.connection.close()


def watch_socket(port, path, receive_buffer=None):
    """A raw connection that has asked to watch `path`."""
    connection = socket.socket()
    if receive_buffer:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    connection.connect(("127.0.0.1", port))
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    return connection


def events(connection):
    """The events of a watch, decoded; ends when the connection does."""
    answer = http.client.HTTPResponse(connection)
    answer.begin()
    if answer.status != 200:
        raise RuntimeError(f"watch: {answer.status} {answer.read()[:300]}")
    while True:
        line = answer.readline()
        if not line:
            return
        yield json.loads(line)


def config_map(name, **data):
    return {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": name}, "data": data}


MAPS = "/api/v1/namespaces/default/configmaps"


def all_maps(client):
    """Every ConfigMap of the namespace by name, read page by page."""
    found, token = {}, ""
    while True:
        status, page = client.ask("GET", f"{MAPS}?limit=500&continue={token}")
        assert status == 200, (status, page)
        for item in page["items"]:
            found[item["metadata"]["name"]] = item
        token = page["metadata"].get("continue", "")
        if not token:
            return found, page["metadata"]["resourceVersion"]
