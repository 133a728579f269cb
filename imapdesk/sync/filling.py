"""Filling folders: they are looked at, then what is pending in them is fetched, then what moved meanwhile once more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from imapdesk.mail import Survey, SurveyKind, Uid
from imapdesk.sync.fetching import Fetcher
from imapdesk.sync.flags import send_wishes_at
from imapdesk.sync.pending import PendingMail
from imapdesk.sync.run import Run
from imapdesk.sync.surveying import Look, Surveyor
from imapdesk.sync.twins import Twins

_MOST_ROUNDS = 3


class Filler:
    """Fills the folders of one run."""

    def __init__(self, run: Run, surveyor: Surveyor, fetcher: Fetcher, pending: PendingMail) -> None:
        self._run = run
        self._surveyor = surveyor
        self._fetcher = fetcher
        self._pending = pending

    def fill(self, looks: Iterable[Look], paths: Collection[str]) -> None:
        """Look at folders, then fetch what is pending in `paths`; folders with doubtful numbers come last, apart."""
        self._look(looks)
        paths = frozenset(paths) - self._surveyor.doubted
        twins = Twins(self._run)
        repeated = twins.set_apart(paths)
        self._fetch(paths, leave=repeated)
        if repeated:
            twins.link(repeated)
            # Those whose twin could not be had are asked for themselves.
            self._fetch(repeated.keys())
        for look in self._surveyor.take_doubted():
            self._fill_apart(look)

    def _fill_apart(self, look: Look) -> None:
        """Look at one folder, send its flags and fetch from it under one opening; again where it was opened anew."""
        for _ in range(_MOST_ROUNDS):
            self._look([look])
            send_wishes_at(self._run, look.path)
            self._fetch([look.path], alone=True)
            doubted = self._surveyor.take_doubted()
            if not doubted:
                return
            (look,) = doubted

    def _look(self, looks: Iterable[Look]) -> None:
        if looks := list(looks):
            self._run.enter("surveying")
            self._surveyor.survey(looks)

    def _fetch(
        self, paths: Collection[str], *, leave: Mapping[str, set[Uid]] | None = None, alone: bool = False
    ) -> None:
        windows = self._pending.make_windows(paths, leave=leave)
        for _ in range(_MOST_ROUNDS):
            if not windows:
                return
            self._run.enter("messages")
            self._fetcher.fetch(windows, alone=alone)
            aside = self._fetcher.aside
            for look in self._look_again(aside.renumbered, SurveyKind.RENUMBERED):
                self._surveyor.doubt(look, aside.renumbered[look.path])
            if not aside.unanswered:
                return
            self._surveyor.survey(self._look_again(aside.unanswered.keys() - aside.renumbered.keys()))
            paths = frozenset(paths) - self._surveyor.doubted
            windows = self._pending.make_windows(paths, aside.unanswered, leave)

    def _look_again(self, paths: Collection[str], kind: SurveyKind = SurveyKind.EVERYTHING) -> list[Look]:
        if not paths:
            return []
        known = self._run.store.load_known(self._run.mailbox.id)
        return [
            Look(known[path], Survey(kind, uidvalidity=known[path].uidvalidity, uidnext=known[path].uidnext or 1))
            for path in sorted(known.keys() & set(paths))
        ]
