"""One type of sign-in on Settings > Sign-in: its form, its redirect address, its switch, and the provider's word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QLabel, QLineEdit

from imapdesk.errors import ImapdeskError, SettingsRefused
from imapdesk.ui.sign_in.integration_fields import FieldForm, make_own_widget
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import button, column, describe_error, label, row
from imapdesk.ui.widgets.icons import icon
from imapdesk.ui.widgets.sentences import say
from imapdesk.ui.widgets.theme import set_look

if TYPE_CHECKING:
    from imapdesk.desk import Desk, Integration, IntegrationForm

MAX_FILE = 100_000
_VERDICTS = {"right": ("ok", "good"), "wrong": ("error", "danger"), "unchecked": ("offline", "star")}


class IntegrationCard(QFrame):
    """Values are saved when a field is left; switching on asks the provider in a worker thread."""

    changed = Signal()  # mailboxes may have stopped, or may go on

    def __init__(self, desk: Desk, errands: Background, form: IntegrationForm) -> None:
        super().__init__()
        set_look(self, card=True)
        self._desk = desk
        self._errands = errands
        self._integration = form.integration
        self._type = form.integration.type
        self.setAccessibleName(form.integration.label)
        settings = form.integration.settings
        own = make_own_widget(lambda: form.integration.manager.create_settings_widget(self, settings))
        self.form = FieldForm(form.fields, {**settings.values, **settings.secrets}, own)
        self._saved = self._read()
        self.state = label("", muted=True)
        self.switch = QCheckBox(self.tr("OAuth 2.0 for {label} sync: enable").format(label=form.integration.label))
        self.switch.setAccessibleName(self.switch.text())
        self.test = button(self.tr("Check"), self._test, name=self.tr("Check {}").format(form.integration.label))
        self.picture = QLabel()
        self.picture.setAccessibleName(self.tr("Answer of the provider"))
        self.verdict = label(form.trouble, danger=bool(form.trouble))
        self._lay_out(form)
        self._show_state(form.integration)
        self.switch.clicked.connect(self._on_switch)
        self.form.settled.connect(self.save)
        self.form.edited.connect(self._on_edited)

    def _lay_out(self, form: IntegrationForm) -> None:
        layout = column(self, 18, 10)
        head = row(label(form.integration.label, title=True), self.state)
        head.setStretch(0, 1)
        self.state.setWordWrap(False)
        layout.addLayout(head)
        if form.settings_file:
            text = self.tr("Load {file}…").format(file=form.settings_file)
            self.load = button(text, lambda: self._choose_file(form.settings_file))
            layout.addLayout(row(self.load, None))
        layout.addWidget(self.form)
        if form.register:
            layout.addLayout(self._make_register(form.register))
        layout.addLayout(row(self.switch, None, self.test))
        self.answer = row(self.picture, self.verdict)
        self.answer.setStretch(1, 1)
        layout.addLayout(self.answer)
        self._show_verdict("", form.trouble)

    def _make_register(self, address: str) -> QHBoxLayout:
        shown = QLineEdit(address)
        shown.setReadOnly(True)
        shown.setAccessibleName(self.tr("Redirect address"))
        self.copy = button(self.tr("Copy"), lambda: QGuiApplication.clipboard().setText(address))
        self.copy.setAccessibleName(self.tr("Copy the redirect address"))
        words = label(self.tr("Redirect address to register"))
        words.setWordWrap(False)
        words.setBuddy(shown)
        whole = row(words, shown, self.copy)
        whole.setStretch(1, 1)
        return whole

    @property
    def enabled(self) -> bool:
        """Whether the type is switched on, as far as it is known here."""
        return self._integration.enabled

    @Slot()
    def save(self) -> None:
        """Save what was changed; a change of the client switches the type off."""
        values = self._changed_values()
        if values is None or not values:
            return
        if (fault := self.form.find_fault()) and fault[0] in values and values[fault[0]]:
            self.form.say_fault(*fault)
            return
        self._work(lambda: self._desk.save_integration(self._type, values), self._on_saved)

    def load_file(self, path: Path) -> None:
        """Fill in the values of the provider's file, and save them."""
        try:
            text = path.read_bytes()[:MAX_FILE].decode("utf-8", "replace")
            values = dict(self._integration.manager.read_settings_file(text))
        except (ImapdeskError, OSError) as error:
            self._show_verdict("wrong", describe_error(error)[0] if isinstance(error, ImapdeskError) else str(error))
            return
        self.form.fill({**self._read(), **values})
        self.save()

    def _choose_file(self, name: str) -> None:
        files = self.tr("{name} (*.json);;All files (*)").format(name=name)
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Load {file}").format(file=name), str(Path.home()), files)
        if path:
            self.load_file(Path(path))

    def _read(self) -> dict[str, str]:
        try:
            return self.form.values()
        except Exception as error:  # a package's own widget
            self._show_verdict("wrong", self.tr("The form of this type failed: {}").format(type(error).__name__))
            return dict(self._saved) if hasattr(self, "_saved") else {}

    def _changed_values(self) -> dict[str, str]:
        return {name: text for name, text in self._read().items() if self._saved.get(name, "") != text}

    def _on_edited(self) -> None:
        self._show_verdict("", "")

    @Slot(bool)
    def _on_switch(self, on: bool) -> None:
        values, type_ = self._changed_values(), self._type
        if on and (fault := self.form.find_fault()):
            self.switch.setChecked(False)
            self.form.say_fault(*fault)
            return
        words = self.tr("Asking {label}…") if on else self.tr("Switching off…")
        self._show_verdict("", words.format(label=self._integration.label))

        def work() -> Integration:
            if values:
                self._desk.save_integration(type_, values)
            return self._desk.enable_integration(type_) if on else self._desk.disable_integration(type_)

        self._work(work, self._on_switched)

    def _test(self) -> None:
        values, type_ = self._changed_values(), self._type
        if fault := self.form.find_fault():
            self.form.say_fault(*fault)
            return
        self._show_verdict("", self.tr("Asking {label}…").format(label=self._integration.label))

        def work() -> Integration:
            if values:
                self._desk.save_integration(type_, values)
            return self._desk.test_integration(type_)

        self._work(work, self._on_switched)

    def _work(self, work: Callable[[], Integration], then: Callable[[Integration], None]) -> None:
        for widget in (self.switch, self.test):
            widget.setEnabled(False)
        self._errands.ask(work, then, self._on_failed)

    def _on_saved(self, integration: Integration) -> None:
        was_on = self._integration.enabled
        self._take(integration)
        if was_on and not integration.enabled:
            text = self.tr("Changed. Enable it again to have it checked; its mailboxes must sign in again.")
            self._show_verdict("unchecked", text)
        else:
            self._show_verdict("", self.tr("Saved."))

    def _on_switched(self, integration: Integration) -> None:
        self._take(integration)
        check = integration.check
        if check is None:
            self._show_verdict("", self.tr("Switched off. Its mailboxes stop; their saved mail stays."))
            return
        self._show_verdict(str(check.verdict), say(check.sentence))
        if check.verdict == "wrong":
            self.form.say_fault(check.field, "")

    def _take(self, integration: Integration) -> None:
        self._integration = integration
        self._saved = {**self._saved, **integration.settings.values, **integration.settings.secrets}
        self._show_state(integration)
        self.changed.emit()

    def _on_failed(self, error: BaseException) -> None:
        self._show_state(self._integration)
        sentence, _details = describe_error(error)
        self._show_verdict("wrong", sentence)
        if isinstance(error, SettingsRefused):
            self.form.say_fault(error.field, "")

    def _show_state(self, integration: Integration) -> None:
        for widget in (self.switch, self.test):
            widget.setEnabled(True)
        self.switch.setChecked(integration.enabled)
        self.state.setText(self.tr("on") if integration.enabled else self.tr("off"))
        set_look(self.state, good=integration.enabled, muted=not integration.enabled)

    def _show_verdict(self, verdict: str, text: str) -> None:
        name, colour = _VERDICTS.get(verdict, ("info", "muted"))
        words = {"right": self.tr("Right"), "wrong": self.tr("Wrong"), "unchecked": self.tr("Couldn't be checked")}
        self.picture.setPixmap(icon(name, colour).pixmap(20, 20))
        self.picture.setAccessibleName(words.get(verdict, self.tr("Answer of the provider")))
        self.picture.setToolTip(words.get(verdict, ""))
        self.verdict.setText(text)
        set_look(self.verdict, danger=verdict == "wrong", good=verdict == "right", muted=verdict not in _VERDICTS)
        for widget in (self.picture, self.verdict):
            widget.setVisible(bool(text))
