"""What describing and indexing a message costs, on generated mail of 36 KB on average.

`python -m benchmarks.mime` prints one line per figure beside its goal. Indexing here means taking the words;
writing them is the store's figure.
"""

from __future__ import annotations

import base64
import quopri
import random
import re
import time
from collections.abc import Callable

from benchmarks.goals import judge
from imapdesk.mime import describe_headers, describe_message, index_text, make_safe_html
from imapdesk.store.indexing.indexable import make_indexable

_VOCABULARY = """
    the of and to in is that for with as on be at by this have from or had not are but what all were when we
    there can an your which their said if do will each about how up out them then she many some so these would
    other into has more invoice meeting report project schedule customer delivery update question answer Grüße
    für über schön días niño pièce français привет отчёт встреча
"""
_WORDS = _VOCABULARY.split()
_WORD = re.compile(r"\w+")


def make_mail(source: random.Random) -> bytes:
    """One message: plain, newsletter, or with a file, in the proportions of a working mailbox."""
    kind = source.choices(("plain", "alternative", "file"), (0.35, 0.45, 0.2))[0]
    head = _make_head(source)
    text = _prose(source, source.randint(50, 600))
    if kind == "plain":
        return head + _part("text/plain; charset=utf-8", text, source.choice(("8bit", "quoted-printable")))
    page = _make_page(source, source.randint(10, 160))
    alternative = _multipart(
        source,
        "alternative",
        [
            _part("text/plain; charset=utf-8", text, "quoted-printable"),
            _part("text/html; charset=utf-8", page, "quoted-printable"),
        ],
    )
    if kind == "alternative":
        return head + alternative
    content = base64.encodebytes(source.randbytes(source.randint(5_000, 140_000))).replace(b"\n", b"\r\n")
    file = b'Content-Type: application/pdf; name="report.pdf"\r\n'
    file += b'Content-Disposition: attachment;\r\n filename="report.pdf"\r\n'
    file += b"Content-Transfer-Encoding: base64\r\n\r\n" + content
    return head + _multipart(source, "mixed", [alternative, file])


def _make_head(source: random.Random) -> bytes:
    number = source.randint(1, 10**9)
    received = b"".join(
        b"Received: from mx%d.example.org (mx%d.example.org [192.0.2.%d])\r\n\tby mail.example.com (Postfix) "
        b"with ESMTPS id %d\r\n"
        b"\tfor <ann@example.com>; Wed, 18 Nov 2009 10:30:00 +0100 (CET)\r\n" % (n, n, n, number)
        for n in range(source.randint(2, 5))
    )
    signature = base64.b64encode(source.randbytes(256))
    return (
        b"Return-Path: <bounce-%d@example.org>\r\nDelivered-To: ann@example.com\r\n" % number
        + received
        + b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; "
        b"s=k1;\r\n\th=from:to:subject:date;\r\n\tb=" + signature + b'\r\nFrom: "Example News" <news@example.org>\r\n'
        b"To: Ann <ann@example.com>, =?utf-8?Q?J=C3=B6rg?= <joerg@example.net>\r\n"
        b"Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe_und?= =?utf-8?Q?_Neues?= %d\r\nDate: Wed, 18 Nov 2009 10:30:05 +0100\r\n"
        b"Message-ID: <%d@example.org>\r\nIn-Reply-To: <1@example.org>\r\nReferences: <0@example.org>\r\n "
        b"<1@example.org>\r\n"
        b"List-Unsubscribe: <https://example.org/u/%d>\r\nX-Mailer: Example 1.0\r\nMIME-Version: 1.0\r\n"
        % (number, number, number)
    )


def _prose(source: random.Random, words: int) -> str:
    lines = []
    for start in range(0, words, 12):
        lines.append(" ".join(source.choices(_WORDS, k=min(12, words - start))))
    return "\r\n".join(lines)


def _make_page(source: random.Random, rows: int) -> str:
    style = "font-family:Arial,sans-serif;font-size:14px;color:#333333;padding:0 0 10px 0"
    cells = "\r\n".join(
        f'<tr><td align="left" style="{style}"><a href="https://example.org/c/{n}">{_prose(source, 12)}</a></td></tr>'
        for n in range(rows)
    )
    return f"<html><head><style>td {{ color: red }}</style></head><body><table width=600>{cells}</table></body></html>"


def _part(type_: str, text: str, encoding: str) -> bytes:
    data = text.encode()
    body = quopri.encodestring(data).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") if encoding != "8bit" else data
    return f"Content-Type: {type_}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + body


def _multipart(source: random.Random, kind: str, parts: list[bytes]) -> bytes:
    boundary = b"----=_Part_%d_%d" % (source.randint(1, 10**6), source.randint(1, 10**6))
    head = b"Content-Type: multipart/" + kind.encode() + b';\r\n boundary="' + boundary + b'"\r\n\r\n'
    return head + b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"


def describe_and_index(raw: bytes) -> int:
    """A message and the set of its words."""
    message = describe_message(raw)
    words = set(_WORD.findall(index_text(message)))
    words.update(_WORD.findall(message.subject))
    for attachment in message.attachments:
        words.update(_WORD.findall(attachment.name))
    return len(words)


def measure_us(work: Callable[[bytes], object], mails: list[bytes]) -> float:
    """Processor microseconds a message, the best of five rounds."""
    best = float("inf")
    for _ in range(5):
        started = time.process_time()
        for raw in mails:
            work(raw)
        best = min(best, time.process_time() - started)
    return best / len(mails) * 1e6


def main() -> None:
    """Print the figures."""
    source = random.Random(7)
    mails = [make_mail(source) for _ in range(400)]
    heads = [raw[: raw.index(b"\r\n\r\n") + 4] for raw in mails]
    print(f"mail: {len(mails)} messages of {sum(map(len, mails)) / len(mails) / 1000:.1f} KB on average")
    figures = [
        ("describe the headers", measure_us(describe_headers, heads), 40),
        ("describe", measure_us(describe_message, mails), 300),
        ("describe and take the words", measure_us(describe_and_index, mails), 400),
    ]
    for name, cost, goal in figures:
        print(f"{name}: {cost:.0f} us a message (goal {goal}: {judge(cost, goal)})")
    print(f"all that the background pass does before it writes: {measure_us(make_indexable, mails):.0f} us a message")
    page = describe_message(b"Content-Type: text/html; charset=utf-8\n\n" + _make_page(source, 15_000).encode())
    started = time.process_time()
    make_safe_html(page)
    print(f"safe HTML of {len(page.html) / 1e6:.1f} MB: {(time.process_time() - started) * 1000:.0f} ms")


if __name__ == "__main__":
    main()
