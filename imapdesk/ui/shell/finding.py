"""Conversations, saved searches and the search on the server: what connects them to the list, the tree and the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu

from imapdesk.mail import Scope
from imapdesk.ui.messages.server_search import ServerSearchDialog
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.saved_searches import drop_search, keep_search
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
        dialog = QInputDialog(self._window)
        dialog.setInputMode(QInputDialog.InputMode.TextInput)
        dialog.setWindowTitle(self.tr("Save search"))
        dialog.setLabelText(self.tr("Name in the tree:"))
        dialog.setTextValue(self._window.pane.query or query)  # without the words for the place
        dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
        dialog.textValueSelected.connect(lambda name: self.keep(name.strip() or query, query))
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
        remove = menu.addAction(icon("trash"), self.tr("Remove saved search"))
        remove.triggered.connect(lambda _checked=False: self.drop(place.view))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(position)

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
