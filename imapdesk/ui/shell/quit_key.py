"""The key that quits, in the window's dialogs, too: a sheet takes every key of the window under it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from imapdesk.ui.shell.main_window import MainWindow

_NAME = "quitKey"


class QuitKey(QObject):
    """Gives a dialog of the window the key when it gets the focus, as long as it is open."""

    def __init__(self, window: MainWindow, quit_: Callable[[], object]) -> None:
        super().__init__(window)
        self._window = window
        self._quit = quit_
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @Slot(QWidget, QWidget)
    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        dialog = now.window() if now is not None else None
        if isinstance(dialog, QDialog) and self._is_ours(dialog) and dialog.findChild(QShortcut, _NAME) is None:
            key = QShortcut(self._window.menu_actions["quit"].shortcut(), dialog)
            key.setObjectName(_NAME)
            key.activated.connect(lambda: self._quit())

    def _is_ours(self, dialog: QWidget) -> bool:
        parent = dialog.parentWidget()
        while parent is not None and parent is not self._window:
            parent = parent.parentWidget()
        return parent is not None
