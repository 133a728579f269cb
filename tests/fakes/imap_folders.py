"""The commands about folders and messages: LIST, STATUS, SELECT, SEARCH, FETCH, STORE, with CONDSTORE and QRESYNC."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from tests.fakes.imap_fetch import make_fetch_answer
from tests.fakes.imap_model import FakeFolder, FakeMessage
from tests.fakes.imap_search import find_messages
from tests.fakes.imap_syntax import Refused, Word, quote, set_matcher

if TYPE_CHECKING:
    from tests.fakes.imap_session import Command, Session

_STATUS_NUMBERS = {
    "MESSAGES": lambda folder: len(folder.messages),
    "UIDNEXT": lambda folder: folder.uidnext,
    "UIDVALIDITY": lambda folder: folder.uidvalidity,
    "UNSEEN": lambda folder: folder.unseen,
    "RECENT": lambda folder: 0,
    "HIGHESTMODSEQ": lambda folder: folder.highestmodseq,
    "SIZE": lambda folder: sum(len(each.raw) for each in folder.messages),
}


def list_folders(session: Session, command: Command) -> bytes:
    session.signed_in()
    words = list(command.words)
    if words and isinstance(words[0], list):  # selection options: (SUBSCRIBED), (SPECIAL-USE)
        session.needs("LIST-EXTENDED")
        words.pop(0)
    patterns = words[1] if isinstance(words[1], list) else [words[1]]
    returned = words[3] if len(words) > 3 and isinstance(words[3], list) else []
    status_items = _status_items(session, returned)
    lines = []
    for folder in session.server.mailbox.folders.values():
        if folder.listed_apart and patterns == [b"*"]:
            continue
        if any(_matches(folder, bytes(pattern)) for pattern in patterns):  # type: ignore[arg-type]
            lines.append(_list_line(session, folder))
            if status_items and "\\Noselect" not in folder.attributes and folder.refusal is None:
                lines.append(_status_line(session, folder, status_items))
    return b"".join(lines)


def _status_items(session: Session, returned: list[Word]) -> list[Word]:
    if not returned:
        return []
    session.needs("LIST-EXTENDED")
    names = [word.upper() if isinstance(word, bytes) else word for word in returned]
    if b"STATUS" not in names:
        return []
    session.needs("LIST-STATUS")
    items = names[names.index(b"STATUS") + 1]
    return items if isinstance(items, list) else []


def _matches(folder: FakeFolder, pattern: bytes) -> bool:
    text = pattern.decode("latin-1").replace("[", "[[]").replace("%", "*")
    return fnmatchcase(folder.wire_name.decode("latin-1"), text)


def _list_line(session: Session, folder: FakeFolder) -> bytes:
    delimiter = session.server.mailbox.delimiter
    mark = quote(delimiter.encode()) if delimiter else b"NIL"
    return b"* LIST (%b) %b %b\r\n" % (" ".join(folder.attributes).encode(), mark, _wire_name(folder))


def _wire_name(folder: FakeFolder) -> bytes:
    if re.search(rb"[\r\n\0]", folder.wire_name):
        return b"{%d}\r\n%b" % (len(folder.wire_name), folder.wire_name)
    return quote(folder.wire_name)


def status(session: Session, command: Command) -> bytes:
    session.signed_in()
    items = command.words[1]
    if not isinstance(items, list):
        raise Refused(b"BAD", "items are missing")
    return _status_line(session, _get_folder(session, command), items)


def _status_line(session: Session, folder: FakeFolder, items: Iterable[Word]) -> bytes:
    pairs = []
    for item in items:
        name = bytes(item).decode("ascii").upper()  # type: ignore[arg-type]
        if name == "MAILBOXID":
            pairs.append(f"MAILBOXID ({folder.mailbox_id})")
        elif name == "HIGHESTMODSEQ" and not session.has("CONDSTORE"):
            raise Refused(b"BAD", "no CONDSTORE here")
        elif name not in session.server.omit:
            pairs.append(f"{name} {_STATUS_NUMBERS[name](folder)}")
    return b"* STATUS %b (%b)\r\n" % (_wire_name(folder), " ".join(pairs).encode())


def _get_folder(session: Session, command: Command) -> FakeFolder:
    folder = session.server.mailbox.find(command.word(0))
    if folder is None or "\\Noselect" in folder.attributes:
        raise Refused(b"NO", "[NONEXISTENT] no such folder")
    if folder.refusal is not None:
        raise Refused(b"NO", folder.refusal)
    return folder


def select(session: Session, command: Command) -> bytes:
    session.signed_in()
    session.folder = None
    folder = _get_folder(session, command)
    options = command.words[1] if len(command.words) > 1 else []
    session.folder, session.read_only = folder, command.name == "EXAMINE"
    command.code = b"[READ-ONLY] " if session.read_only else b"[READ-WRITE] "
    codes = {"UIDVALIDITY": folder.uidvalidity, "UIDNEXT": folder.uidnext}
    if session.has("CONDSTORE"):
        codes["HIGHESTMODSEQ"] = folder.highestmodseq
    lines = [b"* FLAGS (\\Answered \\Flagged \\Deleted \\Seen \\Draft)\r\n", b"* %d EXISTS\r\n" % len(folder.messages)]
    lines += [
        f"* OK [{name} {value}] .\r\n".encode() for name, value in codes.items() if name not in session.server.omit
    ]
    if session.has("OBJECTID"):
        lines.append(f"* OK [MAILBOXID ({folder.mailbox_id})] .\r\n".encode())
    return b"".join(lines) + _resynchronise(session, folder, options if isinstance(options, list) else [])


def _resynchronise(session: Session, folder: FakeFolder, options: list[Word]) -> bytes:
    if b"QRESYNC" not in options:
        return b""
    if "QRESYNC" not in session.enabled:
        raise Refused(b"BAD", "enable QRESYNC first")
    parameters = options[options.index(b"QRESYNC") + 1]
    uidvalidity, modseq = int(parameters[0]), int(parameters[1])  # type: ignore[arg-type]
    if uidvalidity != folder.uidvalidity:
        return b""
    changed = [(n, each) for n, each in enumerate(folder.messages, start=1) if each.modseq > modseq]
    items = [b"UID", b"FLAGS", b"MODSEQ"]
    answer = make_fetch_answer(changed, items, session.server.style, session.server.omit)
    return _vanished(folder, modseq, lambda uid: True) + answer


def _vanished(folder: FakeFolder, modseq: int, wanted) -> bytes:  # type: ignore[no-untyped-def]
    uids = sorted(uid for uid, when in folder.vanished if when > modseq and wanted(uid))
    return b"* VANISHED (EARLIER) %b\r\n" % ",".join(map(str, uids)).encode() if uids else b""


def unselect(session: Session, command: Command) -> bytes:
    session.selected()
    session.folder = None
    return b""


def search(session: Session, command: Command) -> bytes:
    keys = list(command.words)
    extended = bool(keys) and keys[0] == b"RETURN"
    if extended:
        session.needs("ESEARCH")
        keys = keys[2:]
    if keys[:1] == [b"CHARSET"]:
        keys = keys[2:]
    by_uid = command.name.startswith("UID")
    found = [m.uid if by_uid else number for number, m in find_messages(session.selected(), keys)]
    if not extended:
        return b"* SEARCH%b\r\n" % "".join(f" {number}" for number in found).encode()
    listed = f" ALL {_make_set(found)}" if found else ""
    mark = " UID" if by_uid else ""
    return b'* ESEARCH (TAG "%b")%b COUNT %d%b\r\n' % (command.tag, mark.encode(), len(found), listed.encode())


def _make_set(numbers: list[int]) -> str:
    ranges: list[list[int]] = []
    for number in sorted(numbers):
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ",".join(str(low) if low == high else f"{low}:{high}" for low, high in ranges)


def fetch(session: Session, command: Command) -> bytes:
    folder = session.selected()
    items = command.words[1] if isinstance(command.words[1], list) else [command.words[1]]
    modifiers = command.words[2] if len(command.words) > 2 and isinstance(command.words[2], list) else []
    by_uid = command.name.startswith("UID")
    chosen = _numbered(folder, command.word(0), by_uid=by_uid)
    prefix = b""
    if b"CHANGEDSINCE" in modifiers:
        session.needs("CONDSTORE")
        modseq = int(bytes(modifiers[modifiers.index(b"CHANGEDSINCE") + 1]))  # type: ignore[arg-type]
        chosen = [(number, each) for number, each in chosen if each.modseq > modseq]
        items = items if b"MODSEQ" in items else [*items, b"MODSEQ"]
        if b"VANISHED" in modifiers:
            prefix = _vanished(folder, modseq, set_matcher(command.word(0), folder.uidnext - 1))
    names = [bytes(item) for item in items]  # type: ignore[arg-type]
    return prefix + make_fetch_answer(chosen, names, session.server.style, session.server.omit)


def _numbered(folder: FakeFolder, text: bytes, *, by_uid: bool) -> list[tuple[int, FakeMessage]]:
    largest = max((each.uid for each in folder.messages), default=0) if by_uid else len(folder.messages)
    matches = set_matcher(text, largest)
    numbered = enumerate(folder.messages, start=1)
    return [(number, each) for number, each in numbered if matches(each.uid if by_uid else number)]


def store(session: Session, command: Command) -> bytes:
    folder = session.selected()
    if session.read_only:
        raise Refused(b"NO", "[READ-ONLY] the folder was examined")
    action, flags = command.word(1).upper(), command.words[2]
    named = {bytes(flag).decode() for flag in (flags if isinstance(flags, list) else [flags])}  # type: ignore[arg-type]
    changed = _numbered(folder, command.word(0), by_uid=True)
    for _, message in changed:
        kept = {b"+": message.flags | named, b"-": message.flags - named}.get(action[:1], frozenset(named))
        message.flags, message.modseq = frozenset(kept), folder.bump()
    if action.endswith(b".SILENT"):
        return b""
    return make_fetch_answer(changed, [b"UID", b"FLAGS"], session.server.style, session.server.omit)
