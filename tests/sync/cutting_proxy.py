"""A line that breaks: passes bytes on to a server and cuts each connection after so many bytes."""

from __future__ import annotations

import socket
import threading
from collections import deque
from collections.abc import Iterable

from tests.servers.ports import listen


class CuttingProxy:
    """Listens on ``port``; the n-th connection is cut after the n-th number of the server's bytes, later ones never."""

    def __init__(self, target: int, cuts: Iterable[int]) -> None:
        self._target = target
        self._cuts = deque(cuts)
        self._listener = listen()
        self.port: int = self._listener.getsockname()[1]
        self.connections = 0
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        for one in [self._listener, *self._open]:
            _cut(one)
        for thread in list(self._threads):
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            server = socket.create_connection(("127.0.0.1", self._target))
            self._open += [client, server]
            limit = self._cuts.popleft() if self._cuts else None
            for source, sink, most in ((client, server, None), (server, client, limit)):
                thread = threading.Thread(target=self._pass_on, args=(source, sink, most), daemon=True)
                self._threads.append(thread)
                thread.start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, most: int | None) -> None:
        left = most
        try:
            while left is None or left > 0:
                data = source.recv(65536 if left is None else min(left, 65536))
                if not data:
                    break
                sink.sendall(data)
                left = None if left is None else left - len(data)
        except OSError:
            pass
        _cut(source)
        _cut(sink)


def _cut(one: socket.socket) -> None:
    try:
        one.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    one.close()
