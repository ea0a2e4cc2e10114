"""Opens many connections that do nothing, or not enough, and sees that others are served; prints `ok NAME` or `failed NAME`."""

import http.client
import resource
import socket
import sys
import time

PORT = int(sys.argv[1])
IDLE = 2_000
_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
IDLE = min(IDLE, hard - 1_000)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(IDLE + 1_000, hard), hard))


def answers():
    """Whether the server answers a new client soon."""
    began = time.time()
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    connection.request("GET", "/readyz")
    found = connection.getresponse()
    found.read()
    connection.close()
    return found.status == 200 and time.time() - began < 5


def tell(name, is_good):
    print("ok" if is_good else "failed", name, flush=True)


def connect(data=b""):
    connection = socket.create_connection(("127.0.0.1", PORT), timeout=10)
    if data:
        connection.sendall(data)
    return connection


idle = [connect() for _ in range(IDLE)]
tell(f"{IDLE} connections that say nothing", answers())
half = [connect(b"GET /api HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ") for _ in range(200)]
tell("200 heads that do not end", answers())
for connection in half:
    connection.close()
head = b"POST /api/v1/namespaces/default/configmaps HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n{"
cut = [connect(head) for _ in range(200)]
for connection in cut:
    connection.close()
tell("200 bodies that end too soon", answers())
flood = connect(b"GET /api HTTP/1.1\r\nHost: 127.0.0.1\r\n")
try:
    for _ in range(20_000):
        flood.sendall(b"X-Flood: " + b"x" * 100 + b"\r\n")
    reply = flood.recv(100)
except OSError:
    reply = b""
tell("a flood of headers", (not reply or b" 431 " in reply) and answers())
slow = connect(b"GET /openapi/v2 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 20)
tell("a client that asks and does not read", answers())
preface = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes([0, 0, 0, 4, 0, 0, 0, 0, 0])
pings = connect(preface)
try:
    for _ in range(2_000):
        pings.sendall(bytes([0, 0, 8, 6, 0, 0, 0, 0, 0]) + b"12345678")
    pings.settimeout(5)
    while pings.recv(65_536):
        pass
    is_closed = True
except OSError as error:
    is_closed = not isinstance(error, TimeoutError)
tell("a flood of pings is ended", is_closed and answers())
resets = connect(preface)
opened = bytes([0, 0, 1, 1, 5, 0, 0, 0, 1, 0x82])
tell("HTTP/2 frames that make no sense", (resets.sendall(opened + b"\xff" * 500) or True) and answers())
for connection in idle:
    connection.close()
tell("everybody is gone", answers())
