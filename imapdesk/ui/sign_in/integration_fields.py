"""A form made from fields described as data: what a type of sign-in needs on Settings > Sign-in or in a mailbox."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from imapdesk.ui.widgets.calm import CalmComboBox
from imapdesk.ui.widgets.dialogs import button, column, label, row, told
from imapdesk.ui.widgets.fields import PasswordEdit
from imapdesk.ui.widgets.forms import Form
from imapdesk.ui.widgets.sentences import say
from imapdesk.ui.widgets.theme import set_look

if TYPE_CHECKING:
    from imapdesk.desk import Field

log = logging.getLogger(__name__)


class FieldForm(QWidget):
    """The fields in their order; advanced ones are folded away until they are wanted, or filled in."""

    edited = Signal()  # something was typed or chosen
    settled = Signal()  # a field was left, or a choice made

    def __init__(self, fields: Sequence[Field], values: Mapping[str, str], own: QWidget | None = None) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Fields"))
        self._fields = tuple(fields)
        self._own = own  # the package's own widget in place of the form
        self.widgets: dict[str, QWidget] = {}
        self._read: dict[str, Callable[[], str]] = {}
        self._write: dict[str, Callable[[str], object]] = {}
        self.faults: dict[str, Any] = {}
        layout = column(self, 0, 6)
        if own is not None:
            layout.addWidget(own)
            return
        self._plain = self._make_form([one for one in fields if not one.advanced])
        layout.addLayout(self._plain)
        self._advanced = QWidget()
        self._advanced.setAccessibleName(self.tr("More settings"))
        advanced = [one for one in fields if one.advanced]
        if advanced:
            self.more = button(self.tr("More settings"), self._on_more, link=True)
            layout.addLayout(row(self.more, None))
            inner = self._make_form(advanced)
            inner.setContentsMargins(0, 0, 0, 0)
            self._advanced.setLayout(inner)
            layout.addWidget(self._advanced)
        self._advanced.setVisible(any(values.get(one.name) for one in advanced))
        self.fill(values)

    def values(self) -> dict[str, str]:
        """What stands in the form, by field name. Raises whatever a package's own widget raises."""
        if self._own is not None:
            return {str(name): str(value) for name, value in self._own.values().items()}  # type: ignore[attr-defined]
        return {name: read().strip() for name, read in self._read.items()}

    def fill(self, values: Mapping[str, str]) -> None:
        """Show these values; a field that has none shows its default."""
        if self._own is not None:
            return
        self.blockSignals(True)
        for one in self._fields:
            self._write[one.name](values.get(one.name) or one.default)
        self.blockSignals(False)
        self.say_fault("", "")

    def say_fault(self, field: str, sentence: str) -> bool:
        """Mark a field and say under it what is wrong; an empty name takes all marks away. False for no field here."""
        for name, widget in self.widgets.items():
            wrong = name == field
            set_look(widget, wrong=wrong)
            self.faults[name].setText(say(sentence) if wrong else "")
            self.faults[name].setVisible(wrong and bool(sentence))
        if field in self.widgets:
            if any(one.name == field and one.advanced for one in self._fields):
                self._advanced.show()
            self.widgets[field].setFocus()
        return field in self.widgets

    def find_fault(self) -> tuple[str, str] | None:
        """The first field whose value can't be right, with a sentence; no network."""
        values = self.values()
        for one in self._fields:
            try:
                fault = one.find_fault(values.get(one.name, ""))
            except Exception as error:  # a package's own check
                log.warning("the check of the field %s failed: %s", one.name, type(error).__name__)
                continue
            if fault:
                return one.name, fault
        return None

    def _make_form(self, fields: Sequence[Field]) -> Form:
        form = Form(wide=False, down=8)
        for one in fields:
            widget = self._make_field(one)
            fault = told(danger=True)
            fault.hide()
            self.widgets[one.name], self.faults[one.name] = widget, fault
            if one.kind == "file":
                whole = row(widget, self._make_browse(one, widget))
                whole.setStretch(0, 1)
                form.addRow(say(one.label), whole)
            else:
                form.addRow("" if one.kind == "check" else say(one.label), widget)
            if one.help:
                help_ = label(say(one.help), muted=True)
                help_.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)  # else it wraps early
                help_.setAlignment(Qt.AlignmentFlag.AlignTop)
                form.addRow("", help_)
            form.addRow("", fault)
        return form

    def _make_field(self, one: Field) -> QWidget:
        widget: QWidget
        if one.kind == "choice":
            widget = self._make_choice(one)
        elif one.kind == "check":
            widget = self._make_check(one)
        else:
            widget = self._make_line(one)
        widget.setAccessibleName(say(one.label))
        widget.setAccessibleDescription(say(one.help))
        return widget

    def _make_choice(self, one: Field) -> QComboBox:
        combo = CalmComboBox()
        for value, text in one.choices:
            combo.addItem(say(text), value)
        self._read[one.name] = lambda: str(combo.currentData() or "")
        self._write[one.name] = lambda value: combo.setCurrentIndex(max(0, combo.findData(value)))
        combo.currentIndexChanged.connect(self._on_chosen)
        return combo

    def _make_check(self, one: Field) -> QCheckBox:
        box = QCheckBox(say(one.label))
        self._read[one.name] = lambda: "yes" if box.isChecked() else ""
        self._write[one.name] = lambda value: box.setChecked(bool(value))
        box.toggled.connect(self._on_chosen)
        return box

    def _make_line(self, one: Field) -> QLineEdit:
        line = PasswordEdit(say(one.label)) if one.kind == "secret" or one.secret else QLineEdit()
        if one.kind == "number":
            line.setValidator(QIntValidator(line))
        self._read[one.name] = line.text
        self._write[one.name] = line.setText
        line.textEdited.connect(self._on_typed)
        line.editingFinished.connect(self.settled)
        return line

    def _make_browse(self, one: Field, line: QWidget) -> QToolButton:
        browse = QToolButton()
        browse.setText("…")
        browse.setAccessibleName(self.tr("Choose a file: {field}").format(field=say(one.label)))

        def choose() -> None:
            path, _ = QFileDialog.getOpenFileName(line, say(one.label), str(Path.home()))
            if path:
                self._write[one.name](path)
                self._on_chosen()

        browse.clicked.connect(choose)
        return browse

    def _on_typed(self, *_: object) -> None:
        self.say_fault("", "")
        self.edited.emit()

    def _on_chosen(self, *_: object) -> None:
        self.edited.emit()
        self.settled.emit()

    def _on_more(self) -> None:
        self._advanced.setVisible(not self._advanced.isVisible())


def make_own_widget(create: Callable[[], object]) -> QWidget | None:
    """A package's own widget; one that fails, or is no widget with ``values()``, is left out for the form."""
    try:
        made = create()
    except Exception as error:  # a stranger's code may raise anything
        log.warning("a package's own form can't be shown: %s", type(error).__name__)
        return None
    return made if isinstance(made, QWidget) and callable(getattr(made, "values", None)) else None
