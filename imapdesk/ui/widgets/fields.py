"""Fields that several forms have: a line with a hint, a password with an eye, how a line to a server is secured."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtGui import QAction, QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QSpinBox,
    QStyle,
    QStyleOptionFrame,
    QToolButton,
    QWidget,
)

from imapdesk.mail import Security
from imapdesk.ui.widgets.calm import CalmComboBox
from imapdesk.ui.widgets.icons import icon
from imapdesk.ui.widgets.theme import set_look

_EDGES = 12  # pixels beside the words of a line, and between its buttons
_LONGEST = 1 << 20  # characters of a password; a line's own limit of 32,767 cuts without a word


class HintedLine(QLineEdit):
    """A line that shows the first of its hints that fits, so that none is cut off; the last one where none does."""

    def __init__(self, *hints: str) -> None:
        super().__init__()
        self._hints = hints
        self._choose_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_hint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._choose_hint()

    def _choose_hint(self) -> None:
        metrics, room = self.fontMetrics(), self._measure_room()
        fitting = (hint for hint in self._hints if metrics.horizontalAdvance(hint) <= room)
        self.setPlaceholderText(next(fitting, self._hints[-1]))

    def _measure_room(self) -> int:
        """Pixels beside its buttons."""
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        buttons = self.findChildren(QToolButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return inside.width() - sum(each.width() for each in buttons) - _EDGES


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


def make_line(name: str, hint: str = "", *shorter: str) -> QLineEdit:
    """A line to write in; the hint stands there while it is empty, or a shorter one in a narrow window."""
    line = HintedLine(hint, *shorter)
    line.setAccessibleName(name)
    return line


def make_combo(name: str) -> QComboBox:
    """A list to choose from; the wheel turns it only once it was chosen."""
    combo = CalmComboBox()
    combo.setAccessibleName(name)
    return combo
