"""Settings > General: how the program starts, what closing means, what it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from imapdesk.ui.settings.form_page import FormPage
from imapdesk.ui.state.on_close import ASK, KEEP, ON_CLOSE, QUIT
from imapdesk.ui.widgets.asking import ask_for
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.languages import list_languages
from imapdesk.ui.widgets.theme import current_theme
from imapdesk.ui.widgets.window_state import WindowState

if TYPE_CHECKING:
    from imapdesk.desk import Desk


def _tr(text: str) -> str:
    return QCoreApplication.translate("GeneralPage", text)


class GeneralPage(FormPage):
    """The program as a whole."""

    def __init__(self, desk: Desk, errands: Background, state: WindowState, has_tray: bool) -> None:
        super().__init__(_tr("General"), state)
        self._desk = desk
        self._errands = errands
        self.at_login = self.add_tick(_tr("&Start with the computer, in the background"), self._on_at_login)
        started = [("window", _tr("Show the window")), ("background", _tr("Stay in the background"))]
        self.add_choice(_tr("When I s&tart it"), "start", started)
        keep = _tr("Keep syncing in the tray") if has_tray else _tr("Keep syncing in the background")
        closing = [(KEEP, keep), (QUIT, _tr("Quit"))]
        if not has_tray:
            closing.insert(0, (ASK, _tr("Ask me")))
        self.add_choice(_tr("When the window is &closed"), ON_CLOSE, closing)
        languages = [("system", _tr("As the system")), *list_languages()]
        self.add_choice(_tr("Lan&guage"), "language", languages)
        themes = [("auto", _tr("As the system")), ("light", _tr("Light")), ("dark", _tr("Dark"))]
        self.add_choice(_tr("&Theme"), "theme", themes)
        densities = [("comfortable", _tr("Comfortable")), ("compact", _tr("Compact"))]
        self.add_choice(_tr("Message &list"), "density", densities)
        ask_for(self, errands, desk.starts_with_computer, self.at_login.setChecked)

    def restore(self) -> None:
        super().restore()
        if self.at_login.isChecked():
            self.at_login.click()

    def _on_at_login(self, on: bool) -> None:
        desk = self._desk
        ask_for(self, self._errands, lambda: desk.start_with_computer(on), None, self._on_refused)

    def _on_refused(self, error: BaseException) -> None:
        self.at_login.setChecked(not self.at_login.isChecked())
        self._errands.failed.emit(error)

    def _apply(self, key: str, value: str) -> None:
        if key == "theme":
            current_theme().choose(value)
        super()._apply(key, value)
