"""Which mailbox next: oldest first, a few at a time, each run's outcome and next moment into the store."""

from __future__ import annotations

import logging
import random
import threading
from collections import deque
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING

from imapdesk.errors import ImapdeskError, NotFound, explain_exhaustion
from imapdesk.mail import Mailbox, RunResult, utc_now
from imapdesk.outcome import Outcome
from imapdesk.sync import schedule
from imapdesk.sync.events import Event, OnEvent, PhaseChanged, RunFinished, RunStarted, ignore
from imapdesk.sync.line import Patience
from imapdesk.sync.listing import refresh_folders
from imapdesk.sync.ports import OpenSession, Renew, ShouldStop, never
from imapdesk.sync.processor import ImapEmailSynchronizationProcessor
from imapdesk.sync.skipping import Skips

if TYPE_CHECKING:
    from imapdesk.store import Store

__all__ = ["ImapEmailSynchronizer", "refresh_folders"]

_log = logging.getLogger(__name__)


class ImapEmailSynchronizer:
    """Synchronises mailboxes, at most ``at_most`` at a time; one's trouble never stops another's run."""

    def __init__(
        self,
        store: Store,
        open_session: OpenSession,
        *,
        on_event: OnEvent | None = None,
        should_stop: ShouldStop = never,
        at_most: int = 2,
        renew: Renew | None = None,
        patience: Patience | None = None,
        skips: Skips | None = None,
    ) -> None:
        self._store = store
        self._open_session = open_session
        self._on_event = on_event or ignore
        self._should_stop = should_stop
        self._at_most = max(1, at_most)
        self._renew = renew
        self._patience = patience
        self._skips = skips
        self._telling = threading.Lock()

    def sync(self, names: Collection[str] | None = None) -> list[RunResult]:
        """Run the named mailboxes now (every one that isn't paused when none is named); one result for each.

        Raises NotFound for a name that no mailbox has, before anything is run.
        """
        mailboxes = schedule.order_oldest_first(self._choose(names))
        by_name = {result.mailbox: result for result in self._run_all(mailboxes)}
        return [by_name[name] for name in (sorted(by_name) if names is None else dict.fromkeys(names))]

    def _run_all(self, mailboxes: Collection[Mailbox]) -> list[RunResult]:
        """Run them, in the order given, beside one another as far as this computer has threads to spare."""
        waiting, results = deque(mailboxes), list[RunResult]()

        def work() -> None:
            while (mailbox := _take(waiting)) is not None:
                results.append(self._run(mailbox))

        helpers = min(self._at_most, len(mailboxes)) - 1
        if helpers < 1:
            work()
            return results
        with ThreadPoolExecutor(helpers, thread_name_prefix="mailbox") as pool:
            helping = _start(pool, work, helpers)
            work()
            for each in helping:
                each.result()
        return results

    def due(self, now: datetime | None = None) -> list[str]:
        """The mailboxes that the schedule runs now, longest waiting first."""
        moment = now or utc_now()
        due = [mailbox for mailbox in self._store.load_mailboxes() if schedule.is_due(mailbox, moment)]
        return [mailbox.name for mailbox in schedule.order_oldest_first(due)]

    def refresh_due(self) -> list[str]:
        """The mailboxes whose folder list is to be read because their settings changed."""
        return [mailbox.name for mailbox in self._store.load_mailboxes() if schedule.is_refresh_due(mailbox)]

    def _choose(self, names: Collection[str] | None) -> list[Mailbox]:
        if names is None:
            return [mailbox for mailbox in self._store.load_mailboxes() if not mailbox.paused]
        return [self._get_mailbox(name) for name in dict.fromkeys(names)]

    def _get_mailbox(self, name: str) -> Mailbox:
        mailbox = self._store.find_mailbox(name)
        if mailbox is None:
            raise NotFound(f"There is no mailbox named “{name}”.")
        return mailbox

    def _run(self, mailbox: Mailbox) -> RunResult:
        self._tell(RunStarted(mailbox.name))
        processor = ImapEmailSynchronizationProcessor(
            self._store,
            self._open_session,
            mailbox,
            on_event=self._tell,
            should_stop=self._should_stop,
            renew=self._renew,
            patience=self._patience,
            skips=self._skips,
        )
        try:
            result = processor.run()
        except Exception as error:  # a bug in one mailbox's run: it is told, and the other mailboxes go on
            _log.exception("The run of a mailbox failed unexpectedly")
            details = f"{type(error).__name__}: {error}"
            result = RunResult(mailbox.name, Outcome.PROTOCOL, "imapdesk itself failed in this run.", details=details)
        self._record(mailbox, result, took_place=not processor.was_held_off)
        self._tell(PhaseChanged(mailbox.name, "done"))
        self._tell(RunFinished(result))
        return result

    def _record(self, mailbox: Mailbox, result: RunResult, *, took_place: bool) -> None:
        """Keep the outcome; a run that another one held off leaves no trace, since that one writes its own."""
        if not took_place:
            return
        try:
            after = schedule.mark_result(mailbox, result, utc_now(), random.random())
            self._store.mark_mailbox(
                mailbox.id,
                last_outcome=after.last_outcome,
                last_error=after.last_error,
                last_details=after.last_details,
                last_run_at=after.last_run_at,
                last_success_at=after.last_success_at,
                next_run_at=after.next_run_at,
                failures=after.failures,
            )
            self._store.add_run(result)
        except ImapdeskError as error:
            # Full disk, damaged store, or a mailbox removed meanwhile: the result itself tells, nothing can be kept.
            _log.warning("The outcome of a run could not be kept: %s", error)

    def _tell(self, event: Event) -> None:
        with self._telling:
            self._on_event(event)


def _take(waiting: deque[Mailbox]) -> Mailbox | None:
    try:
        return waiting.popleft()
    except IndexError:
        return None


def _start(pool: ThreadPoolExecutor, work: Callable[[], None], count: int) -> list[Future[None]]:
    """Have ``count`` threads do ``work``, or as many as there are to be had: the caller does it as well."""
    started: list[Future[None]] = []
    try:
        for _ in range(count):
            started.append(pool.submit(work))
    except RuntimeError as error:
        short = explain_exhaustion(error)
        if short is None:
            raise
        _log.warning("Fewer mailboxes are synchronised at the same time: %s", short)
    return started
