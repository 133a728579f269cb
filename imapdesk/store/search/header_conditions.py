"""Header fields of a query as conditions on rows: which messages may have them, by the small index of headers."""

from __future__ import annotations

import re

from imapdesk.store.held.describing import PEOPLE_CHARS, SUBJECT_CHARS
from imapdesk.store.held.identity import clean_message_id
from imapdesk.store.search.header_answers import HeaderAnswer, answer_header, answer_without
from imapdesk.store.search.matching import Condition, LookUp, Match, Vocabulary, look_up_all, look_up_each
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
    read = read_header(header)
    if is_shown(header):
        return _ask_row(header, read)
    answer = answer_header(header, vocabulary)
    if answer is None or (answer.sign is None and look_up is not look_up_all):
        return read  # a list of what nearly all messages have takes longer than to read one after the other
    return _ask_index(answer, read, look_up, _FEW_VALUES if look_up is look_up_each else MOST_VALUES)


def read_header(header: Header) -> Condition:
    """What a message itself says."""
    return Condition(_HEADER, (header.name, header.text))


def _ask_index(answer: HeaderAnswer, read: Condition, look_up: LookUp, most: int) -> Condition:
    certain = answer.match_certain(most)
    if certain is None:
        match = answer.match_all(most)
        if match is None:
            return read
        listed = look_up(match)
        return Condition(f"(m.rank IS NULL OR {listed.sql}) AND {read.sql}", (*listed.values, *read.values))
    has, may = look_up(certain), look_up(answer.match_others())
    return Condition(
        f"CASE WHEN {has.sql} THEN 1 WHEN m.rank IS NULL OR {may.sql} THEN {read.sql} ELSE 0 END",
        (*has.values, *may.values, *read.values),
    )


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


def match_header(header: Header, vocabulary: Vocabulary) -> Match | None:
    """All described messages that may have a header of that name with that text; None where the index doesn't tell."""
    return _match_all(answer_header(header, vocabulary), header)


def match_without(header: Header, vocabulary: Vocabulary) -> Match | None:
    """All described messages that may lack a header; None where the index doesn't tell."""
    return _match_all(answer_without(header, vocabulary), header)


def _match_all(answer: HeaderAnswer | None, header: Header) -> Match | None:
    """What a row tells of a common field isn't always what the field is: it is read in spite of odd lines before it."""
    if answer is None or (answer.sign is None and is_shown(header)):
        return None
    return answer.match_all(MOST_VALUES)
