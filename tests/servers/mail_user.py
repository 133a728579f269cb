"""One account on the tests' Dovecot, with what another mail program would do to it."""

from __future__ import annotations

import imaplib
import itertools
import os
import re
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from imapclient import imap_utf7

from tests.servers.dovecot_config import mail_owner

if TYPE_CHECKING:
    from tests.servers.dovecot import DovecotServer

MAILDIR_FLAGS = {"\\Draft": "D", "\\Flagged": "F", "\\Answered": "R", "\\Seen": "S", "\\Deleted": "T"}
_delivered = itertools.count(1)


def _quoted(folder: str) -> str:
    name: bytes = imap_utf7.encode(folder)
    return '"' + name.decode("ascii").replace("\\", "\\\\").replace('"', '\\"') + '"'


@dataclass(frozen=True, slots=True)
class MailUser:
    """An account: ``deliver`` writes files (fast, any number), the rest speaks IMAP as another client would."""

    server: DovecotServer
    name: str
    password: str
    home: Path

    def deliver(
        self, folder: str, messages: Iterable[bytes], *, flags: Sequence[str] = (), received: datetime | None = None
    ) -> None:
        """Put messages into a folder by writing its Maildir, creating it if need be; uids follow in this order."""
        place = self._maildir(folder)
        owner = mail_owner()
        suffix = ":2," + "".join(sorted(MAILDIR_FLAGS[each] for each in flags))
        seconds = int((received or datetime.now(UTC)).timestamp())
        for raw in messages:
            path = place / "cur" / f"{int(time.time())}.M{next(_delivered):09d}P{os.getpid()}.test{suffix}"
            path.write_bytes(raw)
            os.utime(path, (seconds, seconds))
            if os.geteuid() == 0:
                os.chown(path, *owner)

    def append(self, folder: str, raw: bytes, *, flags: Sequence[str] = (), received: datetime | None = None) -> int:
        """APPEND one message through the server; returns its uid."""
        when = imaplib.Time2Internaldate(received or datetime.now(UTC))
        with self.imap() as client:
            answer = _checked(client.append(_quoted(folder), f"({' '.join(flags)})", when, raw))
            found = re.search(rb"APPENDUID \d+ (\d+)", answer[0])
            assert found is not None
            return int(found[1])

    def create_folder(self, *folders: str) -> None:
        """CREATE and SUBSCRIBE folders; ``/`` joins the levels."""
        with self.imap() as client:
            for folder in folders:
                _checked(client.create(_quoted(folder)))
                _checked(client.subscribe(_quoted(folder)))

    def delete_folder(self, folder: str) -> None:
        """DELETE a folder with all that is in it."""
        with self.imap() as client:
            _checked(client.delete(_quoted(folder)))

    def rename_folder(self, old: str, new: str) -> None:
        """RENAME a folder."""
        with self.imap() as client:
            _checked(client.rename(_quoted(old), _quoted(new)))

    def change_flags(
        self, folder: str, uids: Iterable[int], *, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> None:
        """UID STORE +FLAGS / -FLAGS, as another client would."""
        which = ",".join(map(str, uids))
        with self._opened(folder) as client:
            for sign, flags in (("+", add), ("-", remove)):
                if flags:
                    _checked(client.uid("STORE", which, f"{sign}FLAGS.SILENT", f"({' '.join(flags)})"))

    def expunge(self, folder: str, uids: Iterable[int]) -> None:
        """Remove messages for good."""
        which = ",".join(map(str, uids))
        with self._opened(folder) as client:
            _checked(client.uid("STORE", which, "+FLAGS.SILENT", "(\\Deleted)"))
            _checked(client.expunge())

    def move(self, folder: str, uids: Iterable[int], target: str) -> None:
        """UID MOVE to another folder."""
        with self._opened(folder) as client:
            _checked(client.uid("MOVE", ",".join(map(str, uids)), _quoted(target)))

    def copy(self, folder: str, uids: Iterable[int], target: str) -> None:
        """UID COPY to another folder."""
        with self._opened(folder) as client:
            _checked(client.uid("COPY", ",".join(map(str, uids)), _quoted(target)))

    def renumber(self, folder: str) -> None:
        """Give the folder a new UIDVALIDITY and new uids, as a server does after it lost its index."""
        place = self._maildir(folder)
        for path in place.glob("dovecot*"):
            path.unlink()

    def uids(self, folder: str) -> list[int]:
        """What UID SEARCH ALL says now."""
        with self._opened(folder) as client:
            return [int(uid) for uid in _checked(client.uid("SEARCH", "ALL"))[0].split()]

    def raw_messages(self, folder: str) -> dict[int, bytes]:
        """The server's truth: every message's bytes, by uid."""
        with self._opened(folder) as client:
            if not _checked(client.uid("SEARCH", "ALL"))[0]:
                return {}
            answer = _checked(client.uid("FETCH", "1:*", "(UID BODY.PEEK[])"))
        pairs = (part for part in answer if isinstance(part, tuple))
        return {int(re.search(rb"UID (\d+)", head)[1]): body for head, body in pairs}  # type: ignore[index]

    def flags(self, folder: str) -> dict[int, frozenset[str]]:
        """The server's truth: every message's flags, by uid."""
        with self._opened(folder) as client:
            if not _checked(client.uid("SEARCH", "ALL"))[0]:
                return {}
            lines = [line for line in _checked(client.uid("FETCH", "1:*", "(UID FLAGS)")) if line]
        return {
            int(re.search(rb"UID (\d+)", line)[1]): frozenset(  # type: ignore[index]
                flag.decode() for flag in imaplib.ParseFlags(line) if flag != b"\\Recent"
            )
            for line in lines
        }

    @contextmanager
    def imap(self) -> Iterator[imaplib.IMAP4_SSL]:
        """A signed-in connection of the standard library's own client (not the code under test)."""
        context = self.server.authority.client_context()
        client = imaplib.IMAP4_SSL("localhost", self.server.port_tls, ssl_context=context)
        try:
            client.authenticate("PLAIN", lambda _: b"\0%b\0%b" % (self.name.encode(), self.password.encode()))
            yield client
        finally:
            client.logout()

    @contextmanager
    def _opened(self, folder: str) -> Iterator[imaplib.IMAP4_SSL]:
        with self.imap() as client:
            _checked(client.select(_quoted(folder)))
            yield client

    def _maildir(self, folder: str) -> Path:
        """The folder's Maildir, made if it isn't there (Maildir++: INBOX is the root, others ``.A.B`` below it)."""
        root = self.home / "mail"
        encoded: bytes = imap_utf7.encode(folder.replace("/", "."))
        place = root if folder.upper() == "INBOX" else root / f".{encoded.decode('ascii')}"
        owner = mail_owner()
        for each in (root, place):
            for path in (each, each / "cur", each / "new", each / "tmp"):
                if not path.exists():
                    path.mkdir(parents=True)
                    if os.geteuid() == 0:
                        os.chown(path, *owner)
        return place


def _checked(answer: tuple[str, list]) -> list:  # type: ignore[type-arg]
    kind, data = answer
    if kind != "OK":
        raise AssertionError(f"the server answered {kind}: {data}")
    return data
