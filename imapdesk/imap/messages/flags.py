"""A person's flag changes: UID STORE +FLAGS/-FLAGS, the only thing that this program ever writes on a server."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from imapdesk.errors import ServerRefused
from imapdesk.imap.grammar.fetch_parser import parse_fetch
from imapdesk.imap.grammar.responses import Parts, Status, classify
from imapdesk.imap.line.command import Command
from imapdesk.imap.line.connection import Connection
from imapdesk.imap.line.examine import Examined, find_opened
from imapdesk.imap.line.refusals import explain_refusal
from imapdesk.mail import ListedFolder, Uid
from imapdesk.mail.uid_sets import split_uid_set

FlagChanges = Mapping[str, Sequence[Uid]]

_FLAG = re.compile(r"\\(?:Seen|Flagged|Answered|Draft)|[A-Za-z0-9$!#&'+,./:;<=>?@^_`|~-]+")


def change_flags(
    connection: Connection, folder: ListedFolder, uidvalidity: int | None, add: FlagChanges, remove: FlagChanges
) -> Mapping[Uid, frozenset[str]]:
    """Set and take flags, by flag; the flags that the server then reports, by UID.

    Two round trips: the folder is opened first, since nothing may be written when its UIDs mean other messages. One
    that is kept open for this isn't, for as long as ``uidvalidity`` is that of its opening.
    Raises `ServerRefused` when it can't be opened for writing, was renumbered, or a change is refused.
    """
    told: dict[Uid, frozenset[str]] = {}

    def take(parts: Parts) -> None:
        items = parse_fetch(parts)
        if items is not None and items.uid is not None and items.flags is not None:
            told[Uid(items.uid)] = items.flags

    connection.transport.flag_changes = True
    try:
        if not _is_kept_open(connection, folder, uidvalidity):
            _select(connection, folder, uidvalidity)
        stores = [Command(line, on_data=take) for line in _make_stores(add, remove)]
        connection.pipeline.queue(*stores, *_ask_back(add, remove, take))
        connection.pipeline.finish()
    finally:
        connection.transport.flag_changes = False
    for command in stores:
        if command.done is not None and not command.done.ok:
            raise explain_refusal(command.done, "to change a flag", writing=True)
    return told


def _is_kept_open(connection: Connection, folder: ListedFolder, uidvalidity: int | None) -> bool:
    opened = find_opened(connection, folder) if connection.keeps_for_flags else None
    return opened is not None and bool(uidvalidity) and opened.uidvalidity == uidvalidity


def _select(connection: Connection, folder: ListedFolder, uidvalidity: int | None) -> None:
    examined = Examined()
    read_only: list[Status] = []

    def note_line(parts: Parts) -> None:
        assert isinstance(parts[0], bytes)
        examined.note_line(classify(parts[0]))

    def finish(status: Status) -> None:
        examined.status = status
        if status.code == "READ-ONLY":
            read_only.append(status)

    connection.opened = None
    pieces = connection.name_pieces(b"SELECT", folder)
    connection.pipeline.run(Command(*pieces, on_data=note_line, on_code=examined.note_code, on_done=finish))
    assert examined.status is not None
    if not examined.ok:
        raise explain_refusal(examined.status, f"to open {folder.path}", writing=True)
    if read_only:
        raise ServerRefused(f"{folder.path} can only be read.", code="READ-ONLY")
    if uidvalidity is not None and (examined.uidvalidity or 0) != uidvalidity:
        raise ServerRefused(f"{folder.path} was renumbered; the change waits for the next run.", code="UIDVALIDITY")


def _make_stores(add: FlagChanges, remove: FlagChanges) -> list[bytes]:
    return [
        b"UID STORE " + uids.encode("ascii") + sign + flag.encode("ascii") + b")\r\n"
        for sign, changes in ((b" +FLAGS (", add), (b" -FLAGS (", remove))
        for flag, flagged in changes.items()
        if _is_allowed(flag)
        for uids in split_uid_set(flagged)
    ]


def _is_allowed(flag: str) -> bool:
    """\\Deleted is the one flag that a person can't set here: it may cost the message."""
    if not _FLAG.fullmatch(flag):
        raise ValueError(f"not a flag that can be changed: {flag!r}")
    return True


def _ask_back(add: FlagChanges, remove: FlagChanges, take: object) -> list[Command]:
    uids = {uid for changes in (add, remove) for flagged in changes.values() for uid in flagged}
    return [
        Command(b"UID FETCH " + chunk.encode("ascii") + b" (UID FLAGS)\r\n", on_data=take)  # type: ignore[arg-type]
        for chunk in split_uid_set(uids)
    ]
