"""Waiting for changes: NOTIFY (RFC 5465) for several folders, else IDLE (RFC 2177) for one, else a NOOP now and then.

Every wait begins by opening the folder again. That proves that the line lives, and finds what a server kept to itself:
one that twice said nothing of a change while idling is asked by NOOP from then on.
"""

from __future__ import annotations

import time
from collections.abc import Collection

from imapdesk.errors import Unreachable
from imapdesk.imap.grammar.list_parser import parse_folder_status
from imapdesk.imap.grammar.responses import Parts, classify
from imapdesk.imap.grammar.search_parser import parse_vanished
from imapdesk.imap.grammar.tokens import UnreadableAnswer
from imapdesk.imap.line.command import Command
from imapdesk.imap.line.connection import Connection
from imapdesk.imap.line.examine import Examined, make_examine
from imapdesk.imap.line.refusals import explain_bye, explain_refusal
from imapdesk.imap.line.routes import Route
from imapdesk.mail import FolderState, ListedFolder
from imapdesk.mail.uid_sets import LARGEST_UID

LONGEST_WAIT_S = 240.0  # home routers forget a silent connection after about five minutes
POLL_S = 60.0
ANSWER_S = 15.0
LOOK_AT_ROUTE_S = 5.0
_MOST_LIES = 2  # a message may come just between DONE and EXAMINE: once is no lie

_NEWS = frozenset({"EXISTS", "EXPUNGE", "FETCH", "VANISHED", "LIST"})
_NOTIFY = (
    b"NOTIFY SET (SELECTED (MessageNew MessageExpunge FlagChange)) "
    b"(PERSONAL (MessageNew MessageExpunge FlagChange MailboxName))\r\n"
)


class _News:
    """Whether something changed; told by whatever the server says while we wait."""

    def __init__(self, others: Collection[bytes] | None, exists: int | None) -> None:
        self._others = others
        self._came = False
        self.exists = exists

    def heard(self) -> bool:
        """Whether there was any."""
        return self._came

    def take(self, parts: Parts) -> None:
        """Look at an untagged response."""
        assert isinstance(parts[0], bytes)
        what = classify(parts[0])
        if what is None:
            return
        if what.kind == "EXISTS":
            self.exists = what.number
        elif what.kind in ("EXPUNGE", "VANISHED") and self.exists:
            line = parts[0]
            gone = 1 if what.kind == "EXPUNGE" else len(parse_vanished(line[what.begins :], LARGEST_UID)[1])
            self.exists = max(0, self.exists - gone)
        self._came = self._came or what.kind in _NEWS or (what.kind == "STATUS" and self._concerns_us(parts))

    def _concerns_us(self, parts: Parts) -> bool:
        """NOTIFY speaks of every folder, also of those that nobody keeps."""
        if self._others is None:
            return True
        try:
            status = parse_folder_status(parts)
        except UnreadableAnswer:
            return True
        return status is not None and status[0] in self._others


