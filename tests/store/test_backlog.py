"""What waits for one who takes it comes out in its order and never grows beyond its bound."""

from __future__ import annotations

import threading

from imapdesk.store.indexing.backlog import Backlog
from tests.pace import PATIENCE_S


def begin_to_put(backlog: Backlog[str], piece: bytes) -> threading.Thread:
    thread = threading.Thread(target=backlog.put, args=("late", piece), daemon=True)
    thread.start()
    return thread


def test_pieces_come_out_as_they_came_in_with_their_source() -> None:
    backlog = Backlog[str](100)
    backlog.put("a", b"1")
    backlog.put("b", b"2")
    backlog.put("a", b"")
    assert [backlog.get(0) for _ in range(4)] == [("a", b"1"), ("b", b"2"), ("a", b""), None]


def test_a_piece_larger_than_the_bound_fits_when_nothing_else_is_there() -> None:
    backlog = Backlog[str](10)
    backlog.put("a", bytes(1000))
    assert backlog.get(0) == ("a", bytes(1000))


def test_what_is_too_much_waits_until_something_is_taken() -> None:
    backlog = Backlog[str](10)
    backlog.put("a", bytes(10))
    thread = begin_to_put(backlog, b"more")
    thread.join(0.1)
    assert thread.is_alive()
    assert backlog.get(0) == ("a", bytes(10))
    assert backlog.get(30) == ("late", b"more")
    thread.join(PATIENCE_S)
    assert not thread.is_alive()


def test_the_end_lets_go_of_who_waits_and_keeps_nothing_more() -> None:
    backlog = Backlog[str](10)
    backlog.put("a", bytes(10))
    thread = begin_to_put(backlog, b"more")
    backlog.close()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()
    assert [backlog.get(0), backlog.get(0)] == [("a", bytes(10)), None]
