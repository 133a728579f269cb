"""Which file of a source is what: mbox, Maildir or one message; and in which folder its mail belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath
from urllib.parse import unquote

from imapdesk.desk.importing.mail import MOST_BYTES, ImportedMail, as_on_the_wire, read_eml_name, read_maildir_name
from imapdesk.desk.importing.mbox import looks_like_mbox, read_mbox
from imapdesk.desk.importing.sources import SourceFile
from imapdesk.imap.grammar import mutf7

ROOT = "Inbox"  # mail that lies in no folder of its own

_MESSAGE_ENDINGS = frozenset({".eml", ".emlx", ".msg822"})
_MBOX_ENDINGS = re.compile(r"\.(mbox|mbx|mbs)$", re.IGNORECASE)
_EMLX_COUNT = re.compile(rb"\d+[ \t]*\r?\n")


def read_file(file: SourceFile) -> Iterator[ImportedMail | None]:
    """The messages of one file; None for each that can't be taken; nothing where it is no mail."""
    path = file.path
    if path.parent.name in ("cur", "new") and not path.name.startswith("."):
        yield from _read_maildir(file)
    elif path.suffix.lower() in _MESSAGE_ENDINGS:
        yield from _read_message(file)
    elif path.suffix.lower() != ".msf":
        with file.open() as stream:
            is_mbox = looks_like_mbox(stream.read(1024))
        if is_mbox:
            with file.open() as stream:
                yield from read_mbox(stream, choose_folder(path.with_name(_MBOX_ENDINGS.sub("", path.name))))


def choose_folder(path: PurePosixPath, *, maildir: bool = False) -> str:
    """The folder's path, with "/" between its parts; names that our own export made safe are read back."""
    parts = [unquote(part.removesuffix(".sbd")) for part in path.parts if part not in ("", ".", "/")]
    # Maildir++ puts ".Sent.2026" beside its inbox.
    parts = [piece for part in parts for piece in (part[1:].split(".") if part.startswith(".") else [part]) if piece]
    if maildir:  # Dovecot, Courier, mbsync and OfflineIMAP name them as they are named on the wire
        parts = [mutf7.decode(part.encode(errors="surrogateescape")) for part in parts]
    return "/".join(part.replace("/", "_") for part in parts) or ROOT


def _read_maildir(file: SourceFile) -> Iterator[ImportedMail | None]:
    flags, arrived = read_maildir_name(file.path.name)
    yield _take(file, choose_folder(file.path.parent.parent, maildir=True), flags, arrived)


def _read_message(file: SourceFile) -> Iterator[ImportedMail | None]:
    yield _take(file, choose_folder(file.path.parent), frozenset({"\\Seen"}), read_eml_name(file.path.name))


def _take(file: SourceFile, folder: str, flags: frozenset[str], arrived: datetime | None) -> ImportedMail | None:
    with file.open() as stream:
        raw = stream.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES or not raw.strip():
        return None
    if file.path.suffix.lower() == ".emlx":
        raw = _unwrap_emlx(raw)
    return ImportedMail(folder, as_on_the_wire(raw), flags, arrived)


def _unwrap_emlx(raw: bytes) -> bytes:
    """Apple Mail writes the message's length before it and a property list behind."""
    found = _EMLX_COUNT.match(raw)
    return raw[found.end() : found.end() + int(found[0])] if found else raw
