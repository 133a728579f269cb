"""How a row of the tree looks: its icon, its count, its tick, its colour, and what is said of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import QTreeWidgetItem

from imapdesk.mail import Folder, Mailbox
from imapdesk.ui.folders.nodes import joint_state
from imapdesk.ui.folders.tips import Checked, describe_folder_tip
from imapdesk.ui.state.status import State, describe_status
from imapdesk.ui.widgets import formats, spoken
from imapdesk.ui.widgets.icons import icon, role_icon
from imapdesk.ui.widgets.spoken import describe_tick
from imapdesk.ui.widgets.theme import current_theme
from imapdesk.ui.widgets.tips import tip

if TYPE_CHECKING:
    from imapdesk.desk.verifying import FolderProof

PLACE = Qt.ItemDataRole.UserRole
PATHS = Qt.ItemDataRole.UserRole + 1
COUNT = Qt.ItemDataRole.UserRole + 2  # unread messages
STATE = Qt.ItemDataRole.UserRole + 3  # what the icon beside the name means, in words


def _tr(text: str) -> str:
    return QCoreApplication.translate("MailboxTree", text)


def fill_mailbox(item: QTreeWidgetItem, mailbox: Mailbox, *, is_active: bool) -> None:
    """A mailbox that is kept in step."""
    status = describe_status(mailbox, mailbox.name if is_active else None)
    item.setIcon(1, icon("warning", status.colour) if status.needs_user else icon(status.state.value, status.colour))
    if status.state in (State.FINE, State.NEW):
        item.setData(1, Qt.ItemDataRole.DecorationRole, None)
    told = f"{status.title}\n{status.text}".strip()
    item.setToolTip(0, tip(formats.plain(mailbox.settings.address) + "\n" + told))
    item.setToolTip(1, tip(told))
    item.setData(0, STATE, status.title)
    item.setData(1, STATE, "")
    speak_row(item)


def fill_removed(item: QTreeWidgetItem, mailbox: Mailbox, folder: Folder | None) -> None:
    """A mailbox that is here no more but for its mail, or a folder of it: grey, without a tick."""
    told = _tr("Removed; mail kept here")
    if not mailbox.settings.host:
        told = _tr("Imported; this mail is on this computer alone")
    if folder is not None:
        item.setIcon(0, role_icon(folder.role, on_server=False))
        set_count(item, folder.unread)
    item.setForeground(0, QBrush(QColor(current_theme().colours.muted)))
    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
    item.setToolTip(0, tip(told))
    item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, told)


def fill_folder(item: QTreeWidgetItem, folder: Folder, checked: Checked | None) -> None:
    """A folder of a mailbox that is kept in step."""
    item.setIcon(0, role_icon(folder.role, folder.on_server))
    set_count(item, folder.unread)
    grey = not folder.included or not folder.on_server
    colours = current_theme().colours
    item.setForeground(0, QBrush(QColor(colours.muted if grey else colours.text)))
    told = describe_folder_tip(folder, checked)
    item.setToolTip(0, tip(told))
    item.setToolTip(1, tip(told))
    _mark_checked(item, None if checked is None else checked[0])
    item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, told)


def _mark_checked(item: QTreeWidgetItem, checked: FolderProof | None) -> None:
    """A tick where the latest check found everything here, a warning where it did not."""
    if checked is None:
        item.setData(1, Qt.ItemDataRole.DecorationRole, None)
        item.setData(1, STATE, "")
    else:
        item.setIcon(1, icon("check", "good") if checked.complete else icon("warning", "star"))
        item.setData(1, STATE, _tr("complete") if checked.complete else _tr("not complete"))
    speak_row(item)


def set_count(item: QTreeWidgetItem, unread: int) -> None:
    """How much is unread, in bold; nothing for nought."""
    item.setText(1, formats.number(unread) if unread else "")
    font = QFont(item.treeWidget().font())
    font.setBold(unread > 0)
    item.setFont(1, font)
    if item.data(0, PLACE).folder is not None:
        item.setFont(0, font)
    item.setData(0, COUNT, unread)
    speak_row(item)


def set_check(item: QTreeWidgetItem, included: Collection[str]) -> None:
    """The state of its check box, if it has one."""
    state = joint_state(item.data(0, PATHS) or [], included)
    if state is None:
        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
    elif item.data(0, Qt.ItemDataRole.CheckStateRole) != state:
        item.setCheckState(0, state)
        speak_row(item)


def speak_row(item: QTreeWidgetItem) -> None:
    """Say name, tick and state of a row, and how much is unread: in two cells where both are read."""
    unread: int = item.data(0, COUNT) or 0
    count = _tr("{count} unread").format(count=formats.number(unread)) if unread else ""
    check = item.data(0, Qt.ItemDataRole.CheckStateRole) if item.flags() & Qt.ItemFlag.ItemIsUserCheckable else None
    name = [item.text(0), describe_tick(Qt.CheckState(check)) if check is not None else "", item.data(0, STATE) or ""]
    beside = [count, item.data(1, STATE) or ""]
    if not spoken.READS_ROWS:
        name, beside = name + beside, []
    item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, name)))
    item.setData(1, Qt.ItemDataRole.AccessibleTextRole, ", ".join(filter(None, beside)))
