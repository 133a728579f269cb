"""LIST, XLIST and STATUS responses (RFC 9051 7.3)."""

from __future__ import annotations

from dataclasses import dataclass

from imapdesk.imap.grammar.numbers import to_signed
from imapdesk.imap.grammar.responses import Parts, classify
from imapdesk.imap.grammar.tokens import UnreadableAnswer, Value, as_number, parse_values
from imapdesk.mail import FolderState

LONGEST_NAME = 8000  # bytes: a command with a longer one would be refused for its length (RFC 7162 4)


@dataclass(frozen=True, slots=True)
class ListLine:
    """One folder as listed: lower-case attributes, delimiter or None, the name as it came."""

    attributes: frozenset[str]
    delimiter: str | None
    name: bytes


def parse_list(parts: Parts) -> ListLine | None:
    """A LIST or XLIST response; None for any other. Raises `UnreadableAnswer` for one that can't be read.

    A folder without a name is none: servers answer so to tell their delimiter (RFC 9051 6.3.9).
    """
    values = _values(parts, "LIST", "XLIST")
    if values is None or (len(values) > 2 and values[2] == b""):
        return None
    name = b"NIL" if len(values) > 2 and values[2] is None else values[2] if len(values) > 2 else b""
    if not isinstance(name, bytes) or not name:
        raise UnreadableAnswer("a LIST response without a name")
    if len(name) > LONGEST_NAME:
        raise UnreadableAnswer(f"a folder's name of {len(name)} bytes")
    words = values[0] if isinstance(values[0], tuple) else ()
    attributes = frozenset(word.decode("latin-1").lower() for word in words if isinstance(word, bytes))
    return ListLine(attributes, _delimiter(values[1]), name)


def parse_folder_status(parts: Parts) -> tuple[bytes, FolderState] | None:
    """A STATUS response: the folder's name and state (an empty one for ``()``); None for any other response."""
    values = _values(parts, "STATUS")
    if values is None or len(values) < 2 or not isinstance(values[1], tuple):
        return None
    name = b"NIL" if values[0] is None else values[0]
    pairs = {
        name.upper(): to_signed(as_number(value)) for name, value in _two_by_two(values[1]) if isinstance(name, bytes)
    }
    state = FolderState(
        messages=pairs.get(b"MESSAGES"),
        uidnext=pairs.get(b"UIDNEXT"),
        uidvalidity=pairs.get(b"UIDVALIDITY"),
        unseen=pairs.get(b"UNSEEN"),
        highestmodseq=pairs.get(b"HIGHESTMODSEQ") or None,  # 0 means that there is none (RFC 7162 3.1.2.2)
    )
    return (name, state) if isinstance(name, bytes) else None


def _two_by_two(values: tuple[Value, ...]) -> list[tuple[Value, Value]]:
    return list(zip(values[0::2], values[1::2], strict=False))


def _values(parts: Parts, *kinds: str) -> tuple[Value, ...] | None:
    line = parts[0]
    assert isinstance(line, bytes)
    what = classify(line)
    if what is None or what.kind not in kinds:
        return None
    return parse_values(parts, what.begins)


def _delimiter(value: Value) -> str | None:
    return value.decode("utf-8", "replace") or None if isinstance(value, bytes) else None
