"""Mailboxes of this computer only: their mail came from files; it is listed, searched and exported, never synchronised.

Such a mailbox has no server; it is kept as one that was removed and whose mail was kept.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import replace

from imapdesk.errors import SettingsRefused
from imapdesk.mail import Fetched, FolderId, MailboxId, MailboxSettings, StoreChange, Uid, utc_now
from imapdesk.store.database.encoding import clean_text, to_micros
from imapdesk.store.held.saving import Saving
from imapdesk.store.mailboxes import Mailboxes


class Importing(Mailboxes, Saving):
    """Save mail that came from files."""

    def ensure_local_mailbox(self, name: str, owner: str | None) -> MailboxId:
        """The number of the mailbox without a server of that name, made if there is none.

        Raises SettingsRefused(field="name") when a mailbox with a server has the name.
        """
        kept = next((mailbox for mailbox in self.load_removed_mailboxes() if mailbox.name == name), None)
        if kept is not None and not kept.settings.host:
            return kept.id
        if kept is not None or self.find_mailbox(name) is not None:
            raise SettingsRefused(f"There is already a mailbox named “{name}”.", field="name")
        with self._writer.transaction() as cursor:
            made = self.add_mailbox(MailboxSettings(name, "", "", owner=owner))
            cursor.execute(
                "UPDATE mailbox SET removed_at = ?, paused = 1 WHERE id = ?", (to_micros(utc_now()), made.id)
            )
        return made.id

    def ensure_local_folder(self, mailbox_id: MailboxId, path: str) -> FolderId:
        """The number of a folder of a local mailbox, made if it is missing."""
        path = clean_text(path)
        with self._writer.transaction() as cursor:
            cursor.execute(
                "INSERT INTO folder(mailbox_id, path, wire_name, delimiter, on_server) VALUES (?, ?, ?, '/', 0) "
                "ON CONFLICT DO NOTHING",
                (mailbox_id, path, path.encode()),
            )
            row = cursor.execute(
                "SELECT id FROM folder WHERE mailbox_id = ? AND path = ?", (mailbox_id, path)
            ).fetchone()
        return FolderId(int(row[0]))

    def load_folder_digests(self, folder_id: FolderId) -> set[bytes]:
        """The SHA-256 of every saved message of a folder."""
        rows = self._readers.rows(
            "SELECT c.digest FROM location l JOIN content c ON c.id = l.content_id WHERE l.folder_id = ?", (folder_id,)
        )
        return {bytes(row[0]) for row in rows}

    def append_messages(self, folder_id: FolderId, messages: Sequence[Fetched]) -> StoreChange:
        """Save messages behind those of a local folder, in one transaction; their UIDs are chosen here."""
        with self._writer.transaction() as cursor:
            first = _next_uid(cursor, folder_id)
            numbered = [replace(one, uid=Uid(first + at)) for at, one in enumerate(messages)]
            return self.save_window(folder_id, numbered)

    def drop_empty_mailboxes(self, mailbox_ids: Collection[MailboxId]) -> None:
        """Forget local mailboxes into which nothing came."""
        with self._writer.transaction() as cursor:
            for mailbox_id in mailbox_ids:
                cursor.execute(
                    "DELETE FROM mailbox WHERE id = ? AND NOT EXISTS "
                    "(SELECT 1 FROM folder f JOIN location l ON l.folder_id = f.id WHERE f.mailbox_id = mailbox.id)",
                    (mailbox_id,),
                )


def _next_uid(cursor: sqlite3.Cursor, folder_id: FolderId) -> int:
    row = cursor.execute("SELECT max(uid) FROM location WHERE folder_id = ?", (folder_id,)).fetchone()
    return int(row[0] or 0) + 1
