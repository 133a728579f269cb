"""Mailboxes whose rows are lost, made anew of what else is left: folders name them, runs know their names.

Settings are JSON, which can be found on a page that is no page any more. Where they can't, the mailbox is made as one
that was removed and whose mail was kept: nothing is synchronised, everything can be read and exported.
"""

from __future__ import annotations

import json
import mmap
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from imapdesk.mail import MailboxSettings, utc_now
from imapdesk.store.database.connection import Row
from imapdesk.store.database.encoding import to_micros
from imapdesk.store.mailboxes import settings_from_json, settings_to_json
from imapdesk.store.store import Store

_SETTINGS = re.compile(rb'\{"address":"')  # the first of the names in their order
_MOST_BYTES = 64 * 1024


def rebuild_mailboxes(path: Path, store: Store, folders: Iterable[Row], runs: Iterable[Row]) -> int:
    """Make the mailboxes that ``folders`` (mailbox_id) and ``runs`` (mailbox_id, result) speak of and that are lost.

    ``path`` is the damaged file. How many were made.
    """
    known = {row[0] for row in store._readers.rows("SELECT id FROM mailbox")}
    names = dict(_iter_names(runs))
    lost = sorted(({row[0] for row in folders if isinstance(row[0], int)} | names.keys()) - known)
    if not lost:
        return 0
    taken = {row[0] for row in store._readers.rows("SELECT name FROM mailbox")}
    found = {name: settings for name, settings in find_settings(path).items() if name not in taken}
    if len(lost) == len(found) == 1:
        names.setdefault(lost[0], next(iter(found)))
    for mailbox_id in lost:
        name = names.get(mailbox_id, "")
        if not name or name in taken:
            name = f"Mailbox {mailbox_id}"
        taken.add(name)
        _add(store, mailbox_id, name, found.get(name))
    return len(lost)


def find_settings(path: Path) -> dict[str, MailboxSettings]:
    """What looks like the settings of a mailbox, anywhere in a file, by the mailbox's name."""
    found: dict[str, MailboxSettings] = {}
    with path.open("rb") as file:
        if not file.seek(0, 2):
            return found
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            for match in _SETTINGS.finditer(data):
                settings = _read(data[match.start() : match.start() + _MOST_BYTES])
                if settings is not None:
                    found[settings.name] = settings
    return found


def _read(text: bytes) -> MailboxSettings | None:
    try:
        values, _ = json.JSONDecoder().raw_decode(text.decode("latin-1"))
        return settings_from_json(values["name"], json.dumps(values)) if "host" in values else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _iter_names(runs: Iterable[Row]) -> Iterable[tuple[int, str]]:
    """The name of each mailbox in its latest run."""
    for mailbox_id, result in runs:
        try:
            values: Any = json.loads(result)
            name = values["mailbox"]
        except (ValueError, KeyError, TypeError):
            continue
        if isinstance(mailbox_id, int) and isinstance(name, str):
            yield mailbox_id, name


def _add(store: Store, mailbox_id: int, name: str, settings: MailboxSettings | None) -> None:
    removed_at = None if settings is not None else to_micros(utc_now())
    text = settings_to_json(settings or MailboxSettings(name, "", ""))
    with store._writer.transaction() as cursor:
        cursor.execute(
            "INSERT INTO mailbox(id, name, settings, removed_at) VALUES (?, ?, ?, ?)",
            (mailbox_id, name, text, removed_at),
        )
