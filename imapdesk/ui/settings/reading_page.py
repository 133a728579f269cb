"""Settings > Reading: how messages are shown, and whose images."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QListWidget

from imapdesk.ui.settings.form_page import FormPage, make_combo, set_quietly
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.asking import ask_for
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import button, row
from imapdesk.ui.widgets.window_state import WindowState

if TYPE_CHECKING:
    from imapdesk.desk import Desk
    from imapdesk.desk.shown.opening import ImageRule


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReadingPage", text)


def _name_rules() -> list[tuple[str, str]]:
    return [
        ("trusted", _tr("When I ask, and from senders that I trust")),
        ("ask", _tr("Only when I ask")),
        ("never", _tr("Never")),
    ]


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
        self.images = make_combo(_tr("Images from the internet"), _name_rules())
        self.images.currentIndexChanged.connect(lambda _index: self._on_rule())
        self.form.addRow(_tr("Images from the &internet"), self.images)
        self.add_note(_tr("An image from the internet tells its sender that you read the message, when and where."))
        self.trusted = QListWidget()
        self.trusted.setAccessibleName(_tr("Senders whose images are always shown"))
        self.trusted.setMaximumHeight(140)
        self.trusted.setObjectName("plainList")
        self.remove = button(_tr("Block again"), self._remove)
        self.form.addRow(_tr("&Images always from"), self.trusted)
        self.form.addRow("", row(self.remove, None))
        self.trusted.itemSelectionChanged.connect(self._update)
        ask_for(self, errands, desk.load_image_rule, self._show_rule)
        self._reload()

    def restore(self) -> None:
        super().restore()
        self.images.setCurrentIndex(0)

    def _on_rule(self) -> None:
        from imapdesk.desk.shown.opening import ImageRule

        rule = ImageRule(self.images.currentData())
        self._errands.ask(lambda: self._desk.save_image_rule(rule))
        self._update()

    def _show_rule(self, rule: ImageRule) -> None:
        set_quietly(self.images, str(rule))
        self._update()

    def _reload(self) -> None:
        ask_for(self, self._errands, self._desk.load_trusted_senders, self._show)

    def _show(self, senders: list[str]) -> None:
        self.trusted.clear()
        self.trusted.addItems([formats.plain(sender) for sender in senders])
        self._update()

    def _update(self) -> None:
        self.trusted.setEnabled(self.images.currentData() == "trusted")
        self.remove.setEnabled(bool(self.trusted.selectedItems()))

    def _remove(self) -> None:
        chosen = [item.text() for item in self.trusted.selectedItems()]

        def work() -> None:
            for sender in chosen:
                self._desk.trust_sender(sender, False)

        ask_for(self, self._errands, work, lambda _done: self._reload())
