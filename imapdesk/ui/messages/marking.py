"""What is said of a mark that was set: which it is, and once that a mailbox that is only read keeps it to itself."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from imapdesk.ui.state.shelf import Snapshot
from imapdesk.ui.widgets import formats


def _tr(text: str) -> str:
    return QCoreApplication.translate("Marking", text)


def name_mark(seen: bool | None, flagged: bool | None) -> str:
    """A mark in words, for whoever doesn't see the row change."""
    if flagged is not None:
        return _tr("Starred") if flagged else _tr("Star taken away")
    return _tr("Marked as read") if seen else _tr("Marked as unread")


class KeptHere:
    """Mailboxes of which it was said that their marks stay on this computer."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def tell(self, mailboxes: Collection[str], snapshot: Snapshot) -> str:
        """The sentence, the first time that one of these mailboxes is only read; else nothing."""
        for name in sorted(set(mailboxes) - self._told):
            mailbox = snapshot.find_mailbox(name)
            if mailbox is not None and mailbox.settings.read_only:
                self._told.add(name)
                text = _tr("{mailbox} is read-only: its marks stay on this computer and never reach the server.")
                return text.format(mailbox=formats.plain(name))
        return ""
