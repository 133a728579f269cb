"""A click on the desktop's message about new mail opens that mail: its folder, with the newest of it selected."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from imapdesk.mail import Summary
from imapdesk.ui.alerts.notices import NEWS, Notices
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.tray import Tray
from imapdesk.ui.state.place import Place

_LOOK_EVERY_MS = 50
_TRIES = 100


class OpenNews(QObject):
    """Listens to the tray."""

    def __init__(self, window: MainWindow, tray: Tray, notices: Notices) -> None:
        super().__init__(window)
        self._window = window
        self._notices = notices
        self._wanted = 0
        self._tries = 0
        tray.message_clicked.connect(self._on_clicked)
        self._looking = QTimer(self, interval=_LOOK_EVERY_MS)
        self._looking.timeout.connect(self._look)

    @Slot(str)
    def _on_clicked(self, tag: str) -> None:
        news = list(self._notices.news)
        if tag == NEWS and news:
            self._window.reads.ask(lambda: self._window.desk.load_summaries(news), self._open)

    def _open(self, summaries: list[Summary]) -> None:
        """The newest unread one; its rows may still have to be loaded."""
        newest = max(summaries, key=lambda one: (one.unread, _date_of(one)), default=None)
        if newest is None:
            return
        self._window.tree.select(Place(mailbox=newest.mailbox, folder=newest.folder))
        self._wanted, self._tries = newest.id, 0
        self._looking.start()

    @Slot()
    def _look(self) -> None:
        pane = self._window.pane
        self._tries += 1
        row = pane.model.find_row(self._wanted)
        if row is not None:
            pane.list.select_row(row)
        if row is not None or self._tries >= _TRIES:
            self._looking.stop()


def _date_of(summary: Summary) -> float:
    moment = summary.received_at or summary.sent_at
    return moment.timestamp() if moment else 0.0
