"""Whether an IMAP server really answers with verified TLS at a host and port. Nothing about the person is sent."""

from __future__ import annotations

import socket
import ssl

import truststore

from imapdesk.accounts.discovery.values import Server
from imapdesk.mail import Security

MAX_LINE = 8192
MAX_LINES = 20


class Probe:
    """Tries servers. ``context`` says whom to trust; the system's roots when None."""

    def __init__(self, context: ssl.SSLContext | None = None, *, timeout_s: float = 5.0) -> None:
        self._context = context or truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self._timeout_s = timeout_s

    def answers(self, server: Server) -> bool:
        """Whether it greets as IMAP and proves who it is. Raises OSError when the network gives no answer at all."""
        try:
            with socket.create_connection((server.host, server.port), timeout=self._timeout_s) as plain:
                return self._greets(plain, server)
        except (ssl.SSLError, ssl.CertificateError, ConnectionRefusedError, UnicodeError):
            return False

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
