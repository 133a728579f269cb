"""Message identifiers: as they stand between angle brackets, without the white space that folding put inside."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import unquote

from imapdesk.mime.headers.words import QUOTED, decode_words, unfold
from imapdesk.mime.limits import MAX_REFERENCES

_USUAL = re.compile(r"\s*+(?>(?:<[^<>\s()\"]++>[\s,]*+)+)")
_WHOLE = re.compile(r"<[^<>]++>")
_PIECE = re.compile(r"<([^<>]*+)(>|(?=<)|\Z)|([^\s,;<>]++)")  # one between brackets, the last of which may be missing
_COMMENT = re.compile(r"\([^()]*\)")
_BESIDE = re.compile(r"(<[^<>]*>)|\((?>(?:[^()<>]++|<[^<>]*>)*)\)")  # an identifier, or a comment: (from <ann@...>)
_FROM = frozenset({"from", "by", "von"})
_QUOTED = re.compile(rf"({QUOTED})")
_PLAIN = re.compile(r"[^@\s]+@[^@\s]+")
_ESCAPED = re.compile(r"\s*%3C[^<>\s]*%3E", re.IGNORECASE)  # taken as it is out of an address: ?In-Reply-To=%3C...


def read_id(value: str) -> str:
    """The first identifier of a Message-ID header with its angle brackets, or the bare word, or an empty string."""
    value = _decode(value)
    for match in _PIECE.finditer(value):
        if match[2] == ">" and match[1].strip():
            return _split(match[1])[0]
    bare = _split(value.replace("<", "").replace(">", ""))
    return bare[0] if bare and bare[0] != "<>" else ""


def read_ids(value: str) -> list[str]:
    """Every identifier of References or In-Reply-To, oldest first."""
    if not value:
        return []
    if _USUAL.fullmatch(value) is not None and value.isascii():
        return _WHOLE.findall(value)[-MAX_REFERENCES:]
    value = _decode(value)
    if "(" in value:
        value = _BESIDE.sub(lambda match: match[1] or " ", value)
    pieces = list(_PIECE.finditer(value))
    bare = [f"<{match[3]}>" for match in pieces if match[3] is not None]
    found = _read_list(pieces) if all("@" in word for word in bare) else _read_prose(pieces)
    if not found:  # one word alone is an identifier, of prose only what looks like one
        found = bare if len(bare) == 1 else [word for word in bare if "@" in word]
    return found[-MAX_REFERENCES:]


def _read_list(pieces: list[re.Match[str]]) -> list[str]:
    found: list[str] = []
    for match in pieces:
        if match[3] is not None:
            found.append(f"<{match[3]}>")
        elif _may_be_id(match):
            found += _split(match[1])
    return found


def _read_prose(pieces: list[re.Match[str]]) -> list[str]:
    """The identifiers among words: Message from Ann Lee <ann@...> of "Mon, 1 Jan" <1@...>."""
    found: list[str] = []
    people: list[str] = []
    person = False
    for match in pieces:
        if match[3] is not None:
            person = person or match[3].lower() in _FROM
        elif _may_be_id(match):
            (people if person else found).extend(_split(match[1]))
            person = False
    return found or people


def _may_be_id(match: re.Match[str]) -> bool:
    return bool(match[1].strip()) and (match[2] == ">" or "@" in match[1])


def _decode(value: str) -> str:
    """No identifier needs encoded words, but some programs encode every header."""
    if "=?" in value or not value.isascii():
        value = decode_words(unfold(value))
    return unquote(value) if "%" in value and _ESCAPED.match(value) is not None else value


def _split(inner: str) -> list[str]:
    """What stands between two brackets: one identifier, or several between which the brackets are missing."""
    words = inner.split()
    if len(words) > 1 and all(map(_PLAIN.fullmatch, words)):
        return [_wrap(word) for word in words]
    return [_wrap(inner)]


def _wrap(inner: str) -> str:
    """In angle brackets, without the blanks of folding and the comments of old mail (RFC 5322 A.6.3)."""
    if '"' in inner:  # RFC 5322 4.5.4: the left side may be quoted, and blanks count there
        pieces = (piece if piece.startswith('"') else "".join(piece.split()) for piece in _QUOTED.split(inner))
        return f"<{''.join(pieces)}>"
    return f"<{''.join((_COMMENT.sub('', inner) if '(' in inner else inner).split())}>"


def make_id(raw: bytes) -> str:
    """A stable identifier for a message that brings none: the same bytes always get the same one."""
    return f"<{hashlib.sha256(raw).hexdigest()[:32]}@imapdesk.invalid>"
