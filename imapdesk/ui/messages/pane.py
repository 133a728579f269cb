"""List and reader side by side, and which messages they show: a folder, a view, or what a search found."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from imapdesk.mail import FolderRole, Scope, SortBy, StoreChange
from imapdesk.ui.messages.emptiness import find_reason
from imapdesk.ui.messages.list_view import MessageList
from imapdesk.ui.messages.listing import GROUPED, Found, Question, answer, place_key
from imapdesk.ui.messages.model import MessageModel
from imapdesk.ui.messages.narrowing import narrow_query
from imapdesk.ui.messages.strip import ListStrip
from imapdesk.ui.reader.reader import Reader
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.shelf import Snapshot
from imapdesk.ui.widgets.background import Background

if TYPE_CHECKING:
    from imapdesk.desk import Desk

_SHARES = {Qt.Orientation.Horizontal: [528, 396], Qt.Orientation.Vertical: [400, 600]}  # of the list and the reader
SIDE_BY_SIDE = 860  # pixels for list and reader together; below that the reader goes under the list


class MessagesPane(QSplitter):
    """Shows a place; reloads when the store changed it; keeps selection and position."""

    said = Signal(str)
    listed = Signal(int)  # how many messages the list has now
    grouped = Signal(bool)  # whether the list is by conversations
    query_shown = Signal(str)  # that of a saved search, for the search box
    save_wanted = Signal(str)  # a query that finds everywhere what this one finds here
    server_wanted = Signal(str, object)  # a query and the scope

    def __init__(self, desk: Desk, background: Background) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(self.tr("Messages"))
        self.setChildrenCollapsible(False)
        self._desk = desk
        self._background = background
        self.model = MessageModel(desk, background)
        self.list = MessageList(self.model)
        self.reader = Reader(desk, background)
        self.strip = ListStrip()
        self._build()
        self.place: Place | None = None
        self.query = ""
        self._scope = Scope()
        self._fresh = True  # another place was opened: its first rows come before all of them
        self._conversation: int | None = None  # a message whose conversation is shown
        self._together: Sequence[int] = ()  # what the list had in it
        self._grouped: set[str] | None = None  # the places that are shown by conversations; None: not loaded yet
        self._wish: bool | None = None
        self.snapshot = Snapshot()
        self._active: str | None = None
        self._sizes = dict(_SHARES)
        self._explained = ""  # how the search was understood whose hits are shown
        self._ticket = 0
        self._loading = False
        self._again = False
        self.layout_choice = "auto"
        self._refresh = QTimer(self, singleShot=True, interval=400)
        self._connect()

    def _build(self) -> None:
        """The strip over the list, and the reader beside or below both."""
        self.list.setMinimumWidth(300)
        self.reader.setMinimumWidth(260)
        left = QWidget()
        left.setAccessibleName(self.tr("Messages"))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.list, 1)
        self.addWidget(left)
        self.addWidget(self.reader)
        self.setStretchFactor(0, 5)
        self.setStretchFactor(1, 6)

    def _connect(self) -> None:
        self.reader.said.connect(self.said)
        self.strip.order_changed.connect(self._on_order)
        self.strip.save_wanted.connect(self._on_save)
        self.strip.server_wanted.connect(self._on_server)
        self.strip.back_wanted.connect(self._on_back)
        self.list.current_changed.connect(self._on_current)
        self.list.sort_changed.connect(self._on_sort)
        self.list.many_selected.connect(self.reader.show_selected)
        self.listed.connect(lambda count: self.reader.invite(count > 0))
        self._refresh.timeout.connect(self.reload)

    def show_place(self, place: Place) -> None:
        """Show the messages of a place from the top."""
        self.place = place
        self._conversation = None
        if place.query:
            self.search(place.query, everywhere=True)
            self.query_shown.emit(place.query)
            return
        self.query = ""
        self._open(replace(place.scope(), sort=self._scope.sort, descending=self._scope.descending))

    def show_conversation(self, number: int) -> None:
        """Show all messages of a message's conversation, those in other folders too; [Back] leads back."""
        self._conversation, self._together = number, self.model.threads.list_others(number)
        self._open(replace(self._scope, folder=None))

    @property
    def by_conversations(self) -> bool:
        """Whether the place shown is one of those by conversations."""
        key = place_key(self.place)
        return self._grouped is not None and key in self._grouped

    @property
    def conversation(self) -> int | None:
        """The message whose conversation is shown, in the place of a list."""
        return self._conversation

    @property
    def loading(self) -> bool:
        """Whether more of the list is on its way."""
        return self._loading

    @property
    def whole_scope(self) -> Scope | None:
        """What is listed, where that is all of a folder or view; None over what a search found."""
        return None if self.query or self._conversation is not None else self._scope

    def group(self, wanted: bool) -> None:
        """Show this place by conversations, or message by message; remembered for it."""
        if self._grouped is None:
            self._wish = wanted  # the list isn't there yet; it heeds this when it comes
            return
        if self.place is None or wanted == self.by_conversations:
            return
        self._grouped ^= {place_key(self.place)}
        saved = sorted(self._grouped)
        self._background.ask(lambda: self._desk.set_setting(GROUPED, saved))
        self._fresh = True
        self.list.begin_elsewhere()
        self._forget_question()
        self.reload()

    def search(self, text: str, everywhere: bool) -> None:
        """Show what a query finds, in the present place or everywhere; an empty query shows the place again."""
        self.query = text.strip()
        self._conversation = None
        place = self.place or Place(view="all")
        if not self.query:
            self.show_place(Place(view="all") if place.query else place)
            return
        scope = Scope() if everywhere else place.scope()
        self._open(replace(scope, sort=SortBy.DATE, descending=True))

    def _open(self, scope: Scope) -> None:
        self._scope = scope
        folder = self.snapshot.find_folder(scope.mailbox, scope.folder)
        self.model.to_column = folder is not None and folder.role in (FolderRole.SENT, FolderRole.DRAFTS)
        self.list.show_folder_column(scope.folder is None)
        self.list.table.clearSelection()
        self.reader.clear()
        self.reader.terms = self.reader.file_terms = ()
        self._fresh = True
        self.list.begin_elsewhere()
        self._forget_question()
        self.list.say("")
        self.reload()

    def set_snapshot(self, snapshot: Snapshot, active: str | None) -> None:
        """What is known of the mailboxes, for the words of an empty list."""
        self.snapshot, self._active = snapshot, active
        if self.list.is_empty and not self._loading:
            self._explain()

    def on_change(self, change: StoreChange) -> None:
        """The store changed: reload what is shown if it is concerned."""
        if self.place is None:
            return
        if change.message_ids:
            self.model.forget(frozenset(change.message_ids))
        folder = self.snapshot.find_folder(self._scope.mailbox, self._scope.folder)
        if folder is None or not change.folder_ids or folder.id in change.folder_ids:
            self._refresh.start()

    @Slot()
    def reload(self) -> None:
        """Ask for the list again; one question at a time."""
        if self._loading:
            self._again = True
            return
        self._go_on(first=self._fresh)

    def _make_question(self, *, first: bool) -> Question:
        return Question(
            self._scope,
            place_key(self.place),
            query=self.query,
            by_relevance=self.strip.by_relevance,
            conversation=self._conversation,
            together=self._together,
            grouped=self._grouped,
            first=first,
        )

    def _on_loaded(self, found: Found) -> None:
        self._loading = self._fresh = False
        self._grouped = set(found.grouped)
        self.model.terms = found.terms
        self.reader.terms, self.reader.file_terms = found.terms, found.file_terms
        self._explained = found.explained
        self.list.table.horizontalHeader().setSortIndicatorShown(not (self.query and self.strip.by_relevance))
        self._show_strip(found)
        if found.conversations is not None:
            self.list.show_conversations(found.conversations, found.rows)
        else:
            self.list.show_ids(found.ids, found.rows)
        if not found.count:
            self._explain()
        if self._again or found.more:
            self._again = False
            self._go_on(first=False)
        self.listed.emit(found.count)
        if self._wish is not None:
            wish, self._wish = self._wish, None
            self.group(wish)
        self.grouped.emit(self.by_conversations)

    def _go_on(self, *, first: bool) -> None:
        """Ask again; after the first rows this is for all of them."""
        self._loading = True
        question, desk, stop = self._make_question(first=first), self._desk, Event()
        self._ticket = self._background.ask(
            lambda: answer(desk, question, stop.is_set), self._on_loaded, self._on_load_failed, stop=stop
        )

    def _show_strip(self, found: Found) -> None:
        if self._conversation is not None:
            self.strip.show_conversation(found.count)
        elif self.query:
            self.strip.show_search(found.explained, None if found.more else found.count, all_of_it=found.whole)
        else:
            self.strip.hide()

    @Slot(bool)
    def _on_order(self, _by_relevance: bool) -> None:
        if self.query:
            self.list.begin_elsewhere()
            self._forget_question()
            self.reload()

    @Slot()
    def _on_save(self) -> None:
        self.save_wanted.emit(narrow_query(self.query, self._scope))

    @Slot()
    def _on_server(self) -> None:
        self.server_wanted.emit(self.query, self._scope)

    @Slot()
    def _on_back(self) -> None:
        self._conversation = None
        if self.query:
            self._open(self._scope)
        elif self.place is not None:
            self.show_place(self.place)

    def _on_load_failed(self, error: BaseException) -> None:
        self._forget_question()
        self.list.show_ids(array("q"), [])
        self.list.say(self.tr("The messages can't be listed"), str(error), picture="warning")
        self.reader.invite(False)

    def _forget_question(self) -> None:
        self._background.forget(self._ticket)
        self._loading = self._again = False

    def _explain(self) -> None:
        """Say why the list is empty, and what to do about it."""
        reason = find_reason(self.query, self._scope, self.snapshot, self._active, self._explained)
        self.list.say(reason.title, reason.text, picture=reason.picture, button=reason.button, action=reason.action)

    @Slot(object)
    def _on_current(self, number: int | None) -> None:
        if number is None:
            self.reader.clear()
        elif self.reader.asked != number:
            row = self.model.find_row(number)
            mark = self.model.thread_mark(row) if row is not None else None
            folded = mark is not None and mark.count > 1 and not mark.open
            if folded:
                self.reader.show_thread(number, self.model.threads.list_others(number))
            else:
                self.reader.show_id(number)

    @Slot(object, bool)
    def _on_sort(self, sort: SortBy, descending: bool) -> None:
        self.strip.leave_relevance()
        self._scope = replace(self._scope, sort=sort, descending=descending)
        self.list.begin_elsewhere()
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
            self._sizes[self.orientation()] = self.sizes()
            self.setOrientation(wanted)
            self.setSizes(self._sizes[wanted])
            QTimer.singleShot(0, self.list, self.list.show_current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
