"""Asks for the master password where there is no system keyring. The asker waits in its own thread."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from imapdesk.errors import SecretsUnavailable
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, label, row
from imapdesk.ui.widgets.fields import PasswordEdit
from imapdesk.ui.widgets.sentences import say


class _Question:
    def __init__(self, prompt: str) -> None:
        self.prompt = prompt
        self.answer: str | None = None
        self.answered = Event()


class MasterPassword(QObject):
    """``ask`` may be called from any thread."""

    _asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._asked.connect(self._on_asked, Qt.ConnectionType.QueuedConnection)

    def ask(self, prompt: str) -> str:
        """The password that the person typed.

        Raises:
            SecretsUnavailable: they typed none.
        """
        question = _Question(prompt)
        if QThread.currentThread() is self.thread():
            self._make(question).exec()
        else:
            self._asked.emit(question)
            question.answered.wait()
        if not question.answer:
            raise SecretsUnavailable(self.tr("No master password was given, so the password can't be kept."))
        return question.answer

    @Slot(object)
    def _on_asked(self, question: _Question) -> None:
        self._make(question).open()

    @staticmethod
    def _make(question: _Question) -> MasterPasswordDialog:
        dialog = MasterPasswordDialog(say(question.prompt), QApplication.activeWindow())

        def finish(accepted: int) -> None:
            question.answer = dialog.password.text() if accepted else None
            question.answered.set()

        dialog.finished.connect(finish)
        return dialog


class MasterPasswordDialog(PlainDialog):
    """One field, and what the password is for."""

    def __init__(self, prompt: str, parent: QWidget | None) -> None:
        super().__init__(parent, "", 460, 280)
        self.setWindowTitle(self.tr("Master password"))
        self.setAccessibleName(self.tr("Master password"))
        why = label(
            self.tr(
                "This computer has no password store that imapdesk can use. Your passwords are in an encrypted file "
                "instead, and the master password opens it. It is asked for once after each start."
            ),
            muted=True,
        )
        self.password = PasswordEdit(prompt)
        self.password.setPlaceholderText("")
        name = label(prompt)
        name.setBuddy(self.password)
        self.go_on = button(self.tr("Continue"), self.accept, primary=True)
        self.go_on.setDefault(True)
        self.go_on.setEnabled(False)
        self.password.textChanged.connect(lambda text: self.go_on.setEnabled(bool(text)))
        layout = column(self, 24, 12)
        for widget in (why, name, self.password):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(row(None, button(self.tr("Cancel"), self.reject), self.go_on))
        self.password.setFocus()
