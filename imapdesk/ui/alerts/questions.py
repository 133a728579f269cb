"""Questions about folders that stand as banners until somebody answers them, also after a restart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from imapdesk.ui.alerts.banner import Banners, Problem
from imapdesk.ui.widgets.background import Background

if TYPE_CHECKING:
    from imapdesk.desk import Desk


class Questions(QObject):
    """Shows what is asked now and takes the answers; each kind of question says what it loads and in which words."""

    answered = Signal(str)  # the mailbox, when a run of it is to act on the answer

    KEY = ""  # how the banners' keys begin; mailbox and folder follow
    YES = ""  # how the names of the buttons' actions begin; the folder follows
    NO = ""

    def __init__(self, desk: Desk, errands: Background, banners: Banners, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._errands = errands
        self._banners = banners
        banners.acted.connect(self._on_acted)

    def load(self) -> Sequence[Any]:
        """The open questions; called in a worker thread."""
        raise NotImplementedError

    def make_problem(self, question: Any) -> Problem:
        """The banner of a question."""
        raise NotImplementedError

    def save(self, mailbox: str, folder: str, yes: bool) -> None:
        """Keep an answer; called in a worker thread."""
        raise NotImplementedError

    @Slot()
    def reload(self) -> None:
        """Show what is asked now, and take away what isn't any more."""
        self._errands.ask(self.load, self._show)

    def _show(self, questions: Sequence[Any]) -> None:
        due = [self.make_problem(question) for question in questions]
        keys = {problem.key for problem in due}
        for key in self._banners.shown_keys():
            if key.startswith(self.KEY) and key not in keys:
                self._banners.solve(key)
        for problem in due:
            self._banners.show_problem(problem)

    @Slot(str, str)
    def _on_acted(self, mailbox: str, action: str) -> None:
        for prefix, yes in ((self.YES, True), (self.NO, False)):
            if action.startswith(prefix):
                self._answer(mailbox, action.removeprefix(prefix), yes)

    def _answer(self, mailbox: str, folder: str, yes: bool) -> None:
        def settle(_done: object) -> None:
            self._banners.solve(f"{self.KEY}{mailbox}:{folder}")
            self.reload()
            if yes:
                self.answered.emit(mailbox)

        self._errands.ask(lambda: self.save(mailbox, folder, yes), settle)
