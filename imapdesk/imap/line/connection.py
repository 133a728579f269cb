"""From an `ImapConfig` to a signed-in line: greeting, STARTTLS, sign-in, and what the server says of itself."""

from __future__ import annotations

import re
import ssl
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from imapdesk import __version__
from imapdesk.errors import ImapdeskError, Insecure, ProtocolError, Unreachable
from imapdesk.imap.config import ImapConfig, Limits, LineStats, StopAsked, never
from imapdesk.imap.grammar.responses import Parts, Status, classify, parse_status
from imapdesk.imap.grammar.tokens import UnreadableAnswer, parse_values
from imapdesk.imap.line import early, quirks
from imapdesk.imap.line.command import Command
from imapdesk.imap.line.login import Listeners, hiding_secrets, join_arguments, sign_in
from imapdesk.imap.line.namespaces import Namespaces
from imapdesk.imap.line.pipeline import Pipeline
from imapdesk.imap.line.refusals import explain_bye, explain_wait
from imapdesk.imap.line.silence import QUIET_S, Silence
from imapdesk.imap.line.transport import Transport
from imapdesk.mail import FolderState, ListedFolder, Security
from imapdesk.net.trust import make_context

if TYPE_CHECKING:
    from imapdesk.imap.line.examine import Examined

OnStep = Callable[[str], None]

COMPRESS = "COMPRESS=DEFLATE"

_GREETING = re.compile(rb"\* (OK|PREAUTH|BYE)(?: |$)(.*)", re.IGNORECASE | re.DOTALL)
# 163.com, 126.com and others refuse EXAMINE ("Unsafe Login") without a proper ID list (himalaya#651, reported).
_ID = b'ID ("name" "imapdesk" "version" "%s" "vendor" "imapdesk")\r\n' % __version__.encode("ascii")


