"""`ImapEmailManager`: search a folder and read what is found, straight from the server and without changing it."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from imapdesk.errors import NotFound, ServerRefused
from imapdesk.imap.connector import ImapConnector
from imapdesk.imap.search.query import SearchQuery, SearchQueryBuilder
from imapdesk.imap.search.searching import FoundMessage, describe_found, open_folder, search
from imapdesk.mail import Address, Fetched, ListedFolder, Uid, Window, WindowDone

if TYPE_CHECKING:
    from imapdesk.mime import DescribedMessage

WINDOW_MESSAGES = 100
WINDOW_BYTES = 4 * 1024 * 1024


class ImapEmail:
    """A found e-mail. ``raw`` is exactly what the server holds; the other fields are read from it when asked."""

    def __init__(self, found: FoundMessage, raw: bytes | Path) -> None:
        self.uid: Uid = found.uid
        self.flags: frozenset[str] = found.flags
        self.received_at: datetime | None = found.received_at
        self._raw = raw
        if isinstance(raw, Path):
            weakref.finalize(self, raw.unlink, missing_ok=True)

    @property
    def raw(self) -> bytes:
        """The whole message."""
        return self._raw if isinstance(self._raw, bytes) else self._raw.read_bytes()

    @cached_property
    def size(self) -> int:
        """Bytes of ``raw``."""
        return len(self._raw) if isinstance(self._raw, bytes) else self._raw.stat().st_size

    @cached_property
    def _described(self) -> DescribedMessage:
        from imapdesk.mime import describe_message

        return describe_message(self.raw)

    @property
    def message_id(self) -> str | None:
        """The Message-ID header."""
        return self._described.message_id

    @property
    def subject(self) -> str:
        """The decoded subject."""
        return self._described.subject

    @property
    def from_(self) -> Sequence[Address]:
        """The senders."""
        return self._described.from_

    @property
    def to(self) -> Sequence[Address]:
        """The To recipients."""
        return self._described.to

    @property
    def cc(self) -> Sequence[Address]:
        """The Cc recipients."""
        return self._described.cc

    @property
    def sent_at(self) -> datetime | None:
        """The Date header."""
        return self._described.date

    @property
    def text(self) -> str:
        """The text for reading: the message's own, else that of its HTML."""
        from imapdesk.mime import readable_text

        return readable_text(self._described)

    def __repr__(self) -> str:
        return f"<ImapEmail uid={self.uid} size={self.size}>"


class ImapEmailManager:
    """Searches in one folder at a time: `select_folder`, then `find_items` or `iter_items`."""

    def __init__(self, connector: ImapConnector) -> None:
        self._connector = connector
        self._folder: ListedFolder | None = None
        self._uidvalidity: int | None = None

    def get_search_query_builder(self) -> SearchQueryBuilder:
        """A builder without criteria."""
        return SearchQueryBuilder()

    @property
    def selected_folder(self) -> str | None:
        """The full name of the folder that is searched."""
        return self._folder.path if self._folder else None

    def select_folder(self, full_name: str) -> None:
        """Open a folder for reading only (EXAMINE). Raises `NotFound` or `ServerRefused`."""
        folder = self._connector.find_folder(full_name)
        if folder is None:
            raise NotFound(f"The server has no folder “{full_name}”.")
        self._uidvalidity = open_folder(self._connector.session.connection, folder).uidvalidity
        self._folder = folder

    def find_items(self, query: SearchQuery | None = None, limit: int | None = None) -> list[ImapEmail]:
        """The e-mails that ``query`` finds, oldest first; the newest ``limit`` of them when it is given."""
        return sorted(islice(self.iter_items(query), limit), key=lambda email: email.uid)

    def iter_items(self, query: SearchQuery | None = None) -> Iterator[ImapEmail]:
        """The same one by one, newest first, loaded as they are taken, so that any number of them fits in memory.

        Raises `ServerRefused` when the server refuses to search or to hand out a message.
        """
        folder = self._folder
        if folder is None:
            raise ValueError("select_folder() comes first")
        if query is not None and not isinstance(query, SearchQuery):
            raise TypeError(f"a query is what get() of a builder returns, not {type(query).__name__}")
        connection = self._connector.session.connection
        uids = search(connection, folder, query or SearchQueryBuilder().get())
        for start in range(0, len(uids), 10 * WINDOW_MESSAGES):
            found = describe_found(connection, folder, uids[start : start + 10 * WINDOW_MESSAGES])
            yield from self._fetch(folder, found)

    def _fetch(self, folder: ListedFolder, found: dict[Uid, FoundMessage]) -> Iterator[ImapEmail]:
        windows = _make_windows(folder, self._uidvalidity, found)
        waiting: list[ImapEmail] = []
        for answer in self._connector.session.fetch(windows):
            if isinstance(answer, Fetched):
                waiting.append(ImapEmail(found[answer.uid], answer.raw))
                continue
            _raise_if_refused(answer)
            yield from sorted(waiting, key=lambda email: -email.uid)
            waiting = []


def _raise_if_refused(done: WindowDone) -> None:
    if done.refused is not None:
        raise ServerRefused("The server refused to hand out a message.", details=done.refused, code=done.code)


def _make_windows(folder: ListedFolder, uidvalidity: int | None, found: dict[Uid, FoundMessage]) -> Iterator[Window]:
    uids: list[Uid] = []
    size = 0
    for uid in sorted(found, reverse=True):
        if uids and (len(uids) >= WINDOW_MESSAGES or size + found[uid].size > WINDOW_BYTES):
            yield Window(folder, uidvalidity, tuple(uids), size)
            uids, size = [], 0
        uids.append(uid)
        size += found[uid].size
    if uids:
        yield Window(folder, uidvalidity, tuple(uids), size)
