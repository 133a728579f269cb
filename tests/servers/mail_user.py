"""One account on the tests' Dovecot: mail is delivered as files, the rest is what another mail program does."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from imapclient import imap_utf7

from tests.servers.dovecot_config import mail_owner
from tests.servers.imap_user import ImapUser
from tests.servers.maildir import add_to_maildir, make_maildir


@dataclass(frozen=True, slots=True)
class MailUser(ImapUser):
    """An account: ``deliver`` writes files (fast, any number), the rest speaks IMAP as another client would."""

    home: Path

    def deliver(
        self, folder: str, messages: Iterable[bytes], *, flags: Sequence[str] = (), received: datetime | None = None
    ) -> None:
        """Put messages into a folder by writing its Maildir, creating it if need be; uids follow in this order."""
        add_to_maildir(self._maildir(folder), messages, flags=flags, received=received, owner=mail_owner())

    def renumber(self, folder: str) -> None:
        """Give the folder a new UIDVALIDITY and new uids, as a server does after it lost its index."""
        place = self._maildir(folder)
        numbers = place / "dovecot-uidlist"
        before = re.match(rb"3 V(\d+) ", numbers.read_bytes()) if numbers.exists() else None
        for path in place.glob("dovecot*"):
            path.unlink()
        if before is not None:  # left to itself Dovecot takes the clock's seconds, which may be those of the old one
            numbers.write_text(f"3 V{int(before[1]) + 1} N1\n")
            if os.geteuid() == 0:
                os.chown(numbers, *mail_owner())

    def _maildir(self, folder: str) -> Path:
        """The folder's Maildir, made if it isn't there (Maildir++: INBOX is the root, others ``.A.B`` below it)."""
        root = self.home / "mail"
        encoded: bytes = imap_utf7.encode(folder.replace("/", "."))
        place = root if folder.upper() == "INBOX" else root / f".{encoded.decode('ascii')}"
        for each in (root, place):
            make_maildir(each, mail_owner())
        return place
