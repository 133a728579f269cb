"""Mailboxes: their settings, and what their last run left behind."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from typing import Any

from imapdesk.errors import NotFound, SettingsRefused
from imapdesk.mail import (
    FolderId,
    Mailbox,
    MailboxId,
    MailboxSettings,
    NewFolders,
    Period,
    PeriodKind,
    Security,
    StoreChange,
    utc_now,
)
from imapdesk.outcome import Outcome
from imapdesk.store.database.base import StoreBase
from imapdesk.store.database.cleaning import delete_folders
from imapdesk.store.database.connection import Row
from imapdesk.store.database.encoding import clean_text, from_micros, to_json, to_micros

_COLUMNS = (
    "id, name, settings, paused, settings_revision, listed_revision, last_outcome, last_error, last_details, "
    "last_run_at, last_success_at, next_run_at, failures, "
    "(SELECT json_extract(run.result, '$.reason') FROM run WHERE run.mailbox_id = mailbox.id "
    "ORDER BY run.started_at DESC, run.id DESC LIMIT 1)"
)
# A change of these needs no new folder list: they say nothing about what is synchronised.
_WITHOUT_REVISION: dict[str, Any] = {"name": "", "every_minutes": 0, "owner": None, "instant": False}
_MARKABLE = frozenset(field.name for field in fields(Mailbox)) - {"id", "settings", "settings_revision", "last_reason"}


class Mailboxes(StoreBase):
    """Load, add, change and remove mailboxes."""

    def load_mailboxes(self) -> list[Mailbox]:
        """Every configured mailbox, by name; removed ones whose mail was kept are not configured any more."""
        rows = self._readers.rows(f"SELECT {_COLUMNS} FROM mailbox WHERE removed_at IS NULL ORDER BY name")
        return [_make_mailbox(row) for row in rows]

    def load_removed_mailboxes(self) -> list[Mailbox]:
        """Mailboxes that were removed while their mail was kept: listed and exported, never synchronised."""
        rows = self._readers.rows(f"SELECT {_COLUMNS} FROM mailbox WHERE removed_at IS NOT NULL ORDER BY name")
        return [_make_mailbox(row) for row in rows]

    def find_mailbox(self, name: str) -> Mailbox | None:
        """The configured mailbox of that name, or None."""
        if clean_text(name) != name:
            return None  # no such name is ever stored, and SQLite can't be asked for it
        row = self._readers.row(f"SELECT {_COLUMNS} FROM mailbox WHERE name = ? AND removed_at IS NULL", (name,))
        return None if row is None else _make_mailbox(row)

    def add_mailbox(self, settings: MailboxSettings) -> Mailbox:
        """Add a mailbox. One that was removed while its mail was kept comes back with it when it is the same login.

        Raises SettingsRefused(field="name") when the name is taken.
        """
        with self._writer.transaction() as cursor:
            kept = _find_by_name(cursor, settings.name)
            if kept is not None and not _is_removed(cursor, kept.id):
                raise SettingsRefused(f"There is already a mailbox named “{settings.name}”.", field="name")
            if kept is not None and _same_login(kept.settings, settings):
                return _revive(cursor, kept, settings)
            if kept is not None:
                _give_way(cursor, kept)
            cursor.execute(
                "INSERT INTO mailbox(name, settings) VALUES (?, ?)", (settings.name, settings_to_json(settings))
            )
            return _get_by_id(cursor, MailboxId(int(cursor.lastrowid or 0)))

    def save_settings(self, mailbox_id: MailboxId, settings: MailboxSettings) -> Mailbox:
        """Change a mailbox's settings; the revision goes up when the folder list has to be fetched anew.

        Raises SettingsRefused(field="name") when another mailbox has the name, NotFound.
        """
        with self._writer.transaction() as cursor:
            old = _get_by_id(cursor, mailbox_id)
            other = _find_by_name(cursor, settings.name)
            if other is not None and other.id != mailbox_id:
                if not _is_removed(cursor, other.id):
                    raise SettingsRefused(f"There is already a mailbox named “{settings.name}”.", field="name")
                _give_way(cursor, other)
            changed = replace(old.settings, **_WITHOUT_REVISION) != replace(settings, **_WITHOUT_REVISION)
            cursor.execute(
                "UPDATE mailbox SET name = ?, settings = ?, settings_revision = settings_revision + ? WHERE id = ?",
                (settings.name, settings_to_json(settings), int(changed), mailbox_id),
            )
            return _get_by_id(cursor, mailbox_id)

    def mark_mailbox(self, mailbox_id: MailboxId, **state: object) -> Mailbox:
        """Set state fields of `Mailbox` (paused, last_outcome, next_run_at, ...). Raises NotFound."""
        unknown = state.keys() - _MARKABLE
        if unknown:
            raise TypeError(f"not a state of a mailbox: {', '.join(sorted(unknown))}")
        with self._writer.transaction(durable="paused" in state) as cursor:
            for name, value in state.items():
                cursor.execute(f"UPDATE mailbox SET {name} = ? WHERE id = ?", (_to_column(value), mailbox_id))
            return _get_by_id(cursor, mailbox_id)

    def remove_mailbox(self, mailbox_id: MailboxId, *, keep_mail: bool) -> StoreChange:
        """Forget a mailbox, and its saved mail too unless ``keep_mail``. Raises NotFound."""
        with self._writer.transaction() as cursor:
            _get_by_id(cursor, mailbox_id)
            folder_ids = _folder_ids(cursor, mailbox_id)
            cursor.execute("DELETE FROM lease WHERE mailbox_id = ?", (mailbox_id,))
            if keep_mail:
                cursor.execute(
                    "UPDATE mailbox SET removed_at = ?, paused = 1 WHERE id = ?", (to_micros(utc_now()), mailbox_id)
                )
            else:
                delete_folders(cursor, folder_ids)
                cursor.execute("DELETE FROM mailbox WHERE id = ?", (mailbox_id,))
        return StoreChange(frozenset({mailbox_id}), frozenset(folder_ids), settings=True)


def _make_mailbox(row: Row) -> Mailbox:
    return Mailbox(
        id=MailboxId(row[0]),
        settings=settings_from_json(row[1], row[2]),
        paused=bool(row[3]),
        settings_revision=row[4],
        listed_revision=row[5],
        last_outcome=None if row[6] is None else Outcome(row[6]),
        last_error=row[7],
        last_details=row[8],
        last_run_at=from_micros(row[9]),
        last_success_at=from_micros(row[10]),
        next_run_at=from_micros(row[11]),
        failures=row[12],
        last_reason=row[13] or "",
    )


def settings_to_json(settings: MailboxSettings) -> str:
    """Settings as a row keeps them."""
    values = asdict(settings)
    values["period"] = {
        "kind": str(settings.period.kind),
        "since": None if settings.period.since is None else settings.period.since.isoformat(),
    }
    return to_json(values)


def settings_from_json(name: str, text: str) -> MailboxSettings:
    """Settings from their JSON; the name's own column counts; what an older program didn't write has its default."""
    values: dict[str, Any] = json.loads(text)
    known = {field.name for field in fields(MailboxSettings)}
    values = {key: value for key, value in values.items() if key in known}
    period = values.get("period") or {}
    since = period.get("since")
    values["period"] = Period(
        PeriodKind(period.get("kind", PeriodKind.LAST_YEAR)), date.fromisoformat(since) if since else None
    )
    values["security"] = Security(values.get("security", Security.SSL))
    values["new_folders"] = NewFolders(values.get("new_folders", NewFolders.INCLUDE))
    values["name"] = name
    return MailboxSettings(**values)


def _to_column(value: object) -> object:
    if isinstance(value, datetime):
        return to_micros(value)
    if isinstance(value, Outcome):
        return str(value)
    return int(value) if isinstance(value, bool) else value


def _find_by_name(cursor: sqlite3.Cursor, name: str) -> Mailbox | None:
    row = cursor.execute(f"SELECT {_COLUMNS} FROM mailbox WHERE name = ?", (name,)).fetchone()
    return None if row is None else _make_mailbox(row)


def _get_by_id(cursor: sqlite3.Cursor, mailbox_id: MailboxId) -> Mailbox:
    row = cursor.execute(f"SELECT {_COLUMNS} FROM mailbox WHERE id = ?", (mailbox_id,)).fetchone()
    if row is None:
        raise NotFound("This mailbox isn't here any more.")
    return _make_mailbox(row)


def _is_removed(cursor: sqlite3.Cursor, mailbox_id: MailboxId) -> bool:
    row = cursor.execute("SELECT removed_at IS NOT NULL FROM mailbox WHERE id = ?", (mailbox_id,)).fetchone()
    return bool(row[0])


def _folder_ids(cursor: sqlite3.Cursor, mailbox_id: MailboxId) -> list[FolderId]:
    return [row[0] for row in cursor.execute("SELECT id FROM folder WHERE mailbox_id = ?", (mailbox_id,))]


def _same_login(old: MailboxSettings, new: MailboxSettings) -> bool:
    return (old.host, old.user, old.address) == (new.host, new.user, new.address)


def _revive(cursor: sqlite3.Cursor, kept: Mailbox, settings: MailboxSettings) -> Mailbox:
    cursor.execute(
        "UPDATE mailbox SET settings = ?, removed_at = NULL, paused = 0, settings_revision = settings_revision + 1, "
        "last_outcome = NULL, last_error = '', last_details = '', next_run_at = NULL, failures = 0 WHERE id = ?",
        (settings_to_json(settings), kept.id),
    )
    return _get_by_id(cursor, kept.id)


def _give_way(cursor: sqlite3.Cursor, kept: Mailbox) -> None:
    """Kept mail of another login steps aside under a name of its own."""
    number = 1
    while _find_by_name(cursor, f"{kept.name} (removed {number})") is not None:
        number += 1
    cursor.execute("UPDATE mailbox SET name = ? WHERE id = ?", (f"{kept.name} (removed {number})", kept.id))
