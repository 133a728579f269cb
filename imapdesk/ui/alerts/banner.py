"""What needs the person, above the panes: one line per problem, with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from imapdesk.ui.widgets.announcing import announce
from imapdesk.ui.widgets.dialogs import button, label, leave_room
from imapdesk.ui.widgets.icons import icon
from imapdesk.ui.widgets.theme import set_look


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem with the action that solves it; ``key`` tells apart what is shown already."""

    key: str
    text: str
    action: str = ""
    action_name: str = ""
    details: str = ""
    closable: bool = False
    mailbox: str = ""
    foldable: bool = False  # can be made small, and is there until it is solved
    folded: bool = False
    short: str = ""  # what a folded one says
    other: str = ""  # a second answer
    other_name: str = ""
    hint: bool = False  # no problem at all: something good to know


class Banners(QWidget):
    """A column of problems; it has no height where there are none."""

    acted = Signal(str, str)  # the mailbox, the action's name
    details_asked = Signal(str, str)  # text, details
    fold_asked = Signal(str, bool)  # key, folded
    focus_left = Signal()  # the button that had it went with its problem; the next one in the window is a chance find

    def __init__(self) -> None:
        super().__init__()
        self.name_itself()
        self._shown: dict[str, Problem] = {}
        self._frames: dict[str, QFrame] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def name_itself(self) -> None:
        """Tell screen readers what this is, in the language of now; who shows problems says those again."""
        self.setAccessibleName(self.tr("Problems"))

    def show_problem(self, problem: Problem) -> None:
        """Show a problem, in the place of the one with the same key."""
        if self._shown.get(problem.key) == problem:
            return
        self.solve(problem.key)
        frame = self._make_folded(problem) if problem.folded else self._make(problem)
        self._shown[problem.key] = problem
        self._frames[problem.key] = frame
        self._column.addWidget(frame)
        announce(self, problem.text)

    def solve(self, key: str) -> None:
        """Take a problem away."""
        self._shown.pop(key, None)
        frame = self._frames.pop(key, None)
        if frame is not None:
            focused = QApplication.focusWidget()
            had_focus = focused is not None and frame.isAncestorOf(focused)
            self._column.removeWidget(frame)
            frame.hide()
            frame.deleteLater()
            if had_focus:
                self.focus_left.emit()

    def shown_keys(self) -> list[str]:
        """What is shown."""
        return list(self._shown)

    def texts(self) -> list[str]:
        """The problems that are shown, each in a few words; hints are none."""
        return [problem.short or problem.text for problem in self._shown.values() if not problem.hint]

    def _make_folded(self, problem: Problem) -> QFrame:
        """A thin line that is there until the problem is solved; it opens again."""
        frame, line = self._make_frame(problem.short or problem.text, 14, 1)
        line.addWidget(label(problem.short or problem.text), 1)
        line.addWidget(self._make_fold(problem.key, self.tr("Show more"), False))
        return frame

    def _make_fold(self, key: str, text: str, folded: bool) -> QPushButton:
        return button(text, lambda: self.fold_asked.emit(key, folded), flat=True)

    def _make(self, problem: Problem) -> QFrame:
        frame, row = self._make_frame(problem.text, 20, 6, problem.hint)
        row.addWidget(label(problem.text), 1)
        if problem.details:
            row.addWidget(
                button(self.tr("Details"), lambda: self.details_asked.emit(problem.text, problem.details), flat=True)
            )
        if problem.action:
            row.addWidget(button(problem.action, lambda: self.acted.emit(problem.mailbox, problem.action_name)))
        if problem.other:
            row.addWidget(button(problem.other, lambda: self.acted.emit(problem.mailbox, problem.other_name)))
        if problem.foldable:
            row.addWidget(self._make_fold(problem.key, self.tr("Fold"), True))
        if problem.closable:
            close = button("", lambda: self.solve(problem.key), name=self.tr("Close this message"), flat=True)
            close.setIcon(icon("close", "text" if problem.hint else "warning_text"))
            set_look(close, flat=True)
            row.addWidget(close)
        return frame

    def _make_frame(self, text: str, size: int, margin: int, hint: bool = False) -> tuple[QFrame, QHBoxLayout]:
        frame = QFrame()
        frame.setObjectName("hint" if hint else "banner")
        frame.setAccessibleName(text)
        picture = QLabel()
        picture.setAccessibleName(self.tr("Hint") if hint else self.tr("Problem"))
        shown = icon("info", "text") if hint else icon("warning", "warning_text")
        picture.setPixmap(shown.pixmap(size, size))
        row = QHBoxLayout(frame)
        leave_room(row, 16, margin, 12, margin)
        row.setSpacing(10)
        row.addWidget(picture)
        return frame, row
