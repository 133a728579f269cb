"""An https server and a DNS server on loopback, for discovery."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset


class WebServer:
    """Serves ``pages`` (path -> bytes to send, or str to redirect to) over TLS; remembers every request."""

    def __init__(self, context: ssl.SSLContext, pages: Mapping[str, bytes | str], *, delay_s: float = 0) -> None:
        self.requests: list[str] = []
        served, server = pages, self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.requests.append(f"{self.requestline} {self.headers}")
                time.sleep(delay_s)
                page = served.get(self.path)
                if page is None:
                    self.send_error(404)
                elif isinstance(page, str):
                    self.send_response(302)
                    self.send_header("Location", page.format(port=server.port))
                    self.end_headers()
                else:
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(page)))
                    self.end_headers()
                    self.wfile.write(page)

            def log_message(self, format: str, *args: object) -> None:
                """Tests read ``requests`` instead."""

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """A client that hangs up early is part of these tests."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


class DnsServer:
    """Answers ``records`` ({(name, type): [text, ...]}); NXDOMAIN for other names, nothing at all when ``dead``."""

    def __init__(self, records: Mapping[tuple[str, str], list[str]], *, dead: bool = False) -> None:
        self._records = records
        self._dead = dead
        self.questions: list[str] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def resolver(self) -> dns.resolver.Resolver:
        """A resolver that asks only this server."""
        found = dns.resolver.Resolver(configure=False)
        found.nameservers = ["127.0.0.1"]
        found.port = self._socket.getsockname()[1]
        return found

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.sendto(b"", self._socket.getsockname())
        self._thread.join(5)
        self._socket.close()

    def _run(self) -> None:
        while True:
            data, client = self._socket.recvfrom(4096)
            if not data:
                return
            if not self._dead:
                self._socket.sendto(self._answer(data), client)

    def _answer(self, data: bytes) -> bytes:
        query = dns.message.from_wire(data)
        question = query.question[0]
        name, kind = question.name.to_text(omit_final_dot=True), dns.rdatatype.to_text(question.rdtype)
        self.questions.append(f"{name} {kind}")
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        texts = self._records.get((name, kind))
        if texts is None:
            response.set_rcode(dns.rcode.NXDOMAIN)
        else:
            response.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *texts))
        return response.to_wire()
