"""A small proxy on loopback, SOCKS5 (RFC 1928, 1929) and HTTP CONNECT on one port; it looks names up in its own book.

The book makes names that no DNS server knows lead to the tests' servers: what reaches them went through the proxy, and
nobody else was asked for the name.
"""

from __future__ import annotations

import base64
import contextlib
import ipaddress
import socket
import threading
from dataclasses import dataclass, field
from typing import Self

from tests.servers.ports import listen


@dataclass
class ProxyServer:
    """Use it as a context manager. ``goals`` are the places that were asked for, ``says`` makes it answer otherwise.

    ``user`` and ``password`` are wanted of everybody when they are set; ``refuse`` is a SOCKS code or an HTTP status.
    """

    names: dict[str, int] = field(default_factory=dict)  # a server's name -> its port on loopback
    user: str = ""
    password: str = ""
    refuse: int = 0
    says: bytes | None = None  # instead of any answer
    silent: bool = False
    goals: list[tuple[str, int]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    connections: int = 0
    refusals: int = 0  # of HTTP clients that named no user, or another one

    def __enter__(self) -> Self:
        self._listener = listen()
        self.host, self.port = self._listener.getsockname()
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._accept, name="proxy", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        # close() alone would leave accept() waiting
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in list(self._open):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                sock, _ = self._listener.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock: socket.socket) -> None:
        self._open.add(sock)
        with contextlib.suppress(OSError, EOFError), sock:
            first = _read(sock, 1)
            if self.silent:
                while sock.recv(4096):
                    pass
            elif self.says is not None:
                sock.sendall(self.says)
            elif first == b"\x05":
                self._serve_socks(sock)
            else:
                self._serve_http(sock, first)
        self._open.discard(sock)

    def _serve_socks(self, sock: socket.socket) -> None:
        methods = _read(sock, _read(sock, 1)[0])
        wanted = b"\x02" if self.user else b"\x00"
        sock.sendall(b"\x05" + (wanted if wanted in methods else b"\xff"))
        if self.user:
            _, length = _read(sock, 2)
            user = _read(sock, length).decode()
            password = _read(sock, _read(sock, 1)[0]).decode()
            right = (user, password) == (self.user, self.password)
            sock.sendall(bytes([1, 0 if right else 1]))
            if not right:
                return
        kind = _read(sock, 4)[3]
        host = {
            1: lambda: str(ipaddress.IPv4Address(_read(sock, 4))),
            3: lambda: _read(sock, _read(sock, 1)[0]).decode(),
            4: lambda: str(ipaddress.IPv6Address(_read(sock, 16))),
        }[kind]()
        there, found = self._go(f"socks5:{kind}", host, int.from_bytes(_read(sock, 2)))
        code = self.refuse or (0 if found else 4)
        # One write with whatever the server says first: a client that reads more than its answer would lose it.
        self._answer(sock, there, b"\x05" + bytes([code]) + b"\x00\x03\x04here\x00\x00", code == 0)

    def _serve_http(self, sock: socket.socket, head: bytes) -> None:
        while not head.endswith(b"\r\n\r\n"):
            head += _read(sock, 1)
        lines = head.decode().split("\r\n")
        word = base64.b64encode(f"{self.user}:{self.password}".encode()).decode()
        if self.user and f"Proxy-Authorization: Basic {word}" not in lines:
            self.refusals += 1
            sock.sendall(
                b'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="tests"\r\n'
                b"Connection: close\r\nContent-Length: 0\r\n\r\n"
            )
            return
        verb, goal, _ = lines[0].split()
        assert verb == "CONNECT"
        host, _, port = goal.rpartition(":")
        there, found = self._go("http", host.strip("[]"), int(port))
        status = self.refuse or (200 if found else 502)
        self._answer(sock, there, f"HTTP/1.1 {status} So it is\r\nVia: tests\r\n\r\n".encode(), status == 200)

    def _go(self, kind: str, host: str, port: int) -> tuple[socket.socket | None, bool]:
        self.kinds.append(kind)
        self.goals.append((host, port))
        if host not in self.names:
            return None, False
        return socket.create_connection(("127.0.0.1", self.names[host])), True

    def _answer(self, sock: socket.socket, there: socket.socket | None, answer: bytes, go_on: bool) -> None:
        with there or contextlib.nullcontext():
            if there is None or not go_on:
                sock.sendall(answer)
                return
            self._open.add(there)
            there.settimeout(0.1)
            with contextlib.suppress(TimeoutError):
                answer += there.recv(4096)
            there.settimeout(None)
            sock.sendall(answer)
            back = threading.Thread(target=_carry, args=(there, sock), daemon=True)
            back.start()
            _carry(sock, there)
            back.join()
            self._open.discard(there)


def _carry(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while piece := source.recv(65536):
            sink.sendall(piece)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


def _read(sock: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        piece = sock.recv(size - len(got))
        if not piece:
            raise EOFError
        got += piece
    return got
