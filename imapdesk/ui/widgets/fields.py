"""Fields that several forms have: a line with a hint, a password with an eye, how a line to a server is secured."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QToolButton, QWidget

from imapdesk.mail import Security
from imapdesk.ui.widgets.calm import CalmComboBox
from imapdesk.ui.widgets.icons import icon
from imapdesk.ui.widgets.theme import set_look

_LONGEST = 1 << 20  # characters of a password; a line's own limit of 32,767 cuts without a word


class PasswordEdit(QLineEdit):
    """A password with an eye that shows it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMaxLength(_LONGEST)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = QAction(icon("eye"), self.tr("Show password"), self)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._on_toggled)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        for child in self.findChildren(QToolButton):
            child.setAccessibleName(self.tr("Show password"))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The eye is in the menu, too: by the keyboard there is no other way to it."""
        menu = self.createStandardContextMenu()
        menu.addSeparator()
        menu.addAction(self._eye)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def _on_toggled(self, shown: bool) -> None:
        self._eye.setIcon(icon("eye-off" if shown else "eye"))
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class SecurityBox(CalmComboBox):
    """How a line is secured. The port beside it goes along, as long as it is one of the usual ones."""

    def __init__(self, port: QSpinBox, usual: Mapping[Security, int]) -> None:
        super().__init__()
        self._port = port
        self._usual = usual
        self.setAccessibleName(self.tr("Security"))
        self.addItem(self.tr("Encrypted (TLS)"), Security.SSL)
        self.addItem(self.tr("Encrypted (STARTTLS)"), Security.STARTTLS)
        self.addItem(self.tr("Not encrypted"), Security.NONE)
        self.currentIndexChanged.connect(self._on_changed)

    def choose(self, security: Security) -> None:
        """Show this one."""
        self.setCurrentIndex(self.findData(security))

    @property
    def security(self) -> Security:
        """The one that is shown: a combo box gives back a plain text for such an enum (PySide6 6.12, 2026-11)."""
        return Security(self.currentData())

    @Slot()
    def _on_changed(self) -> None:
        if self._port.value() in self._usual.values():
            self._port.setValue(self._usual[self.security])


def mark_wrong(field: QWidget, wrong: bool, why: str = "") -> None:
    """Frame a field that has to be corrected; a screen reader says why when one comes to it."""
    set_look(field, wrong=wrong)
    field.setAccessibleDescription(why if wrong else "")


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
