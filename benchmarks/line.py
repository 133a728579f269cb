"""A line with delay: a TCP proxy that holds bytes back and counts bytes, connections and turn-arounds.

A turn-around is counted each time the client speaks after the server did: what a round trip is to somebody who watches
the wire. The proxy is a process of its own, so that its work is not done under the measured program's interpreter lock.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import queue
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection

_CHUNK = 1 << 18
_IN_FLIGHT = 64  # chunks held back in one direction at the most


@dataclass(frozen=True, slots=True)
class LineCounts:
    """What went over the line since the counts were last taken."""

    connections: int
    turns: int
    bytes_up: int
    bytes_down: int


class _Line:
    """One proxied listener; counters are guarded by a lock."""

    def __init__(self, target: tuple[str, int], delay_s: float) -> None:
        self.target, self.delay_s = target, delay_s
        self.lock = threading.Lock()
        self.connections = self.turns = self.up = self.down = 0

    def take_counts(self) -> LineCounts:
        with self.lock:
            counts = LineCounts(self.connections, self.turns, self.up, self.down)
            self.connections = self.turns = self.up = self.down = 0
        return counts

    def serve(self, listener: socket.socket) -> None:
        while True:
            client, _ = listener.accept()
            server = socket.create_connection(self.target)
            for end in (client, server):
                end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self.lock:
                self.connections += 1
            _Conversation(self, client, server).start()


class _Conversation:
    """One connection: a reader and a writer thread in each direction."""

    def __init__(self, line: _Line, client: socket.socket, server: socket.socket) -> None:
        self.line, self.client, self.server = line, client, server
        self.server_spoke = True  # the first word of the client counts

    def start(self) -> None:
        for source, sink, upward in ((self.client, self.server, True), (self.server, self.client, False)):
            held: queue.Queue[tuple[float, bytes]] = queue.Queue(_IN_FLIGHT)
            threading.Thread(target=self._read, args=(source, held, upward), daemon=True).start()
            threading.Thread(target=self._write, args=(sink, held), daemon=True).start()

    def _read(self, source: socket.socket, held: queue.Queue[tuple[float, bytes]], upward: bool) -> None:
        while True:
            try:
                data = source.recv(_CHUNK)
            except OSError:
                data = b""
            self._count(len(data), upward)
            held.put((time.monotonic() + self.line.delay_s, data))
            if not data:
                return

    def _count(self, size: int, upward: bool) -> None:
        if not size:
            return
        with self.line.lock:
            if not upward:
                self.line.down += size
                self.server_spoke = True
                return
            self.line.up += size
            if self.server_spoke:
                self.line.turns += 1
                self.server_spoke = False

    @staticmethod
    def _write(sink: socket.socket, held: queue.Queue[tuple[float, bytes]]) -> None:
        while True:
            due, data = held.get()
            wait = due - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            try:
                if not data:
                    sink.shutdown(socket.SHUT_WR)
                    return
                sink.sendall(data)
            except OSError:
                return


def _run(target: tuple[str, int], delay_s: float, pipe: Connection) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    line = _Line(target, delay_s)
    threading.Thread(target=line.serve, args=(listener,), daemon=True).start()
    pipe.send(listener.getsockname()[1])
    with contextlib.suppress(EOFError, OSError):
        while pipe.recv() == "counts":
            pipe.send(line.take_counts())


@dataclass(frozen=True, slots=True)
class DelayedLine:
    """The proxy as its user sees it: connect to ``port`` on 127.0.0.1."""

    port: int
    pipe: Connection

    def take_counts(self) -> LineCounts:
        """The counts since the last call."""
        self.pipe.send("counts")
        counts: LineCounts = self.pipe.recv()
        return counts


@contextlib.contextmanager
def open_line(port: int, round_trip_s: float) -> Iterator[DelayedLine]:
    """A proxy to 127.0.0.1:port whose round trip takes ``round_trip_s`` longer."""
    ours, theirs = multiprocessing.Pipe()
    context = multiprocessing.get_context("spawn")
    process = context.Process(target=_run, args=(("127.0.0.1", port), round_trip_s / 2, theirs), daemon=True)
    process.start()
    try:
        yield DelayedLine(ours.recv(), ours)
    finally:
        process.terminate()
        process.join()
