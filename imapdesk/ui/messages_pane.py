"""List and reader side by side, and which messages they show: a folder, a view, or what a search found."""

from __future__ import annotations

from array import array
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from imapdesk.mail import FolderRole, Scope, SortBy, StoreChange, Summary
from imapdesk.ui import formats
from imapdesk.ui.background import Background
from imapdesk.ui.dialogs import label
from imapdesk.ui.message_list import MessageList
from imapdesk.ui.message_model import MessageModel
from imapdesk.ui.reader import Reader
from imapdesk.ui.shelf import Snapshot
from imapdesk.ui.tree import Place

if TYPE_CHECKING:
    from imapdesk.desk import Desk

SIDE_BY_SIDE = 760  # pixels for list and reader together; below that the reader goes under the list
FIRST_ROWS = 60
FIND_LIMIT = 10_000


class MessagesPane(QSplitter):
    """Shows a place; reloads when the store changed it; keeps selection and position."""

    said = Signal(str)
    listed = Signal(int)  # how many messages the list has now

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(self.tr("Messages"))
        self.setChildrenCollapsible(False)
        self._desk = desk
        self._background = background
        self.model = MessageModel(desk, background)
        self.list = MessageList(self.model)
        self.reader = Reader(desk, background)
        self.reader.said.connect(self.said)
        self.list.setMinimumWidth(300)
        self.reader.setMinimumWidth(260)
        self.explained = label("", muted=True)
        self.explained.setContentsMargins(14, 6, 14, 6)
        self.explained.hide()
        left = QWidget()
        left.setAccessibleName(self.tr("Messages"))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.explained)
        column.addWidget(self.list, 1)
        self.addWidget(left)
        self.addWidget(self.reader)
        self.setStretchFactor(0, 5)
        self.setStretchFactor(1, 6)
        self.place: Place | None = None
        self.query = ""
        self._scope = Scope()
        self._snapshot = Snapshot()
        self._active: str | None = None
        self._ticket = 0
        self._loading = False
        self._again = False
        self.layout_choice = "auto"
        self.list.current_changed.connect(self._on_current)
        self.list.sort_changed.connect(self._on_sort)
        self.list.many_selected.connect(self.reader.show_selected)
        self._refresh = QTimer(self, singleShot=True, interval=400)
        self._refresh.timeout.connect(self.reload)

    def show_place(self, place: Place) -> None:
        """Show the messages of a place from the top."""
        self.place = place
        self.query = ""
        self._open(replace(place.scope(), sort=self._scope.sort, descending=self._scope.descending))

    def search(self, text: str, everywhere: bool) -> None:
        """Show what a query finds, in the present place or everywhere; an empty query shows the place again."""
        self.query = text.strip()
        place = self.place or Place(view="all")
        if not self.query:
            self.show_place(place)
            return
        scope = Scope() if everywhere else place.scope()
        self._open(replace(scope, sort=SortBy.DATE, descending=True))

    def _open(self, scope: Scope) -> None:
        self._scope = scope
        folder = self._snapshot.find_folder(scope.mailbox, scope.folder)
        self.model.to_column = folder is not None and folder.role in (FolderRole.SENT, FolderRole.DRAFTS)
        self.list.show_folder_column(scope.folder is None)
        self.list.table.clearSelection()
        self.reader.clear()
        self._forget_question()
        self.list.say("")
        self.reload()

    def set_snapshot(self, snapshot: Snapshot, active: str | None) -> None:
        """What is known of the mailboxes, for the words of an empty list."""
        self._snapshot, self._active = snapshot, active
        if self.list.is_empty and not self._loading:
            self._explain()

    def on_change(self, change: StoreChange) -> None:
        """The store changed: reload what is shown if it is concerned."""
        if self.place is None:
            return
        if change.message_ids:
            self.model.forget(frozenset(change.message_ids))
        folder = self._snapshot.find_folder(self._scope.mailbox, self._scope.folder)
        if folder is None or not change.folder_ids or folder.id in change.folder_ids:
            self._refresh.start()

    @Slot()
    def reload(self) -> None:
        """Ask for the list again; one question at a time."""
        if self._loading:
            self._again = True
            return
        self._loading = True
        scope, query = self._scope, self.query
        self._ticket = self._background.ask(lambda: self._load(scope, query), self._on_loaded, self._on_load_failed)

    def _load(self, scope: Scope, query: str) -> tuple[array[int], list[Summary], str]:
        ids = self._desk.search_ids(query, scope, FIND_LIMIT) if query else self._desk.list_ids(scope)
        return ids, self._desk.load_summaries(ids[:FIRST_ROWS]), self._desk.explain_search(query) if query else ""

    def _on_loaded(self, answer: tuple[array[int], list[Summary], str]) -> None:
        self._loading = False
        ids, rows, explained = answer
        self.explained.setText(formats.plain(explained))
        self.explained.setVisible(bool(explained))
        self.list.show_ids(ids, rows)
        if not len(ids):
            self._explain()
        self.listed.emit(len(ids))
        if self._again:
            self._again = False
            self.reload()

    def _on_load_failed(self, error: BaseException) -> None:
        self._forget_question()
        self.list.show_ids(array("q"), [])
        self.list.say(self.tr("The messages can't be listed"), str(error), picture="warning")

    def _forget_question(self) -> None:
        self._background.forget(self._ticket)
        self._loading = self._again = False

    def _explain(self) -> None:
        """Say why the list is empty, and what to do about it."""
        if self.query:
            title = self.tr("Nothing found for “{query}”").format(query=self.query)
            text = self.tr("Try fewer words, or search all mailboxes.")
            everywhere = self._scope.mailbox is None
            self.list.say(
                title,
                text,
                picture="search",
                button="" if everywhere else self.tr("Search everywhere"),
                action="everywhere",
            )
            return
        mailbox = self._scope.mailbox
        folders = self._snapshot.folders.get(mailbox or "", ())
        folder = self._snapshot.find_folder(mailbox, self._scope.folder)
        waiting = mailbox is not None and mailbox == self._active
        if mailbox is not None and folders and not any(f.included for f in folders):
            title = self.tr("No folders chosen yet")
            choose = self.tr("Choose inbox and sent")
            self.list.say(
                title, self.tr("Tick the folders you want to keep."), picture="folder", button=choose, action="choose"
            )
        elif folder is not None and not folder.included:
            text = self.tr("This folder is not kept on this computer. Tick it to download its mail.")
            self.list.say(
                self.tr("Not ticked"), text, picture="folder", button=self.tr("Keep this folder"), action="include"
            )
        elif waiting and not (folder and folder.messages_saved):
            self.list.say(
                self.tr("Downloading your newest messages…"), picture="sync", button=self.tr("Pause"), action="pause"
            )
        elif folder is not None and folder.last_sync is None:
            text = self.tr("Its mail comes with the next sync.")
            self.list.say(self.tr("Not synced yet"), text, picture="sync", button=self.tr("Sync now"), action="sync")
        else:
            self.list.say(self.tr("No messages here"), picture="inbox")

    @Slot(object)
    def _on_current(self, number: int | None) -> None:
        if number is None:
            self.reader.clear()
        elif self.reader.opened is None or self.reader.opened.id != number:
            self.reader.show_id(number)

    @Slot(object, bool)
    def _on_sort(self, sort: SortBy, descending: bool) -> None:
        self._scope = replace(self._scope, sort=sort, descending=descending)
        self._forget_question()
        self.reload()

    def set_layout(self, choice: str) -> None:
        """``auto``, ``beside`` or ``below``."""
        self.layout_choice = choice
        self._arrange()

    def _arrange(self) -> None:
        below = self.layout_choice == "below" or (self.layout_choice == "auto" and self.width() < SIDE_BY_SIDE)
        wanted = Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal
        if self.orientation() is not wanted:
            self.setOrientation(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
