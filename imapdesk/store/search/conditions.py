"""A parsed query as SQL: one expression for the index of words, and conditions on rows.

Everything here is made of values bound by position; no text of a person becomes SQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from imapdesk.store.indexing.folding import MIN_PART, fold_query, strip_accents
from imapdesk.store.search.header_conditions import header_to_condition, is_shown
from imapdesk.store.search.matching import Condition, LookUp, Match, Vocabulary, look_up_all
from imapdesk.store.search.query import All, Dates, Either, Header, Mark, Node, Not, Place, Size, Words

HEAD_FIELDS = ("subject", "from", "to", "cc", "filename")  # in the order of the columns of the index ``heads``
_COLUMNS = {"from": "from_", "to": "to_", "cc": "cc", "subject": "subject", "body": "body", "filename": "files"}
_LAST_WORD = re.compile(r'([^\W_]+)[\W_]*"\Z')
_LISTED = ("m.subject", "m.from_", "m.to_", "m.cc")
_MARKS = {
    "unread": "(l.shown & 1 = 0 AND l.gone_at IS NULL)",
    "read": "l.shown & 1 = 1",
    "starred": "l.shown & 4 = 4",
    "answered": "l.shown & 2 = 2",
    "forwarded": "(l.keywords <> '' AND instr(lower(' ' || l.keywords || ' '), ' $forwarded ') > 0)",  # RFC 9051 2.3.2
    "draft": "l.shown & 16 = 16",
    "gone": "l.gone_at IS NOT NULL",
    "attachment": "m.has_attachments = 1",
}

FindFolders = Callable[[Place], list[int]]


@dataclass(frozen=True, slots=True)
class SplitQuery:
    """A query in two: what the index of words answers in one go (None when it can't), and what rows answer.

    ``empty``: nothing of the query can be looked up, as in "!?".
    """

    match: Match | None
    rows: tuple[Node, ...]
    empty: bool = False
    texts: tuple[Node, ...] = ()  # what ``match`` was made of

    def find_heads(self, vocabulary: Vocabulary) -> Match | None:
        """What of ``match`` the small index can tell beforehand, if it needs the large one."""
        if self.match is None or self.match.table == "heads":
            return None
        heads = [part for part in self.texts if not isinstance(part, Not) and is_answered_by_heads([part], vocabulary)]
        texts = [text for part in heads if (text := to_match(part, vocabulary))]
        return Match(" AND ".join(texts), "heads") if texts else None


def split_query(node: Node, vocabulary: Vocabulary) -> SplitQuery:
    """Take the text parts of a conjunction together in one expression; it drives the search when there is one."""
    parts = node.parts if isinstance(node, All) else (node,)
    texts = [part for part in parts if _is_text(part)]
    positive = [match for part in texts if not isinstance(part, Not) and (match := to_match(part, vocabulary))]
    negative = [match for part in texts if isinstance(part, Not) and (match := to_match(part.part, vocabulary))]
    rows = tuple(sorted((part for part in parts if not _is_text(part)), key=is_costly))
    if {Mark("read"), Mark("unread")} <= set(rows):
        return SplitQuery(None, (), empty=True)
    if not positive:
        negated = tuple(part for part in texts if isinstance(part, Not))
        return SplitQuery(None, (*rows, *negated), empty=bool(texts) and not rows and not negated)
    match = " AND ".join(positive)
    if negative:
        match = f"({match}) NOT ({' OR '.join(negative)})"
    return SplitQuery(Match(match, choose_table(texts, vocabulary)), rows, texts=tuple(texts))


def make_match(node: Node, vocabulary: Vocabulary) -> Match | None:
    """Text parts and the index that answers them; None when nothing of them can be looked up."""
    text = to_match(node, vocabulary)
    return Match(text, choose_table([node], vocabulary)) if text else None


def choose_table(nodes: Iterable[Node], vocabulary: Vocabulary) -> str:
    """The smallest index that answers all of some text parts."""
    return "heads" if is_answered_by_heads(nodes, vocabulary) else "words"


def is_answered_by_heads(nodes: Iterable[Node], vocabulary: Vocabulary) -> bool:
    """Whether all words of text parts are looked for where the small index has them."""
    return vocabulary.has_heads and all(map(_is_in_heads, nodes))


def _is_in_heads(node: Node) -> bool:
    if isinstance(node, Words):
        return node.field in HEAD_FIELDS
    parts = (node.part,) if isinstance(node, Not) else node.parts if isinstance(node, All | Either) else ()
    return bool(parts) and all(map(_is_in_heads, parts))


def to_match(node: Node, vocabulary: Vocabulary) -> str:
    """An FTS5 expression for text parts; empty when nothing of it can be looked up (only punctuation, say)."""
    if isinstance(node, Words):
        return _words_to_match(node, vocabulary)
    if isinstance(node, All | Either):
        joined = " AND " if isinstance(node, All) else " OR "
        inner = [match for part in node.parts if not isinstance(part, Not) and (match := to_match(part, vocabulary))]
        return f"({joined.join(inner)})" if inner else ""
    return ""


def _words_to_match(words: Words, vocabulary: Vocabulary) -> str:
    matches = [match for each in (words, *words.also) if (match := _spelling_to_match(each, vocabulary))]
    return in_column(words, " OR ".join(matches)) if matches else ""


def _spelling_to_match(words: Words, vocabulary: Vocabulary) -> str:
    pieces = fold_query(words.text)
    if not pieces:
        return ""
    endings = _list_endings(pieces[-1], words, vocabulary)
    last = f"({' OR '.join(endings)})" if len(endings) > 1 else endings[0]
    return " OR ".join([" AND ".join([*pieces[:-1], last]), *_list_compounds(words, vocabulary)])


def list_alternatives(words: Words, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The expression of `to_match` in pieces, one of which must match; none when nothing of it can be looked up."""
    spellings = (words, *words.also)
    return tuple(in_column(words, text) for each in spellings for text in _list_forms(each, vocabulary))


def _list_forms(words: Words, vocabulary: Vocabulary) -> list[str]:
    pieces = fold_query(words.text)
    if not pieces:
        return []
    endings = _list_endings(pieces[-1], words, vocabulary)
    return [*(" AND ".join([*pieces[:-1], ending]) for ending in endings), *_list_compounds(words, vocabulary)]


def in_column(words: Words, match: str) -> str:
    """An expression for nothing but the field that words are looked for in."""
    column = _COLUMNS.get(words.field)
    return f"{{{column}}} : ({match})" if column else f"({match})"


def _list_compounds(words: Words, vocabulary: Vocabulary) -> list[str]:
    part = strip_accents(words.text)
    if words.phrase or len(part) < MIN_PART or not part.isalpha():
        return []
    return [f'"{word}"' for word in vocabulary.find_holding(part)]


def _list_endings(piece: str, words: Words, vocabulary: Vocabulary) -> list[str]:
    """A prefix as the words that it stands for: the index is ten times quicker with those than with a prefix.

    Measured on a million messages, 2026-11: a prefix of 20,000 words takes 3 s, its 64 most frequent words 10 ms; a
    phrase whose last word goes on 5 s and 1 to 65 ms.
    """
    if not words.prefix or piece.endswith("*"):
        return [piece]
    last = _LAST_WORD.search(piece)
    beginning = strip_accents(last[1]) if last else ""
    is_known = beginning.isalnum() and (words.typed or not beginning[0].isdigit())
    found = vocabulary.find_beginning(beginning, words.field) if is_known else None
    if last is None or found is None:
        return [f"{piece}*"]
    before = piece[: last.start()]  # of an address that is being typed, say, which is a phrase
    return [piece, *(f'{before}{word}"' for word in found)]


def to_condition(
    node: Node, vocabulary: Vocabulary, find_folders: FindFolders, look_up: LookUp = look_up_all
) -> Condition:
    """Any query as a condition on ``location l JOIN message m``."""
    if isinstance(node, Not):
        inner = to_condition(node.part, vocabulary, find_folders, look_up)
        return Condition(f"NOT ifnull({inner.sql}, 0)", inner.values)
    if isinstance(node, All | Either):
        inner_ones = [to_condition(part, vocabulary, find_folders, look_up) for part in node.parts]
        joined = (" AND " if isinstance(node, All) else " OR ").join(f"({inner.sql})" for inner in inner_ones)
        return Condition(joined or "1", tuple(value for inner in inner_ones for value in inner.values))
    if isinstance(node, Words):
        match = make_match(node, vocabulary)
        return Condition("1") if match is None else look_up(match)
    if isinstance(node, Header):
        return header_to_condition(node, vocabulary, look_up)
    return _leaf_to_condition(node, find_folders)


def _leaf_to_condition(leaf: Mark | Place | Dates | Size, find_folders: FindFolders) -> Condition:
    match leaf:
        case Mark():
            return Condition(_MARKS[leaf.name])
        case Place():
            return Condition(f"l.folder_id IN ({','.join(map(str, find_folders(leaf))) or 'NULL'})")
        case Dates():
            return dates_to_condition(leaf)
        case Size():
            return Condition(f"l.size {'>' if leaf.larger else '<'} ?", (leaf.bytes,))


def dates_to_condition(dates: Dates) -> Condition:
    """The seconds between two days where the person is."""
    sql, values = [], []
    if dates.first is not None:
        sql.append("l.sort_date >= ?")
        values.append(to_local_second(dates.first))
    if dates.end is not None:
        sql.append("l.sort_date < ?")
        values.append(to_local_second(dates.end))
    return Condition(" AND ".join(sql) or "1", tuple(values))


def to_local_second(day: date) -> int:
    """The second at which a day begins where the person is."""
    try:
        return int(datetime(day.year, day.month, day.day).astimezone().timestamp())
    except (OverflowError, OSError, ValueError):  # years that this platform's clock can't place
        return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def to_listed_condition(node: Node) -> Condition:
    """Text parts looked up in what a list row shows, for messages that the background pass hasn't reached."""
    if isinstance(node, Words):
        columns = (f"m.{_COLUMNS[node.field]}",) if node.field in {"from", "to", "cc", "subject"} else _LISTED
        if node.field in {"body", "filename"}:
            return Condition("0")
        texts = (node.text, *(each.text for each in node.also))
        likes = ["%" + re.sub(r"[\\%_]", r"\\\g<0>", text) + "%" for text in texts]
        sql = " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in columns for _ in likes)
        return Condition(f"({sql})", tuple(likes) * len(columns))
    if isinstance(node, Not):
        inner = to_listed_condition(node.part)
        return Condition(f"NOT ({inner.sql})", inner.values)
    if isinstance(node, All | Either):
        inner_ones = [to_listed_condition(part) for part in node.parts]
        joined = (" AND " if isinstance(node, All) else " OR ").join(f"({inner.sql})" for inner in inner_ones)
        return Condition(joined or "1", tuple(value for inner in inner_ones for value in inner.values))
    return Condition("1")


def holds_words(node: Node) -> bool:
    """Whether an index of words must be asked for it."""
    if isinstance(node, Not):
        return holds_words(node.part)
    return isinstance(node, Words | Header) or (isinstance(node, All | Either) and any(map(holds_words, node.parts)))


def is_costly(node: Node) -> bool:
    """Whether raw messages must be read for it: asked last, of what the other conditions leave."""
    if isinstance(node, Not):
        return is_costly(node.part)
    if isinstance(node, Header):
        return not is_shown(node)
    return isinstance(node, All | Either) and any(map(is_costly, node.parts))


def _is_text(node: Node) -> bool:
    """Whether the index of words alone can answer this: words, alternatives of words, or what must not be there."""
    if isinstance(node, Not):
        return is_plain_text(node.part)
    return is_plain_text(node)


def is_plain_text(node: Node) -> bool:
    """Whether it is words, or alternatives of words, and nothing else."""
    return isinstance(node, Words) or (isinstance(node, All | Either) and all(map(is_plain_text, node.parts)))
