"""Another language, in the open window: its views are made anew in it, and so is every window that can be.

A dialog that is being filled in, or asks something, is not torn away: the language waits until it is closed.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QLocale, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from imapdesk.ui.widgets.languages import install_language

_LOOK_EVERY_MS = 200


@runtime_checkable
class Speaker(Protocol):
    """A window beside the main one that can be made anew in the language of now."""

    def make_anew(self) -> None: ...


class Speaking(QObject):
    """One per window. ``changed`` is emitted when the language has changed: then the main window makes itself anew."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._wanted: str | None = None
        # Never within the click that chose it: the list that was clicked goes as well.
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._try)

    @Slot(str)
    def choose(self, wanted: str) -> None:
        """Speak this language, or the system's (``system``), as soon as no dialog is in the way."""
        self._wanted = wanted
        self._soon.start(0)

    @Slot()
    def _try(self) -> None:
        if self._wanted is None:
            return
        if any(not isinstance(each, Speaker) for each in _list_dialogs()):
            self._soon.start(_LOOK_EVERY_MS)
            return
        wanted, self._wanted = self._wanted, None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        before = (app.property("language"), QLocale())
        if (install_language(app, wanted), QLocale()) == before:
            return
        dialogs = _list_dialogs()
        for each in (self._window, *dialogs):
            each.setLocale(QLocale())
        self.changed.emit()
        for each in dialogs:
            if isinstance(each, Speaker):
                each.make_anew()


def _list_dialogs() -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
