"""EXAMINE, and what it says of a folder (RFC 9051 6.3.3, RFC 7162 3.2.5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from imapdesk.imap.grammar.numbers import to_signed
from imapdesk.imap.grammar.responses import Parts, Status, Untagged, classify, first_number
from imapdesk.imap.line.command import Command, OnData, ignore
from imapdesk.imap.line.connection import Connection
from imapdesk.imap.line.quirks import forgets_numbers
from imapdesk.mail import ListedFolder


@dataclass(slots=True)
class Examined:
    """The state of an opened folder, kept up to date by what the server says unasked."""

    exists: int | None = None
    uidvalidity: int | None = None
    uidnext: int | None = None
    highestmodseq: int | None = None
    status: Status | None = None
    arrived: int = 0  # since the folder was opened, as the server says unasked

    @property
    def ok(self) -> bool:
        """Whether the folder is open."""
        return self.status is not None and self.status.ok

    def note_code(self, status: Status) -> None:
        """Take the codes that EXAMINE's untagged OKs carry."""
        if status.code in ("UIDVALIDITY", "UIDNEXT", "HIGHESTMODSEQ"):
            setattr(self, status.code.lower(), to_signed(first_number(status.data)))
        elif status.code == "NOMODSEQ":
            self.highestmodseq = None

    def note_line(self, what: Untagged | None) -> bool:
        """Take EXISTS and EXPUNGE; true when the line was one of them."""
        if what is None or what.number is None or what.kind not in ("EXISTS", "EXPUNGE", "RECENT"):
            return False
        if what.kind == "EXISTS":
            self._note_exists(what.number)
        elif what.kind == "EXPUNGE" and self.exists:
            self.exists -= 1
        return True

    def _note_exists(self, count: int) -> None:
        # A number said later may be of another moment, or a lie (Proton Bridge): `exists` stays that of the opening.
        if self.status is None:
            self.exists = count
        else:
            self.arrived = max(0, count - (self.exists or 0))


def make_examine(
    connection: Connection,
    folder: ListedFolder,
    examined: Examined,
    *,
    parameters: bytes = b"",
    on_data: OnData = ignore,
    on_closed: Callable[[], None] | None = None,
    on_done: Callable[[], None] | None = None,
) -> Command:
    """The command that opens ``folder`` and fills ``examined``: EXAMINE, but SELECT on Courier or for flag changes.

    ``on_closed`` is called when the folder that was open before has been closed: data that came until then belonged to
    that one (RFC 7162 3.2.11).
    """

    def take(parts: Parts) -> None:
        assert isinstance(parts[0], bytes)
        if not examined.note_line(classify(parts[0])):
            on_data(parts)

    def hear(status: Status) -> None:
        if status.code == "CLOSED":
            examined.exists = None
            if on_closed is not None:
                on_closed()
        else:
            examined.note_code(status)

    def finish(status: Status) -> None:
        examined.note_code(status)
        examined.status = status
        if on_done is not None:
            on_done()

    connection.opened = folder.wire_name, examined  # if it fails, that closes the one that was open
    for_flags = connection.keeps_for_flags and connection.kept_open == folder.wire_name
    forgets = forgets_numbers(connection.identity, connection.transport.greeting)
    connection.transport.selects = forgets or for_flags
    verb = b"SELECT" if connection.transport.selects else b"EXAMINE"
    pieces = connection.name_pieces(verb, folder, parameters)
    return Command(*pieces, on_data=take, on_code=hear, on_done=finish, budget=connection.limits.max_memory)


def find_opened(connection: Connection, folder: ListedFolder) -> Examined | None:
    """How ``folder`` was opened, where it is to be kept open and nothing was opened since; None: open it."""
    if connection.opened is None or connection.kept_open != folder.wire_name:
        return None
    wire_name, examined = connection.opened
    return examined if wire_name == folder.wire_name and examined.ok else None
