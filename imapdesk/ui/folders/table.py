"""The mailbox page's tables: each folder with its reason, and the quarantine in the server's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from imapdesk.mail import Folder, Mailbox, QuarantinedMessage
from imapdesk.ui.folders.nodes import make_nodes
from imapdesk.ui.folders.reasons import describe_folder
from imapdesk.ui.folders.tips import describe_proof, sort_proof
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.dialogs import button, grown, label, row
from imapdesk.ui.widgets.long_table import LongTable
from imapdesk.ui.widgets.sentences import say
from imapdesk.ui.widgets.tables import fill_table, make_table

if TYPE_CHECKING:
    from imapdesk.desk.verifying import Proof

_CHECK_WIDTH = 250  # pixels, for the usual font
_MOST_FOLDERS = 12  # rows that are seen without scrolling in the table
_MOST_HELD = 5


class FolderTable(QWidget):
    """Folders with their reasons, and the quarantine below when there is one."""

    again_wanted = Signal()
    check_wanted = Signal(str)  # the mailbox

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Folders"))
        self.folders = LongTable(
            self.tr("Folders"),
            [self.tr("Folder"), self.tr("Saved"), self.tr("On the server"), self.tr("State"), self.tr("Completeness")],
            3,
            right=(1, 2),
            framed=True,
        )
        self.folders.horizontalHeader().setSectionResizeMode(4, QHeaderView.ResizeMode.Interactive)
        self.folders.horizontalHeader().resizeSection(4, grown(_CHECK_WIDTH))  # the whole of it is in the tool tip
        self.quarantine = label("", section=True)
        self.held = make_table(
            self.tr("Messages in quarantine"),
            [self.tr("Folder"), self.tr("Number"), self.tr("What the server said"), self.tr("Next try")],
            2,
            framed=True,
        )
        self.again = button(self.tr("Try again"), self.again_wanted.emit)
        self.check = button(self.tr("Check completeness"), self._on_check)
        self.check.setToolTip(self.tr("Compare every message with the server's list; nothing is changed."))
        self._name = ""
        self._shape: object = None
        self._paths: list[str] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addWidget(self.folders)
        layout.addLayout(row(self.check, None))
        for widget in (self.quarantine, self.held):
            layout.addWidget(widget)
        layout.addLayout(row(self.again, None))
        self.show_quarantine([])

    def _on_check(self) -> None:
        self.check_wanted.emit(self._name)

    def show_folders(self, mailbox: Mailbox, folders: Sequence[Folder], proof: Proof | None = None) -> None:
        """Each folder with its reason, and what the latest check of the mailbox found."""
        self._name = mailbox.name
        checked = sort_proof(proof)
        by_path = {folder.path: folder for folder in folders}
        paths = self._order(folders)

        def make(row: int) -> tuple[str | int, ...]:
            folder = by_path[paths[row]]
            return (
                formats.folder(folder.path),
                folder.messages_saved,
                "" if folder.messages_on_server is None else folder.messages_on_server,
                describe_folder(folder, mailbox),
                describe_proof(*checked[folder.path]) if folder.path in checked else "",
            )

        self.folders.show_rows(paths, make, _MOST_FOLDERS)

    def _order(self, folders: Sequence[Folder]) -> list[str]:
        """Their paths as the tree has them."""
        shape = [(folder.path, folder.delimiter, folder.role) for folder in folders]
        if shape != self._shape:
            self._shape = shape
            nodes = (node for root in make_nodes(folders) for node in root.walk())
            self._paths = [node.path for node in nodes if node.folder is not None]
        return self._paths

    def show_quarantine(self, held: Sequence[QuarantinedMessage]) -> None:
        """The messages that could not be had, with the server's words."""
        if not held and self.again.hasFocus():  # else it would go to the next one, which removes the mailbox
            self.check.setFocus()
        for widget in (self.quarantine, self.held, self.again):
            widget.setVisible(bool(held))
        text = self.tr("Messages that could not be saved yet: {count}")
        self.quarantine.setText(text.format(count=formats.number(len(held))))
        fill_table(
            self.held,
            [
                (
                    formats.folder(one.folder),
                    str(one.uid),
                    say(one.reason),
                    formats.clock(one.retry_at) or self.tr("only by hand"),
                )
                for one in held
            ],
            _MOST_HELD,
        )
