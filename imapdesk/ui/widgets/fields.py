"""Fields that several forms have: a line with a hint, a password with an eye, the frame of what has to be corrected."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QLineEdit, QToolButton, QWidget

from imapdesk.ui.widgets.calm import CalmComboBox
from imapdesk.ui.widgets.icons import icon
from imapdesk.ui.widgets.theme import set_look


class PasswordEdit(QLineEdit):
    """A password with an eye that shows it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = QAction(icon("eye"), self.tr("Show password"), self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._on_toggled)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        for child in self.findChildren(QToolButton):
            child.setAccessibleName(self.tr("Show password"))

    def _on_toggled(self, shown: bool) -> None:
        self._eye.setIcon(icon("eye-off" if shown else "eye"))
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


def mark_wrong(field: QWidget, wrong: bool) -> None:
    """Frame a field that has to be corrected."""
    set_look(field, wrong=wrong)


def make_line(name: str, hint: str = "") -> QLineEdit:
    """A line to write in; the hint stands there while it is empty."""
    line = QLineEdit()
    line.setAccessibleName(name)
    line.setPlaceholderText(hint)
    return line


def make_combo(name: str) -> QComboBox:
    """A list to choose from; the wheel turns it only once it was chosen."""
    combo = CalmComboBox()
    combo.setAccessibleName(name)
    return combo
