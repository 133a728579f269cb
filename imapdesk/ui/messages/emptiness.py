"""Why a list is empty, in words, and what a person can do about it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.sentences import say

if TYPE_CHECKING:
    from imapdesk.mail import Folder, Scope
    from imapdesk.ui.state.shelf import Snapshot


@dataclass(frozen=True, slots=True)
class Reason:
    """What stands in the place of the list; ``action`` names what its button does."""

    title: str
    text: str = ""
    picture: str = "inbox"
    button: str = ""
    action: str = ""


def tr(text: str) -> str:
    """Translate a text of this file."""
    return QCoreApplication.translate("Emptiness", text)


def find_reason(query: str, scope: Scope, snapshot: Snapshot, active: str | None, explained: str = "") -> Reason:
    """Why there is nothing: ``active`` is the mailbox that is being synchronised.

    ``explained`` is how the query was understood.
    """
    if query and explained.endswith("."):  # a sentence: why nothing can be found
        return Reason(_name_search(query), say(explained), "search")
    if query:
        return _explain_search(query, everywhere=_is_everywhere(scope))
    folders = snapshot.folders.get(scope.mailbox or "", ())
    if scope.mailbox is not None and folders and not any(folder.included for folder in folders):
        text, choose = tr("Tick the folders you want to keep."), tr("Choose inbox and sent")
        return Reason(tr("No folders chosen yet"), text, "folder", choose, "choose")
    waiting = scope.mailbox is not None and scope.mailbox == active
    return _explain_folder(snapshot.find_folder(scope.mailbox, scope.folder), waiting)


def _name_search(query: str) -> str:
    return tr("Nothing found for “{query}”").format(query=formats.plain(formats.cut(query, 60)))


def _explain_search(query: str, *, everywhere: bool) -> Reason:
    title = _name_search(query)
    if everywhere:
        return Reason(title, tr("Try fewer words. What is not saved here can be found on the server."), "search")
    text = tr("Try fewer words, or search all mailboxes.")
    return Reason(title, text, "search", tr("Search everywhere"), "everywhere")


def _is_everywhere(scope: Scope) -> bool:
    """Whether nothing narrows it, neither a mailbox nor a view such as "Unread"."""
    narrowed = scope.mailbox is not None or scope.role is not None
    return not (narrowed or scope.unread or scope.starred or scope.attachments)


def _explain_folder(folder: Folder | None, waiting: bool) -> Reason:
    if folder is not None and not folder.included:
        text = tr("This folder is not kept on this computer. Tick it to download its mail.")
        return Reason(tr("Not ticked"), text, "folder", tr("Keep this folder"), "include")
    if waiting and not (folder and folder.messages_saved):
        return Reason(tr("Downloading your newest messages…"), "", "sync", tr("Pause"), "pause")
    if folder is not None and folder.last_sync is None:
        text = tr("Its mail comes with the next sync.")
        return Reason(tr("Not synced yet"), text, "sync", tr("Sync now"), "sync")
    return Reason(tr("No messages here"))
