"""Mixed mail, the same in every run: short and long, plain and multipart, 8 bit, odd headers, repeated bodies."""

from __future__ import annotations

import base64
import random

_TEXT = "invoice meeting harbour grün naïve 会議 garden Straße письмо ladder coffee signal paper winter"
_WORDS = _TEXT.split()


def make_mixed_mail(count: int, *, seed: int = 7, identified: bool = False) -> list[bytes]:
    """That many raw messages with CRLF line ends, each different; a fifth without Message-ID unless `identified`."""
    source = random.Random(seed)
    return [_make(number, source, identified) for number in range(count)]


def _make(number: int, source: random.Random, identified: bool) -> bytes:
    text = " ".join(source.choices(_WORDS, k=source.choice([3, 30, 300])))
    kind = number % 5
    head = [
        f"Message-ID: <{number}.{source.randrange(10**9)}@example.org>",
        f"From: Person {number % 17} <person{number % 17}@example.com>",
        "To: anna@example.org",
        f"Subject: {' '.join(source.choices(_WORDS[:3], k=4))} {number}",
        f"Date: Fri, {1 + number % 28:02d} Nov 2026 10:00:00 +0000",
    ]
    if kind == 3 and not identified:
        head = [line for line in head if not line.startswith(("Message-ID", "Date"))]
        head.append(f"X-Number: {number}")
    if kind == 2:
        blob = base64.encodebytes(source.randbytes(source.choice([500, 20_000]))).decode().replace("\n", "\r\n")
        body = f'--b\r\n\r\n{text}\r\n--b\r\nContent-Disposition: attachment; filename="a.bin"\r\n\r\n{blob}--b--\r\n'
        head += ["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="b"']
    elif kind == 4:
        body = f"{text}\r\n.\r\nFrom the start\r\n\r\n)\r\n* 1 FETCH (UID 1)\r\n"
    else:
        body = f"{text}\r\n"
    return ("\r\n".join(head) + "\r\n\r\n" + body).encode()
