"""Settings > Reading: how messages are shown, and whose images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QListWidget

from imapdesk.ui.settings.form_page import FormPage
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.asking import ask_for
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import button, row
from imapdesk.ui.widgets.window_state import WindowState

if TYPE_CHECKING:
    from imapdesk.desk import Desk


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReadingPage", text)


class ReadingPage(FormPage):
    """Nothing from the internet is loaded for a message unless somebody said so."""

    def __init__(self, desk: Desk, errands: Background, state: WindowState) -> None:
        super().__init__(_tr("Reading"), state)
        self._desk = desk
        self._errands = errands
        kinds = [("html", _tr("As the sender designed them")), ("text", _tr("As plain text"))]
        self.add_choice(_tr("Show &messages"), "text", kinds)
        papers = [("no", _tr("On white paper, as most were designed")), ("yes", _tr("Dark"))]
        self.add_choice(_tr("In a &dark window"), "dark_mail", papers)
        marks = [("never", _tr("Never, only when I say so")), ("open", _tr("When I open them"))]
        self.add_choice(_tr("Mark as &read"), "mark", marks)
        self.add_note(_tr("Images from the internet are blocked until you show them for a message or a sender."))
        self.trusted = QListWidget()
        self.trusted.setAccessibleName(_tr("Senders whose images are always shown"))
        self.trusted.setMaximumHeight(140)
        self.trusted.setObjectName("plainList")
        self.remove = button(_tr("Block again"), self._remove)
        self.form.addRow(_tr("&Images always from"), self.trusted)
        self.form.addRow("", row(self.remove, None))
        self.trusted.itemSelectionChanged.connect(self._update)
        self._reload()

    def _reload(self) -> None:
        ask_for(self, self._errands, self._desk.load_trusted_senders, self._show)

    def _show(self, senders: list[str]) -> None:
        self.trusted.clear()
        self.trusted.addItems([formats.plain(sender) for sender in senders])
        self._update()

    def _update(self) -> None:
        self.remove.setEnabled(bool(self.trusted.selectedItems()))

    def _remove(self) -> None:
        chosen = [item.text() for item in self.trusted.selectedItems()]

        def work() -> None:
            for sender in chosen:
                self._desk.trust_sender(sender, False)

        ask_for(self, self._errands, work, lambda _done: self._reload())
