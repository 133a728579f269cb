"""A folder that lost most of its mail at once: the question, until somebody answers it; also after a restart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from imapdesk.ui.alerts.banner import Banners, Problem
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background

if TYPE_CHECKING:
    from imapdesk.desk import Desk

_KEY = "deletion:"
_MARK = "mark_deleted:"
_KEEP = "keep_deleted:"


class Question(Protocol):
    """A question as `Desk.load_deletions` gives it."""

    @property
    def mailbox(self) -> str: ...
    @property
    def folder(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def held(self) -> int: ...


class Deletions(QObject):
    """Shows the open questions as banners and takes the answers; the next run acts on them."""

    answered = Signal(str)  # the mailbox, whose next run can be now

    def __init__(self, desk: Desk, errands: Background, banners: Banners, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands = errands
        self._banners = banners
        banners.acted.connect(self._on_acted)

    @Slot()
    def reload(self) -> None:
        """Show what is asked now, and take away what isn't any more."""
        self._errands.ask(self._desk.load_deletions, self._show)

    def _show(self, questions: Sequence[Question]) -> None:
        due = {f"{_KEY}{one.mailbox}:{one.folder}": one for one in questions}
        for key in self._banners.shown_keys():
            if key.startswith(_KEY) and key not in due:
                self._banners.solve(key)
        for key, question in due.items():
            self._banners.show_problem(self._make_problem(key, question))

    def _make_problem(self, key: str, question: Question) -> Problem:
        text = self.tr(
            "%Ln of {held} messages in “{folder}” are no longer on the server. They are kept here.", "", question.count
        )
        return Problem(
            key,
            text.format(
                held=formats.number(question.held),
                folder=formats.folder(question.folder),
            ),
            self.tr("Mark as deleted"),
            _MARK + question.folder,
            mailbox=question.mailbox,
            other=self.tr("Keep"),
            other_name=_KEEP + question.folder,
        )

    @Slot(str, str)
    def _on_acted(self, mailbox: str, action: str) -> None:
        for prefix, deleted in ((_MARK, True), (_KEEP, False)):
            if action.startswith(prefix):
                self._answer(mailbox, action.removeprefix(prefix), deleted)

    def _answer(self, mailbox: str, folder: str, deleted: bool) -> None:
        def settle(_done: object) -> None:
            self._banners.solve(f"{_KEY}{mailbox}:{folder}")
            self.reload()
            if deleted:
                self.answered.emit(mailbox)

        self._errands.ask(lambda: self._desk.answer_deletion(mailbox, folder, deleted=deleted), settle)
