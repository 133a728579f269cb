"""One mailbox's run: list, look, plan, send flags, fetch. What decides is in `plan`; this only carries it out."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from imapdesk.errors import AlreadyRunning, ImapdeskError
from imapdesk.mail import (
    Folder,
    FolderId,
    FolderState,
    KnownFolder,
    KnownMessage,
    Mailbox,
    RunResult,
    Survey,
    SurveyKind,
    Uid,
    Window,
    utc_now,
)
from imapdesk.outcome import Outcome
from imapdesk.sync.deletions import load_questions
from imapdesk.sync.events import FoldersChanged, OnEvent, SignInNeeded, ignore
from imapdesk.sync.fetching import Fetcher
from imapdesk.sync.flags import send_wishes
from imapdesk.sync.lease import Lease
from imapdesk.sync.line import Line, Patience
from imapdesk.sync.listing import fetch_listing, save_listing
from imapdesk.sync.plan import choose_survey, choose_sweeps
from imapdesk.sync.policy import Policy
from imapdesk.sync.ports import OpenSession, Renew, ShouldStop, never
from imapdesk.sync.progress import ProgressMeter
from imapdesk.sync.result import is_wanted, make_result
from imapdesk.sync.run import Run, to_listed
from imapdesk.sync.surveying import Look, Surveyor
from imapdesk.sync.windows import WindowLimits, choose_order, estimate_size, make_windows

if TYPE_CHECKING:
    from imapdesk.store import Store

_MOST_ROUNDS = 3


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
        self._run = Run(mailbox, store, self._line, Lease(store, mailbox), on_event)

    def run(self) -> RunResult:
        """Bring the mailbox in step; whatever went wrong is the result's outcome. Bugs keep their traceback."""
        started_at, began = self._clock(), time.monotonic()
        error: ImapdeskError | None = None
        try:
            with self._run.lease:
                try:
                    self._synchronize()
                finally:
                    self._line.close()
        except ImapdeskError as caught:
            error = caught
            self.was_held_off = isinstance(error, AlreadyRunning)
            if error.outcome is Outcome.SIGN_IN_REQUIRED:
                self._run.tell(SignInNeeded, error.sentence, error.details)
        return replace(make_result(self._run, error), started_at=started_at, seconds=round(time.monotonic() - began, 3))

    def _synchronize(self) -> None:
        run = self._run
        states = self._take_listing()
        known = run.store.load_known(run.mailbox.id)
        reflagged = send_wishes(run, known)
        included = [one for one in known.values() if is_wanted(one.folder)]
        run.tally.folders = len(included)
        policy = self._make_policy(list(known.values()))
        self._survey(included, states, policy, reflagged)
        self._fetch([one.folder for one in included], policy)

    def _take_listing(self) -> Mapping[str, FolderState]:
        run = self._run
        run.enter("connecting")
        run.line.session()
        run.enter("folders")
        listing = run.line.attempt(lambda session: fetch_listing(run.store, run.mailbox, session))
        run.line.progressed()
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
            holds_mail=any(one.folder.messages_saved for one in known),
            accepted=frozenset(question.folder for question in answers if question.answer == "mark"),
        )
        return replace(policy, sweep=choose_sweeps((one for one in known if is_wanted(one.folder)), policy))

    def _survey(
        self,
        included: list[KnownFolder],
        states: Mapping[str, FolderState],
        policy: Policy,
        reflagged: frozenset[str],
    ) -> None:
        looks: list[Look] = []
        unchanged: list[FolderId] = []
        for one in _in_order(included):
            state = states.get(one.folder.path)
            survey = choose_survey(one, None if one.folder.path in reflagged else state, policy)
            if survey.kind is SurveyKind.NOTHING:
                unchanged.append(one.folder.id)
            else:
                looks.append(Look(one, survey, state))
        self._run.store.mark_synced(unchanged)
        if looks:
            self._run.enter("surveying")
            Surveyor(self._run, policy).survey(looks)

    def _fetch(self, folders: list[Folder], policy: Policy) -> None:
        run = self._run
        meter = ProgressMeter(run.mailbox.name, run.on_event)
        fetcher = Fetcher(run, {folder.path: folder.id for folder in folders}, meter)
        unanswered: Mapping[str, set[Uid]] = {}
        for _ in range(_MOST_ROUNDS):
            windows = self._make_windows(folders, meter, unanswered)
            if not windows:
                break
            run.enter("messages")
            fetcher.fetch(windows)
            if not fetcher.aside.paths:
                break
            unanswered = fetcher.aside.unanswered
            self._look_again(fetcher.aside.paths, fetcher.aside.renumbered, policy)
        if meter.total:
            meter.tell("", at_once=True)

    def _look_again(self, paths: set[str], renumbered: set[str], policy: Policy) -> None:
        known = self._run.store.load_known(self._run.mailbox.id)
        policy = replace(policy, holds_mail=True)
        looks = []
        for path in sorted(paths & known.keys()):
            kind = SurveyKind.RENUMBERED if path in renumbered else SurveyKind.EVERYTHING
            survey = Survey(kind, uidvalidity=known[path].uidvalidity, uidnext=known[path].uidnext or 1)
            looks.append(Look(known[path], survey))
        Surveyor(self._run, policy).survey(looks)

    def _make_windows(
        self, folders: list[Folder], meter: ProgressMeter, unanswered: Mapping[str, set[Uid]]
    ) -> list[Window]:
        run = self._run
        windows: list[Window] = []
        alone: list[Window] = []
        known = run.store.load_known(run.mailbox.id)
        paths = {folder.path for folder in folders}
        for one in _in_order([one for path, one in known.items() if path in paths]):
            if not one.folder.pending and not one.folder.quarantined:
                continue
            messages = self._keep_small(one.folder, run.store.load_pending(one.folder.id))
            if not unanswered:
                meter.expect(len(messages), sum(map(estimate_size, messages)))
            single = unanswered.get(one.folder.path, set())
            listed = to_listed(one.folder)
            rest = [message for message in messages if message.uid not in single]
            windows += make_windows(listed, one.uidvalidity, rest, self._limits)
            alone += make_windows(
                listed,
                one.uidvalidity,
                [message for message in messages if message.uid in single],
                replace(self._limits, count=1, first_count=1),
            )
        return windows + alone

    def _keep_small(self, folder: Folder, messages: list[KnownMessage]) -> list[KnownMessage]:
        limit = self._run.mailbox.settings.max_message_bytes
        large = [message for message in messages if limit and (message.size or 0) > limit]
        for message in large:
            reason = "It is larger than this mailbox's limit."
            self._run.store.quarantine(folder.id, message.uid, reason, retry_at=None)
        return [message for message in messages if message not in large] if large else messages


def _in_order(known: list[KnownFolder]) -> list[KnownFolder]:
    by_path = {one.folder.path: one for one in known}
    return [by_path[listed.path] for listed in choose_order(to_listed(one.folder) for one in known)]


def _names(folders: list[Folder]) -> set[tuple[FolderId, str, bool, bool]]:
    return {(folder.id, folder.path, folder.on_server, folder.included) for folder in folders}
