"""A scripted IMAP server on loopback: answers rightly, except where its script says otherwise.

    with ScriptedServer(mailbox, on={"UID FETCH": [normal(), drop()]}) as server:
        ...                       # the second UID FETCH finds the connection dropped, the third is answered again

It records every byte of the client, counts connections and log-ins, and never acts on its own.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Literal

from tests.fakes.imap_fetch import FetchStyle
from tests.fakes.imap_model import FakeMailbox
from tests.fakes.imap_reactions import Reaction
from tests.fakes.imap_session import Opening, Session
from tests.fakes.imap_wire import Ended, LineFault, Record, Wire
from tests.servers.certificates import TestAuthority
from tests.servers.ports import listen

MINIMAL = "IMAP4rev1"
"""What every server has; log-in by LOGIN only."""
PLAIN = f"{MINIMAL} SASL-IR LITERAL+ ID NAMESPACE UNSELECT IDLE AUTH=PLAIN AUTH=LOGIN AUTH=XOAUTH2 AUTH=OAUTHBEARER"
"""A server without any means to tell changes."""
CONDSTORE = f"{PLAIN} ENABLE SPECIAL-USE LIST-EXTENDED LIST-STATUS ESEARCH CONDSTORE"
FULL = f"{CONDSTORE} QRESYNC OBJECTID STATUS=SIZE UIDPLUS"
GMAIL = f"{PLAIN} ENABLE SPECIAL-USE LIST-EXTENDED LIST-STATUS ESEARCH CONDSTORE X-GM-EXT-1"

Script = Mapping[str, Reaction | Sequence[Reaction]]
Line = Sequence[LineFault] | Callable[[int], LineFault]


class ScriptedServer:
    """A server and its script.

    ``on``: a command's name (``"LOGIN"``, ``"UID FETCH"``, ``"*"`` for any; ``"GREETING"`` and ``"TLS"`` come before
    them) -> a reaction for every time, or a list of reactions for the first times. ``line[n]``: what is wrong with the
    n-th connection; those after are good.
    ``lies``: capabilities that it offers and refuses. ``omit``: items (``"UIDNEXT"``, ``"RFC822.SIZE"``) it never says.
    """

    host = "localhost"

    def __init__(
        self,
        mailbox: FakeMailbox | None = None,
        *,
        security: Literal["none", "starttls", "ssl"] = "none",
        authority: TestAuthority | None = None,
        certificate_for: Sequence[str] = (),
        capabilities: str = FULL,
        lies: frozenset[str] = frozenset(),
        omit: frozenset[str] = frozenset(),
        greeting: bytes | None = None,
        on: Script | None = None,
        line: Line = (),
        style: FetchStyle | None = None,
        users: Mapping[str, str] | None = None,
        tokens: Mapping[str, str] | None = None,
        identity: Mapping[str, str] | None = None,
        tls: ssl.SSLContext | None = None,
        namespaces: bytes | None = None,
    ) -> None:
        self.mailbox = mailbox or FakeMailbox()
        self.security = security
        self.capabilities, self.lies, self.omit = capabilities, lies, omit
        self.greeting = greeting
        self.style = style or FetchStyle()
        self.users = dict(users or {"ada@example.org": "secret"})
        self.tokens = dict(tokens or {})
        self.identity = dict(identity or {"name": "scripted"})
        self.commands: list[bytes] = []
        self.records: list[Record] = []
        self.logins = 0
        self.authority, self._names = authority, certificate_for
        self._line, self._first = line, 0
        self._tls = tls
        self.namespaces = namespaces
        self._script: dict[str, Reaction | list[Reaction]] = {}
        for name, reaction in (on or {}).items():
            self.react(name, reaction)
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._wires: list[Wire] = []
        self._threads: list[threading.Thread] = []
        self._listener = listen()
        self.port: int = self._listener.getsockname()[1]

    @property
    def connections(self) -> int:
        """How many connections were made so far."""
        return len(self.records)

    @property
    def received(self) -> bytes:
        """All bytes of all clients."""
        return b"".join(bytes(each.received) for each in self.records)

    @property
    def received_in_clear(self) -> bytes:
        """What clients said before, or without, TLS."""
        return b"".join(bytes(each.received_in_clear) for each in self.records)

    @property
    def sent(self) -> int:
        """All bytes said on all connections."""
        return sum(each.sent for each in self.records)

    def count(self, name: str) -> int:
        """How often a command (``b"UID FETCH"`` without its tag) was given."""
        wanted = name.upper().encode()
        return sum(command.split(b" ", 1)[-1].upper().startswith(wanted) for command in self.commands)

    def react(self, name: str, reaction: Reaction | Sequence[Reaction] | None) -> None:
        """Change the script from now on; None: answer rightly again."""
        if reaction is None:
            self._script.pop(name, None)
        else:
            self._script[name] = list(reaction) if isinstance(reaction, Sequence) else reaction

    def arm(self, *, on: Script | None = None, line: Line = (), **changes: object) -> None:
        """A script from now on; ``line`` counts connections from now on, ``changes`` are attributes (``style``)."""
        for name, reaction in (on or {}).items():
            self.react(name, reaction)
        self._line, self._first = line, len(self.records)
        for name, value in changes.items():
            if not hasattr(self, name):
                raise AttributeError(name)
            setattr(self, name, value)

    def heal(self) -> None:
        """Answer rightly from now on."""
        self._script.clear()
        self._line = ()
        self.style, self.greeting, self.lies, self.omit = FetchStyle(), None, frozenset(), frozenset()

    def next_reaction(self, name: str, *, only_named: bool = False) -> Reaction | None:
        """What the script says about this command now."""
        with self._lock:
            for key in (name,) if only_named else (name, "*"):
                reaction = self._script.get(key)
                if isinstance(reaction, list):
                    reaction = reaction.pop(0) if reaction else None
                if reaction is not None:
                    return reaction
        return None

    def tls_context(self) -> ssl.SSLContext:
        """The server's side of TLS."""
        if self._tls is not None:
            return self._tls
        if self.authority is None:
            raise ValueError("TLS needs the authority fixture")
        return self.authority.server_context(*self._names)

    def __enter__(self) -> ScriptedServer:
        self._run_in_thread(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End every connection and all threads."""
        self._stopping.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept()
        self._listener.close()
        for wire in list(self._wires):
            wire.close()
        for thread in list(self._threads):
            thread.join(timeout=10)

    def _run_in_thread(self, target: Callable[[], None]) -> None:
        thread = threading.Thread(target=target, daemon=True, name="scripted-imap")
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            fault = self._fault(len(self.records) - self._first)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            wire = Wire(connection, fault, self._stopping)
            self._wires.append(wire)
            self.records.append(wire.record)
            self._run_in_thread(lambda wire=wire: self._serve(wire))  # type: ignore[misc]

    def _fault(self, number: int) -> LineFault:
        if callable(self._line):
            return self._line(number)
        return self._line[number] if number < len(self._line) else LineFault()

    def _serve(self, wire: Wire) -> None:
        try:
            if self.security == "ssl":
                if reaction := self.next_reaction("TLS", only_named=True):
                    reaction(Opening(wire, b""))
                wire.secure(self.tls_context())
            Session(self, wire).run()
        except Ended:
            pass
        finally:
            wire.close()
