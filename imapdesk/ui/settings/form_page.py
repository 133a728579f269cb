"""A page of settings with a form: choices that the window remembers, and ticks that the desk keeps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from imapdesk.ui.widgets.calm import CalmComboBox, CalmSpinBox
from imapdesk.ui.widgets.dialogs import column, grown, label
from imapdesk.ui.widgets.forms import Form
from imapdesk.ui.widgets.window_state import WindowState

_NUMBER_WIDTH = 220
_NOTE_WIDTH = 300  # pixels of a note that surely fits in one line


class FormPage(QWidget):
    """Each change is applied at once; ``restore`` brings the defaults back."""

    changed = Signal(str, str)  # a choice of the window: key, value

    def __init__(self, title: str, state: WindowState) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self._state = state
        self._combos: dict[str, tuple[QComboBox, str]] = {}
        layout = column(self, 0, 14)
        layout.addWidget(label(title, title=True))
        self.form = Form()
        layout.addLayout(self.form)
        layout.addStretch(1)

    def restore(self) -> None:
        """Back to how the program came."""
        for combo, default in self._combos.values():
            combo.setCurrentIndex(combo.findData(default))

    def add_choice(self, text: str, key: str, choices: list[tuple[str, str]]) -> QComboBox:
        """A row with a choice that the window remembers; the first is the default."""
        combo = make_combo(text.replace("&", ""), choices)
        default = choices[0][0]
        combo.setCurrentIndex(max(0, combo.findData(self._state.get(key, default))))
        combo.currentIndexChanged.connect(lambda _index: self._apply(key, combo.currentData()))
        self._combos[key] = (combo, default)
        self.form.addRow(text, combo)
        return combo

    def add_note(self, text: str) -> None:
        """A line that explains the row above it."""
        note = label(text, muted=True)
        # A wrapping label asks for two lines at once; a short one is given its line and no more.
        note.setWordWrap(note.fontMetrics().horizontalAdvance(text) > grown(_NOTE_WIDTH))
        self.form.addRow("", note)

    def add_tick(self, text: str, on_change: Callable[[bool], object]) -> QCheckBox:
        """A row with a check box."""
        box = QCheckBox(text)
        box.setAccessibleName(text.replace("&", ""))
        box.clicked.connect(on_change)
        self.form.addRow("", box)
        return box

    def add_number(self, text: str, least: int, most: int, on_change: Callable[[int], object]) -> QSpinBox:
        """A row with a number."""
        box = CalmSpinBox(least, most)
        box.setAccessibleName(text.replace("&", ""))
        box.setMaximumWidth(grown(_NUMBER_WIDTH))
        box.valueChanged.connect(on_change)
        self.form.addRow(text, box)
        return box

    def _apply(self, key: str, value: str) -> None:
        self._state.put(key, value)
        self.changed.emit(key, value)


def make_combo(name: str, choices: list[tuple[str, str]]) -> QComboBox:
    """A combo box over (value, text)."""
    combo = CalmComboBox()
    combo.setAccessibleName(name)
    for value, text in choices:
        combo.addItem(text, value)
    return combo


def set_quietly(box: QSpinBox | QComboBox, value: object) -> None:
    """Show a value without taking it for a change of the person's."""
    box.blockSignals(True)
    if isinstance(box, QComboBox):
        box.setCurrentIndex(max(0, box.findData(value)))
    elif isinstance(value, int):
        box.setValue(value)
    box.blockSignals(False)
