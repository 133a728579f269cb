"""Parts that stand where no parser looks: behind a transfer encoding of the whole, or before the first delimiter.

RFC 2045 6.4 forbids the first and RFC 2046 5.1.1 hides the second; both are sent, and both hold the message's text.
And end boundaries where none is looked for: behind a last line without its end.
"""

from __future__ import annotations

import re

from imapdesk.mime.headers.fields import Head
from imapdesk.mime.headers.params import parse_parameters
from imapdesk.mime.limits import MAX_DEPTH, MAX_PARTS, MAX_TEXT_BYTES
from imapdesk.mime.structure.sealed import open_sealed
from imapdesk.mime.structure.transfer import decode_transfer
from imapdesk.mime.structure.tree import Part, TreeParser

_MAX_UNPACKED = 3  # multiparts of one message that are encoded as a whole
_MAX_PREAMBLE = 1_000_000  # bytes
_MAX_BLANKS = 200  # bytes behind an end boundary
_TEXTS = frozenset({"text/plain", "text/html"})
_ESCAPE = re.compile(rb"=(?:[0-9A-F]{2}|[ \t]*\r?\n)")
# The headers of a part, under a delimiter of another multipart perhaps: some writers take two names for one boundary.
_HEADER = re.compile(rb"\s*(--[^\r\n]{2,200}\r*\n)?(?=content-[a-z-]{2,30}:)", re.IGNORECASE)


def read_tree(raw: bytes) -> tuple[bytes, Part, list[str]]:
    """The bytes with their encoded multiparts decoded, the root part over them, and what was cut or guessed."""
    parser = TreeParser(raw)
    root = parser.parse()
    for _ in range(_MAX_UNPACKED):
        plain = _unpack(parser.raw, root)
        if plain is None:
            break
        parser = TreeParser(plain)
        root = parser.parse()
        parser.problems.append("A message was encoded as a whole, which is forbidden.")
    if root.is_multipart:
        _take_preambles(parser, root)
        if root.children and root.encoding == "quoted-printable":
            _hand_down(parser.raw, root)
        if parser.is_open:
            _cut_endings(parser.raw, root)
    open_sealed(parser, root)
    return parser.raw, root, parser.problems


def _unpack(raw: bytes, root: Part) -> bytes | None:
    """The message with the first multipart decoded whose parts hide behind base64; None when there is none."""
    todo = [root]
    while todo:
        part = todo.pop()
        todo.extend(reversed(part.children))
        if not part.is_multipart or part.children or part.encoding not in {"base64", "uuencode"}:
            continue
        if part.end - part.body > MAX_TEXT_BYTES:
            continue
        body = decode_transfer(raw[part.body : part.end], part.encoding)
        if f"--{part.content.get('boundary')}".encode("latin-1", "replace") in body:
            return raw[: part.body] + body + raw[part.end :]
    return None


def _hand_down(raw: bytes, root: Part) -> None:
    """Encode the texts as the message around them says, where their own headers say nothing and their bytes agree."""
    todo = list(root.children)
    while todo:
        part = todo.pop()
        todo.extend(part.children)
        if part.type not in _TEXTS or part.head.first("content-transfer-encoding"):
            continue
        body = raw[part.body : min(part.end, part.body + _MAX_PREAMBLE)]
        escapes = len(_ESCAPE.findall(body))
        if escapes and escapes == body.count(b"=") and body.isascii():
            part.head.fields["content-transfer-encoding"] = [root.encoding]


def _cut_endings(raw: bytes, root: Part) -> None:
    """Take the end boundary out of last parts whose last line runs into it."""
    todo = [root]
    while todo:
        part = todo.pop()
        todo.extend(part.children)
        if not part.is_multipart or not part.children or part.children[-1].children:
            continue
        last = part.children[-1]
        ending = f"--{part.content.get('boundary')}--".encode("latin-1", "replace")
        tail = raw[max(last.body, last.end - len(ending) - _MAX_BLANKS) : last.end]
        if tail.rstrip().endswith(ending):
            last.end += len(tail.rstrip()) - len(tail) - len(ending)


def _take_preambles(parser: TreeParser, root: Part) -> None:
    """Give multiparts back the first part whose delimiter was forgotten."""
    todo = [root]
    while todo:
        part = todo.pop()
        if part.is_multipart and part.children and part.depth < MAX_DEPTH and parser.count < MAX_PARTS:
            first = _read_preamble(parser, part)
            if first is not None:
                part.children.insert(0, first)
                parser.problems.append("The first delimiter of the parts was missing.")
        todo.extend(part.children)


def _read_preamble(parser: TreeParser, part: Part) -> Part | None:
    raw, start = parser.raw, part.body
    boundary = b"--" + part.content.get("boundary").encode("latin-1", "replace")
    if raw.startswith(boundary, start):
        return None
    twice = len(part.head.all("content-type")) > 1
    match = _HEADER.match(raw, start, start + 1_000)
    if match is None and (not twice or raw.startswith(b"--", start)):
        return None  # the usual sentence about the format, meant for readers of 1992
    end = raw.find(b"\n" + boundary, max(start - 1, 0), min(part.end, start + _MAX_PREAMBLE))
    if end < start or (match is not None and match[1] and raw.find(match[1], match.end(), end) >= 0):
        return None
    end -= raw.startswith(b"\r", end - 1)
    first = parser.open_part(match.end(), end, part.depth + 1) if match else _make_second(raw, part, start, end)
    return None if first.is_multipart or not raw[first.body : end].strip() else first


def _make_second(raw: bytes, part: Part, start: int, end: int) -> Part:
    """The part that the later headers of a doubled Content-Type belong to."""
    value = part.head.all("content-type")[1]
    content = parse_parameters(value)
    fields = {**part.head.fields, "content-type": [value]}
    there = any(child.type == content.value and raw[child.body : child.end].strip() for child in part.children)
    if there or content.value not in _TEXTS:
        return Part(part.head, end, end)  # the preamble is a preamble
    return Part(Head(fields), start, end, content.value, content, depth=part.depth + 1)
