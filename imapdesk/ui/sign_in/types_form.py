"""How a new mailbox signs in: a password, or one of the types that are switched on; with the type's own fields."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QVBoxLayout, QWidget

from imapdesk.ui.sign_in.integration_fields import FieldForm, make_own_widget
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.dialogs import column, label

if TYPE_CHECKING:
    from imapdesk.desk import AccountType

_COLUMNS = 2


class AccountTypes(QWidget):
    """Hidden while there is nothing but passwords to choose. ``own`` is the place for the chosen type's own fields."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Account type"))
        self.buttons: dict[str, QRadioButton] = {}
        self._types: dict[str, AccountType] = {}
        self._group = QButtonGroup(self)
        self._by_hand = False
        self.form: FieldForm | None = None
        self.own = QWidget()
        self.own.setAccessibleName(self.tr("Fields of this account type"))
        self.own.hide()
        self._own: QVBoxLayout = column(self.own, 0, 6)
        layout = column(self, 0, 6)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.addWidget(label(self.tr("Account type")))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        layout.addLayout(self._grid)
        self.hide()

    def show_types(self, types: Sequence[AccountType]) -> None:
        """Offer these besides a password."""
        self._types = {one.type: one for one in types}
        for name, text in (("password", self.tr("Password")), *((one.type, one.label) for one in types)):
            made = QRadioButton(formats.plain(text))
            made.setAccessibleName(formats.plain(text))
            made.setChecked(name == "password")
            made.clicked.connect(self._on_clicked)
            made.toggled.connect(self._on_toggled)
            at = len(self.buttons)
            self._grid.addWidget(made, at // _COLUMNS, at % _COLUMNS)
            self._group.addButton(made)
            self.buttons[name] = made
        self.setVisible(bool(types))

    @property
    def chosen(self) -> AccountType | None:
        """The chosen type; None for a password."""
        return next((self._types.get(name) for name, made in self.buttons.items() if made.isChecked()), None)

    def choose(self, type_: str) -> None:
        """Choose a type by its word."""
        if type_ in self.buttons:
            self.buttons[type_].setChecked(True)

    def choose_password(self) -> None:
        """The person wants a password, whatever the address suggests."""
        self._by_hand = True
        self.choose("password")

    def suggest(self, type_: str) -> None:
        """Choose what fits the address, unless the person has chosen already."""
        if self._types and not self._by_hand:
            self.choose(type_ or "password")

    def values(self) -> dict[str, str]:
        """The values of the type's own fields."""
        return {name: text for name, text in self.form.values().items() if text} if self.form else {}

    def find_fault(self) -> bool:
        """Mark the first of the type's own fields that can't be right."""
        fault = self.form.find_fault() if self.form else None
        if fault and self.form:
            self.form.say_fault(*fault)
        return fault is not None

    @Slot()
    def _on_clicked(self) -> None:
        self._by_hand = True

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        if not on:
            return
        if self.form is not None:
            self._own.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        chosen = self.chosen
        if chosen is not None:
            own = make_own_widget(lambda: chosen.integration.manager.create_mailbox_widget(self, {}))
            if chosen.fields or own is not None:
                self.form = FieldForm(chosen.fields, {}, own)
                self._own.addWidget(self.form)
        self.own.setVisible(self.form is not None)
        self.changed.emit()
