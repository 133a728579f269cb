"""What the window shows: the place that is chosen in the tree, what a search finds, the page of a mailbox."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from imapdesk.ui.alerts.problems import show_problems
from imapdesk.ui.shell.first_place import FirstPlace
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.title import WindowTitle
from imapdesk.ui.shell.totals import Totals
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.shelf import Snapshot

# What a menu offers only where there is a mailbox, or mail of one that was removed.
_WITH_MAIL = ("sync", "sync_all", "pause", "verify", "sign_in", "mailbox_page", "statistics", "activity")


class Places(QObject):
    """One per window."""

    changed = Signal()  # other mailboxes, or other states of them, are shown
    pause_wanted = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.first = FirstPlace(window)
        self.totals = Totals(window)
        window.shelf.changed.connect(self.show_snapshot)
        self.title = WindowTitle(window)  # after what it tells of
        self.connect_views()

    def connect_views(self) -> None:
        """Hear the tree, the search box and the list of now."""
        window = self.window
        window.tree.place_chosen.connect(self._on_place)
        window.search.searched.connect(self._on_search)
        window.search.left.connect(self._on_search_left)
        window.pane.list.acted.connect(self._on_empty_acted)
        self.title.connect_views()

    @Slot(object)
    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show these mailboxes and folders, or the welcome page where there are none."""
        window = self.window
        anything = bool(snapshot.mailboxes or snapshot.removed)
        window.whole.setCurrentWidget(window.splitter if anything else window.welcome)
        if not anything:
            window.welcome.add.setFocus()
        window.search.setEnabled(anything)
        window.sync_button.setEnabled(bool(snapshot.mailboxes))
        for name in _WITH_MAIL:
            window.menu_actions[name].setEnabled(anything)
        window.tree.show_snapshot(snapshot)
        window.pane.set_snapshot(snapshot, window.engine.active)
        self.totals.show(snapshot)
        show_problems(window.banners, snapshot)
        if self.first.choose(snapshot):
            window.pane.list.setFocus()
        self.update_page()
        self.changed.emit()

    @Slot(object)
    def _on_place(self, place: Place) -> None:
        window = self.window
        self.first.forget(place)
        window.search.clear_quietly()
        if place.is_mailbox:
            window.pages.setCurrentWidget(window.mailbox_page)
            self.update_page()
        else:
            window.pages.setCurrentWidget(window.pane)
            window.pane.show_place(place)
        mailbox = window.shelf.snapshot.find_mailbox(place.mailbox)
        window.menu_actions["pause"].setChecked(bool(mailbox and mailbox.paused))

    def update_page(self) -> None:
        """Show the state of now on the page of the mailbox, if that is what is shown."""
        place = self.window.tree.place()
        mailbox = self.window.shelf.snapshot.find_mailbox(place.mailbox if place else None)
        if mailbox is not None and place is not None and place.is_mailbox:
            active = mailbox.name if mailbox.name in self.window.engine.running else None
            self.window.mailbox_page.show_mailbox(mailbox, self.window.shelf.snapshot, active)

    @Slot(str, bool)
    def _on_search(self, text: str, everywhere: bool) -> None:
        self.window.pages.setCurrentWidget(self.window.pane)
        place = self.window.tree.place()
        if self.window.pane.place is None or (place is not None and self.window.pane.place.mailbox != place.mailbox):
            self.window.pane.place = place
        self.window.pane.search(text, everywhere)
        if not text and place is not None and place.is_mailbox:
            self._on_place(place)

    @Slot()
    def _on_search_left(self) -> None:
        """To the list. Where nothing was found the field keeps the focus: the list would take it amid the next word."""
        shown = self.window.pane.list
        if (stop := shown.find_stop()) is not None:
            stop.setFocus()
        elif not self.window.search.field.text():
            shown.table.setFocus()  # as soon as it is there

    @Slot(str)
    def _on_empty_acted(self, action: str) -> None:
        place = self.window.tree.place()
        if action == "everywhere":
            self.window.search.search_everywhere()
        elif action == "pause":
            self.pause_wanted.emit()
        elif place is not None and place.mailbox is not None:
            if action == "choose":
                self.window.folder_actions.include_usual(place.mailbox)
            elif action == "include":
                self.window.folder_actions.include(below=False)
            elif action == "sync":
                self.window.mailbox_actions.sync(place.mailbox)
