"""The pages of the View menu: statistics and activity, in the place of the messages."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from imapdesk.mail import Scope
from imapdesk.ui.main_window import MainWindow
from imapdesk.ui.statistics_page import StatisticsPage
from imapdesk.ui.tree import Place


class SidePages(QObject):
    """Makes each page when it is first opened; choosing something in the tree leaves it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.statistics: StatisticsPage | None = None
        window.menu_actions["statistics"].triggered.connect(lambda _checked=False: self.open_statistics())

    @Slot()
    def open_statistics(self) -> None:
        """The statistics of what is looked at: the search, the folder or the mailbox."""
        window = self._window
        if self.statistics is None:
            self.statistics = StatisticsPage(window.desk, window.reads)
            window.pages.addWidget(self.statistics)
        place = window.tree.place() or Place()
        search = window.search.field.text()
        name = search or place.folder or place.mailbox or self.tr("All mail")
        scope = place.scope() if place.mailbox else Scope()
        self.statistics.open_for(scope, search, name)
        window.pages.setCurrentWidget(self.statistics)
        self.statistics.setFocus()
