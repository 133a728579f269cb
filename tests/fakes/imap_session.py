"""One connection's conversation: the commands that a mail program needs, answered from the model."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.fakes import imap_folders
from tests.fakes.imap_model import FakeFolder
from tests.fakes.imap_reactions import normal
from tests.fakes.imap_syntax import Refused, Word, parse_words, quote
from tests.fakes.imap_wire import Wire

if TYPE_CHECKING:
    from tests.fakes.scripted_server import ScriptedServer

Handler = Callable[["Session", "Command"], bytes]


class Command:
    """One command of the client and its right answer (``imap_reactions.Exchange``)."""

    def __init__(self, session: Session, command: bytes) -> None:
        self.session = session
        self.wire = session.wire
        self.command = command
        self.afterwards: Callable[[], None] | None = None
        self.code = b""
        self._answer: bytes | None = None
        head, *rest = parse_words(command)
        self.tag = head if isinstance(head, bytes) else b"*"
        self.words: list[Word] = rest
        self.name = self.word(0).upper().decode("ascii", "replace")
        del self.words[:1]
        if self.name == "UID":
            self.name = f"UID {self.word(0).upper().decode('ascii', 'replace')}"
            del self.words[:1]

    def word(self, index: int) -> bytes:
        """A word that has to be there and be no list."""
        if index >= len(self.words) or isinstance(self.words[index], list):
            raise Refused(b"BAD", "a word is missing")
        return self.words[index]  # type: ignore[return-value]

    def answer(self) -> bytes:
        """Untagged lines and the tagged one; reckoned once, since the state may change by it."""
        if self._answer is None:
            self._answer = self._reckon()
        return self._answer

    def _reckon(self) -> bytes:
        try:
            handler = HANDLERS.get(self.name)
            if handler is None:
                raise Refused(b"BAD", "unknown command")
            untagged = handler(self.session, self)
        except Refused as refusal:
            return b"%b %b %b\r\n" % (self.tag, refusal.kind, str(refusal).encode())
        except ValueError as error:
            return b"%b BAD %b\r\n" % (self.tag, str(error).encode())
        return b"%b%b OK %bdone\r\n" % (untagged, self.tag, self.code)


class Opening:
    """What comes before any command: the greeting, or the start of TLS (`imap_reactions.Exchange`)."""

    tag = b"*"
    command = b""

    def __init__(self, wire: Wire, words: bytes) -> None:
        self.wire = wire
        self._words = words

    def answer(self) -> bytes:
        """The right words."""
        return self._words


class Session:
    """The state of one connection."""

    def __init__(self, server: ScriptedServer, wire: Wire) -> None:
        self.server = server
        self.wire = wire
        self.user: str | None = None
        self.folder: FakeFolder | None = None
        self.read_only = True
        self.enabled: set[str] = set()

    def run(self) -> None:
        """Greet and answer until the connection ends."""
        greeting = self.server.greeting or b"* OK [CAPABILITY %b] ready\r\n" % self.capabilities()
        (self.server.next_reaction("GREETING", only_named=True) or normal())(Opening(self.wire, greeting))
        if greeting.upper().startswith(b"* PREAUTH"):
            self.user = "preauth"
        while True:
            self._answer(self.wire.read_command())

    def capabilities(self) -> bytes:
        """What the server offers in this state."""
        offered = self.server.capabilities.split()
        if self.server.security == "starttls" and not self.wire.record.secure:
            offered.append("STARTTLS")
        return " ".join(offered).encode()

    def has(self, capability: str) -> bool:
        """Whether the server both offers it and means it."""
        return capability in self.server.capabilities.split() and capability not in self.server.lies

    def needs(self, capability: str) -> None:
        """BAD unless the server has it."""
        if not self.has(capability):
            raise Refused(b"BAD", f"no {capability} here")

    def selected(self) -> FakeFolder:
        """The open folder; BAD when there is none."""
        if self.folder is None:
            raise Refused(b"BAD", "no folder is selected")
        return self.folder

    def signed_in(self) -> None:
        """BAD before the log-in."""
        if self.user is None:
            raise Refused(b"BAD", "log in first")

    def _answer(self, line: bytes) -> None:
        self.server.commands.append(line)
        try:
            command = Command(self, line)
        except (ValueError, Refused):
            self.wire.send(line.split(b" ")[0].strip() + b" BAD can't be parsed\r\n")
            return
        (self.server.next_reaction(command.name) or normal())(command)
        if command.afterwards is not None:
            command.afterwards()


def _capability(session: Session, command: Command) -> bytes:
    return b"* CAPABILITY %b\r\n" % session.capabilities()


def _noop(session: Session, command: Command) -> bytes:
    return b""


def _logout(session: Session, command: Command) -> bytes:
    command.afterwards = session.wire.drop
    return b"* BYE good bye\r\n"


def _starttls(session: Session, command: Command) -> bytes:
    if session.server.security != "starttls" or session.wire.record.secure:
        raise Refused(b"BAD", "no STARTTLS here")
    command.afterwards = lambda: session.wire.secure(session.server.tls_context())
    return b""


def _compress(session: Session, command: Command) -> bytes:
    session.needs("COMPRESS=DEFLATE")
    command.afterwards = session.wire.compress
    return b""


def _login(session: Session, command: Command) -> bytes:
    return _check_password(session, command.word(0), command.word(1))


def _check_password(session: Session, user: bytes, password: bytes) -> bytes:
    session.server.logins += 1
    name = user.decode()
    if session.server.users.get(name) != password.decode():
        raise Refused(b"NO", "[AUTHENTICATIONFAILED] wrong user or password")
    session.user = name
    return b""


def _authenticate(session: Session, command: Command) -> bytes:
    mechanism = command.word(0).upper().decode()
    session.needs(f"AUTH={mechanism}")
    first = command.word(1) if len(command.words) > 1 else None
    if first is not None:
        session.needs("SASL-IR")
    response = _decode(first if first is not None else _ask(session, b""))
    if mechanism == "PLAIN":
        _, user, password = response.split(b"\0")
        return _check_password(session, user, password)
    if mechanism == "LOGIN":
        return _check_password(session, response, _decode(_ask(session, b"Password:")))
    return _check_token(session, response)


def _check_token(session: Session, response: bytes) -> bytes:
    session.server.logins += 1
    fields = dict(part.split(b"=", 1) for part in response.split(b"\x01") if b"=" in part)
    user = next((fields[key] for key in (b"user", b"n,a") if key in fields), b"").rstrip(b",").decode()
    token = fields.get(b"auth", b"").removeprefix(b"Bearer ").decode()
    if session.server.tokens.get(user) != token:
        _ask(session, json.dumps({"status": "400", "schemes": "Bearer", "scope": "mail"}).encode())
        raise Refused(b"NO", "[AUTHENTICATIONFAILED] the token is not accepted")
    session.user = user
    return b""


def _ask(session: Session, challenge: bytes) -> bytes:
    session.wire.send(b"+ " + base64.b64encode(challenge) + b"\r\n")
    return session.wire.read_line().strip()


def _decode(text: bytes) -> bytes:
    if text == b"*":
        raise Refused(b"BAD", "given up")
    try:
        return b"" if text == b"=" else base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise Refused(b"BAD", "not base64") from error


def _id(session: Session, command: Command) -> bytes:
    session.needs("ID")
    fields = (quote(text.encode()) for pair in session.server.identity.items() for text in pair)
    return b"* ID (%b)\r\n" % b" ".join(fields)


def _enable(session: Session, command: Command) -> bytes:
    session.needs("ENABLE")
    session.signed_in()
    asked = [str(word, "ascii").upper() for word in command.words if isinstance(word, bytes)]
    accepted = [each for each in asked if session.has(each)]
    session.enabled.update(accepted)
    return b"* ENABLED %b\r\n" % " ".join(accepted).encode()


def _namespace(session: Session, command: Command) -> bytes:
    session.needs("NAMESPACE")
    delimiter = session.server.mailbox.delimiter
    if session.server.namespaces is not None:
        return b"* NAMESPACE " + session.server.namespaces + b"\r\n"
    return b'* NAMESPACE (("" %b)) NIL NIL\r\n' % (quote(delimiter.encode()) if delimiter else b"NIL")


def _idle(session: Session, command: Command) -> bytes:
    session.needs("IDLE")
    session.wire.send(b"+ idling\r\n")
    while session.wire.read_line().strip().upper() != b"DONE":
        pass
    return b""


def _locked(handler: Handler) -> Handler:
    """Nothing changes in the mailbox while a command about it is answered."""

    def handle(session: Session, command: Command) -> bytes:
        with session.server.mailbox.lock:
            return handler(session, command)

    return handle


HANDLERS: dict[str, Handler] = {
    "CAPABILITY": _capability,
    "NOOP": _noop,
    "LOGOUT": _logout,
    "STARTTLS": _starttls,
    "COMPRESS": _compress,
    "LOGIN": _login,
    "AUTHENTICATE": _authenticate,
    "ID": _id,
    "ENABLE": _enable,
    "NAMESPACE": _namespace,
    "IDLE": _idle,
    "LIST": _locked(imap_folders.list_folders),
    "LSUB": _locked(imap_folders.list_folders),
    "STATUS": _locked(imap_folders.status),
    "SELECT": _locked(imap_folders.select),
    "EXAMINE": _locked(imap_folders.select),
    "UNSELECT": _locked(imap_folders.unselect),
    "CLOSE": _locked(imap_folders.unselect),
    "SEARCH": _locked(imap_folders.search),
    "UID SEARCH": _locked(imap_folders.search),
    "FETCH": _locked(imap_folders.fetch),
    "UID FETCH": _locked(imap_folders.fetch),
    "UID STORE": _locked(imap_folders.store),
}
