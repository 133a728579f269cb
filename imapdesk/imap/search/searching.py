"""The flights behind a search: open the folder, search, and ask what the found messages weigh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from imapdesk.errors import ProtocolError, ServerRefused
from imapdesk.imap.grammar.fetch_parser import parse_fetch
from imapdesk.imap.grammar.numbers import to_size
from imapdesk.imap.grammar.responses import Parts, classify
from imapdesk.imap.grammar.search_parser import parse_search
from imapdesk.imap.line.command import Command
from imapdesk.imap.line.connection import Connection
from imapdesk.imap.line.examine import Examined, make_examine
from imapdesk.imap.line.refusals import explain_refusal
from imapdesk.imap.search.query import SearchQuery
from imapdesk.mail import ListedFolder, Uid
from imapdesk.mail.uid_sets import MOST_UIDS, split_uid_set

HEAD_BYTES = 16_384  # of a message whose body is too large to come with a search


@dataclass(frozen=True, slots=True)
class FoundMessage:
    """What a search result needs to know before its body comes."""

    uid: Uid
    flags: frozenset[str]
    received_at: datetime | None
    size: int


def open_folder(connection: Connection, folder: ListedFolder) -> Examined:
    """EXAMINE and wait. Raises `ServerRefused` when it can't be opened."""
    examined = Examined()
    connection.pipeline.run(make_examine(connection, folder, examined))
    if examined.status is not None and not examined.ok:
        raise explain_refusal(examined.status, f"to open {folder.path}")
    return examined


def search(connection: Connection, folder: ListedFolder, query: SearchQuery) -> list[Uid]:
    """The UIDs that ``query`` finds, newest first, in one flight. Raises `ServerRefused`."""
    found: set[Uid] = set()

    def take(parts: Parts) -> None:
        line = parts[0]
        assert isinstance(line, bytes)
        what = classify(line)
        if what is not None and what.kind in ("SEARCH", "ESEARCH"):
            uids = parse_search(line, what)
            if uids is None or len(found) > MOST_UIDS:
                raise ProtocolError("The server's search result can't be read.", details=repr(line[:120]))
            found.update(uids)

    examined = Examined()
    pieces = query.make_command(connection.capabilities)
    command = Command(*pieces, on_data=take, budget=connection.limits.max_memory)
    connection.pipeline.run(make_examine(connection, folder, examined), command)
    if examined.status is not None and not examined.ok:
        raise explain_refusal(examined.status, f"to open {folder.path}")
    if command.done is not None and not command.done.ok:
        if command.done.code == "BADCHARSET":
            sentence = "The server can't search for these letters."
            raise ServerRefused(sentence, details=command.done.text, code="BADCHARSET")
        refused = explain_refusal(command.done, "to search")
        if isinstance(refused, ServerRefused):
            raise ServerRefused("The server can't search for that.", details=refused.details, code=refused.code)
        raise refused
    return sorted(found, reverse=True)


def describe_found(connection: Connection, folder: ListedFolder, uids: Sequence[Uid]) -> dict[Uid, FoundMessage]:
    """Flags, arrival and size of found messages; those that are gone by now are missing."""
    found: dict[Uid, FoundMessage] = {}

    def take(parts: Parts) -> None:
        items = parse_fetch(parts)
        if items is not None and items.uid in wanted and items.uid is not None:
            uid, size = Uid(items.uid), to_size(items.size) or 0  # not every server tells it, and some tell nonsense
            if size or uid not in found:  # else news of its flags that nobody asked for
                found[uid] = FoundMessage(uid, items.flags or frozenset(), items.internal_date, size)

    wanted = set(uids)
    commands = [
        Command(b"UID FETCH " + chunk.encode("ascii") + b" (UID FLAGS INTERNALDATE RFC822.SIZE)\r\n", on_data=take)
        for chunk in split_uid_set(uids)
    ]
    connection.pipeline.run(make_examine(connection, folder, Examined()), *commands)
    for command in commands:
        if command.done is not None and not command.done.ok:
            raise explain_refusal(command.done, "to describe what it found")
    return found


def fetch_heads(connection: Connection, folder: ListedFolder, uids: Sequence[Uid]) -> dict[Uid, bytes]:
    """The first bytes of large messages, in which their headers stand; those that are gone by now are missing."""
    heads: dict[Uid, bytes] = {}

    def take(parts: Parts) -> None:
        items = parse_fetch(parts)
        if items is not None and items.uid in wanted and isinstance(items.body, bytes):
            heads[Uid(items.uid)] = items.body[:HEAD_BYTES]

    wanted = set(uids)
    commands = [
        Command(b"UID FETCH %b (UID BODY.PEEK[]<0.%d>)\r\n" % (chunk.encode("ascii"), HEAD_BYTES), on_data=take)
        for chunk in split_uid_set(uids)
    ]
    connection.pipeline.run(make_examine(connection, folder, Examined()), *commands)
    return heads
