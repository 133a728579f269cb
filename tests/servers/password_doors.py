"""What Cyrus and Courier ask for passwords: a daemon behind a Unix socket. Here it is a thread of the test.

The servers' own daemons keep one password file for the whole machine. These speak the same two protocols and look
into a dictionary, so that each test process has accounts of its own.
"""

from __future__ import annotations

import os
import socketserver
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

Answer = Callable[[BinaryIO], bytes]


class PasswordDoor:
    """Listens on a Unix socket until it is closed; ``answer`` reads one question and says what goes back."""

    def __init__(self, path: Path, answer: Answer) -> None:
        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                with suppress(OSError, EOFError):
                    self.wfile.write(answer(self.rfile))

        class Listener(socketserver.ThreadingUnixStreamServer):
            daemon_threads = True
            request_queue_size = 128

        path.unlink(missing_ok=True)
        self._server = Listener(str(path), Handler)
        path.chmod(0o666)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def answer_cyrus(passwords: dict[str, str]) -> Answer:
    """saslauthd's protocol: login, password, service and realm, each with its length before it; "OK" or "NO"."""

    def read(stream: BinaryIO) -> str:
        (length,) = struct.unpack("!H", _exactly(stream, 2))
        return _exactly(stream, length).decode("utf-8")

    def answer(stream: BinaryIO) -> bytes:
        login, password, _, realm = (read(stream) for _ in range(4))
        names = (login, f"{login}@{realm}")
        words = b"OK" if any(passwords.get(name) == password for name in names) else b"NO"
        return struct.pack("!H", len(words)) + words

    return answer


def answer_courier(passwords: dict[str, str], homes: dict[str, Path], owner: tuple[int, int]) -> Answer:
    """authdaemond's protocol: "AUTH length", then service, kind, name, password in lines; "FAIL" or what it knows."""

    def describe(name: str) -> bytes:
        home = homes[name]
        fields = {"UID": owner[0], "GID": owner[1], "HOME": home, "ADDRESS": name, "MAILDIR": "mail"}
        return "".join(f"{key}={value}\n" for key, value in fields.items()).encode() + b".\n"

    def answer(stream: BinaryIO) -> bytes:
        words = stream.readline().decode("utf-8").split()
        while words and words[0].startswith("TCP"):  # newer ones say first where the client comes from
            words = stream.readline().decode("utf-8").split()
        if words[:1] == ["AUTH"]:
            _, kind, name, password = _exactly(stream, int(words[1])).decode("utf-8").split("\n")[:4]
            if kind == "login" and passwords.get(name) == password:
                return describe(name)
        elif words[:1] == ["PRE"] and words[-1] in passwords:
            return describe(words[-1])
        return b"FAIL\n"

    return answer


def _exactly(stream: BinaryIO, count: int) -> bytes:
    data = stream.read(count)
    if len(data) != count:
        raise EOFError(f"{count} bytes were promised in process {os.getpid()}, {len(data)} came")
    return data
