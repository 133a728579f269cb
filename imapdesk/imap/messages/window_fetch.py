"""One window of whole messages: its commands, the messages as they come, and how it ended."""

from __future__ import annotations

import re
from collections import deque

from imapdesk.imap.grammar.fetch_parser import FetchItems, parse_fetch
from imapdesk.imap.grammar.numbers import to_signed
from imapdesk.imap.grammar.responses import Part, Parts, Status
from imapdesk.imap.line.command import Command, ignore
from imapdesk.imap.line.connection import Connection
from imapdesk.imap.line.examine import Examined, find_opened, make_examine
from imapdesk.imap.line.pipeline import OversizedLiteral, discard_files
from imapdesk.imap.line.refusals import explain_wait
from imapdesk.imap.messages.large_message import LargeMessage
from imapdesk.mail import Fetched, ListedFolder, Uid, Window, WindowDone
from imapdesk.mail.uid_sets import split_uid_set

RENUMBERED = "uidvalidity changed"
TOO_BIG = "TOOBIG"  # than the mailbox's limit
OVERSIZED = "OVERSIZED"  # an announced length beyond every limit, at which the line had to be given up

_UID = re.compile(rb"[( ]UID (\d{1,10})[ )]", re.IGNORECASE)


class FolderOpening:
    """The EXAMINE that the windows of one folder stand on, and which window waits for which UID.

    A server may work on several UID FETCHes at once and mix their answers (Dovecot 2.3, seen 2026-11), so an answer
    is handed to the window that waits for its UID, not to the oldest command.
    """

    def __init__(self, connection: Connection, folder: ListedFolder) -> None:
        self.folder = folder
        kept = find_opened(connection, folder)
        self.examined = kept or Examined()
        self.command = make_examine(connection, folder, self.examined) if kept is None else None
        self.waiting: dict[int, WindowFetch] = {}

    def serves(self, window: Window) -> bool:
        """Whether ``window`` is of this folder."""
        return window.folder.wire_name == self.folder.wire_name

    def find_objection(self, window: Window) -> tuple[str, str] | None:
        """Why ``window`` can't be fetched here (words, code), as far as is known by now."""
        status = self.examined.status
        if status is None:
            return None
        if not status.ok:
            return status.text or "The folder can't be opened.", status.code
        if (window.uidvalidity or 0) != (self.examined.uidvalidity or 0) and window.uidvalidity is not None:
            return RENUMBERED, ""
        return None


