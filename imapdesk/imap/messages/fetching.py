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
    active: deque[WindowFetch] = deque()
    try:
        yield from _fetch(connection, iter(windows), active)
    except OversizedLiteral as error:
        yield active[0].refuse_oversized(error)
        raise Unreachable("The connection was closed because a message is too large.", details=error.details) from error
    except Unreachable as error:
        error.at_uid = find_uid(connection.pipeline.half_read)
        raise
    finally:
        for one in active:
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


def _fetch(
    connection: Connection, source: Iterator[Window], active: deque[WindowFetch]
) -> Iterator[Fetched | WindowDone]:
    opening: FolderOpening | None = None
    held: Window | None = None  # of another folder, which must wait
    pipeline = connection.pipeline
    slow = _SlowLine(connection)
    has_room = True
    while True:
        if slow.found() and not active:
            slow.compress()
        while has_room and not slow.found():
            window, held = held or next(source, None), None
            if window is None:
                break
            if opening is None or not opening.serves(window):
                if any(one.asks_later for one in active):
                    held = window
                    break
                opening = FolderOpening(connection, window.folder)
                pipeline.queue(opening.command)
            active.append(WindowFetch(connection, window, opening))
            has_room = _has_room(connection, active)
        pipeline.flush()
        if not active and not slow.found():
            pipeline.finish()
            return
        if not active:
            continue
        current = active[0]
        while not current.ready:
            pipeline.step()
        yield from current.take_ready()
        if current.done:
            active.popleft()
            has_room = _has_room(connection, active)
            yield current.result()


def _has_room(connection: Connection, active: deque[WindowFetch]) -> bool:
    limits = connection.limits
    if not active:
        return True
    under_way = sum(one.window.size for one in active)
    return len(active) < limits.windows_in_flight and under_way < limits.bytes_in_flight
