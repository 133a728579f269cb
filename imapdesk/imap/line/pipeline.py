"""Commands written without waiting, answers handed to whom they belong.

A flight is any number of commands in one write. A server answers them in order, so an untagged response belongs to
the oldest command in flight; a tagged one names its command (RFC 9051 5.5).
"""

from __future__ import annotations

import contextlib
import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path

from imapdesk.errors import ImapdeskError, ProtocolError, Unreachable
from imapdesk.imap.grammar.responses import Part, Parts, Status, parse_status
from imapdesk.imap.line.allowlist import check_command
from imapdesk.imap.line.command import Command, OnData, ignore
from imapdesk.imap.line.refusals import explain_bye, lacks_mailbox
from imapdesk.imap.line.spool import disk_errors, drop_spool, open_spool
from imapdesk.imap.line.transport import Transport
from imapdesk.net.connecting import turn_from

_LITERAL = re.compile(rb"~?\{(\d{1,20})\+?\}$")
_STATUS_LINE = re.compile(rb"\* +(OK|NO|BAD|BYE|PREAUTH)(?: |$)", re.IGNORECASE)
_SYNC_LITERAL = re.compile(rb"\{\d+\}\r\n$")
_AFTER_LITERAL = (b"", b" ", b")")  # what a list goes on with (RFC 9051 9), or its end
_STATUS_KINDS = {b"OK": "OK", b"NO": "NO", b"BAD": "BAD", b"BYE": "BYE"}

# What may be an answer to a command; the rest comes unasked or keeps the line alive.
_NEWS = re.compile(
    rb"\* +(?:\d+ +FETCH .*UID |X?LIST |LSUB |STATUS |E?SEARCH|VANISHED |ENABLED|NAMESPACE |ID )", re.IGNORECASE
)
_WAITING = frozenset({"IDLE", "NOOP"})

WORDS_WITHOUT_NEWS = 2  # times `Limits.command_s`; Dovecot says every ten seconds how far a long search is
LINE_COST = 192  # bytes that a line counts at least, so that a flood of tiny ones ends, too
LAST_WORDS_S = 5.0  # between a BYE and the end of the line


