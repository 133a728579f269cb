"""The folder page of the mailbox dialog: the server's folders with check boxes, counts, and what will come."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from imapdesk.mail import FolderListing
from imapdesk.ui.folders.nodes import MANY, Node, joint_state, make_nodes
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.announcing import announce
from imapdesk.ui.widgets.icons import role_icon
from imapdesk.ui.widgets.spoken import describe_tick, name_tick
from imapdesk.ui.widgets.tables import frame

PATHS = Qt.ItemDataRole.UserRole
_SIZE = 2  # measured by servers with STATUS=SIZE (RFC 8438), else left out
_NUMBERS = (1, _SIZE)
_AT_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FolderPicker(QTreeWidget):
    """Tick what is to be kept on this computer."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Folders to keep"))
        self.setColumnCount(3)
        self.setHeaderLabels([self.tr("Folder"), self.tr("Messages"), self.tr("Size")])
        self.header().setAccessibleName(self.tr("Columns"))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in _NUMBERS:
            self.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            self.headerItem().setTextAlignment(column, _AT_END)
        self.setIconSize(QSize(18, 18))
        self.setUniformRowHeights(True)
        self.setObjectName("folderPicker")
        frame(self)
        self.itemChanged.connect(self._on_item_changed)
        self.listing = FolderListing((), {})
        self.included: set[str] = set()
        self._items: list[QTreeWidgetItem] = []

    def show_listing(self, listing: FolderListing, included: set[str]) -> None:
        """Show the server's folders with these ticked."""
        self.listing, self.included = listing, set(included)
        self.blockSignals(True)
        self.clear()
        self._items.clear()
        for node in make_nodes(listing.folders):
            self._add(self.invisibleRootItem(), node)
        self._show_ticks()
        self.setColumnHidden(_SIZE, all(state.octets is None for state in listing.states.values()))
        if len(listing.folders) <= MANY:
            self.expandAll()
        self.blockSignals(False)
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)
        self.changed.emit()

    def _add(self, parent: QTreeWidgetItem, node: Node) -> None:
        state = self.listing.states.get(node.path)
        count = formats.number(state.messages) if state is not None and state.messages is not None else ""
        size = formats.size(state.octets) if state is not None and state.octets is not None else ""
        item = QTreeWidgetItem(parent, [formats.plain(node.name), count, size])
        for column in _NUMBERS:
            item.setTextAlignment(column, _AT_END)
        item.setIcon(0, role_icon(node.role))
        item.setData(0, PATHS, node.tickable())
        self._items.append(item)
        for child in node.children:
            self._add(item, child)

    def _show_ticks(self) -> None:
        for item in self._items:
            state = joint_state(item.data(0, PATHS), self.included)
            if state is not None:
                item.setCheckState(0, state)
                spoken = ", ".join(filter(None, (item.text(0), describe_tick(state))))
                item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if column != 0:
            return
        paths = set(item.data(0, PATHS))
        ticked = item.checkState(0) == Qt.CheckState.Checked
        self.included = self.included | paths if ticked else self.included - paths
        self.blockSignals(True)
        self._show_ticks()
        self.blockSignals(False)
        self.viewport().update()
        announce(self, name_tick(item.checkState(0)))
        self.changed.emit()
