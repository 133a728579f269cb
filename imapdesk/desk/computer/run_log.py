"""What the log tells of runs: that one begins and what is asked of it, how it ends, what a person is asked.

The log may be handed to others. A mailbox stands there by its number, as in the diagnostic report, and its server; what
sentences quote (names of folders and mailboxes) and the home directory are taken out, the server's own words left out.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Sequence

from imapdesk.mail import Mailbox, Period, PeriodKind, RunResult
from imapdesk.sync.events import Event, MassDeletion, RunFinished, RunStarted, SignInNeeded

_log = logging.getLogger(__name__)
_QUOTED = re.compile(r"“[^”]*”")


class RunLog:
    """Takes the events of runs and hands each on; one per `Desk.sync`, called from the threads that run."""

    def __init__(self, mailboxes: Sequence[Mailbox], on_event: Callable[[Event], None] | None) -> None:
        self._names = {
            mailbox.name: f"mailbox {number} ({mailbox.settings.host})" for number, mailbox in enumerate(mailboxes, 1)
        }
        self._periods = {mailbox.name: describe_period(mailbox.settings.period) for mailbox in mailboxes}
        self._on_event = on_event

    def take(self, event: Event) -> None:
        """Write it down if the log tells such things, and hand it on."""
        match event:
            case RunStarted(mailbox=name):
                _log.info("%s: a run begins; asked for: %s", self._name(name), self._periods.get(name, ""))
            case SignInNeeded(mailbox=name, sentence=sentence):
                _log.info("%s: somebody is asked to sign in: %s", self._name(name), hide_names(sentence))
            case MassDeletion(mailbox=name, count=count, held=held):
                words = "%s: somebody is asked whether %d of a folder's %d messages were deleted"
                _log.info(words, self._name(name), count, held)
            case RunFinished(result=result):
                _log.info("%s: the run ended: %s", self._name(result.mailbox), describe_end(result))
        if self._on_event is not None:
            self._on_event(event)

    def _name(self, name: str) -> str:
        return self._names.get(name, "a mailbox")


def describe_end(result: RunResult) -> str:
    """How a run ended: its outcome, its sentence without names, and what it did. Pure but for the home directory."""
    counts = f"{result.stored} new, {result.gone} gone, {result.quarantined} held back, {result.seconds:.1f} s"
    parts = [result.outcome.value, hide_names(result.error or "").rstrip("."), counts]
    return "; ".join(filter(None, parts))


def describe_period(period: Period) -> str:
    """What mail is asked for. Pure."""
    if period.kind is PeriodKind.LAST_YEAR:
        return "the last 12 months of the ticked folders"
    if period.kind is PeriodKind.SINCE and period.since is not None:
        return f"mail of the ticked folders since {period.since:%Y-%m-%d}"
    return "all mail of the ticked folders"


def hide_names(sentence: str) -> str:
    """A sentence without the names that it quotes, and with ``~`` for the home directory."""
    home = os.path.expanduser("~")  # which stays "~" where nobody says whose home that is
    without = sentence if home in ("", "/", "~") else sentence.replace(home, "~")
    return _QUOTED.sub("“[name]”", without)