class WindowFetch:
    """Queues its commands at once; `take_ready` hands on what came, `result` tells how it ended."""

    def __init__(self, connection: Connection, window: Window, opening: FolderOpening) -> None:
        self.window = window
        self._connection = connection
        self._opening = opening
        self._wanted = set(window.uids)
        self._ready: deque[Fetched] = deque()
        self._refused: Status | None = None
        self._large: LargeMessage | None = None
        self._too_large = self._is_too_large()
        self._commands: list[Command] = []
        self._left = 0
        if not self._too_large and opening.find_objection(window) is None:
            self._ask()

    # asking

    def _is_too_large(self) -> bool:
        limit = self._connection.limits.max_message_bytes
        return bool(limit and len(self.window.uids) == 1 and self.window.size > limit)

    def _ask(self) -> None:
        self._opening.waiting.update(dict.fromkeys(self.window.uids, self))
        if len(self.window.uids) == 1 and self.window.size > self._connection.limits.spool_above:
            self._large = LargeMessage(self.window.uids[0], self.window.size, self._connection.limits)
            self._ask_pieces()
        else:
            self._ask_whole()

    def _ask_whole(self) -> None:
        for uids in split_uid_set(self.window.uids):
            self._queue(b"UID FETCH " + uids.encode("ascii") + b" (UID BODY.PEEK[])\r\n")

    def _ask_pieces(self) -> None:
        assert self._large is not None
        for line in self._large.next_commands():
            self._queue(line)

    def _queue(self, line: bytes) -> None:
        command = Command(line, on_data=self._take, on_done=self._answered, wants_literals=True)
        self._left += 1
        self._commands.append(command)
        self._connection.pipeline.queue(command)

    # hearing

    def _take(self, parts: Parts) -> None:
        items = parse_fetch(parts)
        window = self._opening.waiting.get(items.uid or 0) if items is not None and items.has_body else None
        if items is None or window is None or not window.accept(items):
            discard_files(parts)

    def accept(self, items: FetchItems) -> bool:
        """Take a message that this window waits for; false when nothing in the folder may be believed."""
        if not self._opening.examined.ok or self._opening.find_objection(self.window) is not None:
            return False
        if self._large is not None and items.offset is not None:
            self._take_piece(items)
        elif items.body and items.uid is not None:
            self._deliver(Uid(items.uid), items.body, items)
        return True

    def _take_piece(self, items: FetchItems) -> None:
        assert self._large is not None
        self._large.take(items.offset or 0, items.body if isinstance(items.body, bytes) else b"")
        if self._large.whole:
            self._deliver(self._large.uid, self._large.release(), items)

    def _deliver(self, uid: Uid, raw: Part, items: FetchItems) -> None:
        self._wanted.discard(uid)
        self._opening.waiting.pop(uid, None)  # a second answer for the same UID is not wanted
        self._ready.append(
            Fetched(self.window.folder.path, uid, raw, items.flags, items.internal_date, to_signed(items.modseq))
        )

    def _answered(self, status: Status) -> None:
        self._left -= 1
        if status.ok and self._large is not None and not self._large.ended:
            self._ask_pieces()
        elif not status.ok and self._large is not None and self._large.untouched:
            self._large = None  # a server without partial fetch is asked for the whole
            self._ask_whole()
        elif not status.ok and self._refused is None:
            self._refused = status
        self._connection.pipeline.flush()

    # telling

    @property
    def done(self) -> bool:
        """Whether every command has its tagged answer and every message was taken."""
        return self._left == 0 and not self._ready

    @property
    def ready(self) -> bool:
        """Whether there is something to take, or nothing to wait for."""
        return bool(self._ready) or self._left == 0

    @property
    def asks_later(self) -> bool:
        """Whether commands are still to come: until then no other folder may be opened, which would answer them."""
        return self._left > 0 and self._large is not None and not self._large.ended

    def take_ready(self) -> list[Fetched]:
        """The messages that came since the last call."""
        ready = list(self._ready)
        self._ready.clear()
        return ready

    def result(self) -> WindowDone:
        """How it ended; a message that isn't whole leaves no file. Raises `Busy` when the server asks for patience."""
        if self._large is not None:
            self._large.discard()
        missing = tuple(uid for uid in self.window.uids if uid in self._wanted)
        if self._too_large:
            return WindowDone(self.window, missing, "The message is larger than this mailbox's limit.", TOO_BIG)
        if objection := self._opening.find_objection(self.window):
            self._raise_if_time_helps(self._opening.examined.status)
            return WindowDone(self.window, missing, *objection, self._opening.examined.uidvalidity)
        if self._refused is None:
            return WindowDone(self.window, missing)
        self._raise_if_time_helps(self._refused)
        return WindowDone(self.window, missing, self._refused.text or "The server refused.", self._refused.code)

    def _raise_if_time_helps(self, status: Status | None) -> None:
        # [UNAVAILABLE] to a FETCH speaks of one message (Yahoo: imapsync#119), to be found by halving the window.
        if status is None or status.ok or status.code in ("UNAVAILABLE", "SERVERBUG"):
            return
        if waiting := explain_wait(status):
            raise waiting

    def refuse_oversized(self, error: OversizedLiteral) -> WindowDone:
        """The end for the message whose literal is beyond every limit, alone in a window if it can be told which."""
        before = b"".join(part for part in error.parts if isinstance(part, bytes))
        uid = find_uid(before)
        window = self.window
        if uid is not None and uid in self._wanted:
            window = Window(window.folder, window.uidvalidity, (uid,), error.size)
        missing = tuple(uid for uid in window.uids if uid in self._wanted)
        return WindowDone(window, missing, f"The server announced {error.size} bytes for a message.", OVERSIZED)

    def abandon(self) -> None:
        """Nobody wants the rest: what still comes is thrown away, and no file stays behind."""
        for command in self._commands:
            command.on_data, command.on_done = discard_files, ignore
        discard_files([b"", *(one.raw for one in self._ready)])
        if self._large is not None:
            self._large.discard()


def find_uid(line: bytes) -> Uid | None:
    """Which message a FETCH response that was not read whole is about, where it says so before its literal."""
    match = _UID.search(line)
    return Uid(int(match[1])) if match is not None else None
