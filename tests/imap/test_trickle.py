"""A line that trickles is left alone for a moment, one that pours or has just begun is not."""

from __future__ import annotations

from imapdesk.imap.line.trickle import BEGINNING, PAUSE_S, SMALL, Trickle


def listen(*counts: int) -> float:
    trickle = Trickle()
    for count in counts:
        trickle.note(count)
    return trickle.pause_s


def test_short_answers_at_the_beginning_are_read_at_once() -> None:
    assert listen(*[100] * 50) == 0


def test_a_burst_and_its_end_are_read_at_once() -> None:
    assert listen(BEGINNING + 1) == 0
    assert listen(BEGINNING + 1, 100) == 0


def test_small_pieces_in_a_row_are_let_gather_until_a_large_one_came() -> None:
    assert listen(BEGINNING + 1, 4096, 4096) == PAUSE_S
    assert listen(BEGINNING + 1, 4096, 4096, SMALL) == 0
    assert listen(BEGINNING + 1, 4096, 4096, SMALL, 4096) == 0
