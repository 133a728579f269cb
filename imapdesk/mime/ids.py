"""Message identifiers: as they stand between angle brackets, without the white space that folding put inside."""

from __future__ import annotations

import hashlib
import re

from imapdesk.mime.limits import MAX_REFERENCES
from imapdesk.mime.words import decode_words, unfold

_COMMENT = re.compile(r"\([^()]*\)")
_BRACKETED = re.compile(r"<([^<>]*)>")
_BESIDE = re.compile(r"(<[^<>]*>)|\((?:[^()<>]|<[^<>]*>)*+\)")  # an identifier, or a comment: (from <ann@...>)


def read_id(value: str) -> str:
    """The first identifier of a Message-ID header with its angle brackets, or the bare word, or an empty string."""
    if "=?" in value or not value.isascii():
        value = decode_words(unfold(value))  # no identifier needs them, but some programs encode every header
    match = _BRACKETED.search(value)
    if match is not None and match[1].strip():
        return _wrap(match[1])
    bare = _wrap(value.replace("<", "").replace(">", ""))
    return bare if bare != "<>" else ""


def read_ids(value: str) -> list[str]:
    """Every identifier of References or In-Reply-To, oldest first."""
    if not value:
        return []
    if "=?" in value or not value.isascii():
        value = decode_words(unfold(value))
    if "(" in value:
        value = _drop_comments(value)
    found = [_wrap(inner) for inner in _BRACKETED.findall(value) if inner.strip()]
    if not found:
        found = [f"<{word.strip('<>')}>" for word in value.split() if "@" in word]
    return found[-MAX_REFERENCES:]


def _drop_comments(value: str) -> str:
    return _BESIDE.sub(lambda match: match[1] or " ", value)


def _wrap(inner: str) -> str:
    """In angle brackets, without the blanks of folding and the comments of old mail (RFC 5322 A.6.3)."""
    return f"<{''.join((_COMMENT.sub('', inner) if '(' in inner else inner).split())}>"


def make_id(raw: bytes) -> str:
    """A stable identifier for a message that brings none: the same bytes always get the same one."""
    return f"<{hashlib.sha256(raw).hexdigest()[:32]}@imapdesk.invalid>"
