"""One run per mailbox at a time, over all processes: a lease with a heartbeat."""

from __future__ import annotations

import os
import socket
import sqlite3
from datetime import timedelta

from imapdesk.mail import MailboxId, utc_now
from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.encoding import to_micros


class Leasing(StoreBase):
    """Take, renew and give back the lease of a mailbox. A holder calls itself "host:pid:uuid"."""

    def take_lease(self, mailbox_id: MailboxId, holder: str, *, ttl_s: float = 60) -> bool:
        """Whether ``holder`` has the lease now, for ``ttl_s`` seconds.

        It is taken over when it ran out, or when its holder's process on this computer is dead.
        """
        with self._writer.transaction(durable=False) as cursor:
            current = _find_holder(cursor, mailbox_id)
            if current is not None and current != holder and _is_alive(current):
                return False
            cursor.execute(
                "INSERT INTO lease(mailbox_id, holder, expires_at) VALUES (?, ?, ?) ON CONFLICT(mailbox_id) "
                "DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at",
                (mailbox_id, holder, _expiry(ttl_s)),
            )
            return True

    def renew_lease(self, mailbox_id: MailboxId, holder: str, *, ttl_s: float = 60) -> bool:
        """Whether ``holder`` still had the lease and has it for another ``ttl_s`` seconds."""
        with self._writer.transaction(durable=False) as cursor:
            cursor.execute(
                "UPDATE lease SET expires_at = ? WHERE mailbox_id = ? AND holder = ?",
                (_expiry(ttl_s), mailbox_id, holder),
            )
            return cursor.rowcount > 0

    def release_lease(self, mailbox_id: MailboxId, holder: str) -> None:
        """Give the lease back; nothing happens when another holder has it."""
        with self._writer.transaction(durable=False) as cursor:
            cursor.execute("DELETE FROM lease WHERE mailbox_id = ? AND holder = ?", (mailbox_id, holder))

    def load_cut_off(self) -> set[MailboxId]:
        """The mailboxes whose run was not ended by itself: its lease is there still, and nobody keeps it alive."""
        now = to_micros(utc_now())
        leases = self._readers.rows("SELECT mailbox_id, holder, expires_at FROM lease")
        return {MailboxId(mailbox) for mailbox, holder, ends in leases if ends <= now or not _is_alive(str(holder))}


def _find_holder(cursor: sqlite3.Cursor, mailbox_id: MailboxId) -> str | None:
    row = cursor.execute(
        "SELECT holder FROM lease WHERE mailbox_id = ? AND expires_at > ?", (mailbox_id, to_micros(utc_now()))
    ).fetchone()
    return None if row is None else str(row[0])


def _expiry(ttl_s: float) -> int | None:
    return to_micros(utc_now() + timedelta(seconds=ttl_s))


def _is_alive(holder: str) -> bool:
    """Whether the holder's process may still run; one on another computer is believed until its lease runs out."""
    host, _, rest = holder.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname() or not rest.isdigit():
        return True
    return _process_exists(int(rest))


def _process_exists(pid: int) -> bool:
    if os.name == "nt":  # there os.kill(pid, 0) would end the process; the lease's end decides instead
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
