"""A web server on loopback that must hear nothing."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler

from tests.servers.web import LoopbackWeb

PIXEL = bytes.fromhex(
    "47494638396101000100800000ff0000ffffff21f90400000000002c00000000010001000002024401003b"
)  # a red GIF of one pixel


class Canary(LoopbackWeb):
    """Where it listens, and what it heard; a context manager."""

    def __init__(self) -> None:
        super().__init__()
        self.url = f"http://127.0.0.1:{self.port}"
        self.heard: list[str] = []

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Give away a picture."""
        self.heard.append(request.path)
        request.send_response(200)
        request.send_header("Content-Type", "image/gif")
        request.send_header("Content-Length", str(len(PIXEL)))
        request.end_headers()
        request.wfile.write(PIXEL)
