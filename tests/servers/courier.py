"""A private Courier: its own environment, loopback ports, certificate and accounts, in a folder of its own."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.servers.certificates import TestAuthority
from tests.servers.dovecot_config import mail_owner
from tests.servers.imap_user import ImapUser
from tests.servers.maildir import add_to_maildir, make_maildir
from tests.servers.password_doors import PasswordDoor, answer_courier
from tests.servers.peer import PeerServer
from tests.servers.processes import start
from tests.servers.unpacked import compile_library, environment

PREFIX = "INBOX."
CAPABILITY = "IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA IDLE AUTH=PLAIN"
"""Debian's own line, without the challenges for which a plain password would have to be kept."""


@dataclass(frozen=True, slots=True)
class CourierUser(ImapUser):
    """An account on Courier, whose folders all lie below ``INBOX.``."""

    home: Path

    def path_of(self, folder: str) -> str:
        return "INBOX" if folder.upper() == "INBOX" else PREFIX + folder.replace("/", ".")

    def folder_of(self, path: str) -> str:
        return path.removeprefix(PREFIX).replace(".", "/")

    def deliver(
        self, folder: str, messages: Iterable[bytes], *, flags: Sequence[str] = (), received: datetime | None = None
    ) -> None:
        """Put messages into a folder by writing its Maildir, creating it if need be; uids follow in this order."""
        as_files = (raw.replace(b"\r\n", b"\n") for raw in messages)  # Courier puts a CR before each line feed
        add_to_maildir(self._maildir(folder), as_files, flags=flags, received=received, owner=mail_owner())

    def renumber(self, folder: str) -> None:
        """Give the folder a new UIDVALIDITY and new uids."""
        numbers = self._maildir(folder) / "courierimapuiddb"
        if numbers.exists():  # left to itself Courier takes the clock's seconds, which may be those of the old one
            _, before, _ = numbers.read_text(encoding="utf-8").split("\n", 1)[0].split()
            numbers.write_text(f"1 {int(before) + 1} 1\n", encoding="utf-8")

    def _maildir(self, folder: str) -> Path:
        root = self.home / "mail"
        place = root if folder.upper() == "INBOX" else root / f".{folder.replace('/', '.')}"  # UTF-8 since 5.0
        for each in (root, place):
            make_maildir(each, mail_owner())
        if place != root:
            (place / "maildirfolder").touch()
        return place


class CourierServer(PeerServer):
    """A running Courier IMAP. ``settings`` change the environment that its start script would set."""

    name = b"Courier-IMAP"
    program = "usr/lib/courier/courier/imaplogin"

    def __init__(self, authority: TestAuthority, **settings: str) -> None:
        super().__init__(authority)
        self.settings = settings
        self._homes: dict[str, Path] = {}

    def start(self) -> CourierServer:
        """Start and wait for the greeting."""
        source = Path(__file__).parent / "native" / "courier_door.c"
        compile_library(source, self.root / "courier_door.so")
        answer = answer_courier(self.passwords, self._homes, mail_owner())
        self._begin(PasswordDoor(self.root / "door", answer))
        return self

    def add_user(self, name: str | None = None, password: str = "correct horse") -> CourierUser:
        """A new, empty account."""
        number = next(self._numbers)
        user = CourierUser(self, name or f"user{number}@example.org", password, self.root / "homes" / str(number))
        user.home.mkdir(parents=True)
        if os.geteuid() == 0:
            os.chown(user.home, *mail_owner())
        make_maildir(user.home / "mail", mail_owner())
        self._homes[user.name] = user.home
        self.passwords[user.name] = password
        return user

    def _start_processes(self) -> list[subprocess.Popen[bytes]]:
        programs = self.programs / "usr"
        tcpd = [str(programs / "sbin/couriertcpd"), "-address=127.0.0.1", "-maxprocs=400", "-maxperip=400"]
        tcpd += ["-nodnslookup", "-noidentlookup", "-stderr=" + str(self.root / "output")]
        login = [str(programs / "lib/courier/courier/imaplogin"), str(programs / "bin/imapd"), "mail"]
        tls = [str(programs / "bin/couriertls"), "-server", "-tcpd"]
        env = self._make_environment()
        return [
            start([*tcpd, str(self.port_plain), *login], output=self.root / "output", env=env),
            start([*tcpd, str(self.port_tls), *tls, *login], output=self.root / "output", env=env | {"IMAP_TLS": "1"}),
        ]

    def _make_environment(self) -> dict[str, str]:
        words = {
            "LD_PRELOAD": str(self.root / "courier_door.so"),
            "COURIER_DOOR": str(self.root / "door"),
            "COURIERTLS": str(self.programs / "usr/bin/couriertls"),
            "TLS_CERTFILE": str(self._issue(mail_owner())),
            "TLS_PROTOCOL": "TLSv1.2+",
            "TLS_VERIFYPEER": "NONE",
            "IMAP_STARTTLS": "YES",
            "IMAP_TLS_REQUIRED": "0",
            "IMAP_CAPABILITY": CAPABILITY,
            "IMAP_CAPABILITY_TLS": CAPABILITY,
            "IMAP_KEYWORDS": "1",
            "IMAP_ACL": "1",
            "IMAP_CHECK_ALL_FOLDERS": "0",
            "IMAP_DISABLETHREADSORT": "0",
            "IMAP_EMPTYTRASH": "",
            "IMAP_ENHANCEDIDLE": "0",
            "IMAP_IDLE_TIMEOUT": "60",
            "IMAP_MAILBOX_SANITY_CHECK": "1",
            "IMAP_OBSOLETE_CLIENT": "0",
            "IMAP_TRASHFOLDERNAME": "Trash",
            "IMAP_USELOCKS": "1",
        }
        return environment(self.programs) | words | self.settings
