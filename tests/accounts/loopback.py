"""An https server and a DNS server on loopback, for discovery."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler
from typing import Self

import dns.flags
import dns.message
import dns.rcode
import dns.resolver
import dns.rrset

from tests.servers.web import LoopbackWeb


class WebServer(LoopbackWeb):
    """Serves ``pages`` (path -> bytes to send, or str to redirect to) over TLS; remembers every request."""

    def __init__(self, context: ssl.SSLContext, pages: Mapping[str, bytes | str], *, delay_s: float = 0) -> None:
        super().__init__(context)
        self.requests: list[str] = []
        self._pages, self._delay_s = pages, delay_s

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Send the page of the path."""
        self.requests.append(f"{request.requestline} {request.headers}")
        time.sleep(self._delay_s)
        page = self._pages.get(request.path)
        if page is None:
            request.send_error(404)
        elif isinstance(page, str):
            request.send_response(302)
            request.send_header("Location", page.format(port=self.port))
            request.end_headers()
        else:
            request.send_response(200)
            request.send_header("Content-Length", str(len(page)))
            request.end_headers()
            request.wfile.write(page)


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
