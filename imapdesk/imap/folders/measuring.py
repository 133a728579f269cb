"""How much mail folders hold: sizes by STATUS=SIZE (RFC 8438), and what arrived since a day by ESEARCH (RFC 4731).

Asked for once, for the plan that a person sees before the first synchronisation; what a server can't say stays None.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from imapdesk.imap.grammar.responses import Parts, Status
from imapdesk.imap.grammar.search_date import format_search_date
from imapdesk.imap.line.command import Command
from imapdesk.imap.line.connection import Connection
from imapdesk.mail import FolderListing, FolderState, ListedFolder

BUDGET_S = 3.0  # a person waits for it

_SIZE = re.compile(rb"\bSIZE (\d{1,20})\b", re.IGNORECASE)
_COUNT = re.compile(rb"\* +ESEARCH\b.*\bCOUNT (\d{1,10})\b", re.IGNORECASE)


def measure_folders(connection: Connection, listing: FolderListing, since: date | None) -> FolderListing:
    """The listing with ``octets`` and ``since_count`` in its states, pipelined, for at most about `BUDGET_S`.

    ``since`` None: all mail counts. Raises what the line raises.
    """
    asked = [each for each in listing.folders if each.selectable and _count(listing, each)]
    measures = _Measures()
    ends = time.monotonic() + BUDGET_S
    for command in _make_commands(connection, measures, asked, since):
        connection.pipeline.queue(command)
        if connection.pipeline.outstanding >= connection.depth:
            connection.pipeline.finish()
            if time.monotonic() > ends:
                break
    connection.pipeline.finish()
    return replace(listing, states={path: measures.fill(path, state) for path, state in listing.states.items()})


def _count(listing: FolderListing, folder: ListedFolder) -> int:
    state = listing.states.get(folder.path)
    return (state.messages or 0) if state is not None else 0


class _Measures:
    """What was heard, by path."""

    def __init__(self) -> None:
        self._octets: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._opened: set[str] = set()

    def take_size(self, path: str) -> Callable[[Parts], None]:
        def take(parts: Parts) -> None:
            found = _SIZE.search(parts[-1]) if isinstance(parts[-1], bytes) else None
            if found:
                self._octets[path] = int(found[1])

        return take

    def note_opened(self, path: str) -> Callable[[Status], None]:
        def note(status: Status) -> None:
            if status.ok:
                self._opened.add(path)

        return note

    def take_count(self, path: str) -> Callable[[Parts], None]:
        def take(parts: Parts) -> None:
            found = _COUNT.match(parts[0]) if isinstance(parts[0], bytes) else None
            # A folder that could not be opened leaves the one before it selected on some servers.
            if found and path in self._opened:
                self._counts[path] = int(found[1])

        return take

    def fill(self, path: str, state: FolderState) -> FolderState:
        return replace(state, octets=self._octets.get(path), since_count=self._counts.get(path))


def _make_commands(
    connection: Connection, measures: _Measures, folders: Sequence[ListedFolder], since: date | None
) -> Iterator[Command]:
    # Sizes first: with a folder open, Dovecot 2.4's answer to STATUS did not come in its turn (seen 2026-11).
    if connection.has("STATUS=SIZE") or connection.has("IMAP4REV2"):
        for folder in folders:
            pieces = connection.name_pieces(b"STATUS", folder, b" (SIZE)")
            yield Command(*pieces, on_data=measures.take_size(folder.path))
    if since is not None and connection.has("ESEARCH"):
        for folder in folders:
            yield Command(*connection.name_pieces(b"EXAMINE", folder), on_done=measures.note_opened(folder.path))
            line = b"UID SEARCH RETURN (COUNT) SINCE " + format_search_date(since) + b"\r\n"
            yield Command(line, on_data=measures.take_count(folder.path))
