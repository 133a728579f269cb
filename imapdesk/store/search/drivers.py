"""What can lead a search, pure: for a condition, the indices that list every place which may meet it.

A search is as quick as what leads it is short. A driver may list too much, never too little: the conditions themselves
are asked of every place that it lists.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from imapdesk.store.indexing.conversing import key_of
from imapdesk.store.lists.listing import OF_MESSAGE
from imapdesk.store.search.conditions import FindFolders, dates_to_condition, make_match
from imapdesk.store.search.header_conditions import find_message_id, match_header, match_without
from imapdesk.store.search.matching import Condition, Match, Vocabulary
from imapdesk.store.search.query import Dates, Either, Header, Mark, Node, Not, Place, Size, Words

_ENDS = tuple(1024 << n for n in range(15))
# The expression of the index location_size, letter by letter; a size that isn't known is in the last class.
_SIZE_CLASS = f"CASE {' '.join(f'WHEN size < {end} THEN {n}' for n, end in enumerate(_ENDS))} ELSE {len(_ENDS)} END"

# Without its name SQLite would rather go through everything by date: it doesn't know how short these indices are.
_SAVED = "SELECT id FROM location l INDEXED BY {0} WHERE state = 1 AND {1}"
_OF_MESSAGES = f"SELECT l.id FROM message m {OF_MESSAGE} WHERE l.state = 1 AND"
_OF_WORDS = (
    f"SELECT l.id FROM {{0}} w CROSS JOIN message m ON m.rank = w.rowid {OF_MESSAGE} "
    "WHERE l.state = 1 AND {0} MATCH ?"
)


@dataclass(frozen=True, slots=True)
class Way:
    """An index's answer: ``places`` lists the numbers of places, ``rows`` has as many rows and is cheaper to count."""

    places: Condition
    rows: Condition


@dataclass(frozen=True, slots=True)
class Driver:
    """Ways that together list every place that may meet a condition; none at all when no place can.

    ``apart``: no place is in two of them.
    """

    ways: tuple[Way, ...]
    apart: bool = True

    def within(self, other: Driver) -> Driver:
        """What both list."""
        also, ways = other.as_source(), []
        for way in self.ways:
            sql = f"SELECT id FROM ({way.places.sql}) WHERE id IN ({also.sql})"
            both = Condition(sql, (*way.places.values, *also.values))
            ways.append(Way(both, both))
        return Driver(tuple(ways), self.apart)

    def as_source(self) -> Condition:
        """A table of numbers ``id``, each once."""
        sql = (" UNION ALL " if self.apart else " UNION ").join(
            way.places.sql for way in self.ways
        ) or "SELECT NULL AS id WHERE 0"
        return Condition(sql, tuple(value for way in self.ways for value in way.places.values))


def _by(index: str, sql: str, *values: object) -> Way:
    listed = Condition(_SAVED.format(index, sql), values)
    return Way(listed, listed)


_UNREAD = _by("location_unread", "gone_at IS NULL AND shown & 1 = 0")
_READ = _by("location_read", "shown & 1 = 1")
_GONE = _by("location_gone", "gone_at IS NOT NULL")
_MARKS = {
    "unread": Driver((_UNREAD,)),
    "read": Driver((_READ,)),
    "starred": Driver((_by("location_starred", "shown & 4 = 4"),)),
    "answered": Driver((_by("location_answered", "shown & 2 = 2"),)),
    "draft": Driver((_by("location_draft", "shown & 16 = 16"),)),
    "gone": Driver((_GONE,)),
    "attachment": Driver(
        (
            Way(
                Condition(f"{_OF_MESSAGES} m.has_attachments = 1"),
                Condition("SELECT id FROM message WHERE has_attachments = 1"),
            ),
        )
    ),
}
_OPPOSITES = {"read": Driver((_UNREAD, _GONE)), "unread": Driver((_READ, _GONE), apart=False)}


def find_driver(node: Node, vocabulary: Vocabulary, find_folders: FindFolders) -> Driver | None:
    """What can lead to the places that meet one condition; None when only a look at all of them tells."""
    match node:
        case Mark():
            return _MARKS.get(node.name)
        case Not(part=Mark(name=name)):
            return _OPPOSITES.get(name)
        case Place():
            return lead_by_folders(find_folders(node))
        case Dates():
            condition = dates_to_condition(node)
            return Driver((_by("location_date", condition.sql, *condition.values),))
        case Size():
            number, sign = bisect_right(_ENDS, node.bytes), ">=" if node.larger else "<="
            return Driver((_by("location_size", f"{_SIZE_CLASS} {sign} {number}"),))
        case Words():
            words = make_match(node, vocabulary)
            return None if words is None else lead_by_words(words)
        case Header() if (message_id := find_message_id(node)) is not None:
            listed = Condition(f"{_OF_MESSAGES} m.own_key = ?", (key_of(message_id),))
            return Driver((Way(listed, listed), *lead_by_undescribed().ways))
        case Header():
            match = match_header(node, vocabulary)
            return None if match is None else Driver((*lead_by_words(match).ways, *lead_by_undescribed().ways))
        case Not(part=Header() as header):
            match = match_without(header, vocabulary)
            return None if match is None else Driver((*lead_by_words(match).ways, *lead_by_undescribed().ways))
        case Either(parts=parts):
            found = [find_driver(part, vocabulary, find_folders) for part in parts]
            known = [driver for driver in found if driver is not None]
            ways = tuple(way for driver in known for way in driver.ways)
            return Driver(ways, apart=False) if len(known) == len(found) else None
        case _:
            return None


def lead_by_folders(folders: Sequence[int]) -> Driver:
    """Everything in some folders."""
    return Driver((_by("location_list", f"folder_id IN ({','.join(map(str, folders))})"),) if folders else ())


def lead_by_words(match: Match) -> Driver:
    """What an index of words finds."""
    return Driver((Way(Condition(_OF_WORDS.format(match.table), (match.text,)), match.as_rows()),))


def lead_by_ranks(ranks: str) -> Driver:
    """Messages by a JSON list of their numbers in the index of words."""
    listed = Condition(f"{_OF_MESSAGES} m.rank IN (SELECT value FROM json_each(?))", (ranks,))
    return Driver((Way(listed, listed),))


def lead_by_undescribed() -> Driver:
    """Messages that the index of words hasn't got yet."""
    listed = Condition(f"{_OF_MESSAGES} m.described = 0")
    return Driver((Way(listed, listed),))
