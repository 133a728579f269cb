"""One connection of the scripted server: its bytes, counted and recorded, and the ways in which a line can be bad."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import struct
import threading
import zlib
from dataclasses import dataclass, field

_LITERAL_AHEAD = re.compile(rb"\{(\d+)(\+?)\}\r\n\Z")


class Ended(Exception):
    """The connection is over, by the client or by the script."""


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong with a connection. Offsets count the bytes that the server said on it, greeting included."""

    drop_at: int | None = None
    reset: bool = False
    """Drop with a TCP reset instead of an orderly end."""
    stall_at: int | None = None
    """Say nothing any more from this byte on, and keep the connection."""
    bytes_per_s: float | None = None
    chunk: int | None = None
    """Write so many bytes at a time, to show that the reader doesn't count on whole lines."""


@dataclass(slots=True)
class Record:
    """What happened on one connection."""

    received: bytearray = field(default_factory=bytearray)
    received_in_clear: bytearray = field(default_factory=bytearray)
    sent: int = 0
    secure: bool = False


class Wire:
    """Reads whole commands and sends bytes through the fault."""

    def __init__(self, connection: socket.socket, fault: LineFault, stopping: threading.Event) -> None:
        self.record = Record()
        self._socket = connection
        self._fault = fault
        self._stopping = stopping
        self._buffer = bytearray()
        self._inflate: zlib._Decompress | None = None
        self._deflate: zlib._Compress | None = None

    def secure(self, context: ssl.SSLContext) -> None:
        """Start TLS as the server; what the client sent ahead in clear text is thrown away."""
        self._buffer.clear()
        try:
            self._socket = context.wrap_socket(self._socket, server_side=True)
        except OSError as error:
            raise Ended from error
        self.record.secure = True

    def compress(self) -> None:
        """COMPRESS=DEFLATE from here on, both ways (RFC 4978)."""
        self._inflate, self._deflate = zlib.decompressobj(-15), zlib.compressobj(6, zlib.DEFLATED, -15)

    def read_line(self) -> bytes:
        """The next line with its end; Ended when the client is gone."""
        while (end := self._buffer.find(b"\n")) < 0:
            self._receive()
        return self._take(end + 1)

    def read_command(self) -> bytes:
        """The next command with all its literals; synchronising ones are asked for."""
        command = self.read_line()
        while ahead := _LITERAL_AHEAD.search(command):
            if not ahead[2]:
                self.send(b"+ go on\r\n")
            size = int(ahead[1])
            while len(self._buffer) < size:
                self._receive()
            command += self._take(size) + self.read_line()
        return command

    def send(self, data: bytes) -> None:
        """Say something, as far as the fault lets it pass."""
        fault = self._fault
        for limit, act in ((fault.drop_at, self.drop), (fault.stall_at, self.stall)):
            if limit is not None and self.record.sent + len(data) >= limit:
                self._write(data[: max(limit - self.record.sent, 0)])
                act()
        self._write(data)

    def drop(self) -> None:
        """End the connection now."""
        if self._fault.reset:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close()
        raise Ended

    def stall(self) -> None:
        """Never say anything again, but keep the connection."""
        self._stopping.wait()
        raise Ended

    def rest(self, seconds: float) -> None:
        """Say nothing for a while."""
        if self._stopping.wait(seconds):
            raise Ended

    def close(self) -> None:
        """End the connection, if it still is there."""
        with contextlib.suppress(OSError):
            if not self._fault.reset:
                self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _take(self, count: int) -> bytes:
        data = bytes(self._buffer[:count])
        del self._buffer[:count]
        return data

    def _receive(self) -> None:
        try:
            data = self._socket.recv(65536)
        except (OSError, ValueError) as error:
            raise Ended from error
        if not data:
            raise Ended
        if self._inflate is not None:
            data = self._inflate.decompress(data)
        self.record.received += data
        if not self.record.secure:
            self.record.received_in_clear += data
        self._buffer += data

    def _write(self, data: bytes) -> None:
        step = self._fault.chunk or len(data) or 1
        if self._fault.bytes_per_s:
            step = self._fault.chunk or max(1, int(self._fault.bytes_per_s / 20))
        for start in range(0, len(data), step):
            self._write_piece(data[start : start + step])

    def _write_piece(self, piece: bytes) -> None:
        if self._fault.bytes_per_s and self._stopping.wait(len(piece) / self._fault.bytes_per_s):
            raise Ended
        packed = piece
        if self._deflate is not None:
            packed = self._deflate.compress(piece) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
        try:
            self._socket.sendall(packed)
        except (OSError, ValueError) as error:
            raise Ended from error
        self.record.sent += len(piece)
