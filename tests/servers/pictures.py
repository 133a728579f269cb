"""A web server on loopback that answers as it is told, and remembers what it was asked for."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage


@dataclass(frozen=True, slots=True)
class Answer:
    """What a path gets."""

    body: bytes = b""
    kind: str = "image/png"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pause_s: float = 0.0  # after half of the body


def moved(goal: str, status: int = 302) -> Answer:
    """A redirection."""
    return Answer(status=status, headers={"Location": goal})


def make_png(width: int, height: int, colour: str = "red") -> bytes:
    """A picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class PictureServer:
    """Use it as a context manager; ``asked`` are the paths, ``heads`` the headers that came with them."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = dict(answers)
        self.asked: list[str] = []
        self.heads: list[Message] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.path)
                server.heads.append(self.headers)
                answer = server.answers.get(self.path, Answer(status=404))
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.kind)
                self.send_header("Set-Cookie", "known=you")
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in answer.headers:
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                middle = len(answer.body) // 2
                self.wfile.write(answer.body[:middle])
                time.sleep(answer.pause_s)
                self.wfile.write(answer.body[middle:])

            def log_message(self, format: str, *args: object) -> None:
                """Tests read ``asked`` instead."""

        class Server(ThreadingHTTPServer):
            def handle_error(self, request: object, client_address: object) -> None:
                """A client that hangs up early is part of these tests."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port: int = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)
