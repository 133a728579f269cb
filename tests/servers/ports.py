"""Free loopback ports and waiting for a server to listen."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on now. Another process may take one before you bind it: be ready to try again."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
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
        with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
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
