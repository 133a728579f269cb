"""Whether an IMAP server really answers with verified TLS at a host and port. Nothing about the person is sent."""

from __future__ import annotations

import socket
import ssl

from imapdesk.accounts.discovery.values import Server
from imapdesk.errors import ProxyTrouble, Unreachable
from imapdesk.mail import Security
from imapdesk.net.connecting import open_socket
from imapdesk.net.trust import make_context

MAX_LINE = 8192
MAX_LINES = 20


class Probe:
    """Tries servers. ``context`` says whom to trust; the system's roots when None."""

    def __init__(self, context: ssl.SSLContext | None = None, *, timeout_s: float = 5.0) -> None:
        self._context = context or make_context()
        self._timeout_s = timeout_s

    def answers(self, server: Server) -> bool:
        """Whether it greets as IMAP and proves who it is. Raises OSError: no answer at all; ProxyTrouble."""
        try:
            with open_socket(server.host, server.port, self._timeout_s) as plain:
                return self._greets(plain, server)
        except (ssl.SSLError, ssl.CertificateError, ConnectionRefusedError, UnicodeError):
            return False
        except ProxyTrouble:
            raise
        except Unreachable as error:
            raise OSError(error.sentence) from error

    def _greets(self, plain: socket.socket, server: Server) -> bool:
        if server.security is Security.STARTTLS:
            return (
                _read_line(plain).upper().startswith(b"* OK") and _starts_tls(plain) and self._verifies(plain, server)
            )
        with self._context.wrap_socket(plain, server_hostname=server.host) as secure:
            return _read_line(secure).upper().startswith((b"* OK", b"* PREAUTH"))

    def _verifies(self, plain: socket.socket, server: Server) -> bool:
        with self._context.wrap_socket(plain, server_hostname=server.host):
            return True


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
