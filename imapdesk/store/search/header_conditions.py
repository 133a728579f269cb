"""Header fields of a query as conditions on rows: which messages may have them, by the small index of headers."""

from __future__ import annotations

import re

from imapdesk.store.content.headers import ANY_NAME, COMMON_NAMES, to_sign, to_value_sign
from imapdesk.store.held.describing import PEOPLE_CHARS, SUBJECT_CHARS
from imapdesk.store.held.identity import clean_message_id
from imapdesk.store.search.matching import Condition, LookUp, Match, Vocabulary
from imapdesk.store.search.query import Header

# has_header is a function of the reading connections (imapdesk.store.content.headers)
_HEADER = "EXISTS (SELECT 1 FROM content c WHERE c.id = l.content_id AND has_header(c.codec, c.size, c.data, ?, ?))"
_SHOWN = {  # fields that a row has, and of how many characters on they are cut
    "subject": ("m.subject", SUBJECT_CHARS),
    "from": ("m.from_", PEOPLE_CHARS),
    "to": ("m.to_", PEOPLE_CHARS),
    "cc": ("m.cc", PEOPLE_CHARS),
    "message-id": ("m.message_id", SUBJECT_CHARS),
}
_WHOLE_ID = re.compile(r"\s*<[^<>\s]+>\s*")
_FEW_VALUES = 3  # to ask the index for one more about a row costs three times as much as to read the message
_LONGEST_PATTERN = 1_000  # SQLite takes fifty times as much
MOST_VALUES = 200  # that lead a search


def header_to_condition(header: Header, vocabulary: Vocabulary, look_up: LookUp) -> Condition:
    """To read a message's headers costs four times as much as to see whether it may have such a one."""
    found = Condition(_HEADER, (header.name, header.text))
    if is_shown(header):
        return _ask_row(header, found)
    match = match_header(header, vocabulary, _FEW_VALUES)
    if match is None:
        return found
    listed = look_up(match)
    return Condition(f"(m.rank IS NULL OR {listed.sql}) AND {found.sql}", (*listed.values, *found.values))


def is_shown(header: Header) -> bool:
    """Whether a message's row tells it, so that the message itself needn't be read."""
    return header.name.lower() in _SHOWN


def find_message_id(header: Header) -> str | None:
    """The identifier that a whole Message-ID in its brackets asks for, which tells capitals apart (RFC 5322 3.6.4)."""
    is_whole = header.name.lower() == "message-id" and _WHOLE_ID.fullmatch(header.text)
    return clean_message_id(header.text) if is_whole else None


def _ask_row(header: Header, read: Condition) -> Condition:
    """What the row shows, decoded, of one of the fields that nearly every message has; where that is cut, read on."""
    column, most = _SHOWN[header.name.lower()]
    if not header.text:
        return Condition(f"{column} <> ''")
    exact = find_message_id(header)
    if exact is not None:
        return Condition("m.message_id = ?", (exact,))
    shown, text = column, header.text
    if column == "m.message_id":
        shown, text = "'<' || m.message_id || '>'", "".join(text.split())
    quick, pattern = _compare_quickly(shown, column, text, most)
    return Condition(
        f"CASE {quick}WHEN holds_text({shown}, ?) THEN 1 WHEN length({column}) < {most} THEN 0 ELSE {read.sql} END",
        (*pattern, text, *read.values),
    )


def _compare_quickly(shown: str, column: str, text: str, most: int) -> tuple[str, tuple[str, ...]]:
    """Cases that SQLite decides by itself, without a call of ours for each row: ASCII in ASCII."""
    if not (text.isascii() and text.isprintable() and len(text) <= _LONGEST_PATTERN):
        return "", ()
    is_ascii = f"length({column}) = length(CAST({column} AS BLOB))"
    pattern = "%" + re.sub(r"[\\%_]", r"\\\g<0>", text) + "%"
    return f"WHEN {shown} LIKE ? ESCAPE '\\' THEN 1 WHEN {is_ascii} AND length({column}) < {most} THEN 0 ", (pattern,)


def match_header(header: Header, vocabulary: Vocabulary, most_values: int = MOST_VALUES) -> Match | None:
    """All described messages that may have a header of that name with that text; None where the index doesn't tell.

    By its values, if it has ``most_values`` with the text at most, else by its name.
    """
    sign = to_sign(header.name)
    if sign in COMMON_NAMES or not vocabulary.has_heads:
        return None
    values = vocabulary.find_values(header.name.lower(), header.text.casefold()) if header.text else None
    if values is None or len(values) > most_values:
        return Match(f'"{sign}" OR "{ANY_NAME}"', "header_names")
    signs = [*map(to_value_sign, values), to_value_sign(sign), ANY_NAME]
    return Match(" OR ".join(f'"{each}"' for each in signs), "header_names")
