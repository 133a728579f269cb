"""A web server on loopback that answers as it is told, and remembers what it was asked for."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from tests.servers.web import LoopbackWeb


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


class PictureServer(LoopbackWeb):
    """Use it as a context manager; ``asked`` are the paths, ``heads`` the headers that came with them."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        super().__init__()
        self.answers = dict(answers)
        self.asked: list[str] = []
        self.heads: list[Message] = []
        self.url = f"http://127.0.0.1:{self.port}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Send what was told for the path, and a cookie."""
        self.asked.append(request.path)
        self.heads.append(request.headers)
        answer = self.answers.get(request.path, Answer(status=404))
        request.send_response(answer.status)
        request.send_header("Content-Type", answer.kind)
        request.send_header("Set-Cookie", "known=you")
        for name, value in answer.headers.items():
            request.send_header(name, value)
        if "Content-Length" not in answer.headers:
            request.send_header("Content-Length", str(len(answer.body)))
        request.end_headers()
        middle = len(answer.body) // 2
        request.wfile.write(answer.body[:middle])
        time.sleep(answer.pause_s)
        request.wfile.write(answer.body[middle:])