class Pipeline:
    """The conversation over one `Transport`. Not thread-safe, but for `Transport.cut`."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.in_flight: deque[Command] = deque()
        self.on_unsolicited: OnData = ignore
        self.alerts: list[str] = []
        self.bye: Status | None = None
        self.broken = False  # nothing more can be asked on this line
        self.half_read = b""  # how the response began in whose middle the line broke
        self._queued: list[Command] = []
        self._continuation: Callable[[bytes], None] | None = None
        self._number = 0
        self._waste = 0
        self._was_idle = False
        self._news_at = time.monotonic()
        self._tag_prefix = transport.tag_prefix.upper() + b"D"

    @property
    def outstanding(self) -> int:
        """Commands queued or in flight."""
        return len(self._queued) + len(self.in_flight)

    # writing

    def queue(self, *commands: Command) -> None:
        """Put commands into the next flight; they leave with `flush`."""
        for command in commands:
            check_command(command.pieces[0], flag_changes=self.transport.flag_changes, select=self.transport.selects)
            self._number += 1
            command.tag = self._tag_prefix + b"%d" % self._number
            self._queued.append(command)

    def withdraw(self) -> None:
        """Forget the queued commands: they are not sent."""
        self._queued.clear()

    def flush(self) -> None:
        """Write the queued commands in one piece, as far as no literal has to be invited first."""
        if not self._queued:
            return
        self._was_idle = not self.in_flight
        if self._was_idle:
            self._news_at = time.monotonic()
        out: list[bytes] = []
        for command in self._queued:
            self.in_flight.append(command)
            out.append(command.tag + b" ")
            for piece in command.pieces:
                out.append(piece)
                if _SYNC_LITERAL.search(piece) and piece is not command.pieces[-1]:
                    self._write(b"".join(out))
                    out = []
                    if not self._wait_for_invitation(command):
                        break
        self._queued.clear()
        if out:
            self._write(b"".join(out))
        if self._was_idle:
            self.transport.count_round_trip()

    def _write(self, data: bytes) -> None:
        try:
            self.transport.write(data)
        except Unreachable as error:
            self.broken = True
            self._hear_last_words()
            raise self._explain_drop(error) from error

    def _hear_last_words(self) -> None:
        """A server that hung up while we were idle may have said why; what it said is still to be read."""
        self.transport.vigil.deadline = time.monotonic() + LAST_WORDS_S
        with contextlib.suppress(ImapdeskError):
            while self.bye is None:
                self.step()

    def _wait_for_invitation(self, command: Command) -> bool:
        """Read until the server invites the literal (True) or refuses the command (False)."""
        invited: list[bytes] = []
        with self.hearing(invited.append):
            while not invited and command.done is None:
                self.step()
        self.transport.count_round_trip()
        return command.done is None

    def run(self, *commands: Command) -> None:
        """Send commands as one flight and wait until all have their tagged answer."""
        self.queue(*commands)
        self.finish()

    def finish(self) -> None:
        """Flush, and wait until nothing is in flight."""
        self.flush()
        while self.in_flight:
            self.step()

    @contextlib.contextmanager
    def hearing(self, on_continuation: Callable[[bytes], None]) -> Iterator[None]:
        """Continuation requests are expected meanwhile, and go to ``on_continuation``."""
        before, self._continuation = self._continuation, on_continuation
        try:
            yield
        finally:
            self._continuation = before

    def converse(self, command: Command, reply: Callable[[bytes], bytes]) -> Status:
        """Run a command whose continuation requests are answered by ``reply`` (AUTHENTICATE, IDLE)."""
        with self.hearing(lambda text: self.transport.write(reply(text))):
            self.run(command)
        assert command.done is not None
        return command.done

    # reading

    def step(self) -> None:
        """Read one response and hand it on. Raises what the line raises, or what a BYE before the drop meant."""
        try:
            line = self.transport.read_line()
            if line[:2] == b"* " or line == b"*":
                self._take_untagged(line)
            elif line[:1] == b"+":
                self._take_continuation(line)
            else:
                self._take_tagged(line)
        except BaseException as error:
            self.broken = True  # in the middle of an answer, or at its end for good
            if isinstance(error, Unreachable):
                raise self._explain_drop(error) from error
            raise

    def _explain_drop(self, error: Unreachable) -> ImapdeskError:
        return error if self.bye is None else explain_bye(self.bye, error)

    def _take_untagged(self, line: bytes) -> None:
        if _STATUS_LINE.match(line):
            self._take_status(line)
            return
        command = self.in_flight[0] if self.in_flight else None
        parts: Parts = [line]
        try:
            self._read_literals(line, command, parts)
            self._count_waste(parts, command)
        except BaseException:
            self.half_read = parts[0] if isinstance(parts[0], bytes) else b""
            discard_files(parts)  # nobody else knows of them yet
            raise
        self._note_news(len(parts) > 1 or _NEWS.match(parts[0]) is not None)  # type: ignore[arg-type]
        (command.on_data if command is not None else self.on_unsolicited)(parts)

    def _note_news(self, is_news: bool) -> None:
        """Keep-alives alone ("OK Still here", EXISTS again and again) don't make a command that never ends alive."""
        now = time.monotonic()
        if is_news or not self.in_flight or self.in_flight[0].name in _WAITING:
            self._news_at = now
        elif now - self._news_at > WORDS_WITHOUT_NEWS * self.transport.limits.command_s:
            raise Unreachable(f"{self.transport.host} stopped answering.", details="words, but no answer")

    def _read_literals(self, line: bytes, command: Command | None, parts: Parts) -> None:
        match = _find_literal(line)
        while match is not None:
            parts[-1] = line[: match.start()]
            parts.append(self._read_literal(int(match[1]), command, parts))
            line = self.transport.read_line()
            if line[:1] not in _AFTER_LITERAL and command is not None and command.wants_literals:
                # Waiting for a tagged answer that the literal has swallowed would cost `Limits.command_s`.
                raise ProtocolError("The server announces a wrong length.", details=repr(line[:80]))
            parts.append(line)
            match = _find_literal(line)

    def _count_waste(self, parts: Parts, command: Command | None) -> None:
        wanted = command is not None and command.wants_literals
        self._waste += LINE_COST
        for part in parts[::2] if wanted else parts:
            self._waste += len(part) if isinstance(part, bytes) else 0
        budget = command.budget if command is not None else None
        if self._waste > (budget or self.transport.limits.max_waste):
            raise ProtocolError(
                "The server sends data without end.", details=f"{self._waste} bytes that nobody asked for"
            )

    def _read_literal(self, size: int, command: Command | None, parts: Parts) -> Part:
        limits = self.transport.limits
        if command is None or not command.wants_literals:
            if size > limits.max_waste:
                raise ProtocolError("The server announces far more than was asked for.", details=f"{size} bytes")
            return self.transport.read_exactly(size)
        if size > limits.max_literal:
            raise OversizedLiteral(size, parts)
        return self.transport.read_exactly(size) if size <= limits.spool_above else self._spool(size)

    def _spool(self, size: int) -> Path:
        file = open_spool(self.transport.limits.spool_dir)

        def write(data: bytes) -> None:
            with disk_errors():
                file.write(data)

        try:
            self.transport.read_into(size, write)
            with disk_errors():
                file.close()
        except BaseException:
            drop_spool(file)
            raise
        return Path(file.name)

    def _take_status(self, line: bytes) -> None:
        kind, _, rest = line[2:].lstrip(b" ").partition(b" ")
        status = parse_status(kind.decode("ascii").upper(), rest)
        self._waste += len(line) + LINE_COST
        if self._waste > self.transport.limits.max_waste:
            raise ProtocolError("The server sends data without end.", details=status.text)
        if status.code == "ALERT" and len(self.alerts) < 20:
            self.alerts.append(status.text)
        if status.kind == "BYE":
            self.bye = status
            self._note_family(status)
            self.transport.vigil.deadline = time.monotonic() + LAST_WORDS_S
        elif self.in_flight:
            self._note_news(False)
            self.in_flight[0].on_code(status)

    def _take_continuation(self, line: bytes) -> None:
        if self._continuation is None:
            raise ProtocolError("The server waits for something that wasn't announced.", details=repr(line[:80]))
        self._continuation(line[2:])

    def _take_tagged(self, line: bytes) -> None:
        tag, _, rest = line.partition(b" ")
        kind, _, text = rest.lstrip(b" ").partition(b" ")
        command = self._find(tag)
        if command is None or kind.upper() not in _STATUS_KINDS:
            self._take_noise(line)
            return
        self.in_flight.remove(command)
        self._waste = 0
        self._news_at = time.monotonic()
        command.done = parse_status(kind.decode("ascii").upper(), text)
        if command.done.code == "ALERT":
            self.alerts.append(command.done.text)
        self._note_family(command.done)
        command.on_done(command.done)

    def _note_family(self, status: Status) -> None:
        """Servers that lack the mailbox over IPv6 were seen to have it over IPv4 (thunderbird-android#9635)."""
        if status.kind != "OK" and lacks_mailbox(status):
            turn_from(self.transport.host, self.transport.sock.family)

    def _find(self, tag: bytes) -> Command | None:
        return next((command for command in self.in_flight if command.tag == tag), None)

    def _take_noise(self, line: bytes) -> None:
        """Blank lines are lived with; anything else means that we have lost the thread."""
        self._waste += len(line) + LINE_COST
        self._note_news(False)
        if line.strip() or self._waste > self.transport.limits.max_waste:
            raise ProtocolError("The server's answer can't be understood.", details=repr(line[:120]))


def discard_files(parts: Parts) -> None:
    """Remove the files of literals that nobody takes."""
    for part in parts:
        if isinstance(part, Path):
            part.unlink(missing_ok=True)


def _find_literal(line: bytes) -> re.Match[bytes] | None:
    """The announcement of a literal at the end of ``line``; looked for only where it can be, since lines are many."""
    return _LITERAL.search(line, max(0, len(line) - 24)) if line[-1:] == b"}" else None


class OversizedLiteral(Unreachable):
    """A literal that is larger than any message may be; the line is unusable, since it can't be skipped."""

    def __init__(self, size: int, parts: Parts) -> None:
        super().__init__("The server announced a message that is too large.", details=f"{size} bytes")
        self.size = size
        self.parts = list(parts)
