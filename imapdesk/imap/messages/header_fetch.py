"""Header blocks of messages that may be held already: asked in small windows, digested as they come, never kept."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from imapdesk.imap.grammar.fetch_parser import parse_fetch
from imapdesk.imap.grammar.responses import Parts
from imapdesk.imap.line.command import Command
from imapdesk.imap.line.connection import Connection
from imapdesk.imap.line.examine import Examined, find_opened, make_examine
from imapdesk.mail import HeaderMark, HeaderRequest, Uid
from imapdesk.mail.header_mark import MOST_HEADER_BYTES
from imapdesk.mail.uid_sets import split_uid_set

# What is beyond is not compared, so it isn't asked for.
HEADER_ITEM = b"BODY.PEEK[HEADER]<0.%d>" % MOST_HEADER_BYTES

_AT_ONCE = 250  # messages of one command
_IN_FLIGHT = 4  # commands

Marked = tuple[str, Uid, HeaderMark]


def fetch_headers(connection: Connection, requests: Iterable[HeaderRequest]) -> Iterator[Marked]:
    """Folder, UID and mark of each header block that the server gives, folder by folder.

    A folder that can't be opened and a refused window give nothing: their messages are simply not recognised.
    Raises `Unreachable` when the line drops, `ProtocolError` on nonsense.
    """
    source = _start(connection, requests)
    active: deque[_HeaderWindow] = deque()
    while True:
        while len(active) < _IN_FLIGHT and (window := next(source, None)) is not None:
            active.append(window)
        connection.pipeline.flush()
        if not active:
            return
        while not active[0].command.done:
            connection.pipeline.step()
        yield from active.popleft().take()


class _HeaderWindow:
    """One command and what came while it was the oldest in flight."""

    def __init__(self, connection: Connection, request: HeaderRequest, examined: Examined, uids: str) -> None:
        self._request = request
        self._examined = examined
        self._wanted = frozenset(request.uids)
        self._came: list[Marked] = []
        line = b"UID FETCH " + uids.encode("ascii") + b" (UID " + HEADER_ITEM + b")\r\n"
        self.command = Command(line, on_data=self._take, budget=connection.limits.max_memory)
        connection.pipeline.queue(self.command)

    def take(self) -> list[Marked]:
        """What came; nothing when the folder could not be opened, since it was of another one then."""
        return self._came if self._examined.ok else []

    def _take(self, parts: Parts) -> None:
        items = parse_fetch(parts)
        if items is None or items.header is None or items.uid is None:
            return
        uid = Uid(items.uid)
        if uid in self._wanted:
            self._came.append((self._request.folder.path, uid, items.header))


def _start(connection: Connection, requests: Iterable[HeaderRequest]) -> Iterator[_HeaderWindow]:
    """Queues a window each time it is asked for the next one, before the first of a folder what opens that."""
    for request in requests:
        if not request.uids:
            continue
        examined = find_opened(connection, request.folder)
        if examined is None:
            examined = Examined()
            connection.pipeline.queue(make_examine(connection, request.folder, examined))
        for begin in range(0, len(request.uids), _AT_ONCE):
            for uids in split_uid_set(request.uids[begin : begin + _AT_ONCE]):
                yield _HeaderWindow(connection, request, examined, uids)
