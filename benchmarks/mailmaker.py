"""Deterministic mail of a realistic mix: the same seed gives the same bytes, whatever machine.

The mean is about 37 kB: most messages are small texts and newsletters, some carry a base64 attachment.
"""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

_SYLLABLES = """
ka lo mi ter ven sol ra ni do pel tur ga shi mon bra ek fu zen la po que wis ha del or in the and of to a is
for we on it be at from with not are this you will can has but our by as
""".split()  # noqa: SIM905 - sixty quoted words are harder to read
_PEOPLE = [
    "Anna Berg",
    "Bob Stone",
    "Chiara Neri",
    "Dmitri Volk",
    "Élodie Petit",
    "Farid Aziz",
    "Gül Demir",
    "Hana Mori",
]
_LAST_DAY = datetime(2026, 10, 31, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class MadeMessage:
    """One message and when it arrived."""

    raw: bytes
    arrived: datetime
    seen: bool


class MailMaker:
    """Makes messages number 0, 1, 2, ... of a mailbox."""

    def __init__(self, seed: int = 1, *, mean_bytes: int = 37_500, per_day: int = 60) -> None:
        self._seed, self._per_day = seed, per_day
        source = random.Random(seed)
        self._words = ["".join(source.choices(_SYLLABLES, k=source.choice((1, 1, 2, 2, 3)))) for _ in range(8_000)]
        self._blob = source.randbytes(4_000_000)
        self._attachment_mean = max(1_000, (mean_bytes - 7_000) / 0.22 / 1.37)

    def make(self, number: int) -> MadeMessage:
        """The message of that number."""
        source = random.Random(f"{self._seed}:{number}")
        arrived = _LAST_DAY - timedelta(minutes=1440 / self._per_day * number)
        draw = source.random()
        head = self._make_head(source, number, arrived)
        if draw < 0.45:
            raw = head + self._plain(source)
        elif draw < 0.78:
            raw = head + self._newsletter(source, number)
        else:
            raw = head + self._with_attachment(source, number)
        return MadeMessage(raw, arrived, source.random() < 0.8)

    def make_many(self, count: int, first: int = 0) -> Iterator[MadeMessage]:
        """Messages ``first`` to ``first + count - 1``."""
        return (self.make(number) for number in range(first, first + count))

    def _make_head(self, source: random.Random, number: int, arrived: datetime) -> bytes:
        sender = source.choice(_PEOPLE)
        subject = self._sentence(source, 3, 9)
        address = sender.split()[0].lower().replace("é", "e").replace("ü", "u")
        trace = "".join(
            f"Received: from mx{n}.example.net (mx{n}.example.net [192.0.2.{n}])\r\n\tby in.example.org with ESMTPS id "
            f"{source.getrandbits(48):012x};\r\n\t{format_datetime(arrived)}\r\n"
            for n in range(1, 4)
        )
        reply = f"In-Reply-To: <{number + 7}.bench@example.org>\r\n" if number % 3 == 0 else ""
        name = f"=?utf-8?b?{base64.b64encode(sender.encode()).decode()}?=" if not sender.isascii() else sender
        return (
            f"{trace}From: {name} <{address}@example.org>\r\nTo: Carol Doe <carol@example.com>\r\n"
            f"Subject: {subject}\r\n"
            f"Date: {format_datetime(arrived)}\r\nMessage-ID: <{number}.bench@example.org>\r\n"
            f"{reply}MIME-Version: 1.0\r\n"
        ).encode()

    def _sentence(self, source: random.Random, least: int, most: int) -> str:
        return " ".join(source.choices(self._words, k=source.randint(least, most))).capitalize()

    def _text(self, source: random.Random, size: int) -> str:
        lines = []
        while size > 0:
            line = self._sentence(source, 8, 14) + "."
            lines.append(line)
            size -= len(line) + 2
        return "\r\n".join(lines) + "\r\n"

    def _plain(self, source: random.Random) -> bytes:
        size = int(source.lognormvariate(7.2, 0.8))
        return b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + self._text(source, size).encode()

    def _newsletter(self, source: random.Random, number: int) -> bytes:
        mark = f"=_alt{number}"
        text = self._text(source, int(source.lognormvariate(7.3, 0.6)))
        rows = "\r\n".join(
            f'<tr><td style="padding:8px 12px;font-family:Arial,sans-serif;color:#333333">{line}</td>'
            f'<td><img src="https://img.example.net/{source.getrandbits(64):x}.png" width="120"></td></tr>'
            for line in text.splitlines()
        )
        return (
            f'Content-Type: multipart/alternative; boundary="{mark}"\r\n\r\n--{mark}\r\n'
            f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n--{mark}\r\n"
            f"Content-Type: text/html; charset=utf-8\r\n\r\n"
            f"<html><body><table>{rows}</table></body></html>\r\n--{mark}--\r\n"
        ).encode()

    def _with_attachment(self, source: random.Random, number: int) -> bytes:
        mark = f"=_mix{number}"
        size = min(2_500_000, int(source.expovariate(1 / self._attachment_mean)) + 500)
        start = source.randrange(len(self._blob) - size)
        body = base64.encodebytes(self._blob[start : start + size]).replace(b"\n", b"\r\n")
        text = self._text(source, int(source.lognormvariate(6.8, 0.7))).encode()
        name = f"{source.choice(self._words)}.pdf"
        return b"".join(
            [
                f'Content-Type: multipart/mixed; boundary="{mark}"\r\n\r\n--{mark}\r\n'.encode(),
                b"Content-Type: text/plain; charset=utf-8\r\n\r\n" + text,
                f'\r\n--{mark}\r\nContent-Type: application/pdf; name="{name}"\r\n'.encode(),
                b"Content-Transfer-Encoding: base64\r\n",
                f'Content-Disposition: attachment; filename="{name}"\r\n\r\n'.encode(),
                body + f"--{mark}--\r\n".encode(),
            ]
        )
