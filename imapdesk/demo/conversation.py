"""One client's conversation with the demo's server: IMAP4rev1 (RFC 3501), as much as reading mail takes."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Sequence
from socketserver import StreamRequestHandler
from typing import TYPE_CHECKING

from imapdesk.demo.commands import LITERAL, LONGEST_LITERAL, Unreadable, Word, read_words
from imapdesk.demo.fetching import describe, find_messages
from imapdesk.demo.mailbox import UIDVALIDITY, DemoFolder
from imapdesk.demo.searching import UnknownCharset, search

if TYPE_CHECKING:
    from imapdesk.demo.server import DemoServer

CAPABILITIES = "IMAP4rev1 ID IDLE LITERAL+ NAMESPACE SPECIAL-USE LIST-EXTENDED LIST-STATUS STATUS=SIZE UNSELECT"
LONGEST_LINE = 100_000
CHANGEABLE = frozenset({"\\Seen", "\\Flagged", "\\Answered", "\\Draft"})


class Conversation(StreamRequestHandler):
    """Answers one connection, a command after the other, in a thread of its own."""

    server: DemoServer
    disable_nagle_algorithm = True

    def setup(self) -> None:
        """Begin signed out, with no folder open."""
        super().setup()
        self.signed_in = False
        self.open: DemoFolder | None = None
        self.leaving = False

    def handle(self) -> None:
        """Greet, then answer until the client leaves."""
        try:
            self.say(f"* OK [CAPABILITY {CAPABILITIES}] The demo mailbox is ready.")
            while not self.leaving and (line := self._read_command()):
                self._answer(line)
        except OSError:
            return  # the client has gone

    def say(self, line: str | bytes) -> None:
        """Send one line."""
        self.wfile.write((line.encode("utf-8") if isinstance(line, str) else line) + b"\r\n")

    def _read_command(self) -> bytes:
        line = self.rfile.readline(LONGEST_LINE)
        while found := LITERAL.search(line):
            size = int(found[1])
            if size > LONGEST_LITERAL or len(line) > LONGEST_LINE:
                return b""
            if not found[2]:
                self.say("+ go on")
            line += self.rfile.read(size) + self.rfile.readline(LONGEST_LINE)
        return line

    def _answer(self, line: bytes) -> None:
        tag = "*"
        try:
            words = read_words(line)
            if len(words) < 2 or not isinstance(words[0], str) or not isinstance(words[1], str):
                raise Unreadable("not a command")
            tag, verb = words[0], words[1].upper()
            with self.server.lock:
                status = self._choose(verb)(words[2:])
            self.say(f"{tag} {status}")
        except Unreadable as error:
            self.say(f"{tag} BAD {error}")

    def _choose(self, verb: str) -> Callable[[list[Word]], str]:
        anywhere = {
            "CAPABILITY": self.on_capability,
            "ID": self.on_id,
            "LOGIN": self.on_login,
            "LOGOUT": self.on_logout,
            "NOOP": self.on_noop,
        }
        signed_in = {
            "NAMESPACE": self.on_namespace,
            "LIST": self.on_list,
            "LSUB": self.on_list,
            "STATUS": self.on_status,
            "EXAMINE": self.on_open,
            "SELECT": self.on_open,
            "UNSELECT": self.on_close,
            "CLOSE": self.on_close,
            "IDLE": self.on_idle,
            "FETCH": lambda words: self.on_fetch(words, by_uid=False),
            "SEARCH": lambda words: self.on_search(words, by_uid=False),
            "UID": self.on_uid,
        }
        known = anywhere | signed_in if self.signed_in else anywhere
        if verb not in known:
            raise Unreadable(f"{verb[:20]} is not known here")
        return known[verb]

    def on_capability(self, _words: list[Word]) -> str:
        self.say(f"* CAPABILITY {CAPABILITIES}")
        return "OK done"

    def on_id(self, _words: list[Word]) -> str:
        self.say('* ID ("name" "imapdesk demo")')
        return "OK done"

    def on_noop(self, _words: list[Word]) -> str:
        return "OK done"

    def on_login(self, words: list[Word]) -> str:
        if words != [self.server.user, self.server.password]:
            return "NO [AUTHENTICATIONFAILED] This is not the demo's password."
        self.signed_in = True
        return f"OK [CAPABILITY {CAPABILITIES}] signed in"

    def on_logout(self, _words: list[Word]) -> str:
        self.leaving = True
        self.say("* BYE Good bye.")
        return "OK done"

    def on_namespace(self, _words: list[Word]) -> str:
        self.say('* NAMESPACE (("" "/")) NIL NIL')
        return "OK done"

    def on_list(self, words: list[Word]) -> str:
        pattern = next((str(word) for word in words[1:2]), "*")
        returned = words[3] if len(words) > 3 and isinstance(words[3], list) else []
        asked = [word for word in returned if isinstance(word, list)]
        for folder in self.server.folders:
            if not fnmatch.fnmatchcase(folder.path, pattern.replace("%", "*") or "*"):
                continue
            below = any(other.path.startswith(folder.path + "/") for other in self.server.folders)
            attributes = " ".join(filter(None, (folder.use, "\\HasChildren" if below else "\\HasNoChildren")))
            self.say(f'* LIST ({attributes}) "/" {_quote(folder.path)}')
            if asked:
                self._tell_status(folder, asked[0])
        return "OK done"

    def on_status(self, words: list[Word]) -> str:
        folder = self._find(words)
        if folder is None or len(words) < 2 or not isinstance(words[1], list):
            return "NO [NONEXISTENT] There is no such folder."
        self._tell_status(folder, words[1])
        return "OK done"

    def _tell_status(self, folder: DemoFolder, items: Sequence[Word]) -> None:
        values = [(str(item).upper(), folder.measure(str(item).upper())) for item in items]
        known = " ".join(f"{name} {value}" for name, value in values if value is not None)
        self.say(f"* STATUS {_quote(folder.path)} ({known})")

    def on_open(self, words: list[Word]) -> str:
        self.open = self._find(words)
        if self.open is None:
            return "NO [NONEXISTENT] There is no such folder."
        self.say("* FLAGS (\\Seen \\Answered \\Flagged \\Draft)")
        self.say(f"* {len(self.open.messages)} EXISTS")
        self.say("* 0 RECENT")
        self.say(f"* OK [UIDVALIDITY {UIDVALIDITY}] stays")
        self.say(f"* OK [UIDNEXT {self.open.uidnext}] next")
        return "OK [READ-WRITE] open"

    def on_close(self, _words: list[Word]) -> str:
        self.open = None
        return "OK closed"

    def on_idle(self, _words: list[Word]) -> str:
        self.say("+ idling")
        self.server.lock.release()
        try:
            self.rfile.readline(LONGEST_LINE)
        finally:
            self.server.lock.acquire()
        return "OK done"

    def on_uid(self, words: list[Word]) -> str:
        match str(words[0]).upper() if words else "":
            case "FETCH":
                return self.on_fetch(words[1:], by_uid=True)
            case "SEARCH":
                return self.on_search(words[1:], by_uid=True)
            case "STORE":
                return self.on_store(words[1:])
        raise Unreadable("not known by UID")

    def on_fetch(self, words: list[Word], *, by_uid: bool) -> str:
        folder = self._need_open()
        if len(words) < 2 or not isinstance(words[0], str):
            raise Unreadable("what is to be fetched?")
        items = _flatten(words[1])
        if by_uid and "UID" not in map(str.upper, items):
            items = ["UID", *items]
        for number, message in find_messages(folder, words[0], by_uid=by_uid):
            self.wfile.write(describe(number, message, items))
        return "OK done"

    def on_search(self, words: list[Word], *, by_uid: bool) -> str:
        try:
            found = search(self._need_open(), words)
        except UnknownCharset:
            return "NO [BADCHARSET (US-ASCII UTF-8)] These letters are not known here."
        numbers = (str(message.uid if by_uid else number) for number, message in found)
        self.say(" ".join(("* SEARCH", *numbers)))
        return "OK done"

    def on_store(self, words: list[Word]) -> str:
        folder = self._need_open()
        if len(words) < 3 or not isinstance(words[0], str) or not isinstance(words[1], str):
            raise Unreadable("what is to be stored?")
        flags = CHANGEABLE & set(_flatten(words[2]))
        for number, message in find_messages(folder, words[0], by_uid=True):
            message.flags = message.flags | flags if words[1].startswith("+") else message.flags - flags
            if not words[1].upper().endswith(".SILENT"):
                self.wfile.write(describe(number, message, ["UID", "FLAGS"]))
        return "OK done"

    def _need_open(self) -> DemoFolder:
        if self.open is None:
            raise Unreadable("no folder is open")
        return self.open

    def _find(self, words: list[Word]) -> DemoFolder | None:
        name = str(words[0]) if words else ""
        return next((f for f in self.server.folders if f.path == name or f.path == name.upper() == "INBOX"), None)


def _flatten(word: Word) -> list[str]:
    """The items of a FETCH: ``BODY.PEEK[HEADER.FIELDS (A B)]`` is one."""
    return [word] if isinstance(word, str) else [str(one) for one in word]


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
