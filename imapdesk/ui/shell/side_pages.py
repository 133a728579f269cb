"""The pages of the View menu: statistics and activity, in the place of the messages."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from imapdesk.mail import Scope
from imapdesk.ui.pages.activity import ActivityPage
from imapdesk.ui.pages.statistics import StatisticsPage
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets import formats


class SidePages(QObject):
    """Makes each page when it is first opened; choosing something in the tree leaves it, and so does Esc."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.statistics: StatisticsPage | None = None
        self.activity: ActivityPage | None = None
        self.connect_menu()

    def connect_menu(self) -> None:
        """Hear the menu of now. The pages that there were went with the menu before."""
        window = self._window
        self.statistics = self.activity = None
        window.menu_actions["activity"].triggered.connect(lambda _checked=False: self.open_activity())
        window.menu_actions["copy_report"].triggered.connect(lambda _checked=False: self.copy_report())
        window.menu_actions["statistics"].triggered.connect(lambda _checked=False: self.open_statistics())
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), window.splitter)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.setEnabled(False)  # the list and the reader have their own Esc
        back.activated.connect(self.leave)
        window.pages.currentChanged.connect(lambda _index: back.setEnabled(window.pages.currentWidget() != window.pane))

    @Slot()
    def leave(self) -> None:
        """Back to what the tree says, from a mailbox's own page to the messages that were listed last."""
        window = self._window
        place, listed = window.tree.place(), window.pane.place
        if window.pages.currentWidget() is window.mailbox_page:
            if listed is None or listed.is_mailbox or not window.tree.select(listed):
                window.tree.select(Place(view="all"))
        elif place is not None and place.is_mailbox and not window.search.field.text():
            window.pages.setCurrentWidget(window.mailbox_page)
            window.mailbox_page.setFocus()
            return
        window.pages.setCurrentWidget(window.pane)
        (window.pane.list.find_stop() or window.tree).setFocus()

    def reopen(self, page: QWidget | None) -> None:
        """Open the page of the kind that was open, if that was one of these."""
        if isinstance(page, StatisticsPage):
            self.open_statistics()
        elif isinstance(page, ActivityPage):
            self.open_activity()

    @Slot()
    def open_statistics(self) -> None:
        """The statistics of what is looked at: the search, the folder or the mailbox."""
        window = self._window
        if self.statistics is None:
            self.statistics = StatisticsPage(window.desk, window.reads)
            window.pages.addWidget(self.statistics)
        place = window.tree.place() or Place()
        search = window.search.field.text()
        name = search or formats.folder(place.folder or "") or place.mailbox or self.tr("All mail")
        scope = place.scope() if place.mailbox else Scope()
        self.statistics.open_for(scope, search, name)
        window.pages.setCurrentWidget(self.statistics)
        self.statistics.setFocus()

    @Slot()
    def open_activity(self) -> None:
        """What goes on in each mailbox, the log, and what servers are like."""
        window = self._window
        if self.activity is None:
            self.activity = ActivityPage(window.desk, window.engine, window.reads)
            self.activity.report_wanted.connect(self.copy_report)
            window.shelf.changed.connect(self.activity.show_snapshot)
            window.pages.addWidget(self.activity)
        self.activity.show_snapshot(window.shelf.snapshot)
        self.activity.reload()
        window.pages.setCurrentWidget(self.activity)
        self.activity.setFocus()

    @Slot()
    def copy_report(self) -> None:
        """Put the diagnostic report on the clipboard."""

        def copy(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._window.status.say(self.tr("Diagnostic report copied; no address is in it."))

        self._window.reads.ask(self._window.desk.make_diagnostic_report, copy)
