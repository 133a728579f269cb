"""One mailbox's run: list, look, plan, send flags, fetch. What decides is in `plan`; this only carries it out."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from imapdesk.errors import AlreadyRunning, ImapdeskError, StoreError, explain_exhaustion
from imapdesk.mail import (
    Folder,
    FolderId,
    FolderState,
    KnownFolder,
    Mailbox,
    RunResult,
    SurveyKind,
    utc_now,
)
from imapdesk.outcome import Outcome
from imapdesk.sync.deletions import load_questions
from imapdesk.sync.events import FoldersChanged, OnEvent, SignInNeeded, ignore
from imapdesk.sync.fetching import Fetcher
from imapdesk.sync.filling import Filler
from imapdesk.sync.flags import drop_lost_wishes, send_wishes
from imapdesk.sync.lease import Lease
from imapdesk.sync.line import Line, Patience
from imapdesk.sync.listing import fetch_listing, save_listing
from imapdesk.sync.pending import PendingMail, put_in_order
from imapdesk.sync.plan import choose_survey, choose_sweeps
from imapdesk.sync.policy import Policy
from imapdesk.sync.ports import OpenSession, Renew, ShouldStop, never
from imapdesk.sync.progress import ProgressMeter
from imapdesk.sync.result import is_wanted, make_result
from imapdesk.sync.run import Run
from imapdesk.sync.skipping import Skips
from imapdesk.sync.surveying import Look, Surveyor, choose_batches, choose_later
from imapdesk.sync.suspects import Suspects
from imapdesk.sync.windows import WindowLimits

if TYPE_CHECKING:
    from imapdesk.store import Store


class ImapEmailSynchronizationProcessor:
    """Synchronises one mailbox; `run` once."""

    def __init__(
        self,
        store: Store,
        open_session: OpenSession,
        mailbox: Mailbox,
        *,
        on_event: OnEvent = ignore,
        should_stop: ShouldStop = never,
        renew: Renew | None = None,
        patience: Patience | None = None,
        windows: WindowLimits | None = None,
        clock: Callable[[], datetime] = utc_now,
        skips: Skips | None = None,
    ) -> None:
        self.was_held_off = False  # another run held the mailbox, so that this one did nothing
        self._limits = windows or WindowLimits()
        self._clock = clock
        self._line = Line(
            mailbox,
            open_session,
            renew=renew,
            should_stop=should_stop,
            on_phase=lambda phase: self._run.enter(phase),
            patience=patience or Patience(),
        )
        self._run = Run(mailbox, store, self._line, Lease(store, mailbox), on_event, skips or Skips())

    def run(self) -> RunResult:
        """Bring the mailbox in step; whatever went wrong is the result's outcome. Bugs keep their traceback."""
        started_at, began = self._clock(), time.monotonic()
        error: ImapdeskError | None = None
        try:
            with self._run.lease:
                self._run.skips.begin(self._run.mailbox.name)
                try:
                    self._run.store.check_in_place()  # nothing is downloaded into a file without a name
                    self._synchronize()
                    self._run.store.check_in_place()
                finally:
                    self._run.skips.end(self._run.mailbox.name)
                    self._line.close()
        except (ImapdeskError, OSError, RuntimeError, MemoryError) as caught:
            error = self._explain(caught)
            self.was_held_off = isinstance(error, AlreadyRunning)
            if error.outcome is Outcome.SIGN_IN_REQUIRED:
                self._run.tell(SignInNeeded, error.sentence, error.details)
        self._run.tell_alerts()
        return replace(make_result(self._run, error), started_at=started_at, seconds=round(time.monotonic() - began, 3))

    def _explain(self, error: Exception) -> ImapdeskError:
        """What the person is told: of a store that fails because its file is another one now, say. A bug is raised."""
        if not isinstance(error, ImapdeskError):
            short = explain_exhaustion(error)
            if short is None:
                raise error
            return short
        if isinstance(error, StoreError):
            try:
                self._run.store.check_in_place()
            except StoreError as cause:
                return cause
        return error

    def _synchronize(self) -> None:
        run = self._run
        states = self._take_listing()
        known = run.store.load_known(run.mailbox.id)
        reflagged = send_wishes(run, known)
        included = [one for one in known.values() if is_wanted(one.folder)]
        run.tally.folders = len(included)
        policy = self._make_policy(list(known.values()))
        looks = self._choose_looks(included, states, policy, reflagged)
        surveyor = Surveyor(run, policy)
        looked_at = {look.path for look in looks}
        surveyor.had_any = any(one.live for one in included if one.folder.path not in looked_at)
        meter = ProgressMeter(run.mailbox.name, run.on_event)
        suspects = Suspects(run)
        fetcher = Fetcher(run, {one.folder.path: one.folder.id for one in included}, meter, suspects)
        pending = PendingMail(run, self._limits, meter, suspects)
        filler = Filler(run, surveyor, fetcher, pending)
        looks = self._leave_restless(surveyor, looks)
        later = choose_later(looks, pending=any(one.pending for one in included)) if self._has_ids() else []
        waiting = {look.path for look in later}
        now = [look for look in looks if look.path not in waiting]
        with closing(fetcher):
            surveyor.others_wait = bool(later)
            filler.fill(now, {one.folder.path for one in included} - waiting)
            for batch in choose_batches(later):
                filler.fill(batch, {look.path for look in batch})
            surveyor.others_wait = False
            for look in surveyor.take_put_off():
                filler.fill([look], {look.path})
        surveyor.settle()
        drop_lost_wishes(run)
        if meter.total:
            meter.tell("", at_once=True)

    @staticmethod
    def _leave_restless(surveyor: Surveyor, looks: list[Look]) -> list[Look]:
        """The looks without those at folders that were renumbered at each opening by now, which are made apart."""
        for look in looks:
            if look.known.folder.id in surveyor.restless:
                surveyor.doubt(look, look.known.uidvalidity)
        return [look for look in looks if look.path not in surveyor.doubted]

    def _take_listing(self) -> Mapping[str, FolderState]:
        run = self._run
        run.line.session()
        run.enter("folders")
        listing = run.line.attempt(lambda session: fetch_listing(run.store, run.mailbox, session))
        run.line.progressed()
        run.tell_alerts()
        gmail = "X-GM-EXT-1" in run.line.session().capabilities
        before = run.store.load_folders(run.mailbox.id)
        change = save_listing(run.store, run.mailbox, listing, gmail=gmail)
        if _names(before) != _names(run.store.load_folders(run.mailbox.id)):
            run.tell(FoldersChanged)
            run.changed(change)
        if not listing.complete:
            run.missed("The server's folder list is incomplete.")
        return listing.states

    def _make_policy(self, known: list[KnownFolder]) -> Policy:
        run, now = self._run, self._clock()
        answers = load_questions(run.store, run.mailbox.id).values()
        policy = Policy(
            now=now,
            since=run.mailbox.settings.period.since_date(now.astimezone().date()),
            holds_mail=self._has_ids() or any(one.folder.messages_saved for one in known),
            accepted=frozenset(question.folder for question in answers if question.answer == "mark"),
        )
        return replace(policy, sweep=choose_sweeps((one for one in known if is_wanted(one.folder)), policy))

    def _has_ids(self) -> bool:
        return bool({"X-GM-EXT-1", "OBJECTID"} & self._line.session().capabilities)

    def _choose_looks(
        self,
        included: Collection[KnownFolder],
        states: Mapping[str, FolderState],
        policy: Policy,
        reflagged: frozenset[str],
    ) -> list[Look]:
        looks: list[Look] = []
        unchanged: list[FolderId] = []
        for one in put_in_order(included):
            # What STATUS said of a folder is past when flags of ours were sent to it.
            state = None if one.folder.path in reflagged else states.get(one.folder.path)
            survey = choose_survey(one, state, policy)
            if survey.kind is SurveyKind.NOTHING:
                unchanged.append(one.folder.id)
            else:
                looks.append(Look(one, survey, state))
        self._run.store.mark_synced(unchanged)
        return looks


def _names(folders: list[Folder]) -> set[tuple[FolderId, str, bool, bool]]:
    return {(folder.id, folder.path, folder.on_server, folder.included) for folder in folders}
