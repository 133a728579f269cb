"""What the planner is to respect: the period, how flags are swept, and when to ask before believing. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from imapdesk.mail import FolderRole

EMPTIED_BY_HABIT = frozenset({FolderRole.TRASH, FolderRole.SPAM})


@dataclass(frozen=True, slots=True)
class Policy:
    """A run's rules.

    ``since``: the first survey of a folder leaves out what arrived before this day (None: nothing is left out).
    ``newest``: without CONDSTORE, flags of the messages among this many newest UIDs are looked at in every run.
    ``sweep``: paths whose flags are all looked at in this run (`choose_sweeps`), by turns, at most once in
    ``sweep_every``. ``holds_mail``: something is saved in this mailbox already, so that a folder's first survey asks
    what identifies a message. A folder that lost more than ``mass_share`` of its messages and more than ``mass_count``
    of them at once is asked about first, unless its path is in ``accepted``. ``moved`` messages turned up in other
    folders in this run: so many may leave a folder without being missed.
    """

    now: datetime
    since: date | None = None
    newest: int = 200
    sweep: frozenset[str] = frozenset()
    sweep_every: timedelta = timedelta(hours=1)
    sweep_budget: int = 50_000
    holds_mail: bool = False
    mass_share: float = 0.5
    mass_count: int = 50
    accepted: frozenset[str] = frozenset()
    moved: int = 0
