"""The left pane: views over all mailboxes, then each mailbox with its folders and their check boxes."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QDate, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush, QColor, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from imapdesk.mail import Folder, FolderRole, Mailbox
from imapdesk.ui.folders import rows
from imapdesk.ui.folders.eliding import OwnDirection
from imapdesk.ui.folders.nodes import MANY, Node, make_nodes
from imapdesk.ui.folders.rows import PATHS, PLACE
from imapdesk.ui.folders.tips import Checked, sort_proof
from imapdesk.ui.state.place import REMOVED, Place
from imapdesk.ui.state.shelf import Snapshot
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.announcing import announce
from imapdesk.ui.widgets.icons import icon
from imapdesk.ui.widgets.spoken import name_tick
from imapdesk.ui.widgets.tables import measured_once
from imapdesk.ui.widgets.theme import current_theme
from imapdesk.ui.widgets.tips import tip

_EDGE = 3  # pixels: the mark of the row that has the keyboard


class MailboxTree(QTreeWidget):
    """Mailboxes and folders. A tick means: keep a copy of this folder on this computer."""

    place_chosen = Signal(object)  # Place
    ticked = Signal(str, object, bool)  # mailbox, list of paths, included
    menu_asked = Signal(object, QPoint)  # Place, global position

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("mailboxTree")
        self.setAccessibleName(self.tr("Mailboxes and folders"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(18, 18))
        self.setIndentation(16)
        self.setItemDelegate(OwnDirection(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.header().setMinimumSectionSize(24)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.itemChanged.connect(self._on_item_changed)
        self.currentItemChanged.connect(self._on_current_changed)
        self._snapshot = Snapshot()
        self._shape: object = None
        self._items: dict[Place, QTreeWidgetItem] = {}
        self._shown: dict[Place, object] = {}  # what a row was filled with
        self._ticks: dict[str, set[str]] = {}  # by mailbox: the paths that are shown with one
        self._active: frozenset[str] = frozenset()
        self._filling = False

    @Slot(object)
    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show new values; rows, selection and what is unfolded stay where the folders are the same."""
        self._snapshot = snapshot
        shape: list[object] = [
            (m.name, [(f.path, f.delimiter) for f in snapshot.folders.get(m.name, ())]) for m in snapshot.mailboxes
        ]
        shape.append(snapshot.searches)
        shape.append([(m.name, [f.path for f in snapshot.folders.get(m.name, ())]) for m in snapshot.removed])
        with self._changing():
            if shape != self._shape:
                self._rebuild()
                self._shape = shape
            self._fill()

    def set_active(self, mailboxes: Collection[str]) -> None:
        """Mark the mailboxes that are being synchronised."""
        self._active = frozenset(mailboxes)
        with self._changing():
            self._fill_mailboxes()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Rows change, and not by the person."""
        self._filling = True
        try:
            with measured_once(self.header()):
                yield
        finally:
            self._filling = False

    def place(self) -> Place | None:
        """The current row's place."""
        item = self.currentItem()
        return item.data(0, PLACE) if item else None

    def folded(self) -> frozenset[Place]:
        """The places whose rows below are folded in."""
        return frozenset(p for p, item in self._items.items() if item.childCount() and not item.isExpanded())

    def fold(self, places: Collection[Place]) -> None:
        """Fold in the rows below these places, unfold the others."""
        for place, item in self._items.items():
            item.setExpanded(item.childCount() > 0 and place not in places)

    def select(self, place: Place) -> bool:
        """Make a place current; False when the tree does not have it."""
        item = self._items.get(place)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)
        return item is not None

    def _rebuild(self) -> None:
        chosen = self.place()
        folded, former = self.folded(), frozenset(self._items)
        self.blockSignals(True)
        self.clear()
        for known in (self._items, self._shown, self._ticks):
            known.clear()
        if self._snapshot.mailboxes or self._snapshot.removed:
            self._add_views()
            self._add_heading(self.tr("Mailboxes"))
        for mailbox in self._snapshot.mailboxes:
            self._add_mailbox(mailbox)
        for mailbox in self._snapshot.removed:
            self._add_removed(mailbox)
        self.fold(folded | self._find_deep(former))
        self.blockSignals(False)
        if chosen is not None and not self.select(chosen) and self.select(Place(mailbox=chosen.mailbox)):
            self.place_chosen.emit(self.place())

    def _find_deep(self, former: Collection[Place]) -> set[Place]:
        """What is folded in at first: all that is new below the first level of mailboxes with very many folders."""
        large = {name for name, folders in self._snapshot.folders.items() if len(folders) > MANY}
        return {place for place in self._items if place.folder and place.mailbox in large and place not in former}

    def _add_views(self) -> None:
        views = [
            ("inboxes", self.tr("All inboxes"), "inbox"),
            ("all", self.tr("All mail"), "mailbox"),
            ("unread", self.tr("Unread"), "dot"),
            ("starred", self.tr("Starred"), "star"),
            ("attachments", self.tr("With attachments"), "attachment"),
        ]
        for view, name, picture in views:
            item = self._add(self.invisibleRootItem(), Place(view=view), name)
            item.setIcon(0, icon(picture))
            item.setToolTip(0, self.tr("{view}, over all mailboxes").format(view=name))

        if self._snapshot.searches:
            self._add_heading(self.tr("Saved searches"))
        for search in self._snapshot.searches:
            place = Place(search.name, query=search.query)
            item = self._add(self.invisibleRootItem(), place, formats.plain(search.name))
            item.setIcon(0, icon("search"))
            item.setToolTip(0, tip(formats.plain(search.query)))

    def _add_heading(self, text: str) -> None:
        """A quiet line above the mailboxes that can't be chosen."""
        item = QTreeWidgetItem(self.invisibleRootItem(), [text, ""])
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setForeground(0, QBrush(QColor(current_theme().colours.muted)))

    def _add_mailbox(self, mailbox: Mailbox) -> None:
        item = self._add(self.invisibleRootItem(), Place(mailbox=mailbox.name), formats.plain(mailbox.name))
        font = QFont(self.font())
        font.setBold(True)
        item.setFont(0, font)
        item.setIcon(0, icon("mailbox"))
        paths = []
        for node in make_nodes(self._snapshot.folders.get(mailbox.name, ())):
            self._add_node(item, mailbox.name, node)
            paths += node.tickable()
        item.setData(0, PATHS, paths)

    def _add_removed(self, mailbox: Mailbox) -> None:
        """A mailbox that is here no more but for its mail: grey, without ticks."""
        item = self._add(self.invisibleRootItem(), Place(REMOVED, mailbox.name), formats.plain(mailbox.name))
        item.setIcon(0, icon("mailbox"))
        for node in make_nodes(self._snapshot.folders.get(mailbox.name, ())):
            self._add_node(item, mailbox.name, node, tickable=False)

    def _add_node(self, parent: QTreeWidgetItem, mailbox: str, node: Node, *, tickable: bool = True) -> None:
        item = self._add(parent, Place(mailbox=mailbox, folder=node.path), formats.plain(node.name))
        item.setData(0, PATHS, node.tickable() if tickable else [])
        for child in node.children:
            self._add_node(item, mailbox, child, tickable=tickable)

    def _add(self, parent: QTreeWidgetItem, place: Place, name: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [name, ""])
        item.setData(0, PLACE, place)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._items[place] = item
        return item

    def _fill(self) -> None:
        self._fill_mailboxes()
        look = self._find_look()
        for mailbox in self._snapshot.mailboxes:
            folders = self._snapshot.folders.get(mailbox.name, ())
            checked = sort_proof(self._snapshot.proofs.get(mailbox.name))
            for folder in folders:
                self._fill_folder(Place(mailbox=mailbox.name, folder=folder.path), folder, checked, look)
            self._show_ticks(mailbox.name, {folder.path for folder in folders if folder.included})
        for mailbox in self._snapshot.removed:
            self._fill_removed(mailbox)
        self._fill_views()

    def _find_look(self) -> object:
        """What all rows are filled by besides what they tell of; a day has its name until it is over."""
        return current_theme().colours, self.font().toString(), QDate.currentDate()

    def _fill_folder(self, place: Place, folder: Folder, checked: Mapping[str, Checked], look: object) -> None:
        """Rows that nothing happened to stay as they are: a mailbox may have thousands, and a run changes one."""
        now = (folder, checked.get(folder.path), look)
        if place in self._items and self._shown.get(place) != now:
            rows.fill_folder(self._items[place], folder, checked.get(folder.path))
            self._shown[place] = now

    def _fill_views(self) -> None:
        folders = [folder for each in self._snapshot.folders.values() for folder in each]
        inboxes = [folder for folder in folders if folder.role is FolderRole.INBOX]
        for view, shown in (("unread", folders), ("inboxes", inboxes)):
            if Place(view=view) in self._items:
                rows.set_count(self._items[Place(view=view)], sum(folder.unread for folder in shown))

    def _fill_removed(self, mailbox: Mailbox) -> None:
        folders = {folder.path: folder for folder in self._snapshot.folders.get(mailbox.name, ())}
        for place, item in self._items.items():
            if place.mailbox == mailbox.name:
                rows.fill_removed(item, mailbox, folders.get(place.folder or ""))

    def _fill_mailboxes(self) -> None:
        look = (self._find_look(), int(time.time()) // 60)  # a mailbox tells until when it waits
        for mailbox in self._snapshot.mailboxes:
            place, is_active = Place(mailbox=mailbox.name), mailbox.name in self._active
            if place in self._items and self._shown.get(place) != (mailbox, is_active, look):
                rows.fill_mailbox(self._items[place], mailbox, is_active=is_active)
                self._shown[place] = (mailbox, is_active, look)

    @Slot(QTreeWidgetItem, int)
    def _on_item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        place = item.data(0, PLACE)
        if self._filling or column != 0 or place is None or place.mailbox is None:
            return
        wanted = item.checkState(0) == Qt.CheckState.Checked
        self.tick(place.mailbox, item.data(0, PATHS) or [], wanted)

    def tick(self, mailbox: str, paths: Sequence[str], wanted: bool) -> None:
        """Tick or untick folders: shown at once, saved by whoever listens to ``ticked``."""
        included = {f.path for f in self._snapshot.folders.get(mailbox, ()) if f.included}
        included = included | set(paths) if wanted else included - set(paths)
        with self._changing():
            self._ticks.pop(mailbox, None)  # a click has changed one already
            self._show_ticks(mailbox, included)
        self.ticked.emit(mailbox, list(paths), wanted)

    def _show_ticks(self, mailbox: str, included: set[str]) -> None:
        if self._ticks.get(mailbox) == included:
            return
        self._ticks[mailbox] = included
        for place, item in self._items.items():
            if place.mailbox == mailbox:
                rows.set_check(item, included)

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_current_changed(self, current: QTreeWidgetItem | None, _previous: QTreeWidgetItem | None) -> None:
        if current is not None and not self._filling:
            self.place_chosen.emit(current.data(0, PLACE))

    @Slot(QPoint)
    def _on_menu(self, position: QPoint) -> None:
        item = self.itemAt(position)
        if item is not None:
            self.menu_asked.emit(item.data(0, PLACE) or Place(), self.viewport().mapToGlobal(position))

    def drawRow(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row that has the keyboard is marked at the window's edge, however deep it lies."""
        super().drawRow(painter, option, index)
        if self.hasFocus() and index.sibling(index.row(), 0) == self.currentIndex().siblingAtColumn(0):
            edge = QRect(0, option.rect.y(), _EDGE, option.rect.height())
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            edge.moveLeft(self.viewport().width() - _EDGE if mirrored else 0)
            painter.fillRect(edge, QColor(current_theme().colours.accent))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks the current row, Menu opens its menu."""
        item = self.currentItem()
        if event.key() == Qt.Key.Key_Space and item is not None and item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
            paths: Iterable[str] = item.data(0, PATHS) or []
            if paths:
                ticked = item.checkState(0) == Qt.CheckState.Checked
                self.tick(item.data(0, PLACE).mailbox, list(paths), not ticked)
                announce(self, name_tick(item.checkState(0)))
                return
        super().keyPressEvent(event)
