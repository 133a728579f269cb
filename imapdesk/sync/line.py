"""The line to one server: opened when needed, opened again after a drop, given up when that leads nowhere."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from imapdesk.errors import (
    AlreadyRunning,
    Busy,
    Cancelled,
    ImapdeskError,
    NotConnected,
    ProtocolError,
    ProxyRefused,
    SignInRequired,
    Unreachable,
)
from imapdesk.mail import Mailbox
from imapdesk.sync.ports import OpenSession, Renew, Session, ShouldStop

T = TypeVar("T")

_BREAKS = 2  # in a row: then an extension may be what the server breaks at

_LONGER = 10  # times the first pause, for a server that lost its way to the mailbox

RECOVERABLE = (Unreachable, ProtocolError, Busy, SignInRequired)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a run puts up with a failing line: drops in a row, seconds without progress, seconds of a hint.

    Even a line that stalled for longer gets one more connection.
    """

    drops: int = 3
    without_progress_s: float = 60.0
    hint_s: float = 5.0
    hints: int = 3
    first_pause_s: float = 0.1
    nonsense_bytes: int = 100_000_000  # received in vain, and then no more than one more connection


class Line:
    """One session at a time; `recover` decides whether an error ends the run or costs another connection."""

    def __init__(
        self,
        mailbox: Mailbox,
        open_session: OpenSession,
        *,
        renew: Renew | None = None,
        should_stop: ShouldStop,
        on_phase: Callable[[str], None],
        patience: Patience = Patience(),
    ) -> None:
        self._mailbox = mailbox
        self._open = open_session
        self._renew = renew
        self._should_stop = should_stop
        self._on_phase = on_phase
        self._patience = patience
        self._session: Session | None = None
        self._slowed = self._broke = self.hasty = False
        self._round_trips = self._bytes_received = 0
        self._seconds_waited = 0.0
        self._alerts: list[str] = []
        self._told: set[str] = set()
        self.progressed()

    @property
    def round_trips(self) -> int:
        """Turn-arounds of the line, over every session of the run."""
        return self._round_trips + (self._session.stats.round_trips if self._session else 0)

    @property
    def bytes_received(self) -> int:
        """Bytes received, over every session of the run."""
        return self._bytes_received + (self._session.stats.bytes_received if self._session else 0)

    @property
    def seconds_waited(self) -> float:
        """Seconds spent waiting for data, over every session of the run but those beside the first."""
        return self._seconds_waited + (self._session.stats.seconds_waited if self._session else 0.0)

    def take_alerts(self) -> list[str]:
        """What the server asked to be shown since the last call (ALERT, RFC 9051 7.1), each text once in a run."""
        heard = [*self._alerts, *(self._session.alerts if self._session else ())]
        new = [text for text in dict.fromkeys(heard) if text not in self._told]
        self._told.update(new)
        return new

    def open_another(self) -> Session:
        """A session beside the run's own, in the thread that asks. Raises what opening raises, at the first try."""
        return self._open(self._mailbox)

    def count(self, session: Session) -> None:
        """Add the numbers of a session that was opened beside the run's own."""
        self._round_trips += session.stats.round_trips
        self._bytes_received += session.stats.bytes_received

    def progressed(self) -> None:
        """Something new was had: the patience begins anew."""
        self._learn_pace()
        self._drops = self._hints = 0
        self._renewed = self._turned = False
        self._progress_at = time.monotonic()
        self._progress_bytes = self.bytes_received

    @property
    def waits_long(self) -> bool:
        """Whether the patience is used up to a quarter by waiting, as it is when a server is silent."""
        return time.monotonic() - self._progress_at > self._patience.without_progress_s / 4

    def session(self) -> Session:
        """The open session, or a new one.

        Raises what opening raises, once patience has ended.
        """
        while self._session is None:
            self.check_stop()
            self._on_phase("connecting")
            try:
                self._session = self._open(self._mailbox)
            except RECOVERABLE as error:
                self.recover(error)
                continue
            if self._drops >= _BREAKS or (self._drops and self.waits_long):
                self._session.go_slowly(plainly=self._drops > _BREAKS)
                self._slowed = True
            if self.hasty:
                self._session.hasten()
        return self._session

    def hasten(self) -> None:
        """From the next session of this run on, silence is given less time: the server gave messages quickly."""
        self.hasty = True

    def _learn_pace(self) -> None:
        """A session that was asked to go slowly got on where those before it had not."""
        if self._session is not None and self._slowed:
            self._slowed = False
            sure, plainly = self._drops >= _BREAKS, self._drops > _BREAKS
            self._session.learn_pace(slowly=True, sure=sure, plainly=plainly)

    def attempt(self, action: Callable[[Session], T], tries: int | None = None) -> T:
        """What `action` answers, on as many connections as patience allows.

        With ``tries`` on no more than that, and on fewer when each costs much time: then the error is raised though
        the line is still worth another connection.
        """
        tried = 0
        while True:
            session = self.session()
            try:
                return action(session)
            except RECOVERABLE as error:
                tried += 1
                self.recover(error)
                if tries is not None and (tried >= tries or self.waits_long):
                    raise

    def recover(self, error: ImapdeskError) -> None:
        """Drop the session and pause before the next one, or raise `error` when another would lead nowhere."""
        self._broke = True
        self._drop()
        self.check_stop()
        if isinstance(error, ProxyRefused):
            raise error
        if isinstance(error, SignInRequired):
            self._renew_credential(error)
        elif isinstance(error, NotConnected) and not self._turned:
            self._turned = True  # the password was right, so one more sign-in locks nobody out
            self._pause(self._patience.first_pause_s * _LONGER)
        elif isinstance(error, Busy):
            self._wait_as_told(error)
        else:
            self._drops += 1
            too_long = time.monotonic() - self._progress_at > self._patience.without_progress_s
            too_long = too_long or self.bytes_received - self._progress_bytes > self._patience.nonsense_bytes
            if self._drops > self._patience.drops or (self._drops > 1 and too_long):
                raise error
            self._pause(self._patience.first_pause_s * 4 ** (self._drops - 1))

    def check_stop(self) -> None:
        """Raise Cancelled when the run was asked to stop."""
        if self._should_stop():
            raise Cancelled("Stopped on request.")

    def restart(self) -> None:
        """Cut the session in the middle of what it was told; the next one begins anew. Nothing failed."""
        self._drop()
        self.check_stop()

    def close(self) -> None:
        """Log out."""
        session = self._take()
        if session is not None:
            if not self._broke:
                session.learn_pace(slowly=False)
            session.close()

    def _renew_credential(self, error: SignInRequired) -> None:
        if error.reason != "token_expired" or self._renewed or self._renew is None:
            raise error  # a refused password is not tried again: that may lock the account
        self._renewed = True
        self._renew(self._mailbox)

    def _wait_as_told(self, error: Busy) -> None:
        hint_s = error.retry_after_s
        short = hint_s is not None and hint_s <= self._patience.hint_s
        if isinstance(error, AlreadyRunning) or not short or self._hints >= self._patience.hints:
            raise error
        self._hints += 1
        self._on_phase("waiting")
        self._pause(hint_s or 0.0)

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.check_stop()
            time.sleep(min(left, 0.2))

    def _drop(self) -> None:
        session = self._take()
        if session is not None:
            session.abort()
            session.close()

    def _take(self) -> Session | None:
        session, self._session = self._session, None
        self._slowed = False
        if session is not None:
            self.count(session)
            self._alerts += session.alerts
            self._seconds_waited += session.stats.seconds_waited
        return session
