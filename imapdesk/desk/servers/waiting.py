"""How long somebody who adds a mailbox or signs in again is kept waiting: one allowance for all steps together."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from imapdesk.desk.core import ShouldStop
from imapdesk.errors import Unreachable

if TYPE_CHECKING:
    from imapdesk.imap.config import LineStats

ALLOWED_S = 20.0  # Dovecot lets a wrong password wait for up to 15 s

_LONG_LISTING = 4096  # bytes: a sign-in's last words and a few folders are less
_QUIET_S = 3.0


class Allowance:
    """The seconds from the person's click until they are told, whatever is looked for, connected to or tried again.

    Used in one thread at a time.
    """

    def __init__(self, seconds: float = ALLOWED_S, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._began = clock()
        self._ends = self._began + seconds
        self._held: float | None = None

    @property
    def left_s(self) -> float:
        """What is left of it; 0 when it is used up."""
        return max(0.0, self._ends - (self.clock() if self._held is None else self._held))

    def lengthen(self, seconds: float) -> None:
        """Let it last for so long at least, on a line that is known to be very slow."""
        self._ends = max(self._ends, self._began + seconds)

    def hold(self) -> None:
        """The person is asked something: their own time doesn't count."""
        if self._held is None:
            self._held = self.clock()

    def go_on(self) -> None:
        """They have answered."""
        if self._held is not None:
            held_s, self._held = self.clock() - self._held, None
            self._began += held_s
            self._ends += held_s


class Guard:
    """A `should_stop` for the connections of one check, which raises `Unreachable` when the allowance is used up.

    Only a long listing that is on its way is waited for: then the server is anything but silent.
    """

    def __init__(self, host: str, allowance: Allowance, stats: LineStats, should_stop: ShouldStop) -> None:
        self._host = host
        self._allowance = allowance
        self._stats = stats
        self._should_stop = should_stop
        self._step = "connecting"
        self._before = 0  # bytes received before the listing was asked for
        self._got, self._heard_at = 0, allowance.clock()

    def note_step(self, step: str) -> None:
        """What begins: as `ImapSession.open` says it, "folders" for the listing, "measuring" for what may be left."""
        self._step = step
        self._before = self._stats.bytes_received

    def __call__(self) -> bool:
        if self._should_stop():
            return True
        self._listen()
        if not self._allowance.left_s and not self._is_listing():
            raise Unreachable(self._describe(), details="timed out")
        return False

    def _listen(self) -> None:
        if self._stats.bytes_received != self._got:
            self._got, self._heard_at = self._stats.bytes_received, self._allowance.clock()

    def _is_listing(self) -> bool:
        on_its_way = self._step == "folders" and self._got - self._before > _LONG_LISTING
        return on_its_way and self._allowance.clock() - self._heard_at < _QUIET_S

    def _describe(self) -> str:
        sentences = {
            "connecting": f"{self._host} doesn't answer.",
            "securing": f"{self._host} doesn't finish securing the connection.",
        }
        return sentences.get(self._step, f"{self._host} takes too long to answer.")
