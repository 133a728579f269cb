"""The run's own connection and those beside it: when another is opened, what each gets, what comes back."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator
from functools import partial

from imapdesk.imap.budget import choose_budget
from imapdesk.mail import Window
from imapdesk.sync.gain import HillClimb, Rules, Sample, Wish
from imapdesk.sync.helping import Carried, Helper
from imapdesk.sync.run import Run

RULES = Rules()
LOOK_S = 0.05
_RESERVE = 3  # windows that stay with the run's own connection


class Crew:
    """Helpers of one run. Used by the run's thread alone; the queue of windows stays that thread's."""

    def __init__(self, run: Run, windows: deque[Window]) -> None:
        self._run = run
        self._windows = windows
        self._climb = HillClimb(choose_budget(run.mailbox.settings.host), RULES)
        self._helpers: list[Helper] = []
        self._had = 0
        self._look_at = 0.0
        self.resting = False  # the windows are of one opening of their folder, which another connection can't have

    @property
    def busy(self) -> bool:
        """Whether windows are with a helper."""
        return any(helper.busy for helper in self._helpers)

    def note(self, size: int) -> None:
        """Bytes of a message came in over the run's own connection."""
        self._had += size

    def tend(self) -> Iterator[Carried]:
        """Between two messages: what helpers brought. Those that failed are let go, others get work."""
        now = time.monotonic()
        if self.resting or now < self._look_at:
            return
        self._look_at = now + LOOK_S
        self._heed(self._climb.take(self._sample(now)))
        yield from self._gather()
        for helper in self._helpers:
            while helper.wants and len(self._windows) > _RESERVE and (window := self._take_last()) is not None:
                helper.give(window)

    def wait(self) -> Iterator[Carried]:
        """Nothing is left but what helpers have: what they bring within a moment."""
        time.sleep(LOOK_S)
        yield from self._gather()

    def stop(self) -> None:
        """Let every helper go."""
        for helper in list(self._helpers):
            self._let_go(helper)

    def _sample(self, now: float) -> Sample:
        left = sum(window.size for window in self._windows)
        return Sample(now, self._had, self._run.line.seconds_waited, left)

    def _heed(self, wish: Wish) -> None:
        if wish is Wish.MORE:
            self._add()
        elif wish is Wish.FEWER and self._helpers:
            self._let_go(self._helpers[-1])

    def _gather(self) -> Iterator[Carried]:
        for helper in list(self._helpers):
            while (carried := helper.take()) is not None:
                self._had += carried.window.size
                yield carried
            if helper.alive:
                continue
            self._let_go(helper)
            if helper.was_cut:  # its folder is skipped; for the others it was of use
                self._add()
            else:
                self._climb.give_up()

    def _add(self) -> None:
        run = self._run
        try:
            self._helpers.append(Helper(run.line.open_another, partial(run.skips.note_flying, run.mailbox.name)))
        except RuntimeError:  # no thread is to be had
            self._climb.give_up()

    def _take_last(self) -> Window | None:
        """The last window that isn't of a skipped folder; those are left where the run's own connection finds them."""
        skipped = []
        found = None
        while found is None and self._windows:
            window = self._windows.pop()
            if self._run.skips_folder(window.folder.path):
                skipped.append(window)
            else:
                found = window
        self._windows.extend(reversed(skipped))
        return found

    def _let_go(self, helper: Helper) -> None:
        self._helpers.remove(helper)
        self._windows.extend(reversed(helper.stop()))
        if helper.session is not None:
            self._run.line.count(helper.session)
