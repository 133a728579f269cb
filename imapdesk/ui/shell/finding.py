"""Conversations, saved searches and the search on the server: what connects them to the list, the tree and the menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QTimer, Slot
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu

from imapdesk.mail import Scope
from imapdesk.ui.messages.server_search import ServerSearchDialog
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.saved_searches import drop_search, keep_search, rename_search
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import grown
from imapdesk.ui.widgets.icons import icon

if TYPE_CHECKING:
    from imapdesk.desk import Desk
    from imapdesk.ui.shell.main_window import MainWindow


class Finding(QObject):
    """One per window."""

    def __init__(self, desk: Desk, errands: Background, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._errands = errands
        self._window = window
        self.server_dialog: ServerSearchDialog | None = None
        self._renamed: Place | None = None  # what was shown when its name was changed
        window.shelf.changed.connect(self._on_reloaded)
        pane, actions = window.pane, window.menu_actions
        pane.query_shown.connect(window.search.show_quietly)
        pane.save_wanted.connect(self.ask_name)
        pane.server_wanted.connect(self.search_server)
        pane.grouped.connect(actions["conversations"].setChecked)
        actions["conversations"].triggered.connect(pane.group)
        actions["conversation"].triggered.connect(lambda _checked=False: self.show_conversation())
        window.tree.menu_asked.connect(self._on_menu)

    @Slot()
    def show_conversation(self) -> None:
        """Show the whole conversation of the current message, in whatever folders it is."""
        number = self._window.pane.list.current_id()
        if number is not None:
            self._window.pane.show_conversation(number)

    @Slot(str)
    def ask_name(self, query: str) -> None:
        """Ask how a search is to be called, then keep it."""
        proposed = self._window.pane.query or query  # without the words for the place
        self._ask(self.tr("Save search"), proposed, lambda name: self.keep(name or query, query))

    def _ask(self, title: str, proposed: str, then: Callable[[str], object]) -> None:
        dialog = QInputDialog(self._window)
        dialog.setInputMode(QInputDialog.InputMode.TextInput)
        dialog.setWindowTitle(title)
        dialog.setLabelText(self.tr("Name in the tree:"))
        dialog.setTextValue(proposed)
        dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
        dialog.textValueSelected.connect(lambda name: then(name.strip()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.resize(grown(420), dialog.sizeHint().height())
        dialog.open()

    def keep(self, name: str, query: str) -> None:
        """Save a search and show it in the tree."""
        self._errands.ask(lambda: keep_search(self._desk, name, query), lambda _none: self._window.shelf.reload())

    @Slot(object, QPoint)
    def _on_menu(self, place: Place, position: QPoint) -> None:
        if not place.query:
            return
        menu = QMenu(self._window)
        rename = menu.addAction(self.tr("Rename saved search…"))
        rename.triggered.connect(lambda _checked=False: self.ask_new_name(place.view))
        remove = menu.addAction(icon("trash"), self.tr("Remove saved search"))
        remove.triggered.connect(lambda _checked=False: self.drop(place.view))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(position)

    def ask_new_name(self, name: str) -> None:
        """Ask how a saved search is to be called from now on."""
        self._ask(self.tr("Rename saved search"), name, lambda wanted: self.rename(name, wanted or name))

    def rename(self, name: str, wanted: str) -> None:
        """Call a saved search otherwise; where it is shown, it stays so."""
        self._errands.ask(
            lambda: rename_search(self._desk, name, wanted), lambda called: self._show_renamed(name, called)
        )

    def _show_renamed(self, name: str, called: str) -> None:
        place = self._window.tree.place()
        if place is not None and place.query and place.view == name:
            self._renamed = replace(place, view=called)
        self._window.shelf.reload()

    @Slot()
    def _on_reloaded(self) -> None:
        """Later, when the tree has it."""
        place, self._renamed = self._renamed, None
        if place is not None:
            QTimer.singleShot(0, self, lambda: self._window.tree.select(place))

    def drop(self, name: str) -> None:
        """Remove a saved search."""
        self._errands.ask(lambda: drop_search(self._desk, name), lambda _none: self._window.shelf.reload())

    @Slot(str, object)
    def search_server(self, query: str, scope: Scope) -> None:
        """Look on the server for what is not saved here."""
        known = [mailbox.name for mailbox in self._window.shelf.snapshot.mailboxes]
        names = [scope.mailbox] if scope.mailbox else known
        self.server_dialog = ServerSearchDialog(
            self._desk, query, names, scope.folder, self._window, like=self._window.pane.reader
        )
        self.server_dialog.open()
