"""How a run ended, in one word, with the exit code that scripts rely on (docs/command-line.md)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Outcome(StrEnum):
    """One word for how a mailbox's run ended; ``exit_code`` is the command line's."""

    OK = "ok"
    PARTIAL = "partial"
    SIGN_IN_REQUIRED = "sign_in_required"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    INSECURE = "insecure"
    PROTOCOL = "protocol"
    STORE = "store"
    CANCELLED = "cancelled"

    @property
    def exit_code(self) -> int:
        """The process's exit code for this outcome; 2 is left to usage errors."""
        return _EXIT_CODES[self]


_EXIT_CODES = {
    Outcome.OK: 0,
    Outcome.PARTIAL: 1,
    Outcome.SIGN_IN_REQUIRED: 3,
    Outcome.BUSY: 4,
    Outcome.UNREACHABLE: 5,
    Outcome.INSECURE: 6,
    Outcome.PROTOCOL: 7,
    Outcome.STORE: 8,
    Outcome.CANCELLED: 130,
}


def choose_worst(outcomes: Iterable[Outcome]) -> Outcome:
    """The worst of several outcomes: the highest exit code; ``ok`` when there are none."""
    return max(outcomes, key=lambda outcome: outcome.exit_code, default=Outcome.OK)
