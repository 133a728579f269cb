"""Asks for the master password where there is no system keyring. The asker waits in its own thread."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit

from imapdesk.errors import SecretsUnavailable
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
            self._on_asked(question)
        else:
            self._asked.emit(question)
            question.answered.wait()
        if not question.answer:
            raise SecretsUnavailable(self.tr("No master password was given, so the password can't be kept."))
        return question.answer

    @Slot(object)
    def _on_asked(self, question: _Question) -> None:
        parent = QApplication.activeWindow()
        dialog = QInputDialog(parent)
        dialog.setWindowTitle(self.tr("Master password"))
        dialog.setLabelText(say(question.prompt))
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def finish(accepted: int) -> None:
            question.answer = dialog.textValue() if accepted else None
            question.answered.set()

        dialog.finished.connect(finish)
        dialog.open()
        if QThread.currentThread() is self.thread() and not question.answered.is_set() and parent is None:
            dialog.exec()
