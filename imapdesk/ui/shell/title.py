"""The window's title: what is looked at. The system puts the program's name behind it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.widgets import formats


class WindowTitle(QObject):
    """One per window, for the bar of tasks and for whoever has several windows."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.shelf.changed.connect(self.show)

    def connect_views(self) -> None:
        """Hear the views of now."""
        window = self._window
        window.tree.place_chosen.connect(self.show)
        window.search.searched.connect(self.show)
        window.pane.query_shown.connect(self.show)
        window.pages.currentChanged.connect(self.show)

    @Slot()
    def show(self) -> None:
        """Say what is shown now."""
        window = self._window
        anything = window.whole.currentWidget() is window.splitter
        window.setWindowTitle((self._name() if anything else "") or self.tr("imapdesk"))

    def _name(self) -> str:
        window, page = self._window, self._window.pages.currentWidget()
        item, place, search = window.tree.currentItem(), window.tree.place(), window.search.field.text().strip()
        if page is not window.pane and page is not window.mailbox_page:
            return page.accessibleName() if page is not None else ""
        if search and page is window.pane and not (place is not None and place.query):
            return self.tr("Search: {words}").format(words=formats.plain(search))
        if item is None or place is None:
            return ""
        if place.folder is None or place.mailbox is None:
            return item.text(0)
        return self.tr("{folder} - {mailbox}").format(folder=item.text(0), mailbox=formats.plain(place.mailbox))
