"""Whole messages in windows: several in flight, pulled as there is room, handed on as they come."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from imapdesk.errors import Unreachable
from imapdesk.imap.connection import Connection
from imapdesk.imap.pipeline import OversizedLiteral
from imapdesk.imap.window_fetch import FolderOpening, WindowFetch
from imapdesk.mail import Fetched, Window, WindowDone


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
        raise Unreachable(
            "The connection was given up, since a message is too large.", details=error.details
        ) from error
    finally:
        for one in active:
            one.abandon()


def _fetch(
    connection: Connection, source: Iterator[Window], active: deque[WindowFetch]
) -> Iterator[Fetched | WindowDone]:
    opening: FolderOpening | None = None
    pipeline = connection.pipeline
    while True:
        while _has_room(connection, active) and (window := next(source, None)) is not None:
            if opening is None or not opening.serves(window):
                opening = FolderOpening(connection, window.folder)
                pipeline.queue(opening.command)
            active.append(WindowFetch(connection, window, opening))
        pipeline.flush()
        if not active:
            pipeline.finish()
            return
        current = active[0]
        while not current.ready:
            pipeline.step()
        yield from current.take_ready()
        if current.done:
            active.popleft()
            yield current.result()


def _has_room(connection: Connection, active: deque[WindowFetch]) -> bool:
    limits = connection.limits
    if not active:
        return True
    under_way = sum(one.window.size for one in active)
    return len(active) < limits.windows_in_flight and under_way < limits.bytes_in_flight
