"""Messages inside of a signature or compressed (RFC 8551 3.5.2, 3.6): read as if they stood beside it.

The signature is not checked, as that of a message beside its signature is not: who wants to know has smime.p7m.
"""

from __future__ import annotations

import re

from imapdesk.mime.limits import MAX_DEPTH, MAX_OPENED_BYTES, MAX_SEALED_BYTES
from imapdesk.mime.structure.bodies import find_name, read_disposition
from imapdesk.mime.structure.cms import COMPRESSED, SIGNED, unwrap
from imapdesk.mime.structure.transfer import decode_transfer
from imapdesk.mime.structure.tree import Part, TreeParser

SEALS = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_MAX_TRIED = 8  # parts, inside one another or side by side
_ENTITY = re.compile(  # a file that somebody signed, a PDF say, has no such header
    rb"\s{0,20}(?:[!-9;-~]{1,76}:[^\n]*\n(?>(?:[ \t][^\n]*\n){0,50})){0,50}?"
    rb"(?:content-[a-z-]{2,30}|mime-version)[ \t]*:",
    re.IGNORECASE,
)
_BASE64 = re.compile(rb"\s*M[A-P][A-Za-z0-9+/\s]{60}")  # how every such object begins
_TOLD = {
    SIGNED: "The message is inside a signature, which was not checked.",
    COMPRESSED: "The message was compressed.",
}


def open_sealed(parser: TreeParser, root: Part) -> None:
    """Give each part that holds a message it, as its only child, in bytes that ``parser`` has behind it then."""
    tried: set[int] = set()
    room = MAX_OPENED_BYTES
    while len(tried) < _MAX_TRIED and (part := _find_next(root, tried)) is not None:
        tried.add(id(part))
        kind, content = unwrap(_decode(parser.raw, part)) or ("", b"")
        if len(content) > room or _ENTITY.match(content) is None:
            continue
        room -= len(content)
        _insert(parser, root, part, content)
        if _TOLD[kind] not in parser.problems:
            parser.problems.append(_TOLD[kind])


def _find_next(root: Part, tried: set[int]) -> Part | None:
    todo = [root]
    while todo:
        part = todo.pop()
        if part.is_multipart or part.opened:
            todo.extend(reversed(part.children))
        elif id(part) not in tried and _may_be_sealed(part):
            return part
    return None


def _may_be_sealed(part: Part) -> bool:
    """By its type, or by its name where a gateway took the type away (RFC 8551 3.2.1)."""
    if part.end - part.body > MAX_SEALED_BYTES or part.depth >= MAX_DEPTH:
        return False
    if part.type in SEALS:
        return True
    return part.type == "application/octet-stream" and find_name(part.content, read_disposition(part)).lower().endswith(
        ".p7m"
    )


def _decode(raw: bytes, part: Part) -> bytes:
    return strip_base64(decode_transfer(raw[part.body : part.end], part.encoding))


def strip_base64(data: bytes) -> bytes:
    """The object itself, where its writer encoded it and didn't say so."""
    return decode_transfer(data, "base64") if _BASE64.match(data) else data


def _insert(parser: TreeParser, root: Part, part: Part, content: bytes) -> None:
    """Put the content behind its part, where nothing else begins before it ends: what follows moves on."""
    place, size = part.end, len(content)
    parser.raw = parser.raw[:place] + content + parser.raw[place:]
    todo = [root]
    while todo:
        each = todo.pop()
        todo.extend(each.children)
        if each is part:
            continue
        each.body += size if each.body >= place else 0
        each.end += size if each.end >= place else 0
    part.opened = True
    part.children = [parser.parse_span(place, place + size, part.depth + 1)]
