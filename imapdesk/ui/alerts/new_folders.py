"""A folder appeared on the server and the mailbox asks about such ones: the question as a banner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from imapdesk.ui.alerts.banner import Banners, Problem
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background

if TYPE_CHECKING:
    from imapdesk.desk import Desk

_KEY = "new_folder:"
_KEEP = "keep_folder:"
_LEAVE = "leave_folder:"


class NewFolderQuestions(QObject):
    """Shows the open questions and takes the answers."""

    answered = Signal(str)  # the mailbox, when a folder of it was ticked

    def __init__(self, desk: Desk, errands: Background, banners: Banners, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands = errands
        self._banners = banners
        banners.acted.connect(self._on_acted)

    @Slot()
    def reload(self) -> None:
        """Show what is asked now, and take away what isn't any more."""
        self._errands.ask(self._desk.load_new_folders, self._show)

    def _show(self, asked: Sequence[tuple[str, str]]) -> None:
        due = {f"{_KEY}{mailbox}:{path}": (mailbox, path) for mailbox, path in asked}
        for key in self._banners.shown_keys():
            if key.startswith(_KEY) and key not in due:
                self._banners.solve(key)
        text = self.tr("{mailbox}: the folder “{folder}” is new on the server. Keep a copy of it here?")
        for key, (mailbox, path) in due.items():
            said = text.format(mailbox=formats.plain(mailbox), folder=formats.plain(path))
            self._banners.show_problem(
                Problem(
                    key,
                    said,
                    self.tr("Keep a copy"),
                    _KEEP + path,
                    mailbox=mailbox,
                    other=self.tr("Leave it"),
                    other_name=_LEAVE + path,
                )
            )

    @Slot(str, str)
    def _on_acted(self, mailbox: str, action: str) -> None:
        for prefix, keep in ((_KEEP, True), (_LEAVE, False)):
            if action.startswith(prefix):
                self._answer(mailbox, action.removeprefix(prefix), keep)

    def _answer(self, mailbox: str, path: str, keep: bool) -> None:
        def settle(_done: object) -> None:
            self._banners.solve(f"{_KEY}{mailbox}:{path}")
            if keep:
                self.answered.emit(mailbox)

        self._errands.ask(lambda: self._desk.answer_new_folder(mailbox, path, keep=keep), settle)
