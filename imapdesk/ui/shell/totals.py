"""How much mail is here, for the status bar: its count at once, its size once it was added up."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.state.shelf import Snapshot

Here = tuple[tuple[str, ...], int]  # the mailboxes, and how many messages they hold


class Totals(QObject):
    """Adds up where the count changed; not while a run changes it all the time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._asked: Here = ((), 0)
        self._octets: int | None = None  # of what was asked last; None: not yet known
        window.engine.run_finished.connect(self._on_finished)

    def show(self, snapshot: Snapshot) -> None:
        """Show the totals of this snapshot; nothing where there is no mailbox."""
        window, saved = self._window, snapshot.count_saved()
        names = tuple(mailbox.name for mailbox in (*snapshot.mailboxes, *snapshot.removed))
        if not names:
            window.status.set_totals(None)
            return
        if (names, saved) != self._asked and not window.engine.running:
            self._asked, self._octets = (names, saved), None
            window.looks.ask(lambda: self._measure(names), self._on_measured, lambda _error: None)
        window.status.set_totals(saved, self._octets if (names, saved) == self._asked else None)

    def _measure(self, names: tuple[str, ...]) -> int:
        return sum(map(self._window.desk.measure_mailbox, names))

    def _on_measured(self, octets: int) -> None:
        self._octets = octets
        self.show(self._window.shelf.snapshot)

    @Slot()
    def _on_finished(self) -> None:
        self.show(self._window.shelf.snapshot)
