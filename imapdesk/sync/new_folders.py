"""Folders that appeared on the server of a mailbox that asks about them: kept as questions until somebody answers."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from imapdesk.mail import MailboxId

if TYPE_CHECKING:
    from imapdesk.store import Store

_KEY = "new_folders"


def ask_about(store: Store, mailbox_id: MailboxId, before: Collection[str]) -> None:
    """Ask about the folders that hold mail, aren't ticked, and were not there before."""
    found = [f.path for f in store.load_folders(mailbox_id) if f.selectable and not f.included and f.path not in before]
    if found:
        _save(store, mailbox_id, [*load_asked(store, mailbox_id), *found])


def load_asked(store: Store, mailbox_id: MailboxId) -> list[str]:
    """The folders of a mailbox that are asked about: those that are still there and not ticked meanwhile."""
    kept: Any = store.get_setting(_KEY, None)
    asked = kept.get(str(mailbox_id), []) if isinstance(kept, dict) else []
    if not asked:
        return []
    waiting = {f.path for f in store.load_folders(mailbox_id) if f.on_server and not f.included}
    return [path for path in dict.fromkeys(asked) if path in waiting]


def settle(store: Store, mailbox_id: MailboxId, path: str) -> None:
    """The question is answered."""
    _save(store, mailbox_id, [one for one in load_asked(store, mailbox_id) if one != path])


def _save(store: Store, mailbox_id: MailboxId, paths: list[str]) -> None:
    kept: Any = store.get_setting(_KEY, None)
    asked = dict(kept) if isinstance(kept, dict) else {}
    asked[str(mailbox_id)] = paths
    store.set_setting(_KEY, {key: value for key, value in asked.items() if value} or None)
