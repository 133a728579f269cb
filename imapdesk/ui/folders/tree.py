"""The left pane: views over all mailboxes, then each mailbox with its folders and their check boxes."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QDate, QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from imapdesk.mail import Mailbox
from imapdesk.ui.folders import rows
from imapdesk.ui.folders.eliding import OwnDirection
from imapdesk.ui.folders.nodes import MANY
from imapdesk.ui.folders.outline import Outline, describe_shape
from imapdesk.ui.folders.row import PLACE, Cells, Row
from imapdesk.ui.folders.standing import Standing
from imapdesk.ui.folders.told import Told
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.shelf import Snapshot
from imapdesk.ui.widgets.announcing import announce
from imapdesk.ui.widgets.dialogs import grown
from imapdesk.ui.widgets.spoken import name_tick
from imapdesk.ui.widgets.theme import current_theme

_MEASURED = 100  # rows beside those in sight
_ICON = 18  # pixels, beside letters of the usual size
_EDGE = 3  # pixels: the mark of the row that has the keyboard


class MailboxTree(QTreeWidget):
    """Mailboxes and folders. A tick means: keep a copy of this folder on this computer."""

    place_chosen = Signal(object)  # Place
    ticked = Signal(str, object, bool)  # mailbox, list of paths, included
    menu_asked = Signal(object, QPoint)  # Place, global position

    def __init__(self) -> None:
        super().__init__()
        self._shape: object = None
        self._look: object = None
        self._minute = 0
        self._told = Told()
        self._outline = Outline(self.invisibleRootItem, self._make_row)
        self._of_rows = self._fill, self._on_tick  # one of each for all of them
        self._active: frozenset[str] = frozenset()
        self._changing_rows = False
        self._set_up()

    def _set_up(self) -> None:
        self.setObjectName("mailboxTree")
        self.setAccessibleName(self.tr("Mailboxes and folders"))
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(grown(_ICON), grown(_ICON)))
        self.setIndentation(16)
        self.setItemDelegate(OwnDirection(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        self.header().setMinimumSectionSize(24)
        self.header().setResizeContentsPrecision(_MEASURED)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.currentItemChanged.connect(self._on_current_changed)

    @property
    def _items(self) -> Mapping[Place, Row]:
        return self._outline.items

    @Slot(object)
    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show new values; rows that stay are the same ones, with what is chosen, unfolded and seen."""
        before = self.place()
        with self._changing():
            changed = list(self._told.take(snapshot))
            self._take_shape(snapshot)
            if self._look_anew():
                self._forget_all()
            self._renew(changed)
            for mailbox, ticked in self._told.list_saved_ticks().items():
                self._show_ticks(mailbox, ticked)
            self._renew_mailboxes()
        now = self.place()
        if now is not None and before not in (None, now):
            self.place_chosen.emit(now)

    def _take_shape(self, snapshot: Snapshot) -> None:
        """Let rows come and go, as few as can be; the person's place among them stays."""
        shape = describe_shape(snapshot)
        if shape == self._shape:
            return
        self._shape = shape
        standing = Standing(self)
        changes = self._outline.show(snapshot)
        large = {name for name, folders in snapshot.folders.items() if len(folders) > MANY}
        deep = {place for place in changes.new if place.folder and place.mailbox in large}
        standing.choose(self._items, changes)
        self.fold(standing.find_folded(changes) | deep)
        standing.look(self._items)

    def set_active(self, mailboxes: Collection[str]) -> None:
        """Mark the mailboxes that are being synchronised."""
        changed = self._active ^ frozenset(mailboxes)
        self._active = frozenset(mailboxes)
        with self._changing():
            self._renew(Place(mailbox=name) for name in changed)
            self._renew_mailboxes()

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Rows change, and not by the person."""
        self._changing_rows = True
        try:
            yield
            self._measure()
        finally:
            self._changing_rows = False

    def _measure(self) -> None:
        """Let the second column hold what is in sight and the largest number, however far down that stands.

        Qt's own way would measure hundreds of rows several times whenever one of them changes.
        """
        width = self.sizeHintForColumn(1)
        fullest = self._items.get(self._told.fullest) if self._told.fullest else None
        if fullest is not None:
            width = max(width, self.sizeHintForIndex(self.indexFromItem(fullest, 1)).width())
        self.header().resizeSection(1, max(width, self.header().minimumSectionSize()))

    def changeEvent(self, event: QEvent) -> None:
        """Another font needs other columns."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._forget_all()
            self._measure()

    def place(self) -> Place | None:
        """The current row's place."""
        item = self.currentItem()
        return item.data(0, PLACE) if item else None

    def folded(self) -> frozenset[Place]:
        """The places whose rows below are folded in."""
        return frozenset(place for place, row in self._items.items() if row.lower and not row.isExpanded())

    def fold(self, places: Collection[Place]) -> None:
        """Fold in the rows below these places, unfold the others."""
        self.scheduleDelayedItemsLayout()  # else Qt lays all rows out anew for each that is unfolded
        for place, row in self._items.items():
            unfolded = bool(row.lower) and place not in places
            if row.isExpanded() is not unfolded:
                row.setExpanded(unfolded)

    def select(self, place: Place) -> bool:
        """Make a place current; False when the tree does not have it."""
        item = self._items.get(place)
        if item is not None:
            self.setCurrentItem(item)
            self.scrollToItem(item)
        return item is not None

    def _make_row(self, key: str, place: Place | None) -> Row:
        row = Row(key, place, *self._of_rows)
        if place is None:
            row.setFlags(Qt.ItemFlag.NoItemFlags)
        return row

    def _fill(self, row: Row) -> Cells:
        """What a row shows, made when it is first seen; only its name where it is about to go."""
        cells, place, told = Cells(row.name), row.place, self._told
        if place is None:
            rows.fill_heading(cells)
        elif place.query:
            rows.fill_search(cells, place.query)
        elif place.mailbox is None:
            rows.fill_view(cells, place.view, told.count_unread(place), self.font())
        elif (kept := told.find_kept(place.mailbox)) is not None:
            rows.set_check(cells, row.paths, told.get_included(place.mailbox))
            self._fill_kept(cells, place, kept)
        elif (removed := told.find_removed(place.mailbox)) is not None:
            rows.fill_removed(cells, removed, told.find_folder(place), self.font())
        return cells

    def _fill_kept(self, cells: Cells, place: Place, mailbox: Mailbox) -> None:
        if place.folder is None:
            rows.fill_mailbox(cells, mailbox, self.font(), is_active=mailbox.name in self._active)
        elif (folder := self._told.find_folder(place)) is not None:
            rows.fill_folder(cells, folder, self._told.find_checked(place), self.font())
        else:
            rows.speak_row(cells)

    def _renew(self, places: Iterable[Place]) -> None:
        for place in places:
            if place in self._items:
                self._items[place].renew()

    def _renew_mailboxes(self) -> None:
        """A mailbox tells until when it waits."""
        minute = int(time.time()) // 60
        if minute != self._minute:
            self._minute = minute
            self._renew([place for place in self._items if place.is_mailbox])

    def _look_anew(self) -> bool:
        """Whether all rows are made by other colours, another font or on another day than those that were seen."""
        look = current_theme().colours, self.font().toString(), QDate.currentDate()
        before, self._look = self._look, look
        return before not in (None, look)

    def _forget_all(self) -> None:
        for row in self._outline.walk():
            row.forget()
        self.scheduleDelayedItemsLayout()

    def _on_tick(self, row: Row, wanted: bool) -> None:
        if row.place is not None and row.place.mailbox is not None and row.paths:
            self.tick(row.place.mailbox, row.paths, wanted)

    def tick(self, mailbox: str, paths: Sequence[str], wanted: bool) -> None:
        """Tick or untick folders: shown at once, saved by whoever listens to ``ticked``."""
        included = self._told.get_included(mailbox)
        with self._changing():
            self._show_ticks(mailbox, included | set(paths) if wanted else included - set(paths))
        self.ticked.emit(mailbox, list(paths), wanted)

    def _show_ticks(self, mailbox: str, included: Collection[str]) -> None:
        """The folders, and the rows above them that show the mix."""
        touched: set[QTreeWidgetItem] = set()
        for place in self._told.include(mailbox, included):
            row: QTreeWidgetItem | None = self._items.get(place)
            while isinstance(row, Row) and row not in touched:
                touched.add(row)
                row.renew()
                row = row.parent()

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _on_current_changed(self, current: QTreeWidgetItem | None, _previous: QTreeWidgetItem | None) -> None:
        if current is not None and not self._changing_rows:
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
        row = self.currentItem()
        tickable = isinstance(row, Row) and row.flags() & Qt.ItemFlag.ItemIsUserCheckable
        if event.key() == Qt.Key.Key_Space and isinstance(row, Row) and tickable and row.paths:
            self._on_tick(row, row.checkState(0) is not Qt.CheckState.Checked)
            announce(self, name_tick(row.checkState(0)))
            return
        super().keyPressEvent(event)
