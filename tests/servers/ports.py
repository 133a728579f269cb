"""Loopback ports of our own, and waiting for a server to listen.

Each worker of a run has ports that neither another worker nor an outgoing connection takes: where a server has ended,
or never was, nobody else answers, and one that comes back finds its port free.
"""

from __future__ import annotations

import itertools
import os
import random
import socket
import time
from collections.abc import Callable

_FIRST = 20_000  # Linux takes those from 32,768 on for outgoing connections, other systems those from 49,152 on
_EACH = 1_000
_WORKERS = 12
_worker = os.environ.get("PYTEST_XDIST_WORKER", "")  # gw0, gw1, ...
_slice = int(_worker[2:]) if _worker[2:].isdigit() else os.getpid()
# Two runs on one machine begin at different places; a port comes round again only after all the others.
_next = itertools.count(random.SystemRandom().randrange(_EACH))


def listen() -> socket.socket:
    """A socket that listens on a port of our own."""
    for place in itertools.islice(_next, _EACH):
        try:
            return socket.create_server(("127.0.0.1", _FIRST + _slice % _WORKERS * _EACH + place % _EACH))
        except OSError:
            continue  # another run's
    raise RuntimeError("all ports are taken")


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on now. Another run may take one before you bind it: be ready to try again."""
    sockets = [listen() for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def answers(port: int) -> bool:
    """Whether a server greets on this port (IMAP servers speak first)."""
    return bool(hear_greeting(port))


def hear_greeting(port: int) -> bytes:
    """The first words of the server on this port; nothing when there is none."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
            return connection.recv(1024)
    except OSError:
        return b""


def wait_until(condition: Callable[[], bool], *, seconds: float, what: str, pause: float = 0.02) -> None:
    """Wait for a condition; TimeoutError names ``what`` when it doesn't come true."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what} did not happen within {seconds:g} s")
        time.sleep(pause)
