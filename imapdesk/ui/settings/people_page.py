"""Settings > People: who uses this store, their addresses and roles, and what roles may do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from imapdesk.mail import Person
from imapdesk.ui.widgets.asking import ask_for
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import button, column, describe_error, label, leave_room, row, told
from imapdesk.ui.widgets.fields import make_combo, make_line
from imapdesk.ui.widgets.forms import Form

if TYPE_CHECKING:
    from imapdesk.desk import Desk

People = tuple[list[Person], dict[str, frozenset[str]], Person, bool]


class PeoplePage(QScrollArea):
    """Whoever may manage people changes everybody; anybody else the own name and address."""

    changed = Signal()

    def __init__(self, desk: Desk, errands: Background) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("People"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._desk = desk
        self._errands = errands
        self._people: dict[str, Person] = {}
        self._roles: dict[str, frozenset[str]] = {}
        self._me = ""
        self.person = make_combo(self.tr("Person"))
        self.name = make_line(self.tr("Name"), "")
        self.address = make_line(self.tr("E-mail address"), self.tr("where e-mails about trouble go"))
        self.new_login = make_line(self.tr("Account name of the new person"), self.tr("account name"))
        self.role = make_combo(self.tr("Role"))
        self.new_role = make_line(self.tr("Name of the new role"), self.tr("name of the role"))
        self.save = button(self.tr("Save"), self._save_person, name=self.tr("Save this person"))
        self.remove = button(self.tr("Remove"), self._remove_person, name=self.tr("Remove this person"))
        self.add = button(self.tr("Add person"), self._add_person)
        self.save_role = button(self.tr("Save"), self._save_role, name=self.tr("Save this role"))
        self.remove_role = button(self.tr("Remove"), self._remove_role, name=self.tr("Remove this role"))
        self.add_role = button(self.tr("Add role"), self._add_role)
        self.result = told()
        self.role_boxes: dict[str, QCheckBox] = {}
        self.capability_boxes = {word: self._box(self._describe(word)) for word in desk.load_capabilities()}
        self._lay_out()
        self.person.currentIndexChanged.connect(lambda _index: self._show_person())
        self.role.currentIndexChanged.connect(lambda _index: self._show_role())
        self._asked = 0
        self.reload()

    def _describe(self, capability: str) -> str:
        words = {
            "sync_origin_credential_notifications": self.tr("Is told when a system mailbox stops working"),
            "view_system_mailboxes": self.tr("Sees system mailboxes and their mail"),
            "manage_people": self.tr("Changes people and roles"),
        }
        return words.get(capability, capability)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setAccessibleName(self.tr("People"))
        layout = column(inner, 0, 10)
        leave_room(layout, 0, 0, 12, 0)
        layout.addWidget(label(self.tr("People"), title=True))
        layout.addWidget(label(self.tr("People are known by the name of their account on this computer."), muted=True))
        form = self._form(layout)
        form.addRow(self.tr("&Person"), self.person)
        form.addRow(self.tr("&Name"), self.name)
        form.addRow(self.tr("E-mail &address"), self.address)
        self._role_place = QWidget()
        self._role_place.setAccessibleName(self.tr("Roles of this person"))
        self._role_column = column(self._role_place, 0, 4)
        form.addRow(self.tr("Roles"), self._role_place)
        form.addRow("", row(self.save, self.remove, None))
        form.addRow("", row(self.new_login, self.add))
        self.role_part = QWidget()
        self.role_part.setAccessibleName(self.tr("Roles"))
        part = column(self.role_part, 0, 10)
        part.addWidget(label(self.tr("Roles"), section=True))
        roles = self._form(part)
        roles.addRow(self.tr("&Role"), self.role)
        for box in self.capability_boxes.values():
            roles.addRow("", box)
        roles.addRow("", row(self.save_role, self.remove_role, None))
        roles.addRow("", row(self.new_role, self.add_role))
        layout.addWidget(self.role_part)
        layout.addWidget(self.result)
        layout.addStretch(1)
        self.setWidget(inner)

    def _form(self, layout: QVBoxLayout) -> Form:
        form = Form(wide=False)
        layout.addLayout(form)
        return form

    def _box(self, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setAccessibleName(text)
        return box

    def reload(self, person: str = "", role: str = "") -> None:
        """Show what is saved, with this person and role chosen; a former answer that is still to come is dropped."""
        self._errands.forget(self._asked)

        def show(answer: People) -> None:
            self._on_loaded(answer, person, role)

        self._asked = ask_for(self, self._errands, self._load, show, self._on_failed)

    def _load(self) -> People:
        desk = self._desk
        return desk.load_people(), desk.load_roles(), desk.find_me(), desk.may_manage_people()

    def _on_loaded(self, answer: People, person: str, role: str) -> None:
        people, self._roles, me, manages = answer
        self._people = {each.login: each for each in people if manages or each.login == me.login}
        self._me = me.login
        for box in self.role_boxes.values():
            self._role_column.removeWidget(box)
            box.deleteLater()
        self.role_boxes = {name: self._box(name) for name in self._roles}
        for box in self.role_boxes.values():
            box.setEnabled(manages)
            self._role_column.addWidget(box)
        self._fill(self.person, list(self._people), person or self.person.currentText() or self._me)
        self._fill(self.role, list(self._roles), role or self.role.currentText())
        self.role_part.setVisible(manages)
        for widget in (self.remove, self.add, self.new_login):
            widget.setVisible(manages)
        self._show_person()
        self._show_role()

    def _fill(self, combo: QComboBox, names: list[str], chosen: str) -> None:
        combo.blockSignals(True)
        combo.clear()
        combo.addItems(names)
        combo.setCurrentIndex(max(0, combo.findText(chosen)))
        combo.blockSignals(False)

    def _show_person(self) -> None:
        shown = self._people.get(self.person.currentText())
        self.name.setText(shown.name if shown else "")
        self.address.setText(shown.address if shown else "")
        for name, box in self.role_boxes.items():
            box.setChecked(bool(shown and name in shown.roles))
        self.remove.setEnabled(bool(shown and shown.login != self._me))

    def _show_role(self) -> None:
        held = self._roles.get(self.role.currentText(), frozenset())
        for word, box in self.capability_boxes.items():
            box.setChecked(word in held)

    def _save_person(self) -> None:
        login, name, address = self.person.currentText(), self.name.text().strip(), self.address.text().strip()
        roles = [name for name, box in self.role_boxes.items() if box.isChecked()]
        self._act(lambda: self._desk.change_person(login, name=name, address=address, roles=roles), person=login)

    def _add_person(self) -> None:
        login = self.new_login.text().strip()
        if login:
            self._act(lambda: self._desk.add_person(login, name=login), person=login)

    def _remove_person(self) -> None:
        login = self.person.currentText()
        self._act(lambda: self._desk.remove_person(login), person=self._me)

    def _save_role(self) -> None:
        name = self.role.currentText()
        held = [word for word, box in self.capability_boxes.items() if box.isChecked()]
        self._act(lambda: self._desk.save_role(name, held), role=name)

    def _add_role(self) -> None:
        name = self.new_role.text().strip()
        if name:
            self._act(lambda: self._desk.save_role(name, ()), role=name)

    def _remove_role(self) -> None:
        name = self.role.currentText()
        self._act(lambda: self._desk.remove_role(name))

    def _act(self, work: Callable[[], Any], *, person: str = "", role: str = "") -> None:
        self.result.setText("")
        ask_for(self, self._errands, work, lambda _answer: self._on_done(person, role), self._on_failed)

    def _on_done(self, person: str, role: str) -> None:
        self.result.setText(self.tr("Saved."))
        self.new_login.clear()
        self.new_role.clear()
        self.reload(person, role)
        self.changed.emit()

    def _on_failed(self, error: BaseException) -> None:
        sentence, details = describe_error(error)
        self.result.setText(sentence or details)