class Connection:
    """A signed-in line and what is known of its server. `open` makes one; the flights are in modules of their own."""

    def __init__(self, config: ImapConfig, transport: Transport, memory: quirks.HostMemory) -> None:
        self.config = config
        self.transport = transport
        self.memory = memory
        self.limits = transport.limits
        self.pipeline = Pipeline(transport)
        self.capabilities: frozenset[str] = frozenset()
        self.identity: dict[str, str] = {}
        self.states: dict[str, FolderState] = {}  # by path, of the last listing
        self.namespaces = Namespaces()  # once the first listing has asked
        self.opened: tuple[bytes, Examined] | None = None  # the folder that was asked for last, by its wire name
        self.kept_open: bytes | None = None  # the one that isn't opened again while it is open
        self.keeps_for_flags = False  # it is opened for a person's flag changes as well
        self._lost: set[str] = set()  # capabilities that were refused in this session

    @classmethod
    def open(
        cls,
        config: ImapConfig,
        *,
        should_stop: StopAsked = never,
        limits: Limits | None = None,
        memory: quirks.HostMemory | None = None,
        on_step: OnStep | None = None,
        stats: LineStats | None = None,
    ) -> Connection:
        """Connect and sign in; the ID and ENABLE that follow travel with the first flight."""
        tell = on_step or _ignore
        begun = early.take(config)
        context = begun.context if begun is not None else _choose_context(config)
        at_once = context if config.protection is Security.SSL else None
        tell("connecting")
        transport = Transport(
            config.host,
            config.port,
            context=at_once,
            begun=begun,
            limits=limits,
            stats=stats,
            should_stop=_suspect_silence(config, should_stop, limits or Limits()) if at_once is None else should_stop,
            on_secure=lambda: tell("securing"),
        )
        transport.vigil.should_stop = should_stop
        connection = cls(config, transport, memory or quirks.HostMemory())
        try:
            connection._begin(context, tell)
        except BaseException:
            transport.shutdown()
            raise
        tell("ready")
        return connection

    def _begin(self, context: ssl.SSLContext | None, tell: OnStep) -> None:
        """From the greeting to the end of the sign-in, within the time that may take."""
        vigil = self.transport.vigil
        vigil.deadline = time.monotonic() + self.limits.sign_in_s
        greeting = self._take_greeting()
        if self.config.protection is Security.STARTTLS:
            tell("securing")
            self._start_tls(greeting, context)
        tell("signing_in")
        self._sign_in(greeting)
        if self.limits.compress:
            self.compress()
        vigil.deadline = None

    def has(self, capability: str) -> bool:
        """Whether the server offers ``capability`` and has not been caught breaking it."""
        return capability in self.capabilities and self.trusts(capability)

    def trusts(self, name: str) -> bool:
        """Whether nothing speaks against using ``name``, which needs no capability."""
        unreliable = quirks.find_unreliable(self.config.host, self.identity)
        return (
            name not in self._lost and name not in unreliable and name not in self.memory.distrusted(self.config.host)
        )

    def distrust(self, capability: str) -> None:
        """The server offered ``capability`` and refused or broke it: not again on this host."""
        self._lost.add(capability)
        self.memory.distrust(self.config.host, capability)

    def do_without(self, capability: str) -> None:
        """Don't use ``capability`` on this connection any more; the next one may try it again."""
        self._lost.add(capability)

    def go_slowly(self, *, plainly: bool = False) -> None:
        """Use nothing on this connection that only makes things quicker. To be called before the first flight.

        ``plainly``: nothing but IMAP4rev1, either; roles are then told by the folders' names.
        """
        self._lost |= quirks.SPEED | quirks.PLAINLY if plainly else quirks.SPEED
        self.pipeline.withdraw()
        self._queue_introduction()

    @property
    def depth(self) -> int:
        """How many commands may be in flight."""
        return quirks.pipeline_depth(self.identity, self.transport.greeting)

    def name_pieces(self, verb: bytes, folder: ListedFolder, rest: bytes = b"") -> list[bytes]:
        """The pieces of a command on a folder, with ``rest`` after the name."""
        pieces = join_arguments(verb, [folder.wire_name], self.capabilities)
        pieces[-1] = pieces[-1][:-2] + rest + b"\r\n"
        return pieces

    def compress(self) -> bool:
        """Have both ways deflated from now on, if the server can; waits for all that is in flight first."""
        if self.transport.compressed or not self.has(COMPRESS):
            return False
        command = Command(b"COMPRESS DEFLATE\r\n")
        self.pipeline.run(command)
        if command.done is None or not command.done.ok:
            self.distrust(COMPRESS)
            return False
        self.transport.on_damage = partial(self.distrust, COMPRESS)
        self.transport.compress()
        return True

    # greeting and TLS

    def _take_greeting(self) -> Status:
        match = _GREETING.match(self.transport.greeting)
        if match is None:
            sentence = f"What answers on port {self.config.port} of {self.config.host} is not an IMAP server."
            raise ProtocolError(sentence, details=repr(self.transport.greeting[:80]))
        greeting = parse_status(match[1].decode("ascii").upper(), match[2])
        if greeting.kind == "BYE":
            raise explain_bye(greeting, Unreachable("The server hung up at once."))
        self._note_status(greeting)
        if greeting.code == "ALERT":
            self.pipeline.alerts.append(greeting.text)
        return greeting

    def _start_tls(self, greeting: Status, context: ssl.SSLContext | None) -> None:
        if greeting.kind == "PREAUTH":
            raise Insecure("The server skipped the sign-in before encryption could begin.")
        self._ask_capabilities_if_unknown()
        if "STARTTLS" not in self.capabilities:
            raise Insecure("The server offers no STARTTLS, so the connection can't be secured.")
        command = Command(b"STARTTLS\r\n")
        self.pipeline.run(command)
        if command.done is None or not command.done.ok:
            raise Insecure(
                "The server refused to secure the connection.", details=command.done.text if command.done else ""
            )
        self.transport.secure(context)  # type: ignore[arg-type]
        self.capabilities = frozenset()  # RFC 9051 6.2.1: what was said in clear text is forgotten
        self.pipeline.alerts.clear()

    # sign-in

    def _sign_in(self, greeting: Status) -> None:
        self._ask_capabilities_if_unknown()
        if greeting.kind != "PREAUTH":
            before = self.capabilities
            self.capabilities = frozenset()
            with hiding_secrets(self.pipeline, self.config):
                sign_in(self.pipeline, self.config, before, Listeners(self._note_data, self._note_status))
        self._ask_capabilities_if_unknown()
        self.transport.state = "AUTH"
        self.transport.capabilities = tuple(sorted(self.capabilities))
        self._queue_introduction()

    def _ask_capabilities_if_unknown(self) -> None:
        if self.capabilities:
            return
        command = Command(b"CAPABILITY\r\n", on_data=self._note_data, on_code=self._note_status)
        self.pipeline.run(command)
        if not self.capabilities:
            raise _explain_no_capabilities(command.done)

    def _queue_introduction(self) -> None:
        if self.has("ID") or ("ID" in self.capabilities and quirks.wants_identity(self.config.host)):
            self.pipeline.queue(Command(_ID, on_data=self._note_data))
        if "ENABLE" not in self.capabilities:
            return
        for capability in ("QRESYNC", "CONDSTORE"):
            if self.has(capability):
                line = b"ENABLE " + capability.encode("ascii") + b"\r\n"
                self.pipeline.queue(Command(line, on_done=partial(self._enabled, capability)))
                return

    def _enabled(self, capability: str, status: Status) -> None:
        if not status.ok:
            self.distrust(capability)

    # what the server says of itself

    def _note_status(self, status: Status) -> None:
        if status.code == "CAPABILITY":
            self._note_capabilities(status.data)

    def _note_data(self, parts: Parts) -> None:
        line = parts[0]
        assert isinstance(line, bytes)
        what = classify(line)
        if what is not None and what.kind == "CAPABILITY":
            self._note_capabilities(line[what.begins :])
        elif what is not None and what.kind == "ID":
            self._note_identity(parts, what.begins)

    def _note_capabilities(self, words: bytes) -> None:
        self.capabilities = frozenset(words.decode("latin-1").upper().split())

    def _note_identity(self, parts: Parts, begin: int) -> None:
        try:
            values = parse_values(parts, begin)
        except UnreadableAnswer:
            return
        fields = values[0] if values and isinstance(values[0], tuple) else ()
        for name, value in zip(fields[0::2], fields[1::2], strict=False):
            if isinstance(name, bytes) and isinstance(value, bytes):
                self.identity[name.decode("utf-8", "replace").lower()] = value.decode("utf-8", "replace")[:200]


def _choose_context(config: ImapConfig) -> ssl.SSLContext | None:
    return None if config.protection is Security.NONE else make_context(config.ca_file, config.certificate)


def _suspect_silence(config: ImapConfig, should_stop: StopAsked, limits: Limits) -> StopAsked:
    """Until the greeting is here: a port that waits for TLS says nothing."""
    quiet_s = min(QUIET_S, limits.connect_s / 4)
    return Silence(config.host, config.port, config.protection, should_stop, quiet_s=quiet_s)


def _explain_no_capabilities(status: Status | None) -> ImapdeskError:
    waiting = explain_wait(status) if status is not None and not status.ok else None
    return waiting or ProtocolError("The server doesn't say what it can do.", details=status.text if status else "")


def _ignore(_: str) -> None:
    """Nobody wants to know the step."""
