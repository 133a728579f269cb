"""What SQLite makes of the statements of a search: the place of a message is never looked for in a whole folder."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from imapdesk.mail import Scope, SortBy
from imapdesk.store.database.connection import Readers
from imapdesk.store.search import pursuing
from tests.store.bench import Bench
from tests.store.test_pursuing import mixed

__all__ = ["mixed"]

TEXTS = ("apple", "ap", "apple pear", "subject:message", "-apple", "-(apple OR pear)", "from:p7", "")
MORE = (
    "",
    "before:2026-03-20",
    "after:2026-03-05",
    "is:unread",
    "is:starred",
    "has:attachment",
    "in:INBOX",
    "larger:1",
)
SCOPES = (
    Scope(),
    Scope(folder="INBOX"),
    Scope(unread=True),
    Scope(starred=True),
    Scope(folder="INBOX", descending=False),
    Scope(folder="INBOX", sort=SortBy.SIZE),
)
Statement = tuple[str, tuple[object, ...]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Statement]:
    """Every statement that is run, with its values."""
    found: list[Statement] = []
    rows, row = Readers.rows, Readers.row

    def tell_rows(self: Readers, sql: str, values: tuple[object, ...] = ()) -> object:
        found.append((sql, values))
        return rows(self, sql, values)

    def tell_row(self: Readers, sql: str, values: tuple[object, ...] = ()) -> object:
        found.append((sql, values))
        return row(self, sql, values)

    monkeypatch.setattr(Readers, "rows", tell_rows)
    monkeypatch.setattr(Readers, "row", tell_row)
    return found


def find_searches_of_places(bench: Bench, statements: list[Statement]) -> Iterator[str]:
    """How each statement that has the messages first finds their places."""
    for sql, values in dict.fromkeys((sql, tuple(values)) for sql, values in statements):
        if "message m" not in sql or sql.startswith("EXPLAIN"):
            continue
        steps = [str(step[3]) for step in bench.store._readers.rows(f"EXPLAIN QUERY PLAN {sql}", values)]
        messages = [n for n, step in enumerate(steps) if step.startswith(("SEARCH m ", "SCAN m "))]
        yield from (
            step
            for n, step in enumerate(steps)
            if step.startswith(("SEARCH l ", "SEARCH placed ")) and n > min(messages, default=n)
        )


@pytest.mark.parametrize("few", [2_000, 0])
def test_the_place_of_a_message_is_found_by_its_number(
    mixed: Bench, asked: list[Statement], monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    monkeypatch.setattr(pursuing, "FEW", few)
    monkeypatch.setattr(pursuing, "_FIRST_HITS", (4, 8))
    for text, more, scope in product(TEXTS, MORE, SCOPES):
        mixed.store.search_ids(f"{text} {more}", scope, 3)
        mixed.store.search_ids(f"{more} {text}", scope)
    for scope in SCOPES:
        mixed.store.sum_by_file_word(scope, ["pdf"])
    searches = set(find_searches_of_places(mixed, list(asked)))
    assert searches
    assert [step for step in searches if "(content_id=?)" not in step and "(rowid=?)" not in step] == []