class Watch:
    """Waits on one connection for changes of ``folder`` and, where the server has NOTIFY, of ``others``.

    ``others`` None means every folder. The connection is used for nothing else meanwhile.
    """

    def __init__(
        self, connection: Connection, folder: ListedFolder, others: Collection[ListedFolder] | None = None
    ) -> None:
        self.folder = folder
        self._connection = connection
        self._others = None if others is None else frozenset({folder.wire_name, *(one.wire_name for one in others)})
        self._route = Route(connection.transport.sock)
        self._opened: Examined | None = None
        self._heard = False
        self._lies = 0
        self._notifies = False

    @property
    def notifies(self) -> bool:
        """Whether the server tells of the other folders as well."""
        return self._notifies

    def open(self) -> FolderState:
        """Begin to watch; what the folder holds now. Raises `ServerRefused` when it can't be opened, and as `wait`."""
        opened = self._examine()
        self._opened, self._heard = opened, False
        if self._connection.has("NOTIFY") and not self._notifies:
            notify = Command(_NOTIFY)
            self._connection.pipeline.run(notify)
            self._notifies = notify.done is not None and notify.done.ok
            if not self._notifies:
                self._connection.distrust("NOTIFY")
        return FolderState(opened.exists, opened.uidnext, opened.uidvalidity, None, opened.highestmodseq)

    def wait(self, seconds: float = LONGEST_WAIT_S) -> bool:
        """True as soon as something changed, False after ``seconds`` (at most `LONGEST_WAIT_S` is asked of a line).

        Raises `Unreachable` when the line is gone, the computer slept, or the network is another one.
        """
        until = time.monotonic() + min(seconds, LONGEST_WAIT_S)
        if self._opened is None:
            self.open()
        elif self._changed_meanwhile():
            return True
        assert self._opened is not None
        news = _News(self._others, self._opened.exists)
        self._connection.pipeline.on_unsolicited = news.take
        if self._connection.has("IDLE"):
            self._idle(news, until)
        else:
            self._poll(news, until)
        self._heard = news.heard()
        self._note_count(self._opened, news.exists)
        return self._heard

    def _changed_meanwhile(self) -> bool:
        before, heard = self._opened, self._heard
        self.open()
        assert before is not None
        assert self._opened is not None
        changed = _differ(before, self._opened, also_flags=not heard)
        if changed and not heard and self._connection.has("IDLE"):
            self._lies += _differ(before, self._opened, also_flags=False)
            if self._lies >= _MOST_LIES:
                self._connection.do_without("IDLE")
        return changed

    def _examine(self) -> Examined:
        examined = Examined()
        connection = self._connection
        connection.transport.vigil.deadline = time.monotonic() + connection.limits.command_s
        connection.pipeline.run(make_examine(connection, self.folder, examined))
        connection.transport.vigil.deadline = None
        if examined.status is not None and not examined.ok:
            raise explain_refusal(examined.status, f"to open {self.folder.path}")
        return examined

    @staticmethod
    def _note_count(opened: Examined, exists: int | None) -> None:
        """What was told is known: the next opening is compared with it."""
        if opened.uidnext is not None and exists is not None:
            opened.uidnext += max(0, exists - (opened.exists or 0))
        opened.exists = exists

    def _idle(self, news: _News, until: float) -> None:
        pipeline = self._connection.pipeline
        invited: list[bytes] = []
        command = Command(b"IDLE\r\n", on_data=news.take)
        with pipeline.hearing(invited.append):
            pipeline.queue(command)
            pipeline.flush()
            while not invited and command.done is None:
                pipeline.step()
            while not news.heard() and command.done is None and pipeline.bye is None and self._comes(until):
                pipeline.step()
            self._check_bye()
            if command.done is None:
                self._connection.transport.vigil.deadline = time.monotonic() + ANSWER_S
                self._connection.transport.write(b"DONE\r\n")
                pipeline.finish()
                self._connection.transport.vigil.deadline = None
        if command.done is not None and not command.done.ok:
            self._connection.distrust("IDLE")

    def _poll(self, news: _News, until: float) -> None:
        """Servers without IDLE say what is new in their answer to NOOP."""
        transport = self._connection.transport
        while not news.heard():
            transport.vigil.deadline = time.monotonic() + ANSWER_S
            self._connection.pipeline.run(Command(b"NOOP\r\n", on_data=news.take))
            transport.vigil.deadline = None
            if news.heard() or time.monotonic() >= until:
                return
            while self._comes(min(until, time.monotonic() + POLL_S)):
                self._connection.pipeline.step()
                self._check_bye()
                if news.heard():
                    return

    def _comes(self, until: float) -> bool:
        """Wait for data, and look now and then whether the network is still the one of the connection."""
        transport = self._connection.transport
        while not transport.wait_for_data(min(until, time.monotonic() + LOOK_AT_ROUTE_S)):
            if self._route.has_moved():
                raise Unreachable("The network changed; connecting again.")
            if time.monotonic() >= until:
                return False
        return True

    def _check_bye(self) -> None:
        if self._connection.pipeline.bye is not None:
            raise explain_bye(self._connection.pipeline.bye, Unreachable("The server ended the connection."))


def _differ(before: Examined, now: Examined, *, also_flags: bool) -> bool:
    """Whether a folder holds something else than when it was last opened."""
    names = ("uidvalidity", "uidnext", "exists", *(["highestmodseq"] if also_flags else []))
    return any(getattr(before, name) != getattr(now, name) for name in names)
