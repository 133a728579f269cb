"""How a row of the tree looks: its icon, its count, its tick, its colour, and what is said of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont

from imapdesk.mail import Folder, Mailbox
from imapdesk.ui.folders.nodes import joint_state
from imapdesk.ui.folders.row import Cells
from imapdesk.ui.folders.tips import Checked, describe_folder_tip
from imapdesk.ui.state.status import State, describe_status
from imapdesk.ui.widgets import formats, spoken
from imapdesk.ui.widgets.icons import icon, role_icon
from imapdesk.ui.widgets.spoken import describe_tick
from imapdesk.ui.widgets.theme import current_theme
from imapdesk.ui.widgets.tips import tip

if TYPE_CHECKING:
    from imapdesk.desk.verifying import FolderProof

_TEXT, _DESCRIPTION = Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole
_VIEWS = {"inboxes": "inbox", "all": "mailbox", "unread": "dot", "starred": "star", "attachments": "attachment"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("MailboxTree", text)


def fill_heading(cells: Cells) -> None:
    """A quiet line above others that can't be chosen."""
    cells.set_colour(current_theme().colours.muted)
    speak_row(cells)


def fill_view(cells: Cells, view: str, unread: int, font: QFont) -> None:
    """A view over all mailboxes."""
    cells.set_icon(0, icon(_VIEWS[view]))
    cells.set_tip(0, _tr("{view}, over all mailboxes").format(view=cells.name))
    count_unread(cells, unread, font)


def fill_search(cells: Cells, query: str) -> None:
    """A search that was saved."""
    cells.set_icon(0, icon("search"))
    cells.set_tip(0, tip(formats.plain(query)))
    speak_row(cells)


def fill_mailbox(cells: Cells, mailbox: Mailbox, font: QFont, *, is_active: bool) -> None:
    """A mailbox that is kept in step."""
    status = describe_status(mailbox, mailbox.name if is_active else None)
    cells.set_icon(0, icon("mailbox"))
    cells.set_font(0, _embolden(font, True))
    if status.needs_user:
        cells.set_icon(1, icon("warning", status.colour))
    elif status.state not in (State.FINE, State.NEW):
        cells.set_icon(1, icon(status.state.value, status.colour))
    told = f"{status.title}\n{status.text}".strip()
    cells.set_tip(0, tip(formats.plain(mailbox.settings.address) + "\n" + told))
    cells.set_tip(1, tip(told))
    cells.state = status.title
    speak_row(cells)


def fill_removed(cells: Cells, mailbox: Mailbox, folder: Folder | None, font: QFont) -> None:
    """A mailbox that is here no more but for its mail, or a folder of it: grey, without a tick."""
    told = _tr("Removed; mail kept here")
    if not mailbox.settings.host:
        told = _tr("Imported; this mail is on this computer alone")
    cells.set_icon(0, icon("mailbox") if folder is None else role_icon(folder.role, on_server=False))
    cells.set_colour(current_theme().colours.muted)
    cells.set_tip(0, tip(told))
    cells.put(0, _DESCRIPTION, told)
    if folder is not None:
        _embolden_folder(cells, folder.unread, font)
    count_unread(cells, folder.unread if folder else 0, font)


def fill_folder(cells: Cells, folder: Folder, checked: Checked | None, font: QFont) -> None:
    """A folder of a mailbox that is kept in step."""
    cells.set_icon(0, role_icon(folder.role, folder.on_server))
    grey = not folder.included or not folder.on_server
    colours = current_theme().colours
    cells.set_colour(colours.muted if grey else colours.text)
    told = describe_folder_tip(folder, checked)
    cells.set_tip(0, tip(told))
    cells.set_tip(1, tip(told))
    cells.put(0, _DESCRIPTION, told)
    _mark_checked(cells, None if checked is None else checked[0])
    _embolden_folder(cells, folder.unread, font)
    count_unread(cells, folder.unread, font)


def _mark_checked(cells: Cells, checked: FolderProof | None) -> None:
    """A tick where the latest check found everything here, a warning where it did not."""
    if checked is not None:
        cells.set_icon(1, icon("check", "good") if checked.complete else icon("warning", "star"))
        cells.state_beside = _tr("complete") if checked.complete else _tr("not complete")


def count_unread(cells: Cells, unread: int, font: QFont) -> None:
    """How much is unread, in bold; nothing for nought."""
    cells.set_count(formats.number(unread) if unread else "")
    cells.set_font(1, _embolden(font, unread > 0))
    speak_row(cells, unread)


def _embolden_folder(cells: Cells, unread: int, font: QFont) -> None:
    cells.set_font(0, _embolden(font, unread > 0))


def _embolden(font: QFont, bold: bool) -> QFont:
    made = QFont(font)
    made.setBold(bold)
    return made


def set_check(cells: Cells, paths: Collection[str], included: Collection[str]) -> None:
    """The state of its check box, if it has one; to be called before the rest, which says it."""
    state = joint_state(paths, included)
    if state is not None:
        cells.set_check(state)


def speak_row(cells: Cells, unread: int = 0) -> None:
    """Say name, tick and state of a row, and how much is unread: in two cells where both are read."""
    count = _tr("{count} unread").format(count=formats.number(unread)) if unread else ""
    name = [cells.name, describe_tick(cells.check) if cells.check is not None else "", cells.state]
    beside = [count, cells.state_beside]
    if not spoken.READS_ROWS:
        name, beside = name + beside, []
    cells.put(0, _TEXT, ", ".join(filter(None, name)))
    cells.put(1, _TEXT, ", ".join(filter(None, beside)))
