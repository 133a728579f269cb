"""Searching on the server for what is not saved here; nothing there or here is changed by it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from imapdesk.desk.core import ShouldStop, never
from imapdesk.desk.folders import find_folder
from imapdesk.desk.reading import ReadingDesk
from imapdesk.errors import Cancelled, NotFound, ServerRefused, SettingsRefused
from imapdesk.mail import Folder, ListedFolder, LocationState, MessageId, Summary, Uid, Window

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import OpenMessage
    from imapdesk.imap.search.query import SearchQuery
    from imapdesk.imap.search.searching import FoundMessage
    from imapdesk.imap.session import ImapSession
    from imapdesk.store.search.query import Node, Place

MOST_HITS = 50  # of one mailbox, the newest of each folder first
MOST_BYTES = 2_000_000  # of one message that comes with the search; a larger one is fetched when it is opened
MOST_SHOWN_BYTES = 50_000_000  # of one message that is opened


OnFolder = Callable[[str, int, int, Sequence["ServerHit"]], None]
OnRefused = Callable[[Mapping[str, ServerRefused]], None]  # why, by the folders' paths


@dataclass(frozen=True, slots=True)
class ServerHit:
    """A message that the server found and that is not saved here; its summary has no number of ours."""

    uid: Uid
    summary: Summary
    raw: bytes | None = None  # None: larger than what comes with the search
    text: str = ""


class ServerSearchDesk(ReadingDesk):
    """The search on servers, as a part of `Desk`."""

    def search_server(
        self,
        name: str,
        text: str,
        *,
        folder: str | None = None,
        on_folder: OnFolder | None = None,
        on_refused: OnRefused | None = None,
        should_stop: ShouldStop = never,
    ) -> list[ServerHit]:
        """What a mailbox's server finds and is not saved here, in one folder or in all that can be opened.

        ``on_folder`` is told before each folder which it is, how many were asked of how many, and what was found yet;
        ``on_refused``, in the end, which folders the server didn't open or search; they hide nothing of the others.

        Raises:
            NotFound: there is no such mailbox or folder.
            SettingsRefused: no server can be asked for that.
            ServerRefused: the server searched none of the folders.
            NeedsUser, NeedsTime, ProtocolError, Cancelled: as for a synchronisation.
        """
        mailbox = self.get_mailbox(name)
        asked = self._choose_queries(name, folder, self.store.understand(text))
        hits: list[ServerHit] = []
        refusals: dict[str, ServerRefused] = {}
        if not asked:
            return hits
        with closing(self.open_session(mailbox, should_stop)) as session:
            for done, (each, query) in enumerate(asked):
                if should_stop():
                    raise Cancelled("Stopped.")
                if len(hits) >= MOST_HITS:
                    break
                if on_folder:
                    on_folder(each.path, done, len(asked), tuple(hits))
                try:
                    hits += self._search_folder(session, name, each, query, MOST_HITS - len(hits))
                except ServerRefused as error:
                    refusals[each.path] = error
        if len(refusals) == len(asked):
            raise next(iter(refusals.values()))
        if refusals and on_refused:
            on_refused(refusals)
        return hits

    def _choose_queries(self, name: str, path: str | None, node: Node) -> list[tuple[Folder, SearchQuery]]:
        """The folders in which something can be found, and what each is asked."""
        from imapdesk.desk.servers.server_query import make_server_query, settle_places

        asked = []
        for folder in self._choose_folders(name, path):
            settled = settle_places(node, partial(_lies_in, name, folder))
            query = make_server_query(settled) if settled is not None else None
            if settled is not None and query is None:
                raise SettingsRefused(
                    "Servers can't be asked for this: only this computer knows what was deleted there.", field="text"
                )
            if query is not None:
                asked.append((folder, query))
        return asked

    def open_hit(self, hit: ServerHit, *, should_stop: ShouldStop = never) -> OpenMessage:
        """Open what the server found for reading, as a saved message; nothing is saved or marked.

        One that is larger than what comes with the search is fetched now.

        Raises:
            NotFound: it is no longer on the server, or larger than what is shown without being saved.
            NeedsUser, NeedsTime, ProtocolError, Cancelled: as for a synchronisation.
        """
        return self.open_bytes(0, hit.summary, hit.raw if hit.raw is not None else self._fetch_hit(hit, should_stop))

    def _fetch_hit(self, hit: ServerHit, should_stop: ShouldStop) -> bytes:
        place = hit.summary
        if place.size > MOST_SHOWN_BYTES:
            raise NotFound("This message is too large to be shown without being saved. Tick its folder to keep it.")
        folder = self._choose_folders(place.mailbox, place.folder)[0]
        listed = ListedFolder(folder.path, folder.wire_name, folder.delimiter, role=folder.role)
        with closing(self.open_session(self.get_mailbox(place.mailbox), should_stop)) as session:
            raw = _fetch(session, listed, [hit.uid]).get(hit.uid)
        if raw is None:
            raise NotFound("This message is no longer on the server.")
        return raw

    def _choose_folders(self, name: str, path: str | None) -> list[Folder]:
        folders = self.load_folders(name)
        if path is None:
            return [each for each in folders if each.selectable and each.on_server]
        found = find_folder(folders, path)
        if found is None:
            raise NotFound(f"The mailbox “{name}” has no folder “{path}”.")
        return [found]

    def _search_folder(
        self, session: ImapSession, name: str, folder: Folder, query: SearchQuery, limit: int
    ) -> list[ServerHit]:
        from imapdesk.imap.search.searching import describe_found, fetch_heads, search

        listed = ListedFolder(folder.path, folder.wire_name, folder.delimiter, role=folder.role)
        uids = search(session.connection, listed, query)
        known = self.store.load_known_messages(folder.id, uids)
        missing = [uid for uid in uids if uid not in known or known[uid].state is not LocationState.SAVED][:limit]
        if not missing:
            return []
        found = describe_found(session.connection, listed, missing)
        raws = _fetch(session, listed, [uid for uid in found if found[uid].size <= MOST_BYTES])
        large = [uid for uid in found if uid not in raws]
        heads = fetch_heads(session.connection, listed, large) if large else {}
        return [
            _make_hit(name, folder.path, found[uid], raws.get(uid), heads.get(uid, b""))
            for uid in missing
            if uid in found
        ]


def _lies_in(mailbox: str, folder: Folder, place: Place) -> bool:
    from imapdesk.store.search.folder_names import list_names

    if place.kind == "mailbox":
        return place.name.casefold() == mailbox.casefold()
    return place.name.casefold() in list_names(folder.path, folder.delimiter, folder.role)


def _fetch(session: ImapSession, folder: ListedFolder, uids: list[Uid]) -> dict[Uid, bytes]:
    from imapdesk.mail import Fetched

    if not uids:
        return {}
    raws: dict[Uid, bytes] = {}
    for answer in session.fetch([Window(folder, None, tuple(uids), len(uids) * 100_000)]):
        if isinstance(answer, Fetched):
            raws[answer.uid] = answer.raw if isinstance(answer.raw, bytes) else _take(answer.raw)
    return raws


def _take(path: Path) -> bytes:
    raw = path.read_bytes()
    path.unlink(missing_ok=True)
    return raw


def _make_hit(mailbox: str, folder: str, found: FoundMessage, raw: bytes | None, head: bytes) -> ServerHit:
    """A hit, described by all of it or, where it is large, by its ``head``."""
    from imapdesk.mime import describe_message, readable_text

    message = describe_message(head if raw is None else raw)
    summary = Summary(
        MessageId(0),
        mailbox,
        folder,
        ", ".join(str(person) for person in message.from_),
        ", ".join(str(person) for person in message.to),
        message.subject,
        message.date,
        found.received_at,
        found.size,
        found.flags,
        any(not part.inline and not part.fork for part in message.attachments),
    )
    return ServerHit(found.uid, summary, raw, readable_text(message) if raw is not None else "")
