"""The tray icon: open, sync, pause, a status line, quit. Everything it can do, the window can do as well."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from imapdesk.ui.alerts.desktop_notifications import DesktopNotifications
from imapdesk.ui.widgets.icons import app_icon
from imapdesk.ui.widgets.tips import unmarked


class Tray(QObject):
    """Shown where the desktop has a tray."""

    open_wanted = Signal()
    sync_wanted = Signal()
    pause_wanted = Signal(bool)
    settings_wanted = Signal()
    quit_wanted = Signal()
    message_clicked = Signal(str)  # the message's tag

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.icon = QSystemTrayIcon(self)
        self.menu = QMenu()
        self.open = self.menu.addAction("", self.open_wanted.emit)
        self.sync = self.menu.addAction("", self.sync_wanted.emit)
        self.pause = self.menu.addAction("")
        self.pause.setCheckable(True)
        self.pause.triggered.connect(self.pause_wanted)
        self.menu.addSeparator()
        self.status = self.menu.addAction(self.tr("Up to date"))
        self.status.setEnabled(False)
        self.menu.addSeparator()
        self.settings = self.menu.addAction("", self.settings_wanted.emit)
        self.quit = self.menu.addAction("", self.quit_wanted.emit)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self._on_message_clicked)
        self._tag = ""
        self.notifications = DesktopNotifications(self.tr("Open"), self)
        self.notifications.clicked.connect(self.message_clicked)
        self.name_items()
        self.variant = ""
        self.show_state("normal", self.tr("Up to date"))

    def name_items(self) -> None:
        """Call the menu's items what they are called in the language of now."""
        self.menu.setAccessibleName(self.tr("imapdesk"))
        self.open.setText(self.tr("&Open"))
        self.sync.setText(self.tr("&Sync now"))
        self.pause.setText(self.tr("&Pause syncing"))
        self.settings.setText(self.tr("Settings…"))
        self.quit.setText(self.tr("&Quit"))
        self.notifications.open_label = self.tr("Open")

    @property
    def available(self) -> bool:
        """Whether this desktop has a tray to be in."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Appear, where there is a tray."""
        if self.available:
            self.icon.show()

    def hide(self) -> None:
        """Disappear, before the program ends."""
        self.icon.hide()
        self.notifications.close()

    def show_state(self, variant: str, text: str) -> None:
        """``normal``, ``syncing``, ``attention`` or ``paused``: each has a shape of its own, and a sentence."""
        if variant != self.variant:
            self.variant = variant
            self.icon.setIcon(app_icon(f"tray-{variant}"))
        self.status.setText(text)
        self.icon.setToolTip(f"imapdesk - {text}")

    def tell(self, title: str, text: str, tag: str = "") -> None:
        """A message of the desktop; the window says the same, so nothing is lost where none is shown."""
        if self.available:
            self._tag = tag
            self.icon.showMessage(title, unmarked(text), app_icon(), 8000)
        else:
            self.notifications.show(tag, title, text)

    def withdraw(self, tag: str) -> None:
        """A message is no longer true; a balloon of a tray goes by itself, but opens nothing that is solved."""
        if self._tag == tag:
            self._tag = ""
        self.notifications.withdraw(tag)

    @Slot()
    def _on_message_clicked(self) -> None:
        self.message_clicked.emit(self._tag)

    @Slot(QSystemTrayIcon.ActivationReason)
    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.open_wanted.emit()
