"""One account on any of the tests' servers, with what another mail program would do to it over IMAP."""

from __future__ import annotations

import imaplib
import re
import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from imapclient import imap_utf7

from tests.servers.certificates import TestAuthority


class MailServer(Protocol):
    """What an account asks of its server."""

    @property
    def host(self) -> str: ...
    @property
    def port_plain(self) -> int: ...
    @property
    def port_tls(self) -> int: ...
    @property
    def authority(self) -> TestAuthority: ...
    @property
    def ca_file(self) -> Path: ...


@dataclass(frozen=True, slots=True)
class ImapUser:
    """An account. Folders are named the same on every server: ``/`` joins the levels, no prefix."""

    server: MailServer
    name: str
    password: str

    def path_of(self, folder: str) -> str:
        """What this server calls the folder."""
        return folder

    def folder_of(self, path: str) -> str:
        """The folder that this server calls so."""
        return path

    def deliver(
        self, folder: str, messages: Iterable[bytes], *, flags: Sequence[str] = (), received: datetime | None = None
    ) -> None:
        """Put messages into a folder, creating it if need be; uids follow in this order."""
        when = imaplib.Time2Internaldate(received or datetime.now(UTC))
        with self.imap() as client:
            if folder.upper() != "INBOX" and client.status(self._quoted(folder), "(MESSAGES)")[0] != "OK":
                _checked(client.create(self._quoted(folder)))
                _checked(client.subscribe(self._quoted(folder)))
            for raw in messages:
                _checked(client.append(self._quoted(folder), f"({' '.join(flags)})", when, raw))

    def append(self, folder: str, raw: bytes, *, flags: Sequence[str] = (), received: datetime | None = None) -> int:
        """APPEND one message through the server; returns its uid."""
        when = imaplib.Time2Internaldate(received or datetime.now(UTC))
        with self.imap() as client:
            answer = _checked(client.append(self._quoted(folder), f"({' '.join(flags)})", when, raw))
            found = re.search(rb"APPENDUID \d+ (\d+)", answer[0])
            assert found is not None
            return int(found[1])

    def create_folder(self, *folders: str) -> None:
        """CREATE and SUBSCRIBE folders; ``/`` joins the levels."""
        with self.imap() as client:
            for folder in folders:
                _checked(client.create(self._quoted(folder)))
                _checked(client.subscribe(self._quoted(folder)))

    def delete_folder(self, folder: str) -> None:
        """DELETE a folder with all that is in it."""
        with self.imap() as client:
            _checked(client.delete(self._quoted(folder)))

    def rename_folder(self, old: str, new: str) -> None:
        """RENAME a folder."""
        with self.imap() as client:
            _checked(client.rename(self._quoted(old), self._quoted(new)))

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
        """UID MOVE to another folder; what a client does where there is none: copy, mark, expunge."""
        which = ",".join(map(str, uids))
        with self._opened(folder) as client:
            if b"MOVE" in client.capability()[1][0].split():  # type: ignore[union-attr]
                _checked(client.uid("MOVE", which, self._quoted(target)))
            else:
                _checked(client.uid("COPY", which, self._quoted(target)))
                _checked(client.uid("STORE", which, "+FLAGS.SILENT", "(\\Deleted)"))
                _checked(client.expunge())

    def copy(self, folder: str, uids: Iterable[int], target: str) -> None:
        """UID COPY to another folder."""
        with self._opened(folder) as client:
            _checked(client.uid("COPY", ",".join(map(str, uids)), self._quoted(target)))

    def folders(self) -> list[str]:
        """Every folder that can be opened."""
        with self.imap() as client:
            lines = [line for line in _checked(client.list()) if line and b"\\no" not in line.lower().split(b")")[0]]
        names = (re.search(rb'(?:"([^"]*)"|(\S+))$', line) for line in lines)
        return sorted(self.folder_of(imap_utf7.decode(name[1] or name[2])) for name in names if name is not None)

    def renumber(self, folder: str) -> None:
        """Give the folder a new UIDVALIDITY; each server has a way of its own."""
        raise NotImplementedError

    def uidvalidity(self, folder: str) -> int:
        """What STATUS says now."""
        with self.imap() as client:
            answer = _checked(client.status(self._quoted(folder), "(UIDVALIDITY)"))
        found = re.search(rb"UIDVALIDITY (\d+)", answer[0])
        assert found is not None
        return int(found[1])

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

    def dates(self, folder: str) -> dict[int, datetime]:
        """The server's truth: every message's internal date, by uid."""
        with self._opened(folder) as client:
            if not _checked(client.uid("SEARCH", "ALL"))[0]:
                return {}
            lines = _checked(client.uid("FETCH", "1:*", "(UID INTERNALDATE)"))
        found = {}
        for line in lines:
            uid = re.search(rb"UID (\d+)", line)
            when = imaplib.Internaldate2tuple(line)
            assert uid is not None
            assert when is not None
            found[int(uid[1])] = datetime.fromtimestamp(time.mktime(when), UTC)
        return found

    @contextmanager
    def imap(self) -> Iterator[imaplib.IMAP4_SSL]:
        """A signed-in connection of the standard library's own client (not the code under test)."""
        context = self.server.authority.client_context()
        client = imaplib.IMAP4_SSL(self.server.host, self.server.port_tls, ssl_context=context)
        client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            client.authenticate("PLAIN", lambda _: b"\0%b\0%b" % (self.name.encode(), self.password.encode()))
            yield client
        finally:
            client.logout()

    @contextmanager
    def _opened(self, folder: str) -> Iterator[imaplib.IMAP4_SSL]:
        with self.imap() as client:
            _checked(client.select(self._quoted(folder)))
            yield client

    def _quoted(self, folder: str) -> str:
        name: bytes = imap_utf7.encode(self.path_of(folder))
        return '"' + name.decode("ascii").replace("\\", "\\\\").replace('"', '\\"') + '"'


def _checked(answer: tuple[str, list]) -> list:  # type: ignore[type-arg]
    kind, data = answer
    if kind != "OK":
        raise AssertionError(f"the server answered {kind}: {data}")
    return data
