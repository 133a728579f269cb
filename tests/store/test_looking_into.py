"""A few messages are described again to see whether they have words: as the index would say, or not at all."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from imapdesk.mail import Fetched, Uid
from imapdesk.store.search import looking_into
from imapdesk.store.search.looking_into import Looked, look_into
from imapdesk.store.search.matching import Match
from tests.store.bench import START, Bench

PLAIN = b"From: One <one@example.org>\r\nSubject: Plain\r\n\r\nThe p\xe9ar tree\r\n"
MIXED = (
    b"Subject: Files\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    b"--b\r\nContent-Type: text/plain\r\n\r\npear\r\n"
    b"--b\r\nContent-Type: %s\r\nContent-Disposition: attachment; filename=%s\r\n\r\nfig\r\n--b--\r\n"
)


@pytest.fixture
def ranks(bench: Bench) -> dict[str, int]:
    """The ranks of four messages by what they are."""
    raws = {
        "plain": PLAIN,
        "photo": MIXED % (b"image/jpeg", b"pear.jpg"),
        "notes": MIXED % (b"text/plain", b"notes.txt"),
        "long": b"Subject: Long\r\n\r\n" + b"pear " * 200 + b"\r\n",
    }
    window = [Fetched("INBOX", Uid(n), raw, frozenset(), START) for n, raw in enumerate(raws.values(), 1)]
    bench.store.save_window(bench.inbox, window)
    bench.store.describe_pending(lambda: False, 60)
    found = bench.store._readers.rows(
        "SELECT rank FROM message JOIN location l ON l.content_id = message.id ORDER BY l.uid"
    )
    return dict(zip(raws, (rank for (rank,) in found), strict=True))


def look(bench: Bench, ranks: Collection[int], text: str) -> Looked:
    return look_into(bench.store._readers, ranks, Match(text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('("pea"*)', {"plain", "photo", "long"}),
        ('{files} : ("pea"*)', {"photo"}),
        ('{body} : ("PEAR")', {"plain", "photo", "long"}),
        ('{from_} : ("one")', {"plain"}),
        ('("fig")', set()),
    ],
)
def test_they_have_what_the_index_says(bench: Bench, ranks: dict[str, int], text: str, found: set[str]) -> None:
    indexed = {row[0] for row in bench.store._readers.rows("SELECT rowid FROM words WHERE words MATCH ?", (text,))}
    looked = look(bench, set(ranks.values()), text)
    assert looked.found == {ranks[name] for name in found}
    assert looked.found == indexed - {ranks["notes"]}


def test_files_with_a_text_of_their_own_are_left_to_the_index(bench: Bench, ranks: dict[str, int]) -> None:
    assert look(bench, set(ranks.values()), '("pear")').unknown == {ranks["notes"]}


def test_large_messages_are_left_to_the_index(
    bench: Bench, ranks: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking_into, "_MOST_BYTES", 900)
    assert look(bench, {ranks["plain"], ranks["long"]}, '("pear")') == Looked({ranks["plain"]}, {ranks["long"]})


def test_there_is_an_end_to_how_much_is_read(
    bench: Bench, ranks: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking_into, "_MOST_TOTAL", len(PLAIN))
    assert look(bench, [ranks["plain"], ranks["photo"]], '("pear")') == Looked({ranks["plain"]}, {ranks["photo"]})


@pytest.mark.parametrize("change", ["UPDATE message SET described = 1", "UPDATE content SET codec = 99"])
def test_what_cannot_be_known_is_left_to_the_index(bench: Bench, ranks: dict[str, int], change: str) -> None:
    with bench.store._writer.transaction() as cursor:
        cursor.execute(change)
    assert look(bench, {ranks["plain"]}, '("pear")') == Looked(set(), {ranks["plain"]})
