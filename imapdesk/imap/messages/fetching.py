"""Whole messages in windows: several in flight, pulled as there is room, handed on as they come."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from imapdesk.errors import Unreachable
from imapdesk.imap.line.connection import COMPRESS, Connection
from imapdesk.imap.line.pipeline import OversizedLiteral
from imapdesk.imap.messages.window_fetch import FolderOpening, WindowFetch, find_uid
from imapdesk.mail import Fetched, Window, WindowDone

SLOW_BYTES_PER_S = 6_000_000
ENOUGH_BYTES = 3_000_000
ENOUGH_S = 1.0


def fetch(connection: Connection, windows: Iterable[Window]) -> Iterator[Fetched | WindowDone]:
    """Each message as soon as it is whole, then `WindowDone` for its window.

    Raises `Unreachable` when the line drops (what was whole has been handed on), `Busy` when the server asks for
    patience, `SignInRequired` when the token has expired in mid-run.
    """
    flight = _Flight(connection, iter(windows))
    try:
        yield from flight.run()
    except OversizedLiteral as error:
        yield flight.active[0].refuse_oversized(error)
        raise Unreachable("The connection was closed because a message is too large.", details=error.details) from error
    except Unreachable as error:
        error.at_uid = find_uid(connection.pipeline.half_read)
        raise
    finally:
        for one in flight.active:
            one.abandon()


class _SlowLine:
    """Notices that the line is slow enough for COMPRESS to gain.

    Dovecot deflates at about 30 MB/s, so that a faster line is slowed by it (measured 2026-11): worth it below about
    200 Mbit/s for text, 50 for base64. What counts is the time that we wait for bytes, not the time that we work.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._bytes = connection.transport.stats.bytes_received
        self._waited = connection.transport.stats.seconds_waited
        self._open = connection.limits.compress is None and connection.has(COMPRESS)

    def found(self) -> bool:
        """Whether it is time to compress; true until it is done."""
        if not self._open or self._connection.transport.compressed:
            return False
        got = self._connection.transport.stats.bytes_received - self._bytes
        waited = self._connection.transport.stats.seconds_waited - self._waited
        return got > ENOUGH_BYTES and waited > ENOUGH_S and got / waited < SLOW_BYTES_PER_S

    def compress(self) -> None:
        """Try it, once."""
        self._open = False
        self._connection.compress()


class _Flight:
    """The windows that are under way on one connection, the oldest first."""

    def __init__(self, connection: Connection, source: Iterator[Window]) -> None:
        self._connection = connection
        self._pipeline = connection.pipeline
        self._source = source
        self._held: Window | None = None  # of another folder, which must wait
        self._opening: FolderOpening | None = None
        self._slow = _SlowLine(connection)
        self._has_room = True
        self.active: deque[WindowFetch] = deque()

    def run(self) -> Iterator[Fetched | WindowDone]:
        """What comes, until the source has ended and all of it was answered."""
        while True:
            if not self.active and self._slow.found():
                self._slow.compress()
            while self._has_room and not self._slow.found() and self._add_next():
                pass
            self._pipeline.flush()
            if self.active:
                yield from self._take_oldest()
            elif not self._slow.found():
                self._pipeline.finish()
                return

    def _add_next(self) -> bool:
        """Ask for another window; False when none may be asked for at this moment."""
        window, self._held = self._held or next(self._source, None), None
        if window is None:
            return False
        opening = self._opening
        if opening is None or not opening.serves(window):
            if any(one.asks_later for one in self.active):
                self._held = window
                return False
            opening = self._open(window)
        self.active.append(WindowFetch(self._connection, window, opening))
        self._measure_room()
        return True

    def _open(self, window: Window) -> FolderOpening:
        opening = self._opening = FolderOpening(self._connection, window.folder)
        if opening.command is not None:
            self._pipeline.queue(opening.command)
            if _is_doubtful(self._connection, window):
                self._pipeline.flush()
                while opening.examined.status is None:
                    self._pipeline.step()
        return opening

    def _take_oldest(self) -> Iterator[Fetched | WindowDone]:
        current = self.active[0]
        while not current.ready:
            self._pipeline.step()
        yield from current.take_ready()
        if current.done:
            self.active.popleft()
            self._measure_room()
            yield current.result()

    def _measure_room(self) -> None:
        limits, active = self._connection.limits, self.active
        under_way = sum(one.window.size for one in active)
        enough = len(active) >= limits.windows_in_flight or under_way >= limits.bytes_in_flight
        self._has_room = not (active and enough)


def _is_doubtful(connection: Connection, window: Window) -> bool:
    """Whether the listing told another UIDVALIDITY than the window's, or none: bodies might be asked for in vain."""
    state = connection.states.get(window.folder.path)
    return state is not None and window.uidvalidity is not None and state.uidvalidity != window.uidvalidity
