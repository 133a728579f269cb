"""What was learnt of a host outlives the program; what may have been chance counts when it happens again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from imapdesk.imap.line.quirks import PLAINLY, SPEED, HostMemory

HOST = "mail.example.org"


class Clock:
    """A day that passes when told."""

    def __init__(self) -> None:
        self.day = date(2026, 11, 20)

    def __call__(self) -> date:
        return self.day


@pytest.fixture
def clock() -> Clock:
    return Clock()


def restart(memory: HostMemory, clock: Clock) -> HostMemory:
    return HostMemory(memory.snapshot(), clock)


def test_a_host_that_answers_only_slowly_is_asked_slowly_for_a_week(clock: Clock) -> None:
    memory = HostMemory(today=clock)
    memory.distrust(HOST, "MOVE")
    memory.note_slow(HOST.upper(), sure=True)
    for _ in range(7):
        memory = restart(memory, clock)
        assert memory.distrusted(HOST) == SPEED | {"MOVE"}
        assert memory.distrusted("other.example.org") == frozenset()
        memory.note_slow(HOST, sure=True)  # it is no reason to wait longer
        clock.day += timedelta(days=1)
    assert restart(memory, clock).distrusted(HOST) == {"MOVE"}
    memory.note_slow(HOST, sure=True)
    assert restart(memory, clock).distrusted(HOST) == SPEED | {"MOVE"}


def test_a_host_that_must_be_asked_plainly_is(clock: Clock) -> None:
    memory = HostMemory(today=clock)
    memory.note_slow(HOST, sure=True)
    memory.note_slow(HOST, sure=True, plainly=True)
    assert restart(memory, clock).distrusted(HOST) == SPEED | PLAINLY
    clock.day += timedelta(days=8)
    memory.note_slow(HOST, sure=True)
    assert restart(memory, clock).distrusted(HOST) == SPEED


def test_what_may_be_chance_counts_the_second_time(clock: Clock) -> None:
    memory = HostMemory(today=clock)
    memory.note_slow(HOST, sure=False)
    memory = restart(memory, clock)
    assert memory.distrusted(HOST) == frozenset()
    memory.note_slow(HOST, sure=False)
    assert memory.distrusted(HOST) == SPEED


def test_what_was_chance_is_forgotten_when_all_goes_well_or_in_a_day(clock: Clock) -> None:
    memory = HostMemory(today=clock)
    memory.note_slow(HOST, sure=False)
    memory.note_quick(HOST)
    memory.note_slow(HOST, sure=False)
    clock.day += timedelta(days=1)
    memory.note_slow(HOST, sure=False)
    assert memory.distrusted(HOST) == frozenset()


def test_what_cannot_be_read_is_left_out(clock: Clock) -> None:
    broken = {"slow since, a.example.org": ["never"], "slow since, b.example.org": [], "c.example.org": ["QRESYNC"]}
    memory = HostMemory(broken, clock)
    assert [memory.distrusted(f"{name}.example.org") for name in "abc"] == [frozenset(), frozenset(), {"QRESYNC"}]
