"""The line to the server: an `imaplib.IMAP4` with its own buffer, clock, counters and limits.

imaplib's documented hooks (open, read, readline, send, shutdown) are overridden, so that imaplib and imapclient work
over it unchanged, while `imapdesk.imap.line.pipeline` reads from the same buffer without waiting after each command.
"""

from __future__ import annotations

import contextlib
import imaplib
import random
import re
import socket
import ssl
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from imapdesk.errors import Insecure, ProtocolError
from imapdesk.imap.config import Limits, LineStats, StopAsked, never
from imapdesk.imap.line import tls
from imapdesk.imap.line.allowlist import check_command
from imapdesk.imap.line.compression import Deflate
from imapdesk.imap.line.early import EarlyLine
from imapdesk.imap.line.journal import JOURNAL
from imapdesk.imap.line.vigil import STEP_S, Elapsed, Vigil
from imapdesk.net.connecting import Patience, connect

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

ROOM = 256 * 1024
MIN_ROOM = 32 * 1024


class Transport(imaplib.IMAP4):
    """A connected, not yet greeted line. `greeting` is read by `__init__`, nothing else is sent or asked.

    Every wait polls ``should_stop`` each 0.15 s (`Cancelled`) and gives up when nothing comes for
    ``limits.command_s`` or what comes is slower than ``limits.min_bytes_per_s`` (`Unreachable`).
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        context: ssl.SSLContext | None = None,
        begun: EarlyLine | None = None,
        limits: Limits | None = None,
        stats: LineStats | None = None,
        should_stop: StopAsked = never,
        on_secure: Callable[[], None] | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.stats = stats or LineStats()
        self.flag_changes = False
        self.selects = False  # folders are opened with SELECT, see `quirks.forgets_numbers`
        self.greeting = b""
        self._context = context
        self._begun = begun
        self._on_secure = on_secure
        self._buffer = bytearray(ROOM)
        self._view = memoryview(self._buffer)
        self._start = self._end = 0
        self._deflate: Deflate | None = None
        self._wire: socket.socket | tls.SecureLine
        self.on_damage: Callable[[], None] | None = None  # compressed data that can't be read
        self.vigil = Vigil(host, self.limits, should_stop)
        self._unasked = 0
        super().__init__(host, port)

    # imaplib's hooks

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        """Connect, and secure the line when there is a TLS context."""
        self.host, self.port = host, port
        patience = self.vigil.make_patience(f"{host} doesn't answer.")
        begun = self._take_begun(patience)
        self.sock = self._wire = begun.sock if begun and begun.sock else connect(host, port, patience)
        self.stats.round_trips += 1
        self.sock.settimeout(STEP_S)
        if self._context is not None and self._on_secure is not None:
            self._on_secure()
        if begun is not None and begun.wire is not None:
            self._take_secured(begun.wire)
        elif self._context is not None:
            self.secure(self._context)

    def _take_begun(self, patience: Patience) -> EarlyLine | None:
        """The line that was begun early, when there is one that is still good."""
        begun, self._begun = self._begun, None
        if begun is None:
            return None
        try:
            fresh = begun.wait(patience)
        except BaseException:
            begun.drop()
            raise
        if not fresh:
            begun.drop()
        return begun if fresh else None

    def _connect(self) -> None:
        """Read the greeting; unlike imaplib's own, ask for nothing (a round trip saved)."""
        prefix: bytes = imaplib.Int2AP(random.randint(4096, 65535))
        self.tag_prefix = self.tagpre = prefix  # type: ignore[assignment]
        self.tagre = re.compile(rb"(?P<tag>" + prefix + rb"\d+) (?P<type>[A-Z]+) (?P<data>.*)", re.ASCII)  # type: ignore[arg-type]
        self._cmd_log_len, self._cmd_log_idx = 10, 0
        self._cmd_log: dict[int, object] = {}
        self.vigil.deadline = time.monotonic() + max(self.limits.connect_s, self.limits.sign_in_s)
        self.greeting = self.read_line()
        self.vigil.deadline = None
        self.welcome = self.greeting
        self.capabilities: tuple[str, ...] = ()
        self.state = "AUTH" if self.greeting[:9].upper() == b"* PREAUTH" else "NONAUTH"

    def read(self, size: int) -> bytes:
        """Exactly ``size`` bytes."""
        return self.read_exactly(size)

    def readline(self) -> bytes:
        """One line with its CR LF, as imaplib wants it."""
        return self.read_line() + b"\r\n"

    def send(self, data: Buffer) -> None:
        """Write all of ``data`` in one piece."""
        self.write(bytes(data))

    def shutdown(self) -> None:
        """Close the line; never raises."""
        self.cut()
        with contextlib.suppress(OSError):
            self.sock.close()

    def _command(self, name: str, *args: str | bytes | None) -> bytes:
        words = [arg.encode("utf-8") if isinstance(arg, str) else arg for arg in args if arg is not None]
        check_command(b" ".join([name.encode("ascii"), *words]), flag_changes=self.flag_changes)
        self._unasked = 0
        return super()._command(name, *args)  # type: ignore[misc, no-any-return]

    def _append_untagged(self, typ: str, dat: bytes | tuple[bytes, bytes] | None) -> None:
        self._unasked += sum(map(len, dat)) if isinstance(dat, tuple) else len(dat or b"")
        if self._unasked > self.limits.max_memory:
            raise ProtocolError("The server sends without end.", details=f"more than {self._unasked} bytes")
        super()._append_untagged(typ, dat)  # type: ignore[misc]

    def _log(self, line: bytes) -> None:
        """Keep no record of the conversation: it holds a password."""

    # securing

    def secure(self, context: ssl.SSLContext) -> None:
        """Put TLS on the line. What came before it is not believed: `Insecure` when anything is left over."""
        if self._start != self._end:
            raise Insecure(
                "Something on the way is tampering with the connection: data arrived before encryption began.",
                details=repr(bytes(self._view[self._start : self._end][:80])),
            )
        patience = self.vigil.make_patience(f"{self.host} doesn't finish securing the connection.")
        self._take_secured(tls.wrap(self.sock, context, self.host, patience.keep_waiting, STEP_S))

    def _take_secured(self, wire: tls.SecureLine) -> None:
        self._wire = wire
        if isinstance(wire, ssl.SSLSocket):
            self.sock = wire
        self._tls_established = True
        self.stats.round_trips += 1

    @property
    def secured(self) -> bool:
        """Whether TLS protects the line."""
        return self._wire is not self.sock or isinstance(self.sock, ssl.SSLSocket)

    @property
    def compressed(self) -> bool:
        """Whether both ways are deflated."""
        return self._deflate is not None

    def compress(self) -> None:
        """Start deflating both ways (RFC 4978), right after the server's OK."""
        self._deflate = Deflate(bytes(self._view[self._start : self._end]))
        self._start = self._end = 0

    # writing

    def write(self, data: bytes) -> None:
        """Send ``data`` whole; a line that takes nothing for ``limits.command_s`` has stalled."""
        if JOURNAL.on:
            JOURNAL.note_sent(data)
        if self._deflate is not None:
            data = self._deflate.deflate(data)
        rest = memoryview(data)
        self.vigil.begin()
        while rest:
            try:
                sent = self._wire.send(rest)
            except (TimeoutError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
                self.vigil.look_up(quiet=True)
                continue
            except (OSError, ValueError) as error:
                raise self.vigil.explain_drop(error) from error
            rest = rest[sent:]

    def count_round_trip(self) -> None:
        """Note that we now wait on a line that was idle when we wrote."""
        self.stats.round_trips += 1

    # reading

    def read_line(self) -> bytes:
        """The next line without its line end (CR LF, or LF alone: GroupWise, seen 2026-11)."""
        scan = self._start
        while True:
            at = self._buffer.find(b"\n", scan, self._end)
            if at >= 0:
                line = bytes(self._view[self._start : at])
                self._start = at + 1
                if JOURNAL.on:
                    JOURNAL.note_received(line)
                return line[:-1] if line[-1:] == b"\r" else line
            waiting = self._end - self._start
            if waiting > self.limits.max_line:
                raise ProtocolError("The server sends a line without end.", details=f"{waiting} bytes")
            self._fill()
            scan = self._start + waiting

    def read_exactly(self, size: int) -> bytes:
        """The next ``size`` bytes."""
        if size <= ROOM - MIN_ROOM:
            while self._end - self._start < size:
                self._fill()
            data = bytes(self._view[self._start : self._start + size])
            self._start += size
            return data
        pieces: list[bytes] = []
        self.read_into(size, pieces.append)
        return b"".join(pieces)

    def read_into(self, size: int, sink: Callable[[bytes], object]) -> None:
        """Hand the next ``size`` bytes to ``sink`` as they come, never holding more than the buffer."""
        while size:
            if self._start == self._end:
                self._fill()
            taken = min(size, self._end - self._start)
            sink(bytes(self._view[self._start : self._start + taken]))
            self._start += taken
            size -= taken

    def wait_for_data(self, until: float) -> bool:
        """Wait, without counting silence as a stall, until there is something to read or ``until`` (monotonic) is over.

        Raises `Unreachable` when the computer slept in between: the line may be dead without a sign.
        """
        self.vigil.idle(until)
        try:
            while self._start == self._end:
                self._fill()
        except Elapsed:
            return False
        finally:
            self.vigil.idle(None)
        return True

    def _fill(self) -> None:
        if self._start == self._end:
            self._start = self._end = 0
            if len(self._buffer) > ROOM:
                self._resize(ROOM)
        elif len(self._buffer) - self._end < MIN_ROOM:
            self._make_room()
        room = self._view[self._end :]
        if self._deflate is None:
            self._end += self._receive(room)
            return
        if self._deflate.ended:
            raise self.vigil.explain_drop(None)
        if not self._deflate.pending:
            raw = bytearray(MIN_ROOM)
            self._deflate.feed(bytes(raw[: self._receive(memoryview(raw))]))
        try:
            self._end += self._deflate.inflate_into(room)
        except ProtocolError:
            if self.on_damage is not None:
                self.on_damage()
            raise

    def _make_room(self) -> None:
        waiting = self._end - self._start
        self._view[:waiting] = bytes(self._view[self._start : self._end])
        self._start, self._end = 0, waiting
        if len(self._buffer) - waiting < MIN_ROOM:
            self._resize(2 * len(self._buffer))

    def _resize(self, size: int) -> None:
        kept = bytes(self._view[: self._end])
        self._buffer = bytearray(size)
        self._view = memoryview(self._buffer)
        self._view[: len(kept)] = kept

    def _receive(self, room: memoryview) -> int:
        began = self.vigil.begin_wait()
        while True:
            try:
                got = self._wire.recv_into(room)
            except (TimeoutError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                self.vigil.look_up(quiet=True)
                continue
            except (OSError, ValueError) as error:
                raise self.vigil.explain_drop(error) from error
            break
        if not got:
            raise self.vigil.explain_drop(None)
        self.stats.bytes_received += got
        self.stats.seconds_waited += self.vigil.end_wait(began, got)
        return got

    def cut(self) -> None:
        """Shut the line from any thread; who waits on it gets `Unreachable`, or `Cancelled` if it should stop."""
        sock = getattr(self, "sock", None)
        if sock is not None:
            # The plain socket's method: an SSLSocket's own would take its state away from a thread that reads.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
