"""The state of all folders, in one flight where the server can: LIST-STATUS (RFC 5819), else LIST and STATUS."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from imapdesk.errors import ProtocolError
from imapdesk.imap.folders.names import make_paths
from imapdesk.imap.folders.roles import assign_roles
from imapdesk.imap.grammar.list_parser import ListLine, parse_folder_status, parse_list
from imapdesk.imap.grammar.responses import Parts, Status
from imapdesk.imap.grammar.tokens import UnreadableAnswer
from imapdesk.imap.line.command import Command
from imapdesk.imap.line.connection import Connection
from imapdesk.imap.line.login import join_arguments
from imapdesk.imap.line.namespaces import Namespaces
from imapdesk.imap.line.refusals import explain_refusal, explain_wait
from imapdesk.mail import FolderListing, FolderState, ListedFolder

MOST_FOLDERS = 100_000
_NOT_SELECTABLE = frozenset({"\\noselect", "\\nonexistent"})

_Words = tuple[bytes, bytes]  # LIST or XLIST, and what is to be returned


@dataclass(slots=True)
class _Heard:
    """What came in so far. ``unreadable`` counts lines that may have been folders."""

    lines: dict[bytes, ListLine] = field(default_factory=dict)
    states: dict[bytes, FolderState] = field(default_factory=dict)
    unreadable: int = 0
    refused: Status | None = None
    misunderstood: bool = False

    def take(self, parts: Parts) -> None:
        try:
            if (line := parse_list(parts)) is not None:
                name = _same_inbox(line.name)
                known = self.lines.get(name)
                attributes = line.attributes | (known.attributes if known else frozenset())
                self.lines[name] = ListLine(attributes, line.delimiter, name)
            elif (status := parse_folder_status(parts)) is not None:
                self.states[_same_inbox(status[0])] = status[1]
        except UnreadableAnswer:
            self.unreadable += 1
        if len(self.lines) > MOST_FOLDERS:
            raise ProtocolError("The server lists folders without end.", details=f"more than {MOST_FOLDERS}")

    def note_status_refusal(self, status: Status) -> None:
        self.misunderstood = self.misunderstood or status.kind == "BAD"

    def note_refusal(self, status: Status) -> None:
        if not status.ok:
            self.refused = status


def _same_inbox(name: bytes) -> bytes:
    """INBOX is one folder in any case (RFC 9051 5.1), however often and however a server spells it."""
    return b"INBOX" if name.upper() == b"INBOX" else name


def list_folders(connection: Connection, known: Sequence[ListedFolder] = ()) -> FolderListing:
    """Every folder and its state. Raises `Busy` or `ServerRefused` when the server won't list.

    With LIST-STATUS one flight; else LIST with the STATUS of ``known`` in one flight, and the rest in a second. The
    namespaces are asked for in the first flight; one more is made when there are some that the list leaves out, and
    that is remembered.
    """
    heard, words = _Heard(), _list_words(connection)
    while (refused := _ask_names(connection, heard, words, known)) is not None:
        _do_without(connection, refused, *words)
        heard, words = _Heard(), _list_words(connection)
    _ask_unlisted(connection, heard, words)
    folders = _make_folders(heard, connection.namespaces)
    _ask_missing_states(connection, heard, folders)
    if heard.misunderstood and connection.has("CONDSTORE"):
        connection.distrust("CONDSTORE")
        connection.distrust("QRESYNC")
        _ask_missing_states(connection, heard, folders)
    states = {folder.path: heard.states[folder.wire_name] for folder in folders if folder.wire_name in heard.states}
    connection.states = states
    return FolderListing(folders, states, complete=not heard.unreadable and _has_inbox(folders, known))


def _ask_names(connection: Connection, heard: _Heard, words: _Words, known: Iterable[ListedFolder]) -> Status | None:
    """The first flight: names, namespaces, and the states of what is known; the refusal if LIST was refused."""
    pipeline = connection.pipeline
    if connection.has("NAMESPACE") and not connection.namespaces.known:
        pipeline.queue(Command(b"NAMESPACE\r\n", on_data=connection.namespaces.take))
    verb, options = words
    line = verb + b' "" "*"' + options + b"\r\n"
    budget = connection.limits.max_memory
    pipeline.queue(Command(line, on_data=heard.take, on_done=heard.note_refusal, budget=budget))
    for prefix in connection.memory.namespaces(connection.config.host):
        pipeline.queue(_list_below(connection, heard, words, prefix))
    if b"STATUS (" not in options:
        _ask_states(connection, heard, (folder for folder in known if folder.selectable))
    pipeline.finish()
    return heard.refused


def _ask_unlisted(connection: Connection, heard: _Heard, words: _Words) -> None:
    """One flight more, for the namespaces that the list leaves out; they are remembered."""
    asked = connection.memory.namespaces(connection.config.host)
    missed = [prefix for prefix in connection.namespaces.find_unlisted(heard.lines) if prefix not in asked]
    if missed:
        connection.memory.note_namespaces(connection.config.host, missed)
        connection.pipeline.queue(*(_list_below(connection, heard, words, prefix) for prefix in missed))
        connection.pipeline.finish()


def _has_inbox(folders: Collection[ListedFolder], known: Iterable[ListedFolder]) -> bool:
    """Whether a listing may be the whole: one without any folder isn't, nor one that lacks an INBOX there was.

    INBOX can be neither deleted nor renamed away (RFC 9051 6.3.5 and 6.3.6).
    """
    return bool(folders) and (any(map(_is_inbox, folders)) or not any(map(_is_inbox, known)))


def _is_inbox(folder: ListedFolder) -> bool:
    return folder.wire_name.upper() == b"INBOX"


def _do_without(connection: Connection, refused: Status, verb: bytes, options: bytes) -> None:
    """Give up an extension that the listing used; raise when none is left to give up.

    What was sent counts: the same flight may have told of a product that is not to be asked so.
    """
    if waiting := explain_wait(refused):
        raise waiting
    if b"STATUS (" in options:
        connection.distrust("LIST-STATUS")
    elif options:
        connection.distrust("LIST-EXTENDED")
    elif verb == b"XLIST":
        connection.distrust("XLIST")
    else:
        raise explain_refusal(refused, "to list its folders")


def _list_below(connection: Connection, heard: _Heard, words: _Words, prefix: bytes) -> Command:
    """What other people share; a server that won't list it has nothing to show."""
    verb, options = words
    pieces = join_arguments(verb, [b"", prefix + b"*"], connection.capabilities)
    pieces[-1] = pieces[-1][:-2] + options + b"\r\n"
    return Command(*pieces, on_data=heard.take, budget=connection.limits.max_memory)


