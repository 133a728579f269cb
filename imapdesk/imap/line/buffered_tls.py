"""TLS over large reads: one system call for what the network holds, then every record that is whole.

A TLS socket asks the system twice for each record, its head and its body, and Dovecot's records hold 4 kB: of a first
load of 700 MB that was half a second of system calls, and as much again of their callers (measured 2026-11).
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import time
from collections.abc import Callable
from typing import Literal

from imapdesk.imap.line.trickle import Trickle

CHUNK = 256 * 1024
RECORD = 16 * 1024  # the most that one record can hold (RFC 8446 5.1)


class BufferedTls:
    """A secured line over a plain socket with a timeout, which stays its owner's to shut and to ask."""

    def __init__(self, sock: socket.socket, context: ssl.SSLContext, host: str) -> None:
        self._sock = sock
        self._in, self._out = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._in, self._out, server_hostname=host)
        # With a buffer, which may be any that can be written to, it answers with a number.
        self._read: Callable[[int, memoryview], int] = self._tls.read  # type: ignore[assignment]
        self._chunk = bytearray(CHUNK)
        self._view = memoryview(self._chunk)
        self._trickle = Trickle()
        self._unsent = b""
        self._fault: ssl.SSLError | None = None

    def do_handshake(self) -> None:
        """Shake hands; after a TimeoutError call it again. Raises ssl.SSLError, OSError."""
        while True:
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                self._flush()
                self._receive()
            except ssl.SSLError:
                with contextlib.suppress(OSError):
                    self._flush()  # the alert that says why
                raise
            else:
                self._flush()
                return

    def getpeercert(self, *, binary_form: Literal[True]) -> bytes | None:
        """The server's certificate (DER)."""
        return self._tls.getpeercert(binary_form)

    def recv_into(self, room: memoryview) -> int:
        """Fill ``room``, of a record at least, with what is there; 0 at the end. Raises TimeoutError, OSError."""
        if self._fault is not None:
            raise self._fault
        got = 0
        while True:
            try:
                while len(room) - got >= RECORD:
                    count = self._read(RECORD, room[got:])
                    if not count:
                        return got
                    got += count
                return got
            except ssl.SSLWantReadError:
                if got:
                    return got
                self._flush()  # an answer to a change of keys (RFC 8446 4.6.3)
                self._receive()
            except ssl.SSLEOFError:
                return got
            except ssl.SSLError as error:
                self._fault = error
                if got:
                    return got  # what came before was meant; OpenSSL would not tell the fault a second time
                raise

    def send(self, data: memoryview) -> int:
        """Take ``data`` whole; what the network doesn't take at once goes before the next read. Raises OSError."""
        count = self._tls.write(data)
        with contextlib.suppress(TimeoutError):
            self._flush()
        return count

    def _flush(self) -> None:
        self._unsent += self._out.read()
        while self._unsent:
            self._unsent = self._unsent[self._sock.send(self._unsent) :]

    def _receive(self) -> None:
        if pause_s := self._trickle.pause_s:
            time.sleep(pause_s)
        count = self._sock.recv_into(self._view)
        self._trickle.note(count)
        if count:
            self._in.write(self._view[:count])
        else:
            self._in.write_eof()
