"""What answers at a host and port: IMAP over verified TLS, or at least a mail server. Nothing of the person is sent."""

from __future__ import annotations

import socket
import ssl
from enum import Enum

from imapdesk.accounts.discovery.values import Server
from imapdesk.errors import ProxyTrouble, Unreachable
from imapdesk.mail import Security
from imapdesk.net.connecting import open_socket
from imapdesk.net.trust import make_context

MAX_LINE = 8192
MAX_LINES = 20
_TOO_OLD = ("UNSUPPORTED_PROTOCOL", "PROTOCOL_VERSION", "VERSION_TOO_LOW")  # OpenSSL's words


class Sight(Enum):
    """What was seen at a port. ``TROUBLED``: somebody is there, and only a real try can say what is wrong with it."""

    NOTHING = "nothing"
    TROUBLED = "troubled"  # a certificate that proves nothing, TLS of old, no STARTTLS, a BYE, or not a word in time
    ANSWERS = "answers"  # as IMAP, over a line that is secure


class Probe:
    """Tries servers. ``context`` says whom to trust; the system's roots when None."""

    def __init__(self, context: ssl.SSLContext | None = None, *, timeout_s: float = 5.0) -> None:
        self._context = context or make_context()
        self._timeout_s = timeout_s

    def look(self, server: Server) -> Sight:
        """What is there. Raises OSError: no answer at all; ProxyTrouble."""
        try:
            with open_socket(server.host, server.port, self._timeout_s) as plain:
                return self._listen(plain, server)
        except (ConnectionRefusedError, UnicodeError):
            return Sight.NOTHING
        except ProxyTrouble:
            raise
        except Unreachable as error:
            raise OSError(error.sentence) from error

    def _listen(self, plain: socket.socket, server: Server) -> Sight:
        try:
            return self._greet(plain, server)
        except ssl.SSLError as error:
            unproven = isinstance(error, ssl.SSLCertVerificationError)
            return Sight.TROUBLED if unproven or _is_too_old(error) else Sight.NOTHING
        except TimeoutError:
            return Sight.TROUBLED  # some look up who asks before they greet, for longer than we can wait here

    def _greet(self, plain: socket.socket, server: Server) -> Sight:
        if server.security is Security.STARTTLS:
            greeting = _read_line(plain).upper()
            if not greeting.startswith(b"* OK") or not _starts_tls(plain):
                return _find_trouble(greeting)
            with self._context.wrap_socket(plain, server_hostname=server.host):
                return Sight.ANSWERS
        with self._context.wrap_socket(plain, server_hostname=server.host) as secure:
            greeting = _read_line(secure).upper()
            return Sight.ANSWERS if greeting.startswith((b"* OK", b"* PREAUTH")) else _find_trouble(greeting)


def _find_trouble(greeting: bytes) -> Sight:
    return Sight.TROUBLED if greeting.startswith((b"* OK", b"* PREAUTH", b"* BYE")) else Sight.NOTHING


def _is_too_old(error: ssl.SSLError) -> bool:
    return any(word in (error.reason or "") for word in _TOO_OLD)


def _starts_tls(connection: socket.socket) -> bool:
    connection.sendall(b"d1 STARTTLS\r\n")
    for _ in range(MAX_LINES):
        line = _read_line(connection)
        if not line.startswith(b"* "):
            return line.upper().startswith(b"D1 OK")
    return False


def _read_line(connection: socket.socket) -> bytes:
    """One line; byte by byte, since whatever follows STARTTLS's answer belongs to TLS (RFC 9051 6.2.1)."""
    line = bytearray()
    while not line.endswith(b"\n") and len(line) < MAX_LINE:
        byte = connection.recv(1)
        if not byte:
            break
        line += byte
    return bytes(line)