def _list_words(connection: Connection) -> _Words:
    """The verb, and what is to be returned beside the names."""
    returned, with_status = [], connection.has("LIST-STATUS")
    if connection.has("SPECIAL-USE") and (connection.has("LIST-EXTENDED") or with_status):
        returned.append(b"SPECIAL-USE")  # Dovecot 2.4 gives the attributes only when asked
    if with_status:
        returned.append(b"STATUS (" + _status_items(connection) + b")")
    # Gmail before SPECIAL-USE had XLIST alone.
    verb = b"XLIST" if connection.has("XLIST") and "SPECIAL-USE" not in connection.capabilities else b"LIST"
    return verb, b" RETURN (" + b" ".join(returned) + b")" if returned and verb == b"LIST" else b""


def _status_items(connection: Connection) -> bytes:
    items = b"MESSAGES UIDNEXT UIDVALIDITY UNSEEN"
    has_modseq = connection.has("CONDSTORE") or connection.has("QRESYNC")
    return items + b" HIGHESTMODSEQ" if has_modseq else items


def _ask_missing_states(connection: Connection, heard: _Heard, folders: Iterable[ListedFolder]) -> None:
    _ask_states(connection, heard, (one for one in folders if one.selectable and one.wire_name not in heard.states))


def _ask_states(connection: Connection, heard: _Heard, folders: Iterable[ListedFolder]) -> None:
    """STATUS of each, pipelined as deep as the server takes it; a refused one stays without a state."""
    pipeline = connection.pipeline
    rest = b" (" + _status_items(connection) + b")"
    for folder in folders:
        pieces = connection.name_pieces(b"STATUS", folder, rest)
        pipeline.queue(Command(*pieces, on_data=heard.take, on_done=heard.note_status_refusal))
        if pipeline.outstanding >= connection.depth:
            pipeline.flush()
            while pipeline.outstanding > connection.depth // 2:
                pipeline.step()
    pipeline.finish()


def _make_folders(heard: _Heard, namespaces: Namespaces) -> tuple[ListedFolder, ...]:
    paths = make_paths(heard.lines)
    return assign_roles(
        [
            ListedFolder(
                path=paths[name],
                wire_name=name,
                delimiter=line.delimiter,
                attributes=line.attributes,
                selectable=not line.attributes & _NOT_SELECTABLE,
                shared=namespaces.is_shared(name),
            )
            for name, line in heard.lines.items()
            if name in paths
        ]
    )
