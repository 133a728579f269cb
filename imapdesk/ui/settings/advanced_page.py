"""Settings > Advanced: what hardly anybody needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QSpinBox

from imapdesk.ui.settings.form_page import FormPage, make_combo, set_quietly
from imapdesk.ui.settings.network_form import NetworkForm
from imapdesk.ui.widgets.asking import ask_for
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.window_state import WindowState

if TYPE_CHECKING:
    from imapdesk.desk import Desk, NetworkSettings, Patience


def _tr(text: str) -> str:
    return QCoreApplication.translate("AdvancedPage", text)


class AdvancedPage(FormPage):
    """The log, the patience with servers, and the way out to them."""

    def __init__(self, desk: Desk, errands: Background, state: WindowState) -> None:
        super().__init__(_tr("Advanced"), state)
        self._desk = desk
        self._errands = errands
        levels = [("info", _tr("What is done")), ("warning", _tr("Troubles only")), ("debug", _tr("Every step"))]
        self.level = make_combo(_tr("The log holds"), levels)
        self.level.currentIndexChanged.connect(lambda _index: self._on_level())
        self.form.addRow(_tr("The &log holds"), self.level)
        self.protocol = self.add_tick(_tr("Write down the talk with servers"), self._on_protocol)
        self.add_note(_tr("Passwords, addresses and mail are replaced in both. View > Activity and log shows them."))
        self.connect_s = self._add_seconds(_tr("Wait for a &connection"))
        self.stall_s = self._add_seconds(_tr("Wait for a silent &server"))
        self.add_note(_tr("Only a very slow line needs more than what imapdesk chooses by itself."))
        self.network = NetworkForm(self, desk, errands)
        ask_for(self, errands, self._load, self._show)

    def restore(self) -> None:
        super().restore()
        self.level.setCurrentIndex(0)
        self.connect_s.setValue(0)
        self.stall_s.setValue(0)
        if self.protocol.isChecked():
            self.protocol.click()
        self.network.restore()

    def _add_seconds(self, text: str) -> QSpinBox:
        box = self.add_number(text, 0, 3_600, lambda _seconds: self._on_patience())
        box.setSuffix(_tr(" s"))
        box.setSpecialValueText(_tr("as imapdesk chooses"))
        return box

    def _load(self) -> tuple[str, bool, Patience, NetworkSettings]:
        return (
            self._desk.load_log_level(),
            self._desk.load_protocol_log(),
            self._desk.load_patience(),
            self._desk.load_network(),
        )

    def _show(self, found: tuple[str, bool, Patience, NetworkSettings]) -> None:
        level, protocol, patience, network = found
        self.network.show(network)
        set_quietly(self.level, level)
        self.protocol.setChecked(protocol)
        set_quietly(self.connect_s, patience.connect_s)
        set_quietly(self.stall_s, patience.stall_s)

    def _on_level(self) -> None:
        level = self.level.currentData()
        self._errands.ask(lambda: self._desk.save_log_level(level))

    def _on_protocol(self, on: bool) -> None:
        self._errands.ask(lambda: self._desk.save_protocol_log(on))

    def _on_patience(self) -> None:
        from imapdesk.desk import Patience

        patience = Patience(self.connect_s.value(), self.stall_s.value())
        self._errands.ask(lambda: self._desk.save_patience(patience))
