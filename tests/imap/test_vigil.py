"""What a line's waits mean, by clocks that the test turns."""

from __future__ import annotations

import pytest

from imapdesk.errors import Cancelled, ImapdeskError, Unreachable
from imapdesk.imap.config import Limits
from imapdesk.imap.line import vigil
from imapdesk.imap.line.vigil import Elapsed, Vigil


class Clocks:
    """Both clocks of a computer; a sleeping one's wall clock alone goes on."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.ahead = 5000.0

    def monotonic(self) -> float:
        return self.now

    def time(self) -> float:
        return self.now + self.ahead


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> Clocks:
    clocks = Clocks()
    monkeypatch.setattr(vigil, "time", clocks)
    return clocks


def make_vigil(stop: bool = False) -> Vigil:
    return Vigil("imap.example.org", Limits(command_s=60, min_bytes_per_s=100), lambda: stop)


def test_silence_is_a_stall_after_its_time_and_not_before(clocks: Clocks) -> None:
    watched = make_vigil()
    clocks.now += 60
    watched.look_up(quiet=True)
    clocks.now += 1
    with pytest.raises(Unreachable, match="stopped answering"):
        watched.look_up(quiet=True)


def test_what_the_program_does_between_two_waits_is_no_silence(clocks: Clocks) -> None:
    watched = make_vigil()
    clocks.now += 600
    watched.begin_wait()
    watched.look_up(quiet=True)


def test_a_line_that_crawls_is_given_up_and_one_that_runs_is_not(clocks: Clocks) -> None:
    watched = make_vigil()
    for octets, fails in ((1_000_000, False), (5_000, True)):
        began = watched.begin_wait()
        clocks.now += 61
        if fails:
            with pytest.raises(Unreachable, match="too slow"):
                watched.end_wait(began, octets)
        else:
            assert watched.end_wait(began, octets) == 61


def test_a_deadline_ends_waiting_whatever_comes(clocks: Clocks) -> None:
    watched = make_vigil()
    watched.deadline = clocks.now + 5
    watched.look_up(quiet=True)
    clocks.now += 5
    with pytest.raises(Unreachable, match="too long"):
        watched.look_up(quiet=False)


def test_while_idling_silence_is_no_stall_until_its_time_is_over(clocks: Clocks) -> None:
    watched = make_vigil()
    watched.idle(clocks.now + 1000)
    clocks.now += 999
    watched.look_up(quiet=True)
    clocks.now += 1
    with pytest.raises(Elapsed):
        watched.look_up(quiet=True)
    watched.idle(None)
    clocks.now += 61
    with pytest.raises(Unreachable, match="stopped answering"):
        watched.look_up(quiet=True)


def test_a_computer_that_slept_while_idling_makes_the_line_anew(clocks: Clocks) -> None:
    watched = make_vigil()
    watched.idle(clocks.now + 1000)
    clocks.ahead += 30
    watched.look_up(quiet=True)
    clocks.ahead += 3600
    with pytest.raises(Unreachable, match="slept"):
        watched.look_up(quiet=True)


@pytest.mark.parametrize(("stop", "kind"), [(True, Cancelled), (False, Unreachable)])
def test_a_line_that_was_cut_is_lost_unless_we_cut_it(clocks: Clocks, stop: bool, kind: type[ImapdeskError]) -> None:
    watched = make_vigil(stop)
    assert type(watched.explain_drop(OSError("reset"))) is kind
    assert type(watched.explain_drop(None)) is kind
    if stop:
        with pytest.raises(Cancelled):
            watched.look_up(quiet=False)


@pytest.mark.parametrize(("allowed_s", "hasty_s"), [(40.0, 10.0), (300.0, 75.0), (0.6, 0.6), (12.0, 10.0)])
def test_in_haste_a_quarter_of_the_silence_is_borne_and_no_less_than_ten_seconds(
    allowed_s: float, hasty_s: float
) -> None:
    watched = Vigil("imap.example.org", Limits(command_s=allowed_s), lambda: False)
    watched.hasten()
    assert watched.limits.command_s == hasty_s
