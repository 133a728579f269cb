"""A web server on loopback that must hear nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

PIXEL = bytes.fromhex(
    "47494638396101000100800000ff0000ffffff21f90400000000002c00000000010001000002024401003b"
)  # a red GIF of one pixel


class Canary:
    """Where it listens, and what it heard."""

    def __init__(self, port: int, heard: list[str]) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.heard = heard


@contextmanager
def run_canary() -> Iterator[Canary]:
    """Run one while the block lasts."""
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "image/gif")
            self.send_header("Content-Length", str(len(PIXEL)))
            self.end_headers()
            self.wfile.write(PIXEL)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Canary(server.server_address[1], heard)
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
